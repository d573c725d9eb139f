"""Ties between states: trust, understanding, interoperability, information, misperception."""

import numpy as np

from alliancesim.metrics.registry import Family, Snapshot
from alliancesim.phases.perceive import intent

FAMILY = Family("ties")


@FAMILY.metric("Mean trust", "1", hi=1.0, covers=("X06",))
def trust_mean(now: Snapshot) -> float:
    """Mean over ordered pairs of T = α / (α + β). Trust put in by an instrument's coefficient is
    no finding about that instrument."""
    return float(now.trust_of_pairs.mean())


@FAMILY.metric("Dispersion of trust", "1", hi=0.5, covers=("X06",))
def trust_dispersion(now: Snapshot) -> float:
    """Standard deviation of T over ordered pairs: the root of the variance of trust."""
    return float(now.trust_of_pairs.std())


@FAMILY.metric("Reciprocity of trust", "1", hi=1.0, covers=("X06",))
def trust_reciprocity(now: Snapshot) -> float:
    """1 - mean over pairs of |T_ij - T_ji|."""
    return 1 - now.mean_of(np.abs(now.trust - now.trust.T))


@FAMILY.metric("Mean understanding", "1", hi=1.0, covers=("X05",))
def understanding_mean(now: Snapshot) -> float:
    """Mean over pairs of how well the two know each other's doctrine, language and ways."""
    return now.mean_of(now.world.understanding)


@FAMILY.metric("Misunderstanding of intentions", "1", hi=1.0, covers=("X05",))
def intent_misreading(now: Snapshot) -> float:
    """Mean over ordered pairs of |T̂_ij - T_ij|: good will as i reads it (equation 5) against what
    the record of deeds supports."""
    read = intent(now.world, now.rules, now.seen.noise)
    np.fill_diagonal(read, 1.0)
    return now.mean_of(np.abs(read - now.trust))


@FAMILY.metric("Misperception", "ln units", covers=("X05",))
def misperception(now: Snapshot) -> float:
    """Mean over ordered pairs of |ln ĉ_ij - ln c_j|: perceived against true capability."""
    return now.mean_of(np.abs(now.seen.noise * now.world.misreading))


@FAMILY.metric("Mean interoperability", "1", hi=1.0, covers=("X10",))
def interoperability_mean(now: Snapshot) -> float:
    """Mean over pairs of interoperability."""
    return now.mean_of(now.world.interoperability)


@FAMILY.metric("Mean information ties", "1", hi=1.0, covers=("X10",))
def information_mean(now: Snapshot) -> float:
    """Mean over pairs of the share of what one knows that the other gets too."""
    return now.mean_of(now.world.information)


@FAMILY.metric("Engagements", "engagements / step")
def engagements(now: Snapshot) -> float:
    """Engagements that took place in the step, all instruments."""
    return float(len(now.held)) if now.held is not None else 0.0
