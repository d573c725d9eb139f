"""The network of defence pacts within the cast, and what became of its promises."""

from functools import lru_cache

import networkx as nx
import numpy as np

from alliancesim.kernels import defence_pacts
from alliancesim.metrics.registry import Family, Snapshot
from alliancesim.treaties import Treaties

FAMILY = Family("network")


@FAMILY.metric("Density of defence pacts", "share of pairs", hi=1.0)
def alliance_density(now: Snapshot) -> float:
    """Pairs of the cast bound to defend each other, over all pairs."""
    return float(now.of_pairs(defence_pacts(now.world)).mean())


@FAMILY.metric("Mean number of defence allies", "allies")
def alliance_degree(now: Snapshot) -> float:
    """Mean over states of the number of defence allies, those outside the cast included."""
    return float(now.world.treaties.partners("defence").mean())


@FAMILY.metric("Blocs", "blocs")
def blocs(now: Snapshot) -> float:
    """Communities of two or more states in the network of defence pacts (greedy modularity)."""
    return float(_communities(now.world.treaties)[0])


@FAMILY.metric("Modularity of the pact network", "1", lo=-0.5, hi=1.0)
def modularity(now: Snapshot) -> float:
    """Newman's Q of the greedy-modularity communities of defence pacts; 0 without pacts."""
    return _communities(now.world.treaties)[1]


@lru_cache(maxsize=16)
def _communities(treaties: Treaties) -> tuple[int, float]:
    """Return the number of blocs and the modularity; treaties change rarely, so it is kept."""
    graph = nx.from_numpy_array(treaties.bound("defence").astype(int))
    if graph.number_of_edges() == 0:
        return 0, 0.0
    found = [set(group) for group in nx.community.greedy_modularity_communities(graph)]
    return sum(len(group) > 1 for group in found), float(nx.community.modularity(graph, found))


@FAMILY.metric("Commitments invoked", "commitments / step")
def commitments_invoked(now: Snapshot) -> float:
    """Defence commitments that a war against the ally called on in the step."""
    return float(now.count("honoured") + now.count("reneged"))


@FAMILY.metric("Commitments honoured", "commitments / step")
def commitments_honoured(now: Snapshot) -> float:
    """Invoked commitments that the ally honoured by fighting (treaty-specific definition)."""
    return float(now.count("honoured"))


@FAMILY.metric("Mean military burden", "share of GDP", hi=1.0)
def burden_mean(now: Snapshot) -> float:
    """Mean over states of military spending over output."""
    return float(now.world.burden.mean())


@FAMILY.metric("Concentration of capability", "1", hi=1.0)
def capability_concentration(now: Snapshot) -> float:
    """Σ of squared shares of the cast's capability (Herfindahl-Hirschman index)."""
    share = now.world.capability / now.world.capability.sum()
    return float(np.sum(share**2))
