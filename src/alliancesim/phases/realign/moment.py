"""The moment: what all chapters of realign read of the world in one step."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from alliancesim import events
from alliancesim.draws import Draws
from alliancesim.kernels import honour, power_ratio, yearly_rate
from alliancesim.ledger import Ledger
from alliancesim.parameters import Parameters
from alliancesim.phases.perceive import Sight
from alliancesim.toolbox import Toolbox
from alliancesim.world import Array, World

Terms = Mapping[str, NDArray[np.floating]]
"""Labelled log-odds; a label is the parameter's name in words."""
WINDOW = 5.0
"""Years over which disputes count, as fitted."""


@dataclass(frozen=True)
class Moment:
    """One step of the world, and what follows from it whatever is signed."""

    world: World
    rules: Parameters
    tools: Toolbox
    seen: Sight
    ledger: Ledger
    draws: Draws
    step: int
    years: float
    """Length of the step in years."""
    now: float
    """Time at the start of the step, years since the start of the run."""

    @cached_property
    def trust(self) -> Array:
        """Trust of i in j, N×N; learn changes it after this phase."""
        return self.world.trust

    @cached_property
    def above(self) -> Array:
        """Trust of i in j above the mark of all treaties, ``pacts.formation.trust_mark``, N×N."""
        above: Array = self.trust - self.rules.pacts.formation.trust_mark
        return above

    @cached_property
    def ratio(self) -> Array:
        """|ln(c_i / c_j)|, N×N."""
        return power_ratio(self.world)

    @cached_property
    def disputes(self) -> Array:
        """Disputes a year of each pair over the last five years, N×N.

        The world keeps the last three onsets of a pair, so more than three count as three.
        """
        recent = self.now - self.world.onset_times <= WINDOW
        number: Array = recent.sum(axis=0) / WINDOW
        return number

    @cached_property
    def would_fight(self) -> Array:
        """Chance that j would fight for i, were the two allied, N×N."""
        everybody = np.ones((self.world.n, self.world.n), dtype=bool)
        return honour(self.world, self.rules, everybody)

    def chance(self, constant: float | Array, terms: Terms, lever: float = 1.0) -> Array:
        """Return the chance in this step of what has these yearly log-odds."""
        chance: Array = -np.expm1(-lever * rate(constant, terms) * self.years)
        return chance

    def impress(self, cause: str, coefficient: float, felt: Array) -> None:
        """Let onlookers take bad evidence coefficient·felt_lj about j; good if it is negative."""
        if coefficient:
            field = "bad_seen" if coefficient > 0 else "good_seen"
            self.ledger.add(field, cause, abs(coefficient) * felt)


def rate(constant: float | Array, terms: Terms) -> Array:
    """Return the yearly rate of what has these log-odds."""
    return yearly_rate(np.asarray(sum(terms.values(), np.asarray(constant, dtype=float))))


def why(terms: Terms, place: Any) -> events.Terms:
    """Return the terms at one place of their arrays, ranked, as an event tells them."""
    return events.ranked((label, float(term[place])) for label, term in terms.items())
