"""Ensembles: one scenario, many seeds."""

import json
import platform
import time
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import version as installed
from pathlib import Path
from typing import Any

import pyarrow as pa

from alliancesim import __version__
from alliancesim.model import AllianceModel
from alliancesim.record import Recorder, Tables
from alliancesim.results import FORMAT, SCHEMAS, Results, content_hash, table_of
from alliancesim.scenario import Scenario, dump, load, with_horizon

Progress = Callable[[int, int], None]
"""Called with the number of steps done and the number of all steps."""
LIBRARIES = ("mesa", "numpy", "pandas", "pyarrow", "scipy", "networkx", "pydantic")


def steps(model: AllianceModel) -> Iterator[AllianceModel]:
    """Advance a model to its horizon, handing it out after each step."""
    while model.running:
        model.step()
        yield model


def record_run(
    scenario: Scenario, seed: int, run: int, progress: Callable[[], None] | None = None
) -> Tables:
    """Run one member of an ensemble and return its tables; ``(seed, run)`` is its luck."""
    model = AllianceModel(scenario, rng=(seed, run))
    recorder = Recorder(model, run)
    for _ in steps(model):
        recorder.observe()
        if progress is not None:
            progress()
    return recorder.tables()


def run(
    scenario: str | Path | Scenario,
    *,
    runs: int = 1,
    seed: int = 1,
    years: float | None = None,
    overrides: Mapping[str, Any] | None = None,
    progress: Progress | None = None,
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
    progress
        Called after each step.

    Raises
    ------
    ScenarioError
        If the scenario or an override is not valid.
    """
    case = load(scenario, overrides)
    if years is not None:
        case = with_horizon(case, years)
    began = time.perf_counter()
    done, everything = 0, runs * case.clock.steps

    def advance() -> None:
        nonlocal done
        done += 1
        if progress is not None:
            progress(done, everything)

    members = [record_run(case, seed, number, advance) for number in range(runs)]
    tables = {
        name: pa.concat_tables([table_of(name, member.get(name, {})) for member in members],
                               promote_options="default")
        for name in SCHEMAS
    }  # fmt: skip
    seconds = time.perf_counter() - began
    manifest = {
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
        "content_hash": content_hash(tables),
        "versions": {"python": platform.python_version()}
        | {name: installed(name) for name in LIBRARIES},
        "timings": {"seconds": seconds, "steps_per_second": everything / seconds},
    }
    return Results(manifest, tables)
