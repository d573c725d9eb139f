"""Perceive: what each state believes of the others' capability and intent (equations 4 and 5).

Misperception (equation 4). State i sees ln ĉ_j = ln c_j + s_ij·ε_ij with
s_ij = noise·(1 - q_j)·(1 - knowledge_ij), where
knowledge_ij = 1 - (1 - S_ij)(1 - contact_ij)·Π_k (1 - S_ik·contact_kj): partners inform each other.
ε is a standard Ornstein-Uhlenbeck process, so misreadings last, whatever the step.

Threat (equation 5). threat_ij = ĉ_{j→i} / (ĉ_{j→i} + c_i + help_ij) · (1 - T̂_ij)
· min(1, background + Z_ij + H_ij), where help is what i expects of its allies against j and
logit T̂_ij = logit T_ij - intent_gain·(1 - U_ij)·(1 + cultural_misreading·culture_ij)·s_ij·ε_ij,
U the understanding between the two. In [0, 1]; it acts through the choice of instruments, arms
and pacts, not directly on onset, where it would count history twice.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alliancesim.compiled import LARGE, available, compiled, leave_untold
from alliancesim.draws import Draws
from alliancesim.kernels import (
    defence_pacts,
    help_expected,
    honour,
    logit,
    proximity,
    relevant,
    sigmoid,
)
from alliancesim.parameters import Parameters
from alliancesim.world import Array, World


@dataclass(frozen=True)
class Sight:
    """What the states see in a step, and what several later phases need of it."""

    noise: Array
    """s_ij: spread of i's error about ln c_j, N×N."""
    knowledge: Array
    """What i knows of j, in [0, 1], N×N."""
    capability: Array
    """ĉ: capability of j as i sees it, N×N."""
    threat: Array
    """Threat that i feels from j, in [0, 1], N×N."""
    near: Array
    """Share of strength that arrives over the distance, N×N."""
    pacts: NDArray[np.bool_]
    """Pairs bound to defend each other, N×N."""
    honoured: Array
    """Probability, as i judges it, that j would fight for i, N×N."""
    help: Array
    """Capability that i expects from its allies against j, N×N."""
    relevant: NDArray[np.bool_]
    """Politically relevant pairs, N×N."""


def knowledge(information: Array, contact: Array) -> Array:
    """Return what each state knows of each other one, N×N in [0, 1] (equation 4)."""
    unknown = (1 - information) * (1 - contact)
    if len(unknown) < LARGE:
        untold = 1 - information[:, :, None] * contact  # i, k, j
        factors = np.concatenate([unknown[:, None], untold], axis=1)
        unknown = np.multiply.reduce(factors, axis=1)
    elif available():
        compiled(leave_untold)(unknown, information, contact)
    else:
        for i in np.flatnonzero(information.any(axis=1)):
            partners = np.flatnonzero(information[i])
            untold = 1 - information[i, partners, None] * contact[partners]
            unknown[i] = np.multiply.reduce(np.vstack([unknown[i], untold]), axis=0)
    known: Array = 1 - unknown
    np.fill_diagonal(known, 1.0)
    return known


def intent(world: World, rules: Parameters, noise: Array) -> Array:
    """Return T̂: the good will of j as i reads it, N×N in [0, 1] (equation 5)."""
    strange = (1 + rules.perception.cultural_misreading * world.culture) * (1 - world.understanding)
    error = noise * world.misreading
    return sigmoid(logit(world.trust) - rules.perception.intent_gain * strange * error)


def sight(world: World, rules: Parameters) -> Sight:
    """Return what the states see with the misreadings that they now have."""
    contact = 1 - np.exp(-rules.perception.contact_weight * world.recent.sum(axis=0))
    known = knowledge(world.information, contact)
    noise = rules.perception.noise * (1 - world.transparency[None, :]) * (1 - known)
    error = noise * world.misreading
    seen = world.capability[None, :] * np.exp(error)
    near = proximity(world, rules)
    pacts = defence_pacts(world)
    honoured = honour(world, rules, pacts)
    help_ = help_expected(world, honoured, near, pacts)
    arriving = seen * near
    own = world.capability[:, None] + help_
    cause = np.minimum(1.0, rules.threat.background + world.stakes + world.tension)
    threat = arriving / (arriving + own) * (1 - intent(world, rules, noise)) * cause
    np.fill_diagonal(threat, 0.0)
    return Sight(noise, known, seen, threat, near, pacts, honoured, help_, relevant(world))


def felt(threat: Array) -> Array:
    """Return the threat that each state feels from anybody: 1 - Π_j (1 - threat_ij)."""
    anybody: Array = 1 - np.prod(1 - threat, axis=1)
    return anybody


def perceive(world: World, rules: Parameters, draws: Draws, step: int, years: float) -> Sight:
    """Let misreadings drift and return what the states see; writes misreading, threat_felt."""
    keep = np.exp(-years / rules.perception.persistence)
    fresh = draws.directed_normals(step, "perceive")
    world.misreading = keep * world.misreading + np.sqrt(1 - keep**2) * fresh
    np.fill_diagonal(world.misreading, 0.0)
    seen = sight(world, rules)
    world.threat_felt = felt(seen.threat)
    return seen
