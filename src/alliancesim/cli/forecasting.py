"""Verbs that fit the model to history, forecast from it and score it: fit, forecast, backtest."""

import json
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from alliancesim.cli.errors import UserError
from alliancesim.cli.running import progress
from alliancesim.cli.screen import console

From = Annotated[
    Path | None,
    typer.Option("--from", help="Folder of the tables, instead of the fetched ones."),
]
Out = Annotated[Path, typer.Option("--out", "-o", help="Where to write.")]
Members = Annotated[int, typer.Option(min=1, max=10_000, help="Members of each ensemble.")]
Workers = Annotated[int, typer.Option(min=1, max=256, help="Processes; results do not depend.")]
Step = Annotated[Literal["month", "quarter", "year"], typer.Option(help="Length of a step.")]
Horizons = Annotated[str, typer.Option(help="Years ahead, with commas.")]
Seed = Annotated[int, typer.Option(min=0, help="Seed of the ensembles.")]


def fit(
    until: Annotated[int, typer.Option(help="Last year that is used.")],
    out: Out,
    source: From = None,
    rivalry: Annotated[
        bool, typer.Option("--rivalry", help="Fit rivalry too, as the model's defaults do.")
    ] = False,
) -> None:
    """Fit the hazards of onset and of ties on the record up to a year; write a parameter file.

    Historians code rivalry in retrospect: no forecast uses it.
    """
    from alliancesim.history import fitted
    from alliancesim.history.features import rows
    from alliancesim.history.fit import fit as fit_on
    from alliancesim.history.panel import panel
    from alliancesim.parameters import Parameters

    folder = _folder(source)
    known = panel(folder, last=until)
    learned, _ = rows(known, Parameters(), until)
    found = fit_on(learned, known, until, beside="rivalry" if rivalry else "nothing")
    files = fitted.write(out, found, fitted.provenance(folder, learned, known, found))
    console().print(f"{found.onset.events} onsets in {found.onset.rows} pair-years up to {until}.")
    console().print(f"Written: {files[0]}, {files[1]}")


def forecast(
    origin: Annotated[int, typer.Option(help="Last year of the record that is used.")],
    out: Out,
    horizons: Horizons = "1,5,10",
    members: Members = 100,
    source: From = None,
    fit_until: Annotated[int | None, typer.Option(help="Last year of the fit.")] = None,
    step: Step = "quarter",
    seed: Seed = 1,
    workers: Workers = 1,
) -> None:
    """Simulate the world from the end of a year and write the chances of every pair of states."""
    from alliancesim.history.deposit import Order, deposit

    until = origin if fit_until is None else fit_until
    if until > origin:
        raise UserError(f"--fit-until {until} is after the origin {origin}: that would be a leak")
    order = Order(origin, until, _years(horizons), members, step, seed, workers)
    with progress(f"world of {origin}, {members} members", unit="members") as advance:
        files = deposit(_folder(source), order, out, advance)
    console().print("Written: " + ", ".join(str(file) for file in files))


def backtest(
    out: Out,
    origins: Annotated[
        str, typer.Option(help="Years, with commas.")
    ] = "1962,1967,1972,1977,1982,1987",
    horizons: Horizons = "1,5,10",
    members: Members = 100,
    source: From = None,
    step: Step = "quarter",
    seed: Seed = 1,
    workers: Workers = 1,
    ablations: Annotated[bool, typer.Option(help="Also run without trust, pacts, shocks.")] = True,
    replicates: Annotated[int, typer.Option(min=10, help="Resamples of the bootstrap.")] = 200,
    patterns: Annotated[
        Path | None, typer.Option(help="What `patterns --world --out` wrote, for the scorecard.")
    ] = None,
) -> None:
    """Forecast from past years, score against baselines, and write tables and a scorecard."""
    from alliancesim.history.backtest import Plan
    from alliancesim.history.backtest import backtest as run
    from alliancesim.history.verdict import judge
    from alliancesim.report.scorecard import write_scorecard

    told = console(stderr=True)
    shown = None if patterns is None else _patterns(patterns)
    plan = Plan(
        tuple(_years(origins)), tuple(_years(horizons)), members, step, seed, workers, ablations
    )
    done = run(_folder(source), plan, told.print)
    found = judge(done, replicates, seed)
    files = write_scorecard(done, found, plan, out, shown)
    console().print("Written: " + ", ".join(str(file) for file in files))


def _patterns(file: Path) -> dict[str, Any]:
    """Return what the verb patterns wrote of a world."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise UserError(f"{file} is no JSON: {error}") from None
    if not isinstance(found, dict) or not {"kinds", "patterns", "left_out", "plan"} <= set(found):
        raise UserError(f"{file} was not written by `alliancesim patterns --world --out`")
    return found


def _years(text: str) -> list[int]:
    try:
        years = sorted({int(part) for part in text.split(",")})
    except ValueError:
        raise UserError(f"'{text}' is no list of whole numbers with commas") from None
    if years[0] < 1:
        raise UserError(f"'{text}': a year is at least 1")
    return years


def _folder(source: Path | None) -> Path:
    from alliancesim.history.sources import folder_of

    return folder_of(source)


def register(app: typer.Typer) -> None:
    """Add the verbs of this file to the command line."""
    app.command()(fit)
    app.command()(forecast)
    app.command()(backtest)
