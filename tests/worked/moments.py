"""Moments of small invented worlds, for tests of realign."""

from collections.abc import Sequence
from math import exp
from typing import Any

import numpy as np

from alliancesim.draws import Draws
from alliancesim.events import Event
from alliancesim.ledger import Ledger
from alliancesim.phases.perceive import sight
from alliancesim.phases.realign import realign
from alliancesim.phases.realign.dated import Dated
from alliancesim.phases.realign.moment import Moment, Terms
from alliancesim.scenario import Scenario
from alliancesim.start import world_of
from alliancesim.toolbox import Toolbox
from alliancesim.treaties import Treaty
from tests.cases import case

A, B, C, D, E = range(5)
AGE = 200.0
"""A step so long that whatever has a rate happens in it."""
RARE = -12.0
QUIET = {
    "pacts": {"formation": {"constant": RARE, "shared_allies": 0.0, "trust": 0.0, "major": 0.0},
              "ending": {"constant": RARE, "trust": 0.0},
              "agreements": {"constant": RARE, "trust": 0.0},
              "agreement_ending": {"constant": RARE, "trust": 0.0}},
    "blocs": {"accession": {"constant": RARE},
              "suspension": {"constant": -14.0, "readmission": RARE, "distrust": 0.0,
                             "democracy": 0.0}},
    "basing": {"opening": {"constant": -14.0, "trust": 0.0, "threat": 0.0, "major": 0.0},
               "closing": {"constant": -14.0, "trust": 0.0, "size": 0.0}},
}  # fmt: skip
"""Parameters by which nothing happens of itself in a step of a month."""


def mixed(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """Return ``base`` with ``over`` laid over it, at every depth."""
    both = {k: mixed(base[k], over[k]) for k in base.keys() & over.keys()
            if isinstance(over[k], dict)}  # fmt: skip
    return base | over | both


def moment(scenario: Scenario, years: float = 1.0, now: float = 0.0, step: int = 1) -> Moment:
    """Return one step of a scenario, at its start."""
    draws = Draws(1, len(scenario.states))
    world = world_of(scenario, draws)
    tools = Toolbox.of(scenario.instruments, 2000)
    seen = sight(world, scenario.parameters)
    return Moment(world, scenario.parameters, tools, seen, Ledger(world.n), draws, step, years, now)


def carried(at: Moment, *dated: Dated) -> list[Event]:
    """Return what happens in the moment."""
    return realign(at.world, at.rules, at.tools, at.seen, dated, at.ledger, at.draws, at.step,
                   at.years, at.now)  # fmt: skip


def after(
    *dated: Dated, years: float = 1 / 12, n: int = 5, parameters: Any = None, **changes: Any
) -> tuple[Moment, list[Event]]:
    """Return the moment and what happened in it; but for ``parameters``, nothing by itself."""
    at = moment(case(n, parameters=mixed(QUIET, parameters or {}), **changes), years)
    return at, carried(at, *dated)


def bloc(members: Sequence[str], **changes: Any) -> dict[str, Any]:
    """Return the alliances of a scenario: one bloc."""
    return {"bloc": {"name": "the League", "obligations": ["defence"], "members": list(members),
                     "multilateral": True} | changes}  # fmt: skip


def dated(kind: type, **fields: Any) -> Any:
    """Return a dated event."""
    return kind(date="2000-01-05", kind=kind.__name__.lower(), **fields)


def kinds(events: list[Event]) -> list[str]:
    """Return the kinds of events, in order."""
    return [event.kind for event in events]


def entered(at: Moment, field: str, cause: str) -> Any:
    """Return what a cause added to a field of the ledger, N×N."""
    return dict(at.ledger.labels(field)).get(cause, np.zeros((at.world.n, at.world.n)))


def sig(x: float) -> float:
    """Return 1 / (1 + exp(-x))."""
    return 1 / (1 + exp(-x))


def at_place(terms: Terms, place: Any) -> dict[str, float]:
    """Return the terms of one pair or state."""
    return {label: float(term[place]) for label, term in terms.items()}


def off(*levers: str) -> dict[str, Any]:
    """Return the instruments of a scenario without these."""
    return {lever: {"enabled": False} for lever in levers}


def league_of(at: Moment) -> Treaty:
    """Return the bloc of a scenario made by ``bloc``."""
    league = at.world.treaties.get("bloc")
    assert league
    return league
