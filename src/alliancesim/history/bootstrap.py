"""Bootstrap: intervals of differences of scores, by resampling states.

Pairs that share a state are not independent, so states are drawn, with replacement, and a pair
counts as often as the product of how often its two states were drawn. A pair keeps its weight at
all origins.
"""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from alliancesim.draws import Draws

Array = NDArray[np.float64]
LEVEL = 0.9


def weights(one: NDArray[np.int64], two: NDArray[np.int64], replicates: int, seed: int) -> Array:
    """Return the weight of each pair in each replicate, replicates×pairs."""
    states, place = np.unique(np.concatenate([one, two]), return_inverse=True)
    first, second = place[: len(one)], place[len(one) :]
    stream = Draws(seed, len(states)).generator(0, "bootstrap over states")
    drawn = stream.multinomial(len(states), np.full(len(states), 1 / len(states)), replicates)
    product: Array = (drawn[:, first] * drawn[:, second]).astype(float)
    return product


def difference(
    measure: Callable[[Array, Array, Array], float],
    p: Array, against: Array, y: Array, weight: Array,
) -> dict[str, float]:  # fmt: skip
    """Return the difference of a score of two forecasts with its 90 % interval."""
    even = np.ones(len(y))
    found = [measure(p, y, w) - measure(against, y, w) for w in weight]
    low, high = np.nanquantile(found, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return {
        "difference": measure(p, y, even) - measure(against, y, even),
        "low": float(low), "high": float(high),
    }  # fmt: skip


def differences(
    table: pd.DataFrame, of: str, others: list[str],
    measures: Mapping[str, Callable[[Array, Array, Array], float]],
    replicates: int, seed: int,
) -> list[dict[str, object]]:  # fmt: skip
    """Return the differences of one forecast to all others in each score.

    ``table`` has ccode1, ccode2, y and a column of probabilities per forecast.
    """
    weight = weights(table["ccode1"].to_numpy(), table["ccode2"].to_numpy(), replicates, seed)
    y = table["y"].to_numpy(float)
    return [
        {
            "score": name,
            "against": other,
            **difference(measure, table[of].to_numpy(), table[other].to_numpy(), y, weight),
        }
        for name, measure in measures.items()
        for other in others
    ]
