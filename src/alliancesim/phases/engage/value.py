"""Value: what a unit of each channel is worth to state i with partner j (equation 6).

The situation sets the worth, and the doctrine the weight: its weight on the channel, times that
on the situation, times 1 + (identity_i - 1)·(2 f_ij - 1); all 1 for the balanced one. With
f affinity, T trust, H tension, Z stakes, ν incidents a year, F_i the threat that i feels from
anybody, and the common threat common_ij = sqrt(F_i F_j)·cos(threat_i, threat_j):

=================  =============================================================
channel            worth to i with j
=================  =============================================================
trust              f_ij (1 - T_ij)
understanding      f_ij (1 - U_ij)
information        common_ij T_ij
interoperability   common_ij T_ij
readiness          common_ij T_ij
relief             min(1, H_ij + Z_ij)
incident_control   min(1, H_ij + Z_ij + ν_ij / (ν_ij + busy_incidents))
capability         T_ij F_i to the weaker side, T_ij common_ij to the stronger
technology         T_ij (1 - technology_i) to the less advanced, T_ij common_ij to the other
cyber              T_ij (1 - cyber_i)
counter_threat     T_ij sqrt(P_i P_j)
economy            f_ij (1 + industry_i)
dependence         -sovereignty_i to the weaker side, common_ij to the stronger
posture            common_ij T_ij
norms              f_ij accountability_i
transparency       (1 - T_ij) transparency_i
goodwill           F_i to the stronger side, f_ij to the weaker
warning            F_i
=================  =============================================================

U is understanding, P_i = incidents / (incidents + plague) how far non-state threats plague i.
All are assumptions: plausible shapes, not estimates.
"""

import numpy as np

from alliancesim.instruments import CHANNELS
from alliancesim.kernels import alike
from alliancesim.parameters import Parameters
from alliancesim.phases.perceive import Sight
from alliancesim.toolbox import Stances
from alliancesim.world import Array, World


def common_threat(threat: Array, felt: Array) -> Array:
    """Return how far two states fear the same states, N×N in [0, 1]."""
    size = np.sqrt((threat**2).sum(axis=1))
    size = np.where(size > 0, size, 1.0)
    direction = threat / size[:, None]
    cosine = alike(direction)
    common: Array = cosine * np.sqrt(felt[:, None] * felt[None, :])
    np.fill_diagonal(common, 0.0)
    return common


def worth(world: World, rules: Parameters, seen: Sight, stances: Stances) -> list[Array]:
    """Return the weighted worth of a unit of each channel, N×N each (rows: who values)."""
    trust, affinity = world.trust, world.affinity
    common = common_threat(seen.threat, world.threat_felt)
    together = common * trust
    felt = np.broadcast_to(world.threat_felt[:, None], trust.shape)
    stronger = world.capability[:, None] >= world.capability[None, :]
    behind = world.technology[:, None] < world.technology[None, :]
    quarrel = np.minimum(1.0, world.tension + world.stakes)
    busy = world.incident_rate / (world.incident_rate + rules.choice.busy_incidents)
    autonomy = (world.sovereignty * stances.sovereignty)[:, None]
    values = {
        "trust": affinity * (1 - trust),
        "understanding": affinity * (1 - world.understanding),
        "information": together,
        "interoperability": together,
        "readiness": together,
        "relief": quarrel,
        "incident_control": np.minimum(1.0, quarrel + busy),
        "capability": trust * np.where(stronger, common, felt),
        "technology": trust * np.where(behind, 1 - world.technology[:, None], common),
        "cyber": trust * (1 - world.cyber)[:, None],
        "counter_threat": trust * plagued(world, rules),
        "economy": affinity * (1 + world.industry)[:, None],
        "dependence": np.where(stronger, common, -autonomy),
        "posture": together,
        "norms": affinity * world.accountability[:, None],
        "transparency": (1 - trust) * world.transparency[:, None],
        "goodwill": np.where(stronger, felt, affinity),
        "warning": felt,
    }
    if stances.neutral:
        return [values[channel] for channel in CHANNELS]
    likeness = 1 + (stances.identity - 1)[:, None] * (2 * affinity - 1)
    return [
        values[channel] * (weight[:, None] * likeness)
        for channel, weight in zip(CHANNELS, stances.weights, strict=True)
    ]


def plagued(world: World, rules: Parameters) -> Array:
    """Return how far non-state threats plague two states alike: sqrt(P_i P_j), N×N."""
    share = world.incidents_felt / (world.incidents_felt + rules.choice.plague)
    return np.sqrt(np.outer(share, share))
