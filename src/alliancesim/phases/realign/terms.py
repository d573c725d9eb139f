"""Terms: what speaks for and against a tie of two states (equation 8).

Log-odds of a year, with c capability, r regime, F the threat felt, T trust and h_ij the chance
that j would fight for i, were the two allied (kernels.honour).

Formation of a defence pact: constant + distance·ln(1 + d/distance_scale)
+ capability_ratio·|ln c_i/c_j| + major + regime_gap·|r_i - r_j| + shared_foe + recent_dispute
+ shared_allies·[an ally in common] + entrapment·E_ij + abandonment·S_ij + autonomy·A_ij
+ agreement + trust·(T_ij - mark + T_ji - mark).

Ending of a defence tie: constant + joint_democracy + shared_allies·ln(1 + allies in common)
+ capability_ratio·|ln c_i/c_j| + entrapment·E_ij - abandonment·S_ij + autonomy·A_ij
+ trust·(mark - T_ij + mark - T_ji).

E_ij, entanglement: disputes a year of either with others, over five years.
S_ij, shelter: F_i·(h_ij - honour_mark) + F_j·(h_ji - honour_mark).
A_ij, subjection: |ln c_i/c_j| times the weaker side's sensitivity about sovereignty less ½.

Signing of a cooperation agreement: constant + cooperation·ln(1 + recent engagements)
+ shared_partners·ln(1 + partners in common) + degree·ln(1 + mean number of agreements)
+ trust·(T_ij - mark + T_ji - mark). Its lapse: constant + cooperation·ln(1 + recent engagements)
+ trust·(mark - T_ij + mark - T_ji). Sources: the parameters name them.
"""

import numpy as np

from alliancesim.kernels import democracies
from alliancesim.phases.realign.moment import Moment, Terms
from alliancesim.world import Array


def shared_foe(moment: Moment) -> Array:
    """Return 1 for the pairs that had a dispute with the same state of late, N×N."""
    foes = (moment.disputes > 0).astype(float)
    in_common: Array = np.minimum(1.0, foes @ foes.T)  # whole numbers: exact in any order
    return in_common


def formation_terms(moment: Moment) -> Terms:
    """Return the labelled log-odds of signing a defence pact, each N×N."""
    p, world = moment.rules.pacts.formation, moment.world
    return {
        "distance": p.distance * np.log1p(world.distance / p.distance_scale),
        "capability ratio": p.capability_ratio * moment.ratio,
        "major power": p.major * (world.major[:, None] | world.major[None, :]),
        "regime gap": p.regime_gap * np.abs(world.regime[:, None] - world.regime[None, :]),
        "shared foe": p.shared_foe * shared_foe(moment),
        "recent dispute": p.recent_dispute * (moment.disputes > 0),
        "shared allies": p.shared_allies * (world.treaties.shared_partners("defence") > 0),
        "entrapment": p.entrapment * moment.entanglement,
        "abandonment": p.abandonment * moment.shelter,
        "autonomy": p.autonomy * moment.subjection,
        "agreement": p.agreement * world.treaties.bound("cooperation"),
        "trust": p.trust * moment.regard,
    }


def ending_terms(moment: Moment) -> Terms:
    """Return the labelled log-odds that a defence tie ends, each N×N."""
    p, world = moment.rules.pacts.ending, moment.world
    return {
        "joint democracy": p.joint_democracy * democracies(world, moment.rules),
        "shared allies": p.shared_allies * np.log1p(world.treaties.shared_partners("defence")),
        "capability ratio": p.capability_ratio * moment.ratio,
        "entrapment": p.entrapment * moment.entanglement,
        "abandonment": -p.abandonment * moment.shelter,
        "autonomy": p.autonomy * moment.subjection,
        "trust": -p.trust * moment.regard,
    }


def agreement_terms(moment: Moment) -> Terms:
    """Return the labelled log-odds of signing a cooperation agreement, each N×N."""
    p, treaties = moment.rules.pacts.agreements, moment.world.treaties
    partners = treaties.partners("cooperation")
    return {
        "cooperation": p.cooperation * moment.engaged,
        "shared partners": p.shared_partners * np.log1p(treaties.shared_partners("cooperation")),
        "degree": p.degree * np.log1p((partners[:, None] + partners[None, :]) / 2),
        "trust": p.trust * moment.regard,
    }


def lapse_terms(moment: Moment) -> Terms:
    """Return the labelled log-odds that a cooperation agreement lapses, each N×N."""
    p = moment.rules.pacts.agreement_ending
    return {
        "cooperation": p.cooperation * moment.engaged,
        "trust": -p.trust * moment.regard,
    }
