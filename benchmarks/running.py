"""Running: the rows that were asked for, their table, and the record of it."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.measuring import Effort, Figure, machine
from benchmarks.rows import forecasts, library, limits, overheads, sizes, starts, sweeps

ROWS: dict[str, Callable[[Effort], list[Figure]]] = {
    "sizes": sizes.measure,
    "limits": limits.measure,
    "overheads": overheads.measure,
    "starts": starts.measure,
    "sweeps": sweeps.measure,
    "forecasts": forecasts.measure,
    "library": library.measure,
}
"""Parts of the table, by name."""
RESULTS = Path(__file__).parent / "results"
WIDTH = 66


def run(rows: Sequence[str], effort: Effort, out: Path | None) -> None:
    """Measure, print line by line and write what was found."""
    found: dict[str, list[Figure]] = {}
    print(f"{'figure':{WIDTH}}{'measured':>12} {'unit':8}{'at least':>9}{'aim':>7}  verdict")
    for name in rows:
        found[name] = ROWS[name](effort)
        for figure in found[name]:
            print(line(figure), flush=True)
    if out is not None:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(json.dumps(record(effort, found), indent=2) + "\n", encoding="utf-8")
        print(f"written: {out}")


def line(figure: Figure) -> str:
    """Return a figure as a line of the table."""
    value = "-" if figure.value is None else f"{figure.value:,.4g}"
    least, aim = ("" if each is None else f"{each:g}" for each in (figure.least, figure.aim))
    note = f"  ({figure.note})" if figure.note else ""
    return (
        f"{figure.name:{WIDTH}}{value:>12} {figure.unit:8}{least:>9}{aim:>7}"
        f"  {figure.verdict}{note}"
    )


def record(effort: Effort, found: dict[str, list[Figure]]) -> dict[str, Any]:
    """Return the figures with the machine, the versions and the date."""
    return {
        "machine": machine(),
        "effort": effort._asdict(),
        "rows": {
            name: [figure._asdict() | {"verdict": figure.verdict} for figure in figures]
            for name, figures in found.items()
        },
    }
