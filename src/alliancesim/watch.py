"""What metrics need to remember of the last year and of the run so far."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from alliancesim.crisis import DAYS, Crisis
from alliancesim.draws import upper
from alliancesim.events import Event
from alliancesim.treaties import Treaties
from alliancesim.world import Array, World

Entry = TypeVar("Entry")


class Tally(NamedTuple):
    """How many there were, and what they add up to."""

    number: int = 0
    total: float = 0.0

    def plus(self, values: Sequence[float] | Array) -> "Tally":
        """Return the tally with more of them."""
        return Tally(self.number + len(values), self.total + float(sum(values)))

    @property
    def mean(self) -> float:
        """The mean; NaN of nothing."""
        return self.total / self.number if self.number else float(np.nan)


@dataclass
class Alarms:
    """What became of early warnings: each alarm and each renewal is a warning for its validity."""

    raised: int = 0
    """Alarms raised or renewed in the step."""
    false: int = 0
    """Alarms that ended or were renewed in the step, no dispute having come."""
    missed: int = 0
    """Disputes that began in the step without an alarm."""
    hit: int = 0
    """Disputes that began in the step under an alarm."""
    leads: Tally = Tally()
    """Days from alarm to dispute, of all hits so far."""
    standing: Array = field(default_factory=lambda: np.zeros(0))
    """Time at which the standing alarm of each pair was raised; inf: none; (P,)."""
    onsets: Array = field(default_factory=lambda: np.zeros(0))
    """Time of the last onset of each pair, (P,)."""

    def observe(self, world: World) -> None:
        """Take in the alarms and onsets of a step."""
        pairs = upper(world.n)
        standing, onsets = world.alarmed[pairs], world.onset_times[0][pairs]
        if len(self.standing):
            began, warned = onsets != self.onsets, np.isfinite(self.standing)
            hits = began & warned
            self.hit, self.missed = int(hits.sum()), int((began & ~warned).sum())
            self.leads = self.leads.plus(DAYS * (onsets - self.standing)[hits])
            changed = standing != self.standing
            self.false = int((warned & changed & ~began).sum())
            self.raised = int((np.isfinite(standing) & changed).sum())
        self.standing, self.onsets = standing, onsets


@dataclass
class Watch:
    """A running memory over steps; part of a checkpoint."""

    span: int
    """Steps in a year."""
    concentration: deque[float] = field(default_factory=deque)
    """ln of the capability concentration, now and at the end of each step of the last year."""
    burden: deque[Array] = field(default_factory=deque)
    """Log burdens of the states, at the same times."""
    treaties: deque[Treaties] = field(default_factory=deque)
    """Treaties in force, at the same times."""
    lost: deque[float] = field(default_factory=deque)
    """Share of defence ties lost in each step of the last year."""
    tie_age: Array = field(default_factory=lambda: np.zeros(0))
    """Steps since each tie was seen first, counted from the start; 0 for the others, N×N."""
    output_start: Array = field(default_factory=lambda: np.zeros(0))
    """Output at the start, bn USD, (N,)."""
    before: dict[int, int] = field(default_factory=dict)
    """Highest level of the crises alive at the start of the step."""
    reached: dict[int, int] = field(default_factory=dict)
    """Highest level of the crises alive at its end."""
    ended: tuple[Crisis, ...] = ()
    """Crises that ended in the step."""
    tried: int = 0
    """Ended disputes so far whose target had a defence ally other than the initiator."""
    deterred: int = 0
    """Those of them in which the initiator stayed below the use of force."""
    lengths: Tally = Tally()
    """Days that disputes lasted, of all that ended so far."""
    responses: Tally = Tally()
    """Days until the allies that joined were there, in disputes that ended so far."""
    alarms: Alarms = field(default_factory=Alarms)
    clean: NDArray[np.intp] = field(default_factory=lambda: np.zeros(0, np.intp))
    """Steps since a breach of conduct of each state came to light, from the start, (N,)."""
    reneged: set[int] = field(default_factory=set)
    """States that broke a commitment so far."""

    def observe(self, world: World, ended: Sequence[Crisis], happened: Sequence[Event]) -> None:
        """Take in the world at the start, or a step: crises that ended, and what happened."""
        if not len(self.output_start):
            self.output_start = world.output.copy()
            self.tie_age = np.zeros((world.n, world.n))
            self.clean = np.full(world.n, self.span)
        share = world.capability / world.capability.sum()
        self._push(self.concentration, float(np.log((share**2).sum())), self.span + 1)
        self._push(self.burden, np.log(world.burden), self.span + 1)
        self._see_ties(world)
        self._see_crises(world, ended)
        self.alarms.observe(world)
        self._see_conduct(world, happened)

    def _see_ties(self, world: World) -> None:
        self._push(self.treaties, world.treaties, self.span + 1)
        now = world.treaties.bound("defence")
        if len(self.treaties) > 1:
            before = self.treaties[-2].bound("defence")
            number, kept = int(before.sum()), int((before & now).sum())
            self._push(self.lost, 1 - kept / number if number else 0.0, self.span)
            self.tie_age = np.where(before & now, self.tie_age + 1, 0.0)

    def _see_crises(self, world: World, ended: Sequence[Crisis]) -> None:
        self.before, self.ended = self.reached, tuple(ended)
        self.reached = {crisis.id: crisis.top for crisis in world.crises}
        allies, pacts = world.treaties.partners("defence"), world.treaties.bound("defence")
        for crisis in ended:
            if allies[crisis.target] and not pacts[crisis.initiator, crisis.target]:
                self.tried += 1
                self.deterred += crisis.levels[0] < 4
            self.responses = self.responses.plus([delay for _, delay in crisis.calls.values()])
        self.lengths = self.lengths.plus([crisis.days for crisis in ended])

    def _see_conduct(self, world: World, happened: Sequence[Event]) -> None:
        self.clean = self.clean + 1
        for event in happened:
            if event.kind == "conduct_breach":
                self.clean[world.row(event.actors[0])] = 0
            elif event.kind == "reneged":
                self.reneged.add(world.row(event.actors[0]))

    @property
    def full(self) -> bool:
        """Whether a whole year has been seen."""
        return len(self.burden) > self.span

    def ties(self, steps: int) -> NDArray[np.bool_]:
        """Return the pairs bound to defend each other some steps ago, at most a year, N×N."""
        return self.treaties[-1 - steps].bound("defence")

    def known_at(self, level: int) -> set[int]:
        """Return the crises that had reached ``level`` before the step."""
        return {crisis for crisis, top in self.before.items() if top >= level}

    @staticmethod
    def _push(memory: deque[Entry], value: Entry, length: int) -> None:
        memory.append(value)
        while len(memory) > length:
            memory.popleft()
