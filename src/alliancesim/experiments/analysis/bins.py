"""Bins: an input cut into few classes, each level its own if there are few."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from alliancesim.experiments.analysis.inputs import is_number, is_switch, levels_of, shown

LEVELS = 10
"""Numbers with up to this many values keep them; others are cut into classes of equal count."""
MOST, FEWEST, EACH = 8, 3, 20
"""Classes: at most, at least, and points that each should have."""


@dataclass(frozen=True)
class Bins:
    """The classes of an input."""

    codes: NDArray[np.intp]
    """Class of each point."""
    labels: list[str]
    at: list[float]
    """Place on the axis: the mean of the values within a class, or its number."""
    ordered: bool
    """Whether the classes run from low to high."""


def cut(values: pd.Series, most: int = MOST) -> Bins:
    """Return the classes of an input.

    Parameters
    ----------
    values
        The input at each point.
    most
        Largest number of classes for a number with many values.
    """
    if not is_number(values):
        levels = levels_of(values)
        codes = values.map({level: code for code, level in enumerate(levels)})
        places = [float(place) for place in range(len(levels))]
        return Bins(
            codes.to_numpy(dtype=np.intp), [shown(v) for v in levels], places, is_switch(values)
        )
    numbers = values.to_numpy(dtype=float)
    distinct, codes = np.unique(numbers, return_inverse=True)
    if len(distinct) <= LEVELS:
        return Bins(codes, [shown(v) for v in distinct], distinct.tolist(), ordered=True)
    wanted = int(np.clip(len(numbers) // EACH, FEWEST, most))
    codes = np.asarray(pd.qcut(numbers, wanted, labels=False, duplicates="drop"), dtype=np.intp)
    groups = [numbers[codes == code] for code in range(codes.max() + 1)]
    labels = [f"{group.min():.3g} to {group.max():.3g}" for group in groups]
    return Bins(codes, labels, [float(group.mean()) for group in groups], ordered=True)
