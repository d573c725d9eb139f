"""A live crisis: two sides, their levels on the hostility ladder, and the clock."""

from dataclasses import dataclass, field

LEVELS = {1: "no action", 2: "threat", 3: "display of force", 4: "use of force", 5: "war"}
"""Hostility levels of the militarised interstate dispute scale."""


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
    over: str = ""
    """Outcome, empty while the crisis lives."""

    @property
    def pair(self) -> tuple[int, int]:
        """Initiator and target in ascending order."""
        return min(self.initiator, self.target), max(self.initiator, self.target)

    def cross_pairs(self) -> list[tuple[int, int]]:
        """All pairs of opponents."""
        return [(a, b) for a in self.sides[0] for b in self.sides[1]]
