"""Conduct: openness, compliance with norms, legitimacy and reputation."""

import numpy as np

from alliancesim.metrics.registry import Family, Snapshot

FAMILY = Family("conduct")


@FAMILY.metric("Mean transparency", "1", hi=1.0, covers=("X13",))
def transparency_mean(now: Snapshot) -> float:
    """Mean over states of openness about forces and plans."""
    return float(now.world.transparency.mean())


@FAMILY.metric("Mean accountability", "1", hi=1.0, covers=("X13",))
def accountability_mean(now: Snapshot) -> float:
    """Mean over states of the control of conduct."""
    return float(now.world.accountability.mean())


@FAMILY.metric("Compliance", "share of states", hi=1.0, covers=("X13",))
def compliance(now: Snapshot) -> float:
    """Share of states of which no breach of export criteria or of the law of war came to light in
    the last year (since the start, in the first)."""
    return float((now.watch.clean >= now.watch.span).mean())


@FAMILY.metric("Breaches of norms found", "breaches / step", covers=("X13",))
def breaches_found(now: Snapshot) -> float:
    """Breaches of export criteria or of the law of war that came to light in the step."""
    return float(now.count("conduct_breach"))


@FAMILY.metric("Mean standing", "1", hi=1.0, covers=("X21",))
def standing_mean(now: Snapshot) -> float:
    """Mean over states of legitimacy: 1 for a state that keeps the norms."""
    return float(now.world.standing.mean())


@FAMILY.metric("Trust in those who reneged", "1", hi=1.0, covers=("X21",))
def trust_in_reneging(now: Snapshot) -> float:
    """Mean over the states that broke a commitment so far of the mean trust of all others in them:
    what reputation costs; undefined (NaN) before the first."""
    broken = sorted(now.watch.reneged)
    if not broken:
        return float(np.nan)
    return float((now.trust[:, broken].sum(axis=0) - 1).mean() / (now.world.n - 1))
