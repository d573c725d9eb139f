"""Forecast: an ensemble from an origin, and what it says of every pair of members.

Hits are not counted where a hazard is at hand. Per pair and step, the chance of an onset is
averaged over the members in which the pair is still without one; the chances of the steps make a
product limit: P(onset within h) = 1 - Π_t (1 - mean_m p_t). Force and war thin it by the share of
the pair's simulated disputes that reach them, shrunk towards that of all pairs. A tie is a product
limit of the chances of signing and leaving, once a year. Counts of the system are counts.
"""

import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from alliancesim.history.features import Rows
from alliancesim.history.fit import Fit
from alliancesim.history.origin import Member, Origin
from alliancesim.ledger import Ledger
from alliancesim.phases.crises.onset import onset_rates, onset_terms, shared_shock
from alliancesim.phases.realign.exits import exit_rates
from alliancesim.phases.realign.moment import Moment, rate
from alliancesim.phases.realign.terms import ending_terms, formation_terms
from alliancesim.pools import shared_out

SHRINKAGE = 10.0
"""Disputes at which a pair's own share of force or war counts as much as that of all pairs."""
LEVELS = {"p_force": 4, "p_war": 5}
Array = NDArray[np.float64]
Stack = NDArray[np.float32]


@dataclass(frozen=True)
class Course:
    """What one member of the ensemble says, by step or year and pair (upper triangle)."""

    chance: Stack
    """Chance of an onset in each step, steps×P."""
    first: NDArray[np.int64]
    """Step of the pair's first onset, counted from 0; the number of steps without one, (P,)."""
    tops: NDArray[np.int64]
    """Number of disputes by level 0 to 5 of each pair, 6×P."""
    tie: Stack
    """Chance that a tie is made, or that the one at the origin ends, in each year, years×P."""
    counts: NDArray[np.int64]
    """Disputes, uses of force and wars begun, and ties at the end of each year, years×4."""


@dataclass
class Tally:
    """What the members say together: it grows with each, and takes no more room for many."""

    expected: Array
    """Sum of the chances of an onset over the members in which the pair waits, steps×P."""
    waiting: NDArray[np.int64]
    """Number of those members, steps×P."""
    tops: NDArray[np.int64]
    """Number of disputes by level, 6×P."""
    tie: Array
    """Sum of the chances of making or ending a tie, years×P."""
    counts: list[NDArray[np.int64]]
    """Counts of the system, years×4 each."""

    @classmethod
    def of(cls, courses: Iterable[Course]) -> Self:
        """Return the tally of some members, taken one by one."""
        members = iter(courses)
        first = next(members)
        tally = cls(
            np.zeros(first.chance.shape), np.zeros(first.chance.shape, dtype=np.int64),
            np.zeros_like(first.tops), np.zeros(first.tie.shape), [],
        )  # fmt: skip
        for member in itertools.chain([first], members):
            waits = member.first >= np.arange(len(tally.waiting))[:, None]
            tally.expected += waits * member.chance
            tally.waiting += waits
            tally.tops += member.tops
            tally.tie += member.tie
            tally.counts.append(member.counts)
        return tally


