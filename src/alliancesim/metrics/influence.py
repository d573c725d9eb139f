"""Influence, and its price: goodwill, counterweights, dependence, foreign presence."""

import numpy as np

from alliancesim.metrics.registry import Family, Snapshot

FAMILY = Family("influence")


@FAMILY.metric("Mean influence", "1", hi=1.0, covers=("X17",))
def influence_mean(now: Snapshot) -> float:
    """Mean over ordered pairs of the goodwill that i enjoys with j: soft power."""
    return now.mean_of(now.world.influence)


@FAMILY.metric("Influence of the most influential state", "1", hi=1.0, covers=("X17",))
def influence_max(now: Snapshot) -> float:
    """max over states i of the mean over j of the goodwill that i enjoys with j."""
    return float(now.world.influence.sum(axis=1).max() / (now.world.n - 1))


@FAMILY.metric("Counterbalance to the strongest state", "share", hi=1.0, covers=("X17",))
def counterbalance(now: Snapshot) -> float:
    """Share of the cast's capability held by states that are bound to defend somebody in the cast
    and not the strongest state."""
    capability, pacts = now.world.capability, now.pacts
    strongest = int(capability.argmax())
    against = pacts.any(axis=1) & ~pacts[strongest]
    against[strongest] = False
    return float(capability[against].sum() / capability.sum())


@FAMILY.metric("Mean dependence", "1", hi=1.0, covers=("X18",))
def dependence_mean(now: Snapshot) -> float:
    """Mean over ordered pairs of the dependence of i on j's deliveries."""
    return now.mean_of(now.world.dependence)


@FAMILY.metric("Highest dependence", "1", hi=1.0, covers=("X18",))
def dependence_max(now: Snapshot) -> float:
    """max over ordered pairs of the dependence of i on j's deliveries."""
    return float(now.world.dependence.max())


@FAMILY.metric("Bases abroad", "bases", covers=("X18",))
def base_count(now: Snapshot) -> float:
    """Pairs of a guest and a host with a base of any size."""
    return float((now.world.bases > 0).sum())


@FAMILY.metric("Sovereignty cost", "intrusion", covers=("X18",))
def sovereignty_cost(now: Snapshot) -> float:
    """Mean over states of sovereignty_i·(Σ_g bases_gi + Σ_kj intrusion_k·recent_kij/habit_memory):
    the size of the bases that a state hosts and the intrusion of its engagements a year, as much
    as it minds."""
    world, memory = now.world, now.rules.choice.habit_memory
    engaged = np.einsum("k,kij->i", now.tools.intrusion, world.recent, optimize=False) / memory
    return float((world.sovereignty * (world.bases.sum(axis=0) + engaged)).mean())
