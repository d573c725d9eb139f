"""Tick: one call that brings everything on the page up to date; the page asks for the next one.

The answer to each tick makes the page ask again, so pictures can never queue: if drawing is slow,
it skips steps, and the model goes on at its own speed. What the page has drawn already comes with
the question (the cursor), and only what it lacks is sent.
"""

import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

from dash import ClientsideFunction, Dash, Input, Output, Patch, State, html, no_update

from alliancesim.view.drawing import matrix, series, world
from alliancesim.view.drawing.paint import paint
from alliancesim.view.frames import Happening
from alliancesim.view.layout import legend_of_ties
from alliancesim.view.parts import aria, swatch
from alliancesim.view.session import Session
from alliancesim.view.showing import curves, feed, frames, mark, ticks, years

if TYPE_CHECKING:
    from alliancesim.view.app import Desk

CHARTS = 3
SLOW = 50
"""States from which the trust matrix is drawn only every so often."""
Cursor = dict[str, Any]


class Wishes(NamedTuple):
    """What the user has chosen to see."""

    tab: str
    by: str
    mode: str
    metrics: list[str]
    sort: str
    actor: str
    selected: str


OUTPUTS: dict[str, Any] = {
    "world": Output("world", "figure"),
    "matrix": Output("matrix", "figure"),
    "charts": [Output(f"chart-{place}", "figure") for place in range(CHARTS)],
    "date": Output("date", "children"),
    "status": Output("status", "children"),
    "play": Output("play", "children"),
    "marks": Output("marks", "children"),
    "years": Output("years", "children"),
    "legend": Output("legend", "children"),
    "feed": Output("feed", "children"),
    "cursor": Output("cursor", "data"),
}
CHOSEN: dict[str, Any] = {
    "tab": State("tab", "value"),
    "by": State("by", "value"),
    "mode": State("mode", "value"),
    "metrics": [State(f"metric-{place}", "value") for place in range(CHARTS)],
    "sort": State("sort", "value"),
    "actor": State("actor", "value"),
    "selected": State("selected", "data"),
}


def register(app: Dash, desk: "Desk") -> None:
    """Register the tick and the part of it that runs in the browser."""

    @app.callback(
        output=OUTPUTS,
        inputs={"_": Input("clock", "data")},
        state={
            "name": State("session", "data"),
            "cursor": State("cursor", "data"),
            "chosen": CHOSEN,
        },
    )
    def tick(_: int, name: str, cursor: Cursor, chosen: dict[str, Any]) -> dict[str, Any]:
        session = desk.sessions.get(name)
        if session is None:
            return _ended()
        return answer(session, cursor, Wishes(**chosen | {"actor": chosen["actor"] or ""}))

    in_browser: Any = app.clientside_callback
    in_browser(
        ClientsideFunction("alliancesim", "again"),
        Output("beat", "data"),
        Output("epoch", "data"),
        Input("cursor", "data"),
    )
    in_browser(
        ClientsideFunction("alliancesim", "bench"),
        Output("panel-case", "data-shown"),
        Input("bench", "value"),
    )
    in_browser(
        ClientsideFunction("alliancesim", "tabs"),
        Output("world-box", "hidden"),
        Output("matrix-frame", "hidden"),
        Output("by-box", "hidden"),
        Output("mode-box", "hidden"),
        Input("tab", "value"),
    )


def _ended() -> dict[str, Any]:
    words = "This run was given up, since the page was away for long. Reload to begin again."
    nothing = dict.fromkeys(OUTPUTS, no_update) | {"charts": [no_update] * CHARTS}
    return nothing | {"status": words, "cursor": {"ended": True}}


def answer(session: Session, cursor: Cursor, wishes: Wishes) -> dict[str, Any]:
    """Return what the page lacks."""
    now = _now(session, wishes)
    fresh = now["epoch"] != cursor.get("epoch")
    moved = fresh or now["shown"] != cursor.get("shown") or now["heads"] != cursor.get("heads")
    happened = fresh or now["events"] != cursor.get("events")
    marked = fresh or now["marks"] != cursor.get("marks")
    legend = fresh or now["look"] != cursor.get("look") or now["paint"] != cursor.get("paint")
    listed = happened or now["feed"] != cursor.get("feed")
    return {
        "world": _world(session, cursor, now, wishes),
        "matrix": _matrix(session, cursor, now, wishes),
        "charts": [_chart(session, cursor, now, place, moved=moved) for place in range(CHARTS)],
        "date": f"{session.track.model.clock.date_at(session.shown):%-d %B %Y}",
        "status": _status(session),
        "play": "Pause" if session.playing else "Play",
        "marks": _marks(session) if marked else no_update,
        "years": _years(session) if fresh else no_update,
        "legend": _legend(session, wishes) if legend else no_update,
        "feed": _feed(session, wishes) if listed else no_update,
        "cursor": now,
    }


def _now(session: Session, wishes: Wishes) -> Cursor:
    """Return what will have been drawn after this tick."""
    frame, start = frames(session)
    colours = paint(wishes.by, session.scenario, frame, start)
    ensemble = session.ensemble
    return {
        "epoch": f"{session.epoch} {session.active}",
        "shown": session.shown,
        "head": session.head,
        "heads": [track.head for track in session.tracks.values()],
        "last": session.track.last,
        "events": session.track.film.events_until(session.shown),
        "marks": len(session.track.film.grave),
        "look": f"{wishes.tab} {wishes.by}",
        "selected": wishes.selected,
        "paint": zlib.crc32(colours.classes.tobytes()),
        "trust": f"{wishes.mode} {wishes.tab == 'trust'}",
        "metrics": wishes.metrics,
        "feed": f"{wishes.sort} {wishes.actor}",
        "band": 0 if ensemble is None else ensemble.done,
        "others": _others(session),
        "moving": session.playing or session.busy,
    }


