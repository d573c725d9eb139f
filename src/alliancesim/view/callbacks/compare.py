"""Compare: the fork beside the run, where they part, what accounts for it, and many pairs."""

from typing import TYPE_CHECKING, Any

from dash import Dash, Input, Output, State, html, no_update

from alliancesim.figures import style
from alliancesim.summaries import is_count
from alliancesim.view import forks, pieces
from alliancesim.view.drawing import look
from alliancesim.view.drawing.outcomes import paired_figure
from alliancesim.view.inspection import Terms
from alliancesim.view.parts import notice, number, table
from alliancesim.view.session import Session
from alliancesim.view.showing import dates

if TYPE_CHECKING:
    from alliancesim.view.app import Desk

MOST_PAIRS = 500
CHANGE = "fork\N{NO-BREAK SPACE}−\N{NO-BREAK SPACE}run"
NO_FORK = (
    "There is no fork. Go to the step at which another choice is to be made, fill in the form under"
    " Act, and press “Fork with it”: a second run makes that choice with the same luck, and both go"
    " on side by side."
)


def register(app: Dash, desk: "Desk") -> None:
    """Register the comparison."""

    @app.callback(Input("active", "value"), State("session", "data"), prevent_initial_call=True)
    def look_at(active: Any, name: str) -> None:
        session = desk.sessions.get(name)
        if session is not None:
            session.look_at(active)

    @app.callback(Input("join", "n_clicks"), State("session", "data"), prevent_initial_call=True)
    def join(_: int, name: str) -> None:
        session = desk.sessions.get(name)
        if session is not None:
            session.join()

    @app.callback(
        Output("pairs-status", "children", allow_duplicate=True),
        Input("pair-up", "n_clicks"),
        State("pairs", "value"),
        State("session", "data"),
        prevent_initial_call=True,
    )
    def pair_up(_: int, pairs: int | None, name: str) -> Any:
        session = desk.sessions.get(name)
        if session is None or not pairs or not 3 <= pairs <= MOST_PAIRS:
            return f"Give a number of pairs from 3 to {MOST_PAIRS}."
        session.simulate(int(pairs))
        return f"0 of {pairs} pairs"

    @app.callback(
        output={
            "bar": Output("fork-bar", "hidden"),
            "more": Output("fork-pairs", "hidden"),
            "body": Output("fork-body", "children"),
            "active": Output("active", "value"),
            "status": Output("pairs-status", "children"),
            "difference": Output("difference", "figure"),
            "effects": Output("effects", "children"),
        },
        inputs={
            "_": Input("beat", "data"),
            "bench": Input("bench", "value"),
            "metric": Input("difference-metric", "value"),
        },
        state={"name": State("session", "data")},
    )
    def fill(_: Any, bench: str, metric: str, name: str) -> dict[str, Any]:
        session = desk.sessions.get(name)
        keys = ("bar", "more", "body", "active", "status", "difference", "effects")
        nothing = dict.fromkeys(keys, no_update)
        if session is None or bench != "compare":
            return nothing
        if "B" not in session.tracks:
            return nothing | {"bar": True, "more": True, "body": [notice(NO_FORK)], "active": "A"}
        return _filled(session, metric)


def _filled(session: Session, metric: str) -> dict[str, Any]:
    run, fork = session.tracks["A"], session.tracks["B"]
    since = session.forked_at or 0
    step = min(session.shown, run.head, fork.head)
    before, after = session.ensemble, session.versus
    both = None if before is None or after is None else forks.paired(before, after, metric)
    with session.lock:
        body = [*_parting(session, since), *_table(session, since, step), *_accounts(session, step)]
    return {
        "bar": False,
        "more": False,
        "body": body,
        "active": session.active,
        "status": _status(session),
        "difference": look.message("no pairs yet")
        if both is None
        else paired_figure(both, dates(run.scenario.clock), metric, since),
        "effects": [] if both is None else _effects(session),
    }


def _parting(session: Session, since: int) -> list[Any]:
    run, fork = session.tracks["A"], session.tracks["B"]
    clock = run.scenario.clock
    found = forks.parting(run.film, fork.film, since)
    told = [html.Li(f"Forked at step {since}, {pieces.day(clock.date_at(since))}.")]
    if found.step < 0:
        told.append(html.Li("No number differs yet: both have the same luck."))
        return [html.Ul(told, className="plain")]
    names = [style.title_of(name).lower() for name in found.metrics[:4]]
    more = f" and {len(found.metrics) - 4} more" if len(found.metrics) > 4 else ""
    when = f"step {found.step}, {pieces.day(clock.date_at(found.step))}"
    told.append(html.Li(f"First difference in {when}: {', '.join(names)}{more}."))
    if found.event is not None:
        words = f"First event that only the {found.only} has, {pieces.day(found.event.day)}: "
        told.append(html.Li([words, html.B(found.event.event.text), "."]))
    return [html.Ul(told, className="plain")]


def _table(session: Session, since: int, step: int) -> list[Any]:
    run, fork = session.tracks["A"].film, session.tracks["B"].film
    rows = []
    for item in forks.differences(run, fork, since, step):
        label = style.title_of(item.metric) + (" since" if is_count(item.metric) else "")
        change = number(item.change, signed=True)
        rows.append((label, number(item.run), number(item.fork), change))
    date = session.scenario.clock.date_at(step)
    return [table(("metric", "run", "fork", CHANGE), rows, f"{pieces.day(date)}, one run")]


def _accounts(session: Session, step: int) -> list[Any]:
    terms = forks.accounts(session.tracks["A"], session.tracks["B"], step)
    if not terms:
        return []
    found = Terms("What accounts for it: trust by cause",
                  "evidence alive over all pairs, fork − run", terms)  # fmt: skip
    return pieces.shown([found], "accounts")


def _status(session: Session) -> str:
    before, after = session.ensemble, session.versus
    if before is None or after is None:
        return ""
    if before.trouble or after.trouble:
        return before.trouble or after.trouble
    return f"{min(before.done, after.done)} of {before.runs} pairs"


def _effects(session: Session) -> list[Any]:
    """Return the difference at the end of the run, over all pairs, with 95 % intervals."""
    before, after = session.ensemble, session.versus
    if before is None or after is None:
        return []
    rows = []
    for name in forks.TOLD:
        both = forks.paired(before, after, name)
        if both is None or both.mean[-1] != both.mean[-1]:
            continue
        clear = bool(both.low[-1] > 0 or both.high[-1] < 0)
        mean, low, high = (number(float(x[-1]), signed=True) for x in both[:3])
        rows.append((style.title_of(name), mean + "*" * clear, f"{low} to {high}"))
    told = table(("outcome", CHANGE, "95 % interval"), rows, "At the end, over all pairs")
    words = "* the interval leaves out zero. It speaks of luck alone, not of what was assumed."
    return [told, html.P(words, className="hint")]
