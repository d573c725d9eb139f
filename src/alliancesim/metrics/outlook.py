"""The outlook: disputes expected in the next twelve months at current hazards."""

import math

from alliancesim.metrics.registry import Family, Snapshot

FAMILY = Family("outlook")


@FAMILY.metric("Expected disputes, next 12 months", "disputes / year")
def expected_disputes(now: Snapshot) -> float:
    """Σ over pairs of the onset rate (equation 9), all levels, whole cast; depends on the cast."""
    return now.expected


@FAMILY.metric("Expected uses of force, next 12 months", "disputes / year")
def expected_uses_of_force(now: Snapshot) -> float:
    """Expected disputes times the share of disputes that reach level 4 or 5 (MID record)."""
    return now.expected * now.rules.indices.force_share


@FAMILY.metric("Expected fatal disputes, next 12 months", "disputes / year")
def expected_fatal(now: Snapshot) -> float:
    """Expected disputes times the share of disputes with a known death (MID record)."""
    return now.expected * now.rules.indices.fatal_share


@FAMILY.metric("Expected wars, next 12 months", "wars / year")
def expected_wars(now: Snapshot) -> float:
    """Expected disputes times the share of disputes that become wars (MID record)."""
    return now.expected * now.rules.indices.war_share


@FAMILY.metric("P(no use of force in 12 months, in the cast)", "probability", hi=1.0)
def peace_probability(now: Snapshot) -> float:
    """exp(-expected uses of force): chance that no pair of the cast uses force in a year."""
    return math.exp(-expected_uses_of_force(now))
