"""The economy: what peace and cooperation made of output.

Jobs are not modelled: no sourced rule leads from defence cooperation to employment, so the economic
gain is told in output alone.
"""

import numpy as np

from alliancesim.metrics.registry import Family, Snapshot
from alliancesim.world import Array

FAMILY = Family("economy")


@FAMILY.metric("Output gained", "bn USD / year", lo=-np.inf, covers=("X16",))
def output_gain(now: Snapshot) -> float:
    """Σ over states of y_i - y_i(0)·exp(output_growth_i·t): yearly output against its trend since
    the start, dated shocks included. Jobs are not modelled: no sourced rule leads from here to
    them."""
    return float((now.world.output - _trend(now)).sum())


@FAMILY.metric("Mean gain of output", "ln units", lo=-np.inf, covers=("X16",))
def output_gain_mean(now: Snapshot) -> float:
    """Mean over states of ln y_i - ln(y_i(0)·exp(output_growth_i·t)): each state counts alike."""
    return float(np.log(now.world.output / _trend(now)).mean())


def _trend(now: Snapshot) -> Array:
    """Return the output that the trend alone would have brought, bn USD, (N,)."""
    return now.watch.output_start * np.exp(now.world.output_growth * now.now)
