"""Exploring: paired runs at draws of the assumed coefficients, and what they say."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from alliancesim.assumptions.coefficients import Assumed, assumed, drawn
from alliancesim.assumptions.findings import Finding, finding
from alliancesim.assumptions.flips import Flip, Point, flips
from alliancesim.comparison import Effect, effect_of, same_steps
from alliancesim.ensemble import Progress
from alliancesim.light import Block, light_outcomes
from alliancesim.pools import helpers
from alliancesim.scenario import Scenario, load
from alliancesim.summaries import HEADLINES

Array = NDArray[np.float64]
Task = tuple[dict[str, float], int]
"""Settings of coefficients, and the first run of the pairs."""


@dataclass(frozen=True)
class Assumptions:
    """Draws of the assumed coefficients, the effects at each, and the findings."""

    coefficients: list[Assumed]
    values: Array
    """A row per draw, a column per coefficient."""
    effects: list[dict[str, Effect]]
    """By outcome, for each draw."""
    findings: list[Finding]
    flips: list[Flip]
    pairs: int
    runs: int
    """Runs that it took, those that looked for flips included."""
    seconds: float

    def flip(self, outcome: str) -> Flip | None:
        """Return where the effect on an outcome changes its sign, if that was looked for."""
        return next((flip for flip in self.flips if flip.outcome == outcome), None)

    def draws(self) -> pd.DataFrame:
        """Return a row per draw, a column per coefficient."""
        names = [item.path for item in self.coefficients]
        return pd.DataFrame(self.values, columns=names).rename_axis("draw").reset_index()

    def table(self) -> pd.DataFrame:
        """Return the effects, a row per draw and outcome."""
        return pd.DataFrame(
            [
                {"draw": draw, **effect._asdict()}
                for draw, effects in enumerate(self.effects)
                for effect in effects.values()
            ]
        )


def explore(
    before: Scenario,
    after: Scenario,
    *,
    draws: int,
    pairs: int = 50,
    seed: int = 1,
    outcomes: Sequence[str] = HEADLINES,
    workers: int = 1,
    progress: Progress | None = None,
) -> Assumptions:
    """Find the range of the effect of a change over what was assumed.

    Parameters
    ----------
    before, after
        The two versions; a draw sets the same coefficients in both.
    draws
        Points of a Latin hypercube over the declared ranges.
    pairs
        Paired runs at each point; each point has luck of its own.
    seed
        Of the hypercube and of all luck.
    outcomes
        Metrics to look at.
    workers
        Number of processes; the findings do not depend on it.
    progress
        Called with the steps done and those of all runs so far planned, after each point.

    Raises
    ------
    ValueError
        If the clocks of the two differ, or nothing was assumed.
    """
    same_steps(before, after)
    chosen = assumed(before, after)
    if not chosen:
        raise ValueError("no coefficient of the two versions is graded as an assumption")
    with helpers(workers) as each:
        lab = _Laboratory(before, after, seed, pairs, tuple(outcomes), each, progress)
        return _explored(lab, chosen, drawn(chosen, draws, seed))


def _explored(lab: "_Laboratory", chosen: list[Assumed], values: Array) -> Assumptions:
    """Run all points, and what their findings ask for."""
    began = time.perf_counter()
    paths = [item.path for item in chosen]
    points: list[Task] = [({}, 0)]
    points += [
        (dict(zip(paths, row.tolist(), strict=True)), (draw + 1) * lab.pairs)
        for draw, row in enumerate(values)
    ]
    central, *effects = lab.measured(points)
    findings = [
        finding(central[name], [found[name] for found in effects], values, chosen)
        for name in lab.names
    ]
    by_path = {item.path: item for item in chosen}
    asked = [
        (found.outcome, by_path[found.drivers[0].path])
        for found in findings
        if found.central.clear and found.drivers
    ]
    turned = flips(asked, central, lab.tried) if asked else []
    seconds = time.perf_counter() - began
    return Assumptions(chosen, values, effects, findings, turned, lab.pairs, lab.runs, seconds)


@dataclass
class _Laboratory:
    """Measures effects at points, and keeps count of the runs."""

    before: Scenario
    after: Scenario
    seed: int
    pairs: int
    names: tuple[str, ...]
    each: Callable[..., Iterator[tuple[Array, Array]]]
    progress: Progress | None
    runs: int = field(default=0)

    def measured(self, points: list[Task]) -> list[dict[str, Effect]]:
        """Return the effects at points, by outcome."""
        runs, steps = 2 * self.pairs, self.before.clock.steps
        planned = self.runs + len(points) * runs
        work = partial(_pairs, self.before, self.after, self.seed, self.pairs, self.names)
        found = []
        for one, other in self.each(work, points):
            found.append(
                {name: effect_of(name, one[:, i], other[:, i]) for i, name in enumerate(self.names)}
            )
            self.runs += runs
            if self.progress is not None:
                self.progress(self.runs * steps, planned * steps)
        return found

    def tried(self, points: Iterable[Point]) -> dict[Point, dict[str, Effect]]:
        """Return the effects with one coefficient moved and the luck of the case's own pairs."""
        listed = list(points)
        found = self.measured([({path: value}, 0) for path, value in listed])
        return dict(zip(listed, found, strict=True))


def _pairs(
    before: Scenario, after: Scenario, seed: int, pairs: int, names: Sequence[str], task: Task
) -> tuple[Array, Array]:
    """Return the outcomes of both versions at a point, (pairs, outcomes) each."""
    settings, first = task
    one, other = (
        light_outcomes(names, Block(load(case, settings), seed, first, pairs))
        for case in (before, after)
    )
    return one, other
