"""Verbs that simulate and report: run, report."""

import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from alliancesim.cli.errors import UserError
from alliancesim.cli.reading import Json
from alliancesim.cli.screen import console, print_json, table

if TYPE_CHECKING:
    import pyarrow as pa

    from alliancesim.ensemble import Glimpse, Progress
    from alliancesim.results import Results

GLIMPSE = ("onsets", "uses_of_force", "wars", "stability", "trust_mean")
"""What is told of the first run while the others go on."""


def run(
    scenario: Annotated[str, typer.Argument(help="Name in the library, or a file.")],
    runs: Annotated[int, typer.Option(min=1, max=100_000, help="Number of seeds.")] = 20,
    seed: Annotated[int, typer.Option(min=0, help="Seed of the ensemble.")] = 1,
    years: Annotated[float | None, typer.Option(help="Horizon, instead of the scenario's.")] = None,
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="PATH=VALUE", help="Change a setting; may be repeated."),
    ] = None,
    workers: Annotated[int, typer.Option(min=1, max=1000, help="Number of processes.")] = 1,
    out: Annotated[Path | None, typer.Option(help="Folder for the results.")] = None,
    report: Annotated[bool, typer.Option(help="Write the HTML report.")] = True,
    as_json: Json = False,
) -> None:
    """Simulate a scenario with many seeds and write tables and a report."""
    from alliancesim.ensemble import run as simulate
    from alliancesim.folders import refuse_unwritable
    from alliancesim.scenario import load, parse_assignment, with_horizon

    changes: dict[str, Any] = dict(parse_assignment(text) for text in settings or [])
    case = load(scenario, changes)
    if years is not None:
        case = with_horizon(case, years)
    folder = out or Path("results") / case.name / _folder_name(case, seed, runs)
    refuse_unwritable(folder)
    with progress(f"{case.name}, {runs} run{'s' * (runs > 1)}") as advance:
        written = simulate(
            case, runs=runs, seed=seed, years=years, overrides=changes, workers=workers,
            progress=advance, glimpse=_glimpse_of(runs), folder=folder,
            also=_write_report if report else None,
        )  # fmt: skip
    if as_json:
        print_json(_facts(written))
    else:
        _tell(written, with_report=report)


def report(
    folder: Annotated[Path, typer.Argument(help="A results folder.")],
    out: Annotated[Path | None, typer.Option(help="File; report.html in the folder if not given.")]
    = None,
) -> None:  # fmt: skip
    """Write the HTML report of a results folder again."""
    from alliancesim.report import write_report
    from alliancesim.results import Results

    target = out or folder / "report.html"
    results = Results.load(folder)
    if target.is_dir():
        raise UserError(f"{target} is a folder; name a file for the report")
    if not target.parent.is_dir():
        raise UserError(f"there is no folder {target.parent}")
    sys.stdout.write(f"{write_report(results, target)}\n")


def _folder_name(case: Any, seed: int, runs: int) -> str:
    """Return a name that the same command finds again: seed, runs, and what was run."""
    import hashlib
    import json

    from alliancesim.scenario import dump

    text = json.dumps(dump(case), ensure_ascii=False)
    return f"seed{seed}-runs{runs}-{hashlib.blake2b(text.encode(), digest_size=4).hexdigest()}"


@contextmanager
def progress(title: str, unit: str = "steps") -> "Iterator[Progress]":
    """Show a bar with rate and time left on stderr, if that is a terminal."""
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    shown = console(stderr=True)
    with Progress(*columns, console=shown, transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(title, total=None, rate="")

        def advance(done: int, everything: int) -> None:
            speed = bar.tasks[task].speed
            digits = ",.0f" if (speed or 0.0) >= 10 else ".2g"
            rate = f"{speed:{digits}} {unit}/s" if speed else ""
            bar.update(task, completed=done, total=everything, rate=rate)

        yield advance


def _write_report(results: "Results", path: Path) -> None:
    from alliancesim.report import write_report  # takes long to load

    write_report(results, path)


def _glimpse_of(runs: int) -> "Glimpse":
    """Return what tells on stderr how the first of several runs went, long before all are done."""
    from alliancesim.metrics import METRICS
    from alliancesim.summaries import is_count

    def tell(number: int, tables: "Mapping[str, pa.Table]") -> None:
        if number > 0 or runs == 1:
            return
        metrics, told = tables["metrics"], []
        for name in GLIMPSE:
            known = metrics[name].drop_null().to_pylist()
            if known:
                value = sum(known) if is_count(name) else known[-1]
                told.append(f"{METRICS[name].title.lower()} {figure(value)}")
        print(f"first of {runs} runs: {', '.join(told)}", file=sys.stderr, flush=True)

    return tell


def _facts(results: "Results") -> dict[str, Any]:
    """Return what a program wants to know of a run."""
    from alliancesim.summaries import outcomes

    return {
        "results": str(results.folder),
        "content_hash": results.manifest["content_hash"],
        "scenario": results.scenario.name,
        "seed": results.manifest["seed"],
        "runs": results.manifest["runs"],
        "steps": results.manifest["steps"],
        "outcomes": {
            name: {"mean": found.mean, "median": found.median, "low": found.low, "high": found.high}
            for name, found in outcomes(results).items()
        },
    }


def _tell(results: "Results", *, with_report: bool) -> None:
    """Print the summary table and where everything is."""
    manifest = results.manifest
    shown = console()
    span = manifest["steps"] * manifest["step_years"]
    title = f"{results.scenario.title or results.scenario.name}: {manifest['runs']} runs of"
    shown.print(table(_rows(results), title=f"{title} {span:g} years"))
    rate = manifest["timings"]["steps_per_second"]
    shown.print(f"{manifest['timings']['seconds']:.1f} s, {rate:,.0f} steps per second")
    shown.print(f"content hash  {manifest['content_hash']}", soft_wrap=True)
    shown.print(f"tables        {results.folder}", soft_wrap=True)
    if with_report and results.folder is not None:
        shown.print(f"report        {results.folder / 'report.html'}", soft_wrap=True)


def _rows(results: "Results") -> list[dict[str, str]]:
    from alliancesim.metrics import METRICS
    from alliancesim.summaries import HEADLINES, at_start, is_count, outcomes, spread

    found = outcomes(results)
    rows = []
    for name in HEADLINES:
        counted = is_count(name)
        unit = re.sub(r" / step$", " in all", METRICS[name].unit)
        start = spread(at_start(results, name))
        now = found[name]
        known = now.median == now.median
        rows.append({
            "outcome": METRICS[name].title,
            "start": "" if counted or start.median != start.median else figure(start.median),
            "median": figure(now.median) if known else "none",
            "90 % of runs": f"{figure(now.low)} to {figure(now.high)}" if known else "",
            "unit": "" if unit == "1" else unit,
        })  # fmt: skip
    return rows


def figure(value: float) -> str:
    """Return a number for a table: whole numbers plain, others with three digits."""
    return f"{value:.0f}" if value == round(value) else f"{value:.3g}"


def register(app: typer.Typer) -> None:
    """Add the verbs of this file to the command line."""
    app.command()(run)
    app.command()(report)
