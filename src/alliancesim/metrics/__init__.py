"""World to numbers: every metric with its formula, unit and range; one file per family."""

from alliancesim.metrics import escalation, network, outlook, stability, ties
from alliancesim.metrics.registry import Metric, Snapshot

METRICS: dict[str, Metric] = {
    metric.name: metric
    for module in (stability, escalation, outlook, ties, network)
    for metric in module.FAMILY.metrics
}
"""Every metric by name, in the order of tables."""

__all__ = ["METRICS", "Metric", "Snapshot"]
