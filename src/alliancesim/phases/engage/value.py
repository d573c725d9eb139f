"""Value: what a unit of each channel is worth to state i with partner j (equation 6).

The situation sets the worth, the doctrine the weight. With f affinity, T trust, H tension,
Z stakes, ν incidents a year, F_i the threat that i feels from anybody, and the common threat
common_ij = sqrt(F_i F_j)·cos(threat_i, threat_j):

=================  =============================================================
channel            worth to i with j
=================  =============================================================
trust              f_ij (1 - T_ij)
information        common_ij T_ij
interoperability   common_ij T_ij
relief             min(1, H_ij + Z_ij)
incident_control   min(1, H_ij + Z_ij + ν_ij / (ν_ij + 100))
capability         T_ij F_i to the weaker side, T_ij common_ij to the stronger
dependence         -sovereignty_i to the weaker side, common_ij to the stronger
posture            common_ij T_ij
=================  =============================================================

All are assumptions: plausible shapes, not estimates.
"""

import numpy as np

from alliancesim.phases.perceive import Sight
from alliancesim.toolbox import Stances
from alliancesim.world import Array, World

BUSY = 100.0
"""Incidents a year at which controlling them is worth half of what it can be."""


def common_threat(threat: Array, felt: Array) -> Array:
    """Return how far two states fear the same states, N×N in [0, 1]."""
    size = np.sqrt((threat**2).sum(axis=1))
    size = np.where(size > 0, size, 1.0)
    direction = threat / size[:, None]
    cosine = np.einsum("ik,jk->ij", direction, direction, optimize=False)
    common: Array = cosine * np.sqrt(felt[:, None] * felt[None, :])
    np.fill_diagonal(common, 0.0)
    return common


def worth(world: World, seen: Sight, stances: Stances) -> Array:
    """Return the weighted worth of a unit of each channel, C×N×N (rows: who values)."""
    trust = world.trust
    common = common_threat(seen.threat, world.threat_felt)
    together = common * trust
    felt = np.broadcast_to(world.threat_felt[:, None], trust.shape)
    stronger = world.capability[:, None] >= world.capability[None, :]
    quarrel = np.minimum(1.0, world.tension + world.stakes)
    busy = world.incident_rate / (world.incident_rate + BUSY)
    autonomy = (world.sovereignty * stances.sovereignty)[:, None]
    channels = [
        world.affinity * (1 - trust),
        together,
        together,
        quarrel,
        np.minimum(1.0, quarrel + busy),
        trust * np.where(stronger, common, felt),
        np.where(stronger, common, -autonomy),
        together,
    ]
    return np.stack(channels) * stances.weights[:, :, None]
