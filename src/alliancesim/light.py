"""Light runs: only a few outcomes of each, for comparisons that need many thousands."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from alliancesim.experiments.member import outcomes_of
from alliancesim.experiments.schema import Outcome
from alliancesim.scenario import Scenario

Array = NDArray[np.float64]


class Block(NamedTuple):
    """Consecutive runs of a case: from ``first``, ``number`` of them."""

    case: Scenario
    seed: int
    first: int
    number: int


def light_outcomes(names: Sequence[str], block: Block) -> Array:
    """Return the outcomes of a block of runs, (runs, names): counts summed, all others at the end.

    They are those of full runs with the same luck, to the last bit.
    """
    wanted = [Outcome.model_validate({"of": name}) for name in names]
    rows = []
    for run in range(block.first, block.first + block.number):
        found = outcomes_of(block.case, block.seed, run, wanted)
        rows.append([found[outcome.name] for outcome in wanted])
    return np.array(rows, dtype=np.float64)