def _others(session: Session) -> str:
    """Return how far the background is: the workbench follows it."""
    known = [each for each in (session.ensemble, session.versus) if each is not None]
    return " ".join(f"{each.done} {each.running} {each.trouble}" for each in known)


def _world(session: Session, cursor: Cursor, now: Cursor, wishes: Wishes) -> Any:
    keys = ("epoch", "shown", "look", "paint", "selected", "moving")
    drawn = cursor.get("world") or dict.fromkeys(keys)
    now["world"], now["traces"] = drawn, cursor.get("traces", {})
    if wishes.tab == "trust":
        return no_update
    wanted = world.Wanted(wishes.tab == "circle", wishes.by, wishes.selected)
    now["world"] = {key: now[key] for key in drawn}
    if now["world"] == drawn:
        return no_update
    frame, start = frames(session)
    tab = str(drawn["look"]).partition(" ")[0]
    if now["epoch"] != drawn["epoch"] or tab != wishes.tab:
        now["traces"] = {}
        return world.figure(session.scenario, frame, start, wanted)
    patch, signs = Patch(), dict[str, int]()
    traces = world.moving(session.scenario, frame, start, wanted)
    for place, (name, trace) in enumerate(traces.items(), start=world.BELOW):
        signs[name] = _sign(trace, whole=not now["moving"])
        if signs[name] != cursor.get("traces", {}).get(name):
            patch["data"][place] = trace
    changed = signs != cursor.get("traces")
    now["traces"] = signs
    return patch if changed else no_update


def _sign(trace: dict[str, Any], *, whole: bool) -> int:
    """Return a number that tells whether a trace changed; moving, what hovering tells may wait."""
    kept = {key: value for key, value in trace.items() if whole or key != "hovertext"}
    return zlib.crc32(repr(kept).encode())


def _matrix(session: Session, cursor: Cursor, now: Cursor, wishes: Wishes) -> Any:
    if wishes.tab != "trust":
        return no_update
    frame, start = frames(session)
    keys = ("epoch", "trust")
    if any(now[key] != cursor.get(key) for key in keys):
        return matrix.figure(session.scenario, frame, start, wishes.mode)
    drawn = cursor.get("matrix", -1)
    late = abs(session.shown - drawn) >= (5 if len(session.scenario.states) > SLOW else 1)
    now["matrix"] = session.shown if late or not now["moving"] else drawn
    if now["matrix"] == drawn:
        return no_update
    patch = Patch()
    patch["data"][0]["z"] = matrix.values(frame, start, wishes.mode)
    return patch


def _chart(session: Session, cursor: Cursor, now: Cursor, place: int, *, moved: bool) -> Any:
    metric = now["metrics"][place]
    old = cursor.get("metrics") or [None] * CHARTS
    if now["epoch"] != cursor.get("epoch") or metric != old[place]:
        return series.figure(curves(session, metric))
    if moved or now["band"] != cursor.get("band"):
        return series.patched(Patch(), curves(session, metric))
    return no_update


def _status(session: Session) -> str:
    if session.trouble:
        return f"The model stopped at {session.trouble}"
    step = f"step {session.shown} of {session.track.last}"
    if session.busy:
        return f"{step} · simulating to step {session.target}"
    if session.shown == session.track.last:
        return f"{step} · the end"
    return f"{step} · {session.head} simulated" if session.shown < session.head else step


def _marks(session: Session) -> list[html.Span]:
    return [
        html.Span(className=f"mark {tick.sort}", title=tick.words, role="listitem",
                  style={"left": f"{tick.share:.3%}"}, **aria(tick.words))
        for tick in ticks(session)
    ]  # fmt: skip


def _years(session: Session) -> list[html.Span]:
    return [
        html.Span(year, style={"left": f"{share:.3%}"})
        for share, year in years(session.scenario.clock)
    ]


def _legend(session: Session, wishes: Wishes) -> list[Any]:
    if wishes.tab == "trust":
        return [html.Span("Rows trust columns. States of a bloc stand side by side.")]
    colours = paint(wishes.by, session.scenario, *frames(session))
    kind = "dot" if wishes.by == "bloc" else "box"
    entries = [swatch(entry.colour, entry.text, kind) for entry in colours.legend]
    return [html.B(colours.title), *entries, *legend_of_ties(round_=wishes.tab == "circle")]


def _feed(session: Session, wishes: Wishes) -> list[html.Li]:
    found = feed(session, wishes.sort, wishes.actor)
    if not found:
        return [html.Li("Nothing of this sort has happened yet.", className="empty")]
    return [html.Li(_told(happening)) for happening in found]


def _told(happening: Happening) -> html.Button:
    look = mark(happening)
    more: dict[str, Any] = {"data-number": str(happening.number)}
    parts = [
        html.Time(f"{happening.day:%d %b %Y}"),
        html.Span(className=f"kind {look.row.replace(' ', '-')}"),
        html.Span(happening.event.text, className="words"),
    ]
    return html.Button(parts, type="button", title=f"{look.name}: click for why", **more)
