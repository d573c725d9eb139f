"""Learn: everybody updates trust from what it saw (equation 3); the only writer of trust.

α ← α0' + (α - α0)·e^(-Δ/memory) + Σ w⁺ and β ← β0' + (β - β0)·e^(-Δ/memory) + Σ w⁻, where bad deeds
enter with loss_weight. The prior α0, β0 of strength prior_strength has the mean f·(1 - Z):
affinity, less for states with something to quarrel over. Where the prior moves, with interests,
stakes or goodwill, trust moves with it; what has been learned beyond it stays.

Reputation: k's evidence about j reaches i as spillover ω times the weighted mean over k, weights
f_ik·max(0, 2·T_ik - 1); never a sum over k, which would grow with N and swamp the prior. What
onlookers feel (provocation) is their own and is not passed on. A change of leader keeps the share
leader_retention of the evidence about the state and of its own.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from alliancesim.kernels import product
from alliancesim.ledger import Ledger
from alliancesim.parameters import Parameters
from alliancesim.scenario.check import CAUSES
from alliancesim.world import Array, World

LEAST_LEFT = 1e-3
"""Share left of the evidence by cause at which all of it is written down anew.

It is the largest part of the world: until then only the share is.
"""


def causes(instruments: tuple[str, ...]) -> tuple[str, ...]:
    """Return the labels of trust credits, L in number: instruments, then mechanisms."""
    return (*instruments, *CAUSES)


@lru_cache(maxsize=16)
def layers(causes: tuple[str, ...]) -> dict[str, int]:
    """Return the layer of each label in the credits; provocation by any instrument shares one."""
    own = {label: layer for layer, label in enumerate(causes)}
    return own | {f"provocation of {label}": own["provocation"] for label in causes}


def prior(world: World, rules: Parameters) -> tuple[Array, Array]:
    """Return α0 and β0, N×N: prior_strength split by f_ij·(1 - Z_ij), kept within .05 to .95.

    The goodwill that j enjoys with i closes the share ``effects.goodwill`` of the gap of f_ij to 1.
    """
    drawn = rules.effects.goodwill * world.influence.T
    affinity = world.affinity + (1 - world.affinity) * drawn
    mean = np.clip(affinity * (1 - world.stakes), 0.05, 0.95)
    strength = rules.trust.prior_strength
    return strength * mean, strength * (1 - mean)


def reputation(world: World, evidence: Array) -> Array:
    """Return the weighted mean over k of k's evidence about j, as it reaches i; N×N."""
    weight = world.affinity * np.maximum(0.0, 2 * world.trust - 1)
    np.fill_diagonal(weight, 0.0)
    heard = product(evidence.T, weight.T).T  # few had anything to learn in a step
    # k = j says nothing about itself, and i's own evidence is not hearsay.
    listened = weight.sum(axis=1, keepdims=True) - weight
    mean = np.where(listened > 1e-9, heard / np.maximum(listened, 1e-9), 0.0)
    np.fill_diagonal(mean, 0.0)
    return mean


def learn(
    world: World, rules: Parameters, causes: tuple[str, ...], changed: NDArray[np.bool_],
    ledger: Ledger, years: float,
) -> None:  # fmt: skip
    """Let evidence fade, new leaders forget, and add what was seen in the step."""
    for field in ("good", "bad"):
        direct = ledger.total(field)
        if direct is not None and rules.trust.spillover > 0:
            ledger.add(f"{field}_seen", "spillover", rules.trust.spillover
                       * reputation(world, direct))  # fmt: skip
    _fade(world, rules, changed, years)
    for field in ("good", "bad"):
        for source in (field, f"{field}_seen"):
            learned = ledger.total(source)
            if learned is not None:
                setattr(world, field, getattr(world, field) + learned)
                credit, left = getattr(world, f"{field}_credit"), world.credit_left
                ledger.deposit(source, credit, left, layers(causes))


def _fade(world: World, rules: Parameters, changed: NDArray[np.bool_], years: float) -> None:
    decay = np.exp(-years / rules.trust.memory)
    retained = np.where(changed, rules.environment.leader_retention, 1.0)
    kept = decay * retained[:, None] * retained[None, :]
    good0, bad0 = prior(world, rules)
    world.good = good0 + (world.good - world.good_prior) * kept
    world.bad = bad0 + (world.bad - world.bad_prior) * kept
    world.good_prior, world.bad_prior = good0, bad0
    world.credit_left = world.credit_left * kept
    if world.credit_left.min() < LEAST_LEFT:
        world.good_credit, world.bad_credit = world.credits()
        world.credit_left = np.ones_like(kept)
