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
        self.odds = _odds(desire)
        self.ceiling = (MARGIN * desire.tools.intensity).astype(np.float32)
        self.highest = self._highest(draws)
        """Chance of the most welcome instrument, (P,)."""

    def _highest(self, draws: Draws) -> Array:
        one, other = draws.upper
        highest = np.zeros(len(one), dtype=np.float32)
        for odds, ceiling in zip(self.odds, self.ceiling, strict=True):
            against = odds[one * draws.n + other] * odds[other * draws.n + one]
            np.maximum(highest, ceiling / against, out=highest)
        return np.where(self.own[one] | self.own[other], np.inf, highest + FLOOR)

    def near(self, drawn: Candidates) -> NDArray[np.bool_]:
        """Tell which candidates come near enough to their luck."""
        n, (tool, one, other) = len(self.own), drawn[:3]
        against = self.odds[tool, one * n + other] * self.odds[tool, other * n + one]
        near: NDArray[np.bool_] = drawn.consent < self.ceiling[tool] / against + FLOOR
        return near | self.own[one] | self.own[other]


def _odds(desire: Desire) -> NDArray[np.float32]:
    """Return 1 + exp(-(U_ijk + a_k) / temper) for all instruments and pairs, K×N²."""
    odds = np.maximum(_liking(desire), -LEAST)
    np.exp(-odds, out=odds)
    odds += 1
    return odds.reshape(len(odds), -1)


def _liking(desire: Desire) -> NDArray[np.float32]:
    """Return (U_ijk + a_k) / temper for all instruments and pairs, K×N×N."""
    temper = desire.rules.choice.temper
    alike = np.ones_like(desire.partner)
    values = np.array([*desire.values, desire.partner, alike], dtype=np.float32)
    units = np.vstack([desire.units, np.ones_like(desire.tools.cost), desire.tools.inclination])
    weights = (units.T / temper).astype(np.float32)
    liking = desire.recent.astype(np.float32)
    liking += 1
    np.log(liking, out=liking)
    liking *= (desire.habit / temper).astype(np.float32)[:, None]
    liking += (weights @ values.reshape(len(values), -1)).reshape(liking.shape)
    return liking
