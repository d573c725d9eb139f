"""Panels: the tabs of the workbench as they are first sent."""

from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from dash import dcc, html

from alliancesim import crisis
from alliancesim.doctrines import DOCTRINES
from alliancesim.figures import style
from alliancesim.metrics import METRICS
from alliancesim.scenario import Scenario, library
from alliancesim.scenario.events import Obligation, ShockField
from alliancesim.view.drawing import look
from alliancesim.view.interventions import ACTS, levers, settable_parameters
from alliancesim.view.parts import button, dropdown, graph, labelled
from alliancesim.view.session import Session

if TYPE_CHECKING:
    from alliancesim.view.app import Desk

KINDS = {"state": "State", "pair": "Pair", "alliance": "Alliance", "crisis": "Crisis",
         "event": "Event"}  # fmt: skip
SHOCKS = list(get_args(ShockField))
LEVELS = [{"label": f"{level} {word}", "value": level} for level, word in crisis.LEVELS.items()
          if level > 1]  # fmt: skip
CHARTS = {"world": "the map or network", "matrix": "the trust matrix", "chart-0": "chart 1",
          "chart-1": "chart 2", "chart-2": "chart 3", "distribution": "distribution of outcomes",
          "difference": "difference of run and fork"}  # fmt: skip


class Panel(NamedTuple):
    """A tab of the workbench."""

    title: str
    body: list[Any]


def all_of(desk: "Desk", session: Session) -> dict[str, Panel]:
    """Return the panels by key, in the order of the tabs."""
    return {
        "case": Panel("Case", _case(desk, session)),
        "inspect": Panel("Inspect", _inspect(session)),
        "act": Panel("Act", _act(session)),
        "compare": Panel("Compare", _compare()),
        "ensemble": Panel("Runs", _ensemble()),
        "export": Panel("Export", _export()),
    }


def states_of(scenario: Scenario) -> dict[str, str]:
    """Return the names of the states by id, to choose from."""
    return {id_: f"{state.name} ({id_})" for id_, state in scenario.states.items()}


def alliances_of(scenario: Scenario) -> dict[str, str]:
    """Return the names of the scenario's treaties by id, to choose from."""
    return {id_: treaty.name for id_, treaty in scenario.alliances.items()}


def instruments_of(scenario: Scenario) -> dict[str, str]:
    """Return the names of the instruments that a pair can engage in, to choose from."""
    tools = scenario.instruments.items()
    return {name: tool.name for name, tool in tools if tool.phase == "engage"}


def levers_of(scenario: Scenario) -> dict[str, str]:
    """Return the names of all instruments and levers, to choose from."""
    return {name: scenario.instruments[name].name for name in levers(scenario)}


def _case(desk: "Desk", session: Session) -> list[Any]:
    names = list(library())
    if desk.name not in names:
        names = [desk.name, *names]
    return [
        html.Div([
            labelled("Scenario", dropdown("scenario", names, desk.name, searchable=True)),
            labelled("Seed", dcc.Input(id="seed", type="number", min=0, step=1, value=session.seed,
                                       className="input")),
        ], className="two"),
        html.Div([
            button("open", "Begin", "Begin this scenario with this seed", "main"),
            dcc.Upload(button("upload-button", "Open a file …", "Open a scenario file"),
                       id="upload", accept=".yaml,.yml", multiple=False),
        ], className="buttons"),
        html.Div([], id="messages", className="messages", role="alert"),
        html.Div([], id="about", className="about"),
    ]  # fmt: skip


def _inspect(session: Session) -> list[Any]:
    states = states_of(session.scenario)
    first = next(iter(states))
    return [
        dcc.RadioItems(KINDS, "state", id="kind", className="tabs", inline=True),
        html.Div([
            dropdown("one", states, first, "choose", searchable=True, maxHeight=320),
            html.Div(dropdown("two", states, None, "and …", searchable=True, maxHeight=320),
                     id="two-box", hidden=True),
        ], className="stack"),
        html.Div([], id="inspected", className="inspected"),
    ]  # fmt: skip


