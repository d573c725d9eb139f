"""Registry: the sessions of all pages, by ids that cannot be guessed."""

import secrets
import threading
import time
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

CAP = 48
"""Sessions kept; one more ends the one unseen for longest."""
FORGOTTEN = 900.0
"""Seconds unseen after which a session is dropped."""


class Kept(Protocol):
    """What a registry can hold."""

    seen: float

    def touch(self) -> None:
        """Take a sign of life."""

    def close(self) -> None:
        """Stop for good."""


Thing = TypeVar("Thing", bound=Kept)


class Registry(Generic[Thing]):
    """Things by unguessable id; those unseen for long are closed and forgotten."""

    def __init__(self, cap: int = CAP, forgotten: float = FORGOTTEN) -> None:
        self.cap, self.forgotten = cap, forgotten
        self._kept: dict[str, Thing] = {}
        self._lock = threading.Lock()

    def add(self, make: Callable[[], Thing]) -> str:
        """Make a thing, keep it, and return its id."""
        made, name = make(), secrets.token_urlsafe(24)
        with self._lock:
            self._forget()
            while len(self._kept) >= self.cap:
                oldest = min(self._kept, key=lambda each: self._kept[each].seen)
                self._kept.pop(oldest).close()
            self._kept[name] = made
        return name

    def get(self, name: str | None) -> Thing | None:
        """Return the thing with this id and note that it was asked for; None if there is none."""
        found = self._kept.get(name or "")
        if found is not None:
            found.touch()
        return found

    def name_of(self, thing: Thing) -> str:
        """Return the id of a thing that is kept."""
        return next(name for name, kept in self._kept.items() if kept is thing)

    def close(self) -> None:
        """Close all that is kept, and forget it."""
        with self._lock:
            while self._kept:
                self._kept.popitem()[1].close()

    def _forget(self) -> None:
        now = time.monotonic()
        for name in [n for n, thing in self._kept.items() if now - thing.seen > self.forgotten]:
            self._kept.pop(name).close()

    def __len__(self) -> int:
        return len(self._kept)
