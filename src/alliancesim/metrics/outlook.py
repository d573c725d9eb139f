"""The outlook: disputes expected in the next twelve months at current hazards.

For each pair the rate of new disputes (equation 9, less what prevention holds off) times the chance
that one of them reaches force or war (`chances`). What they add up to depends on the cast.
"""

import math

from alliancesim.metrics.registry import Family, Snapshot

FAMILY = Family("outlook")


@FAMILY.metric("Expected disputes, next 12 months", "disputes / year", covers=("X02",))
def expected_disputes(now: Snapshot) -> float:
    """Σ over pairs of the onset rate (equation 9), all levels, whole cast; depends on the cast."""
    return float(now.of_pairs(now.rates).sum())


@FAMILY.metric("Expected uses of force, next 12 months", "disputes / year", covers=("X02",))
def expected_uses_of_force(now: Snapshot) -> float:
    """Σ over pairs of the onset rate times the chance, by the ladder, to reach level 4 or 5."""
    return float(now.of_pairs(now.force_rates).sum())


@FAMILY.metric("Expected fatal disputes, next 12 months", "disputes / year", covers=("X02",))
def expected_fatal(now: Snapshot) -> float:
    """Expected wars, plus fatal_share of the other expected uses of force: wars always kill."""
    wars = expected_wars(now)
    return wars + now.rules.indices.fatal_share * (expected_uses_of_force(now) - wars)


@FAMILY.metric("Expected wars, next 12 months", "wars / year", covers=("X02",))
def expected_wars(now: Snapshot) -> float:
    """Σ over pairs of the onset rate times the chance, by the ladder, to become a war."""
    return float(now.of_pairs(now.war_rates).sum())


@FAMILY.metric(
    "P(no use of force in 12 months, in the cast)", "probability", hi=1.0, covers=("X02",)
)
def peace_probability(now: Snapshot) -> float:
    """exp(-expected uses of force): chance that no pair of the cast uses force in a year."""
    return math.exp(-expected_uses_of_force(now))
