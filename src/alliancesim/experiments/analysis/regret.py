"""Regret: what each scenario of a sweep loses against the best one, under each assumption.

The scenarios of the sweep are the choices that somebody has, and its points are what nobody knows.
At point p choice a has the outcome y_ap, and the regret

    r_ap = |y_ap - best_b y_bp|,

so the choice that would have been best there has none. Savage (1951) takes the choice whose worst
regret is least; its mean over the points is given beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from alliancesim.experiments.analysis.cases import Cases
from alliancesim.experiments.analysis.errors import AnalysisError

Aim = Literal["low", "high"]
DRAWS = 1000
"""Draws of the bootstrap over points."""


@dataclass(frozen=True)
class Choice:
    """How one scenario fares against the others."""

    scenario: str
    outcome: float
    """Mean over the points."""
    mean: float
    """Mean regret, in the unit of the outcome."""
    low: float
    """95 % bootstrap interval of the mean regret, over points."""
    high: float
    worst: float
    """Highest regret at any point."""
    best: float
    """Share of points at which it is the best; where several are, each has a part."""


@dataclass(frozen=True)
class Regret:
    """The choices, that of the least worst regret first."""

    outcome: str
    aim: Aim
    points: int
    choices: list[Choice]


def regret(cases: Sequence[Cases], outcome: str, aim: Aim, seed: int) -> Regret:
    """Return the regret of every scenario of a sweep.

    Parameters
    ----------
    cases
        The points of every scenario.
    outcome
        What is aimed at.
    aim
        Whether ``low`` or ``high`` outcomes are good.
    seed
        Of the bootstrap.

    Raises
    ------
    AnalysisError
        If there are no two scenarios, or no point at which all have an outcome.
    """
    if len(cases) < 2:
        raise AnalysisError("regret compares scenarios, and the sweep has only one")
    table = pd.DataFrame({each.scenario: each.y[outcome] for each in cases}).dropna()
    if table.empty:
        raise AnalysisError(f"there is no point at which all scenarios have '{outcome}'")
    best = table.min(axis=1) if aim == "low" else table.max(axis=1)
    lost = table.sub(best, axis=0).abs()
    first = lost.eq(0.0)
    shares = first.div(first.sum(axis=1), axis=0).mean()
    drawn = np.random.default_rng(seed).integers(len(table), size=(DRAWS, len(table)))
    choices = []
    for name in table:
        own = lost[name].to_numpy(dtype=float)
        low, high = np.quantile(own[drawn].mean(axis=1), [0.025, 0.975])
        choices.append(
            Choice(
                str(name), float(table[name].mean()), float(own.mean()), float(low), float(high),
                float(own.max()), float(shares[name]),
            )
        )  # fmt: skip
    choices.sort(key=lambda choice: (choice.worst, choice.mean, choice.scenario))
    return Regret(outcome, aim, len(table), choices)
