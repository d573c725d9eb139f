"""Sieve: leave out the candidates that cannot come off, before they are valued.

Of many candidates few take place. Their chances (consent) are worked out for all instruments and
pairs at once in single precision; only what comes near enough to its luck is valued in full. What
is left out would have failed anyway, so the sieve changes no result.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from alliancesim.draws import Draws
from alliancesim.phases.engage.consent import Desire, arrived
from alliancesim.phases.engage.record import Index
from alliancesim.world import Array

LEAST = 40.0
"""Strength of dislike, in units of temper, beyond which it does not matter."""
MARGIN, FLOOR = 1.05, 1e-6
"""What single precision may be wrong by: a share of the chance, and a chance."""


class Sieve:
    """Picks the candidates that may take place."""

    def __init__(self, desire: Desire, draws: Draws, own: Sequence[int]) -> None:
        rows, columns = draws.upper
        self.one, self.other = rows * draws.n + columns, columns * draws.n + rows
        self.odds = _odds(desire)
        self.ceiling = (MARGIN * desire.tools.intensity).astype(np.float32)
        self.highest = self._highest() + FLOOR
        """Chance of the most welcome instrument, (P,)."""
        owned = np.isin(rows, own) | np.isin(columns, own)
        self.highest[owned] = np.inf  # states with a mind of their own see all their options

    def _highest(self) -> Array:
        highest = np.zeros(len(self.one), dtype=np.float32)
        for odds, ceiling in zip(self.odds, self.ceiling, strict=True):
            np.maximum(highest, ceiling / (odds[self.one] * odds[self.other]), out=highest)
        return highest.astype(float)

    def pick(
        self, ladder: Array, luck: Array, which: Array, consent: Array, shares: Array
    ) -> tuple[Index, Index]:
        """Return instruments and places of the candidates that come near enough to their luck."""
        tools, places = arrived(ladder, luck, which, consent, shares, self.highest)
        pair = places % len(luck)
        against = self.odds[tools, self.one[pair]] * self.odds[tools, self.other[pair]]
        near = consent.ravel()[places] < self.ceiling[tools] / against + FLOOR
        kept = np.flatnonzero(near | np.isinf(self.highest[pair]))
        return tools[kept], places[kept]


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
