"""Standardised rank regression: how strongly, and in which direction, the outcome follows an input.

Ranks replace values, so that any monotone relation counts in full; the coefficients of their
standardised values (SRRC) compare across inputs. R² says how much of the variance of ranks they
account for: where it is low, they say little (no monotone relation, interactions, or luck). The
method and its limits are in Saltelli and others, *Sensitivity Analysis in Practice* (Wiley, 2004).
Intervals come from a bootstrap over points, or the blocks that a design draws together.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from alliancesim.experiments.analysis.cases import Cases
from alliancesim.experiments.analysis.inputs import encoded, origin

RESAMPLES = 500
SEED = 20240229
"""Of the bootstrap: the same sweep gives the same intervals."""
FEWEST, EACH = 20, 3
"""Points below which there is no regression: in all, and per column."""
Values = NDArray[np.float64]


@dataclass(frozen=True)
class Coefficient:
    """The standardised rank regression coefficient of an input, or of one of its names."""

    input: str
    level: str
    """The name; empty where the input is a number or a switch."""
    value: float
    low: float
    high: float
    """Ends of the 95 % bootstrap interval."""

    @property
    def clear(self) -> bool:
        """Whether the interval leaves out zero."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class Regression:
    """Coefficients, the largest first, and the share of the variance of ranks they account for."""

    coefficients: list[Coefficient]
    r_squared: float


def regress(cases: Cases, outcome: str) -> Regression | None:
    """Return the rank regression of an outcome on all inputs; None with too few points."""
    x, y = cases.known(outcome)
    columns = encoded(x)
    if len(y) < max(FEWEST, EACH * columns.shape[1]):
        return None
    ranks = np.column_stack([rankdata(column) for column in (*columns.to_numpy().T, y)])
    moments = _moments(ranks, cases.clusters(outcome))
    groups = len(moments)
    stream = np.random.Generator(np.random.Philox(SEED))
    drawn = stream.multinomial(groups, np.full(groups, 1 / groups), size=RESAMPLES)
    resampled = _standardised(np.tensordot(drawn.astype(float), moments, axes=1))[0]
    values, r_squared = (part[0] for part in _standardised(moments.sum(axis=0)[None]))
    low, high = np.nanquantile(resampled, [0.025, 0.975], axis=0)
    found = [
        Coefficient(*origin(name, x), float(value), float(a), float(b))
        for name, value, a, b in zip(columns, values, low, high, strict=True)
    ]
    return Regression(
        sorted(found, key=lambda c: (-abs(c.value), c.input, c.level)), float(r_squared)
    )


def _moments(ranks: Values, cluster: NDArray[np.intp]) -> Values:
    """Return Σ z zᵀ of each cluster, z = (1, centred ranks): all that a regression needs."""
    z = np.column_stack([np.ones(len(ranks)), (ranks - ranks.mean(axis=0)) / len(ranks)])
    _, group = np.unique(cluster, return_inverse=True)
    sums = np.zeros((group.max() + 1, z.shape[1], z.shape[1]))
    np.add.at(sums, group, z[:, :, None] * z[:, None, :])
    return sums


def _standardised(moments: Values) -> tuple[Values, Values]:
    """Return coefficients of standardised ranks, and R², from sums of products."""
    count = moments[:, :1, :1]
    mean = moments[:, :1, 1:] / count
    covariance = moments[:, 1:, 1:] / count - mean.transpose(0, 2, 1) * mean
    spread = np.sqrt(np.einsum("bii->bi", covariance))
    correlation = covariance / np.where(spread > 0, spread, np.inf)[:, :, None]
    correlation /= np.where(spread > 0, spread, np.inf)[:, None, :]
    with_outcome = correlation[:, :-1, -1]
    inverse = np.linalg.pinv(correlation[:, :-1, :-1], hermitian=True)
    values = np.einsum("bij,bj->bi", inverse, with_outcome)
    return values, np.einsum("bi,bi->b", values, with_outcome)
