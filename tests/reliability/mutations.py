"""Mutations: real files and real data with something wrong in them."""

import difflib
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from hypothesis import note
from hypothesis import strategies as st

ROOT = Path(__file__).parents[2]
TOKEN = re.compile(r"[\w.\-]+|[\[\]{}:,]")
NASTY = [
    "", "null", "~", "[]", "{}", "[[]]", "{a: {b: c}}", "-1", "0", "1e-12", "1e12", "1e308",
    "1e999", "-1e999", ".inf", "-.inf", ".nan", "true", "no", "0x10", "0o7", "1_000", "9" * 400,
    "1e-400", "'", '"', "&a", "*a", "&a [*a]", "<<: *a", "!!int",
    "!!python/object/apply:os.system [x]", "? ", "- ", "#", "\t", "\r", "\r\n", "\u2028", "\u0085",
    "\ufeff", "é", "e\u0301", "\u202e", "💥", "--- ", "...", "%YAML 9.9", "2024-02-30",
    "0000-01-01", "99999-01-01", "value", "kind", "base", "states", "../../etc/passwd",
    "/etc/passwd", "{value: 1, lo: 2}", "[1, 2, 3]", "\x00", "|", ">", "@", "`", "[" * 60,
    "{a: " * 60, '"\\ud800"', '"\\UFFFFFFFF"', "2001-12-14t21:59:43.10-05:00",
]  # fmt: skip
"""What takes the place of a word or a sign."""
VALUES: list[Any] = [
    None, True, -1, 0, 1, 10**30, -(10**400), 1e-12, 1e12, 1e308, float("inf"), float("-inf"),
    float("nan"), "", " ", "a", "é💥\u202e", "a" * 10_000, "\x00", "\ud800", "2024-02-30", [], {},
    [[]], {"value": 1}, {"value": None}, {"lo": 1, "hi": 0}, {"": {}}, {"kind": "set"}, "declared",
    b"bytes", {1: 2}, (1, 2), "= 1", "../x", "on", "off",
]  # fmt: skip
"""What takes the place of a value."""
PLAIN: st.SearchStrategy[Any] = st.recursive(
    st.sampled_from(VALUES) | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=5,
)
"""Plain data of any form."""


@st.composite
def mutated_text(draw: st.DrawFn, texts: Sequence[str]) -> str:
    """Return a text with tokens replaced, and lines dropped, doubled, moved, cut or indented."""
    before = draw(st.sampled_from(texts)).split("\n")
    lines = before.copy()
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        _change(draw, lines, at)
        lines = lines or [""]
    note("\n".join(difflib.unified_diff(before, lines, lineterm="", n=0)))
    return draw(st.sampled_from(["\n", "\n", "\n", "\r\n", "\r"])).join(lines)


def _change(draw: st.DrawFn, lines: list[str], at: int) -> None:
    match draw(st.sampled_from(["token"] * 4 + ["drop", "double", "move", "indent", "cut", "end"])):
        case "drop":
            del lines[at]
        case "double":
            lines.insert(at, lines[at])
        case "move":
            lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(at))
        case "indent":
            lines[at] = draw(st.sampled_from(["", " ", "    "])) + lines[at].lstrip()
        case "cut":
            lines[at] = lines[at][: draw(st.integers(0, len(lines[at])))]
        case "end":
            del lines[at + 1 :]
        case _:
            spots = list(TOKEN.finditer(lines[at]))
            if spots:
                spot = draw(st.sampled_from(spots))
                new = draw(st.sampled_from(NASTY) | st.text(max_size=5))
                lines[at] = lines[at][: spot.start()] + new + lines[at][spot.end() :]


def places(data: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of every value inside plain data."""
    pairs = (
        data.items() if isinstance(data, dict)
        else enumerate(data) if isinstance(data, list) else ()
    )  # fmt: skip
    for key, value in pairs:
        yield (*above, key)
        yield from places(value, (*above, key))


@st.composite
def mutated_data(draw: st.DrawFn, samples: Sequence[str], paths: Sequence[Any]) -> Any:
    """Return plain data with values replaced, dropped, renamed or put somewhere else.

    ``samples`` are JSON texts, and ``paths`` the places in each.
    """
    number = draw(st.integers(0, len(samples) - 1))
    data = json.loads(samples[number])
    for _ in range(draw(st.integers(1, 3))):
        *above, last = draw(st.sampled_from(paths[number]))
        inside = data
        for part in above:
            if not _leads_on(inside, part):
                break
            inside = inside[part]
        if _leads_on(inside, last):
            _mutate(draw, inside, last)
    return data


def _leads_on(data: Any, part: Any) -> bool:
    if isinstance(data, list):
        return isinstance(part, int) and part < len(data)
    return isinstance(data, dict) and part in data


def _mutate(draw: st.DrawFn, inside: Any, last: Any) -> None:
    match draw(st.sampled_from(["value"] * 4 + ["drop", "rename", "wrap", "many"])):
        case "drop":
            del inside[last]
        case "rename" if isinstance(inside, dict):
            inside[draw(st.sampled_from(NASTY) | st.text(max_size=5))] = inside.pop(last)
        case "wrap":
            inside[last] = draw(st.sampled_from([[inside[last]], {"value": inside[last]}]))
        case "many":
            inside[last] = [inside[last]] * draw(st.sampled_from([2, 40]))
        case _:
            inside[last] = draw(PLAIN)
