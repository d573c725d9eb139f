"""Effects: engagements become labelled contributions to the stocks (equation 7).

Each engagement adds gain·size·quality per channel, with
quality = floor + (1 - floor)·mean(interoperability, affinity, 1 - technology gap,
1 - culture·(1 - understanding)). Good evidence loses news value with routine: gain / (1 +
routine·recent). With probability breach_k·(1 - mean accountability), for leaks also times
1 - secrecy·mean cyber resilience, an engagement turns sour: instead of good evidence it leaves
breach_evidence_k·loss_weight of bad. Onlookers l take bad evidence about i: φ_k·size·notice·
sensitivity_li; a negative φ gives |φ| of good evidence.
"""

from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from alliancesim.ledger import Ledger
from alliancesim.parameters import Parameters
from alliancesim.phases.engage.record import Engagements, Index
from alliancesim.toolbox import Toolbox
from alliancesim.world import Array, World

SHARED = {
    "information": "information", "interoperability": "interoperability", "posture": "posture",
    "understanding": "understanding", "readiness": "readiness", "relief": "relief",
    "incident_control": "procedures",
}  # fmt: skip
"""Channels that act on what a pair shares, and the field of the ledger they go to."""
OF_STATES = ("cyber", "counter_threat", "economy", "norms", "transparency", "warning")
"""Channels that act on states: on both, or on the recipient where one gives."""


def quality(world: World, rules: Parameters, first: Index, second: Index) -> Array:
    """Return how much of its gain an engagement realises, in [quality_floor, 1]."""
    floor = rules.effects.quality_floor
    affinity = (world.affinity[first, second] + world.affinity[second, first]) / 2
    technology = 1 - np.abs(world.technology[first] - world.technology[second])
    foreign = world.culture[first, second] * (1 - world.understanding[first, second])
    fit = (world.interoperability[first, second] + affinity + technology + 1 - foreign) / 4
    grade: Array = floor + (1 - floor) * fit
    return grade


def sour(
    world: World, rules: Parameters, tools: Toolbox, instrument: Index, first: Index, second: Index
) -> Array:
    """Return the probability that an engagement turns sour."""
    care = (world.accountability[first] + world.accountability[second]) / 2
    resilience = (world.cyber[first] + world.cyber[second]) / 2
    secure = np.where(tools.secured[instrument], rules.effects.secrecy * resilience, 0.0)
    chance: Array = tools.breach[instrument] * (1 - care) * (1 - secure)
    return chance


def contribute(
    world: World, rules: Parameters, tools: Toolbox, held: Engagements, felt: Array,
    ledger: Ledger,
) -> None:  # fmt: skip
    """Write the contributions of all engagements into the ledger, labelled by instrument."""
    if not len(held):
        return
    both = Sides.of(held)
    _between(tools, held, both, ledger)
    _states(world, tools, held, both, ledger)
    _evidence(world, rules, tools, held, both, ledger)
    _provocation(rules, tools, held, felt, ledger)


class Sides(NamedTuple):
    """The engagements of a step from either side: all of them once, then once more turned round."""

    instrument: Index
    who: Index
    partner: Index
    strength: Array
    """Size times quality."""

    @classmethod
    def of(cls, held: Engagements) -> Self:
        """Return both sides of the engagements."""
        return cls(
            np.concatenate([held.instrument, held.instrument]),
            np.concatenate([held.first, held.second]),
            np.concatenate([held.second, held.first]),
            np.concatenate([held.strength, held.strength]),
        )


