"""PRIM: boxes peeled until they hold mostly cases of interest (the EMA Workbench's).

The patient rule induction method of Friedman and Fisher (Statistics and Computing 9, 1999,
123-143), as scenario discovery uses it (Bryant and Lempert, Technological Forecasting and Social
Change 77, 2010, 34-49). Peeling trades coverage for density; of the boxes on the way the one with
the largest harmonic mean of the two is taken, and limits that do not raise it are dropped.
"""

import contextlib
import io
import warnings
from typing import Any

import numpy as np
import pandas as pd

from alliancesim.experiments.analysis.errors import PRIM_EXTRA, library
from alliancesim.experiments.analysis.inputs import is_number, levels_of
from alliancesim.experiments.analysis.rules import Box, Limit, Mask, density, merit, pruned

BOXES = 3
PEEL = 0.05
"""Share of the points that one peel takes."""
SMALLEST = 0.03
"""Share of the points that a box holds at least."""


def prim(x: pd.DataFrame, hit: Mask, least: float) -> list[Box]:
    """Return boxes, each found among the cases that those before it left over.

    Parameters
    ----------
    x
        Inputs of the cases.
    hit
        Which cases are of interest.
    least
        Smallest density of a box.
    """
    codes = {name: levels_of(x[name]) for name in x if not is_number(x[name])}
    found: list[Box] = []
    left = np.ones(len(x), dtype=bool)
    while len(found) < BOXES and hit[left].any():
        rest, wanted = x[left], hit[left]
        tried = _peeled(rest, wanted, codes)
        if not tried:
            break
        box = pruned(max(tried, key=lambda box: merit(box, rest, wanted)), rest, wanted, least)
        if density(box, rest, wanted) < least:
            break
        found.append(box)
        left &= ~box.holds(x)
    return found


def _peeled(x: pd.DataFrame, hit: Mask, codes: dict[str, list[Any]]) -> list[Box]:
    """Return the boxes of a peeling trajectory, from all cases to the smallest box."""
    workbench = library("ema_workbench.analysis.prim", PRIM_EXTRA)
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")  # of its own use of pandas: nothing that a user can change
        search = workbench.Prim(
            _coded(x, codes), hit, threshold=0, peel_alpha=PEEL, mass_min=SMALLEST
        )
        trajectory = search.find_box().box_lims
    boxes = [_box(limits, search.box_init, codes) for limits in trajectory]
    return [box for box in boxes if box.limits]


def _coded(x: pd.DataFrame, codes: dict[str, list[Any]]) -> pd.DataFrame:
    """Return inputs as the workbench takes them: names and switches as numbered categories."""
    return pd.DataFrame({
        name: pd.Categorical([str(codes[name].index(value)) for value in x[name]])
        if name in codes
        else x[name].to_numpy(dtype=float)
        for name in x
    })  # fmt: skip


def _box(limits: pd.DataFrame, start: pd.DataFrame, codes: dict[str, list[Any]]) -> Box:
    """Return what is asked beyond ``start``, the box of all cases."""
    found = [
        _names(name, limits[name][0], codes[name])
        if name in codes
        else _numbers(name, limits[name], start[name])
        for name in limits
    ]
    return Box(tuple(limit for limit in found if limit is not None))


def _names(name: str, kept: set[str], levels: list[Any]) -> Limit | None:
    chosen = tuple(level for number, level in enumerate(levels) if str(number) in kept)
    return Limit(name, levels=chosen) if len(chosen) < len(levels) else None


def _numbers(name: str, ends: pd.Series, start: pd.Series) -> Limit | None:
    low = float(ends[0]) if ends[0] > start[0] else float("-inf")
    high = float(ends[1]) if ends[1] < start[1] else float("inf")
    limit = Limit(name, low, high)
    return None if limit == Limit(name) else limit
