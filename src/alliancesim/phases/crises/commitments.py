"""Commitments: a promise that was invoked and kept, or not, is the strongest evidence there is.

Whoever called takes ``commitment_evidence`` about the ally: good where it honoured, bad times
``loss_weight`` where it did not. Wars invoke defence pacts (allies); a scenario may date any other
promise that was put to the test, such as help for a government against unrest.
"""

from collections.abc import Mapping

import numpy as np

from alliancesim.events import Event, Terms
from alliancesim.phases.crises.stage import Stage
from alliancesim.scenario.events import Commitment

VERBS = {
    "joined": "joins the side of",
    "honoured": "honours its pact with",
    "reneged": "does not honour its pact with",
}
PROMISED = {"honoured": "keeps its promise to", "reneged": "breaks its promise to"}
"""The same of a dated commitment, which may rest on anything."""


def learned(stage: Stage, ally: int, friend: int, honoured: bool) -> None:
    """Enter what the friend learns about its ally."""
    trust = stage.rules.trust
    weight = 1.0 if honoured else trust.loss_weight
    stage.ledger.at(
        "good" if honoured else "bad", "commitment", np.array([friend]), np.array([ally]),
        np.array([weight * trust.commitment_evidence]),
    )  # fmt: skip


def told(
    stage: Stage, ally: int, friend: int, kind: str, day: float, *, level: int = 0,
    crisis: int = -1, terms: Terms = (), note: str = "", verbs: Mapping[str, str] = VERBS,
) -> None:  # fmt: skip
    """Tell what an ally did when it was called."""
    world = stage.world
    text = f"{world.names[ally]} {verbs[kind]} {world.names[friend]}{note}"
    actors = (world.ids[ally], world.ids[friend])
    stage.happened.append(Event(kind, actors, text, level, crisis, terms, day))


def dated_commitment(stage: Stage, day: float, event: Commitment) -> None:
    """Enter a commitment whose test the scenario dates; it belongs to no crisis of the model."""
    ally, friend = (stage.world.row(actor) for actor in event.actors)
    kind = "honoured" if event.honoured else "reneged"
    note = f": {event.note}" if event.note else ""
    told(stage, ally, friend, kind, day, note=note, verbs=PROMISED)
    learned(stage, ally, friend, event.honoured)
