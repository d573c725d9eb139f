"""Callbacks of the seat: begin, give orders, wait for others, be told at the end."""

import base64
import secrets
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from dash import ALL, Dash, Input, Output, State, ctx, html, no_update
from flask import request

from alliancesim.scenario import ScenarioError
from alliancesim.view.panels import states_of
from alliancesim.view.seats import ending, page
from alliancesim.view.seats.files import game_from, game_text, orders_text, take_orders
from alliancesim.view.seats.game import Game, GameError
from alliancesim.view.seats.orders import MOST_INITIATIVES, Initiative, Orders
from alliancesim.view.seats.room import HOST, Room, found, link

if TYPE_CHECKING:
    from alliancesim.view.app import Desk

FORM: dict[str, Any] = {
    "answers": State({"type": "answer", "key": ALL}, "value"),
    "keys": State({"type": "answer", "key": ALL}, "id"),
    "stances": State({"type": "stance", "other": ALL}, "value"),
    "others": State({"type": "stance", "other": ALL}, "id"),
    "tools": [State(f"tool-{place}", "value") for place in range(MOST_INITIATIVES)],
    "partners": [State(f"partner-{place}", "value") for place in range(MOST_INITIATIVES)],
    "doctrine": State("own-doctrine", "value"),
    "leave": State("own-leave", "value"),
}


def register(app: Dash, desk: "Desk") -> None:
    """Register the callbacks of the page of seats."""
    _register_start(app, desk)
    _register_table(app, desk)
    _register_host(app, desk)

    @app.callback(
        Output("content", "children"),
        Output("phase", "data"),
        Output("heading", "children"),
        Input("place", "search"),
        Input("poll", "n_intervals"),
        State("phase", "data"),
    )
    def show(search: str, _: int, phase: str) -> tuple[Any, Any, Any]:
        given = _link(search)
        if not given:
            return (no_update,) * 3 if phase == "start" else (page.start(desk), "start", no_update)
        there = found(desk.rooms, given)
        if there is None:
            return (no_update,) * 3 if phase == "lost" else (page.lost(), "lost", no_update)
        room, seat = there
        now, state = phase_of(room, seat, phase)
        if now == phase:
            return (no_update,) * 3
        title = room.game.original.title or room.game.original.name
        return content(desk, room, state, now), now, title


def _link(search: str | None) -> str:
    return (parse_qs((search or "").lstrip("?")).get("as") or [""])[0]


def phase_of(room: Room, seat: str, before: str) -> tuple[str, str]:
    """Return what is to be shown, told apart by all that changes it, and the seat it is for."""
    game = room.game
    if seat == HOST and not room.hot:
        return f"host {game.turn} {sorted(game.orders)} {game.over}", HOST
    if game.over:
        shown = seat if seat != HOST else game.seats[0]
        others = room.compare()
        return f"end {shown} {others.done // 5} {others.running}", shown
    if room.hot:
        state = game.waiting[0] if game.waiting else game.seats[0]
        uncovered = before == f"table {game.turn} {state}"
        return (before if uncovered else f"cover {game.turn} {state}"), state
    if seat in game.orders:
        return f"waiting {game.turn} {game.waiting}", seat
    return f"table {game.turn} {seat}", seat


def content(desk: "Desk", room: Room, state: str, phase: str) -> list[Any]:
    """Return what is shown in a phase."""
    match phase.partition(" ")[0]:
        case "host":
            seats = room.game.seats
            links = {
                seat: f"{request.host_url}seat/?as={link(desk.rooms, room, seat)}" for seat in seats
            }
            return page.host(links, room.game)
        case "end":
            shown = room.game.seats if room.hot else [state]
            told = [part for each in shown for part in ending.ending(room, each)]
            return [*told, ending.parting()]
        case "cover":
            return page.cover(room.game, state)
        case "waiting":
            return page.waiting(room.game)
        case _:
            return page.table_of(room.game, state)


def _register_start(app: Dash, desk: "Desk") -> None:
    @app.callback(
        Output("game-seats", "options"),
        Output("game-seats", "value"),
        Input("game-scenario", "value"),
        prevent_initial_call=True,
    )
    def cast(scenario: str) -> tuple[Any, Any]:
        return states_of(_scenario(desk, scenario)), []

    @app.callback(
        Output("away", "href"),
        Output("game-message", "children"),
        Input("game-begin", "n_clicks"),
        Input("game-file", "contents"),
        State("game-scenario", "value"),
        State("game-seats", "value"),
        State("game-turns", "value"),
        State("game-seed", "value"),
        State("game-hot", "value"),
        prevent_initial_call=True,
    )
    def begin(
        clicks: int, contents: str | None, scenario: str, seats: list[str], turns: int | None,
        seed: int | None, hot: list[str],
    ) -> tuple[Any, Any]:  # fmt: skip
        if not clicks and not contents:
            return no_update, no_update
        try:
            if ctx.triggered_id == "game-file" and contents:
                game = game_from(_text(contents))
            else:
                luck = seed if seed is not None else secrets.randbelow(2**31)
                game = Game(_scenario(desk, scenario), luck, seats, turns or 1)
        except (GameError, ScenarioError) as error:
            return no_update, str(error)
        room = Room(game, hot="hot" in hot)
        desk.rooms.add(lambda: room)
        first = game.seats[0] if len(game.seats) == 1 else HOST
        return f"./?as={link(desk.rooms, room, first)}", ""


