"""Exports: which deliveries of arms breach the criteria for them, and who holds back (equation 15).

A delivery to j, by any instrument with which a donor adds to the recipient's capability, is a
breach with the chance s_j = 1 - exp(-Σ criteria):

rights·max(0, 1 - record_j / rights_mark) + crisis·[j's side opened a live crisis]
+ tension·(1 - accountability_j)·max_k H_jk.

Under export controls a donor i loses the utility lever·restraint·accountability_i·s_j in it. A
state that is attacked may be armed: self-defence is no criterion against it.
"""

import numpy as np
from numpy.typing import NDArray

from alliancesim.parameters import Parameters
from alliancesim.toolbox import Toolbox
from alliancesim.world import Array, World


def arming(tools: Toolbox) -> NDArray[np.bool_]:
    """Return the instruments by which a donor adds to the recipient's capability, (K,)."""
    return tools.donor & (tools.gain("capability") > 0)


def criteria(world: World, rules: Parameters) -> dict[str, Array]:
    """Return what speaks against arming each state, labelled, each (N,)."""
    p = rules.exports
    opener = np.zeros(world.n)
    opener[[i for crisis in world.crises for i in crisis.sides[0]]] = 1.0
    return {
        "rights record": p.rights * np.maximum(0.0, 1 - world.rights / p.rights_mark),
        "live crisis": p.crisis * opener,
        "regional tension": p.tension * (1 - world.accountability) * world.tension.max(axis=1),
    }


def breach_chance(world: World, rules: Parameters) -> Array:
    """Return the chance that a delivery to each state breaches the criteria, (N,)."""
    return np.asarray(-np.expm1(-sum(criteria(world, rules).values())))


def export_reluctance(world: World, rules: Parameters, tools: Toolbox) -> Array:
    """Return the utility that donor i loses by arming j, N×N; 0 without export controls."""
    strength = tools.lever("export_controls") * rules.exports.restraint
    return strength * np.outer(world.accountability, breach_chance(world, rules))
