"""A live crisis: two sides, their levels on the hostility ladder, and the clock."""

from dataclasses import dataclass, field

import numpy as np

DAYS = 365.25
"""Days in a year."""
LEVELS = {1: "no action", 2: "threat", 3: "display of force", 4: "use of force", 5: "war"}
"""Hostility levels of the militarised interstate dispute scale."""
SETTLEMENT = "negotiated settlement"
"""Outcome of a dispute that ended by agreement."""


@dataclass
class Crisis:
    """A dispute under way between the side of an initiator and the side of a target."""

    id: int
    initiator: int
    target: int
    started: float
    """Years since the start of the run."""
    frailty: float
    """How much faster or slower than the average this crisis ends."""
    levels: list[int] = field(default_factory=lambda: [1, 1])
    """Level reached by the initiator's and the target's side."""
    sides: tuple[list[int], list[int]] = field(default_factory=lambda: ([], []))
    top: int = 1
    days: float = 0.0
    reciprocated: bool = False
    asked: int = 1
    """Highest level at which allies have been asked to join."""
    felt: dict[tuple[int, int], int] = field(default_factory=dict)
    """Level that each pair of opponents has already reacted to."""
    reluctance: float = 1.0
    """How little the two want a mediator, 0 to 1: they take one whose offer is likelier."""
    patience: float = 1.0
    """How long welcome good offices take to begin, relative to the average."""
    offered: float = np.inf
    """Day of the crisis on which good offices that are welcome begin."""
    mediator: str = ""
    """Id of the organisation or state that mediates; empty for none."""
    calls: dict[int, tuple[float, float]] = field(default_factory=dict)
    """For each ally that joined: day of the crisis of the call, and days until it is there."""
    over: str = ""
    """Outcome, empty while the crisis lives."""
    deaths: float = 0.0
    """Battle deaths, known when a war ends."""

    @property
    def pair(self) -> tuple[int, int]:
        """Initiator and target in ascending order."""
        return min(self.initiator, self.target), max(self.initiator, self.target)

    def present(self, member: int) -> bool:
        """Tell whether the forces of a member of either side have arrived."""
        called, delay = self.calls.get(member, (0.0, 0.0))
        return self.days >= called + delay

    def cross_pairs(self) -> list[tuple[int, int]]:
        """All pairs of opponents."""
        return [(a, b) for a in self.sides[0] for b in self.sides[1]]
