"""The ledger of a step: labelled contributions to the stocks of the world.

Every instrument, event and mechanism writes here what it adds; the one phase that owns a field
takes up the sum. "How much came from exercises" is then a sum over a label.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from alliancesim.world import Array

Index = NDArray[np.intp]


class Ledger:
    """Contributions by field and label; each is an N×N or (N,) array."""

    def __init__(self, n: int) -> None:
        self.n = n
        self._entries: dict[str, dict[str, Array]] = {}

    def add(self, field: str, label: str, amount: Array) -> None:
        """Add a whole array to ``field`` under ``label``."""
        labels = self._entries.setdefault(field, {})
        labels[label] = labels[label] + amount if label in labels else amount

    def at(self, field: str, label: str, rows: Index, columns: Index, amounts: Array) -> None:
        """Add ``amounts`` at the ordered pairs (rows, columns); repeated pairs add up."""
        matrix = np.zeros((self.n, self.n))
        np.add.at(matrix, (rows, columns), amounts)
        self.add(field, label, matrix)

    def of_states(self, field: str, label: str, rows: Index, amounts: Array) -> None:
        """Add ``amounts`` at states; repeated states add up."""
        vector = np.zeros(self.n)
        np.add.at(vector, rows, amounts)
        self.add(field, label, vector)

    def total(self, field: str) -> Array | None:
        """Return the sum of all contributions to ``field``; ``None`` where there are none."""
        parts = list(self._entries.get(field, {}).values())
        return sum(parts[1:], parts[0]) if parts else None

    def scale(self, field: str, factor: Array) -> None:
        """Multiply all contributions to ``field``, so that they add up to what took effect."""
        labels = self._entries.get(field, {})
        for label in labels:
            labels[label] = labels[label] * factor

    def labels(self, field: str) -> Iterator[tuple[str, Array]]:
        """Yield the label and array of each contribution to ``field``."""
        yield from self._entries.get(field, {}).items()

    def sums(self) -> Iterator[tuple[str, str, float]]:
        """Yield field, label and the sum over the whole cast."""
        for field, labels in self._entries.items():
            for label, amount in labels.items():
                yield field, label, float(amount.sum())
