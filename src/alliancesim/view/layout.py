"""Layout: the page as it is first sent, with the first picture already in it."""

from typing import TYPE_CHECKING, Any

from dash import dcc, html

from alliancesim.figures import style
from alliancesim.metrics import METRICS
from alliancesim.view import panels
from alliancesim.view.drawing import look, series, world
from alliancesim.view.drawing.places import ground
from alliancesim.view.frames import STATE_COLUMNS
from alliancesim.view.parts import aria, button, dropdown, graph, swatch
from alliancesim.view.session import Session
from alliancesim.view.showing import SORTS, curves, frames

if TYPE_CHECKING:
    from alliancesim.view.app import Desk

INDEX = """<!DOCTYPE html>
<html lang="en">
<head>{%metas%}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{%title%}</title>{%favicon%}{%css%}</head>
<body>{%app_entry%}<footer>{%config%}{%scripts%}{%renderer%}</footer></body>
</html>"""
CHARTS = ("stability", "escalation", "expected_uses_of_force")
"""Metrics of the three charts at first."""
SPEEDS = {"1 step a second": 1, "2 steps a second": 2, "5 steps a second": 5,
          "10 steps a second": 10, "20 steps a second": 20, "as fast as it goes": 0}  # fmt: skip
TABS = {"map": "Map", "circle": "Network", "trust": "Trust"}


def page(desk: "Desk") -> Any:
    """Return the page with a session of its own."""
    name = desk.new()
    session = desk.sessions.get(name)
    assert session is not None  # noqa: S101 - told to the type checker; it was just made
    return html.Div(
        [
            dcc.Store(id="session", data=name),
            dcc.Store(id="cursor", data={}),
            dcc.Store(id="clock", data=0),
            dcc.Store(id="beat", data={}),
            dcc.Store(id="epoch", data=""),
            dcc.Store(id="wanted", data={}),
            dcc.Store(id="picked", data={}),
            dcc.Store(id="selected", data=""),
            dcc.Download(id="download"),
            html.A("Skip to the controls", href="#play", className="skip"),
            _header(session),
            _timeline(),
            html.Main([_world(session), _charts(session), _bench(desk, session), _feed(session)]),
        ],
        id="page",
    )


def _header(session: Session) -> html.Header:
    return html.Header([
        html.Div([
            html.Span("alliancesim", className="wordmark"),
            html.H1(session.scenario.title or session.scenario.name, id="title"),
        ], className="names"),
        html.Div([
            html.Output("", id="date", className="date"),
            html.Span("", id="status", className="status", role="status"),
        ], className="clock"),
        html.Div([
            button("reset", "Reset", "Begin again at the start, with nothing done"),
            button("back", "◀", "One step back (left arrow)"),
            button("play", "Play", "Play or pause (space)", "main"),
            button("forward", "▶", "One step forward (right arrow)"),
            dropdown("speed", [{"label": k, "value": v} for k, v in SPEEDS.items()], 5,
                     "Speed", className="speed"),
        ], className="controls", role="group", **aria("Run")),
        html.Div([
            html.A("Take a seat", href="seat/", className="button", target="_blank",
                   title="Play one state, in a page of its own"),
            button("theme", "◐", "Light or dark"),
        ], className="more"),
    ])  # fmt: skip


def _timeline() -> html.Section:
    return html.Section([
        html.Div([], id="marks", className="marks", role="list",
                 **aria("Events on the timeline")),
        html.Div(id="slider", className="slider"),
        html.Div([], id="years", className="years"),
    ], className="timeline", **aria("Timeline"))  # fmt: skip


def first_tab(session: Session) -> str:
    """Return what is shown at first: the map, unless most states are invented."""
    return "map" if ground(session.scenario).known > 0.3 else "circle"


def _world(session: Session) -> html.Section:
    frame, start = frames(session)
    tab = first_tab(session)
    wanted = world.Wanted(tab == "circle", "bloc", "")
    choices = [{"label": "bloc", "value": "bloc"}] + [
        {"label": f"{column.title.lower()} ({column.unit})", "value": name}
        for name, column in STATE_COLUMNS.items()
    ]
    return html.Section([
        html.Div([
            dcc.RadioItems(TABS, tab, id="tab", className="tabs", inline=True),
            html.Div(dropdown("by", choices, "bloc", "Colour by"), id="by-box",
                     className="by", title="What colours the states"),
            html.Div(
                dcc.RadioItems({"now": "now", "change": "change since the start"}, "now", id="mode",
                               className="tabs", inline=True),
                id="mode-box", hidden=True),
        ], className="bar"),
        graph("world", "The states with their alliances, disputes and crises",
              world.figure(session.scenario, frame, start, wanted), kind="picture", zoom=True),
        html.Div(graph("matrix", "Trust of each state in each other one",
                       look.message("")), id="matrix-frame", hidden=True, className="picture"),
        html.Div([], id="legend", className="legend"),
    ], className="card world", **aria("World"))  # fmt: skip


def legend_of_ties(*, round_: bool) -> list[html.Span]:
    """Return the legend of the lines and marks."""
    return [
        swatch(style.BLUE, "defence pact" if round_ else "pact of two or three", "line"),
        swatch(style.VERMILION, "rivalry", "dashed"),
        swatch(style.ORANGE, "open issue", "dotted"),
        swatch(style.VERMILION, "live crisis (▲ display, ✕ use of force, ★ war)", "thick"),
    ]


def _charts(session: Session) -> html.Section:
    options = [{"label": style.labelled(name), "value": name} for name in METRICS]
    cells = [
        html.Div([
            dropdown(f"metric-{place}", options, metric, "Metric", className="metric"),
            graph(f"chart-{place}", f"Chart {place + 1}: the metric chosen above it over time",
                  series.figure(curves(session, metric))),
        ], className="cell")
        for place, metric in enumerate(CHARTS)
    ]  # fmt: skip
    key = html.Div([
        swatch(look.A, "the run", "line"),
        swatch(look.B, "the fork", "dashed"),
        swatch(style.GREY, "9 in 10 runs of the ensemble, and their median", "band"),
    ], className="legend")  # fmt: skip
    return html.Section([html.Div(cells, className="row"), key], className="card charts",
                        **aria("Charts"))  # fmt: skip


def _bench(desk: "Desk", session: Session) -> html.Section:
    made = panels.all_of(desk, session)
    names = {key: panel.title for key, panel in made.items()}
    first = next(iter(made))
    return html.Section([
        dcc.RadioItems(names, first, id="bench", className="tabs", inline=True),
        *[
            html.Div(panel.body, id=f"panel-{key}", className="panel", hidden=key != first)
            for key, panel in made.items()
        ],
    ], className="card bench", **aria("Workbench"))  # fmt: skip


def _feed(session: Session) -> html.Section:
    states = {id_: state.name for id_, state in session.scenario.states.items()}
    return html.Section([
        html.Div([
            html.H2("Events"),
            dropdown("sort", list(SORTS), "everything", "Sort"),
            dropdown("actor", states, None, "all states", clearable=True),
        ], className="bar"),
        html.Ol([], id="feed", className="feed", tabIndex=0),
    ], className="card events", **aria("Events"))  # fmt: skip
