"""Attacks by non-state actors, and what stands against them; by actor and state in ``threats``."""

import numpy as np

from alliancesim.metrics.registry import Family, Snapshot

FAMILY = Family("asymmetric")


@FAMILY.metric("Terror, piracy and trafficking", "incidents / step", covers=("X19",))
def attacks(now: Snapshot) -> float:
    """Σ over states of the incidents in the step by non-state actors other than on networks."""
    return _incidents(now, on_networks=False)


@FAMILY.metric("Cyber incidents", "incidents / step", covers=("X20",))
def cyber_attacks(now: Snapshot) -> float:
    """Σ over states of the incidents in the step by actors on networks."""
    return _incidents(now, on_networks=True)


@FAMILY.metric("Deaths", "lives / step", covers=("X19",))
def deaths(now: Snapshot) -> float:
    """Σ over states of people killed in the step by non-state actors, and of the battle deaths of
    wars that ended in it."""
    return float(now.world.toll.sum())


@FAMILY.metric("Mean cyber resilience", "1", hi=1.0, covers=("X20",))
def cyber_mean(now: Snapshot) -> float:
    """Mean over states of the resilience against attacks on networks."""
    return float(now.world.cyber.mean())


def _incidents(now: Snapshot, *, on_networks: bool) -> float:
    chosen = [actor.on_networks == on_networks for actor in now.world.threats]
    return float(now.world.incidents[np.array(chosen, dtype=bool)].sum())
