"""Organisations: who sits where, and what the organisations can do."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from alliancesim.scenario import organisations as written
from alliancesim.scenario.schema import Scenario
from alliancesim.treaties import Treaties

Array = NDArray[np.float64]


class Mission(NamedTuple):
    """Peacekeepers of an organisation between two states."""

    organisation: str
    pair: tuple[int, int]
    """Rows of the two states, in ascending order."""
    troops: float
    """Thousand troops."""


@dataclass(frozen=True)
class Organisation:
    """One organisation, forum or coalition; member numbers are rows of the world."""

    id: str
    name: str
    members: tuple[int, ...]
    partners: tuple[int, ...]
    outside: frozenset[str]
    alliance: str
    """Alliance whose members it has; empty for all others."""
    against: str
    """Threat that a coalition is about; empty for all others."""
    mediation: float
    """Capacity to mediate, in [0, 1]."""
    norms: float
    """Hold of its norms on members, in [0, 1]."""
    peacekeeping: float
    """Thousand troops that it can deploy."""
    meetings: tuple[written.Meeting, ...]

    def with_members(self, members: Iterable[int]) -> Self:
        """Return the organisation with other members, who are partners no more."""
        kept = tuple(sorted(set(members)))
        others = tuple(partner for partner in self.partners if partner not in kept)
        return replace(self, members=kept, partners=others)

    def bound_by(self, members: Mapping[str, tuple[int, ...]]) -> Self:
        """Return the organisation of an alliance, given the members of all alliances in force."""
        if self.alliance in members:
            return self.with_members(members[self.alliance])
        return replace(self, members=(), outside=frozenset())


class Organisations:
    """The organisations of ``n`` states: immutable; what follows from them is kept."""

    def __init__(self, organisations: Iterable[Organisation], n: int) -> None:
        self._organisations = tuple(organisations)
        self.n = n

    @classmethod
    def of(cls, scenario: Scenario) -> Self:
        """Return the organisations of a scenario at its start."""
        return cls((_read(scenario, id_) for id_ in scenario.organisations), len(scenario.states))

    def __iter__(self) -> Iterator[Organisation]:
        return iter(self._organisations)

    def __len__(self) -> int:
        return len(self._organisations)

    def __getitem__(self, id_: str) -> Organisation:
        return next(organisation for organisation in self if organisation.id == id_)

    @cached_property
    def members(self) -> Array:
        """Who is a member of what: 1 or 0, shape (O, N), O organisations."""
        seats = np.zeros((len(self), self.n))
        for row, organisation in enumerate(self):
            seats[row, list(organisation.members)] = 1.0
        return seats

    @cached_property
    def shared(self) -> Array:
        """Number of organisations that two states share, N×N; 0 on the diagonal."""
        shared = np.einsum("oi,oj->ij", self.members, self.members, optimize=False)
        np.fill_diagonal(shared, 0.0)
        return shared

    @cached_property
    def shared_score(self) -> Array:
        """Shared organisations in standard deviations from the mean of all pairs, N×N.

        Zero where all pairs share the same number, and on the diagonal.
        """
        of_pairs = self.shared[np.triu_indices(self.n, 1)]
        spread = float(of_pairs.std())
        if spread < 1e-9:
            return np.zeros((self.n, self.n))
        score: Array = (self.shared - of_pairs.mean()) / spread
        np.fill_diagonal(score, 0.0)
        return score

    def norm_pressure(self) -> Array:
        """Return the strength with which norms act on each state: 1 - Π_o (1 - norms_o), (N,).

        The product runs over the organisations of which the state is a member.
        """
        strength = np.array([organisation.norms for organisation in self])
        free = np.prod(1 - strength[:, None] * self.members, axis=0)
        pressure: Array = 1 - free
        return pressure

    def cohesion(self, affinity: Array, trust: Array) -> Array:
        """Return the mean over pairs of members of affinity times trust, (O,).

        An organisation of one member agrees with itself: 1; one without members in the cast, too.
        """
        regard = affinity * trust
        np.fill_diagonal(regard, 0.0)
        total = np.einsum("oi,ij,oj->o", self.members, regard, self.members, optimize=False)
        count = self.members.sum(axis=1)
        pairs = count * (count - 1)
        return np.where(pairs > 0, total / np.maximum(pairs, 1.0), 1.0)

    def will(self, affinity: Array, trust: Array, divergence: float) -> Array:
        """Return how much of its capacity each can use: 1 - divergence·(1 - cohesion), (O,).

        Nothing where it has no member any more, neither in the cast nor outside.
        """
        alive = np.array([bool(each.members or each.outside) for each in self], dtype=float)
        will: Array = alive * (1 - divergence * (1 - self.cohesion(affinity, trust)))
        return will

    def changed(self, id_: str, members: Iterable[int]) -> Self:
        """Return the organisations after one of them has got other members."""
        now = (o.with_members(members) if o.id == id_ else o for o in self)
        return type(self)(now, self.n)

    def following(self, treaties: Treaties) -> Self:
        """Return the organisations with the members that their alliances bind now.

        That of an alliance that is no more has none, outside the cast either.
        """
        bound = {treaty.id: treaty.active for treaty in treaties}
        if all(not o.alliance or o.members == bound.get(o.alliance) for o in self):
            return self
        return type(self)((o.bound_by(bound) if o.alliance else o for o in self), self.n)


def _bound(scenario: Scenario, alliance: str | None) -> list[str]:
    """Return the members of an alliance that are not suspended at the start."""
    if alliance is None:
        return []
    given = scenario.alliances[alliance]
    return [member for member in given.members if member not in given.suspended]


def _read(scenario: Scenario, id_: str) -> Organisation:
    """Return an organisation as the scenario states it."""
    ids, given = scenario.ids, scenario.organisations[id_]
    members = given.members
    if members is None:
        members = _bound(scenario, given.alliance)
    rows = [ids.index(name) for name in (ids if members == "all" else members)]
    return Organisation(
        id=id_,
        name=given.name,
        members=tuple(sorted(rows)),
        partners=tuple(sorted(ids.index(name) for name in given.partners)),
        outside=frozenset(given.outside_members),
        alliance=given.alliance or "",
        against=given.against or "",
        mediation=given.mediation.value,
        norms=given.norms.value,
        peacekeeping=given.peacekeeping.value,
        meetings=tuple(given.meetings),
    )
