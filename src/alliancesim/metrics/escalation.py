"""Escalation: how hostile the present is. Engagements never count as escalation."""

import numpy as np

from alliancesim.metrics.registry import Family, Snapshot

FAMILY = Family("escalation")


@FAMILY.metric("Escalation index", "1", hi=1.0, covers=("X03",))
def escalation(now: Snapshot) -> float:
    """½·m/(m + escalation_scale) + ½·min(1, M), m the mean over relevant pairs, M the highest."""
    mean = escalation_mean(now)
    spread = mean / (mean + now.rules.indices.escalation_scale)
    return (spread + min(1.0, escalation_max(now))) / 2


@FAMILY.metric("Mean escalation of politically relevant pairs", "wars", covers=("X03",))
def escalation_mean(now: Snapshot) -> float:
    """Mean over relevant pairs of Σ_e w_e·exp(-(t - t_e)/escalation_memory), w by level; 0 without
    relevant pairs."""
    values = now.of_pairs(now.world.escalation)[now.relevant]
    return float(values.mean()) if len(values) else 0.0


@FAMILY.metric("Highest escalation of any pair", "wars", covers=("X03",))
def escalation_max(now: Snapshot) -> float:
    """max over pairs of Σ_e w_e·exp(-(t - t_e)/escalation_memory); 1 is a war just begun."""
    return float(now.world.escalation.max())


@FAMILY.metric("Mean tension", "wars", covers=("X03",))
def tension_mean(now: Snapshot) -> float:
    """Mean over pairs of tension H, the slowly decaying sum of hostility; 1 is a war just ended."""
    return float(now.of_pairs(now.world.tension).mean())


@FAMILY.metric("Live crises", "crises", covers=("X03",))
def live_crises(now: Snapshot) -> float:
    """Disputes under way at the end of the step."""
    return float(len(now.world.crises))


@FAMILY.metric("New disputes", "disputes / step", covers=("X02", "X03"))
def onsets(now: Snapshot) -> float:
    """Disputes that began in the step, of their own accord or as the scenario dates them."""
    return float(now.count("onset") + now.count("scheduled_incident"))


@FAMILY.metric("Steps up the hostility ladder", "moves / step", covers=("X03",))
def climbs(now: Snapshot) -> float:
    """Moves of a side of a dispute to a level in the step: answers, climbs and dated steps up."""
    return float(now.count("escalation"))


@FAMILY.metric("Uses of force", "disputes / step", covers=("X02", "X03"))
def uses_of_force(now: Snapshot) -> float:
    """Disputes that reached level 4 (use of force) or higher for the first time in the step."""
    return float(len(reached(now, 4)))


@FAMILY.metric("Wars", "wars / step", covers=("X02", "X03"))
def wars(now: Snapshot) -> float:
    """Disputes that reached level 5 (war) in the step."""
    return float(len(reached(now, 5)))


def reached(now: Snapshot, level: int) -> set[int]:
    """Return the crises that reached ``level`` in the step and had not before."""
    climbs = ("onset", "scheduled_incident", "escalation")
    at = {e.crisis for e in now.happened if e.kind in climbs and e.level >= level}
    return at - now.watch.known_at(level)


@FAMILY.metric("Share of challenged pacts in which deterrence held", "share", hi=1.0,
               covers=("X09",))  # fmt: skip
def deterrence_success(now: Snapshot) -> float:
    """Of the ended disputes so far whose target had a defence ally (in or outside the cast, not
    the initiator), the share in which the initiator stayed below the use of force; undefined (NaN)
    before the first. Immediate deterrence only: challenges that never came are not counted."""
    return now.watch.deterred / now.watch.tried if now.watch.tried else float(np.nan)
