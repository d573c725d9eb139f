"""Pieces: what an inspection found, as parts of the page."""

import datetime
from collections.abc import Iterable
from typing import Any

from dash import dcc, html

from alliancesim.figures import style
from alliancesim.view import inspection
from alliancesim.view.drawing import bars, look
from alliancesim.view.parts import aria, facts, notice, table

COLOURS = (style.BLUE, style.VERMILION, style.GREEN)
DASHES = ("solid", "dash", "dot")
STILL: Any = {"displayModeBar": False, "responsive": True, "displaylogo": False}


def shown(pieces: Iterable[inspection.Piece], key: str) -> list[Any]:
    """Return the parts; ``key`` tells the figures of one place from those of another."""
    parts: list[Any] = []
    for place, piece in enumerate(pieces):
        match piece:
            case inspection.Facts():
                parts += [html.H3(piece.title), facts(piece.rows)]
            case inspection.Rows():
                parts.append(table(piece.head, piece.rows, piece.title))
            case inspection.Note():
                parts.append(notice(piece.text))
            case inspection.Terms():
                parts += [html.H3(piece.title), _terms(piece, f"{key}-{place}")]
            case inspection.History():
                parts += [html.H3([piece.title, " ", html.Span(piece.unit, className="hint")]),
                          _history(piece, f"{key}-{place}")]  # fmt: skip
    return parts


def _terms(piece: inspection.Terms, id_: str) -> html.Div:
    number = min(len(piece.terms), bars.MOST)
    height = {"height": f"{58 + 21 * number}px"}
    figure = bars.terms(piece.terms, piece.unit)
    return _figure(id_, f"{piece.title}, {piece.unit}", figure, height)


def _history(piece: inspection.History, id_: str) -> html.Div:
    legend = html.Div(
        [
            html.Span([html.Span(className=f"swatch {('line', 'dashed', 'dotted')[place % 3]}",
                                 style={"--colour": COLOURS[place % 3]}), name],
                      className="entry")
            for place, name in enumerate(piece.curves)
        ],
        className="legend",
    ) if len(piece.curves) > 1 else None  # fmt: skip
    graph = _figure(id_, f"{piece.title}, {piece.unit}", history(piece), {"height": "130px"})
    return html.Div([graph, legend] if legend else [graph])


def _figure(id_: str, says: str, figure: look.Figure, size: dict[str, str]) -> html.Div:
    inner = dcc.Graph(id=id_, figure=figure, config=STILL, responsive=True, className="graph")
    return html.Div(inner, style=size, role="group", **aria(says))


def history(piece: inspection.History) -> look.Figure:
    """Return numbers over time as a chart."""
    days = [day.isoformat() for day in _thinned(piece.dates)]
    curves = [
        {
            "type": "scatter", "mode": "lines", "x": days,
            "y": style.rounded(_thinned(list(values))),
            "line": {"color": COLOURS[place % 3], "dash": DASHES[place % 3], "width": 2,
                     "shape": "hv" if piece.steps else "linear"},
            "hovertemplate": f"%{{x|%b %Y}}: %{{y:.2f}}<extra>{style.plain(name, 40)}</extra>",
        }
        for place, (name, values) in enumerate(piece.curves.items())
    ]  # fmt: skip
    tops = [float(values.max()) for values in piece.curves.values() if len(values)]
    top = 5.3 if piece.steps else max([1.0 if piece.unit == "0 to 1" else 0.1, *tops]) * 1.05
    low = 1.5 if piece.steps else 0.0
    return {
        "data": curves,
        "layout": look.layout(
            xaxis=look.axis(type="date", nticks=5),
            yaxis=look.axis(range=[low, top], nticks=4),
            margin={"l": 32, "r": 8, "t": 6, "b": 22},
        ),
    }


def _thinned(values: list[Any], most: int = 300) -> list[Any]:
    every = max(1, -(-len(values) // most))
    return values[(len(values) - 1) % every :: every] if values else []


def day(given: datetime.date) -> str:
    """Return a date in words."""
    return f"{given:%-d %B %Y}"
