"""Exits: members leave defence pacts and blocs, and blocs fall with their leader.

A bilateral pact ends at the rate at which its tie ends (chapter on terms), by either side: half
of the rate each. A member leaves a bloc at the mean rate of its ties to the other members in the
cast. Suspended members have no ties to end.

A member is the leader of a bloc if it has at least ``leader_share`` of the members' capability.
When the leader leaves, of its own accord or because the scenario says so, the bloc dissolves with
``chance``. A member outside the cast counts as much as those in it do on average.
"""

from collections.abc import Iterable

import numpy as np

from alliancesim.events import Event, ranked
from alliancesim.phases.realign.moment import Moment, Terms, rate
from alliancesim.phases.realign.terms import ending_terms
from alliancesim.treaties import Treaty
from alliancesim.world import Array


def leave(moment: Moment) -> list[Event]:
    """Let members leave defence pacts; one of two ends the pact by leaving."""
    if not moment.world.treaties.having("defence"):
        return []
    terms = ending_terms(moment)
    bound = moment.world.treaties.bound("defence")
    rates = np.zeros(bound.shape)
    rates[bound] = rate(moment.rules.pacts.ending.constant, terms, bound)
    happened = []
    for treaty in moment.world.treaties.having("defence"):
        if len(treaty.active) >= 2:
            happened += _leave(moment, treaty, rates, terms)
    return happened


def exit_rates(treaty: Treaty, rates: Array) -> Array:
    """Return the yearly rate at which each active member leaves, from the N×N rates of ties."""
    active = np.array(treaty.active)
    ties = rates[active[:, None], active]
    np.fill_diagonal(ties, 0.0)
    mean: Array = ties.sum(axis=1) / (len(active) - 1)
    return mean if treaty.multilateral else mean / 2


def _leave(moment: Moment, treaty: Treaty, rates: Array, terms: Terms) -> list[Event]:
    """Let members leave one treaty."""
    world, active = moment.world, np.array(treaty.active)
    luck = moment.draws.states(moment.step, f"realign leave {treaty.id}")[active]
    leaves = luck < -np.expm1(-exit_rates(treaty, rates) * moment.years)
    happened: list[Event] = []
    for member in active[leaves].tolist():
        left = world.treaties.get(treaty.id)
        if left is None:  # those who went before have ended it
            break
        others = [other for other in treaty.active if other != member]
        why = ranked((label, float(t[member, others].mean())) for label, t in terms.items())
        text = f"{world.names[member]} leaves {treaty.name}"
        happened.append(Event("pact_ended", (world.ids[member],), text, terms=why))
        happened += depart(moment, left, [member])
    return happened


def depart(moment: Moment, treaty: Treaty, leavers: Iterable[int]) -> list[Event]:
    """Take members out of a treaty; return what comes of it: a bloc may dissolve."""
    world, gone = moment.world, set(leavers)
    left = treaty.with_members(set(treaty.members) - gone)
    world.treaties = world.treaties.put(left)
    leaders = sorted(gone & leading(moment, treaty))
    if not leaders or world.treaties.get(treaty.id) is None:
        return []
    luck = moment.draws.generator(moment.step, f"realign dissolution {treaty.id}").random()
    if luck >= moment.rules.blocs.dissolution.chance:
        return []
    world.treaties = world.treaties.drop(treaty.id)
    text = f"{treaty.name} dissolves without {world.called(world.ids[m] for m in leaders)}"
    return [Event("dissolved", tuple(world.ids[member] for member in left.members), text)]


def leading(moment: Moment, treaty: Treaty) -> set[int]:
    """Return the members that lead a bloc; a pact of two has no leader."""
    if not treaty.multilateral or not treaty.active:
        return set()
    active = np.array(treaty.active)
    capability = moment.world.capability[active]
    total = capability.mean() * (len(active) + len(treaty.outside))
    leads = capability >= moment.rules.blocs.dissolution.leader_share * total
    return set(active[leads].tolist())
