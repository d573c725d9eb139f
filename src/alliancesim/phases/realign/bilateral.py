"""Bilateral: two states sign a defence pact or a cooperation agreement; agreements lapse.

The hazards are those of the chapter on terms. A pair that is bound by a pact signs no agreement:
the pact is framework enough. Agreements of many, and treaties that promise neither defence nor
cooperation, last until the scenario ends them: nobody measured how they lapse.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from alliancesim.events import Event
from alliancesim.phases.realign.moment import Moment, Terms, why
from alliancesim.phases.realign.terms import agreement_terms, formation_terms, lapse_terms
from alliancesim.treaties import Treaty, flags


class Paper(NamedTuple):
    """A kind of treaty that two states sign."""

    event: str
    noun: str
    obligations: tuple[str, ...]
    lever: str


PACT = Paper("pact_signed", "defence pact", ("defence", "consultation"), "defence_pact")
AGREEMENT = Paper(
    "agreement_signed", "cooperation agreement", ("cooperation",), "cooperation_agreement"
)


def conclude(moment: Moment, paper: Paper, one: int, other: int) -> tuple[str, str]:
    """Bind two states by a new treaty; return their ids in order."""
    world = moment.world
    first, second = sorted((world.ids[one], world.ids[other]))
    treaty = Treaty(
        id=f"{paper.event} {first}-{second} {moment.step}",
        name=f"{paper.noun} of {world.called((first, second))}",
        flags=flags(paper.obligations),
        members=tuple(sorted((one, other))),
        outside=frozenset(),
        multilateral=False,
    )
    world.treaties = world.treaties.put(treaty)
    return first, second


def sign(moment: Moment) -> list[Event]:
    """Let pairs sign defence pacts and, where they have none, cooperation agreements."""
    p, world = moment.rules.pacts, moment.world
    allied = world.treaties.bound("defence")
    pacts = _signed(moment, PACT, p.formation.constant, formation_terms, allied)
    served = world.treaties.bound("cooperation") | world.treaties.bound("defence")
    return pacts + _signed(moment, AGREEMENT, p.agreements.constant, agreement_terms, served)


def _signed(
    moment: Moment, paper: Paper, constant: float, reasons: Callable[[Moment], Terms],
    bound: NDArray[np.bool_],
) -> list[Event]:  # fmt: skip
    """Let pairs that are not yet bound sign a kind of treaty."""
    lever = moment.tools.lever(paper.lever)
    if not lever:
        return []
    pairs, terms = moment.draws.upper, reasons(moment)
    chance = moment.chance(constant, terms, lever, pairs)
    luck = moment.draws.pairs(moment.step, f"realign {paper.event}")[0]
    happened = []
    for pair in np.flatnonzero((luck < chance) & ~bound[pairs]):
        i, j = int(pairs[0][pair]), int(pairs[1][pair])
        states = conclude(moment, paper, i, j)
        text = f"{moment.world.called(states)} sign a {paper.noun}"
        happened.append(Event(paper.event, states, text, terms=why(terms, (i, j))))
    return happened


def lapse(moment: Moment) -> list[Event]:
    """Let cooperation agreements of two states lapse."""
    world = moment.world
    agreements = [
        treaty for treaty in world.treaties.having("cooperation")
        if not treaty.multilateral and not treaty.has("defence") and len(treaty.members) == 2
    ]  # fmt: skip
    if not agreements:
        return []
    terms = lapse_terms(moment)
    places = tuple(np.array([treaty.members for treaty in agreements]).T)
    chances = moment.chance(moment.rules.pacts.agreement_ending.constant, terms, at=places)
    happened = []
    for treaty, chance in zip(agreements, chances, strict=True):
        i, j = treaty.members
        luck = moment.draws.generator(moment.step, f"realign lapse {treaty.id}").random()
        if luck < chance:
            world.treaties = world.treaties.drop(treaty.id)
            states = tuple(sorted((world.ids[i], world.ids[j])))
            text = f"{treaty.name} lapses"
            happened.append(Event("agreement_ended", states, text, terms=why(terms, (i, j))))
    return happened
