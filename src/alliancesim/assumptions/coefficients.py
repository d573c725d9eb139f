"""Coefficients that were assumed, and draws of them from their declared ranges."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.stats import qmc

from alliancesim.instruments import coefficients
from alliancesim.mechanisms import MECHANISMS, value_at
from alliancesim.parameters import catalogue
from alliancesim.scenario import Scenario, switched_off

Array = NDArray[np.float64]
WIDE = 100.0
"""Ratio of the ends of a positive range from which it is drawn evenly in logarithms."""


class Assumed(NamedTuple):
    """A coefficient that nobody measured, in a case."""

    path: str
    """Dotted path, as for ``--set``."""
    value: float
    """Value in the case."""
    lo: float
    hi: float
    unit: str
    doc: str

    def at(self, share: Array) -> Array:
        """Return the values at shares 0 to 1 of the range, even in logarithms if it is wide."""
        if self.lo > 0 and self.hi / self.lo >= WIDE:
            found: Array = self.lo * (self.hi / self.lo) ** share
        else:
            found = self.lo + (self.hi - self.lo) * share
        return np.clip(found, self.lo, self.hi)


def assumed(before: Scenario, after: Scenario) -> list[Assumed]:
    """Return the coefficients on whose unknown values the difference of two versions may rest.

    These are the parameters graded ``assumption``, without those of mechanisms that are off in
    both versions, and the coefficients with that grade of instruments in which the two differ. What
    the change itself sets is not among them.
    """
    return [*_parameters(before, after), *_of_instruments(before, after)]


def _parameters(before: Scenario, after: Scenario) -> Iterator[Assumed]:
    silent = {
        path
        for name in set(switched_off(before)) & set(switched_off(after))
        for path in MECHANISMS[name].neutral
    }
    for path, known in catalogue().items():
        value = value_at(before.parameters, path)
        if known.grade != "assumption" or known.path in silent or known.lo == known.hi:
            continue
        if value == value_at(after.parameters, path):
            yield Assumed(known.path, value, known.lo, known.hi, known.unit, known.doc)


def _of_instruments(before: Scenario, after: Scenario) -> Iterator[Assumed]:
    for name, tool in before.instruments.items():
        other = after.instruments.get(name)
        if other is None or other == tool:
            continue
        same = {item.path: item.given.value for item in coefficients(other)}
        for path, unit, given in coefficients(tool):
            if given.grade != "assumption" or given.lo == given.hi:
                continue
            if same.get(path) == given.value:
                yield Assumed(
                    f"instruments.{name}.{path}.value", given.value, given.lo, given.hi, unit,
                    f"{path.rpartition('.')[2].replace('_', ' ')} of {tool.name.lower()}",
                )  # fmt: skip


def drawn(chosen: list[Assumed], draws: int, seed: int) -> Array:
    """Return a Latin hypercube over the ranges, (draws, coefficients)."""
    sampler = qmc.LatinHypercube(len(chosen), rng=np.random.default_rng([seed, len(chosen)]))
    shares = sampler.random(draws)
    return np.column_stack([item.at(shares[:, i]) for i, item in enumerate(chosen)])
