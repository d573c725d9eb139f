"""Counts by inverse distribution functions: a uniform number becomes a count.

For given luck a count never falls when its mean rises, and no rate changes the luck of another:
with generators of counts, a run and its counterfactual would soon share no luck at all.
"""

import numpy as np
from scipy.special import bdtr, bdtrik, gammaincinv, pdtr, pdtrik

from alliancesim.world import Array


def gamma_quantile(luck: Array, dispersion: float) -> Array:
    """Return the quantile of a gamma distribution with mean 1 and variance ``dispersion``."""
    return np.asarray(gammaincinv(1 / dispersion, luck) * dispersion)


def poisson_quantile(luck: Array, mean: Array) -> Array:
    """Return the smallest k with P(at most k events of a Poisson ``mean``) ≥ luck."""
    above = np.maximum(0.0, np.ceil(pdtrik(luck, mean)))
    # The continuous inverse errs in its last digits; one step down mends it.
    below = np.maximum(0.0, above - 1)
    return np.where(pdtr(below, mean) >= luck, below, above)


def binomial_quantile(luck: Array, number: Array, chance: float) -> Array:
    """Return the smallest k with P(at most k of ``number`` trials succeed) ≥ luck."""
    if not 0 < chance < 1:
        return np.asarray(number * chance)
    found, some = np.zeros_like(luck), number > 0
    if not some.any():
        return found
    luck, trials = luck[some], number[some].astype(np.int64)
    above = np.clip(np.ceil(bdtrik(luck, trials, chance)), 0, trials)
    below = np.maximum(0.0, above - 1)
    found[some] = np.where(bdtr(below, trials, chance) >= luck, below, above)
    return found
