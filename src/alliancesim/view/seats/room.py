"""Room: a game with its seats, each under a link of its own that cannot be guessed."""

import secrets
import time
from dataclasses import dataclass, field

from alliancesim.view.ensembles import Ensemble
from alliancesim.view.registry import Registry
from alliancesim.view.seats.debrief import others_of
from alliancesim.view.seats.game import Game

HOST = ""
"""Stands for the instructor among the seats."""
OTHERS = 20
"""Runs of the model's own players that a debrief is held against."""
LASTING = 6 * 3600.0
"""Seconds unseen after which a game is dropped: longer than a school day's lesson and break."""


@dataclass
class Room:
    """A game that people play, together or one after the other."""

    game: Game
    hot: bool = False
    """Whether all play on one machine, which is handed on."""
    links: dict[str, str] = field(default_factory=dict)
    """State by the secret of its link."""
    seen: float = field(default_factory=time.monotonic)
    others: Ensemble | None = None
    """Runs of the model's own players, simulated once the game is over."""

    def __post_init__(self) -> None:
        for state in (HOST, *self.game.seats):
            self.links[secrets.token_urlsafe(12)] = state

    def touch(self) -> None:
        """Take a sign of life."""
        self.seen = time.monotonic()

    def close(self) -> None:
        """Stop for good."""
        if self.others is not None:
            self.others.cancel()

    def secret(self, state: str) -> str:
        """Return the secret of the link of a seat."""
        return next(secret for secret, known in self.links.items() if known == state)

    def compare(self) -> Ensemble:
        """Return the runs that a debrief is held against; they begin when first asked for."""
        if self.others is None:
            self.others = others_of(self.game, OTHERS)
        return self.others


def found(rooms: Registry[Room], link: str) -> tuple[Room, str] | None:
    """Return the room and the seat that a link leads to; None where it leads nowhere."""
    name, _, secret = link.partition(".")
    room = rooms.get(name)
    if room is None or secret not in room.links:
        return None
    return room, room.links[secret]


def link(rooms: Registry[Room], room: Room, state: str) -> str:
    """Return the link of a seat."""
    return f"{rooms.name_of(room)}.{room.secret(state)}"
