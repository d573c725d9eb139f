"""What draws of the assumed coefficients say of the effect on an outcome."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from alliancesim.assumptions.coefficients import Assumed
from alliancesim.comparison import Effect

Array = NDArray[np.float64]
DRIVERS = 3
"""Coefficients that are named for an outcome."""
ERROR_RATE = 0.05
"""Share of chance finds that is put up with among the drivers (Benjamini & Hochberg 1995)."""


class Driver(NamedTuple):
    """A coefficient on which the effect depends."""

    path: str
    correlation: float
    """Spearman's rank correlation of the coefficient with the effect over draws."""
    crossing: float
    """Value at which a straight line through the effect of the case, with the slope over draws,
    is zero; NaN if that is outside the range."""


class Finding(NamedTuple):
    """What becomes of the effect on an outcome over the draws."""

    outcome: str
    central: Effect
    """The effect at the values of the case."""
    low: float
    high: float
    """5th and 95th percentile over draws, luck taken out."""
    against: float
    """Share of draws, luck taken out, in which the sign is not that of the case."""
    clearly_against: float
    """Share of draws whose own paired interval lies on the other side of zero."""
    luck: float
    """Share of the variance over draws that the luck within draws accounts for."""
    drivers: list[Driver]

    @property
    def sure(self) -> bool:
        """Whether the range over draws leaves out zero."""
        return self.low > 0 or self.high < 0


def finding(
    central: Effect, effects: list[Effect], values: Array, chosen: list[Assumed]
) -> Finding:
    """Return what ``effects``, one per draw, say; ``values`` holds the draws, a row each."""
    known = np.array([np.isfinite([e.effect, e.low, e.high]).all() for e in effects], dtype=bool)
    kept = [effect for effect, good in zip(effects, known, strict=True) if good]
    if len(kept) < 2:
        nan = float("nan")
        return Finding(central.outcome, central, nan, nan, nan, nan, nan, [])
    raw = np.array([effect.effect for effect in kept])
    errors = np.array([effect.error for effect in kept])
    seen, luck = without_luck(raw, errors)
    low, high = (float(end) for end in np.quantile(seen, [0.05, 0.95]))
    sign = np.sign(central.effect)
    beyond = [effect.clear and np.sign(effect.effect) == -sign for effect in kept]
    against = float(np.mean(np.sign(seen) == -sign)) if sign else float("nan")
    clearly = float(np.mean(beyond)) if sign else float("nan")
    drivers = _drivers(central, raw, values[known], chosen)
    return Finding(central.outcome, central, low, high, against, clearly, luck, drivers)


def without_luck(effects: Array, errors: Array) -> tuple[Array, float]:
    """Return the effects of draws as far apart as they would be without luck, and luck's share.

    Each draw has luck of its own, so the variance of the estimates over draws is V = A + S, with S
    the mean squared standard error. Deviations from the mean are scaled by √(1 - S/V): the scaled
    effects have the variance A of the true ones (Louis 1984). It is right for the spread of all
    draws together, not for any one of them.
    """
    variance = float(effects.var(ddof=1))
    if variance == 0.0:
        return effects, 0.0
    luck = min(1.0, float(np.mean(errors**2)) / variance)
    mean = effects.mean()
    return mean + (1.0 - luck) ** 0.5 * (effects - mean), luck


def _drivers(central: Effect, effects: Array, values: Array, chosen: list[Assumed]) -> list[Driver]:
    if len(effects) < 4 or np.ptp(effects) == 0.0:
        return []
    ranks = [stats.spearmanr(values[:, i], effects) for i in range(len(chosen))]
    chances = stats.false_discovery_control([rank.pvalue for rank in ranks])
    order = sorted(range(len(chosen)), key=lambda i: -abs(ranks[i].statistic))
    return [
        Driver(chosen[i].path, float(ranks[i].statistic),
               _crossing(central, effects, values[:, i], chosen[i]))
        for i in order[:DRIVERS] if chances[i] < ERROR_RATE
    ]  # fmt: skip


def _crossing(central: Effect, effects: Array, values: Array, coefficient: Assumed) -> float:
    slope = float(np.polyfit(values, effects, 1)[0])
    value = coefficient.value - central.effect / slope if slope else float("nan")
    return value if coefficient.lo <= value <= coefficient.hi else float("nan")