def _act(session: Session) -> list[Any]:
    case = session.scenario
    fields = {
        "instrument": ("Instrument", dropdown("act-instrument", instruments_of(case),
                       "joint_exercise", searchable=True)),
        "field": ("What is pushed", dropdown("act-field", SHOCKS, "tension")),
        "alliance": ("Treaty", dropdown("act-alliance", alliances_of(case), None, "a new one",
                     clearable=True)),
        "name": ("Name of a new treaty", dcc.Input(id="act-name", type="text", maxLength=80,
                 className="input")),
        "obligations": ("It binds to", dropdown("act-obligations", list(get_args(Obligation)), [],
                        "of a new treaty", multi=True)),
        "doctrine": ("Doctrine", dropdown("act-doctrine", {n: d.name for n, d in
                     DOCTRINES.items()}, "realist")),
        "lever": ("Instrument or lever", dropdown("act-lever", levers_of(case), None,
                  searchable=True)),
        "parameter": ("Parameter", dropdown("act-parameter", [
            {"label": path.removeprefix("parameters."), "value": path, "title": says}
            for path, says in settable_parameters().items()
        ], None, searchable=True)),
        "actors": ("States, in this order", dropdown("act-actors", states_of(case), [], "choose",
                   multi=True, searchable=True)),
        "size": ("Size", _number("act-size", 1.0, 0.1)),
        "change": ("Change", _number("act-change", 0.5, 0.1)),
        "level": ("Level of hostility", dropdown("act-level", LEVELS, 4)),
        "value": ("New value", _number("act-value", None, "any")),
    }  # fmt: skip
    return [
        labelled("What", dropdown("act-kind", {name: act.title for name, act in ACTS.items()},
                                  "engage")),
        html.P("", id="act-hint", className="hint"),
        *[html.Div(labelled(title, control), id=f"field-{name}")
          for name, (title, control) in fields.items()],
        labelled("Date", dcc.Input(id="act-date", type="text", placeholder="YYYY-MM-DD",
                                   className="input"),
                 "Empty: the day after the step shown."),
        html.Div([
            button("do", "Do it", "The run goes on from the step shown with this", "main"),
            button("fork", "Fork with it", "A second run does this; both have the same luck"),
            button("undo", "Undo", "Take back the last thing done"),
        ], className="buttons"),
        html.Div("", id="act-message", className="notice", role="status"),
        html.H3("Done so far"),
        html.Ol([], id="done", className="done"),
        html.Div(button("save", "Save as scenario", "A file that gives the same numbers from the"
                        " command line"), className="buttons"),
    ]  # fmt: skip


def _number(id_: str, value: float | None, step: Any) -> dcc.Input:
    return dcc.Input(id=id_, type="number", value=value, step=step, className="input")


def _compare() -> list[Any]:
    metrics = [{"label": style.labelled(name), "value": name} for name in METRICS]
    return [
        html.Div([
            html.Span("Look at", className="hint"),
            dcc.RadioItems({"A": "the run", "B": "the fork"}, "A", id="active",
                           className="tabs", inline=True),
            button("join", "Drop the fork", "Go on with the run alone", "quiet"),
        ], className="bar", id="fork-bar", hidden=True),
        html.Div([], id="fork-body", className="inspected"),
        html.Div([
            html.H3("Difference in many pairs with the same luck"),
            html.Div([
                _number("pairs", 20, 1),
                button("pair-up", "Simulate pairs", "Run both scenarios with many seeds in the"
                       " background"),
            ], className="two"),
            html.P("", id="pairs-status", className="hint", role="status"),
            dropdown("difference-metric", metrics, "expected_uses_of_force", searchable=True),
            html.Div(graph("difference", "Difference of fork and run over time, with its interval",
                           look.message("no pairs yet")), className="fixed"),
            html.Div([], id="effects"),
        ], id="fork-pairs", hidden=True),
    ]  # fmt: skip


def _ensemble() -> list[Any]:
    metrics = [{"label": style.labelled(name), "value": name} for name in METRICS]
    return [
        html.P("Other seeds of the same scenario, with all that was done to the run. The grey bands"
               " in the charts hold nine runs in ten.", className="hint"),
        html.Div([
            labelled("Runs", _number("runs", 20, 1)),
            html.Div([button("simulate", "Simulate", "Simulate these runs in the background",
                             "main"),
                      button("stop", "Stop", "Stop; the runs that are done stay")],
                     className="buttons end"),
        ], className="two"),
        html.Progress(id="progress", value="0", max="1", hidden=True),
        html.P("", id="ensemble-status", className="hint", role="status"),
        html.H3("Distribution of an outcome"),
        dropdown("outcome", metrics, "uses_of_force", searchable=True),
        html.Div(graph("distribution", "Distribution of the outcome over the runs",
                       look.message("no runs yet")), className="fixed"),
        html.Div([], id="outcomes"),
        html.H3("Open one of them"),
        html.Div([
            _number("member", 0, 1),
            button("open-member", "Open at this step", "Look into this run in place of the present"
                   " one"),
        ], className="two"),
        html.P("", id="member-message", className="notice", role="status"),
    ]  # fmt: skip


def _export() -> list[Any]:
    return [
        html.H3("The scenario"),
        html.P("With all that was done: `alliancesim run` gives the same numbers.",
               className="hint"),
        html.Div(button("export-scenario", "Scenario (YAML)", "Save the scenario as a file"),
                 className="buttons"),
        html.H3("The ensemble"),
        html.P("Of what was simulated under Runs; without one, of the run alone, to its"
               " horizon.", className="hint"),
        html.Div([
            button("export-report", "Report (HTML)", "One file, readable offline"),
            button("export-tables", "Tables (ZIP)", "Parquet and CSV"),
        ], className="buttons"),
        dcc.Loading(html.P("", id="export-status", className="hint", role="status"), type="dot"),
        html.H3("A chart"),
        dropdown("export-chart", CHARTS, "world"),
        html.Div([
            button("export-svg", "SVG", "Save this chart as SVG"),
            button("export-png", "PNG", "Save this chart as PNG"),
        ], className="buttons"),
    ]  # fmt: skip
