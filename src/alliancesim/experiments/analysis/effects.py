"""Main effects: the mean outcome at each level of an input, over all other inputs.

In a full factorial all levels meet the same other inputs, so only luck blurs their means, and the
interval is over runs: the means of the R runs are R readings of the same quantity, whether or not
runs share their luck across points. With one run there is no interval. In all other designs the
other inputs are a sample as well: the interval is over points, or over what a design draws together
(a block of points, or a point that meets every setting of a lever).

With cluster totals u_c = Σ_{i in c} (y_i - m) / n of a mean m over n values, and G clusters, the
standard error is sqrt(G/(G - 1)·Σ u_c²); the interval takes Student's t with G - 1 degrees.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtrit

from alliancesim.experiments.analysis.bins import Bins, cut
from alliancesim.experiments.analysis.cases import Cases

Values = NDArray[np.float64]


@dataclass(frozen=True)
class Level:
    """One level, or class of values, of an input."""

    label: str
    at: float
    points: int
    mean: float
    low: float
    high: float
    """Ends of the 95 % interval of the mean; NaN where nothing tells."""
    least: float
    most: float
    """5th and 95th percentile over points: what the other inputs make of it."""


@dataclass(frozen=True)
class MainEffect:
    """What an input does to an outcome, on average over the others."""

    input: str
    levels: list[Level]
    ordered: bool
    start: str
    end: str
    """Levels between which ``change`` is taken: lowest and highest value of the input; of names
    without an order, those with the lowest and the highest mean."""
    change: float
    low: float
    high: float
    """Ends of its 95 % interval."""
    over: Literal["runs", "points"]
    """What the intervals range over."""

    @property
    def clear(self) -> bool:
        """Whether the interval leaves out zero."""
        return self.low > 0 or self.high < 0

    @property
    def range(self) -> float:
        """Highest less lowest mean of a level."""
        means = [level.mean for level in self.levels]
        return max(means) - min(means)


@dataclass(frozen=True)
class _Sample:
    """Values of an outcome with the place of each: its point and its cluster."""

    values: Values
    place: NDArray[np.intp]
    cluster: NDArray[np.intp]
    over: Literal["runs", "points"]


def main_effects(
    cases: Cases, outcome: str, inputs: Sequence[str] | None = None
) -> list[MainEffect]:
    """Return the main effects of inputs, or of all, the widest range of means first."""
    x, y = cases.known(outcome)
    sample = _sample(cases, outcome, y)
    names = cases.inputs if inputs is None else inputs
    found = [_effect(name, cut(x[name]), y, sample) for name in names]
    return sorted(found, key=lambda effect: (-effect.range, effect.input))


def _sample(cases: Cases, outcome: str, y: Values) -> _Sample:
    if cases.balanced:
        own = cases.members[["point", "run", outcome]].dropna()
        places = pd.Index(cases.y.index[cases.y[outcome].notna()]).get_indexer(own["point"])
        return _Sample(own[outcome].to_numpy(float), places, own["run"].to_numpy(), "runs")
    return _Sample(y, np.arange(len(y)), cases.clusters(outcome), "points")


def _effect(name: str, bins: Bins, y: Values, sample: _Sample) -> MainEffect:
    codes = bins.codes[sample.place]
    count = len(bins.labels)
    means = np.array([sample.values[codes == code].mean() for code in range(count)])
    totals, there = _totals(sample, codes, means)
    levels = [
        Level(
            label, at, int((bins.codes == code).sum()), float(means[code]),
            *_interval(means[code], totals[:, code], there[:, code]),
            *[float(q) for q in np.quantile(y[bins.codes == code], [0.05, 0.95])],
        )
        for code, (label, at) in enumerate(zip(bins.labels, bins.at, strict=True))
    ]  # fmt: skip
    start, end = (0, count - 1) if bins.ordered else (int(means.argmin()), int(means.argmax()))
    change = float(means[end] - means[start])
    either = there[:, end] | there[:, start]
    low, high = _interval(change, totals[:, end] - totals[:, start], either)
    return MainEffect(
        name, levels, bins.ordered, bins.labels[start], bins.labels[end], change, low, high,
        sample.over,
    )  # fmt: skip


def _totals(
    sample: _Sample, codes: NDArray[np.intp], means: Values
) -> tuple[Values, NDArray[np.bool_]]:
    """Return u_c of each level, and which clusters are in it: rows are clusters, columns levels."""
    _, cluster = np.unique(sample.cluster, return_inverse=True)
    totals = np.zeros((cluster.max() + 1, len(means)))
    there = np.zeros(totals.shape, dtype=bool)
    share = (sample.values - means[codes]) / np.bincount(codes)[codes]
    np.add.at(totals, (cluster, codes), share)
    there[cluster, codes] = True
    return totals, there


def _interval(mean: float, totals: Values, there: NDArray[np.bool_]) -> tuple[float, float]:
    groups = int(there.sum())
    if groups < 2:
        return float("nan"), float("nan")
    error = float(np.sqrt(groups / (groups - 1) * (totals**2).sum()))
    half = float(stdtrit(groups - 1, 0.975)) * error
    return float(mean) - half, float(mean) + half
