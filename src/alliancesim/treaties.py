"""Treaties: who promised what to whom, with members inside and outside the cast."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal, Self

import numpy as np
from numpy.typing import NDArray

FLAGS = {
    "defence": 1, "offence": 2, "neutrality": 4, "nonaggression": 8, "consultation": 16,
    "cooperation": 32,
}  # fmt: skip
"""Obligations as bits, in ATOP's types, and cooperation agreements below them."""
WARTIME = ("defence", "offence", "neutrality")
"""Obligations in wars between states; a coalition against one threat has none of them."""
GENERAL = "general"
"""Scope of a treaty that is not about one threat alone."""
Admission = Literal["founders", "unanimity", "open"]
"""Who may join: nobody, whom all members want, or whoever wants."""


@dataclass(frozen=True)
class Treaty:
    """One alliance or agreement in force; member numbers are rows of the world."""

    id: str
    name: str
    flags: int
    members: tuple[int, ...]
    outside: frozenset[str]
    multilateral: bool
    scope: str = GENERAL
    admission: Admission = "founders"
    candidates: frozenset[int] = frozenset()
    suspended: frozenset[int] = frozenset()
    """Members that are not bound, and to whom nobody is bound, until they are readmitted."""
    spending_goal: float = 0.0
    """Share of GDP that members promise to spend on defence; 0 without a goal."""

    def has(self, obligation: str) -> bool:
        """Tell whether the treaty binds its members by ``obligation``."""
        return bool(self.flags & FLAGS[obligation]) and (
            self.scope == GENERAL or obligation not in WARTIME
        )

    def obligations(self) -> list[str]:
        """Return the obligations in words, as they were signed."""
        return [name for name, bit in FLAGS.items() if self.flags & bit]

    @cached_property
    def active(self) -> tuple[int, ...]:
        """The members in the cast that are not suspended."""
        return tuple(member for member in self.members if member not in self.suspended)

    @property
    def size(self) -> int:
        """Number of members inside and outside the cast."""
        return len(self.members) + len(self.outside)

    @cached_property
    def binding(self) -> bool:
        """Whether it binds anybody: two members, one of them in the cast."""
        return bool(self.members) and self.size >= 2

    def with_members(self, members: Iterable[int]) -> Self:
        """Return the treaty with other members, in ascending order."""
        kept = tuple(sorted(set(members)))
        return replace(
            self,
            members=kept,
            suspended=self.suspended & set(kept),
            candidates=self.candidates - set(kept),
        )


def flags(obligations: Iterable[str]) -> int:
    """Return the bits of ``obligations``."""
    return sum({FLAGS[name] for name in obligations})


def admission_of(stated: Admission | None, multilateral: bool) -> Admission:
    """Return the rule of admission: as stated, else nobody joins a pact of two."""
    return stated or ("unanimity" if multilateral else "founders")


class Treaties:
    """The treaties in force among ``n`` states: immutable; what follows from them is kept."""

    def __init__(self, treaties: Iterable[Treaty], n: int) -> None:
        self._treaties = tuple(treaties)
        self.n = n
        self._kept: dict[tuple[str, str], NDArray[Any]] = {}
        self._having: dict[str, list[Treaty]] = {}

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self

    def __reduce__(self) -> tuple[type[Self], tuple[tuple[Treaty, ...], int]]:
        return type(self), (self._treaties, self.n)  # what follows from them is made anew

    def __iter__(self) -> Iterator[Treaty]:
        return iter(self._treaties)

    def __len__(self) -> int:
        return len(self._treaties)

    def get(self, treaty: str) -> Treaty | None:
        """Return the treaty with this id, if it is in force."""
        return next((known for known in self if known.id == treaty), None)

    def put(self, changed: Treaty) -> Self:
        """Return the treaties with ``changed`` in the place of its former self, or added.

        A treaty that binds nobody any more, without two members or without one in the cast, ends.
        """
        known = {treaty.id: treaty for treaty in self}
        former = [known[changed.id]] if changed.id in known else []
        known[changed.id] = changed
        return self._next(known.values(), [*former, changed])

    def drop(self, treaty: str) -> Self:
        """Return the treaties without one of them."""
        kept = [known for known in self if known.id != treaty]
        return self._next(kept, [known for known in self if known.id == treaty])

    def _next(self, treaties: Iterable[Treaty], changed: Iterable[Treaty]) -> Self:
        """Return the treaties after some have changed; what rests on none of them is kept."""
        alive: list[Treaty] = []
        void = [*changed]
        for treaty in treaties:
            (alive if treaty.binding else void).append(treaty)
        after = type(self)(alive, self.n)
        stale = {name for name in FLAGS if any(treaty.has(name) for treaty in void)}
        after._kept = {key: made for key, made in self._kept.items() if key[1] not in stale}
        after._having = {key: made for key, made in self._having.items() if key not in stale}
        return after

    def having(self, obligation: str) -> list[Treaty]:
        """Return the treaties that bind their members by ``obligation``."""
        if obligation not in self._having:
            self._having[obligation] = [treaty for treaty in self if treaty.has(obligation)]
        return [*self._having[obligation]]

    def blocs(self) -> list[Treaty]:
        """Return the multilateral alliances that bind their members to defend each other."""
        return [treaty for treaty in self.having("defence") if treaty.multilateral]

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

    def partners_among(self, obligation: str, treaty: Treaty) -> NDArray[np.float64]:
        """Return each state's number of partners among the members of ``treaty``, (N,)."""
        names = self._names(obligation)
        wanted = [*treaty.active, *(self.n + names[x] for x in sorted(treaty.outside & set(names)))]
        ties = self._keep("ties", obligation, self._ties)
        number: NDArray[np.float64] = ties[:, wanted].sum(axis=1)
        return number

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
        members = [treaty.active for treaty in self.having(obligation)]
        couples = [active for active in members if len(active) == 2]
        one, other = np.array(couples, dtype=np.intp).reshape(-1, 2).T
        pairs[one, other] = pairs[other, one] = True
        for active in members:
            if len(active) > 2:
                pairs[np.ix_(active, active)] = True
        np.fill_diagonal(pairs, False)
        return pairs

    def _names(self, obligation: str) -> dict[str, int]:
        """Return the members outside the cast, and the order of their columns."""
        names = {name for treaty in self.having(obligation) for name in treaty.outside}
        return {name: column for column, name in enumerate(sorted(names))}

    def _ties(self, obligation: str) -> NDArray[np.float64]:
        """Return who is bound to whom: N rows, a column for each state in and outside the cast."""
        names = self._names(obligation)
        ties = np.zeros((self.n, self.n + len(names)))
        ties[:, : self.n] = self.bound(obligation)
        for treaty in self.having(obligation):
            for name in treaty.outside:
                ties[list(treaty.active), self.n + names[name]] = 1.0
        return ties

    def _partners(self, obligation: str) -> NDArray[np.float64]:
        return self._keep("ties", obligation, self._ties).sum(axis=1)

    def _shared(self, obligation: str) -> NDArray[np.float64]:
        ties = self._keep("ties", obligation, self._ties)
        shared: NDArray[np.float64] = ties @ ties.T  # whole numbers: exact in any order
        np.fill_diagonal(shared, 0.0)
        return shared
