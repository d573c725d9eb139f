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
    def regard(self) -> Array:
        """Trust above the mark, of the two in each other together, N×N."""
        return both_ways(self.above)

    @cached_property
    def engaged(self) -> Array:
        """ln(1 + recent engagements), N×N."""
        engaged: Array = np.log1p(self.world.recent.sum(axis=0))
        return engaged

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

    @cached_property
    def entanglement(self) -> Array:
        """E: disputes a year of either of two states with others, N×N."""
        return both_ways(self.disputes.sum(axis=1)[:, None] - self.disputes)

    @cached_property
    def shelter(self) -> Array:
        """S: how much the threatened of two states could count on the other, N×N."""
        reliance = self.would_fight - self.rules.pacts.formation.honour_mark
        return both_ways(self.world.threat_felt[:, None] * reliance)

    @cached_property
    def subjection(self) -> Array:
        """A: how much a tie of the two would weigh on the weaker one's sovereignty, N×N."""
        world = self.world
        weaker = world.capability[:, None] < world.capability[None, :]
        guarded = np.where(weaker, world.sovereignty[:, None], world.sovereignty[None, :])
        weight: Array = self.ratio * (guarded - 0.5)
        return weight

    @cached_property
    def bring(self) -> Array:
        """Strength that l can bring to bear on m, N×N (rows: l, columns: m)."""
        bring: Array = self.world.capability[:, None] * self.seen.near
        return bring

    def chance(
        self, constant: float | Array, terms: Terms, lever: float = 1.0, at: Any = slice(None)
    ) -> Array:
        """Return the chance in this step of what has these yearly log-odds, or of some of it."""
        chance: Array = -np.expm1(-lever * rate(constant, terms, at) * self.years)
        return chance

    def impress(self, cause: str, coefficient: float, felt: Array) -> None:
        """Let onlookers take bad evidence coefficient·felt_lj about j; good if it is negative."""
        if coefficient:
            field = "bad_seen" if coefficient > 0 else "good_seen"
            self.ledger.add(field, cause, abs(coefficient) * felt)


def both_ways(directed: Array) -> Array:
    """Return x_ij + x_ji, N×N."""
    summed: Array = directed + directed.T
    return summed


def rate(constant: float | Array, terms: Terms, at: Any = slice(None)) -> Array:
    """Return the yearly rate of what has these log-odds, or of those at some places."""
    return yearly_rate(np.asarray(sum(terms.values(), np.asarray(constant, dtype=float)))[at])


def why(terms: Terms, place: Any) -> events.Terms:
    """Return the terms at one place of their arrays, ranked, as an event tells them."""
    return events.ranked((label, float(term[place])) for label, term in terms.items())
