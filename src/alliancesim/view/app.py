"""App: the page put together, and the server that hands it out on this machine."""

import ipaddress
import logging
import threading
import webbrowser
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dash import Dash
from flask import Flask, Response, abort, request
from werkzeug.serving import BaseWSGIServer, make_server

from alliancesim.scenario import Scenario, load
from alliancesim.scenario.errors import problem, shown
from alliancesim.scenario.files import library
from alliancesim.view.callbacks import register
from alliancesim.view.layout import INDEX, page
from alliancesim.view.registry import Registry
from alliancesim.view.seats import callbacks as seats
from alliancesim.view.seats import page as table
from alliancesim.view.seats.room import LASTING, Room
from alliancesim.view.session import Session

ASSETS = Path(__file__).parent / "assets"
LARGEST = 12_000_000
"""Bytes of a request at most: a file of the largest size, as a page sends it, and some more."""


@dataclass
class Desk:
    """What the callbacks share: the sessions, and what a new one begins with."""

    scenario: Scenario
    name: str
    """Name in the library, or the file, that the scenario came from."""
    seed: int
    sessions: Registry[Session] = field(default_factory=Registry)
    rooms: Registry[Room] = field(default_factory=lambda: Registry(forgotten=LASTING))

    def new(self) -> str:
        """Begin a session and return its id."""
        return self.sessions.add(lambda: Session(self.scenario, self.seed))

    def case(self, name: str) -> Scenario:
        """Return the scenario of that name: the one of the desk, or one of the library.

        Raises
        ------
        ScenarioError
            If there is none; what a page sends is no path of this machine.
        """
        if name == self.name:
            return self.scenario
        if name not in library():
            raise problem(shown(str(name)), "no such scenario in the library")
        return load(name)

    def close(self) -> None:
        """End all sessions and games."""
        self.sessions.close()
        self.rooms.close()


def build(desk: Desk, *, shared: bool = False) -> Flask:
    """Return the web application of the view; ``shared`` lets other machines in."""
    server = Flask("alliancesim")
    server.config["MAX_CONTENT_LENGTH"] = LARGEST
    if not shared:
        server.before_request(_only_local)
    server.before_request(_same_origin)
    server.after_request(_guarded)
    watch = _dash(server, "/")
    watch.layout = lambda: page(desk)
    register(watch, desk)
    seat = _dash(server, "/seat/")
    seat.layout = table.page
    seats.register(seat, desk)
    return server


def _dash(server: Flask, place: str) -> Dash:
    """Return a page of the application, with everything it needs served from here."""
    settings: dict[str, Any] = {
        "server": server,
        "url_base_pathname": place,
        "assets_folder": str(ASSETS),
        "title": "alliancesim",
        "update_title": None,
        "serve_locally": True,
        "suppress_callback_exceptions": True,
    }
    app = Dash("alliancesim", **settings)
    app.index_string = INDEX
    return app


def _only_local() -> None:
    """Refuse pages of other hosts that point a name of theirs at this machine."""
    if not is_local(urlsplit(f"//{request.host}").hostname or ""):
        abort(403)


def _same_origin() -> None:
    """Refuse what pages of other places ask of this one, but for looking at it."""
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    origin = request.headers.get("Origin")
    other = origin is not None and urlsplit(origin).netloc != request.host
    if other or request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        abort(403)


def _guarded(answer: Response) -> Response:
    """Let no other page show this one inside it, and no browser guess what a file is."""
    answer.headers["X-Frame-Options"] = "SAMEORIGIN"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Referrer-Policy"] = "no-referrer"  # addresses of seats hold secrets
    return answer


def is_local(host: str) -> bool:
    """Tell whether a host is this machine alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def listening(desk: Desk, host: str, port: int) -> BaseWSGIServer:
    """Return a server that listens; port 0 finds a free one.

    Raises
    ------
    OSError
        If the port is taken or the host is not one of this machine.
    """
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    return make_server(host, port, build(desk, shared=not is_local(host)), threaded=True)


def open_soon(address: str) -> None:
    """Open a browser in a moment, when the server answers."""
    threading.Timer(0.5, webbrowser.open, [address]).start()
