"""Ties between states: trust, interoperability, information, misperception."""

import numpy as np

from alliancesim.metrics.registry import Family, Snapshot

FAMILY = Family("ties")


@FAMILY.metric("Mean trust", "1", hi=1.0)
def trust_mean(now: Snapshot) -> float:
    """Mean over ordered pairs of T = α / (α + β). Trust put in by an instrument's coefficient is
    no finding about that instrument."""
    return float(now.trust.mean())


@FAMILY.metric("Dispersion of trust", "1", hi=0.5)
def trust_dispersion(now: Snapshot) -> float:
    """Standard deviation of T over ordered pairs."""
    return float(now.trust.std())


@FAMILY.metric("Reciprocity of trust", "1", hi=1.0)
def trust_reciprocity(now: Snapshot) -> float:
    """1 - mean over pairs of |T_ij - T_ji|."""
    trust = now.world.trust
    return float(1 - now.of_pairs(np.abs(trust - trust.T)).mean())


@FAMILY.metric("Mean interoperability", "1", hi=1.0)
def interoperability_mean(now: Snapshot) -> float:
    """Mean over pairs of interoperability."""
    return float(now.of_pairs(now.world.interoperability).mean())


@FAMILY.metric("Mean information ties", "1", hi=1.0)
def information_mean(now: Snapshot) -> float:
    """Mean over pairs of the share of what one knows that the other gets too."""
    return float(now.of_pairs(now.world.information).mean())


@FAMILY.metric("Misperception", "ln units")
def misperception(now: Snapshot) -> float:
    """Mean over ordered pairs of |ln ĉ_ij - ln c_j|: perceived against true capability."""
    error = np.abs(now.seen.noise * now.world.misreading)
    return float(error.sum() / (now.world.n * (now.world.n - 1)))


@FAMILY.metric("Engagements", "engagements / step")
def engagements(now: Snapshot) -> float:
    """Engagements that took place in the step, all instruments."""
    return float(len(now.held)) if now.held is not None else 0.0
