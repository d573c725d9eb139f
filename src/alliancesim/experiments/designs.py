"""Designs: from what varies to the points at which it is tried.

Levers that list values are crossed with everything: each combination of them meets every point of
the rest. What has a range or a distribution is sampled (or, in a factorial design, takes values
from end to end). The points of one combination are consecutive, in the order of the sampler, so
that indices can be computed for each combination.
"""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from alliancesim.experiments.quantities import Array, Scalar, Uncertainty
from alliancesim.experiments.schema import SAMPLED, Design

Point = dict[str, Scalar]


def points(
    design: Design,
    crossed: Mapping[str, Sequence[Scalar]],
    spread: Mapping[str, Uncertainty],
    listed: Sequence[Point],
    seed: int,
) -> list[Point]:
    """Return the points of a design in canonical order.

    Parameters
    ----------
    design
        What the file says of it.
    crossed
        Values of levers, by path.
    spread
        Ranges and distributions, by path.
    listed
        Points of a design that lists them.
    seed
        Seed of the sampler.
    """
    if design.kind in SAMPLED:
        inner = sampled(design, spread, seed)
    elif design.kind == "points":
        inner = list(listed)
    else:
        levels = design.levels or 2
        inner = grid({path: given.spaced(levels) for path, given in spread.items()})
    return [outer | point for outer in grid(crossed) for point in inner]


def grid(values: Mapping[str, Iterable[Scalar]]) -> list[Point]:
    """Return every combination of values, the last path varying fastest."""
    return [
        dict(zip(values, chosen, strict=True)) for chosen in itertools.product(*values.values())
    ]


def sampled(design: Design, spread: Mapping[str, Uncertainty], seed: int) -> list[Point]:
    """Return points sampled from distributions: shares in [0, 1] by the design, then quantiles."""
    shares = SAMPLERS[design.kind](design, len(spread), seed)
    columns = [given.quantiles(shares[:, i]) for i, given in enumerate(spread.values())]
    return [dict(zip(spread, row, strict=True)) for row in zip(*columns, strict=True)]


def _latin_hypercube(design: Design, dimensions: int, seed: int) -> Array:
    from SALib.sample import latin

    found: Array = latin.sample(unit_problem(dimensions), design.n, seed=seed)
    return found


def _sobol(design: Design, dimensions: int, seed: int) -> Array:
    from SALib.sample import sobol

    found: Array = sobol.sample(
        unit_problem(dimensions), design.n, calc_second_order=design.second_order, seed=seed
    )
    return found


def _morris(design: Design, dimensions: int, seed: int) -> Array:
    from SALib.sample import morris

    found: Array = morris.sample(
        unit_problem(dimensions), design.n, num_levels=design.levels or 4, seed=seed
    )
    return found


SAMPLERS = {"latin_hypercube": _latin_hypercube, "sobol": _sobol, "morris": _morris}


def unit_problem(dimensions: int) -> dict[str, Any]:
    """Return SALib's problem of the unit cube."""
    return {
        "num_vars": dimensions,
        "names": [f"x{i}" for i in range(dimensions)],
        "bounds": [[0.0, 1.0]] * dimensions,
    }
