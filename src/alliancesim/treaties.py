"""Treaties: who promised what to whom, with members inside and outside the cast."""

from dataclasses import dataclass, replace
from typing import Self

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


def bound(treaties: tuple[Treaty, ...], n: int, *obligations: str) -> NDArray[np.bool_]:
    """Return the N×N matrix of pairs bound by a treaty with any of ``obligations``."""
    pairs = np.zeros((n, n), dtype=bool)
    for treaty in treaties:
        if any(treaty.has(name) for name in obligations):
            members = list(treaty.members)
            pairs[np.ix_(members, members)] = True
    np.fill_diagonal(pairs, False)
    return pairs


def shared_partners(treaties: tuple[Treaty, ...], n: int, obligation: str) -> NDArray[np.float64]:
    """Return how many partners two states share, inside and outside the cast, N×N.

    A partner of a state is a fellow member of a treaty with ``obligation``. Members outside the
    scenario count: without them old ties would look less embedded than they are.
    """
    inside = bound(treaties, n, obligation)
    names = sorted({name for t in treaties if t.has(obligation) for name in t.outside})
    column = {name: index for index, name in enumerate(names)}
    ties = np.zeros((n, n + len(names)), dtype=np.float64)
    ties[:, :n] = inside
    for treaty in treaties:
        if treaty.has(obligation) and treaty.outside:
            ties[np.ix_(list(treaty.members), [n + column[x] for x in sorted(treaty.outside)])] = 1
    shared = np.einsum("ik,jk->ij", ties, ties)
    np.fill_diagonal(shared, 0.0)
    return shared


def degree(treaties: tuple[Treaty, ...], n: int, obligation: str) -> NDArray[np.float64]:
    """Return the number of partners of each state, inside and outside the cast, shape (N,)."""
    partners: list[set[object]] = [set() for _ in range(n)]
    for treaty in treaties:
        if treaty.has(obligation):
            for member in treaty.members:
                partners[member] |= {*treaty.members, *treaty.outside} - {member}
    return np.array([len(found) for found in partners], dtype=np.float64)
