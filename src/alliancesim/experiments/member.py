"""A member: one run that keeps nothing but its outcomes."""

import math
from collections.abc import Callable, Sequence

from alliancesim.crisis import Crisis
from alliancesim.experiments.schema import Outcome
from alliancesim.metrics import METRICS, Snapshot
from alliancesim.model import AllianceModel
from alliancesim.scenario import Scenario

TAKEN: dict[str, Callable[[list[float]], float]] = {
    "end": lambda known: known[-1],
    "sum": math.fsum,
    "mean": lambda known: math.fsum(known) / len(known),
    "max": max,
}
"""What is taken of the values of the steps; the start is no step, and NaN no value."""


def outcomes_of(
    scenario: Scenario, seed: int, run: int, outcomes: Sequence[Outcome]
) -> dict[str, float]:
    """Run a member to its horizon and return its outcomes by name; ``(seed, run)`` is its luck."""
    member = Member(scenario, seed, run, outcomes)
    while member.running:
        member.step()
    return {outcome.name: _taken(member.series[outcome.of], outcome.take) for outcome in outcomes}


def _taken(series: list[float], take: str) -> float:
    if take == "end":
        return series[-1]
    known = [value for value in series if not math.isnan(value)]
    if not known:
        return 0.0 if take == "sum" else math.nan
    return float(TAKEN[take](known))


class Member(AllianceModel):
    """A model that measures only what its outcomes need, when they need it."""

    def __init__(
        self, scenario: Scenario, seed: int, run: int, outcomes: Sequence[Outcome]
    ) -> None:
        self.series: dict[str, list[float]] = {outcome.of: [] for outcome in outcomes}
        """Values of the steps, or only of the last, by metric."""
        self.always = {outcome.of for outcome in outcomes if outcome.take != "end"}
        super().__init__(scenario, rng=(seed, run))

    def _observe(self, ended: list[Crisis]) -> None:
        """Keep the clock and the memory of metrics, and measure; the collector stays empty."""
        self.watch.observe(self.world, ended, self.happened)
        self._measure()
        self.running = self.steps < self.clock.steps

    def _measure(self) -> None:
        """Measure what is needed of this step."""
        if self.steps == 0:
            return
        last = self.steps == self.clock.steps
        wanted = [name for name in self.series if last or name in self.always]
        if not wanted:
            return
        now = Snapshot(
            self.world, self.rules, self.tools, self.seen, self.draws, self.watch, self.happened,
            self.held, self.steps * self.clock.years,
        )  # fmt: skip
        for name in wanted:
            self.series[name].append(METRICS[name].measure(now))
