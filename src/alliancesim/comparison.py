"""Paired comparison: two versions of a case with the same luck, run by run.

Both versions of run k draw from ``(seed, k)``, so they share all luck that the change does not
touch, and the difference within the pair estimates the effect with far less noise than two
independent ensembles would. The interval speaks of luck alone, not of what was assumed.

Where the effect comes from rare large differences, Student's interval is too short in small
samples. Of 500 comparisons each, resampled from 1 500 pairs of ``teaching`` with dialogue halved,
it held the effect on stability in 74 % with 30 pairs, 91 % with 100 and 95 % with 200; on mean
trust in 94 to 96 % with any of them (``benchmarks/coverage.py``).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from alliancesim.ensemble import Progress
from alliancesim.metrics import METRICS
from alliancesim.pairs import Array, Key, Pair, Parting, pairs_in, run_pair
from alliancesim.pools import shared_out
from alliancesim.results import Results
from alliancesim.scenario import Scenario, with_horizon
from alliancesim.summaries import HEADLINES

BETTER: dict[str, int] = {
    "onsets": -1, "uses_of_force": -1, "wars": -1, "peace_probability": 1, "stability": 1,
    "escalation": -1, "expected_disputes": -1, "trust_mean": 1, "tension_mean": -1,
}  # fmt: skip
"""The sign that counts as an improvement, a judgement: less violence, more trust. Of the other
metrics (a denser network, a larger burden) nobody can say in general which way is better."""


FEW = 10
"""Differing pairs below which Student's interval is not to be relied on: an effect that comes from
rare pairs is missed by most small samples."""


class Effect(NamedTuple):
    """What the change does to one outcome."""

    outcome: str
    before: float
    """Mean of the first version over runs."""
    after: float
    effect: float
    """Mean difference within pairs."""
    low: float
    high: float
    """Ends of the paired 95 % interval (Student's t)."""
    raised: float
    """Share of runs in which the outcome is higher."""
    lowered: float
    variance_ratio: float
    """Variance of the effect from independent ensembles over that from pairs."""
    deviation: float = float("nan")
    """Standard deviation of the first version over runs: the unit of standardised effects."""
    pairs: int = 0
    """Pairs in which the outcome is known in both runs."""

    @property
    def clear(self) -> bool:
        """Whether the interval leaves out zero."""
        return self.low > 0 or self.high < 0

    @property
    def few(self) -> bool:
        """Whether so few pairs differ that the interval may have missed rare cases."""
        return 0 < (self.raised + self.lowered) * self.pairs < FEW - 0.5

    @property
    def improved(self) -> float:
        """Share of runs in which the outcome is better; NaN where no side is the better one."""
        better = BETTER.get(self.outcome, 0)
        return {1: self.raised, -1: self.lowered, 0: float("nan")}[better]

    @property
    def error(self) -> float:
        """Standard error of the effect."""
        n = self.pairs
        return (self.high - self.effect) / float(stdtrit(n - 1, 0.975)) if n > 1 else float("nan")

    def standardised(self) -> tuple[float, float, float]:
        """Return effect, low and high in standard deviations of the first version."""
        unit = self.deviation if self.deviation > 0 else float("nan")
        return self.effect / unit, self.low / unit, self.high / unit


class Account(NamedTuple):
    """What an instrument, a mechanism or a kind of event brings more or less, all runs together."""

    kind: str
    """``contributions``, ``engagements`` or ``events``."""
    field: str
    """The stock that takes the contributions up."""
    label: str
    before: float
    """Mean sum over a run of the first version."""
    after: float
    effect: float
    low: float
    high: float
    """Ends of the paired 95 % interval (Student's t)."""

    @property
    def clear(self) -> bool:
        """Whether the interval leaves out zero."""
        return self.low > 0 or self.high < 0


class Way(NamedTuple):
    """The mean difference in a metric after each step, and its paired 95 % interval."""

    outcome: str
    mean: Array
    low: Array
    high: Array


@dataclass(frozen=True)
class Comparison:
    """Effects on all outcomes, where the pairs part, and what accounts for the difference."""

    effects: list[Effect]
    partings: list[Parting]
    accounts: list[Account]
    """By kind and field, the largest difference first."""
    ways: list[Way]

    def effect(self, outcome: str) -> Effect:
        """Return the effect on one outcome."""
        return next(item for item in self.effects if item.outcome == outcome)

    def largest(self, kind: str, most: int) -> list[Account]:
        """Return the largest clear differences of a kind.

        Contributions are ranked across fields by their share of all that their field received,
        since every field has a unit of its own.
        """
        clear = [account for account in self.accounts if account.kind == kind and account.clear]
        return sorted(clear, key=lambda a: -abs(self.shared(a).effect))[:most]

    def shared(self, account: Account) -> Account:
        """Return an account in shares of all that its field received in the first version."""
        received = self._received[account.kind, account.field] or 1.0
        numbers = (account.before, account.after, account.effect, account.low, account.high)
        return Account(*account[:3], *[value / received for value in numbers])

    @cached_property
    def _received(self) -> dict[tuple[str, str], float]:
        """Sum of the absolute contributions of the first version, by kind and field."""
        found: dict[tuple[str, str], float] = {}
        for account in self.accounts:
            place = account.kind, account.field
            found[place] = found.get(place, 0.0) + abs(account.before)
        return found


def compare(before: Results, after: Results) -> Comparison:
    """Compare two ensembles with the same seed, runs and steps, pair by pair.

    Raises
    ------
    ValueError
        If the two do not share seed, runs and steps.
    """
    for key in ("seed", "runs", "steps"):
        if before.manifest[key] != after.manifest[key]:
            raise ValueError(f"the ensembles differ in {key}; pairs need the same")
    return comparison_of(pairs_in(before, after))


def compare_cases(
    before: Scenario,
    after: Scenario,
    *,
    runs: int,
    seed: int = 1,
    years: float | None = None,
    workers: int = 1,
    progress: Progress | None = None,
) -> Comparison:
    """Run two versions of a case pair by pair and compare them; no tables are kept.

    Parameters
    ----------
    before, after
        The two versions; their clocks have the same steps.
    runs, seed, years, workers
        As in ``alliancesim.run``; the comparison does not depend on ``workers``.
    progress
        Called with the steps done and the number of all steps, after each pair.

    Raises
    ------
    ValueError
        If the two clocks differ.
    ScenarioError
        If no run can last ``years``.
    """
    if years is not None:
        before, after = with_horizon(before, years), with_horizon(after, years)
    same_steps(before, after)
    each = 2 * before.clock.steps

    def told() -> Iterable[Pair]:
        made = shared_out(partial(run_pair, before, after, seed), range(runs), workers)
        for done, pair in enumerate(made, 1):
            if progress is not None:
                progress(done * each, runs * each)
            yield pair

    return comparison_of(told())


def same_steps(before: Scenario, after: Scenario) -> None:
    """Raise ``ValueError`` if two cases cannot be paired step by step."""
    if (before.clock.step, before.clock.steps) != (after.clock.step, after.clock.steps):
        raise ValueError("the two versions differ in their clock; pairs need the same steps")


def comparison_of(pairs: Iterable[Pair]) -> Comparison:
    """Gather pairs, one after the other, into a comparison."""
    outcomes, partings, way = [], [], Moments()
    sums: dict[Key, tuple[Moments, Moments]] = {}
    for pair in pairs:
        outcomes.append(pair.outcomes)
        partings.append(pair.parting)
        way.add(pair.way)
        for key, (one, other) in pair.sums.items():
            level, change = sums.setdefault(key, (Moments(), Moments()))
            level.add(one)
            change.add(other - one)
    runs = len(outcomes)
    table = np.array(outcomes)
    effects = [effect_of(name, table[:, 0, i], table[:, 1, i]) for i, name in enumerate(METRICS)]
    accounts = [_account(key, *found, runs) for key, found in sums.items()]
    accounts.sort(key=lambda a: (a.kind, a.field, -abs(a.effect), a.label))
    half = way.half(runs)
    ways = [
        Way(name, way.mean[:, i], (way.mean - half)[:, i], (way.mean + half)[:, i])
        for i, name in enumerate(HEADLINES)
    ]
    return Comparison(effects, partings, accounts, ways)


def effect_of(name: str, before: Array, after: Array) -> Effect:
    """Return the effect on an outcome from its values run by run; pairs with a NaN are left out."""
    known = ~(np.isnan(before) | np.isnan(after))
    one, other = before[known], after[known]
    difference = other - one
    n = len(difference)
    if n == 0:
        nan = float("nan")
        return Effect(name, nan, nan, nan, nan, nan, nan, nan, nan)
    mean = float(difference.mean())
    variance = float(difference.var(ddof=1)) if n > 1 else float("nan")
    half = float(half_width(variance, n))
    apart = float(one.var(ddof=1) + other.var(ddof=1)) if n > 1 else float("nan")
    ratio = apart / variance if variance > 0 else float("nan")
    return Effect(
        name, float(one.mean()), float(other.mean()), mean, mean - half, mean + half,
        float((difference > 0).mean()), float((difference < 0).mean()), ratio,
        float(one.std(ddof=1)) if n > 1 else float("nan"), n,
    )  # fmt: skip


def half_width(variance: Any, n: int) -> Any:
    """Return half of the 95 % interval of a mean: t(0.975, n - 1)·√(variance / n)."""
    return stdtrit(n - 1, 0.975) * np.sqrt(variance / n) if n > 1 else variance * np.nan


class Moments:
    """Mean and variance of numbers or arrays that come one after the other (Welford 1962)."""

    def __init__(self) -> None:
        self.n = 0
        self.mean: Any = 0.0
        self.squares: Any = 0.0
        """Sum of squared deviations from the mean."""

    def add(self, value: float | NDArray[np.float64]) -> None:
        """Take in one more."""
        self.n += 1
        away = value - self.mean
        self.mean = self.mean + away / self.n
        self.squares = self.squares + away * (value - self.mean)

    def with_zeros(self, n: int) -> "Moments":
        """Return the moments of ``n`` values, of which those that never came were zero."""
        found = Moments()
        found.n, found.mean = n, self.mean * self.n / n
        found.squares = self.squares + self.mean**2 * self.n * (n - self.n) / n
        return found

    def half(self, n: int) -> Any:
        """Return half of the 95 % interval of the mean of ``n``."""
        return half_width(self.squares / max(n - 1, 1), n)


def _account(key: Key, level: Moments, change: Moments, runs: int) -> Account:
    level, change = level.with_zeros(runs), change.with_zeros(runs)
    half = float(change.half(runs))
    mean, before = float(change.mean), float(level.mean)
    return Account(*key, before, before + mean, mean, mean - half, mean + half)
