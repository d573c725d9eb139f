"""The engagements of a step, as columns."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alliancesim.world import Array

Index = NDArray[np.intp]


@dataclass
class Engagements:
    """Engagements that take place in a step; each column has one entry per engagement."""

    instrument: Index
    first: Index
    """First state; the donor where one gives."""
    second: Index
    size: Array
    scheduled: NDArray[np.bool_]
    breach: NDArray[np.bool_]
    quality: Array
    effort: Array
    """Effort that each side put in; 0 for scheduled ones."""
    purse: Array
    """What every state has left to spend, (N,)."""

    def __len__(self) -> int:
        return len(self.instrument)

    def counts(self, n: int, k: int) -> Array:
        """Return the number of engagements by instrument and pair, K×N×N."""
        counts = np.zeros((k, n, n))
        np.add.at(counts, (self.instrument, self.first, self.second), 1.0)
        np.add.at(counts, (self.instrument, self.second, self.first), 1.0)
        return counts
