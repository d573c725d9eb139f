"""What is printed: tables and facts for people, one JSON object for programs."""

import json
import math
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

WIDTH = 100
"""Columns where the output is no terminal and says nothing of its width."""
SENTENCE = 40
"""Characters from which the items of a list stand on lines of their own."""
RUNNING = (
    "lives_in", "concept", "meaning", "description", "question", "source", "title", "gains", "unit",
)  # fmt: skip
"""Columns of tables that hold running text."""


def console(*, stderr: bool = False) -> Any:
    """Return a console that prints text as it is, without markup of its own."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    known = stream.isatty() or "COLUMNS" in os.environ
    return Console(
        stderr=stderr, markup=False, emoji=False, highlight=False, width=None if known else WIDTH
    )


def print_json(data: Mapping[str, Any]) -> None:
    """Print one JSON object; what is not a finite number becomes null."""
    sys.stdout.write(json.dumps(finite(data), indent=2, ensure_ascii=False) + "\n")


def finite(data: Any) -> Any:
    """Return data with null where a number is not finite."""
    if isinstance(data, Mapping):
        return {key: finite(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [finite(value) for value in data]
    return None if isinstance(data, float) and not math.isfinite(data) else data


def table(
    rows: Sequence[Mapping[str, Any]], *, title: str = "", hidden: Iterable[str] = (), by: str = ""
) -> Any:
    """Return a table with a row per mapping; running text wraps, all else keeps to one line.

    Parameters
    ----------
    rows
        Mappings with the same keys.
    title
        What the table holds.
    hidden
        Keys that are left out.
    by
        Key whose value stands above the rows that share it, instead of in a column.
    """
    from rich import box
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), title=title or None,
                 title_justify="left", title_style="italic")  # fmt: skip
    shown = [key for key in rows[0] if key not in {*hidden, by}]
    for key in shown:
        numeric = all(isinstance(row[key], int | float) for row in rows)
        grid.add_column(key.replace("_", " "), justify="right" if numeric else "left",
                        no_wrap=key not in RUNNING, overflow="fold")  # fmt: skip
    above = ""
    for row in rows:
        if by and row[by] != above:
            above = row[by]
            grid.add_section()
            grid.add_row(Text(above, style="bold"))
        grid.add_row(*[words(row[key]) for key in shown])
    return grid


def words(value: Any) -> str:
    """Return a value as it is read: numbers short, lists with commas, yes and no."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {words(item)}" for key, item in value.items())
    if isinstance(value, list | tuple):
        items = [words(item) for item in value]
        sentences = any(len(item) > SENTENCE for item in items)
        return "\n".join(f"- {item}" for item in items) if sentences else ", ".join(items)
    return "" if value is None else str(value)


def span(lo: float, hi: float) -> str:
    """Return a range in words."""
    if math.isinf(lo) and math.isinf(hi):
        return "any number"
    if math.isinf(hi):
        return f"{lo:g} and above"
    return f"at most {hi:g}" if math.isinf(lo) else f"{lo:g} to {hi:g}"
