"""What metrics need to remember of the last year and of the run so far."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from alliancesim.crisis import Crisis
from alliancesim.world import World


@dataclass
class Watch:
    """A running memory over steps; part of a checkpoint."""

    span: int
    """Steps in a year."""
    concentration: deque[float] = field(default_factory=deque)
    """ln of the capability concentration, one entry per step of the last year."""
    burden: deque[float] = field(default_factory=deque)
    """Mean log burden, one entry per step of the last year."""
    lost: deque[float] = field(default_factory=deque)
    """Share of defence ties lost in each step of the last year."""
    tried: int = 0
    """Ended disputes so far whose target had a defence ally other than the initiator."""
    before: dict[int, int] = field(default_factory=dict)
    """Highest level of the crises alive at the start of the step."""
    reached: dict[int, int] = field(default_factory=dict)
    """Highest level of the crises alive at its end."""
    deterred: int = 0
    """Those of them in which the initiator stayed below the use of force."""

    def observe(
        self, world: World, ties_before: int, ties_kept: int, ended: Sequence[Crisis]
    ) -> None:
        """Take in a step: ties at its start, those still there at its end, crises that ended."""
        self.before = self.reached
        share = world.capability / world.capability.sum()
        self._push(self.concentration, float(np.log((share**2).sum())), self.span + 1)
        self._push(self.burden, float(np.log(world.burden).mean()), self.span + 1)
        lost = 1 - ties_kept / ties_before if ties_before else 0.0
        self._push(self.lost, lost, self.span)
        allies, pacts = world.treaties.partners("defence"), world.treaties.bound("defence")
        for crisis in ended:
            if allies[crisis.target] and not pacts[crisis.initiator, crisis.target]:
                self.tried += 1
                self.deterred += crisis.levels[0] < 4

        self.reached = {crisis.id: crisis.top for crisis in world.crises}

    @property
    def full(self) -> bool:
        """Whether a whole year has been seen."""
        return len(self.burden) > self.span

    def known_at(self, level: int) -> set[int]:
        """Return the crises that had reached ``level`` before the step."""
        return {crisis for crisis, top in self.before.items() if top >= level}

    @staticmethod
    def _push(memory: deque[float], value: float, length: int) -> None:
        memory.append(value)
        while len(memory) > length:
            memory.popleft()
