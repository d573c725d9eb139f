"""Scenario discovery: the conditions under which an outcome gets bad, or good.

Cases of interest are points whose mean outcome meets a condition. CART or PRIM finds boxes of
inputs that hold many of them (coverage) and few others (density). Boxes found in a sample flatter
themselves, so coverage and density are also given for points that were held out: the points are
split in five, and the boxes found in four parts are tried on the fifth.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from alliancesim.experiments.analysis.cart import cart
from alliancesim.experiments.analysis.cases import Cases
from alliancesim.experiments.analysis.conditions import Condition
from alliancesim.experiments.analysis.prim import prim
from alliancesim.experiments.analysis.rules import Box, Mask, Rule, rule, union

Method = Literal["cart", "prim"]
METHODS: dict[Method, Callable[[pd.DataFrame, Mask, float], list[Box]]] = {
    "cart": cart, "prim": prim,
}  # fmt: skip
FOLDS = 5
FEWEST = 8
"""Points of interest, and others, below which nothing is sought."""
SEED = 20240229


@dataclass(frozen=True)
class Discovery:
    """What tells the cases of interest from the others."""

    method: Method
    condition: Condition
    given: bool
    """Whether the user gave the condition."""
    points: int
    of_interest: int
    least: float
    """Density that was asked of a rule."""
    rules: list[Rule]
    """The widest coverage first; empty if no box is dense enough."""
    coverage: float
    """Of all rules together, on points that were held out; NaN without rules."""
    density: float

    @property
    def base(self) -> float:
        """Share of all points that are of interest."""
        return self.of_interest / max(self.points, 1)

    @property
    def enough(self) -> bool:
        """Whether there are enough points of either kind to seek rules."""
        return min(self.of_interest, self.points - self.of_interest) >= FEWEST


def discover(
    cases: Cases, condition: Condition, method: Method = "cart", *, given: bool = True
) -> Discovery:
    """Return the conditions on inputs under which a condition on an outcome is met.

    Parameters
    ----------
    cases
        The points.
    condition
        Which of them are of interest.
    method
        ``cart``, or ``prim`` if the EMA Workbench is installed.
    given
        Whether the user gave the condition.
    """
    x, y = cases.known(condition.outcome)
    hit = condition.met(y)
    least = _least(float(hit.mean()))
    bare = Discovery(
        method, condition, given, len(y), int(hit.sum()), least, [], float("nan"), float("nan")
    )
    if not bare.enough:
        return bare
    found = [rule(box, x, hit) for box in METHODS[method](x, hit, least)]
    coverage, density = _held_out(x, hit, cases.clusters(condition.outcome), method)
    ranked = sorted(found, key=lambda each: (-each.coverage, each.words))
    return Discovery(
        method, condition, given, len(y), int(hit.sum()), least, ranked, coverage, density
    )


def _least(base: float) -> float:
    """Return the density asked of a rule: half-way from the share among all points to certainty."""
    return (1 + base) / 2


def _held_out(
    x: pd.DataFrame, hit: Mask, cluster: NDArray[np.intp], method: Method
) -> tuple[float, float]:
    """Return coverage and density of rules on points that they were not made from."""
    units, unit = np.unique(cluster, return_inverse=True)
    order = np.random.Generator(np.random.Philox(SEED)).permutation(len(units))
    fold = order[unit] % FOLDS
    inside = np.zeros(len(x), dtype=bool)
    for number in range(FOLDS):
        out = fold == number
        if hit[~out].any() and not hit[~out].all():
            boxes = METHODS[method](x[~out], hit[~out], _least(float(hit[~out].mean())))
            inside[out] = union(boxes, x[out])
    if not inside.any():
        return 0.0, float("nan")
    return float(hit[inside].sum() / hit.sum()), float(hit[inside].mean())
