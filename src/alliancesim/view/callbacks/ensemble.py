"""Ensemble: many seeds in the background, the distribution of outcomes, and members to open."""

from typing import TYPE_CHECKING, Any

from dash import Dash, Input, Output, State, ctx, no_update

from alliancesim.figures import style
from alliancesim.summaries import is_count
from alliancesim.view.drawing import look
from alliancesim.view.drawing.outcomes import distribution_figure
from alliancesim.view.ensembles import Ensemble
from alliancesim.view.forks import TOLD
from alliancesim.view.parts import number, table
from alliancesim.view.session import Session

if TYPE_CHECKING:
    from alliancesim.view.app import Desk

MOST = 1000


def register(app: Dash, desk: "Desk") -> None:
    """Register the ensemble."""

    @app.callback(
        Output("ensemble-status", "children", allow_duplicate=True),
        Input("simulate", "n_clicks"),
        Input("stop", "n_clicks"),
        State("runs", "value"),
        State("session", "data"),
        prevent_initial_call=True,
    )
    def press(_: int, _stop: int, runs: int | None, name: str) -> Any:
        session = desk.sessions.get(name)
        if session is None:
            return no_update
        if ctx.triggered_id == "stop":
            if session.ensemble is not None:
                session.ensemble.cancel()
            return no_update
        if not runs or not 1 <= runs <= MOST:
            return f"Give a number of runs from 1 to {MOST}."
        session.simulate(int(runs))
        return f"0 of {runs} runs"

    @app.callback(
        Output("member-message", "children"),
        Input("open-member", "n_clicks"),
        State("member", "value"),
        State("session", "data"),
        prevent_initial_call=True,
    )
    def open_member(_: int, member: int | None, name: str) -> Any:
        session = desk.sessions.get(name)
        if session is None:
            return no_update
        if member is None or member < 0:
            return "Members are numbered from 0."
        session.open_member(int(member))
        return f"This is run {member} now; run 0 is the one that the command line calls so, too."

    @app.callback(
        output={
            "progress": Output("progress", "value"),
            "idle": Output("progress", "hidden"),
            "status": Output("ensemble-status", "children"),
            "figure": Output("distribution", "figure"),
            "outcomes": Output("outcomes", "children"),
        },
        inputs={
            "_": Input("beat", "data"),
            "bench": Input("bench", "value"),
            "outcome": Input("outcome", "value"),
        },
        state={"name": State("session", "data")},
    )
    def fill(_: Any, bench: str, outcome: str, name: str) -> dict[str, Any]:
        session = desk.sessions.get(name)
        keys = ("progress", "idle", "status", "figure", "outcomes")
        if session is None or bench != "ensemble":
            return dict.fromkeys(keys, no_update)
        return filled(session, outcome)


def filled(session: Session, outcome: str) -> dict[str, Any]:
    """Return what the panel shows."""
    ensemble = session.ensemble
    if ensemble is None:
        return {"progress": "0", "idle": True, "status": "", "outcomes": [],
                "figure": look.message("no runs yet")}  # fmt: skip
    return {
        "progress": str(ensemble.done / ensemble.runs),
        "idle": not ensemble.running,
        "status": ensemble.trouble or _words(ensemble),
        "figure": distribution_figure(ensemble, outcome, session.tracks["A"].film),
        "outcomes": _outcomes(ensemble),
    }


def _words(ensemble: Ensemble) -> str:
    if ensemble.done < ensemble.runs:
        state = (
            "stopped" if ensemble.cancelled else "waiting" if not ensemble.done else "simulating"
        )
        return f"{ensemble.done} of {ensemble.runs} runs, {state}"
    return f"{ensemble.runs} runs, all there"


def _outcomes(ensemble: Ensemble) -> list[Any]:
    rows = []
    for name in TOLD:
        found = ensemble.outcome(name)
        if not len(found):
            continue
        low, middle, high = ensemble.spread(name)
        label = style.title_of(name) + (" in all" if is_count(name) else "")
        rows.append((label, number(middle), f"{number(low)} to {number(high)}"))
    return [table(("outcome", "median", "9 runs in 10"), rows)] if rows else []
