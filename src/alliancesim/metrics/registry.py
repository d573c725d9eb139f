"""What a metric is, and what it is measured on."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from alliancesim.draws import Draws
from alliancesim.events import Event
from alliancesim.parameters import Parameters
from alliancesim.phases.crises.onset import onset_rates, onset_terms, shared_shock
from alliancesim.phases.engage.record import Engagements
from alliancesim.phases.perceive import Sight
from alliancesim.watch import Watch
from alliancesim.world import Array, World

Entry = TypeVar("Entry", np.float64, np.bool_)


@dataclass
class Snapshot:
    """The world at the end of a step, with what happened in it; parts are computed once."""

    world: World
    rules: Parameters
    seen: Sight
    draws: Draws
    watch: Watch
    happened: list[Event]
    held: Engagements | None
    now: float
    """Years since the start."""

    @cached_property
    def trust(self) -> Array:
        """Trust of all ordered pairs, i before j before the diagonal is left out; (N(N-1),)."""
        return self.world.trust[~np.eye(self.world.n, dtype=bool)]

    @cached_property
    def rates(self) -> Array:
        """Disputes expected a year at current hazards, per pair, N×N symmetric."""
        shared = shared_shock(self.draws, self.now)
        terms = onset_terms(self.world, self.rules, self.seen, shared, self.now)
        return onset_rates(self.world, self.rules, self.seen, terms)[0]

    @cached_property
    def expected(self) -> float:
        """Disputes expected in the whole cast in the next twelve months."""
        return float(self.of_pairs(self.rates).sum())

    def of_pairs(self, matrix: NDArray[Entry]) -> NDArray[Entry]:
        """Return the entries of the unordered pairs, shape (P,)."""
        return matrix[self.draws.upper]

    def count(self, kind: str, level: int = 0) -> int:
        """Return the number of events of a kind in the step, of at least a level."""
        return sum(event.kind == kind and event.level >= level for event in self.happened)


class Metric(NamedTuple):
    """A metric: its name, unit, range, formula and function."""

    name: str
    title: str
    unit: str
    lo: float
    hi: float
    family: str
    doc: str
    measure: Callable[[Snapshot], float]


class Family:
    """Metrics of one file; used as a decorator that enters a function as a metric."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.metrics: list[Metric] = []

    def metric(
        self, title: str, unit: str, lo: float = 0.0, hi: float = np.inf
    ) -> Callable[[Callable[[Snapshot], float]], Callable[[Snapshot], float]]:
        """Enter the decorated function; its docstring is the formula that users read."""

        def enter(measure: Callable[[Snapshot], float]) -> Callable[[Snapshot], float]:
            doc = " ".join((measure.__doc__ or "").split())
            self.metrics.append(
                Metric(measure.__name__, title, unit, lo, hi, self.name, doc, measure)
            )
            return measure

        return enter
