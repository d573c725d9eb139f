"""Page: the figures of the last whole run, written into docs/benchmarks.md.

Run with ``python -m benchmarks.page`` after ``make bench``; only what stands between the markers
is written anew.
"""

import json
from pathlib import Path
from typing import Any

from benchmarks.running import RESULTS

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
START, END = "<!-- figures -->\n", "<!-- /figures -->\n"
COLUMNS = {
    "step, N = {n}": "step, µs",
    "steps a second, N = {n}": "steps a second",
    "step with all metrics and Mesa's collector, N = {n}": "with all metrics, µs",
    "step of the plain twin, N = {n}": "twin, µs",
    "twin / product, N = {n}": "twin / product",
    "product kernels / C kernels, N = {n}": "kernels / C",
    "peak memory, N = {n}": "peak memory, MB",
}
"""Figures of a size, and their heads in the table by size."""
Figures = dict[str, dict[str, Any]]


def main() -> None:
    """Write the tables of the last whole run into the page."""
    record = json.loads((RESULTS / "latest.json").read_text(encoding="utf-8"))
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
    after = rest.partition(END)[2]
    text = f"{before}{START}{tables(record)}{END}{after}"
    PAGE.write_text(text, encoding="utf-8", newline="\n")


def tables(record: dict[str, Any]) -> str:
    """Return the machine, the table of wanted figures, and the one by size, as Markdown."""
    parts = record["rows"]
    figures = {figure["name"]: figure for part in parts.values() for figure in part}
    lines = [about(record["machine"]), "", *_row(("figure", "at least", "aim", "measured", "",
                                                  "part")), *_row(["---"] * 6)]  # fmt: skip
    for part, found in parts.items():
        for figure in found:
            if figure["least"] is not None:
                wanted = (f"{figure[key]:g}" for key in ("least", "aim"))
                lines += _row((figure["name"], *wanted, _value(figure), figure["verdict"], part))
    sizes = record["effort"]["sizes"]
    lines += ["", *_row(("N", *COLUMNS.values())), *_row(["---"] * (len(COLUMNS) + 1))]
    for n in sizes:
        names = (name.format(n=n) for name in COLUMNS)
        lines += _row((str(n), *(_number(figures.get(name)) for name in names)))
    rest = [f"{name} {figures[name]['value']:.2f}" for name in figures if "exponent" in name]
    if rest:
        lines += ["", f"By the slope of the logarithms: {'; '.join(rest)}."]
    lines.append("")
    return "\n".join(lines)


def about(machine: dict[str, Any]) -> str:
    """Return what the figures were measured on, in a sentence."""
    versions = ", ".join(f"{name} {number}" for name, number in machine["versions"].items())
    return (
        f"Measured on {machine['date'][:10]} on {machine['cores']} cores ({machine['processor']}),"
        f" Python {machine['python']}, {versions}; load {machine['load']:.1f} at the end."
    )


def _row(cells: Any) -> list[str]:
    return [f"| {' | '.join(cells)} |"]


def _number(figure: dict[str, Any] | None) -> str:
    value = figure["value"] if figure else None
    return "-" if value is None else f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _value(figure: dict[str, Any]) -> str:
    if figure["value"] is None:
        return figure["note"]
    return f"{_number(figure)} {figure['unit']}".removesuffix(" 1")


if __name__ == "__main__":
    main()
