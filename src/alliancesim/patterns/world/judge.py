"""Judge: runs of the state system held against its record, row by row.

The world stands at the end of a year, the base, and runs over the years that follow; the record of
the same states over the same years is measured by the same code. A figure holds if the median of
the runs lies in its band. A figure that the record does not give, or fewer than half of the runs,
is not judged.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from alliancesim import __version__
from alliancesim.history.features import rows
from alliancesim.history.fit import fit
from alliancesim.history.origin import Origin, Step, origin_of
from alliancesim.history.panel import Panel, panel
from alliancesim.history.tables import HistoryError
from alliancesim.patterns.verdicts import Verdict
from alliancesim.patterns.world.chronicle import Chronicle
from alliancesim.patterns.world.lived import lived
from alliancesim.patterns.world.membership import Membership, enlarged, membership
from alliancesim.patterns.world.recorded import recorded
from alliancesim.patterns.world.rows import LEFT_OUT, ROWS, Row
from alliancesim.patterns.world.rules import levelled, world_rules
from alliancesim.pools import pool_of

LATEST = 1992
"""Last year of outcomes that parameters are fitted and figures measured on."""
Measures = dict[str, dict[str, float]]
Progress = Callable[[int, int], None]
"""Called with the number of runs done and the number of all."""


@dataclass(frozen=True)
class Plan:
    """What to run."""

    base: int
    years: int | None = None
    """Years of a run; to the end of the record unless given."""
    runs: int = 20
    step: Step = "quarter"
    seed: int = 1
    workers: int = 1


class World(NamedTuple):
    """What a run of the state system starts from."""

    origin: Origin
    panel: Panel
    own: Membership
    seed: int
    drills_from: int


class Figure(NamedTuple):
    """A figure of the record and of the runs, and what that means."""

    row: Row
    name: str
    observed: float
    halves: tuple[float, float]
    """The figure in the first and in the second half of the record's years."""
    median: float
    low: float
    high: float
    """Ends of the interval that holds 90 % of the runs."""
    band: tuple[float, float]
    verdict: Verdict


def name_of(row: Row) -> str:
    """Return the number and title of a row, by which it is known."""
    return f"{row.number} {row.title}"


def judged(folder: Path, plan: Plan, progress: Progress) -> list[Figure]:
    """Run the state system and return all figures beside the record's.

    Raises
    ------
    HistoryError
        If a table is missing, or the record does not reach so far.
    """
    known = panel(folder, last=LATEST)
    world = world_of_record(known, plan)
    record = recorded(folder, known, world.own)
    middle = (record.first + record.last) // 2
    halves = [
        measured(part)
        for part in (record.between(record.first, middle), record.between(middle + 1, record.last))
    ]
    runs = ensemble(world, plan, progress)
    return [
        figure
        for row in ROWS
        for figure in _figures(row, measured(record, [row]), (halves[0], halves[1]), runs)
    ]


def world_of_record(known: Panel, plan: Plan) -> World:
    """Return the world at the end of the base year, with the parameters of long runs."""
    last = known.years[1] if plan.years is None else plan.base + plan.years
    if last > known.years[1]:
        left = known.years[1] - plan.base
        raise HistoryError(f"the record holds {left} years after {plan.base}, not {plan.years}")
    own, rules = membership(known, plan.base, last), world_rules()
    learned, _ = rows(known, rules, known.years[1])
    fitted = levelled(fit(learned, known, known.years[1], beside="rivalry"))
    start = enlarged(known, own)
    newest, now = rows(start, rules, plan.base, first=plan.base)
    origin = origin_of(now, start, fitted, newest, rules, plan.step, float(last - plan.base))
    counted = known.dyads.loc[known.dyads["exercises"].notna(), "year"]
    return World(origin, start, own, plan.seed, int(counted.min()) if len(counted) else last + 1)


def measured(told: Chronicle, rows: Sequence[Row] = ROWS) -> Measures:
    """Return all figures of a chronicle by row."""
    return {name_of(row): row.measure(told) for row in rows}


