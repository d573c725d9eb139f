"""Sieve: leave out the candidates that cannot come off, before they are valued.

Of many candidates few take place. Their chances (consent) are worked out for all instruments and
pairs at once in single precision; only what comes near enough to its luck is valued in full. What
is left out would have failed anyway, so the sieve changes no result.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from alliancesim.draws import Draws
from alliancesim.phases.engage.consent import Candidates, Desire
from alliancesim.world import Array

BAND = 1 << 16
"""Numbers in a band of all instruments."""
LEAST = 40.0
"""Strength of dislike, in units of temper, beyond which it does not matter."""
MARGIN, FLOOR = 1.05, 1e-6
"""What single precision may be wrong by: a share of the chance, and a chance."""


class Sieve:
    """Tells which candidates may take place."""

    def __init__(self, desire: Desire, draws: Draws, own: Sequence[int]) -> None:
        self.own = np.zeros(draws.n, dtype=bool)
        """States with a mind of their own, which see all their options."""
        self.own[list(own)] = True
        enabled = desire.tools.enabled
        self.row = np.cumsum(enabled) - 1
        """Row of each instrument that is enabled, (K,); there are no candidates for the others."""
        self.odds = _odds(desire)
        self.ceiling = (MARGIN * desire.tools.intensity[enabled]).astype(np.float32)
        self.highest = self._highest(draws)
        """Chance of the most welcome instrument, (P,)."""

    def _highest(self, draws: Draws) -> Array:
        n, (one, other) = draws.n, draws.upper
        highest = np.zeros((n, n), dtype=np.float32)
        for odds, ceiling in zip(self.odds.reshape(-1, n, n), self.ceiling, strict=True):
            np.maximum(highest, ceiling / (odds * odds.T), out=highest)
        return np.where(self.own[one] | self.own[other], np.inf, highest[one, other] + FLOOR)

    def near(self, drawn: Candidates) -> NDArray[np.bool_]:
        """Tell which candidates come near enough to their luck."""
        n, (tool, one, other) = len(self.own), drawn[:3]
        row = self.row[tool]
        against = self.odds[row, one * n + other] * self.odds[row, other * n + one]
        near: NDArray[np.bool_] = drawn.consent < self.ceiling[row] / against + FLOOR
        return near | self.own[one] | self.own[other]


def _odds(desire: Desire) -> NDArray[np.float32]:
    """Return 1 + exp(-(U_ijk + a_k) / temper) for the enabled instruments and all pairs, K'×N²."""
    tools, temper = desire.tools, desire.rules.choice.temper
    enabled = slice(None) if tools.enabled.all() else tools.enabled
    alike = np.ones_like(desire.partner)
    values = np.array([*desire.values, desire.partner, alike], dtype=np.float32)
    units = np.vstack([desire.units, np.ones_like(tools.cost), tools.inclination])
    weights = (units.T[enabled] / -temper).astype(np.float32)
    habit = (desire.habit / -temper).astype(np.float32)[:, None]
    recent = desire.recent[enabled]
    odds = np.empty(recent.shape, dtype=np.float32)
    # Some rows at a time, so that all instruments of a band of pairs fit into a cache.
    height = max(1, BAND // len(odds) // len(habit))
    for start in range(0, len(habit), height):
        rows = slice(start, start + height)
        band = recent[:, rows].astype(np.float32)
        band += 1
        np.log(band, out=band)
        band *= habit[rows]
        band += (weights @ values[:, rows].reshape(len(values), -1)).reshape(band.shape)
        np.minimum(band, LEAST, out=band)
        np.exp(band, out=band)
        np.add(band, 1, out=odds[:, rows])
    return odds.reshape(len(odds), -1)
