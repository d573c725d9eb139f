"""Allies: who joins a dispute, and which commitments are honoured or reneged on (equation 11).

Below war an ally k of either side joins with log-odds join_force + A_k; in a war, a defence ally
of the target is obliged, and honours its pact with log-odds join_war + A_k, where
A_k = join_trust·logit T_ki + join_major·major_k + join_distance·ln(1 + d) + join_posture·posture
+ join_readiness·readiness + join_base·(size of k's base in i). Of the three definitions of
reliability in use, "honoured" here is the treaty-specific one: the obligation to defend was invoked
by a war against the ally, and the ally fought on its side. An ally of both opponents stays out and
reneges on nobody.

The forces of an ally that joins arrive after an exponential time of mean
response_days·(1 - response_readiness·max(readiness_ki, min(1, base_ki))); a war that ends before is
fought without them.
"""

import numpy as np
from numpy.typing import NDArray

from alliancesim.crisis import Crisis
from alliancesim.events import ranked
from alliancesim.parameters.disputes import Force
from alliancesim.phases.crises.commitments import learned, told
from alliancesim.phases.crises.ladder import sigmoid
from alliancesim.phases.crises.stage import Stage
from alliancesim.world import World


def joining_terms(
    world: World, force: Force, ally: int, friend: int, war: bool
) -> dict[str, float]:
    """Return the labelled log-odds that ``ally`` fights for ``friend``."""
    trust = min(max(world.trust_of(ally, friend), 1e-6), 1 - 1e-6)
    return {
        "obligation": force.join_war if war else force.join_force,
        "trust": force.join_trust * float(np.log(trust / (1 - trust))),
        "major power": force.join_major * float(world.major[ally]),
        "distance": force.join_distance * float(np.log1p(world.distance[ally, friend])),
        "posture": force.join_posture * float(world.posture[ally, friend]),
        "readiness": force.join_readiness * float(world.readiness[ally, friend]),
        "base": force.join_base * float(world.bases[ally, friend]),
    }


def response_days(world: World, force: Force, ally: int, friend: int) -> float:
    """Return the mean days between the call and the arrival of an ally's forces."""
    stands = min(1.0, float(world.bases[ally, friend]))
    prepared = max(stands, float(world.readiness[ally, friend]))
    return force.response_days * (1 - force.response_readiness * prepared)


def allies_of(world: World, crisis: Crisis, pacts: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return the outside allies of either side and the side, ordered by name."""
    inside = {*crisis.sides[0], *crisis.sides[1]}
    one, other = pacts[:, crisis.initiator], pacts[:, crisis.target]
    found = [
        (ally, int(other[ally])) for ally in np.flatnonzero(one != other).tolist()
        if ally not in inside
    ]  # fmt: skip
    return sorted(found, key=lambda entry: world.ids[entry[0]])


def call_allies(stage: Stage, crisis: Crisis, day: float) -> None:
    """Ask the allies of both sides once at the use of force and once at war.

    Allies who fight for the target already when the war comes honour their pact by staying.
    """
    if crisis.top < 4 or crisis.top <= crisis.asked:
        return
    crisis.asked = crisis.top
    world, force = stage.world, stage.rules.force
    war, target = crisis.top == 5, crisis.target
    for ally in crisis.sides[1] if war else ():
        if ally != target and stage.pacts[ally, target]:
            terms = joining_terms(world, force, ally, target, True)
            _answered(stage, crisis, ally, target, True, terms, day)
    for ally, side in allies_of(world, crisis, stage.pacts):
        friend = (crisis.initiator, target)[side]
        obliged = war and side == 1
        terms = joining_terms(world, force, ally, friend, obliged)
        luck = stage.luck(f"ally {world.ids[ally]} {crisis.top}", crisis)
        joins = luck.random() < sigmoid(sum(terms.values()))
        if joins:
            delay = luck.exponential() * response_days(world, force, ally, friend)
            _join(stage, crisis, ally, side, delay, terms, day)
        if obliged:
            _answered(stage, crisis, ally, friend, joins, terms, day)
    stage.hostility.reached(crisis, day)


def _join(
    stage: Stage, crisis: Crisis, ally: int, side: int, delay: float, terms: dict[str, float],
    day: float,
) -> None:  # fmt: skip
    crisis.sides[side].append(ally)
    crisis.calls[ally] = (crisis.days, delay)
    friend = (crisis.initiator, crisis.target)[side]
    days = max(1, round(delay))
    note = f"; its forces are there after {days} day{'s' * (days > 1)}"
    told(stage, ally, friend, "joined", day, level=crisis.top, crisis=crisis.id,
         terms=ranked(terms.items()), note=note)  # fmt: skip


def _answered(
    stage: Stage, crisis: Crisis, ally: int, friend: int, honoured: bool,
    terms: dict[str, float], day: float,
) -> None:  # fmt: skip
    kind = "honoured" if honoured else "reneged"
    # Terms that weigh against what happened are named with their sign turned.
    sign = 1.0 if honoured else -1.0
    why = ranked((label, sign * value) for label, value in terms.items())
    told(stage, ally, friend, kind, day, level=crisis.top, crisis=crisis.id, terms=why)
    learned(stage, ally, friend, honoured)
