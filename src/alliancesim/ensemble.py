"""Ensembles: one scenario, many seeds."""

import json
import platform
import time
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing
from functools import partial
from importlib.metadata import version as installed
from pathlib import Path
from typing import Any

import pyarrow as pa

from alliancesim import __version__
from alliancesim.folders import replacing
from alliancesim.manifest import FORMAT
from alliancesim.model import AllianceModel
from alliancesim.pools import shared_out
from alliancesim.record import Recorder
from alliancesim.results import SCHEMAS, Results, content_hash, table_of
from alliancesim.scenario import Scenario, dump, load, with_horizon
from alliancesim.stored import StoredTables, TableWriter, row_counts

Progress = Callable[[int, int], None]
"""Called with the number of steps done and the number of all steps."""
Glimpse = Callable[[int, Mapping[str, pa.Table]], None]
"""Called with the number and the tables of a member."""
LIBRARIES = ("mesa", "numpy", "pandas", "pyarrow", "scipy", "networkx", "pydantic")


def steps(model: AllianceModel) -> Iterator[AllianceModel]:
    """Advance a model to its horizon, handing it out after each step."""
    while model.running:
        model.step()
        yield model


def record_run(
    scenario: Scenario, seed: int, run: int, progress: Callable[[int], None] | None = None
) -> dict[str, pa.Table]:
    """Run one member of an ensemble and return its tables; ``(seed, run)`` is its luck.

    ``progress`` is called with the number of steps done since the last call.
    """
    model = AllianceModel(scenario, rng=(seed, run))
    recorder = Recorder(model, run)
    for _ in steps(model):
        recorder.observe()
        if progress is not None:
            progress(1)
    found = recorder.tables()
    return {name: table_of(name, found.get(name, {})) for name in SCHEMAS}


def members(
    scenario: Scenario, seed: int, runs: int, workers: int, progress: Callable[[int], None]
) -> Generator[dict[str, pa.Table]]:
    """Run the members of an ensemble, in this process or in several, and yield them in order."""
    if workers == 1:
        for number in range(runs):
            yield record_run(scenario, seed, number, progress)
        return
    for tables in shared_out(partial(record_run, scenario, seed), range(runs), workers):
        progress(scenario.clock.steps)
        yield tables


def run(
    scenario: str | Path | Scenario,
    *,
    runs: int = 1,
    seed: int = 1,
    years: float | None = None,
    overrides: Mapping[str, Any] | None = None,
    workers: int = 1,
    progress: Progress | None = None,
    glimpse: Glimpse | None = None,
    folder: str | Path | None = None,
    also: Callable[[Results, Path], object] | None = None,
) -> Results:
    """Simulate a scenario with several seeds and return the results.

    Parameters
    ----------
    scenario
        Name of a library scenario, path of a file, or a ``Scenario``.
    runs
        Number of members; member k draws its luck from ``(seed, k)``.
    seed
        A non-negative integer. The same scenario, seed and version give the same results, bit
        for bit, and the first members of a larger ensemble are those of a smaller one.
    years
        Horizon, instead of the scenario's; dated events beyond it do not happen.
    overrides
        Settings of the scenario by dotted path.
    workers
        Number of processes; results do not depend on it.
    progress
        Called after each step, or with several workers after each member.
    glimpse
        Called with each member as soon as it is there, in order.
    folder
        Where the tables are written member by member, so that memory does not grow with the
        number of runs; the folder is there as a whole at the end or not at all. Without one the
        tables are kept in memory.
    also
        Writes one more file into the folder, ``report.html``, before it is put in place.

    Raises
    ------
    ScenarioError
        If the scenario or an override is not valid.
    ResultsError
        If the folder holds something else, or cannot be written.
    """
    case = load(scenario, overrides)
    if years is not None:
        case = with_horizon(case, years)
    began = time.perf_counter()
    done, everything = 0, runs * case.clock.steps

    def advance(steps: int) -> None:
        nonlocal done
        done += steps
        if progress is not None:
            progress(done, everything)

    def made() -> Generator[dict[str, pa.Table]]:
        with closing(members(case, seed, runs, workers, advance)) as done_so_far:
            for number, member in enumerate(done_so_far):
                if glimpse is not None:
                    glimpse(number, member)
                yield member

    def manifest(tables: Mapping[str, pa.Table]) -> dict[str, Any]:
        seconds = time.perf_counter() - began
        return {
            "format": FORMAT,
            "alliancesim": __version__,
            "scenario": dump(case),
            "overrides": {path: json.dumps(value) for path, value in (overrides or {}).items()},
            "years": years,
            "seed": seed,
            "runs": runs,
            "steps": case.clock.steps,
            "step_years": case.clock.years,
            "tables": sorted(tables),
            "rows": row_counts(tables),
            "content_hash": content_hash(tables),
            "versions": {"python": platform.python_version()}
            | {name: installed(name) for name in LIBRARIES},
            "timings": {"seconds": seconds, "steps_per_second": everything / seconds},
        }

    if folder is None:
        kept = list(made())
        tables = {
            name: pa.concat_tables([member[name] for member in kept], promote_options="default")
            for name in SCHEMAS
        }
        return Results(manifest(tables), tables)
    with replacing(Path(folder)) as scratch:
        with closing(made()) as ready, TableWriter(scratch, SCHEMAS) as writer:
            for member in ready:
                writer.add(member)
        results = Results(manifest(writer.stored()), writer.stored(), scratch)
        sealed = results.finish(scratch, also)
    return Results(sealed, StoredTables(Path(folder), SCHEMAS, sealed["files"]), Path(folder))
