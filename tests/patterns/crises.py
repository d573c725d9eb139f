"""Runs many crises of an average dyad through the ladder alone, for the pattern tests."""

import numpy as np
import pandas as pd

from alliancesim.crisis import Crisis
from alliancesim.parameters.disputes import Ladder
from alliancesim.phases.crises.ladder import Situation, live, open_crisis

FAR = 40_000.0
MAJORS = (0.6, 0.33, 0.07)
"""Share of disputes with no, one and two major powers; assumed for the average crisis."""


def average_crises(number: int, seed: int = 1, ladder: Ladder | None = None) -> pd.DataFrame:
    """Return ``number`` crises between average opponents as a table of disputes."""
    ladder = ladder or Ladder()
    luck = np.random.default_rng(seed)
    fought = [_average_crisis(ladder, luck) for _ in range(number)]
    return pd.DataFrame(
        {
            "highest": [crisis.top for crisis in fought],
            "reciprocated": [crisis.reciprocated for crisis in fought],
            "days": [crisis.days for crisis in fought],
            "ended": [bool(crisis.over) for crisis in fought],
            "decided": [crisis.over not in ("", "stalemate") for crisis in fought],
        }
    )


def _average_crisis(ladder: Ladder, luck: np.random.Generator) -> Crisis:
    facing = Situation(
        (0.5, 0.5), 0.5, 0.0, (0.5, 0.5), bool(luck.random() < 0.35),
        int(luck.choice(3, p=MAJORS)), bool(luck.random() < 0.1),
    )  # fmt: skip
    crisis = Crisis(0, 0, 1, 0.0, 1.0, sides=([0], [1]))
    brief = luck.random() < ladder.one_day
    crisis.frailty = float(luck.gamma(ladder.frailty, 1 / ladder.frailty))
    open_crisis(ladder, facing, crisis, luck, 0.0)
    day = 0.0
    if brief and crisis.top < 5:
        crisis.over, crisis.days = "stalemate", 1.0
    while not crisis.over:
        move = live(ladder, facing, crisis, luck, day, FAR)
        if move is None:
            break
        day = move.day
    return crisis
