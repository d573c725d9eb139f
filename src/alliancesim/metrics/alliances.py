"""The life of alliances: how they form, last and end, and what becomes of their promises."""

import numpy as np

from alliancesim.metrics.registry import Family, Snapshot

FAMILY = Family("alliances")


@FAMILY.metric("Defence ties formed", "ties / step", covers=("X07",))
def ties_formed(now: Snapshot) -> float:
    """Pairs of the cast bound to defend each other that were not so before the step."""
    return _pairs(now.pacts & ~_before(now))


@FAMILY.metric("Defence ties lost", "ties / step", covers=("X07",))
def ties_lost(now: Snapshot) -> float:
    """Pairs of the cast that were bound to defend each other before the step and are not now."""
    return _pairs(_before(now) & ~now.pacts)


@FAMILY.metric("Mean age of defence ties", "years", covers=("X07",))
def tie_age(now: Snapshot) -> float:
    """Mean over pairs bound to defend each other of the years since they have been so, those in
    force at the start counted from there; undefined (NaN) without ties."""
    if not now.pacts.any():
        return float(np.nan)
    return float(now.watch.tie_age[now.pacts].mean() / now.watch.span)


@FAMILY.metric("Resilience of alliances", "share", hi=1.0, covers=("X07",))
def tie_resilience(now: Snapshot) -> float:
    """Of the defence ties of a year ago, the share that is in force now; undefined (NaN) in the
    first year, and where there were none."""
    if not now.watch.full:
        return float(np.nan)
    then = now.watch.ties(now.watch.span)
    return float((then & now.pacts).sum() / then.sum()) if then.any() else float(np.nan)


@FAMILY.metric("Commitments invoked", "commitments / step", covers=("X07", "X09"))
def commitments_invoked(now: Snapshot) -> float:
    """Defence commitments that a war against the ally called on in the step."""
    return float(now.count("honoured") + now.count("reneged"))


@FAMILY.metric("Commitments honoured", "commitments / step", covers=("X07", "X09"))
def commitments_honoured(now: Snapshot) -> float:
    """Invoked commitments that the ally honoured by fighting (treaty-specific definition)."""
    return float(now.count("honoured"))


@FAMILY.metric("Response time of allies", "days", covers=("X11",))
def response_days(now: Snapshot) -> float:
    """Mean days from the call until the forces of an ally that joined a dispute are there, over all
    that joined so far; undefined (NaN) before the first."""
    days = [delay for crisis in now.world.crises for _, delay in crisis.calls.values()]
    return now.watch.responses.plus(days).mean


def _before(now: Snapshot) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """Return the pairs bound to defend each other before the step; now, at the start; N×N."""
    return now.watch.ties(1) if len(now.watch.treaties) > 1 else now.pacts


def _pairs(bound: np.ndarray[tuple[int, int], np.dtype[np.bool_]]) -> float:
    return float(bound.sum() / 2)
