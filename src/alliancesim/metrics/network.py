"""The network of defence pacts within the cast: how dense, how divided, how balanced."""

import numpy as np

from alliancesim.metrics.registry import Family, Snapshot
from alliancesim.metrics.shape import balance_of

FAMILY = Family("network")
QUARREL_YEARS = 5.0
"""Time for which a dispute makes a tie negative."""


@FAMILY.metric("Density of defence pacts", "share of pairs", hi=1.0, covers=("X08",))
def alliance_density(now: Snapshot) -> float:
    """Pairs of the cast bound to defend each other, over all pairs."""
    return now.mean_of(now.pacts)


@FAMILY.metric("Mean number of defence allies", "allies", covers=("X08",))
def alliance_degree(now: Snapshot) -> float:
    """Mean over states of the number of defence allies, those outside the cast included."""
    return float(now.world.treaties.partners("defence").mean())


@FAMILY.metric("Blocs", "blocs", covers=("X08",))
def blocs(now: Snapshot) -> float:
    """Communities of two or more states in the network of defence pacts (greedy modularity)."""
    return float(now.shape.blocs)


@FAMILY.metric("Modularity of the pact network", "1", lo=-0.5, hi=1.0, covers=("X08",))
def modularity(now: Snapshot) -> float:
    """Newman's Q of the greedy-modularity communities of defence pacts; 0 without pacts."""
    return now.shape.modularity


@FAMILY.metric("Transitivity of the pact network", "share", hi=1.0, covers=("X08",))
def transitivity(now: Snapshot) -> float:
    """Of the pairs of states with a common defence ally, counted once for each, the share that are
    allied themselves; undefined (NaN) where no state has two allies."""
    return now.shape.transitivity


@FAMILY.metric("Cohesion of blocs", "1", hi=1.0, covers=("X08",))
def cohesion(now: Snapshot) -> float:
    """Mean over ordered pairs of one bloc of T_ij·f_ij, trust times affinity; undefined (NaN)
    without blocs."""
    together = now.shape.together
    if not together.any():
        return float(np.nan)
    return float((now.trust * now.world.affinity)[together].mean())


@FAMILY.metric("Polarisation", "1", hi=1.0, covers=("X08",))
def polarisation(now: Snapshot) -> float:
    """4·Σ_ij π_b(i)·c_i·c_j·(1 - f_ij) over ordered pairs of different blocs, c shares of the
    cast's capability, π_b the share of a bloc, f affinity; states without allies are blocs of
    their own. The index of Esteban and Ray with exponent 1 (Reynal-Querol's where all affinities
    are 0): 1 for two blocs of equal strength with opposite interests, 0 for one bloc."""
    share = now.world.capability / now.world.capability.sum()
    bloc = np.bincount(now.shape.bloc, weights=share)[now.shape.bloc]
    apart = (1 - now.world.affinity) * (now.shape.bloc[:, None] != now.shape.bloc[None, :])
    return float(4 * np.einsum("i,ij,j->", bloc * share, apart, share, optimize=False))


@FAMILY.metric("Structural balance", "share of triads", hi=1.0, covers=("X08",))
def balance(now: Snapshot) -> float:
    """Of the triads of states whose three ties all have a sign (defence pact +, else rivalry or a
    dispute in the last five years -), the share whose signs multiply to +; undefined (NaN) without
    such triads. Balance is not stability: a polarised world is balanced."""
    recent = now.now - now.world.onset_times[0] <= QUARREL_YEARS
    hostile = (now.world.rivalry | recent) & ~now.pacts
    return balance_of(now.pacts, hostile)
