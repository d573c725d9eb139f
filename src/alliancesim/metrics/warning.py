"""Early warning: what alarms foretold.

These are measures within the model: its alarm reads, with an error, the very hazard that makes the
dispute. Real warnings know less, so the figures are an upper end.
"""

from alliancesim.metrics.registry import Family, Snapshot

FAMILY = Family("warning")


@FAMILY.metric("Alarms", "alarms / step", covers=("X12",))
def alarms(now: Snapshot) -> float:
    """Early warnings raised, or renewed at the end of their validity, in the step; each is a
    warning for the span ``validity``. In-model: the alarm reads the hazard with an error."""
    return float(now.watch.alarms.raised)


@FAMILY.metric("Disputes that an alarm foretold", "disputes / step", covers=("X12",))
def alarm_hits(now: Snapshot) -> float:
    """Pairs in which a dispute began in the step while an alarm stood. In-model: the alarm reads
    the hazard with an error."""
    return float(now.watch.alarms.hit)


@FAMILY.metric("Disputes without an alarm", "disputes / step", covers=("X12",))
def missed_disputes(now: Snapshot) -> float:
    """Pairs in which a dispute began in the step while no alarm stood. In-model: the alarm reads
    the hazard with an error."""
    return float(now.watch.alarms.missed)


@FAMILY.metric("False alarms", "alarms / step", covers=("X12",))
def false_alarms(now: Snapshot) -> float:
    """Alarms that ended or were renewed in the step, no dispute having come. In-model: the alarm
    reads the hazard with an error."""
    return float(now.watch.alarms.false)


@FAMILY.metric("Mean warning time", "days", covers=("X12",))
def warning_lead(now: Snapshot) -> float:
    """Mean days from the alarm, or its last renewal, to the dispute, of all hits so far; undefined
    (NaN) before the first. In-model: the alarm reads the hazard with an error."""
    return now.watch.alarms.leads.mean
