"""The engagements of a step, as columns."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from alliancesim.world import Array

Index = NDArray[np.intp]


class Order(NamedTuple):
    """An engagement that is dated, or on an organisation's calendar."""

    instrument: int
    first: int
    """First state; the donor where one gives."""
    second: int
    size: float
    notice: float = 1.0
    """Share of the onlookers' notice: pairs of one gathering of n states share it, 1/(n - 1)."""


@dataclass
class Engagements:
    """Engagements that take place in a step; each column has one entry per engagement."""

    instrument: Index
    first: Index
    """First state; the donor where one gives."""
    second: Index
    size: Array
    notice: Array
    """Share of the onlookers' notice."""
    scheduled: NDArray[np.bool_]
    breach: NDArray[np.bool_]
    quality: Array
    effort: Array
    """Effort that each side put in; 0 for scheduled ones."""
    purse: Array
    """What every state has left to spend, (N,)."""

    @property
    def strength(self) -> Array:
        """Size times quality: how much of its gains each engagement brings."""
        return self.size * self.quality

    def __len__(self) -> int:
        return len(self.instrument)

    def counted(self, n: int) -> tuple[Index, Index, Index, Array]:
        """Return instrument, state and partner, from either side, and how often it took place."""
        pairs = np.concatenate([self.first * n + self.second, self.second * n + self.first])
        places, number = np.unique(
            np.concatenate([self.instrument, self.instrument]) * n * n + pairs, return_counts=True
        )
        return places // (n * n), places // n % n, places % n, number.astype(float)

    def counts(self, n: int, k: int) -> Array:
        """Return the number of engagements by instrument and pair, K×N×N."""
        counts = np.zeros((k, n, n))
        *places, number = self.counted(n)
        counts[*places] = number
        return counts
