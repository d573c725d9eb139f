"""CART: a tree of yes-or-no questions about the inputs, read as rules (scikit-learn's)."""

from typing import Any

import pandas as pd

from alliancesim.experiments.analysis.errors import library
from alliancesim.experiments.analysis.inputs import (
    encoded,
    is_number,
    is_switch,
    levels_of,
    origin,
)
from alliancesim.experiments.analysis.rules import Box, Limit, Mask, density, pruned

DEPTH = 4
"""Questions in a row, at most: a rule that people can keep in mind."""
LEAVES = 8
SMALLEST = 0.03
"""Share of the points that a leaf holds at least."""
Limits = dict[str, Limit]


def cart(x: pd.DataFrame, hit: Mask, least: float) -> list[Box]:
    """Return the branches of a classification tree all of whose leaves are dense.

    Limits that a branch does not need are dropped.

    Parameters
    ----------
    x
        Inputs of the cases.
    hit
        Which cases are of interest.
    least
        Smallest density of a leaf.
    """
    columns = encoded(x)
    grown = library("sklearn.tree").DecisionTreeClassifier(
        max_depth=DEPTH, max_leaf_nodes=LEAVES, min_samples_leaf=max(3, round(SMALLEST * len(x))),
        class_weight="balanced", random_state=0,
    )  # fmt: skip
    grown.fit(columns.to_numpy(), hit)
    reader = _Reader(grown.tree_, list(columns), x, hit, least)
    found = [pruned(box, x, hit, least) for box in reader.boxes(0, reader.start)]
    return list(dict.fromkeys(found))


def _anything(name: str, values: pd.Series) -> Limit:
    return Limit(name) if is_number(values) else Limit(name, levels=tuple(levels_of(values)))


class _Reader:
    """Reads the dense branches of a tree as boxes, in the order of the tree."""

    def __init__(
        self, tree: Any, columns: list[str], x: pd.DataFrame, hit: Mask, least: float
    ) -> None:
        self.tree, self.columns, self.x, self.hit, self.least = tree, columns, x, hit, least
        self.start = {name: _anything(name, x[name]) for name in x}

    def boxes(self, node: int, limits: Limits) -> list[Box]:
        """Return the dense branches below a node; one box where all of it is dense."""
        if self._dense(node, limits):
            return [Box(tuple(new for name, new in limits.items() if new != self.start[name]))]
        left, right = self._children(node)
        if left < 0:
            return []
        return [
            found
            for child, low in ((left, True), (right, False))
            for found in self.boxes(child, self._narrowed(node, limits, low=low))
        ]

    def _dense(self, node: int, limits: Limits) -> bool:
        left, right = self._children(node)
        if left < 0:
            return density(Box(tuple(limits.values())), self.x, self.hit) >= self.least
        return all(
            self._dense(child, self._narrowed(node, limits, low=low))
            for child, low in ((left, True), (right, False))
        )

    def _children(self, node: int) -> tuple[int, int]:
        return int(self.tree.children_left[node]), int(self.tree.children_right[node])

    def _narrowed(self, node: int, limits: Limits, *, low: bool) -> Limits:
        """Return the limits after the answer to a node's question."""
        column, threshold = self.columns[self.tree.feature[node]], float(self.tree.threshold[node])
        name, level = origin(column, self.x)
        old = limits[name]
        if not old.levels:
            new = (
                Limit(name, old.low, min(old.high, threshold))
                if low
                else Limit(name, max(old.low, threshold), old.high)
            )
        elif is_switch(self.x[name]):
            new = Limit(name, levels=(not low,))
        else:
            new = Limit(name, levels=tuple(v for v in old.levels if (str(v) == level) != low))
        return limits | {name: new}
