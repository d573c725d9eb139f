"""Parts: pieces of the page that come back: buttons, fields, figures, tables."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dash import dcc, html

NUMBER = re.compile(r"[+−-]?[\d.,]+[%*]?")


def aria(text: str, **more: str) -> dict[str, Any]:
    """Return the name of a part for screen readers, and other properties of that sort."""
    return {"aria-label": text} | {f"aria-{key}": value for key, value in more.items()}


def button(id_: Any, text: str, says: str = "", kind: str = "") -> html.Button:
    """Return a button; ``says`` is what it does, for those who see or hear no more than that."""
    named = aria(says) if says else {}
    return html.Button(text, id=id_, n_clicks=0, className=f"button {kind}".strip(),
                       title=says or None, type="button", **named)  # fmt: skip


def labelled(text: str, control: Any, hint: str = "") -> html.Label:
    """Return a control under its label."""
    told = [html.Span(hint, className="hint")] if hint else []
    return html.Label([html.Span(text, className="label"), control, *told], className="field")


def dropdown(
    id_: Any, options: Any, value: Any = None, says: str = "", **more: Any
) -> dcc.Dropdown:
    """Return a list to choose from."""
    settings: dict[str, Any] = {"clearable": False, "searchable": len(options) > 8} | more
    return dcc.Dropdown(options=options, value=value, id=id_, placeholder=says, **settings)


def graph(
    id_: str, says: str, figure: Mapping[str, Any], *, kind: str = "chart", zoom: bool = False
) -> html.Div:
    """Return a figure that fills its place, with a name for screen readers."""
    config: Any = {
        "displaylogo": False,
        "responsive": True,
        "scrollZoom": zoom,
        "displayModeBar": False,
        "doubleClick": "reset",
    }
    inner = dcc.Graph(id=id_, figure=dict(figure), config=config, responsive=True,
                      className="graph")  # fmt: skip
    return html.Div(inner, className=kind, role="group", id=f"{id_}-box", **aria(says))


def facts(rows: Iterable[tuple[str, Any]]) -> html.Dl:
    """Return names and values in two columns."""
    cells = [part for name, value in rows for part in (html.Dt(name), html.Dd(value))]
    return html.Dl(cells, className="facts")


def table(head: Sequence[str], rows: Iterable[Sequence[Any]], caption: str = "") -> html.Table:
    """Return a table; numbers stand to the right."""
    above = [html.Caption(caption)] if caption else []
    body = [
        html.Tr([html.Td(cell, className="number" if _numeric(cell) else "") for cell in row])
        for row in rows
    ]
    top = html.Thead(html.Tr([html.Th(name, scope="col") for name in head]))
    return html.Table([*above, top, html.Tbody(body)], className="table")


def _numeric(cell: Any) -> bool:
    return isinstance(cell, str) and bool(NUMBER.fullmatch(cell))


def number(value: float, *, signed: bool = False) -> str:
    """Return a number with three digits and no exponent; what is too small to matter is 0."""
    if value != value:
        return "—"
    size = abs(value)
    digits = (
        0 if value == round(value) or size >= 100 else 1 if size >= 10 else 2 if size >= 1 else 3
    )
    text = f"{value:+,.{digits}f}" if signed else f"{value:,.{digits}f}"
    return "0" if float(text.replace(",", "")) == 0 else text


def notice(text: str, kind: str = "") -> html.P:
    """Return a line that says something: why there is nothing, or what went wrong."""
    return html.P(text, className=f"notice {kind}".strip(), role="status")


def swatch(colour: str, text: str, kind: str = "") -> html.Span:
    """Return an entry of a legend."""
    sign = html.Span(className=f"swatch {kind}".strip(), style={"--colour": colour})
    return html.Span([sign, text], className="entry")
