"""Rules: boxes in the space of inputs that hold many of the cases of interest and few others."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from alliancesim.experiments.analysis.inputs import shown

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Limit:
    """What a rule asks of one input: to lie between two numbers, or to be one of some levels."""

    input: str
    low: float = float("-inf")
    high: float = float("inf")
    levels: tuple[Any, ...] = ()

    def holds(self, values: pd.Series) -> Mask:
        """Tell where an input keeps to the limit."""
        if self.levels:
            return values.isin(self.levels).to_numpy()
        return values.between(self.low, self.high).to_numpy()

    def __str__(self) -> str:
        if self.levels:
            return f"{self.input} is {' or '.join(shown(level) for level in self.levels)}"
        if np.isinf(self.low):
            return f"{self.input} ≤ {self.high:.3g}"
        if np.isinf(self.high):
            return f"{self.input} ≥ {self.low:.3g}"
        return f"{self.low:.3g} ≤ {self.input} ≤ {self.high:.3g}"


@dataclass(frozen=True)
class Box:
    """Limits that hold together."""

    limits: tuple[Limit, ...]

    def holds(self, x: pd.DataFrame) -> Mask:
        """Tell which cases lie in the box."""
        inside = np.ones(len(x), dtype=bool)
        for limit in self.limits:
            inside &= limit.holds(x[limit.input])
        return inside

    def __str__(self) -> str:
        return " and ".join(str(limit) for limit in self.limits)


@dataclass(frozen=True)
class Rule:
    """A box with what it holds."""

    box: Box
    words: str
    points: int
    of_interest: int
    coverage: float
    """Share of all cases of interest that lie in the box."""
    density: float
    """Share of the cases in the box that are of interest."""


def rule(box: Box, x: pd.DataFrame, hit: Mask) -> Rule:
    """Return a box with what it holds of the cases."""
    inside = box.holds(x)
    points, both = int(inside.sum()), int((inside & hit).sum())
    return Rule(
        box, str(box), points, both, both / max(int(hit.sum()), 1), both / max(points, 1)
    )  # fmt: skip


def density(box: Box, x: pd.DataFrame, hit: Mask) -> float:
    """Return the share of the cases in a box that are of interest; 0 if it holds none."""
    inside = box.holds(x)
    return float((inside & hit).sum() / max(inside.sum(), 1))


def merit(box: Box, x: pd.DataFrame, hit: Mask) -> float:
    """Return the harmonic mean of coverage and density: 2·both / (in the box + of interest)."""
    inside = box.holds(x)
    return float(2 * (inside & hit).sum() / max(inside.sum() + hit.sum(), 1))


def pruned(box: Box, x: pd.DataFrame, hit: Mask, least: float) -> Box:
    """Return the box without limits that do not make it better, the most idle first.

    No limit is dropped that would leave the density below ``least``.
    """
    while len(box.limits) > 1:
        trials = [Box(box.limits[:i] + box.limits[i + 1 :]) for i in range(len(box.limits))]
        dense = [trial for trial in trials if density(trial, x, hit) >= least]
        best = max(dense, key=lambda trial: merit(trial, x, hit), default=None)
        if best is None or merit(best, x, hit) < merit(box, x, hit):
            break
        box = best
    return box


def union(boxes: list[Box], x: pd.DataFrame) -> Mask:
    """Tell which cases lie in any of the boxes."""
    inside = np.zeros(len(x), dtype=bool)
    for box in boxes:
        inside |= box.holds(x)
    return inside
