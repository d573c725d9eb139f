"""Blocks: points of a design that belong together, and are resampled or left out together.

A Sobol' design (Saltelli's) has blocks A, AB_1 ... AB_D, B, and with second-order indices BA_1 ...
BA_D before B, for D inputs; AB_k is A with the k-th input of B. A Morris design has trajectories of
D + 1 points, each a step of one input away from the point before.
"""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from alliancesim.experiments.analysis.errors import AnalysisError


def size(design: str, x: pd.DataFrame) -> int:
    """Return the number of points in a block of a design; 1 where points stand for themselves.

    Raises
    ------
    AnalysisError
        If the points are not those of the design that is named.
    """
    inputs = x.shape[1]
    if design == "sobol":
        for length in (inputs + 2, 2 * inputs + 2):
            if _is_saltelli(x.to_numpy(), length):
                return length
        raise AnalysisError(f"{len(x)} points of {inputs} inputs are no whole Sobol' design")
    if design == "morris":
        if not _is_morris(x.to_numpy(), inputs + 1):
            raise AnalysisError(f"{len(x)} points of {inputs} inputs are no whole Morris design")
        return inputs + 1
    return 1


def _is_saltelli(x: NDArray[Any], length: int) -> bool:
    """Tell whether every block holds A, AB_1 ... AB_D and, last, B."""
    rows, inputs = x.shape
    if rows % length:
        return False
    blocks = x.reshape(-1, length, inputs)
    a, b = blocks[:, 0], blocks[:, -1]
    each = np.arange(inputs)
    mixed = np.repeat(a[:, None], inputs, axis=1)
    mixed[:, each, each] = b
    return bool((blocks[:, 1 : inputs + 1] == mixed).all())


def _is_morris(x: NDArray[Any], length: int) -> bool:
    """Tell whether every step of every trajectory moves one input, and every input once.

    A step between two shares of a distribution may leave a whole number or a name as it was.
    """
    rows, inputs = x.shape
    if rows % length:
        return False
    blocks = x.reshape(-1, length, inputs)
    moved = blocks[:, 1:] != blocks[:, :-1]
    return bool((moved.sum(axis=1) <= 1).all() and (moved.sum(axis=2) <= 1).all())
