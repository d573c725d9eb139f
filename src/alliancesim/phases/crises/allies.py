"""Allies: who joins a dispute, and which commitments are honoured or reneged on (equation 11).

Below war an ally k of either side joins with log-odds join_force + A_k; in a war, a defence ally
of the target is obliged, and honours its pact with log-odds join_war + A_k, where
A_k = join_trust·logit T_ki + join_major·major_k + join_distance·ln(1 + d) + join_posture·posture.
Of the three definitions of reliability in use, "honoured" here is the treaty-specific one: the
obligation to defend was invoked by a war against the ally, and the ally fought on its side. An
ally of both opponents stays out and reneges on nobody.
"""

import numpy as np
from numpy.typing import NDArray

from alliancesim.crisis import Crisis
from alliancesim.parameters.disputes import Force
from alliancesim.world import World


def joining_terms(
    world: World, force: Force, ally: int, friend: int, war: bool
) -> dict[str, float]:
    """Return the labelled log-odds that ``ally`` fights for ``friend``."""
    trust = float(np.clip(world.trust[ally, friend], 1e-6, 1 - 1e-6))
    return {
        "obligation": force.join_war if war else force.join_force,
        "trust": force.join_trust * float(np.log(trust / (1 - trust))),
        "major power": force.join_major * float(world.major[ally]),
        "distance": force.join_distance * float(np.log1p(world.distance[ally, friend])),
        "posture": force.join_posture * float(world.posture[ally, friend]),
    }


def allies_of(world: World, crisis: Crisis, pacts: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return the outside allies of either side and the side, ordered by name."""
    inside = {*crisis.sides[0], *crisis.sides[1]}
    friends = (crisis.initiator, crisis.target)
    found = []
    for ally in range(world.n):
        bound = [side for side in (0, 1) if pacts[ally, friends[side]]]
        if ally not in inside and len(bound) == 1:
            found.append((ally, bound[0]))
    return sorted(found, key=lambda entry: world.ids[entry[0]])
