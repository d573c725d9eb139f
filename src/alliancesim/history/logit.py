"""Logit: a penalised logit by Newton's method, with standard errors clustered by pair.

Maximises Σ y·ln p + (1 - y)·ln(1 - p) - ½·penalty·Σ (b_k·s_k)², p = sig(a + x·b), s_k the
standard deviation of feature k; the constant is free. The variance is the sandwich
H⁻¹ (Σ_g u_g u_gᵀ) H⁻¹ with u_g the sum of the scores of a pair, H the penalised information.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from alliancesim.history.tables import HistoryError

Matrix = NDArray[np.float64]
Ranges = tuple[Matrix, Matrix]
"""Lowest and highest value of each coefficient."""
STEPS, TOLERANCE = 60, 1e-9


@dataclass(frozen=True)
class Logit:
    """A fitted logit."""

    constant: float
    weights: Matrix
    """Coefficients of the features; 0 for those left out."""
    errors: Matrix
    """Standard errors, the constant's first; NaN for features left out or at the end of a range."""
    log_likelihood: float
    rows: int
    events: int

    def log_odds(self, x: Matrix) -> Matrix:
        """Return the log-odds of rows of features."""
        odds: Matrix = self.constant + x @ self.weights
        return odds

    def chance(self, x: Matrix) -> Matrix:
        """Return the probabilities of rows of features."""
        return np.asarray(expit(self.log_odds(x)))


def log_likelihood(p: Matrix, y: Matrix) -> float:
    """Return Σ y·ln p + (1 - y)·ln(1 - p), p kept within [1e-9, 1 - 1e-9]."""
    p = np.clip(p, 1e-9, 1 - 1e-9)
    return float((y * np.log(p) + (1 - y) * np.log1p(-p)).sum())


def fit_logit(
    x: Matrix, y: Matrix, groups: NDArray[np.int64], *, penalty: float,
    kept: NDArray[np.bool_], ranges: Ranges | None = None,
) -> Logit:  # fmt: skip
    """Fit a logit of ``y`` on the ``kept`` columns of ``x``.

    Columns that do not vary are left out too: their coefficient is 0. A coefficient that falls
    outside its range stands at the end of it, and the others are fitted around it.

    Raises
    ------
    HistoryError
        If there is no event, or nothing but events.
    """
    if not 0 < y.sum() < len(y):
        raise HistoryError(f"{int(y.sum())} events in {len(y)} rows: there is nothing to fit")
    spread = x.std(axis=0)
    free = kept & (spread > 1e-9)
    weights, errors = np.zeros(x.shape[1]), np.full(x.shape[1] + 1, np.nan)
    while True:
        offset = x[:, ~free] @ weights[~free]
        design = np.column_stack([np.ones(len(x)), x[:, free]])
        ridge = penalty * np.concatenate([[0.0], spread[free] ** 2])
        beta = _newton(design, y, ridge, offset)
        weights[free] = beta[1:]
        if ranges is None:
            break
        within = np.clip(weights, *ranges)
        outside = free & (within != weights)
        if not outside.any():
            break
        weights[outside] = within[outside]
        free = free & ~outside
    p = np.asarray(expit(design @ beta + offset))
    errors[np.concatenate([[True], free])] = _clustered(design, y, p, ridge, groups)
    return Logit(float(beta[0]), weights, errors, log_likelihood(p, y), len(y), int(y.sum()))


def _newton(design: Matrix, y: Matrix, ridge: Matrix, offset: Matrix) -> Matrix:
    """Return the coefficients at which the penalised score is zero."""
    mean = y.mean()
    beta = np.zeros(design.shape[1])
    beta[0] = np.log(mean / (1 - mean))
    for _ in range(STEPS):
        p = np.asarray(expit(design @ beta + offset))
        score = design.T @ (y - p) - ridge * beta
        step = np.linalg.solve(_information(design, p, ridge), score)
        beta = beta + step * min(1.0, 2.0 / max(np.abs(step).max(), 1e-12))
        if np.abs(step).max() < TOLERANCE:
            return beta
    raise HistoryError(f"the logit did not converge in {STEPS} steps")


def _information(design: Matrix, p: Matrix, ridge: Matrix) -> Matrix:
    information: Matrix = (design * (p * (1 - p))[:, None]).T @ design + np.diag(ridge)
    return information


def _clustered(
    design: Matrix, y: Matrix, p: Matrix, ridge: Matrix, groups: NDArray[np.int64]
) -> Matrix:
    """Return standard errors that allow the rows of a pair to hang together."""
    bread = np.linalg.inv(_information(design, p, ridge))
    _, place = np.unique(groups, return_inverse=True)
    scores = np.zeros((place.max() + 1, design.shape[1]))
    np.add.at(scores, place, design * (y - p)[:, None])
    errors: Matrix = np.sqrt(np.diag(bread @ (scores.T @ scores) @ bread))
    return errors
