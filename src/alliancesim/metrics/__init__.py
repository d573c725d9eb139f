"""World to numbers: every metric with its formula, unit and range; one file per family."""

from alliancesim.metrics import (
    alliances,
    arms,
    asymmetric,
    conduct,
    economy,
    escalation,
    influence,
    network,
    outlook,
    peace,
    stability,
    ties,
    warning,
)
from alliancesim.metrics.registry import Metric, Snapshot

METRICS: dict[str, Metric] = {
    metric.name: metric
    for module in (
        stability, escalation, outlook, peace, warning, ties, network, alliances, arms, influence,
        asymmetric, conduct, economy,
    )
    for metric in module.FAMILY.metrics
}  # fmt: skip
"""Every metric by name, in the order of tables."""

__all__ = ["METRICS", "Metric", "Snapshot"]
