"""Verbs that hold the model against history: patterns."""

import json
import math
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from alliancesim.cli.errors import UserError
from alliancesim.cli.reading import Json
from alliancesim.cli.running import progress
from alliancesim.cli.screen import console, finite, print_json, table
from alliancesim.files import write_text

if TYPE_CHECKING:
    from alliancesim.patterns import Pattern, Reading
    from alliancesim.results import Results

CAVEATS = (
    "* Parameters were set to this very record: that the pattern holds is no test.",
    "Incidents that a scenario dates are left out of the runs. Its cast is chosen, and the record"
    " is of the whole world: a miss may be a fact about the case, not about the model.",
    "Intervals speak of luck within the case only.",
)


def patterns(
    scenarios: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SCENARIO]...", help="Names or files; several are pooled."),
    ] = None,
    world: Annotated[
        int | None,
        typer.Option(help="Instead of scenarios: run the state system from the end of this year."),
    ] = None,
    runs: Annotated[int, typer.Option(min=1, max=100_000, help="Number of seeds of each.")] = 20,
    seed: Annotated[int, typer.Option(min=0, help="Seed of the ensembles.")] = 1,
    years: Annotated[
        float | None,
        typer.Option(help="Horizon, instead of the scenario's or the end of the record."),
    ] = None,
    step: Annotated[
        Literal["month", "quarter", "year"] | None,
        typer.Option(help="Length of a step of the world; a quarter unless given."),
    ] = None,
    workers: Annotated[
        int, typer.Option(min=1, max=256, help="Processes; results do not depend.")
    ] = 1,
    source: Annotated[
        Path | None,
        typer.Option("--from", help="Folder of the tables, instead of the fetched ones."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Also write the JSON object to a file.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Check whether disputes in the runs look like those of history, pattern by pattern.

    With --world, long runs of the whole state system are held against its record.
    """
    if (world is None) == (not scenarios):
        raise UserError("give scenarios, or --world with a year")
    if out is not None and not out.parent.is_dir():
        raise UserError(f"there is no folder {out.parent}")
    if world is not None:
        _world(world, years, runs, step or "quarter", seed, workers, source, out, as_json)
        return
    if step is not None or source is not None:
        raise UserError("--step and --from go with --world")
    _cases(scenarios or [], runs, seed, years, workers, out, as_json)


def _cases(
    names: list[str], runs: int, seed: int, years: float | None, workers: int, out: Path | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Check the patterns of case studies."""
    from alliancesim.ensemble import run
    from alliancesim.patterns import check, undated
    from alliancesim.scenario import load

    if len(set(names)) < len(names):
        raise UserError("a scenario is named twice; its disputes would count twice")
    results = []
    for case in [undated(load(name)) for name in names]:
        with progress(f"{case.name}, {runs} run{'s' * (runs > 1)}") as advance:
            results.append(
                run(case, runs=runs, seed=seed, years=years, workers=workers, progress=advance)
            )
    found = check(results)
    if out is not None:
        _write(out, _facts(found, results, runs, seed))
    if as_json:
        print_json(_facts(found, results, runs, seed))
    else:
        _tell(found, results, runs)


def _world(
    base: int, years: float | None, runs: int, step: Literal["month", "quarter", "year"],
    seed: int, workers: int, source: Path | None, out: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Check the patterns of the state system."""
    from alliancesim.history.sources import folder_of
    from alliancesim.patterns.world import Plan, facts, judged

    if years is not None and (years < 1 or years != int(years)):
        raise UserError(f"--years {years:g}: a world runs for whole years")
    plan = Plan(base, None if years is None else int(years), runs, step, seed, workers)
    with progress(f"world of {base}, {runs} run{'s' * (runs > 1)}") as advance:
        found = judged(folder_of(source), plan, advance)
    told = facts(found, plan)
    if out is not None:
        _write(out, told)
    if as_json:
        print_json(told)
    else:
        _tell_world(told)


def _write(out: Path, told: dict[str, Any]) -> None:
    """Write one JSON object to a file."""
    write_text(out, json.dumps(finite(told), indent=2) + "\n")


def _tell_world(told: dict[str, Any]) -> None:
    """Print a line per figure, why those that miss do, and how many rows of each kind hold."""
    rows = [
        {
            "pattern": f"{row['row']} {row['title']}, {row['kind']}",
            "figure": figure["name"],
            "record": _short(figure["observed"]),
            "runs": _short(figure["median"]),
            "90 %": _ends(figure["interval"]),
            "accepted": _ends(figure["band"]),
            "verdict": figure["verdict"],
        }
        for row in told["patterns"]
        for figure in row["figures"]
    ]
    shown = console()
    plan = told["plan"]
    number = plan["runs"]
    shown.print(f"State system from the end of {plan['world']}, {number} run{'s' * (number > 1)}")
    shown.print(table(rows, by="pattern"))
    for row in told["patterns"]:
        for figure in row["figures"]:
            if figure["reason"]:
                shown.print(f"{row['row']} {figure['name']}: {figure['reason']}.")
    for left in told["left_out"]:
        shown.print(f"Row {left['row']} is left out: {left['why']}.")
    for kind, counts in told["kinds"].items():
        shown.print(
            f"Of {sum(counts.values())} rows {kind}, holding: {counts['holds']}, missing:"
            f" {counts['misses']}, not enough to tell: {counts['not enough']}."
        )


def _short(value: float) -> str:
    if not math.isfinite(value):
        return ""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.2g}"


def _ends(ends: list[float]) -> str:
    low, high = map(_short, ends)
    return f"{low} to {high}" if low else ""


def _facts(
    found: "list[Pattern]", results: "list[Results]", runs: int, seed: int
) -> dict[str, Any]:
    from alliancesim.summaries import years_of

    counts = Counter(str(pattern.verdict) for pattern in found)
    return {
        "scenarios": [{"name": case.scenario.name, "years": years_of(case)} for case in results],
        "runs": runs,
        "seed": seed,
        "patterns": [_pattern(pattern) for pattern in found],
        "holds": counts["holds"],
        "misses": counts["misses"],
        "not_enough": counts["not enough"],
    }


def _pattern(pattern: "Pattern") -> dict[str, Any]:
    return {
        "row": pattern.row,
        "title": pattern.title,
        "verdict": pattern.verdict,
        "definition": pattern.definition,
        "source": pattern.source,
        "calibrated": pattern.calibrated,
        "note": pattern.note,
        "figures": [
            {
                "name": reading.name,
                "unit": reading.unit,
                "target": reading.band.target,
                "band": [reading.band.low, reading.band.high],
                "found": reading.found.value,
                "interval": [reading.found.low, reading.found.high],
                "verdict": reading.verdict,
                "lack": reading.lack,
            }
            for reading in pattern.readings
        ],
    }


def _tell(found: "list[Pattern]", results: "list[Results]", runs: int) -> None:
    from alliancesim.summaries import years_of

    told = [f"{case.scenario.name} ({years_of(case):g} years)" for case in results]
    rows = [
        {
            "pattern": f"{pattern.row}{'*' if pattern.calibrated else ' '} {pattern.title}",
            "figure": reading.name,
            "record": _figure(reading, reading.band.target),
            "accepted": _span(reading, reading.band.low, reading.band.high),
            "found": _figure(reading, reading.found.value),
            "90 % interval": _span(reading, reading.found.low, reading.found.high),
            "verdict": reading.verdict + f": {reading.lack}" * bool(reading.lack),
        }
        for pattern in found
        for reading in pattern.readings
    ]
    shown = console()
    shown.print(f"{', '.join(told)}, {runs} run{'s' * (runs > 1)} each")
    shown.print(table(rows, by="pattern"))
    for pattern in found:
        if pattern.note:
            shown.print(f"{pattern.row}: {pattern.note}.")
    counts = Counter(str(pattern.verdict) for pattern in found)
    shown.print(
        f"Of {len(found)} patterns, holding: {counts['holds']}, missing: {counts['misses']},"
        f" not enough to tell: {counts['not enough']}."
    )
    for caveat in CAVEATS:
        shown.print(caveat)


def _figure(reading: "Reading", value: float) -> str:
    if not math.isfinite(value):
        return ""
    return f"{_number(reading, value)}{' %' * (reading.unit == 'share')}"


def _span(reading: "Reading", low: float, high: float) -> str:
    if not math.isfinite(low):
        return ""
    if high == math.inf:
        return f"{_figure(reading, low)} or more"
    return f"{_number(reading, low)}-{_figure(reading, high)}"


def _number(reading: "Reading", value: float) -> str:
    if reading.unit == "share":
        return f"{100 * value:.2g}"
    return f"{value:,.0f}" if reading.unit in ("days", "deaths") else f"{value:.2f}"


def register(app: typer.Typer) -> None:
    """Add the verbs of this file to the command line."""
    app.command()(patterns)
