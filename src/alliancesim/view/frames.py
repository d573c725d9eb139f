"""Frames: what is kept of a step, so that a page can show it again without simulating it."""

import datetime
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from alliancesim.events import Event
from alliancesim.metrics import Snapshot
from alliancesim.model import AllianceModel
from alliancesim.phases.crises.onset import rivals
from alliancesim.treaties import Treaties
from alliancesim.world import Array

Small = NDArray[np.float32]
Tiny = NDArray[np.float16]
"""Three digits, which is all that a picture of trust needs."""


class Column(NamedTuple):
    """A number of each state that the map can show."""

    title: str
    unit: str
    low: float
    high: float
    """Ends of the scale; infinite where the cast sets it."""
    read: Callable[[Snapshot], Array]


def _others(now: Snapshot) -> int:
    return max(1, now.world.n - 1)


STATE_COLUMNS: dict[str, Column] = {
    "threat_felt": Column("Threat felt from anybody", "0 to 1", 0, 1,
        lambda now: now.world.threat_felt),
    "expected_disputes": Column("Expected disputes with anybody", "a year", 0, np.inf,
        lambda now: now.rates.sum(axis=1)),
    "expected_wars": Column("Expected wars with anybody", "a year", 0, np.inf,
        lambda now: now.war_rates.sum(axis=1)),
    "trust_received": Column("Trust received from the others", "0 to 1", 0, 1,
        lambda now: (now.trust.sum(axis=0) - 1) / _others(now)),
    "trust_given": Column("Trust given to the others", "0 to 1", 0, 1,
        lambda now: (now.trust.sum(axis=1) - 1) / _others(now)),
    "capability": Column("Capability", "share of system", 0, np.inf,
        lambda now: now.world.capability),
    "burden": Column("Military burden", "share of GDP", 0, np.inf, lambda now: now.world.burden),
    "output": Column("Output", "bn USD", 0, np.inf, lambda now: now.world.output),
    "regime": Column("Electoral democracy", "0 to 1", 0, 1, lambda now: now.world.regime),
    "influence": Column("Influence with the others", "0 to 1", 0, 1,
        lambda now: now.world.influence.sum(axis=1) / _others(now)),
    "standing": Column("Standing", "0 to 1", 0, 1, lambda now: now.world.standing),
    "technology": Column("Military technology", "0 to 1", 0, 1, lambda now: now.world.technology),
    "incidents_felt": Column("Recent attacks by non-state actors", "incidents, decayed", 0, np.inf,
        lambda now: now.world.incidents_felt),
}  # fmt: skip
"""What is kept of each state at each step, in the order of the columns of ``Frame.states``."""


class Live(NamedTuple):
    """A crisis under way, as a picture shows it."""

    id: int
    sides: tuple[tuple[int, ...], tuple[int, ...]]
    """Rows of the states on the side of the initiator, who comes first, and of the target."""
    top: int
    levels: tuple[int, int]
    days: float
    mediator: str


class Frame(NamedTuple):
    """The world at the end of a step, as far as pictures need it."""

    step: int
    date: datetime.date
    states: Small
    trust: Tiny
    tension: Tiny
    bloc: NDArray[np.intp]
    """Number of the bloc of each state, by the communities of the network of pacts."""
    treaties: Treaties
    rivals: NDArray[np.int16]
    """Rows of the two states of each rivalry, R×2."""
    crises: tuple[Live, ...]
    engaged: NDArray[np.int16]
    """Instrument, first and second state of each engagement of the step, E×3."""
    effort: Small
    """Effort that each side put in, (E,)."""

    def column(self, name: str) -> Small:
        """Return one number of each state."""
        return self.states[:, list(STATE_COLUMNS).index(name)]

    @property
    def nbytes(self) -> int:
        """Memory that the arrays take."""
        arrays = (self.states, self.trust, self.tension, self.bloc, self.rivals, self.engaged)
        return sum(array.nbytes for array in arrays) + self.effort.nbytes


def frame_of(model: AllianceModel) -> Frame:
    """Return the frame of the step that a model has just finished."""
    now, world, held = model.snapshot, model.world, model.held
    columns = [column.read(now) for column in STATE_COLUMNS.values()]
    rivalry = np.triu(rivals(world, model.rules, now.now), 1)
    return Frame(
        step=model.steps,
        date=model.date,
        states=np.stack(columns, axis=1).astype(np.float32),
        trust=now.trust.astype(np.float16),
        tension=world.tension.astype(np.float16),
        bloc=now.shape.bloc,
        treaties=world.treaties,
        rivals=np.argwhere(rivalry).astype(np.int16),
        crises=tuple(
            Live(c.id, (tuple(c.sides[0]), tuple(c.sides[1])), c.top, (c.levels[0], c.levels[1]),
                 c.days, c.mediator)
            for c in world.crises
        ),
        engaged=_engaged(model),
        effort=np.zeros(0, np.float32) if held is None else held.effort.astype(np.float32),
    )  # fmt: skip


def _engaged(model: AllianceModel) -> NDArray[np.int16]:
    held = model.held
    if held is None:
        return np.zeros((0, 3), np.int16)
    return np.stack([held.instrument, held.first, held.second], axis=1).astype(np.int16)


class Happening(NamedTuple):
    """An event of a run with its place in it."""

    number: int
    step: int
    day: datetime.date
    event: Event


def happenings_of(model: AllianceModel, first: int) -> list[Happening]:
    """Return the events of the last step, numbered from ``first``."""
    begins = model.clock.date_at(model.steps - 1) if model.steps else model.date
    return [
        Happening(first + place, model.steps, begins + datetime.timedelta(days=event.day), event)
        for place, event in enumerate(model.happened)
    ]
