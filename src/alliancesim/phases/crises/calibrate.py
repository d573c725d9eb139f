"""Calibrate: bring named dyads to their own history at the start of a run.

A scenario may say how many onsets a pair had in how many observed years. The rate to expect is
estimated as (n + 1) / (years + 1 / model rate), a Gamma-Poisson shrinkage towards the long-run
rate of the fitted hazard, 1 / Σ_t S(t) with S the survival of peace. The frailty is then set so
that the hazard gives that many onsets on average over the first decade of the run, counted from
the years since the last dispute. This is calibration, not validation.
"""

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from alliancesim.kernels import logit, yearly_rate
from alliancesim.parameters import Parameters
from alliancesim.parameters.disputes import Ladder
from alliancesim.phases.arms import rival_gap
from alliancesim.phases.crises.onset import conversion, expected_utility, structure
from alliancesim.phases.perceive import felt, sight
from alliancesim.world import Array, World

HORIZON = 120
"""Years of peace after which the hazard is taken as constant."""
DECADE, QUARTER = 10.0, 0.25
"""Span over which the mean rate is matched, and the step of its renewal equation, years."""
WIDEST = 6.0
"""Largest |ln frailty|."""


def long_run_rate(log_odds: Array, recency: float, memory: float, frailty: Array) -> Array:
    """Return onsets a year in the long run, for log-odds without the recency term; shape (P,)."""
    years = np.maximum(np.arange(HORIZON), 1)
    logits = log_odds[:, None] + recency * np.exp(-years / memory)
    hazard = yearly_rate(logits) * frailty[:, None]
    survival = np.exp(-np.cumsum(hazard, axis=1))
    peace = 1 + survival[:, :-1].sum(axis=1)
    last = np.maximum(-np.expm1(-hazard[:, -1]), 1e-12)
    rate: Array = 1 / (peace + survival[:, -1] / last)
    return rate


def still_live(ladder: Ladder, years: NDArray[np.floating]) -> Array:
    """Return the chance that a dispute that began so long ago is still live, below war.

    (1 - one_day)·(1 + d·end_force/k)^(-k)·exp(-d·down), d days, k the frailty's shape and down the
    rate at which sides come down; while a dispute lives, no other can begin between the two.
    """
    days, shape = 365.25 * years, ladder.frailty
    down = math.exp(ladder.descend) / (1 + math.exp(ladder.descend) + math.exp(ladder.climb_force))
    fades = (1 + days * ladder.end_force / shape) ** -shape
    return (1 - ladder.one_day) * fades * np.exp(-days * down / ladder.move_interval)


def decade_rate(
    log_odds: Array, recency: float, memory: float, since: Array, frailty: Array,
    busy: Array | float = 0.0,
) -> Array:  # fmt: skip
    """Return mean onsets a year over a decade that starts ``since`` years after the last; (P,).

    Solves the renewal equation forward in quarters: the probability mass of each age, years since
    the last onset, moves up by a quarter or falls back to 0. ``busy`` is the chance at each such
    age that the dispute is still live.
    """

    def onset(age: NDArray[np.floating]) -> Array:
        logits = log_odds[:, None] + recency * np.exp(-np.maximum(age, 1.0) / memory)
        return -np.expm1(-yearly_rate(logits) * frailty[:, None] * QUARTER)

    steps = round(DECADE / QUARTER)
    young = onset(np.arange(steps)[None, :] * QUARTER) * (1 - np.asarray(busy))
    first = onset(since[:, None] + np.arange(steps)[None, :] * QUARTER)
    quiet = np.ones(len(log_odds))
    mass = np.zeros((len(log_odds), steps))
    total = np.zeros(len(log_odds))
    for step in range(steps):
        falls = quiet * first[:, step] + (mass * young).sum(axis=1)
        quiet = quiet * (1 - first[:, step])
        mass[:, 1:] = (mass * (1 - young))[:, :-1]
        mass[:, 0] = falls
        total += falls
    return total / DECADE


def own_history(
    world: World, rules: Parameters, onsets: Array, observed: Array, log_odds: Array
) -> Array:
    """Return the frailty that gives each pair the rate of its history, N×N; 1 where unknown."""
    frailty = np.ones((world.n, world.n))
    rows, columns = np.nonzero(np.triu(observed > 0, 1))
    if not len(rows):
        return frailty
    base, p = log_odds[rows, columns], rules.onset
    model = long_run_rate(base, p.recency, p.recency_memory, np.ones(len(rows)))
    target = (onsets[rows, columns] + 1) / (observed[rows, columns] + 1 / model)
    since = -world.onset_times[0, rows, columns]
    busy = still_live(rules.ladder, (np.arange(round(DECADE / QUARTER)) + 0.5) * QUARTER)
    packed = (values.tobytes() for values in (base, since, target, busy))
    frailty[rows, columns] = frailty[columns, rows] = _matched(*packed, p.recency, p.recency_memory)
    return frailty


@lru_cache(maxsize=32)
def _matched(
    log_odds: bytes, since: bytes, target: bytes, busy: bytes, recency: float, memory: float
) -> Array:
    """Return the frailty that brings the rates of a decade to their targets, (P,).

    All members of an ensemble ask for the same, so the answers are kept.
    """
    base, past, aim, live = (np.frombuffer(packed) for packed in (log_odds, since, target, busy))
    low, high = np.full(len(base), -WIDEST), np.full(len(base), WIDEST)
    for _ in range(30):
        middle = (low + high) / 2
        rate = decade_rate(base, recency, memory, past, np.exp(middle), live)
        low, high = np.where(rate < aim, middle, low), np.where(rate < aim, high, middle)
    found: Array = np.exp((low + high) / 2)
    found.setflags(write=False)
    return found


def calibrate(world: World, rules: Parameters, onsets: Array, observed: Array) -> None:
    """Set frailty, incident share and the references of a world that is about to start.

    ``onsets`` and ``observed`` are N×N: onsets in the observed years; 0 years where unknown.
    """
    seen = sight(world, rules)
    world.threat_felt = felt(seen.threat)
    world.threat_reference = world.threat_felt.copy()
    world.gap_reference = rival_gap(world)
    utility = expected_utility(world, rules, seen)
    world.utility_reference = np.maximum(utility, utility.T)
    world.noise_reference = (seen.noise + seen.noise.T) / 2
    world.incident_reference = conversion(world, rules, seen)
    trust = logit(world.trust)
    terms = structure(world, rules, seen.pacts)
    log_odds = np.asarray(sum(terms.values(), np.float64(rules.onset.constant)))
    log_odds = log_odds + rules.onset.trust * (trust + trust.T) / 2
    world.frailty = own_history(world, rules, onsets, observed, log_odds)
    rows, columns = np.triu_indices(world.n, 1)
    rate = np.full((world.n, world.n), np.inf)
    p = rules.onset
    rate[rows, columns] = long_run_rate(
        log_odds[rows, columns], p.recency, p.recency_memory, world.frailty[rows, columns]
    )
    rate = np.minimum(rate, rate.T)
    share = rules.incidents.conversion * world.incident_rate / rate
    world.incident_share = np.minimum(share, rules.incidents.share_limit)
