"""Pairs: two runs with the same luck, and what differs between them.

A pair is reduced as soon as both runs are done, so that an ensemble of pairs needs no room for
its tables: outcomes, the way of the headline metrics, where the two part, and sums of what each
instrument, mechanism and kind of event brought.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from alliancesim.ensemble import record_run
from alliancesim.metrics import METRICS
from alliancesim.results import Results
from alliancesim.scenario import Scenario
from alliancesim.summaries import HEADLINES, is_count

Array = NDArray[np.float64]
Key = tuple[str, str, str]
"""Kind of sum, field, and label, such as ``("contributions", "good", "dialogue")``."""
COUNTED = np.array([is_count(name) for name in METRICS])
"""Metrics whose sum over the steps is the outcome."""
LEADING = [list(METRICS).index(name) for name in HEADLINES]
READ = ("metrics", "events", "engagements", "contributions")
"""Tables that a comparison looks at."""


class Parting(NamedTuple):
    """Where the two versions of a run first differ."""

    run: int
    step: int
    """First step with a different metric; -1 if the runs are the same."""
    event: str
    """First event of that or a later step that only one of them has."""


class Pair(NamedTuple):
    """What a comparison keeps of two runs with the same luck."""

    outcomes: Array
    """Every metric as an outcome of the first and of the second run, (2, metrics)."""
    way: Array
    """Second less first in the headline metrics, counts as running totals, (steps, headlines)."""
    parting: Parting
    sums: dict[Key, tuple[float, float]]
    """What was brought in the first and in the second run."""


def run_pair(before: Scenario, after: Scenario, seed: int, run: int) -> Pair:
    """Run both versions of a case with the luck ``(seed, run)``."""
    return pair_of(run, record_run(before, seed, run), record_run(after, seed, run))


def pairs_in(before: Results, after: Results) -> Iterator[Pair]:
    """Yield the pairs of two ensembles with the same seed and runs."""
    both = zip(_members(before), _members(after), strict=True)
    for run, (one, other) in enumerate(both):
        yield pair_of(run, one, other)


def _members(results: Results) -> Iterator[dict[str, pa.Table]]:
    """Yield the tables of each run; they hold the runs one after the other."""
    tables = {name: results.tables[name] for name in READ}
    runs = np.arange(results.manifest["runs"] + 1)
    ends = {
        name: np.searchsorted(table.column("run").to_numpy(), runs)
        for name, table in tables.items()
    }
    for run in runs[:-1]:
        yield {
            name: table.slice(ends[name][run], ends[name][run + 1] - ends[name][run])
            for name, table in tables.items()
        }


def pair_of(run: int, before: Mapping[str, pa.Table], after: Mapping[str, pa.Table]) -> Pair:
    """Reduce the tables of two runs to what a comparison keeps."""
    ways = [_way(tables["metrics"]) for tables in (before, after)]
    outcomes = np.array([np.where(COUNTED, np.nansum(way, axis=0), way[-1]) for way in ways])
    one, other = (
        np.where(COUNTED[LEADING], way[:, LEADING].cumsum(axis=0), way[:, LEADING]) for way in ways
    )
    sums = [_sums(tables) for tables in (before, after)]
    keys = sorted(sums[0].keys() | sums[1].keys())
    return Pair(
        outcomes,
        other - one,
        _parting(run, ways, [tables["events"] for tables in (before, after)]),
        {key: (sums[0].get(key, 0.0), sums[1].get(key, 0.0)) for key in keys},
    )


def _way(metrics: pa.Table) -> Array:
    """Return the metrics of a run, (steps, metrics)."""
    return np.column_stack([metrics.column(name).to_numpy() for name in METRICS])


def _parting(run: int, ways: list[Array], events: list[pa.Table]) -> Parting:
    one, other = ways
    differs = ~((one == other) | (np.isnan(one) & np.isnan(other))).all(axis=1)
    if not differs.any():
        return Parting(run, -1, "")
    told = [
        set(zip(table["step"].to_pylist(), table["text"].to_pylist(), strict=True))
        for table in events
    ]
    event = ""
    if only := told[0] ^ told[1]:
        first = min(only)
        event = f"{first[1]} ({'before' if first in told[0] else 'after'} only)"
    return Parting(run, int(np.argmax(differs)), event)


def _sums(tables: Mapping[str, pa.Table]) -> dict[Key, float]:
    """Return contributions by field and label, events by kind and engagements by instrument."""
    found: dict[Key, float] = {}
    for row in _grouped(tables["contributions"], ["field", "label"], ("amount", "sum")):
        found["contributions", row["field"], row["label"]] = row["amount_sum"]
    for table, column in (("events", "kind"), ("engagements", "instrument")):
        for row in _grouped(tables[table], [column], ("step", "count")):
            found[table, "", row[column]] = float(row["step_count"])
    return found


def _grouped(table: pa.Table, by: list[str], what: tuple[str, str]) -> list[dict[str, Any]]:
    # One thread: sums come out alike to the last bit, whatever the machine.
    grouped = table.group_by(by, use_threads=False).aggregate([what])
    return list(grouped.to_pylist())
