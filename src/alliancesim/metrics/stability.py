"""The stability index and its four components, each x / (x + scale) in [0, 1].

What it is made of by region and by state stands in the yearly tables ``regions`` and ``states``.
"""

import math

import numpy as np

from alliancesim.metrics.escalation import escalation_mean
from alliancesim.metrics.outlook import expected_wars
from alliancesim.metrics.registry import Family, Snapshot

FAMILY = Family("stability")


@FAMILY.metric("Stability index", "1", hi=1.0, covers=("X01",))
def stability(now: Snapshot) -> float:
    """1 - mean of the four components of instability, with equal weights; undefined (NaN) in the
    first year, for two components look back a year."""
    parts = (
        stability_wars(now),
        stability_escalation(now),
        stability_structure(now),
        stability_budget(now),
    )
    return 1 - sum(parts) / len(parts)


@FAMILY.metric("Instability: expected wars", "1", hi=1.0, covers=("X01",))
def stability_wars(now: Snapshot) -> float:
    """x / (x + war_scale), x the wars expected in the next twelve months."""
    return half_at(expected_wars(now), now.rules.indices.war_scale)


@FAMILY.metric("Instability: escalation", "1", hi=1.0, covers=("X01",))
def stability_escalation(now: Snapshot) -> float:
    """x / (x + escalation_scale), x the mean escalation of politically relevant pairs."""
    return half_at(escalation_mean(now), now.rules.indices.escalation_scale)


@FAMILY.metric("Instability: ties lost and power shifting", "1", hi=1.0, covers=("X01",))
def stability_structure(now: Snapshot) -> float:
    """x / (x + structure_scale), x the share of defence ties lost in the last year plus the
    change |Δ ln Σ share²| of capability concentration over it; undefined (NaN) in the first
    year."""
    watch = now.watch
    if not watch.full:
        return math.nan
    shift = abs(watch.concentration[-1] - watch.concentration[0])
    return half_at(sum(watch.lost) + shift, now.rules.indices.structure_scale)


@FAMILY.metric("Instability: burdens growing", "1", hi=1.0, covers=("X01",))
def stability_budget(now: Snapshot) -> float:
    """x / (x + budget_scale), x the growth of the mean log burden over the last year, 0 if it
    fell; undefined (NaN) in the first year."""
    if not now.watch.full:
        return math.nan
    growth = max(0.0, float(now.watch.burden[-1].mean() - now.watch.burden[0].mean()))
    return half_at(growth, now.rules.indices.budget_scale)


@FAMILY.metric("Share of expected disputes within regions", "share", hi=1.0, covers=("X01",))
def expected_within_regions(now: Snapshot) -> float:
    """Expected disputes of pairs of one region over those of all pairs; undefined (NaN) where no
    dispute is to be expected at all."""
    regions = np.array(now.world.regions)
    within = now.rates[regions[:, None] == regions[None, :]].sum()
    everywhere = now.rates.sum()
    return float(within / everywhere) if everywhere else math.nan


def half_at(value: float, scale: float) -> float:
    """Return a value on a scale from 0 to 1, one half at ``scale``."""
    return value / (value + scale)
