"""What a metric is, and what it is measured on."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from alliancesim.draws import Draws
from alliancesim.events import Event
from alliancesim.metrics.chances import apart, reaching
from alliancesim.metrics.shape import Shape, shape_of
from alliancesim.parameters import Parameters
from alliancesim.phases.crises.onset import (
    onset_rates,
    onset_terms,
    shared_shock,
    win_probability,
)
from alliancesim.phases.engage.record import Engagements
from alliancesim.phases.perceive import Sight
from alliancesim.toolbox import Toolbox
from alliancesim.watch import Watch
from alliancesim.world import Array, World

Entry = TypeVar("Entry", np.float64, np.bool_)


@dataclass
class Snapshot:
    """The world at the end of a step, with what happened in it; parts are computed once."""

    world: World
    rules: Parameters
    tools: Toolbox
    seen: Sight
    draws: Draws
    watch: Watch
    happened: list[Event]
    held: Engagements | None
    now: float
    """Years since the start."""

    @cached_property
    def trust(self) -> Array:
        """Trust T of i in j, N×N, 1 on the diagonal."""
        return self.world.trust

    @cached_property
    def trust_of_pairs(self) -> Array:
        """Trust of all ordered pairs, i before j; (N(N-1),)."""
        return self.trust[apart(self.world.n)]

    @cached_property
    def win(self) -> Array:
        """Chance, as i sees it, that a challenge of j by i succeeds, N×N."""
        return win_probability(self.world, self.rules, self.seen)

    @cached_property
    def rates(self) -> Array:
        """Disputes expected a year at current hazards, per pair, N×N symmetric."""
        shared = shared_shock(self.draws, self.now)
        terms = onset_terms(self.world, self.rules, self.seen, shared, self.now, self.win)
        fitted = onset_rates(self.world, self.rules, self.seen, terms)[0]
        return fitted * (1 - self.world.prevented)

    @cached_property
    def _reaching(self) -> tuple[Array, Array]:
        return reaching(self.world, self.rules, self.seen, self.now, self.win)

    @cached_property
    def force_rates(self) -> Array:
        """Disputes expected a year that reach the use of force or war, per pair, N×N symmetric."""
        return self.rates * self._reaching[0]

    @cached_property
    def war_rates(self) -> Array:
        """Wars expected a year, per pair, N×N symmetric."""
        return self.rates * self._reaching[1]

    @cached_property
    def pacts(self) -> NDArray[np.bool_]:
        """Pairs bound to defend each other now, N×N symmetric."""
        return self.world.treaties.bound("defence")

    @cached_property
    def shape(self) -> Shape:
        """What the network of defence pacts looks like."""
        return shape_of(self.pacts)

    @cached_property
    def relevant(self) -> NDArray[np.bool_]:
        """Which of the unordered pairs are politically relevant, (P,)."""
        return self.of_pairs(self.seen.relevant)

    def of_pairs(self, matrix: NDArray[Entry]) -> NDArray[Entry]:
        """Return the entries of the unordered pairs, shape (P,)."""
        return matrix[self.draws.upper]

    def mean_of(self, matrix: NDArray[Entry]) -> float:
        """Return the mean over ordered pairs of an N×N matrix that is 0 on the diagonal."""
        return float(matrix.sum() / (self.world.n * (self.world.n - 1)))

    def count(self, kind: str) -> int:
        """Return the number of events of a kind in the step."""
        return sum(event.kind == kind for event in self.happened)


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
    covers: tuple[str, ...]
    """Ids of the concepts that it measures."""


class Family:
    """Metrics of one file; used as a decorator that enters a function as a metric."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.metrics: list[Metric] = []

    def metric(
        self,
        title: str,
        unit: str,
        lo: float = 0.0,
        hi: float = np.inf,
        covers: tuple[str, ...] = (),
    ) -> Callable[[Callable[[Snapshot], float]], Callable[[Snapshot], float]]:
        """Enter the decorated function; its docstring is the formula that users read."""

        def enter(measure: Callable[[Snapshot], float]) -> Callable[[Snapshot], float]:
            doc = " ".join((measure.__doc__ or "").split())
            self.metrics.append(
                Metric(measure.__name__, title, unit, lo, hi, self.name, doc, measure, covers)
            )
            return measure

        return enter
