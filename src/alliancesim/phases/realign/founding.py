"""Founding: now and then many states of a region sign a treaty at once, in large worlds only.

Attempts come at ``rate`` in worlds of at least ``smallest_world`` states, each in a region drawn
at random. The founders are a group of its states in which all trust each other, both ways, by at
least ``trust``. An attempt fails with fewer than ``founders`` of them, or where all are bound to
defend each other already. The largest such group is hard to find, so states are taken in the
order of how many of the region they are in mutual trust with, each that fits those before it.
"""

import numpy as np
from numpy.typing import NDArray

from alliancesim.events import Event
from alliancesim.phases.realign.moment import Moment
from alliancesim.treaties import Treaty, admission_of, flags


def found(moment: Moment) -> list[Event]:
    """Let the states of a region found an alliance, if their hour has come."""
    p, world = moment.rules.blocs.bursts, moment.world
    rate = p.rate * moment.tools.lever("collective_security")
    attempt, where = moment.draws.generator(moment.step, "realign founding").random(2)
    if world.n < p.smallest_world or attempt >= -np.expm1(-rate * moment.years):
        return []
    regions = sorted(set(world.regions))
    region = regions[int(where * len(regions))]
    states = [row for row, home in enumerate(world.regions) if home == region]
    founders = circle(np.minimum(moment.trust, moment.trust.T) >= p.trust, states)
    bound = world.treaties.bound("defence")[np.ix_(founders, founders)]
    if len(founders) < p.founders or (bound | np.eye(len(founders), dtype=bool)).all():
        return []
    treaty = Treaty(
        id=f"bloc_founded {region} {moment.step}",
        name=f"the alliance of {region}",
        flags=flags(("defence", "consultation")),
        members=tuple(sorted(founders)),
        outside=frozenset(),
        multilateral=True,
        admission=admission_of(None, multilateral=True),
    )
    world.treaties = world.treaties.put(treaty)
    ids = tuple(world.ids[state] for state in treaty.members)
    return [Event("bloc_founded", ids, f"{world.called(ids)} found {treaty.name}")]


def circle(friends: NDArray[np.bool_], states: list[int]) -> list[int]:
    """Return a group of ``states`` that are all friends of each other, found greedily."""
    number = friends[np.ix_(states, states)].sum(axis=1)
    group: list[int] = []
    for place in np.argsort(-number, kind="stable"):
        state = states[place]
        if friends[state, group].all():
            group.append(state)
    return group
