"""Surfaces: the mean outcome over two inputs at once."""

from dataclasses import dataclass

import numpy as np

from alliancesim.experiments.analysis.bins import cut
from alliancesim.experiments.analysis.cases import Cases

ACROSS = 6
"""Classes of an input with many values: cells need points."""


@dataclass(frozen=True)
class Surface:
    """Means over a grid of classes of two inputs."""

    across: str
    up: str
    columns: list[str]
    """Classes of ``across``."""
    rows: list[str]
    """Classes of ``up``."""
    means: list[list[float]]
    """A row per class of ``up``; NaN in cells without points."""
    points: list[list[int]]


def surface(cases: Cases, outcome: str, across: str, up: str) -> Surface:
    """Return the mean outcome for each class of one input and each class of another."""
    x, y = cases.known(outcome)
    one, other = cut(x[across], ACROSS), cut(x[up], ACROSS)
    shape = (len(other.labels), len(one.labels))
    count, total = np.zeros(shape, dtype=int), np.zeros(shape)
    np.add.at(count, (other.codes, one.codes), 1)
    np.add.at(total, (other.codes, one.codes), y)
    means = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    return Surface(
        across, up, one.labels, other.labels, means.tolist(), count.tolist()
    )  # fmt: skip
