"""Treaties: who promised what to whom, with members inside and outside the cast."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

FLAGS = {
    "defence": 1, "offence": 2, "neutrality": 4, "nonaggression": 8, "consultation": 16,
    "cooperation": 32,
}  # fmt: skip
"""Obligations as bits, in ATOP's types, and cooperation agreements below them."""


@dataclass(frozen=True)
class Treaty:
    """One alliance or agreement in force; member numbers are rows of the world."""

    id: str
    name: str
    flags: int
    members: tuple[int, ...]
    outside: frozenset[str]
    multilateral: bool

    def has(self, obligation: str) -> bool:
        """Tell whether the treaty contains ``obligation``."""
        return bool(self.flags & FLAGS[obligation])

    def obligations(self) -> list[str]:
        """Return the obligations in words."""
        return [name for name, bit in FLAGS.items() if self.flags & bit]

    def with_members(self, members: tuple[int, ...]) -> Self:
        """Return the treaty with other members, in ascending order."""
        return replace(self, members=tuple(sorted(members)))


def flags(obligations: list[str]) -> int:
    """Return the bits of ``obligations``."""
    return sum({FLAGS[name] for name in obligations})


class Treaties:
    """The treaties in force among ``n`` states: immutable; what follows from them is kept."""

    def __init__(self, treaties: Iterable[Treaty], n: int) -> None:
        self._treaties = tuple(treaties)
        self.n = n
        self._kept: dict[tuple[str, str], NDArray[Any]] = {}

    def __iter__(self) -> Iterator[Treaty]:
        return iter(self._treaties)

    def __len__(self) -> int:
        return len(self._treaties)

    def having(self, obligation: str) -> list[Treaty]:
        """Return the treaties that contain ``obligation``."""
        return [treaty for treaty in self if treaty.has(obligation)]

    def bound(self, obligation: str) -> NDArray[np.bool_]:
        """Return the pairs bound by a treaty with ``obligation``, N×N; read-only."""
        return self._keep("bound", obligation, self._bound)

    def partners(self, obligation: str) -> NDArray[np.float64]:
        """Return each state's number of partners inside and outside the cast, (N,); read-only."""
        return self._keep("partners", obligation, self._partners)

    def shared_partners(self, obligation: str) -> NDArray[np.float64]:
        """Return how many partners two states share, inside and outside the cast, N×N; read-only.

        A partner of a state is a fellow member of a treaty with ``obligation``. Members outside
        the scenario count: without them old ties would look less embedded than they are.
        """
        return self._keep("shared", obligation, self._shared)

    def _keep(
        self, what: str, obligation: str, make: Callable[[str], NDArray[Any]]
    ) -> NDArray[Any]:
        if (what, obligation) not in self._kept:
            made = make(obligation)
            made.setflags(write=False)
            self._kept[what, obligation] = made
        return self._kept[what, obligation]

    def _bound(self, obligation: str) -> NDArray[np.bool_]:
        pairs = np.zeros((self.n, self.n), dtype=bool)
        for treaty in self.having(obligation):
            members = list(treaty.members)
            pairs[np.ix_(members, members)] = True
        np.fill_diagonal(pairs, False)
        return pairs

    def _ties(self, obligation: str) -> NDArray[np.float64]:
        """Return who is bound to whom: N rows, a column for each state in and outside the cast."""
        treaties = self.having(obligation)
        names = sorted({name for treaty in treaties for name in treaty.outside})
        ties = np.zeros((self.n, self.n + len(names)))
        ties[:, : self.n] = self.bound(obligation)
        for treaty in treaties:
            for name in treaty.outside:
                ties[list(treaty.members), self.n + names.index(name)] = 1.0
        return ties

    def _partners(self, obligation: str) -> NDArray[np.float64]:
        return self._ties(obligation).sum(axis=1)

    def _shared(self, obligation: str) -> NDArray[np.float64]:
        ties = self._ties(obligation)
        shared: NDArray[np.float64] = np.einsum("ik,jk->ij", ties, ties)
        np.fill_diagonal(shared, 0.0)
        return shared
