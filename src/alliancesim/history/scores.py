"""Scores: how good probabilities were, with weights so that a bootstrap can reuse them.

AUC is the chance that a case with an event stands above one without; average precision (AP) is
Σ_k (R_k - R_{k-1})·P_k over distinct forecasts, to be read beside the prevalence; Brier skill is
1 - Σ(p - y)² / Σ(ȳ - y)² with ȳ the prevalence among the scored pairs; log score is the mean of
-ln of the chance given to what happened; slope is b in logit P(y) = a + b·logit p, 1 if calibrated.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

Array = NDArray[np.float64]
TINY = 1e-6


def sweep(p: Array, y: Array, weight: Array) -> tuple[Array, Array]:
    """Return the cumulative weight of events and of other cases, from the highest forecast down.

    Equal forecasts are taken together.
    """
    order = np.argsort(-p, kind="stable")
    ends = np.append(np.flatnonzero(np.diff(p[order])), len(p) - 1)
    hits = np.cumsum((weight * y)[order])[ends]
    misses = np.cumsum((weight * (1 - y))[order])[ends]
    return hits, misses


def auc(p: Array, y: Array, weight: Array) -> float:
    """Return the area under the receiver operating characteristic; NaN without both outcomes."""
    hits, misses = sweep(p, y, weight)
    if hits[-1] <= 0 or misses[-1] <= 0:
        return float("nan")
    x, z = np.append(0.0, misses / misses[-1]), np.append(0.0, hits / hits[-1])
    return float((np.diff(x) * (z[1:] + z[:-1]) / 2).sum())


def average_precision(p: Array, y: Array, weight: Array) -> float:
    """Return average precision; NaN without events."""
    hits, misses = sweep(p, y, weight)
    if hits[-1] <= 0:
        return float("nan")
    recall = np.append(0.0, hits / hits[-1])
    seen = hits + misses
    precision = hits / np.where(seen > 0, seen, 1.0)
    return float((np.diff(recall) * precision).sum())


def brier_skill(p: Array, y: Array, weight: Array) -> float:
    """Return 1 - Brier score over that of the prevalence."""
    prevalence = np.average(y, weights=weight)
    reference = (weight * (prevalence - y) ** 2).sum()
    return float(1 - (weight * (p - y) ** 2).sum() / reference) if reference > 0 else float("nan")


def log_score(p: Array, y: Array, weight: Array) -> float:
    """Return the mean of -ln of the chance given to what happened; low is good."""
    q = np.clip(p, TINY, 1 - TINY)
    return float(-np.average(y * np.log(q) + (1 - y) * np.log1p(-q), weights=weight))


def slope(p: Array, y: Array, weight: Array) -> float:
    """Return the slope of the outcome on the log-odds of the forecast; NaN where there is none."""
    x = np.column_stack([np.ones(len(p)), logit(np.clip(p, TINY, 1 - TINY))])
    if np.ptp(x[:, 1]) < 1e-9 or not 0 < (weight * y).sum() < weight.sum():
        return float("nan")
    beta = np.array([0.0, 1.0])
    for _ in range(50):
        q = expit(x @ beta)
        information = (x * (weight * q * (1 - q))[:, None]).T @ x
        step = np.linalg.solve(information, x.T @ (weight * (y - q)))
        beta = beta + np.clip(step, -1, 1)
        if np.abs(step).max() < 1e-9:
            break
    return float(beta[1])


SCORES = {
    "auc": auc,
    "average_precision": average_precision,
    "brier_skill": brier_skill,
    "log_score": log_score,
    "slope": slope,
}


def score(p: Array, y: Array) -> dict[str, float]:
    """Return all scores of a forecast, with prevalence and mean forecast."""
    even = np.ones(len(y))
    return {name: measure(p, y, even) for name, measure in SCORES.items()} | {
        "prevalence": float(y.mean()), "mean": float(p.mean()), "pairs_number": len(y),
    }  # fmt: skip


def reliability(p: Array, y: Array, bins: int = 10) -> list[dict[str, float]]:
    """Return the calibration curve: mean forecast and share of events in bins.

    Bins hold about the same number of expected events, as most pairs have hardly any chance of one.
    """
    order = np.argsort(p, kind="stable")
    share = np.cumsum(p[order]) / p.sum()
    edges = np.searchsorted(share, np.arange(1, bins) / bins)
    return [
        {"forecast": float(p[part].mean()), "observed": float(y[part].mean()), "pairs": len(part)}
        for part in np.split(order, edges)
        if len(part)
    ]


def crps(members: Array, observed: float) -> float:
    """Return the continuous ranked probability score of an ensemble of counts; low is good.

    E|X - y| - ½·E|X - X'| over the members.
    """
    spread = np.abs(members[:, None] - members[None, :]).mean()
    return float(np.abs(members - observed).mean() - spread / 2)
