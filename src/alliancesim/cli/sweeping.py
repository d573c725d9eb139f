"""The verb that sweeps: sweep."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from alliancesim.cli.errors import kept
from alliancesim.cli.reading import Json
from alliancesim.cli.screen import console, print_json

if TYPE_CHECKING:
    from alliancesim.experiments import Experiment, State, Sweep
    from alliancesim.experiments.running import Progress

SOME_FAILED = 3
EVERY = 10.0
"""Seconds between lines of progress where stderr is no terminal."""
SHOWN = 5
"""Failures that are told one by one."""


def sweep(
    experiment: Annotated[Path, typer.Argument(help="An experiment file.")],
    workers: Annotated[
        int | None, typer.Option(min=1, max=1000, help="Processes; all cores if not given.")
    ] = None,
    dask: Annotated[
        str | None, typer.Option(metavar="ADDRESS|local", help="Run on a Dask cluster.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for the tables.")] = None,
    runs: Annotated[
        int | None, typer.Option(min=1, max=1_000_000, help="Runs, instead of the file's.")
    ] = None,
    years: Annotated[float | None, typer.Option(help="Horizon, instead of the file's.")] = None,
    reduced: Annotated[
        bool, typer.Option("--reduced", help="A small version: few points, runs and years.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say how large it is and how long it takes.")
    ] = False,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Run members that failed again.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Run an experiment, or what is left of it: the same command again goes on."""
    from alliancesim.experiments import folder_of, load_experiment
    from alliancesim.experiments import sweep as run_all

    loaded = load_experiment(experiment, runs=runs, years=years, small=reduced)
    folder = out or folder_of(loaded)
    number = workers or _cores()
    if dry_run:
        _estimate(loaded, folder, number, as_json=as_json)
        return
    words = f"what is done is kept in {folder}: the same command again goes on"
    with kept(words), _progress(loaded.name) as progress:
        found = run_all(loaded, folder=folder, workers=number, dask=dask,
                        retry_failed=retry_failed, progress=progress, tell=_tell)  # fmt: skip
    _report(found, as_json=as_json)
    if found.manifest["failures"]:
        raise typer.Exit(SOME_FAILED)


def _cores() -> int:
    """Return the number of cores that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)  # Linux has it, others do not
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _tell(message: str) -> None:
    sys.stderr.write(f"{message}\n")


def _estimate(experiment: "Experiment", folder: Path, workers: int, *, as_json: bool) -> None:
    from alliancesim.experiments.estimates import estimate

    found = estimate(experiment)
    facts = found._asdict() | {"workers": workers, "elapsed": found.seconds / workers}
    if as_json:
        print_json({"experiment": experiment.name, "results": str(folder), **facts})
        return
    sizes = ((found.points, "point"), (found.scenarios, "scenario"), (found.runs, "run"))
    product = " x ".join(_count(number, noun) for number, noun in sizes)
    lines = (
        f"{experiment.name}: {product} = {_count(found.members, 'member')}",
        f"time    about {_span(found.seconds / workers)} with {_count(workers, 'worker')},"
        " as a few steps of each scenario went",
        f"disk    at most {found.megabytes:.1f} MB for the tables, twice that while they are made",
        f"folder  {folder}",
    )
    sys.stdout.write("\n".join(lines) + "\n")


@contextmanager
def _progress(title: str) -> "Iterator[Progress]":
    """Show rate and time left on stderr: a bar on a terminal, a line now and then elsewhere."""
    if not sys.stderr.isatty():
        yield _Lines(title)
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[count]}"),
        TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None, count="")

        def advance(state: "State") -> None:
            if bar.tasks[task].total is None:  # what was done before says nothing of the speed
                bar.reset(task, completed=state.done, total=state.total)
            speed = bar.tasks[task].speed
            rate = f", {speed:.3g} members/s" if speed else ""
            count = f"{state.done} of {state.total}{rate}{_failed(state)}"
            bar.update(task, completed=state.done, total=state.total, count=count)

        yield advance


class _Lines:
    """Progress as lines of text."""

    def __init__(self, title: str) -> None:
        self.title, self.told = title, time.monotonic()
        self.began: tuple[float, int] | None = None

    def __call__(self, state: "State") -> None:
        """Take note of how far the sweep has come, and say so if it is time."""
        now = time.monotonic()
        if self.began is None:
            self.began = now, state.done
        if now - self.told < EVERY and state.done < state.total:
            return
        self.told = now
        since, first = self.began
        rate = (state.done - first) / max(now - since, 1e-9)
        left = f", {rate:.3g} members/s, {_span((state.total - state.done) / rate)} left"
        tail = left if rate > 0 and state.done < state.total else ""
        _tell(f"{self.title}: {state.done} of {state.total} members{_failed(state)}{tail}")


def _failed(state: "State") -> str:
    return f", {state.failed} failed" if state.failed else ""


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


def _span(seconds: float) -> str:
    """Return a span of time in words."""
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.1f} h"


def _report(found: "Sweep", *, as_json: bool) -> None:
    manifest = found.manifest
    facts: dict[str, Any] = {
        "results": str(found.folder),
        **{name: manifest[name] for name in ("id", "content_hash", "points", "runs", "members",
                                             "failures")},
    }  # fmt: skip
    failures = found.failures.head(SHOWN)
    if as_json:
        rows = failures[["point", "scenario", "run", "error"]].to_dict("records")
        print_json({**facts, "first_failures": rows})
        return
    for row in failures.itertuples():
        where = f"point {row.point}, {row.scenario}, run {row.run}"
        _tell(f"failed: {where}: {str(row.error).splitlines()[0]}")
    if manifest["failures"]:
        _tell(f"{manifest['failures']} members failed; failures.parquet holds their tracebacks, and"
              " --retry-failed runs them again")  # fmt: skip
    sys.stdout.write(
        f"members       {manifest['members']} of {manifest['members'] + manifest['failures']}\n"
        f"content hash  {manifest['content_hash']}\ntables        {found.folder}\n"
    )


def register(app: typer.Typer) -> None:
    """Add the verb of this file to the command line."""
    app.command()(sweep)
