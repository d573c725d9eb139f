"""Onlookers: who feels provoked by what others do together (equation 7)."""

import numpy as np

from alliancesim.parameters import Parameters
from alliancesim.phases.perceive import Sight
from alliancesim.world import Array, World


def sensitivity(world: World, rules: Parameters, seen: Sight) -> Array:
    """Return how strongly l takes offence at what i does, N×N (rows: onlooker l).

    max(0, 1 - 2·T_li) · reach_{i→l} / (reach_{i→l} + c_l) · (1 - q_i) · (1 - ψ·pact_li), with
    reach_{i→l} = c_i·proximity_li, q transparency and ψ ``effects.pact_shield``. Only those who
    distrust i feel provoked, the near and the weak more.
    """
    arriving = world.capability[None, :] * seen.near
    exposed = arriving / (arriving + world.capability[:, None])
    distrust = np.maximum(0.0, 1 - 2 * world.trust)
    shield = 1 - rules.effects.pact_shield * seen.pacts
    felt: Array = distrust * exposed * (1 - world.transparency)[None, :] * shield
    np.fill_diagonal(felt, 0.0)
    return felt


def exposure(felt: Array, threat: Array) -> Array:
    """Return how much each state has to lose by provoking those it fears, (N,).

    Σ_l sensitivity_li · threat_il, at most 1.
    """
    return np.minimum(1.0, np.einsum("li,il->i", felt, threat, optimize=False))
