"""Files: a game, or the orders of one seat, as text to pass on where machines cannot talk."""

import json
from typing import Any

from pydantic import ValidationError

from alliancesim.scenario import ScenarioError, dump, load
from alliancesim.view.seats.game import Game, GameError
from alliancesim.view.seats.orders import Orders

FORMAT = 1


def game_text(game: Game) -> str:
    """Return a game as text: its start, and the orders of all turns."""
    told = {
        "alliancesim": "game", "format": FORMAT, "scenario": dump(game.original),
        "seed": game.seed, "seats": game.seats, "turns": game.turns, "played": game.record,
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False)


def game_from(text: str) -> Game:
    """Return the game that a text holds, played again up to where it was.

    Raises
    ------
    GameError
        If the text is no game.
    """
    told = _read(text, "game")
    try:
        if "base" in told["scenario"]:
            raise GameError("this file is no whole game: its scenario needs another file")
        game = Game(load(told["scenario"]), told["seed"], told["seats"], told["turns"])
        for turn in told["played"]:
            for event in turn["injected"]:
                game.inject(event)
            for state, orders in turn["orders"].items():
                game.decide(state, Orders.model_validate(orders))
            game.advance()
    except (KeyError, TypeError, AttributeError, ValidationError, ScenarioError) as error:
        raise GameError(f"this file is no whole game: {type(error).__name__}: {error}") from None
    return game


def orders_text(game: Game, state: str, orders: Orders) -> str:
    """Return the orders of a seat for the turn to come as text."""
    told = {"alliancesim": "orders", "format": FORMAT, "state": state, "turn": game.turn,
            "orders": orders.model_dump(exclude_defaults=True)}  # fmt: skip
    return json.dumps(told, ensure_ascii=False)


def take_orders(game: Game, text: str) -> str:
    """Take orders from a text into a game; return the state whose they are.

    Raises
    ------
    GameError
        If the text holds no orders, or orders for another turn.
    """
    told = _read(text, "orders")
    try:
        state, turn = str(told["state"]), int(told["turn"])
        orders = Orders.model_validate(told["orders"])
    except (KeyError, TypeError, ValueError) as error:
        raise GameError(f"these are no whole orders: {error}") from None
    if turn != game.turn:
        raise GameError(f"these orders are for turn {turn}; the game is at turn {game.turn}")
    game.decide(state, orders)
    return state


def _read(text: str, kind: str) -> dict[str, Any]:
    try:
        told = json.loads(text)
    except ValueError:
        raise GameError(f"this file is no {kind}: it is not JSON") from None
    if not isinstance(told, dict) or told.get("alliancesim") != kind:
        raise GameError(f"this file is no {kind}")
    if told.get("format") != FORMAT:
        raise GameError(f"this {kind} has format {told.get('format')}; expected {FORMAT}")
    return told