def _scenario(desk: "Desk", name: str) -> Any:
    return desk.case(name)


def _text(contents: str) -> str:
    return base64.b64decode(contents.partition(",")[2]).decode("utf-8", errors="replace")


def _register_table(app: Dash, desk: "Desk") -> None:
    @app.callback(
        output={
            "message": Output("order-message", "children"),
            "phase": Output("phase", "data", allow_duplicate=True),
            "file": Output("file", "data"),
        },
        inputs={"_": {"end": Input("end-turn", "n_clicks"),
                      "save": Input("save-orders", "n_clicks")}},
        state={"search": State("place", "search"), "form": FORM, "phase": State("phase", "data")},
        prevent_initial_call=True,
    )  # fmt: skip
    def give(_: dict[str, int], search: str, form: dict[str, Any], phase: str) -> dict[str, Any]:
        nothing = {"message": no_update, "phase": no_update, "file": no_update}
        there = found(desk.rooms, _link(search))
        if there is None or not any(_.values()):
            return nothing
        room, _seat = there
        state = phase.rpartition(" ")[2]
        try:
            orders = orders_of(room.game, state, form)
            if ctx.triggered_id == "save-orders":
                text = orders_text(room.game, state, orders)
                name = f"orders-{state}-turn{room.game.turn}.json"
                return nothing | {"file": {"content": text, "filename": name}}
            decided(room.game, state, orders)
        except (GameError, ValueError) as error:
            return nothing | {"message": str(error)}
        return nothing | {"message": "", "phase": "given"}

    @app.callback(
        Output("file", "data", allow_duplicate=True),
        Input("save-game", "n_clicks"),
        State("place", "search"),
        prevent_initial_call=True,
    )
    def save(clicks: int, search: str) -> Any:
        there = found(desk.rooms, _link(search))
        if there is None or not clicks:
            return no_update
        game = there[0].game
        name = f"game-{game.original.name}-turn{game.turn}.json"
        return {"content": game_text(game), "filename": name}

    @app.callback(
        Output("content", "children", allow_duplicate=True),
        Output("phase", "data", allow_duplicate=True),
        Input("uncover", "n_clicks"),
        State("place", "search"),
        State("phase", "data"),
        prevent_initial_call=True,
    )
    def uncover(clicks: int, search: str, phase: str) -> tuple[Any, Any]:
        there = found(desk.rooms, _link(search))
        if there is None or not clicks:
            return no_update, no_update
        state = phase.rpartition(" ")[2]
        game = there[0].game
        return page.table_of(game, state), f"table {game.turn} {state}"


def decided(game: Game, state: str, orders: Orders) -> None:
    """Take orders; play the turn once all seats have given theirs."""
    game.decide(state, orders)
    if not game.waiting:
        game.advance()


def orders_of(game: Game, state: str, form: dict[str, Any]) -> Orders:
    """Return the orders that a filled-in table stands for."""
    answers = {
        item["key"]: value == "yes"
        for item, value in zip(form["keys"], form["answers"], strict=True)
        if value != "usual"
    }
    stances = {
        item["other"]: value
        for item, value in zip(form["others"], form["stances"], strict=True)
        if value != "usual"
    }
    initiatives = [
        Initiative(instrument=tool, partner=partner)
        for tool, partner in zip(form["tools"], form["partners"], strict=True)
        if tool and partner
    ]
    acting = game.model.acting
    now = acting.states[state].doctrine or acting.doctrine
    doctrine = form["doctrine"] if form["doctrine"] != now else None
    return Orders(answers=answers, stances=stances, initiatives=initiatives, doctrine=doctrine,
                  leave=form["leave"] or [])  # fmt: skip


def _register_host(app: Dash, desk: "Desk") -> None:
    @app.callback(
        Output("order-message", "children", allow_duplicate=True),
        Input("force-turn", "n_clicks"),
        Input("inject", "n_clicks"),
        Input("orders-file", "contents"),
        State("place", "search"),
        State("inject-kind", "value"),
        State("inject-field", "value"),
        State("inject-actors", "value"),
        State("inject-change", "value"),
        State("inject-level", "value"),
        prevent_initial_call=True,
    )
    def act(
        force: int, inject: int, files: list[str] | None, search: str, kind: str, field: str,
        actors: list[str], change: float | None, level: int,
    ) -> Any:  # fmt: skip
        there = found(desk.rooms, _link(search))
        if there is None or there[1] != HOST or not (force or inject or files):
            return no_update
        game = there[0].game
        try:
            if ctx.triggered_id == "inject":
                more = {"field": field, "change": change} if kind == "shock" else {"level": level}
                game.inject({"kind": kind, "actors": actors, **more})
                return "It will happen at the beginning of the turn."
            if ctx.triggered_id == "orders-file":
                return _taken(game, files or [])
            if game.over:
                return "The game is over."
            game.advance()
        except GameError as error:
            return html.Span(str(error), className="bad")
        return ""


def _taken(game: Game, files: list[str]) -> str:
    names = [game.scenario.states[take_orders(game, _text(file))].name for file in files]
    if not game.waiting:
        game.advance()
    return f"Orders taken: {', '.join(names)}."
