"""Onset: one fitted hazard for all dyads, and the incidents that grow into disputes (equation 9).

Yearly log-odds: constant + distance·ln(1 + d) + capability_ratio·|ln c_i/c_j| + major
+ joint_democracy + land + water + relevant + rivalry + past·ln(1 + n)
+ recency·exp(-max(t, 1)/8) + pact + trust·mean logit T + expected_utility·(EU - EU(0))
+ tension·H + organisations·(shared organisations, in standard deviations) + u_t
+ contagion·(recent escalation around the two). The rate is -ln(1 - p) times the dyad's frailty, so
that monthly and yearly steps agree, times (1 + P)^peacekeepers for P thousand peacekeepers between
the two, times 1 - the share that preventive diplomacy holds off, over what it held off at the start
(warning).

Incidents. A share χ of the rate grows out of the dense layer of encounters below it. That share
is multiplied by m / m(0), m = (1 - control·procedures_ij)·exp(misperception·mean noise_ij): what
is fitted stays fitted, and procedures and information move only what incidents make.

Expected utility of a challenge of j by i: EU_ij = p̂_ij·gain - (1 - p̂_ij)·loss, with p̂ as
i sees it, and EU of the pair the larger of the two; only its change since the start enters.
"""

import numpy as np
from numpy.typing import NDArray

from alliancesim.draws import Draws
from alliancesim.kernels import democracies, logit, power_ratio, sigmoid, yearly_rate
from alliancesim.parameters import Parameters
from alliancesim.phases.perceive import Sight
from alliancesim.world import Array, World

Terms = dict[str, Array]
TINY = 1e-9
"""Smallest share of new disputes that prevention leaves."""


def rivals(world: World, rules: Parameters, now: float) -> NDArray[np.bool_]:
    """Return the rivals: by the scenario, or by enough disputes within the window; N×N.

    Only the scenario's rivals bear the onset term: a label that disputes earn would count the
    same history twice, beside recency and past disputes.
    """
    needed = round(rules.onset.rivalry_count)
    dense = now - world.onset_times[needed - 1] <= rules.onset.rivalry_window
    rival: NDArray[np.bool_] = world.rivalry | dense
    return rival


def recency(world: World, rules: Parameters, now: float) -> Array:
    """Return exp(-max(t, 1)/memory), t years since the last onset; 0 without one; N×N."""
    since = np.maximum(now - world.onset_times[0], 1.0)
    return np.exp(-since / rules.onset.recency_memory)


def win_probability(world: World, rules: Parameters, seen: Sight) -> Array:
    """Return the chance, as i sees it, that a challenge of j by i succeeds, N×N.

    sig(decisiveness·ln(c_i·near_ij / (ĉ_j + help_j)) + initiator_edge), help the capability that
    j can expect of its allies against i.
    """
    mine = world.capability[:, None] * seen.near
    theirs = seen.capability + seen.help.T
    odds = rules.force.decisiveness * np.log(mine / theirs) + rules.force.initiator_edge
    return sigmoid(odds)


def hold_probability(world: World, rules: Parameters, seen: Sight) -> Array:
    """Return the chance, as i sees it, that i holds out against a challenge by j, N×N.

    1 - sig(decisiveness·ln(ĉ_j·near_ij / (c_i + help_i)) + initiator_edge).
    """
    theirs = seen.capability * seen.near
    mine = world.capability[:, None] + seen.help
    odds = rules.force.decisiveness * np.log(theirs / mine) + rules.force.initiator_edge
    return sigmoid(-odds)


def expected_utility(
    world: World, rules: Parameters, seen: Sight, win: Array | None = None
) -> Array:
    """Return EU_ij of a challenge of j by i, in units of the stakes, N×N.

    ``win`` is the chance that it succeeds, where that is known already.
    """
    p = win_probability(world, rules, seen) if win is None else win
    utility = rules.expected_utility
    return p * utility.gain - (1 - p) * utility.loss


def contagion(world: World) -> Array:
    """Return the recent escalation of either state with others, mean of the two, N×N."""
    around = world.escalation.sum(axis=1)
    others = around[:, None] + around[None, :] - 2 * world.escalation
    return np.minimum(1.0, others / 2)


def structure(world: World, rules: Parameters, pacts: NDArray[np.bool_]) -> Terms:
    """Return the terms that hold still between disputes and trust, each N×N."""
    p = rules.onset
    contiguous = world.contiguity
    political = (contiguous > 0) | world.major[:, None] | world.major[None, :]
    return {
        "distance": p.distance * np.log1p(world.distance),
        "capability ratio": p.capability_ratio * power_ratio(world),
        "major power": p.major * (world.major[:, None] | world.major[None, :]),
        "joint democracy": p.joint_democracy * democracies(world, rules),
        "land border": p.land * (contiguous == 1),
        "water border": p.water * (contiguous > 1),
        "politically relevant": p.relevant * political,
        "rivalry": p.rivalry * world.rivalry,
        "past disputes": p.past * np.log1p(world.onset_count),
        "pact": p.pact * pacts,
    }


def onset_terms(
    world: World, rules: Parameters, seen: Sight, shared: float, now: float,
    win: Array | None = None,
) -> Terms:  # fmt: skip
    """Return all labelled log-odds of onset but the constant, each N×N."""
    p = rules.onset
    trust = logit(world.trust)
    utility = expected_utility(world, rules, seen, win)
    change = np.maximum(utility, utility.T) - world.utility_reference
    return {
        **structure(world, rules, seen.pacts),
        "recent dispute": p.recency * recency(world, rules, now),
        "trust": p.trust * (trust + trust.T) / 2,
        "expected utility": p.expected_utility * change,
        "tension": p.tension * world.tension,
        "organisations": p.organisations * world.organisations.shared_score,
        "shared shock": np.full_like(world.tension, p.shared_shock * shared),
        "contagion": p.contagion * contagion(world),
    }


def conversion(world: World, rules: Parameters, seen: Sight) -> Array:
    """Return m: how readily incidents become disputes, N×N symmetric."""
    p = rules.incidents
    noise = (seen.noise + seen.noise.T) / 2
    readiness: Array = (1 - p.control * world.procedures) * np.exp(p.misperception * noise)
    return readiness


def shared_shock(draws: Draws, now: float) -> float:
    """Return the year's standard normal shock, the same for all dyads and all step lengths."""
    return draws.shared(int(now + 1e-9), "onset year")


def onset_rates(world: World, rules: Parameters, seen: Sight, terms: Terms) -> tuple[Array, Terms]:
    """Return the yearly rate of new disputes per pair, and what scales it, in logs; N×N each.

    The rate is that without prevention, which follows it (warning) and is among the scales.
    """
    log_odds = sum(terms.values(), np.float64(rules.onset.constant))
    modifier = conversion(world, rules, seen) / world.incident_reference
    scales = {
        "own history": np.log(world.frailty),
        "incidents": np.log(1 - world.incident_share + world.incident_share * modifier),
        "peacekeepers": rules.onset.peacekeepers * np.log1p(world.peacekeepers),
    }
    usual = np.log1p(-world.prevention_reference)
    rates = yearly_rate(np.asarray(log_odds)) * np.exp(sum(scales.values()) - usual)
    np.fill_diagonal(rates, 0.0)
    prevention = np.log1p(-np.minimum(world.prevented, 1 - TINY)) - usual
    return rates, scales | {"prevention": prevention}
