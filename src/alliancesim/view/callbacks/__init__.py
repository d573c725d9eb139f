"""Callbacks: what the page asks of a session; each file one part of the page."""

from typing import TYPE_CHECKING

from dash import Dash

from alliancesim.view.callbacks import act, case, compare, ensemble, export, inspect, run, tick

if TYPE_CHECKING:
    from alliancesim.view.app import Desk


def register(app: Dash, desk: "Desk") -> None:
    """Register the callbacks of all parts."""
    for part in (tick, run, case, inspect, act, compare, ensemble, export):
        part.register(app, desk)
