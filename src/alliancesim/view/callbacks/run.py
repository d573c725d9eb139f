"""Run: play, pause, step, go to a step, speed, reset."""

from typing import TYPE_CHECKING, Any

from dash import Dash, Input, State, ctx

from alliancesim.view.session import FASTEST, Session

if TYPE_CHECKING:
    from alliancesim.view.app import Desk

BUTTONS = ("play", "forward", "back", "reset")


def register(app: Dash, desk: "Desk") -> None:
    """Register what the controls of the run do."""

    @app.callback(
        inputs={"_": {name: Input(name, "n_clicks") for name in BUTTONS}},
        state={"name": State("session", "data")},
        prevent_initial_call=True,
    )
    def press(_: dict[str, int], name: str) -> None:
        session = desk.sessions.get(name)
        if session is not None:
            pressed(session, str(ctx.triggered_id))

    @app.callback(Input("wanted", "data"), State("session", "data"), prevent_initial_call=True)
    def go(wanted: dict[str, Any], name: str) -> None:
        session = desk.sessions.get(name)
        if session is not None and wanted:
            session.pause()
            session.go(int(wanted["step"]))

    @app.callback(Input("speed", "value"), State("session", "data"), prevent_initial_call=True)
    def speed(rate: int, name: str) -> None:
        session = desk.sessions.get(name)
        if session is not None:
            session.rate = float(rate) or FASTEST


def pressed(session: Session, control: str) -> None:
    """Do what a control says."""
    match control:
        case "play":
            session.pause() if session.playing else session.play()
        case "forward":
            session.step()
        case "back":
            session.pause()
            session.go(session.shown - 1)
        case "reset":
            session.reset()
