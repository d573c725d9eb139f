"""Case: open a scenario of the library or a file, and say what it is about or what is wrong."""

import base64
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dash import Dash, Input, Output, State, ctx, html, no_update

from alliancesim.scenario import Scenario, ScenarioError
from alliancesim.view.layout import first_tab
from alliancesim.view.session import Session

if TYPE_CHECKING:
    from alliancesim.view.app import Desk

LARGEST = 5_000_000
"""Bytes of a scenario file, at most."""


def register(app: Dash, desk: "Desk") -> None:
    """Register what opens a scenario."""

    @app.callback(
        Output("messages", "children"),
        Output("about", "children"),
        Output("title", "children"),
        Output("actor", "options"),
        Output("actor", "value"),
        Output("tab", "value"),
        Output("selected", "data", allow_duplicate=True),
        Input("open", "n_clicks"),
        Input("upload", "contents"),
        State("upload", "filename"),
        State("scenario", "value"),
        State("seed", "value"),
        State("session", "data"),
        prevent_initial_call="initial_duplicate",
    )
    def begin(
        _: int, contents: str | None, file: str | None, scenario: str, seed: int | None, name: str
    ) -> tuple[Any, ...]:
        session = desk.sessions.get(name)
        if session is None:
            return (no_update,) * 7
        if ctx.triggered_id is None:
            return [], about(session), *[no_update] * 5
        given = contents if ctx.triggered_id == "upload" else None
        wrong = _opened(session, lambda: desk.case(scenario), seed, given, file or "")
        if wrong:
            return wrong, *[no_update] * 6
        case = session.scenario
        names = {id_: state.name for id_, state in case.states.items()}
        return [], about(session), case.title or case.name, names, None, first_tab(session), ""


def _opened(
    session: Session,
    source: Callable[[], Scenario],
    seed: int | None,
    contents: str | None,
    file: str,
) -> list[Any]:
    """Open a scenario or a file; return what is wrong with it."""
    if seed is None or seed < 0:
        return [html.P("The seed is a whole number, 0 or more.")]
    if contents is None:
        try:
            session.open(source(), seed)
        except ScenarioError as error:
            return told(error)
        return []
    data = base64.b64decode(contents.partition(",")[2])
    if len(data) > LARGEST:
        return [html.P(f"{file} has more than {LARGEST // 1_000_000} MB; is it a scenario?")]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (Path(file).name or "scenario.yaml")
        path.write_bytes(data)
        try:
            session.open(path, seed)
        except ScenarioError as error:
            return told(error, f"{folder}/")
    return []


def told(error: ScenarioError, folder: str = "") -> list[Any]:
    """Return what the loader found, each problem at its file and line; no path of ``folder``."""
    rows = []
    for problem in error.problems:
        line = f", line {problem.line}" if problem.line is not None else ""
        hint = f" Did you mean {problem.suggestion}?" if problem.suggestion else ""
        key = f"{problem.key}: " if problem.key else ""
        where = html.B(f"{Path(problem.file).name}{line}")
        rows.append(html.Li([where, f" {key}{problem.message.replace(folder, '')}.{hint}"]))
    words = "problem" if len(rows) == 1 else "problems"
    head = f"This file cannot be used: {len(rows)} {words}. The run before is still there."
    return [html.P(head), html.Ul(rows)]


def about(session: Session) -> list[Any]:
    """Return what the scenario asks, and of whom."""
    case = session.scenario
    clock = case.clock
    span = f"{clock.start:%B %Y} to {clock.date_at(clock.steps):%B %Y}"
    parts: list[Any] = [html.P(case.question, className="question")] if case.question else []
    parts.append(html.P(f"{len(case.states)} states, {clock.steps} steps of a {clock.step},"
                        f" {span}.", className="hint"))  # fmt: skip
    if case.description:
        parts.append(html.P(case.description))
    parts.append(html.P(["Cast: ", case.cast, "."], className="hint"))
    if case.assumptions:
        listed = html.Ul([html.Li(text) for text in case.assumptions])
        parts.append(html.Details([html.Summary("What the author assumed"), listed]))
    return parts
