"""Pacts: treaties that bind just those whom the record says are bound, obligation by obligation.

ATOP's table by pairs says who has promised what to whom, not by which treaty. A treaty of many
binds each of its members to each other, so it shows as a clique: a group in which every pair has
promised the same. Of all largest cliques of every set of obligations, that which explains the most
promises not yet explained becomes a treaty, and so on; what is left is bilateral. A clique that
explains less than the joining of one member would is none. Of the ties of 1985, nine in ten come
out in groups that history knows (Rio and the OAS, NATO, Warsaw, the Arab League, Helsinki), but
three bilateral treaties in a triangle look like one of three. Ties are exact in any case.
"""

import itertools
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import networkx as nx

from alliancesim.treaties import FLAGS

SMALLEST = 3
"""Members from which a group counts as one treaty."""
MASKS = range(1, 1 << 5)
"""All sets of the five obligations that ATOP knows, as bits."""
Pair = tuple[int, int]


class Pact(NamedTuple):
    """A treaty of the record."""

    flags: int
    """Obligations, as bits."""
    members: tuple[int, ...]
    """Codes of the members in ascending order."""

    @property
    def obligations(self) -> list[str]:
        """The obligations in words."""
        return [name for name, bit in FLAGS.items() if self.flags & bit]

    @property
    def pairs(self) -> Iterable[Pair]:
        """All pairs of members."""
        return itertools.combinations(self.members, 2)


def pacts(ties: Mapping[Pair, int]) -> list[Pact]:
    """Return treaties that bind exactly as ``ties`` does: large ones first, then bilateral ones.

    Parameters
    ----------
    ties
        Obligations, as bits, by pair of codes in ascending order.
    """
    open_ = {pair: flags for pair, flags in ties.items() if flags}
    found = []
    groups = _cliques(open_)
    while groups:
        best = max(groups, key=lambda group: _promises(group, open_))
        if _newly_bound(best, open_) < max(SMALLEST, len(best.members) - 1):
            break
        found.append(best)
        groups.remove(best)
        for pair in best.pairs:
            open_[pair] &= ~best.flags
    return found + [Pact(flags, pair) for pair, flags in sorted(open_.items()) if flags]


def _cliques(ties: Mapping[Pair, int]) -> list[Pact]:
    """Return the largest cliques of each set of obligations, in an order of their own."""
    found = set()
    for mask in MASKS:
        graph = nx.Graph(pair for pair, flags in ties.items() if flags & mask == mask)
        found |= {
            Pact(mask, tuple(sorted(clique)))
            for clique in nx.find_cliques(graph)
            if len(clique) >= SMALLEST
        }
    return sorted(found)


def _promises(group: Pact, ties: Mapping[Pair, int]) -> int:
    return sum((ties[pair] & group.flags).bit_count() for pair in group.pairs)


def _newly_bound(group: Pact, ties: Mapping[Pair, int]) -> int:
    return sum(bool(ties[pair] & group.flags) for pair in group.pairs)
