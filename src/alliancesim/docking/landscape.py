"""Landscape: the energy of every split of some states into two sides, and the splits at rest.

With sizes s and propensities p, a split X has the energy

    E(X) = Σ_i Σ_j s_i s_j p_ij d_ij(X),

d_ij = 1 if i and j are on different sides, else 0: states that would rather be together but are
apart raise it, states that would rather be apart and are lower it. States change sides one at a
time, and only to lower their frustration, which lowers the energy. A split from which no single
change lowers it is an optimum. Axelrod and Bennett (1993) take the optima for the predictions, and
how many splits lead to an optimum, its basin, for how likely it is to be reached.

Sides are written x_i = 1 or -1, so that d_ij = (1 - x_i x_j)/2. With a_ij = s_i s_j p_ij and 0 on
the diagonal, E = (Σ a_ij - xᵀAx)/2, and a change of k's side changes it by 2 x_k (Ax)_k. A split
and its mirror image are one: the first state is always on side 1, and all 2^(N-1) splits are looked
at.
"""

from dataclasses import dataclass
from functools import cache, cached_property
from math import comb

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Sides = NDArray[np.float64]
"""One side per state: 1 or -1."""
LARGEST = 20
"""Number of states up to which all splits are looked at."""
SMALL = 1e-12
"""Change of energy, relative to the sum of all |a_ij|, that counts as none."""


@dataclass(frozen=True)
class Landscape:
    """The landscape of some states."""

    sizes: Array
    propensities: Array
    """Symmetric, N×N; the diagonal does not count."""

    @cached_property
    def pull(self) -> Array:
        """a_ij = s_i s_j p_ij, 0 on the diagonal."""
        pull: Array = np.outer(self.sizes, self.sizes) * self.propensities
        if len(pull) > LARGEST or not np.array_equal(pull, pull.T):
            raise ValueError(f"a landscape is symmetric and of at most {LARGEST} states")
        np.fill_diagonal(pull, 0.0)
        return pull

    @property
    def splits(self) -> Sides:
        """All splits, 2^(N-1)×N."""
        return splits(len(self.sizes))

    @cached_property
    def energies(self) -> Array:
        """Energy of each split."""
        return energy(self.splits, self.pull)

    @cached_property
    def changes(self) -> Array:
        """Change of energy if one state changes sides, splits×N; 0 if it is too small to count."""
        changes: Array = 2 * self.splits * (self.splits @ self.pull)
        return np.where(np.abs(changes) > SMALL * np.abs(self.pull).sum(), changes, 0.0)

    @cached_property
    def neighbours(self) -> NDArray[np.int64]:
        """Number of the split after one state has changed sides, splits×N."""
        n, rows = len(self.sizes), np.arange(len(self.splits))
        masks = np.concatenate([[2 ** (n - 1) - 1], 1 << np.arange(n - 1)])
        return rows[:, None] ^ masks

    @cached_property
    def optima(self) -> NDArray[np.int64]:
        """Numbers of the splits from which no change lowers the energy, the lowest first."""
        found = np.flatnonzero((self.changes >= 0).all(axis=1))
        return found[np.argsort(self.energies[found], kind="stable")]

    @property
    def lowest(self) -> Sides:
        """The split of lowest energy."""
        return self.splits[self.energies.argmin()]

    def basins(self) -> Array:
        """Return the share of all splits that lead to each optimum by steepest descent.

        At each moment the state changes sides whose change lowers the energy most.
        """
        rows = np.arange(len(self.splits))
        best = self.changes.argmin(axis=1)
        falls = self.changes[rows, best] < 0
        end = np.where(falls, self.neighbours[rows, best], rows)
        while not np.array_equal(end, end[end]):
            end = end[end]
        basins: Array = np.bincount(end, minlength=len(end))[self.optima] / len(end)
        return basins

    def chances(self) -> Array:
        """Return the chance to end in each optimum from a random split, if chance picks who moves.

        At each moment all states whose change lowers the energy are as likely to make it.
        """
        ends = np.zeros((len(self.splits), len(self.optima)))
        ends[self.optima, np.arange(len(self.optima))] = 1.0
        rests = set(self.optima.tolist())
        for row in np.argsort(self.energies, kind="stable").tolist():
            if row not in rests:
                ends[row] = ends[self.neighbours[row, self.changes[row] < 0]].mean(axis=0)
        return ends.mean(axis=0)


@cache
def splits(n: int) -> Sides:
    """Return all splits of n states; bit k - 1 of the row's number is the side of state k."""
    bits = np.arange(2 ** (n - 1))[:, None] >> np.arange(n - 1) & 1
    found = np.column_stack([np.ones(len(bits)), 1.0 - 2 * bits])
    found.setflags(write=False)
    return found


def energy(split: Sides, pull: Array) -> Array:
    """Return E = (Σ a_ij - xᵀAx)/2 of a split, or of each row of several."""
    energies: Array = (pull.sum() - (split @ pull * split).sum(axis=-1)) / 2
    return energies


def misplaced(split: Sides, sides: Sides) -> NDArray[np.bool_]:
    """Tell which states are on the wrong side, the sides being named so that these are fewest."""
    wrong = split != sides
    turned = 2 * wrong.sum(axis=-1, keepdims=True) > wrong.shape[-1]
    return np.where(turned, ~wrong, wrong)


def luck(number: int, n: int) -> float:
    """Return the share of all splits of n states that misplace at most ``number`` of them."""
    return sum(comb(n, k) for k in range(n + 1) if min(k, n - k) <= number) / 2**n
