"""The shape of the network of defence pacts: what changes only when somebody signs or leaves."""

from functools import lru_cache
from typing import NamedTuple

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from alliancesim.world import Array


class Shape(NamedTuple):
    """What a network of pacts looks like."""

    blocs: int
    """Communities of two or more states, found by greedy modularity."""
    modularity: float
    """Newman's Q of the communities; 0 without pacts."""
    bloc: NDArray[np.intp]
    """Number of the community of each state, those of a single state included, (N,)."""
    common: Array
    """Number of allies that two states have in common, N×N."""
    transitivity: float
    """Of the pairs with a common ally, once for each, the share allied too; NaN without such."""

    @property
    def together(self) -> NDArray[np.bool_]:
        """The pairs of one community, N×N; a state is not a pair with itself."""
        same: NDArray[np.bool_] = self.bloc[:, None] == self.bloc[None, :]
        np.fill_diagonal(same, False)
        return same


def shape_of(pacts: NDArray[np.bool_]) -> Shape:
    """Return the shape of a network; one that has been seen before costs nothing."""
    return _measured(pacts.tobytes(), len(pacts))


@lru_cache(maxsize=16)
def _measured(packed: bytes, n: int) -> Shape:
    pacts = np.frombuffer(packed, dtype=bool).reshape(n, n)
    ties = pacts.astype(float)
    common = ties @ ties
    np.fill_diagonal(common, 0.0)
    shared = float(common.sum())
    transitive = float(common[pacts].sum()) / shared if shared else float(np.nan)
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(n))
    graph.add_edges_from((int(i), int(j)) for i, j in np.argwhere(np.triu(pacts)))
    if not graph.number_of_edges():
        return Shape(0, 0.0, np.arange(n), common, transitive)
    groups = [set(group) for group in nx.community.greedy_modularity_communities(graph)]
    bloc = np.zeros(n, dtype=np.intp)
    for number, group in enumerate(groups):
        bloc[list(group)] = number
    blocs = sum(len(group) > 1 for group in groups)
    modularity = float(nx.community.modularity(graph, groups))
    return Shape(blocs, modularity, bloc, common, transitive)


def balance_of(pacts: NDArray[np.bool_], hostile: NDArray[np.bool_]) -> float:
    """Return the share of the triads of signed ties whose signs multiply to +; NaN without triads.

    Triads with an even number of hostile ties are balanced. No pair is both allied and hostile.
    """
    return _balance(pacts.tobytes(), hostile.tobytes(), len(pacts))


@lru_cache(maxsize=16)
def _balance(packed: bytes, packed_hostile: bytes, n: int) -> float:
    pacts = np.frombuffer(packed, dtype=bool).reshape(n, n)
    hostile = np.frombuffer(packed_hostile, dtype=bool).reshape(n, n)
    common = _measured(packed, n).common
    some = np.flatnonzero(hostile.any(axis=1))
    foes, friends = hostile[some][:, some].astype(float), pacts[some][:, some]
    shared = foes @ foes
    even = common[pacts].sum() / 6 + shared[friends].sum() / 2
    odd = common[hostile].sum() / 2 + (shared * foes).sum() / 6
    return float(even / (even + odd)) if even + odd else float(np.nan)
