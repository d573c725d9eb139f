"""Sobol' indices: the share of an outcome's variance that an input makes, alone and in all.

First-order S_i = Var(E[y | x_i]) / Var(y); total T_i = E[Var(y | all but x_i)] / Var(y). Estimates
and bootstrap intervals are SALib's (Saltelli and others, Computer Physics Communications 181, 2010,
259-270). y is the mean over the runs of a point. The luck that is left in it belongs to no input:
if it makes a share f of the variance and is independent between points, first-order indices come
out multiplied by 1 - f, and the total index of an input that does nothing comes out near f. Where
points share their luck, an input that does nothing has a total index of 0, and the indices are
those of the outcome under this luck.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from alliancesim.experiments.analysis.cases import Cases, Whole
from alliancesim.experiments.analysis.errors import AnalysisError, library

RESAMPLES = 500
SEED = 20240229
FEWEST = 8
"""Blocks below which there is no estimate."""


@dataclass(frozen=True)
class Index:
    """The indices of an input, with 95 % intervals."""

    input: str
    first: float
    first_low: float
    first_high: float
    total: float
    total_low: float
    total_high: float


@dataclass(frozen=True)
class Pair:
    """The second-order index of two inputs: what they make only together."""

    inputs: tuple[str, str]
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class SobolIndices:
    """Indices of an outcome, the largest total first."""

    setting: str
    """Combination of the levers that the design is crossed with; empty if there are none."""
    indices: list[Index]
    pairs: list[Pair]
    """Second-order indices, the largest first; empty if the design lacks their points."""
    blocks: int
    """Blocks of the design that were used."""
    left_out: int
    """Blocks left out because a point of theirs failed."""


def sobol_indices(cases: Cases, outcome: str) -> list[SobolIndices]:
    """Return the Sobol' indices of an outcome for each combination of crossed levers.

    Raises
    ------
    AnalysisError
        If too few blocks of the design are whole.
    """
    return [_indices(whole, cases.block, outcome) for whole in cases.wholes(outcome)]


def _indices(whole: Whole, block: int, outcome: str) -> SobolIndices:
    names = list(whole.x)
    blocks = len(whole.y) // block
    if blocks < FEWEST:
        raise AnalysisError(
            f"only {blocks} blocks of the Sobol' design are whole for '{outcome}'; "
            f"indices need {FEWEST}"
        )
    second = block == 2 * len(names) + 2
    found = _estimates(names, whole.y, second=second)
    indices = [
        Index(name, *_ends(found, "S1", i), *_ends(found, "ST", i)) for i, name in enumerate(names)
    ]
    pairs = [
        Pair((one, other), *_ends(found, "S2", (i, j)))
        for i, one in enumerate(names)
        for j, other in enumerate(names)
        if second and i < j
    ]
    return SobolIndices(
        whole.setting,
        sorted(indices, key=lambda index: (-index.total, index.input)),
        sorted(pairs, key=lambda pair: (-pair.value, pair.inputs)),
        blocks,
        whole.left_out,
    )


def _estimates(names: list[str], y: NDArray[np.float64], *, second: bool) -> dict[str, Any]:
    """Return SALib's estimates; zero where the outcome does not vary under these levers."""
    analyze = library("SALib.analyze.sobol").analyze
    size = len(names)
    if y.min() == y.max():
        shapes = {"S1": size, "ST": size, "S2": (size, size)}
        return {f"{key}{end}": np.zeros(n) for key, n in shapes.items() for end in ("", "_conf")}
    problem = {"num_vars": size, "names": names, "bounds": [[0.0, 1.0]] * size}
    found: dict[str, Any] = analyze(
        problem, y, calc_second_order=second, num_resamples=RESAMPLES, seed=SEED
    )
    return found


def _ends(found: dict[str, Any], key: str, at: int | tuple[int, int]) -> tuple[float, float, float]:
    value, half = float(found[key][at]), float(found[f"{key}_conf"][at])
    return value, value - half, value + half
