"""Factors: what draws two states together or apart, as N×N matrices between -1 and 1.

The propensity of a pair to be on one side is the weighted sum of five factors,

    p_ij = Σ_f w_f f_ij,

ethnic conflict, border dispute and past war (-1 or 0), likeness of religion (-1 to 1) and of
government (-1, 0 or 1). All are symmetric; the diagonal is 0.
"""

from collections.abc import Mapping, Sequence
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from alliancesim.docking.coding import CONFLICTS, Coding, Conflict, Faith, Reading

Array = NDArray[np.float64]
FACTORS = ("ethnic", "religion", "border", "government", "war")
MIDDLE = "authoritarian"
"""Government that is neither like nor opposed to the two beside it."""
BESIDE = ("democratic", "fascist")


def factors(coding: Coding, reading: Reading | None = None) -> dict[str, Array]:
    """Return the five factors of a case, under its own rules or under another reading."""
    clear = reading == "clear_only"
    found = {kind: conflicts(coding, getattr(coding, kind), clear) for kind in CONFLICTS}
    found["religion"] = faith(coding) if reading == "main_faith" else religion(coding)
    found["government"] = government(coding, reading)
    return {name: found[name] for name in FACTORS}


def sizes(coding: Coding, reading: Reading | None = None) -> Array:
    """Return the sizes of the states, per cent of the world's capability, or all 1."""
    known = np.array([state.size for state in coding.states.values()])
    return np.ones_like(known) if reading == "equal_sizes" else known


def propensities(given: Mapping[str, Array], weights: Mapping[str, float]) -> Array:
    """Return p_ij = Σ_f w_f f_ij."""
    total: Array = sum((weights[name] * given[name] for name in FACTORS), np.zeros(()))
    return total


def conflicts(coding: Coding, given: Sequence[Conflict], clear: bool = False) -> Array:
    """Return -1 for the pairs that have a conflict, or have one beyond doubt, else 0."""
    row = {name: place for place, name in enumerate(coding.states)}
    found = np.zeros((len(row), len(row)))
    for item in given:
        if not (clear and item.doubtful):
            one, two = (row[name] for name in item.pair)
            found[one, two] = found[two, one] = -1.0
    return found


def religion(coding: Coding) -> Array:
    """Return 2 Σ_k min(a_k, b_k) - 1 of the shares of faiths."""
    shares = _shares(coding)
    shared = np.minimum(shares[:, None], shares[None]).sum(axis=2)
    return _off_diagonal(2 * shared - 1)


def faith(coding: Coding) -> Array:
    """Return 1 if the largest faith of two states is the same, else -1."""
    main = _shares(coding).argmax(axis=1)
    return _off_diagonal(np.where(main[:, None] == main[None], 1.0, -1.0))


def government(coding: Coding, reading: Reading | None = None) -> Array:
    """Return 1 for governments of one type, 0 for neighbouring types, -1 for others."""
    types = [state.government.type for state in coding.states.values()]
    return _off_diagonal(np.array([[_alike(a, b, reading) for b in types] for a in types]))


def _alike(one: str, two: str, reading: Reading | None) -> float:
    if one == two or (reading == "three_types" and {one, two} == {MIDDLE, "fascist"}):
        return 1.0
    graded = reading not in ("three_types", "strict_types")
    return 0.0 if graded and MIDDLE in (one, two) and {one, two} & set(BESIDE) else -1.0


def _shares(coding: Coding) -> Array:
    faiths = get_args(Faith)
    rows = [[state.religion.get(name, 0.0) for name in faiths] for state in coding.states.values()]
    return np.array(rows) / 100


def _off_diagonal(matrix: Array) -> Array:
    np.fill_diagonal(matrix, 0.0)
    return matrix
