"""Verdicts: a figure of the record, what is accepted, what the runs give, and what that means."""

import enum
from dataclasses import dataclass
from typing import Literal, NamedTuple

from alliancesim.patterns.estimates import Estimate

ENOUGH = 5.0
"""Observations of the rarer kind that must be expected before a figure is judged; the usual rule
of thumb for shares."""
Unit = Literal["share", "days", "deaths", "odds ratio", "ratio", "exponent"]


class Verdict(enum.StrEnum):
    """What a figure, or a pattern, comes to."""

    HOLDS = "holds"
    MISSES = "misses"
    NOT_ENOUGH = "not enough"


class Band(NamedTuple):
    """A figure of the record, and the values that are accepted for it."""

    target: float
    low: float
    high: float


def around(target: float, *, factor: float) -> Band:
    """Return the band within a factor of the target."""
    return Band(target, target / factor, target * factor)


def counted(number: int, what: str) -> str:
    """Return a number of things in words."""
    return f"{number} {what}{'s' * (number != 1)}"


@dataclass(frozen=True)
class Reading:
    """One figure of a pattern."""

    name: str
    unit: Unit
    band: Band
    found: Estimate
    lack: str = ""
    """What there is too little of, such as "3 wars"; empty where there is enough."""

    @property
    def verdict(self) -> Verdict:
        """Whether the estimate lies in the band; its interval is there to be read beside it."""
        if self.lack:
            return Verdict.NOT_ENOUGH
        inside = self.band.low <= self.found.value <= self.band.high
        return Verdict.HOLDS if inside else Verdict.MISSES


@dataclass(frozen=True)
class Pattern:
    """A stylised fact and how the runs compare."""

    row: int
    """Number in the list of stylised facts that the model is held against."""
    title: str
    definition: str
    """What is counted, and how it is estimated."""
    source: str
    """Where target and band come from."""
    calibrated: bool
    """Whether parameters were set to this very figure, so that agreement is no test."""
    readings: tuple[Reading, ...]
    note: str = ""

    @property
    def verdict(self) -> Verdict:
        """A pattern misses where one figure does, and holds where all do."""
        found = {reading.verdict for reading in self.readings}
        if Verdict.MISSES in found:
            return Verdict.MISSES
        return Verdict.NOT_ENOUGH if Verdict.NOT_ENOUGH in found else Verdict.HOLDS
