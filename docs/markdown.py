"""Markdown: tables, names as code, and text between markers."""

import re
from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(given: object) -> str:
    text = f"{given:g}" if isinstance(given, float) else str(given)
    return re.sub(r"(?<!\\)\|", r"\\|", text) or " "


def code(name: str) -> str:
    """Return a name as code."""
    return f"`{name}`"


def codes(names: Iterable[str]) -> str:
    """Return names as code, with commas between."""
    return ", ".join(map(code, names))


def anchor(title: str) -> str:
    """Return the anchor of a heading, as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-")


def contents(titles: Iterable[str]) -> str:
    """Return links to the headings of a page, on one line."""
    return " · ".join(f"[{title}](#{anchor(title)})" for title in titles)


def between(text: str, marker: str, content: str) -> str:
    """Return ``text`` with ``content`` between the markers of that name."""
    pattern = re.compile(rf"(<!-- {marker} -->\n).*?(<!-- /{marker} -->)", re.DOTALL)
    replaced, found = pattern.subn(lambda match: f"{match[1]}{content}\n{match[2]}", text)
    if found != 1:
        raise ValueError(f"expected one pair of markers '{marker}', found {found}")
    return replaced
