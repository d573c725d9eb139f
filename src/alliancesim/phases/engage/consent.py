"""Consent: which candidate engagements both sides want and can pay for (equation 6).

Candidates arrive for every pair at the same rate R = ``choice.arrivals``, whether wanted or not;
each is for instrument k with probability opportunities_k / R (or for none), and takes place with
probability intensity_k · sig((U_ijk + a_k) / temper) · sig((U_jik + a_k) / temper), times the arms
industry of the giver where the instrument needs one. Thinning one stream keeps the luck of all
other instruments when one is switched off, or a new one added at the end of the list. Utility:

U_ijk = Σ_c v_ij[c]·g_k[c] - cost_weight·cost_k / B_i
        - intrusion_k·(sovereignty·(1 - T_ij) + framework_weight·[no pact or agreement])
        - restraint·provocation_k·exposure_i - standing_weight·accountability_i·(1 - standing_j)
        - [i arms j]·export reluctance_ij + leverage·dependence_ij + habit·ln(1 + recent_ijk),

gains g in units of their channel's scale; sovereignty, restraint, standing_weight and habit times
the weights of i's doctrine. Budgets limit the total, best joint utility first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray
from scipy.special import pdtr

from alliancesim.compiled import LARGE, available, compiled, spend
from alliancesim.draws import Draws
from alliancesim.kernels import combine, rung, sigmoid
from alliancesim.parameters import Parameters
from alliancesim.phases.engage.onlookers import exposure, sensitivity
from alliancesim.phases.engage.record import Index
from alliancesim.phases.engage.value import worth
from alliancesim.phases.exports import arming, export_reluctance
from alliancesim.phases.perceive import Sight
from alliancesim.toolbox import Stances, Toolbox
from alliancesim.world import Array, World

TINY = 1e-9
"""Stands for the budget of a state that has none: it can pay for nothing."""
RARE = 1e-6
"""Chance per pair and step of more candidates than are drawn."""
CONSENT = "engage consent"
"""Purpose of the luck that consent needs."""
SPARSE = 0.25
"""Share of pairs with a candidate in a layer below which only their numbers are drawn."""


class Candidates(NamedTuple):
    """Candidate engagements: instrument, the two states, and the luck of each."""

    instrument: Index
    first: Index
    second: Index
    consent: Array
    place: Index
    """Place among the uniform numbers of all pairs and layers."""

    def at(self, kept: NDArray[np.bool_] | Index) -> Self:
        """Return some of the candidates."""
        chosen = np.flatnonzero(kept) if kept.dtype == bool else kept
        return self._replace(
            instrument=self.instrument[chosen],
            first=self.first[chosen],
            second=self.second[chosen],
            consent=self.consent[chosen],
            place=self.place[chosen],
        )


@dataclass(frozen=True)
class Options:
    """The candidates in which one state takes part, as its agent sees them."""

    instruments: tuple[str, ...]
    partners: tuple[str, ...]
    utility: Array
    """Utility of each to the state; what ``StateAgent.propose`` returns replaces it."""


@lru_cache(maxsize=64)
def arrivals(rate: float) -> Array:
    """Return P(at most m arrivals) for m = 0, 1, ...: the ladder that turns luck into a count."""
    ladder = np.asarray(pdtr(np.arange(10 + int(rate + 10 * np.sqrt(rate))), rate))
    return ladder[: 1 + int(np.searchsorted(ladder, 1 - RARE))]


def candidates(
    tools: Toolbox, rate: float, draws: Draws, step: int, years: float,
    highest: Array | float = 1.0,
) -> Candidates:  # fmt: skip
    """Draw the candidate engagements of a step; nothing in the world changes this luck.

    Each pair has one in each layer whose rung lies below its luck; those whose consent takes more
    than the ``highest`` chance of the pair, (P,), are left out.
    """
    rate = max(rate, float(tools.opportunities.sum()))
    luck, shares = draws.pairs(step, "engage arrivals")[0], np.cumsum(tools.opportunities) / rate
    ladder = arrivals(rate * years)
    ladder = ladder[ladder < luck.max()]
    full = int(np.searchsorted(ladder, 1 - SPARSE)) if draws.random_access else len(ladder)
    found = [*_crowded(ladder[:full], luck, highest, draws, step)]
    if full < len(ladder):
        found.append(_scarce(ladder, full, luck, highest, draws, step))
    place, consent = (np.concatenate(parts) for parts in zip(*found, strict=True))
    instrument = rung(shares, draws.pairs_at(step, "engage instrument", place))
    first, second = (side[place % len(luck)] for side in draws.upper)
    drawn = Candidates(instrument, first, second, consent, place)
    # The others are for none, or for what is switched off.
    return drawn.at(np.append(tools.enabled, False)[instrument])


def _crowded(
    ladder: Array, luck: Array, highest: Array | float, draws: Draws, step: int
) -> Iterator[tuple[Index, Array]]:
    """Yield place and consent of the candidates in the first layers, for which all are drawn."""
    for number, consent in enumerate(draws.bands(step, CONSENT, len(ladder))):
        start = number * draws.height
        rungs = ladder[start : start + len(consent), None]
        near = np.flatnonzero((rungs < luck) & (consent < highest))
        yield near + start * len(luck), consent.ravel()[near]


def _scarce(
    ladder: Array, full: int, luck: Array, highest: Array | float, draws: Draws, step: int
) -> tuple[Index, Array]:
    """Return the same for the other layers, in which few pairs have one."""
    pairs = [np.flatnonzero(rung < luck) for rung in ladder[full:]]
    place = np.concatenate([layer * len(luck) + at for layer, at in enumerate(pairs, full)])
    consent = draws.pairs_at(step, CONSENT, place)
    near = consent < np.broadcast_to(highest, luck.shape)[np.concatenate(pairs)]
    return place[near], consent[near]


def budgets(world: World, rules: Parameters) -> Array:
    """Return the diplomatic budgets, effort units a year: budget_scale·sqrt(spending).

    Spending is burden·output, less what bases abroad cost their guest, in bn USD.
    """
    abroad = rules.basing.cost * world.bases.sum(axis=1)
    spending = np.maximum(0.0, world.burden * world.output - abroad)
    return world.budget_factor * rules.choice.budget_scale * np.sqrt(spending)


class Desire:
    """The utility of engagements to either side, looked up for the candidates of a step.

    Utility is linear in what a unit of each channel, and of cost, intrusion, provocation and arms,
    is worth to i with j (``values``, N×N each) and in how much of it an instrument brings
    (``units``); habit and what concerns the partner alone are added.
    """

    def __init__(
        self, world: World, rules: Parameters, seen: Sight, tools: Toolbox, stances: Stances
    ) -> None:
        self.rules, self.tools = rules, tools
        self.recent = world.recent
        self.trust = world.trust
        self.budget = budgets(world, rules)
        self.agreement = world.treaties.bound("cooperation")
        self.bound = seen.pacts | self.agreement
        self.felt = sensitivity(world, rules, seen)
        self.industry = world.industry
        self.habit = rules.choice.habit * stances.habit
        self.values = [
            *worth(world, rules, seen, stances),
            *self._burdens(world, rules, seen, stances),
        ]
        self.units = np.vstack([
            tools.relative_gains, tools.cost, tools.intrusion,
            np.maximum(0.0, rules.effects.provocation * tools.provocation), arming(tools),
        ])  # fmt: skip
        shame = np.outer(stances.norms * world.accountability, 1 - world.standing)
        self.partner = (
            rules.choice.leverage * world.dependence - rules.choice.standing_weight * shame
        )

    def _burdens(
        self, world: World, rules: Parameters, seen: Sight, stances: Stances
    ) -> list[Array]:
        """Return what a unit of cost, intrusion, provocation and arms is worth, N×N each."""
        choice = rules.choice
        discount = np.where(self.agreement, choice.agreement_discount, 1.0)
        means = np.maximum(self.budget, TINY)[:, None]
        autonomy = choice.sovereignty_weight * stances.sovereignty * world.sovereignty
        foreign = autonomy[:, None] * (1 - self.trust) + choice.framework_weight * ~self.bound
        restraint = choice.provocation_weight * stances.restraint / choice.provocation_scale
        caution = restraint * exposure(self.felt, seen.threat)
        gives = world.capability[:, None] >= world.capability[None, :]
        reluctance = export_reluctance(world, rules, self.tools)
        return [
            -choice.cost_weight * discount / means,
            -foreign,
            np.broadcast_to(-caution[:, None], discount.shape),
            np.where(gives, -reluctance, 0.0),
        ]

    def cost(self, instrument: Index, first: Index, second: Index) -> Array:
        """Return the effort that one side puts in; agreements make it cheaper."""
        discount = np.where(
            self.agreement[first, second], self.rules.choice.agreement_discount, 1.0
        )
        cost: Array = self.tools.cost[instrument] * discount
        return cost

    def utility(self, instrument: Index, who: Index, partner: Index) -> Array:
        """Return U of each candidate to ``who``, without the inclination a_k."""
        pair = who * len(self.budget) + partner
        habit = self.habit[who] * np.log1p(self.recent[instrument, who, partner])
        total: Array = (
            combine(self.values, self.units, instrument, pair) + self.partner.take(pair) + habit
        )
        return total

    def possible(self, instrument: Index, first: Index, second: Index) -> NDArray[np.bool_]:
        """Tell which candidates are on offer at all: enabled, trusted enough, bound if need be."""
        tools = self.tools
        found: NDArray[np.bool_] = tools.enabled[instrument]
        demanding = (tools.minimum_trust > 0) | tools.needs_pact
        some = np.flatnonzero(found & demanding[instrument])
        tool, one, other = instrument[some], first[some], second[some]
        trust = np.minimum(self.trust[one, other], self.trust[other, one])
        trusted = trust >= tools.minimum_trust[tool]
        found[some] = trusted & (self.bound[one, other] | ~tools.needs_pact[tool])
        return found

    def chance(self, instrument: Index, first: Index, mine: Array, theirs: Array) -> Array:
        """Return the probability that a candidate takes place if both can pay."""
        bias, temper = self.tools.inclination[instrument], self.rules.choice.temper
        both = sigmoid((mine + bias) / temper) * sigmoid((theirs + bias) / temper)
        able = np.where(self.tools.needs_industry[instrument], self.industry[first], 1.0)
        return np.minimum(1.0, self.tools.intensity[instrument] * able * both)


def affordable(
    purse: Array, cost: Array, first: Index, second: Index, best: Array
) -> NDArray[np.intp]:
    """Return the engagements that both purses allow, taken from the best down; spends them."""
    order = np.argsort(-best, kind="stable")
    if len(purse) >= LARGE and available():
        taken = np.zeros(len(order), dtype=bool)
        compiled(spend)(purse, taken, order, first, second, cost)
        return np.flatnonzero(taken)
    kept, left = [], purse.tolist()
    parties = first[order].tolist(), second[order].tolist()
    for index, one, other, price in zip(
        order.tolist(), *parties, cost[order].tolist(), strict=True
    ):
        if left[one] >= price and left[other] >= price:
            left[one] -= price
            left[other] -= price
            kept.append(index)
    purse[:] = left
    return np.sort(np.array(kept, dtype=np.intp))