def _between(tools: Toolbox, held: Engagements, both: Sides, ledger: Ledger) -> None:
    """Contribute to what the pair shares, and to what one owes the other."""
    low, high = np.minimum(held.first, held.second), np.maximum(held.first, held.second)
    strength = held.strength
    for channel, field in SHARED.items():
        gain = tools.gain(channel)[held.instrument] * strength
        some = np.flatnonzero(gain)
        if not len(some):
            continue
        for one, other in ((low, high), (high, low)):  # in one order, so that sums are the same
            ledger.enter(field, tools.names, held.instrument[some], one[some], other[some],
                         gain[some])  # fmt: skip
    owed = tools.gain("dependence")[held.instrument] * strength
    some = owed != 0
    ledger.enter("dependence", tools.names, held.instrument[some], held.second[some],
                 held.first[some], owed[some])  # fmt: skip
    liked = tools.gain("goodwill")[both.instrument] * both.strength
    some = (liked != 0) & (_giver(both) | ~tools.donor[both.instrument])
    ledger.enter("influence", tools.names, both.instrument[some], both.who[some],
                 both.partner[some], liked[some])  # fmt: skip


def _giver(both: Sides) -> NDArray[np.bool_]:
    """Return the sides of those who stand first: the donors, where one gives."""
    return np.arange(len(both.who)) < len(both.who) // 2


def _states(world: World, tools: Toolbox, held: Engagements, both: Sides, ledger: Ledger) -> None:
    """Contribute to the states: to both, or to the recipient where one gives."""
    takes = ~(_giver(both) & tools.donor[both.instrument])
    for channel in OF_STATES:
        gain = tools.gain(channel)[both.instrument] * both.strength
        # Trade pays the seller too.
        some = (gain != 0) if channel == "economy" else (gain != 0) & takes
        ledger.enter(channel, tools.names, both.instrument[some], both.who[some], None,
                     gain[some])  # fmt: skip
    armed = tools.gain("capability")[held.instrument] * held.strength
    some = armed != 0
    ledger.enter("assistance", tools.names, held.instrument[some], held.second[some], None,
                 armed[some])  # fmt: skip
    # Of a gift, the share counts by which the giver is ahead.
    ahead = np.maximum(0.0, world.technology[both.partner] - world.technology[both.who])
    lead = ahead / np.maximum(1 - world.technology[both.who], 1e-9)
    lead = np.where(tools.donor[both.instrument], lead, 1.0)
    advanced = tools.gain("technology")[both.instrument] * both.strength * lead
    some = (advanced != 0) & takes
    ledger.enter("technology", tools.names, both.instrument[some], both.who[some], None,
                 advanced[some])  # fmt: skip


def _evidence(
    world: World, rules: Parameters, tools: Toolbox, held: Engagements, both: Sides,
    ledger: Ledger,
) -> None:  # fmt: skip
    """Contribute what the two learn about each other."""
    k, who, partner = both.instrument, both.who, both.partner
    bad = np.concatenate([held.breach, held.breach])
    fresh = 1 + rules.effects.routine * world.recent[k, who, partner]
    news = tools.gain("trust")[k] * both.strength / fresh
    some = (news != 0) & ~bad
    ledger.enter("good", tools.names, k[some], who[some], partner[some], news[some])
    if bad.any():
        loss = rules.trust.loss_weight * tools.breach_evidence[k] * both.strength
        ledger.at("bad", "breach", who[bad], partner[bad], loss[bad])


def _provocation(
    rules: Parameters, tools: Toolbox, held: Engagements, felt: Array, ledger: Ledger
) -> None:
    """Contribute what onlookers make of it; none is provoked by what it takes part in."""
    noticed = held.size * held.notice
    strength = rules.effects.provocation * tools.provocation
    for k in np.unique(held.instrument[strength[held.instrument] != 0]):
        mine = held.instrument == k
        places = held.first[mine] * len(felt) + held.second[mine]
        between = np.bincount(places, noticed[mine], felt.size).reshape(felt.shape)
        between += between.T
        witnessed = between.sum(axis=0)[None, :] - between
        field = "bad_seen" if strength[k] > 0 else "good_seen"
        evidence = abs(strength[k]) * felt * witnessed
        ledger.add(field, f"provocation of {tools.names[k]}", evidence)
