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

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray
from scipy.special import pdtr

from alliancesim.draws import Draws
from alliancesim.kernels import sigmoid
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


class Candidates(NamedTuple):
    """Candidate engagements: instrument, the two states, and the luck of each."""

    instrument: Index
    first: Index
    second: Index
    consent: Array
    breach: Array

    def at(self, kept: NDArray[np.bool_] | Index) -> Self:
        """Return some of the candidates."""
        return self._replace(
            instrument=self.instrument[kept],
            first=self.first[kept],
            second=self.second[kept],
            consent=self.consent[kept],
            breach=self.breach[kept],
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


def candidates(tools: Toolbox, rate: float, draws: Draws, step: int, years: float) -> Candidates:
    """Draw the candidate engagements of a step; nothing in the world changes this luck."""
    rate = max(rate, float(tools.opportunities.sum()))
    ladder = arrivals(rate * years)
    layers = len(ladder)
    rows, columns = draws.upper
    number = np.searchsorted(ladder, draws.pairs(step, "engage arrivals")[0])
    which = draws.pairs(step, "engage instrument", layers)
    consent = draws.pairs(step, "engage consent", layers)
    breach = draws.pairs(step, "engage breach", layers)
    layer, pair = np.nonzero(np.arange(layers)[:, None] < number[None, :])
    shares = np.cumsum(tools.opportunities) / rate
    instrument = np.searchsorted(shares, which[layer, pair], side="right")
    found = Candidates(
        instrument, rows[pair], columns[pair], consent[layer, pair], breach[layer, pair]
    )
    return found.at(instrument < len(shares))


def budgets(world: World, rules: Parameters) -> Array:
    """Return the diplomatic budgets, effort units a year: budget_scale·sqrt(spending).

    Spending is burden·output, less what bases abroad cost their guest, in bn USD.
    """
    abroad = rules.basing.cost * world.bases.sum(axis=1)
    spending = np.maximum(0.0, world.burden * world.output - abroad)
    return world.budget_factor * rules.choice.budget_scale * np.sqrt(spending)


class Desire:
    """The utility of engagements to either side, looked up for the candidates of a step."""

    def __init__(
        self, world: World, rules: Parameters, seen: Sight, tools: Toolbox, stances: Stances
    ) -> None:
        self.rules, self.tools = rules, tools
        self.recent = world.recent
        self.trust = world.trust
        self.worth = worth(world, rules, seen, stances)
        self.budget = budgets(world, rules)
        self.means = np.maximum(self.budget, TINY)
        self.agreement = world.treaties.bound("cooperation")
        self.bound = seen.pacts | self.agreement
        self.felt = sensitivity(world, rules, seen)
        restraint = rules.choice.provocation_weight * stances.restraint
        restraint = restraint / rules.choice.provocation_scale
        self.caution = restraint * exposure(self.felt, seen.threat)
        self.dependence = world.dependence
        self.arming = arming(tools)
        self.reluctance = export_reluctance(world, rules, tools)
        self.capability = world.capability
        self.industry = world.industry
        self.shame = np.outer(stances.norms * world.accountability, 1 - world.standing)
        self.habit = rules.choice.habit * stances.habit
        self.autonomy = rules.choice.sovereignty_weight * stances.sovereignty * world.sovereignty

    def cost(self, instrument: Index, first: Index, second: Index) -> Array:
        """Return the effort that one side puts in; agreements make it cheaper."""
        discount = np.where(
            self.agreement[first, second], self.rules.choice.agreement_discount, 1.0
        )
        cost: Array = self.tools.cost[instrument] * discount
        return cost

    def utility(self, instrument: Index, who: Index, partner: Index) -> Array:
        """Return U of each candidate to ``who``, without the inclination a_k."""
        choice, tools = self.rules.choice, self.tools
        gain = np.einsum(
            "cm,cm->m", self.worth[:, who, partner], tools.relative_gains[:, instrument]
        )
        cost = choice.cost_weight * self.cost(instrument, who, partner) / self.means[who]
        intrusion = tools.intrusion[instrument]
        foreign = self.autonomy[who] * (1 - self.trust[who, partner])
        unfounded = choice.framework_weight * ~self.bound[who, partner]
        provocation = self.rules.effects.provocation * tools.provocation[instrument]
        habit = self.habit[who] * np.log1p(self.recent[instrument, who, partner])
        arms = self.arming[instrument] & (self.capability[who] >= self.capability[partner])
        total: Array = (
            gain
            - cost
            - (foreign + unfounded) * intrusion
            - self.caution[who] * np.maximum(0.0, provocation)
            - choice.standing_weight * self.shame[who, partner]
            - np.where(arms, self.reluctance[who, partner], 0.0)
            + choice.leverage * self.dependence[who, partner]
            + habit
        )
        return total

    def possible(self, instrument: Index, first: Index, second: Index) -> NDArray[np.bool_]:
        """Tell which candidates are on offer at all: enabled, trusted enough, bound if need be."""
        trust = np.minimum(self.trust[first, second], self.trust[second, first])
        return (
            self.tools.enabled[instrument]
            & (trust >= self.tools.minimum_trust[instrument])
            & (self.bound[first, second] | ~self.tools.needs_pact[instrument])
        )

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
    kept = []
    for index in np.argsort(-best, kind="stable"):
        one, other, price = first[index], second[index], cost[index]
        if purse[one] >= price and purse[other] >= price:
            purse[one] -= price
            purse[other] -= price
            kept.append(index)
    return np.sort(np.array(kept, dtype=np.intp))
