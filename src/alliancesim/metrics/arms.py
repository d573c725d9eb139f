"""Arms: what states spend, who races whom, who has what, and who has nuclear weapons."""

import numpy as np

from alliancesim.kernels import yearly_rate
from alliancesim.metrics.registry import Family, Snapshot
from alliancesim.phases.arms import spending_goals
from alliancesim.phases.environment import pooled_yield
from alliancesim.phases.proliferation import acquisition_terms, opponents

FAMILY = Family("arms")


@FAMILY.metric("Mean military burden", "share of GDP", hi=1.0, covers=("X15",))
def burden_mean(now: Snapshot) -> float:
    """Mean over states of military spending over output."""
    return float(now.world.burden.mean())


@FAMILY.metric("Spending goals met", "share of states", hi=1.0, covers=("X15",))
def goals_met(now: Snapshot) -> float:
    """Of the states that promised their allies to spend a share of output, the share that spend
    it; undefined (NaN) without spending goals."""
    goals = spending_goals(now.world)
    promised = goals > 0
    if not promised.any():
        return float(np.nan)
    return float((now.world.burden >= goals)[promised].mean())


@FAMILY.metric("Pooling gain", "ln units / ln unit", covers=("X15",))
def pooling_gain(now: Snapshot) -> float:
    """Mean over states of the capability that a unit of growth of the burden yields because forces
    fit those of allies: capability_yield·pooling·lever·mean interoperability with them."""
    pooled = pooled_yield(now.world, now.rules, now.tools)
    return float(pooled.mean() - now.rules.arms.capability_yield)


@FAMILY.metric("Arms race", "1 / year", covers=("X14",))
def arms_race(now: Snapshot) -> float:
    """Mean over pairs that are rivals or have a dispute at stake of max(0, min(g_i, g_j)), g the
    growth of ln burden over the last year: a race has two runners; 0 without such pairs, undefined
    (NaN) in the first year."""
    if not now.watch.full:
        return float(np.nan)
    growth = now.watch.burden[-1] - now.watch.burden[0]
    both = np.maximum(0.0, np.minimum(growth[:, None], growth[None, :]))
    racing = opponents(now.world)
    return float(both[racing].mean()) if racing.any() else 0.0


@FAMILY.metric("Nuclear states", "states", covers=("X14",))
def nuclear_states(now: Snapshot) -> float:
    """States of the cast that have nuclear weapons."""
    return float(now.world.nuclear.sum())


@FAMILY.metric("Expected proliferation, next 12 months", "states / year", covers=("X14",))
def expected_proliferation(now: Snapshot) -> float:
    """Σ over states without nuclear weapons of the rate at which they acquire them."""
    terms = acquisition_terms(now.world, now.rules, now.seen)
    log_odds = np.asarray(sum(terms.values(), np.float64(now.rules.proliferation.constant)))
    return float(yearly_rate(log_odds)[~now.world.nuclear].sum())


@FAMILY.metric("Concentration of capability", "1", hi=1.0, covers=("X10", "X14"))
def capability_concentration(now: Snapshot) -> float:
    """Σ of squared shares of the cast's capability (Herfindahl-Hirschman index)."""
    share = now.world.capability / now.world.capability.sum()
    return float(np.sum(share**2))


@FAMILY.metric("Capability of the cast", "share of system", covers=("X10",))
def capability_total(now: Snapshot) -> float:
    """Σ over states of composite material capability; growth can carry it beyond the system of
    the start."""
    return float(now.world.capability.sum())


@FAMILY.metric("Mean military technology", "1", hi=1.0, covers=("X10",))
def technology_mean(now: Snapshot) -> float:
    """Mean over states of the level of military technology."""
    return float(now.world.technology.mean())
