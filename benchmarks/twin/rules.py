"""Rules of the twin: the coefficients of the core loop as plain numbers."""

import math
from dataclasses import dataclass
from typing import NamedTuple, Self

from alliancesim.instruments import CHANNELS
from alliancesim.parameters import Parameters
from alliancesim.parameters.disputes import Ladder
from alliancesim.scenario import Scenario
from alliancesim.toolbox import engaging

STOCKS = {
    "information": "information", "interoperability": "interoperability",
    "incident_control": "procedures", "posture": "posture", "understanding": "understanding",
}  # fmt: skip
"""Channels of the three instruments that fill a stock of the pair, and that stock."""
RARE = 1e-6
"""Chance of more candidates than are drawn."""


class Tool(NamedTuple):
    """An instrument: how welcome it is, and what it brings."""

    inclination: float
    intensity: float
    gains: dict[str, float]
    """Gain by channel."""
    worth: dict[str, float]
    """Gain by channel in units of the channel's scale."""


@dataclass
class Rules:
    """What the core loop needs of a scenario."""

    values: Parameters
    years: float
    """Length of a step."""
    tools: dict[int, Tool]
    """Instruments that are on, by their place among all."""
    shares: list[float]
    """Rungs by which luck picks an instrument."""
    rungs: list[float]
    """Rungs by which luck becomes a number of candidates."""

    @classmethod
    def of(cls, case: Scenario) -> Self:
        """Read the rules of a case in which all switches have been applied."""
        records = list(engaging(case.instruments).values())
        tools = {
            place: Tool(
                record.inclination.value,
                record.intensity,
                {channel: gain.value for channel, gain in record.gains.items()},
                {
                    channel: gain.value / CHANNELS[channel].scale
                    for channel, gain in record.gains.items()
                },
            )
            for place, record in enumerate(records)
            if record.enabled
        }
        rate = max(case.parameters.choice.arrivals, sum(r.opportunities for r in records))
        shares, total = [], 0.0
        for record in records:
            total += record.opportunities
            shares.append(total / rate)
        years = case.clock.years
        return cls(case.parameters, years, tools, shares, poisson(rate * years))

    @property
    def ladder(self) -> Ladder:
        """Coefficients of the ladder of escalation."""
        return self.values.ladder

    def half_life(self, stock: str) -> float:
        """Return the half-life of a stock, years."""
        effects = self.values.effects
        return {
            "information": effects.information_half_life,
            "interoperability": effects.interoperability_half_life,
            "procedures": effects.procedure_half_life,
            "posture": effects.posture_half_life,
            "understanding": effects.understanding_half_life,
        }[stock]


def poisson(mean: float) -> list[float]:
    """Return P(at most m) for m = 0, 1, ... until the rest is rare."""
    term, total, found, number = math.exp(-mean), 0.0, [], 0
    while total < 1 - RARE:
        total += term
        found.append(total)
        number += 1
        term *= mean / number
    return found


def sigmoid(x: float) -> float:
    """Return 1 / (1 + exp(-x))."""
    return 1 / (1 + math.exp(-x))


def logit(p: float) -> float:
    """Return ln(p / (1 - p)), p kept off 0 and 1."""
    p = min(max(p, 1e-6), 1 - 1e-6)
    return math.log(p / (1 - p))
