"""Act: the form of an intervention, what was done, undo, fork, and saving it as a scenario."""

from typing import TYPE_CHECKING, Any

from dash import Dash, Input, Output, State, ctx, html, no_update

from alliancesim.parameters import catalogue
from alliancesim.view import interventions, panels
from alliancesim.view.interventions import ACTS, described, event_of, next_day
from alliancesim.view.session import Session

if TYPE_CHECKING:
    from alliancesim.view.app import Desk

FIELDS = tuple(dict.fromkeys(name for act in ACTS.values() for name in act.fields))


def register(app: Dash, desk: "Desk") -> None:
    """Register the form."""

    @app.callback(
        output={"hidden": {name: Output(f"field-{name}", "hidden") for name in FIELDS},
                "hint": Output("act-hint", "children")},
        inputs={"kind": Input("act-kind", "value"), "parameter": Input("act-parameter", "value"),
                "lever": Input("act-lever", "value")},
        state={"name": State("session", "data")},
    )  # fmt: skip
    def form(kind: str, parameter: str | None, lever: str | None, name: str) -> dict[str, Any]:
        session = desk.sessions.get(name)
        hidden = {field: field not in ACTS[kind].fields for field in FIELDS}
        hint = ACTS[kind].hint
        if session is not None:
            hint += _about(session, kind, parameter, lever)
        return {"hidden": hidden, "hint": hint}

    @app.callback(
        output={"message": Output("act-message", "children"),
                "kind": Output("act-message", "className"),
                "bench": Output("bench", "value", allow_duplicate=True)},
        inputs={"_": {name: Input(name, "n_clicks") for name in ("do", "fork", "undo")}},
        state={
            "kind": State("act-kind", "value"),
            "date": State("act-date", "value"),
            "form": {name: State(f"act-{name}", "value") for name in FIELDS},
            "name": State("session", "data"),
        },
        prevent_initial_call=True,
    )  # fmt: skip
    def press(_: Any, kind: str, date: str | None, form: dict[str, Any], name: str) -> Any:
        session = desk.sessions.get(name)
        if session is None:
            return {"message": "", "kind": "notice", "bench": no_update}
        wrong = _pressed(session, str(ctx.triggered_id), kind, date, form)
        forked = ctx.triggered_id == "fork" and not wrong
        return {
            "message": wrong or ("undone" if ctx.triggered_id == "undo" else "done"),
            "kind": "notice bad" if wrong else "notice good",
            "bench": "compare" if forked else no_update,
        }

    @app.callback(
        output={
            "actors": Output("act-actors", "options"),
            "alliance": Output("act-alliance", "options"),
            "instrument": Output("act-instrument", "options"),
            "lever": Output("act-lever", "options"),
            "done": Output("done", "children"),
        },
        inputs={"_": Input("epoch", "data")},
        state={"name": State("session", "data")},
    )
    def lists(_: Any, name: str) -> dict[str, Any]:
        session = desk.sessions.get(name)
        if session is None:
            keys = ("actors", "alliance", "instrument", "lever", "done")
            return dict.fromkeys(keys, no_update)
        case = session.scenario
        return {
            "actors": panels.states_of(case),
            "alliance": panels.alliances_of(case) | _signed(session),
            "instrument": panels.instruments_of(case),
            "lever": panels.levers_of(case),
            "done": done(session),
        }

    @app.callback(
        Output("download", "data"),
        Input("save", "n_clicks"),
        Input("export-scenario", "n_clicks"),
        State("session", "data"),
        prevent_initial_call=True,
    )
    def save(_: int, _export: int, name: str) -> Any:
        session = desk.sessions.get(name)
        if session is None:
            return no_update
        return {"content": session.saved(), "filename": f"{session.scenario.name}.yaml",
                "type": "application/yaml"}  # fmt: skip


def _about(session: Session, kind: str, parameter: str | None, lever: str | None) -> str:
    """Return what a parameter or lever means, its range, and its value now."""
    case = session.track.model.case
    if kind == "parameter" and parameter:
        item = catalogue()[parameter.removeprefix("parameters.")]
        now = interventions.current(case, parameter)
        return f" {item.doc}. Now {now:g} {item.unit}; {item.lo:g} to {item.hi:g}; {item.grade}."
    if kind == "lever" and lever in case.instruments:
        tool = case.instruments[lever]
        return f" {tool.description}. Intensity now {tool.intensity:g}."
    return ""


def _signed(session: Session) -> dict[str, str]:
    """Return the treaties of the run that the scenario does not have from the start."""
    frame = session.track.film.frame(session.shown)
    known = session.scenario.alliances
    return {t.id: t.name for t in frame.treaties if t.id not in known and t.multilateral}


def _pressed(
    session: Session, control: str, kind: str, date: str | None, form: dict[str, Any]
) -> str:
    """Do what was pressed; return what is wrong."""
    if control == "undo":
        return session.undo()
    case = session.scenario
    missing = _missing(kind, form)
    if missing:
        return missing
    day = date or next_day(case, session.shown).isoformat()
    events = event_of(kind, form, day)
    return session.fork(*events) if control == "fork" else session.intervene(*events)


def _missing(kind: str, form: dict[str, Any]) -> str:
    """Return what the form still lacks, in the words of its labels."""
    if kind in ("parameter", "lever"):
        if not form.get(kind):
            return f"Choose {'a parameter' if kind == 'parameter' else 'an instrument'} first."
        if form.get("value") is None:
            return "Give the new value."
    if kind == "sign" and not form.get("alliance") and not form.get("name"):
        return "Choose a treaty, or name a new one."
    if kind == "leave" and not form.get("alliance"):
        return "Choose a treaty."
    if kind in ("sign", "leave", "engage", "shock", "incident") and not form.get("actors"):
        return "Choose the states."
    return ""


def done(session: Session) -> list[Any]:
    """Return what was done, oldest first."""
    case = session.scenario
    places = session.done()
    if not places:
        return [html.Li("Nothing yet.", className="empty")]
    return [
        html.Li([html.Time(f"{case.events[place].date:%d %b %Y}"), " ",
                 described(case, case.events[place])])
        for place in places
    ]  # fmt: skip
