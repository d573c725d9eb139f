"""Verbs that hold the model against history: patterns."""

import math
from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from alliancesim.cli.errors import UserError
from alliancesim.cli.reading import Json
from alliancesim.cli.running import progress
from alliancesim.cli.screen import console, print_json, table

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
        list[str],
        typer.Argument(metavar="SCENARIO...", help="Names or files; several are pooled."),
    ],
    runs: Annotated[int, typer.Option(min=1, max=100_000, help="Number of seeds of each.")] = 20,
    seed: Annotated[int, typer.Option(min=0, help="Seed of the ensembles.")] = 1,
    years: Annotated[float | None, typer.Option(help="Horizon, instead of the scenario's.")] = None,
    as_json: Json = False,
) -> None:
    """Check whether disputes in the runs look like those of history, pattern by pattern."""
    from alliancesim.ensemble import run
    from alliancesim.patterns import check, undated
    from alliancesim.scenario import load

    if len(set(scenarios)) < len(scenarios):
        raise UserError("a scenario is named twice; its disputes would count twice")
    results = []
    for case in [undated(load(name)) for name in scenarios]:
        with progress(f"{case.name}, {runs} run{'s' * (runs > 1)}") as advance:
            results.append(run(case, runs=runs, seed=seed, years=years, progress=advance))
    found = check(results)
    if as_json:
        print_json(_facts(found, results, runs, seed))
    else:
        _tell(found, results, runs)


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
