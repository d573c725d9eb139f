"""Estimates with 90 % intervals: shares, durations that may be cut short, tails, odds ratios.

Intervals take observations as independent; runs of one case share their cast and its history, so
that they speak of luck within the case alone.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import stats
from scipy.special import expit

Array = NDArray[np.float64]
TAIL = 0.05
"""Chance on either side of an interval."""
Z = float(stats.norm.ppf(1 - TAIL))
NEWTON_STEPS, CLOSE = 200, 1e-7
"""Steps of a fit at most, and the largest step that still counts as standing still."""
SINGULAR = 1e-8
"""Smallest eigenvalue of a correlation matrix from which columns count as independent."""


class Estimate(NamedTuple):
    """A value and the ends of its 90 % interval."""

    value: float
    low: float
    high: float


UNKNOWN = Estimate(float("nan"), float("nan"), float("nan"))


def share(hits: int, number: int) -> Estimate:
    """Return hits / number with the exact interval of a binomial share (Clopper & Pearson)."""
    if number == 0:
        return UNKNOWN
    low = stats.beta.ppf(TAIL, hits, number - hits + 1) if hits else 0.0
    high = stats.beta.ppf(1 - TAIL, hits + 1, number - hits) if hits < number else 1.0
    return Estimate(hits / number, float(low), float(high))


class Survival:
    """How long things last where some have not ended (Kaplan & Meier).

    S(t) = Π_{s ≤ t} (1 - d_s / n_s), d_s the number that end at s and n_s that last so long;
    interval from Greenwood's variance of ln S, on the scale ln(-ln S).
    """

    def __init__(self, lengths: NDArray[Any], ended: NDArray[np.bool_]) -> None:
        self.number = len(lengths)
        self.times, ends = np.unique(lengths[ended], return_counts=True)
        lasting = self.number - np.searchsorted(np.sort(lengths), self.times, side="left")
        self.outlast = np.cumprod(1 - ends / lasting)
        with np.errstate(divide="ignore", invalid="ignore"):  # where nothing outlasts the time
            spread = np.sqrt(np.cumsum(ends / (lasting * (lasting - ends))))
            sway = np.exp(Z * spread / np.abs(np.log(self.outlast)))
            low, high = self.outlast**sway, self.outlast ** (1 / sway)
        over = self.outlast <= 0
        self.low, self.high = np.where(over, 0.0, low), np.where(over, 0.0, high)

    def quantile(self, chance: float) -> Estimate:
        """Return the first time that at most 1 - chance outlast; infinite if that is never."""
        first = (self._first(curve, 1 - chance) for curve in (self.outlast, self.low, self.high))
        return Estimate(*first)

    def _first(self, curve: NDArray[Any], level: float) -> float:
        reached = np.flatnonzero(curve <= level + 1e-12)
        return float(self.times[reached[0]]) if len(reached) else float("inf")

    def within(self, time: float) -> Estimate:
        """Return the share that lasts no longer than ``time``."""
        last = int(np.searchsorted(self.times, time, side="right")) - 1
        if last < 0:
            return share(0, self.number)
        return Estimate(*(1 - float(c[last]) for c in (self.outlast, self.high, self.low)))


def tail_exponent(sizes: NDArray[Any], least: float) -> Estimate:
    """Return the exponent of a power-law density above ``least`` by maximum likelihood (Hill).

    α = 1 + n / Σ ln(x / least), with standard error (α - 1) / √n.
    """
    sizes = sizes[sizes >= least]
    logs = float(np.log(sizes / least).sum())
    if logs <= 0:
        return UNKNOWN
    slope = len(sizes) / logs
    half = Z * slope / np.sqrt(len(sizes))
    return Estimate(1 + slope, float(1 + slope - half), float(1 + slope + half))


def rate_ratio(count: int, time: float, other: int, other_time: float) -> Estimate:
    """Return the ratio of two Poisson rates; half a count is added to each, as one may be 0.

    The logarithm has the variance 1/a + 1/b.
    """
    a, b = count + 0.5, other + 0.5
    ratio = (a / time) / (b / other_time)
    sway = float(np.exp(Z * np.sqrt(1 / a + 1 / b)))
    return Estimate(ratio, ratio / sway, ratio * sway)


class Logit(NamedTuple):
    """A fitted logit: coefficients (without the constant), standard errors, fitted chances."""

    coefficients: Array
    errors: Array
    fitted: Array

    def odds_ratio(self, column: int) -> Estimate:
        """Return exp(coefficient) with its Wald interval."""
        centre, half = self.coefficients[column], Z * self.errors[column]
        return Estimate(*(float(np.exp(x)) for x in (centre, centre - half, centre + half)))


def logit(x: Array, y: NDArray[np.bool_]) -> Logit:
    """Fit ln odds(y) = constant + x·β by Newton's method with Firth's penalty.

    The score is Σ x·(y - p + h·(½ - p)), h the leverages: next to nothing with many events, and
    finite where a group has none (Firth 1993). Steps that would lower the penalised likelihood
    are halved. The columns of ``x`` are independent.
    """
    centre, scale = x.mean(axis=0), x.std(axis=0)
    design = np.column_stack([np.ones(len(x)), (x - centre) / scale])
    beta = np.zeros(design.shape[1])
    for _ in range(NEWTON_STEPS):
        p = expit(design @ beta)
        weight = p * (1 - p)
        covariance = np.linalg.inv(design.T @ (weight[:, None] * design))
        leverage = weight * np.einsum("ij,ij->i", design @ covariance, design)
        step = covariance @ (design.T @ (y - p + leverage * (0.5 - p)))
        if np.abs(step).max() < CLOSE:
            errors = np.sqrt(np.diag(covariance))
            return Logit(beta[1:] / scale, errors[1:] / scale, p)
        now = _penalised_likelihood(design, y, beta)
        while _penalised_likelihood(design, y, beta + step) < now and np.abs(step).max() > CLOSE:
            step = step / 2
        beta = beta + step
    raise ArithmeticError("the logit does not converge")


def _penalised_likelihood(design: Array, y: NDArray[np.bool_], beta: Array) -> float:
    """Return ln L + ½ ln |I|, I the information matrix (Firth 1993)."""
    log_odds = design @ beta
    p = expit(log_odds)
    _, size = np.linalg.slogdet(design.T @ ((p * (1 - p))[:, None] * design))
    return float(log_odds[y].sum() - np.logaddexp(0.0, log_odds).sum() + size / 2)


def independent(x: Array) -> list[int]:
    """Return the columns, from the first on, that a constant and earlier ones do not make up."""
    centred = x - x.mean(axis=0)
    length = np.linalg.norm(centred, axis=0)
    unit = centred / np.where(length > 0, length, 1.0)
    correlation = unit.T @ unit
    kept: list[int] = []
    for column in range(x.shape[1]):
        tried = [*kept, column]
        if np.linalg.eigvalsh(correlation[np.ix_(tried, tried)])[0] > SINGULAR:
            kept = tried
    return kept