def ensemble(world: World, plan: Plan, progress: Progress) -> list[Measures]:
    """Run all members and return what was measured in each; the same whatever the workers."""
    found = []
    if plan.workers == 1:
        for run in range(plan.runs):
            found.append(member(world, run))
            progress(len(found), plan.runs)
        return found
    with pool_of(min(plan.workers, plan.runs), _keep, (world,)) as pool:
        for measures in pool.map(_member, range(plan.runs)):
            found.append(measures)
            progress(len(found), plan.runs)
    return found


def member(world: World, run: int) -> Measures:
    """Run one member and measure it."""
    told = lived(world.origin, world.panel, world.own, world.seed, run, world.drills_from)
    return measured(told)


_kept: list[World] = []
"""The world of a worker process."""


def _keep(world: World) -> None:
    _kept[:] = [world]


def _member(run: int) -> Measures:
    return member(_kept[0], run)


def _figures(
    row: Row, record: Measures, halves: tuple[Measures, Measures], runs: list[Measures]
) -> list[Figure]:
    key, found = name_of(row), []
    for name, width in row.widths.items():
        observed = record[key][name]
        values = np.array([run[key][name] for run in runs])
        known = values[np.isfinite(values)]
        enough = len(known) > 0 and 2 * len(known) >= len(values)
        low, median, high = np.quantile(known, [0.05, 0.5, 0.95]) if enough else [np.nan] * 3
        band = width.around(observed)
        inside = band[0] <= median <= band[1]
        verdict = Verdict.HOLDS if inside else Verdict.MISSES
        if not (enough and np.isfinite(observed)):
            verdict = Verdict.NOT_ENOUGH
        found.append(Figure(
            row, name, observed, (halves[0][key][name], halves[1][key][name]), float(median),
            float(low), float(high), band, verdict,
        ))  # fmt: skip
    return found


def verdict_of(figures: list[Figure]) -> Verdict:
    """Return the verdict of a row: it misses where one figure does, and holds where all do."""
    found = {figure.verdict for figure in figures}
    return next((v for v in (Verdict.MISSES, Verdict.NOT_ENOUGH) if v in found), Verdict.HOLDS)


def reason(figure: Figure) -> str:
    """Return in words, from what was measured, why a figure does not hold; empty where it does."""
    if figure.verdict == Verdict.HOLDS:
        return ""
    if figure.verdict == Verdict.NOT_ENOUGH:
        return "the record, or most runs, do not give the figure"
    far = "below" if figure.median < figure.band[0] else "above"
    times = ""
    if figure.observed > 0 and figure.median > 0:
        times = f", {figure.median / figure.observed:.2g} times the record's"
    luck = (
        "some" if figure.low <= figure.band[1] and figure.high >= figure.band[0] else "hardly any"
    )
    return f"the median run lies {far} the band{times}; {luck} of the runs lie in it"


def facts(figures: list[Figure], plan: Plan) -> dict[str, Any]:
    """Return everything as plain numbers and words, for a file."""
    by_row = [[figure for figure in figures if figure.row is row] for row in ROWS]
    told = [
        {
            "row": own[0].row.number, "title": own[0].row.title, "kind": own[0].row.kind,
            "why": own[0].row.why, "source": own[0].row.source, "verdict": str(verdict_of(own)),
            "figures": [
                {"name": f.name, "observed": f.observed, "halves": list(f.halves),
                 "median": f.median, "interval": [f.low, f.high], "band": list(f.band),
                 "verdict": str(f.verdict), "reason": reason(f)}
                for f in own
            ],
        }
        for own in by_row
    ]  # fmt: skip
    return {
        "alliancesim": __version__,
        "plan": {"world": plan.base, "years": plan.years or LATEST - plan.base,
                 "runs": plan.runs, "step": plan.step,
                 "seed": plan.seed},
        "patterns": told,
        "kinds": {
            kind: {v: sum(row["kind"] == kind and row["verdict"] == v for row in told)
                   for v in map(str, Verdict)}
            for kind in ("calibrated", "input", "held out")
        },
        "left_out": [{"row": number, "why": why} for number, why in LEFT_OUT.items()],
    }  # fmt: skip
