"""Inspect: what is clicked, or chosen from the lists, is told about."""

from typing import TYPE_CHECKING, Any, NamedTuple

from dash import Dash, Input, Output, State, ctx, no_update

from alliancesim.view import inspection
from alliancesim.view.drawing import matrix
from alliancesim.view.panels import states_of
from alliancesim.view.pieces import shown
from alliancesim.view.session import Session

if TYPE_CHECKING:
    from alliancesim.view.app import Desk

LISTED = 200
"""Crises and events to choose from, the newest."""


class Choice(NamedTuple):
    """What is inspected."""

    kind: str
    one: Any
    two: Any


def register(app: Dash, desk: "Desk") -> None:
    """Register the inspector."""

    @app.callback(
        output={
            "kind": Output("kind", "value"),
            "options": Output("one", "options"),
            "one": Output("one", "value"),
            "two_options": Output("two", "options"),
            "two": Output("two", "value"),
            "single": Output("two-box", "hidden"),
            "bench": Output("bench", "value"),
        },
        inputs={
            "kind": Input("kind", "value"),
            "world": Input("world", "clickData"),
            "cell": Input("matrix", "clickData"),
            "picked": Input("picked", "data"),
            "_epoch": Input("epoch", "data"),
            "_beat": Input("beat", "data"),
        },
        state={"one": State("one", "value"), "two": State("two", "value"),
               "name": State("session", "data")},
        prevent_initial_call=True,
    )  # fmt: skip
    def choose(
        kind: str, world: Any, cell: Any, picked: Any, _epoch: Any, _beat: Any, one: Any, two: Any,
        name: str,
    ) -> dict[str, Any]:  # fmt: skip
        session = desk.sessions.get(name)
        if session is None:
            return _nothing()
        before = Choice(kind, one, two)
        clicked = _clicked(session, ctx.triggered_id, world, cell, picked)
        if clicked is None and ctx.triggered_id == "beat" and kind in ("state", "pair"):
            return _nothing()
        return _chosen(session, clicked or before, opened=clicked is not None)

    @app.callback(
        Output("inspected", "children"),
        Output("selected", "data"),
        Input("kind", "value"),
        Input("one", "value"),
        Input("two", "value"),
        Input("beat", "data"),
        Input("bench", "value"),
        State("session", "data"),
    )
    def tell(kind: str, one: Any, two: Any, _: Any, bench: str, name: str) -> tuple[Any, Any]:
        session = desk.sessions.get(name)
        if session is None:
            return no_update, no_update
        if bench != "inspect":  # nobody looks: no need to work it out
            return no_update, _selected(session, Choice(kind, one, two), open_=False)
        choice = Choice(kind, one, two)
        return told(session, choice), _selected(session, choice, open_=True)


def _nothing() -> dict[str, Any]:
    keys = ("kind", "options", "one", "two_options", "two", "single", "bench")
    return dict.fromkeys(keys, no_update)


def _clicked(session: Session, trigger: Any, world: Any, cell: Any, picked: Any) -> Choice | None:
    """Return what was clicked, if anything was."""
    if trigger == "world" and world:
        name = str(world["points"][0].get("customdata") or "")
        if name.startswith("crisis "):
            return Choice("crisis", int(name.removeprefix("crisis ")), None)
        return Choice("state", name, None) if name in session.scenario.states else None
    if trigger == "matrix" and cell:
        point = cell["points"][0]
        start = session.track.film.frames[0]
        one, two = matrix.states_at(session.scenario, start, int(point["x"]), int(point["y"]))
        return Choice("pair", one, two)
    if trigger == "picked" and picked:
        return Choice("event", int(picked["number"]), None)
    return None


def _chosen(session: Session, choice: Choice, *, opened: bool) -> dict[str, Any]:
    """Return lists and values that fit what is chosen."""
    options = _options(session, choice.kind)
    known = {option["value"] for option in options}
    one = choice.one if choice.one in known else next(iter(known), None) if not options else (
        options[0]["value"])  # fmt: skip
    states = [{"label": label, "value": id_} for id_, label in states_of(session.scenario).items()]
    two = choice.two if choice.two in session.scenario.states and choice.two != one else next(
        (state["value"] for state in states if state["value"] != one), None)  # fmt: skip
    return {
        "kind": choice.kind, "options": options, "one": one, "two_options": states, "two": two,
        "single": choice.kind != "pair", "bench": "inspect" if opened else no_update,
    }  # fmt: skip


def _options(session: Session, kind: str) -> list[dict[str, Any]]:
    match kind:
        case "alliance":
            found: dict[Any, str] = {t.id: t.name for t in inspection.treaties(session)}
        case "crisis":
            found = {
                number: f"{events[0].day:%b %Y}: {events[0].event.text}"
                for number, events in list(inspection.crises(session).items())[:LISTED]
            }
        case "event":
            events = [h for h in session.track.film.events if h.step <= session.shown]
            found = {h.number: f"{h.day:%d %b %Y}: {h.event.text}" for h in events[-LISTED:][::-1]}
        case _:
            found = dict(states_of(session.scenario))
    return [{"label": label, "value": value} for value, label in found.items()]


def told(session: Session, choice: Choice) -> list[Any]:
    """Return what there is to say of what is chosen."""
    if choice.one is None:
        return shown([inspection.Note("There is none at the step shown.")], "none")
    with session.lock:
        match choice.kind:
            case "state":
                pieces = inspection.state(session, choice.one)
            case "pair":
                pieces = inspection.pair(session, choice.one, choice.two or "")
            case "alliance":
                pieces = inspection.alliance(session, choice.one)
            case "crisis":
                pieces = inspection.crisis(session, choice.one)
            case _:
                pieces = inspection.event(session, choice.one)
    return shown(pieces, choice.kind)


def _selected(session: Session, choice: Choice, *, open_: bool) -> str:
    """Return the states that the map marks: those inspected, and the actors of an event."""
    if not open_:
        return ""
    match choice.kind:
        case "state":
            found = [choice.one]
        case "pair":
            found = [choice.one, choice.two]
        case "event":
            events = session.track.film.events
            found = [a for h in events if h.number == choice.one for a in h.event.actors]
        case _:
            found = []
    return " ".join(state for state in found if state in session.scenario.states)
