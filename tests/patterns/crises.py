"""Runs many crises of an average dyad through the ladder alone, for the pattern tests."""

from collections import Counter
from typing import NamedTuple

import numpy as np

from alliancesim.crisis import Crisis
from alliancesim.parameters.disputes import Ladder
from alliancesim.phases.crises.ladder import Situation, live, open_crisis

FAR = 40_000.0
MAJORS = (0.6, 0.33, 0.07)
"""Share of disputes with no, one and two major powers; assumed for the average crisis."""


class Record(NamedTuple):
    levels: dict[int, float]
    reciprocated: float
    war_if_reciprocated: float
    median_days: float
    q90_days: float
    day_or_less: float
    decided: float


def average_crises(number: int, seed: int = 1, ladder: Ladder | None = None) -> Record:
    """Return the record of ``number`` crises between average opponents."""
    ladder = ladder or Ladder()
    luck = np.random.default_rng(seed)
    tops, reciprocated, days, outcomes = [], [], [], []
    for _ in range(number):
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
        tops.append(crisis.top)
        reciprocated.append(crisis.reciprocated)
        days.append(crisis.days)
        outcomes.append(crisis.over)
    top, answered, length = np.array(tops), np.array(reciprocated), np.array(days)
    count = Counter(tops)
    return Record(
        {level: count[level] / number for level in (2, 3, 4, 5)},
        float(answered.mean()),
        float((top[answered] == 5).mean()),
        float(np.median(length)),
        float(np.quantile(length, 0.9)),
        float((length <= 1.0).mean()),
        float(np.mean([outcome != "stalemate" for outcome in outcomes])),
    )
