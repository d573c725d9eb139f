"""A few functions that write HTML; whatever is not `Markup` is escaped."""

import html
import json
import re
from collections.abc import Iterable, Sequence
from typing import NewType

import plotly.graph_objects as go

Markup = NewType("Markup", str)
"""HTML that is ready to be written; the type checker keeps plain text out of its place."""


def text(words: object) -> Markup:
    """Return escaped text."""
    return Markup(html.escape(str(words), quote=True))


def join(*parts: Markup, by: str = "") -> Markup:
    """Return parts one after another."""
    return Markup(by.join(parts))


def tag(name: str, *content: Markup, **attributes: str) -> Markup:
    """Return an element; ``class_`` stands for ``class`` and ``aria_label`` for ``aria-label``."""
    pairs = [
        f' {key.rstrip("_").replace("_", "-")}="{html.escape(value, quote=True)}"'
        for key, value in attributes.items()
    ]
    return Markup(f"<{name}{''.join(pairs)}>{''.join(content)}</{name}>")


def prose(words: object) -> Markup:
    """Return escaped text, with `code` between backticks, as authors of scenarios write it."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", text(words)))


def paragraph(words: str) -> Markup:
    """Return a paragraph of prose."""
    return tag("p", prose(words))


def items(lines: Iterable[str]) -> Markup:
    """Return a bullet list of prose."""
    return tag("ul", *[tag("li", prose(line)) for line in lines])


def section(name: str, title: str, *content: Markup) -> Markup:
    """Return a section of the page with its heading."""
    return tag("section", tag("h2", text(title)), *content, id=name, aria_label=title)


def table(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    caption: str,
    *,
    numeric: Sequence[int] = (),
) -> Markup:
    """Return a table of plain text; the first cell of a row is its heading.

    ``numeric`` lists the columns that are set to the right.
    """

    def cell(column: int, words: str) -> Markup:
        look = {"class_": "number"} if column in numeric else {}
        if column == 0:
            return tag("th", text(words), scope="row", **look)
        return tag("td", text(words), **look)

    titles = [
        tag("th", text(words), scope="col", **({"class_": "number"} if i in numeric else {}))
        for i, words in enumerate(head)
    ]
    body = [tag("tr", *[cell(i, words) for i, words in enumerate(row)]) for row in rows]
    whole = tag(
        "table",
        tag("caption", text(caption)),
        tag("thead", tag("tr", *titles)),
        tag("tbody", *body),
    )
    return tag("div", whole, class_="scroll")


def details(summary: str, *content: Markup) -> Markup:
    """Return content that is folded away."""
    return tag("details", tag("summary", text(summary)), *content)


def chart(name: str, figure: go.Figure, label: str, note: str = "") -> Markup:
    """Return a chart: a place for it, its data, and a note below.

    Parameters
    ----------
    name
        Fixed id, so that the same results give the same page.
    figure
        The Plotly figure; its height is set on the page, so that nothing jumps while it loads.
    label
        What the chart shows, for those who cannot see it.
    note
        How to read it.
    """
    height = int(figure.layout.height or 400)
    place = tag(
        "div",
        id=name,
        class_="chart",
        role="img",
        aria_label=label,
        style=f"height:{height}px",
    )
    data = Markup(
        f'<script type="application/json" data-chart="{html.escape(name, quote=True)}">'
        f"{_json(figure)}</script>"
    )
    caption = tag("figcaption", text(note)) if note else Markup("")
    return tag("figure", place, data, caption)


def _json(figure: go.Figure) -> str:
    """Return the figure as JSON that cannot end the script element it stands in."""
    plain = json.dumps(json.loads(figure.to_json()), separators=(",", ":"), ensure_ascii=False)
    return plain.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
