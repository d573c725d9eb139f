"""The ledger of a step: labelled contributions to the stocks of the world.

Every instrument, event and mechanism writes here what it adds; the one phase that owns a field
takes up the sum. "How much came from exercises" is then a sum over a label.

Contributions are kept as they come: whole arrays, or entries at places, of one label or of many.
An entry takes no room for the places that it leaves alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alliancesim.world import Array

Index = NDArray[np.intp]


@dataclass
class Entries:
    """Amounts at places, each under one of the labels."""

    labels: Sequence[str]
    codes: Index
    """Which label each amount has."""
    rows: Index
    columns: Index | None
    """``None`` for amounts at states."""
    amounts: Array

    def spread(self, n: int, some: NDArray[np.bool_] | slice = slice(None)) -> Array:
        """Return the amounts, or some of them, as an N×N or (N,) array; repeated places add up."""
        weights = self.amounts[some]
        if self.columns is None:
            return np.asarray(np.bincount(self.rows[some], weights, n), dtype=np.float64)
        places = self.rows[some] * n + self.columns[some]
        return np.asarray(np.bincount(places, weights, n * n), dtype=np.float64).reshape(n, n)


class Ledger:
    """Contributions by field and label to what ``n`` states have and share."""

    def __init__(self, n: int) -> None:
        self.n = n
        self._whole: dict[str, dict[str, Array]] = {}
        self._entries: dict[str, list[Entries]] = {}

    def add(self, field: str, label: str, amount: Array) -> None:
        """Add a whole array, N×N or (N,), to ``field`` under ``label``."""
        labels = self._whole.setdefault(field, {})
        labels[label] = labels[label] + amount if label in labels else amount

    def at(self, field: str, label: str, rows: Index, columns: Index, amounts: Array) -> None:
        """Add ``amounts`` at the ordered pairs (rows, columns); repeated pairs add up."""
        self.enter(field, (label,), np.zeros(len(rows), dtype=np.intp), rows, columns, amounts)

    def of_states(self, field: str, label: str, rows: Index, amounts: Array) -> None:
        """Add ``amounts`` at states; repeated states add up."""
        self.enter(field, (label,), np.zeros(len(rows), dtype=np.intp), rows, None, amounts)

    def enter(
        self, field: str, labels: Sequence[str], codes: Index, rows: Index, columns: Index | None,
        amounts: Array,
    ) -> None:  # fmt: skip
        """Add ``amounts`` at places, each under the label that its code names."""
        if len(rows):
            entries = Entries(labels, codes, rows, columns, amounts)
            self._entries.setdefault(field, []).append(entries)

    def total(self, field: str) -> Array | None:
        """Return the sum of all contributions to ``field``; ``None`` where there are none."""
        parts = [*self._whole.get(field, {}).values()]
        parts += [entries.spread(self.n) for entries in self._entries.get(field, ())]
        return sum(parts[1:], parts[0]) if parts else None

    def scale(self, field: str, factor: Array) -> None:
        """Multiply all contributions to ``field``, so that they add up to what took effect."""
        labels = self._whole.get(field, {})
        for label in labels:
            labels[label] = labels[label] * factor
        for entries in self._entries.get(field, ()):
            places = (entries.rows,) if entries.columns is None else (entries.rows, entries.columns)
            entries.amounts = entries.amounts * factor[places]

    def deposit(self, field: str, stock: Array, left: Array, layers: dict[str, int]) -> None:
        """Add each contribution to the layer of its label in ``stock``, L×N×N, in place.

        Of ``stock`` the share ``left``, N×N, counts.
        """
        for label, amount in self._whole.get(field, {}).items():
            stock[layers[label]] += amount / left
        for entries in self._entries.get(field, ()):
            if entries.columns is None:
                raise ValueError(f"{field} lies between states, and cannot be entered at one")
            layer = np.array([layers.get(label, -1) for label in entries.labels])[entries.codes]
            amounts = entries.amounts / left[entries.rows, entries.columns]
            np.add.at(stock, (layer, entries.rows, entries.columns), amounts)

    def labels(self, field: str) -> Iterator[tuple[str, Array]]:
        """Yield each label that contributes to ``field``, and what it adds as an array."""
        found = dict(self._whole.get(field, {}))
        for entries in self._entries.get(field, ()):
            for code in np.unique(entries.codes):
                label, amount = entries.labels[code], entries.spread(self.n, entries.codes == code)
                found[label] = found[label] + amount if label in found else amount
        yield from found.items()

    def sums(self) -> Iterator[tuple[str, str, float]]:
        """Yield field, label and the sum over the whole cast."""
        for field, labels in self._whole.items():
            for label, amount in labels.items():
                yield field, label, float(amount.sum())
        for field, parts in self._entries.items():
            for entries in parts:
                sums = np.bincount(entries.codes, entries.amounts, len(entries.labels))
                for code in np.unique(entries.codes):
                    yield field, entries.labels[code], float(sums[code])