def forecast(
    origin: Origin, horizons: list[int], *, members: int, seed: int = 1, workers: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:  # fmt: skip
    """Run the ensemble; return the table of pairs and that of the system's counts.

    The result is the same, bit for bit, whatever the number of workers. ``progress`` is called
    with the number of members done and of all.

    Raises
    ------
    ResultsError
        If a worker was killed.
    """
    courses = shared_out(partial(course, origin, seed), range(members), workers)
    tally = Tally.of(_counted(courses, members, progress))
    return _pairs(origin, horizons, tally), _system(origin, tally)


def _counted(
    courses: Iterator[Course], members: int, progress: Callable[[int, int], None] | None
) -> Iterator[Course]:
    for number, member in enumerate(courses, 1):
        yield member
        if progress is not None:
            progress(number, members)


def course(origin: Origin, seed: int, run: int) -> Course:
    """Run one member from the origin to its horizon."""
    model = origin.member(seed, run)
    pairs = model.draws.upper
    begun = model.world.onset_count[pairs]
    steps, span = model.clock.steps, round(1 / model.clock.years)
    chance: list[Array] = []
    tie: list[Array] = []
    first = np.full(len(begun), steps)
    seen: dict[int, tuple[tuple[int, int], float, int]] = {}
    ties = []
    while model.running:
        if model.steps % span == 0:
            tie.append(tie_chances(model)[pairs])
        chance.append(onset_chances(model)[pairs])
        model.step()
        new = model.world.onset_count[pairs] > begun
        first = np.where(new & (first == steps), model.steps - 1, first)
        for crisis in (*model.world.crises, *model.ended):
            seen[crisis.id] = (crisis.pair, crisis.started, crisis.top)
        if model.steps % span == 0:
            ties.append(int(model.world.treaties.bound("defence")[pairs].sum()))
    return Course(
        np.array(chance, dtype=np.float32), first, _tops(origin, seen),
        np.array(tie, dtype=np.float32), _counts(seen, ties),
    )  # fmt: skip


def onset_chances(model: Member) -> Array:
    """Return the chance of a new dispute of each pair in the coming step, N×N."""
    world, rules, now = model.world, model.rules, model.steps * model.clock.years
    shared = shared_shock(model.draws, now)
    terms = onset_terms(world, rules, model.seen, shared, now)
    rates = onset_rates(world, rules, model.seen, terms)[0]
    for crisis in world.crises:
        i, j = crisis.pair
        rates[i, j] = rates[j, i] = 0.0
    chances: Array = -np.expm1(-rates * (1 - world.prevented) * model.clock.years)
    return chances


def tie_chances(model: Member) -> Array:
    """Return the yearly chance that a pair without a tie makes one, or that a tie ends, N×N."""
    world, rules = model.world, model.rules
    moment = Moment(world, rules, model.tools, model.seen, Ledger(world.n), model.draws,
                    model.steps, 1.0, model.steps * model.clock.years)  # fmt: skip
    lever = model.tools.lever("defence_pact")
    made = moment.chance(rules.pacts.formation.constant, formation_terms(moment), lever)
    bound = world.treaties.bound("defence")
    return np.where(bound, _ending(moment), made)


def _ending(moment: Moment) -> Array:
    """Return the chance that a tie ends: that of the treaty of the two that lasts longest, N×N."""
    world = moment.world
    rates = rate(moment.rules.pacts.ending.constant, ending_terms(moment))
    slowest = np.full((world.n, world.n), np.inf)
    for treaty in world.treaties.having("defence"):
        active = list(treaty.active)
        if len(active) > 1:
            leaves = exit_rates(treaty, rates)
            place = np.ix_(active, active)
            slowest[place] = np.minimum(slowest[place], leaves[:, None] + leaves[None, :])
    chance: Array = -np.expm1(-slowest)
    return chance


def _tops(origin: Origin, seen: dict[int, tuple[tuple[int, int], float, int]]) -> NDArray[np.int64]:
    """Return the number of disputes of each pair by highest level, 6×P."""
    n = origin.world.n
    tops = np.zeros((6, n, n), dtype=np.int64)
    for (i, j), _, top in seen.values():
        tops[top, i, j] += 1
    rows, columns = np.triu_indices(n, 1)
    found: NDArray[np.int64] = tops[:, rows, columns]
    return found


def _counts(
    seen: dict[int, tuple[tuple[int, int], float, int]], ties: list[int]
) -> NDArray[np.int64]:
    counts = np.zeros((len(ties), 4), dtype=np.int64)
    for _, started, top in seen.values():
        year = min(int(started), len(ties) - 1)
        counts[year, 0] += 1
        counts[year, 1] += top >= LEVELS["p_force"]
        counts[year, 2] += top >= LEVELS["p_war"]
    counts[:, 3] = ties
    return counts


def product_limit(tally: Tally, share: Array | float = 1.0) -> Array:
    """Return P(event by the end of each step), steps×P, with ``share`` of the chances counted.

    Members whose pair has had its onset say nothing more about it; where none is left, the last
    mean chance stays.
    """
    steps, pairs = tally.expected.shape
    quiet, mean = np.ones(pairs), np.zeros(pairs)
    found = np.zeros((steps, pairs))
    for step, (total, number) in enumerate(zip(tally.expected, tally.waiting, strict=True)):
        mean = np.where(number > 0, total / np.maximum(number, 1), mean)
        quiet = quiet * (1 - share * mean)
        found[step] = 1 - quiet
    return found


def _pairs(origin: Origin, horizons: list[int], tally: Tally) -> pd.DataFrame:
    """Return the forecast table: a row per horizon and pair."""
    rows, columns = np.triu_indices(origin.world.n, 1)
    steps = round(1 / origin.scenario.clock.years)
    tops = tally.tops
    limits = {"p_onset": product_limit(tally)}
    for name, level in LEVELS.items():
        everywhere = tops[level:].sum() / max(1, tops.sum())
        own = tops[level:].sum(axis=0) + SHRINKAGE * everywhere
        limits[name] = product_limit(tally, own / (tops.sum(axis=0) + SHRINKAGE))
    tie = tally.tie / len(tally.counts)
    bound = origin.world.treaties.bound("defence")[rows, columns]
    parts = []
    for horizon in horizons:
        changed = 1 - np.prod(1 - tie[:horizon], axis=0)
        parts.append(pd.DataFrame({
            "origin": origin.year, "horizon": horizon,
            "ccode1": origin.codes[rows], "ccode2": origin.codes[columns],
            **{name: limit[horizon * steps - 1] for name, limit in limits.items()},
            "p_tie": np.where(bound, 1 - changed, changed),
        }))  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def _system(origin: Origin, tally: Tally) -> pd.DataFrame:
    """Return counts of the system by year: mean and 90 % interval over members, and each member."""
    names = ("disputes", "uses of force", "wars", "defence ties")
    stacked = np.stack(tally.counts)
    return pd.DataFrame([
        {
            "origin": origin.year, "year": origin.year + 1 + year, "count": name,
            "mean": float(values.mean()), "low": float(np.quantile(values, 0.05)),
            "high": float(np.quantile(values, 0.95)), "members": values.tolist(),
        }
        for year in range(stacked.shape[1])
        for name, values in zip(names, stacked[:, year].T, strict=True)
    ])  # fmt: skip


def frozen(fit: Fit, rows: Rows, years: int) -> Array:
    """Return P(onset within ``years``) at the hazard of the origin, nothing simulated."""
    chance: Array = 1 - (1 - fit.chance(rows)) ** years
    return chance
