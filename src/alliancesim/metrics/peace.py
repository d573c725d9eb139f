"""Peace: how disputes end short of war, who helps, and how long it lasts."""

import numpy as np

from alliancesim.crisis import SETTLEMENT
from alliancesim.metrics.registry import Family, Snapshot

FAMILY = Family("peace")


@FAMILY.metric("De-escalations", "disputes / step", covers=("X04",))
def deescalations(now: Snapshot) -> float:
    """Disputes that ended below war in the step because a side gave in, both did (compromise), or
    by negotiated settlement; not those that faded away (stalemate)."""
    return float(sum(crisis.top < 5 and crisis.over != "stalemate" for crisis in now.watch.ended))


@FAMILY.metric("Peaceful settlements", "disputes / step", covers=("X04",))
def settlements(now: Snapshot) -> float:
    """Disputes that ended in a negotiated settlement in the step."""
    return float(now.count("settlement"))


@FAMILY.metric("Mediated settlements", "disputes / step", covers=("X04",))
def mediated_settlements(now: Snapshot) -> float:
    """Disputes with a mediator that ended in a negotiated settlement in the step."""
    ended = now.watch.ended
    return float(sum(bool(crisis.mediator) and crisis.over == SETTLEMENT for crisis in ended))


@FAMILY.metric("Mediations", "mediations / step", covers=("X04",))
def mediations(now: Snapshot) -> float:
    """Good offices of a state or an organisation that began in the step."""
    return float(now.count("mediation"))


@FAMILY.metric("Peacekeepers deployed", "thousand troops", covers=("X04",))
def peacekeepers(now: Snapshot) -> float:
    """Σ over pairs of the peacekeepers between the two."""
    return float(now.world.peacekeepers.sum() / 2)


@FAMILY.metric("Mean length of disputes", "days", covers=("X04", "X22"))
def dispute_days(now: Snapshot) -> float:
    """Mean days from opening to end of the disputes that ended so far; undefined (NaN) before the
    first."""
    return now.watch.lengths.mean


@FAMILY.metric("Mean duration of peace", "years", covers=("X22",))
def peace_years(now: Snapshot) -> float:
    """Mean over politically relevant pairs that ever had a dispute of the years since the last one
    began, 0 while one lasts; undefined (NaN) where no such pair is known to have had one."""
    since = now.now - now.world.onset_times[0]
    for crisis in now.world.crises:
        since[crisis.pair] = 0.0
    past = now.of_pairs(since)[now.relevant]
    known = past[np.isfinite(past)]
    return float(known.mean()) if len(known) else float(np.nan)
