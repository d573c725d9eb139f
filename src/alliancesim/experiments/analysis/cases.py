"""Cases: what an analysis reads of a sweep, a row per point of the design.

The outcome of a point is the mean over its runs. What luck is left in that mean is kept beside it:
with R runs of variance s² it has variance s²/R. Where points share their luck, the mean of each run
over all points is taken off first: what moves all points alike tells none apart.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from alliancesim.experiments.analysis import blocks
from alliancesim.experiments.analysis.errors import AnalysisError
from alliancesim.experiments.analysis.inputs import shown
from alliancesim.scenario.errors import nearest

if TYPE_CHECKING:
    from alliancesim.experiments import Sweep

BALANCED = ("factorial", "replications")
"""Designs in which every level of an input meets the same values of all others."""


class Whole(NamedTuple):
    """The whole blocks of a design under one combination of the levers that it is crossed with."""

    setting: str
    """The combination in words; empty if nothing is crossed."""
    x: pd.DataFrame
    """Sampled inputs."""
    y: NDArray[np.float64]
    left_out: int
    """Blocks in which a point has no outcome."""


@dataclass(frozen=True)
class Cases:
    """The points of one scenario in a sweep, in the order of the design."""

    scenario: str
    design: str
    """Kind of design, such as ``latin_hypercube``."""
    x: pd.DataFrame
    """A column per input that varies; the index is the point."""
    y: pd.DataFrame
    """A column per outcome, the mean over runs; NaN where no run succeeded."""
    luck: pd.DataFrame
    """Variance of that mean that points do not share; NaN where it is unknown: there is one run."""
    members: pd.DataFrame
    """A row per run that succeeded: point, run, outcomes."""
    crossed: tuple[str, ...] = ()
    """Inputs whose combinations each meet all points of the rest, one combination after another."""
    shared_luck: bool = True
    """Whether run k has the same luck at every point."""

    @property
    def inputs(self) -> list[str]:
        """Paths that vary."""
        return list(self.x.columns)

    @property
    def sampled(self) -> list[str]:
        """Paths that vary and are not crossed with the rest."""
        return [name for name in self.x if name not in self.crossed]

    @property
    def balanced(self) -> bool:
        """Whether every level of an input meets the same values of all others."""
        return self.design in BALANCED

    @cached_property
    def runs(self) -> int:
        """Largest number of runs of a point."""
        return int(self.members.groupby("point").size().max())

    @cached_property
    def combinations(self) -> int:
        """Number of combinations of the crossed inputs."""
        return len(self.x[list(self.crossed)].drop_duplicates()) if self.crossed else 1

    @cached_property
    def block(self) -> int:
        """Points that belong together in the design; 1 where each stands for itself."""
        first = self.x.iloc[: len(self.x) // self.combinations]
        return blocks.size(self.design, first[self.sampled])

    def known(self, outcome: str) -> tuple[pd.DataFrame, NDArray[np.float64]]:
        """Return inputs and outcome of the points whose outcome is known."""
        there = self.y[outcome].notna()
        return self.x[there], self.y.loc[there, outcome].to_numpy(dtype=float)

    def clusters(self, outcome: str) -> NDArray[np.intp]:
        """Return the block of each known point: the unit that a bootstrap draws.

        The same sample under several combinations of levers is one unit.
        """
        there = np.flatnonzero(self.y[outcome].notna().to_numpy())
        return there % (len(self.x) // self.combinations) // self.block

    def wholes(self, outcome: str) -> Iterator[Whole]:
        """Yield the blocks without a gap, combination by combination."""
        length = len(self.x) // self.combinations
        for start in range(0, len(self.x), length):
            part = slice(start, start + length)
            x, y = self.x.iloc[part], self.y[outcome].to_numpy(dtype=float)[part]
            full = (~np.isnan(y)).reshape(-1, self.block).all(axis=1)
            kept = np.repeat(full, self.block)
            setting = ", ".join(f"{name} = {shown(x[name].iloc[0])}" for name in self.crossed)
            yield Whole(setting, x.loc[kept, self.sampled], y[kept], int((~full).sum()))

    def noise(self, outcome: str) -> float:
        """Return the share of luck in the variance over points; NaN if points have one run.

        share = mean(s²/R) / Var(ȳ), at most 1.
        """
        variance = float(self.y[outcome].var())
        if not variance > 0:
            return float("nan")
        return float(min(1.0, self.luck[outcome].mean() / variance))

    def varies(self, outcome: str) -> bool:
        """Tell whether the outcome differs between points."""
        return bool(self.y[outcome].nunique() > 1)


def cases_of(sweep: "Sweep", outcomes: Sequence[str] = ()) -> list[Cases]:
    """Return the cases of every scenario in a sweep.

    Parameters
    ----------
    sweep
        The sweep as stored.
    outcomes
        Outcomes that matter; all unless given.

    Raises
    ------
    AnalysisError
        If an outcome is unknown or there is nothing to analyse.
    """
    chosen = _chosen(sweep, outcomes)
    if sweep.members.empty:
        raise AnalysisError("no member of the sweep succeeded: there is nothing to analyse")
    return [
        _cases(sweep, name, chosen) for name in dict.fromkeys(sweep.points["scenario"].astype(str))
    ]


def _chosen(sweep: "Sweep", outcomes: Sequence[str]) -> list[str]:
    for name in outcomes:
        if name not in sweep.outcomes:
            near = nearest(name, sweep.outcomes)
            hint = (
                f"; did you mean '{near}'?" if near else f" (it has: {', '.join(sweep.outcomes)})"
            )
            raise AnalysisError(f"the sweep has no outcome '{name}'{hint}")
    return list(dict.fromkeys(outcomes)) or list(sweep.outcomes)


def _cases(sweep: "Sweep", scenario: str, outcomes: list[str]) -> Cases:
    design = sweep.experiment.design.kind
    points = sweep.points[sweep.points["scenario"] == scenario].set_index("point")
    own = sweep.members[sweep.members["scenario"] == scenario]
    varied = [name for name in sweep.inputs if points[name].nunique() > 1]
    crossed = [] if design in BALANCED else sweep.experiment.crossed
    shared = sweep.experiment.file.luck == "shared"
    by_point = own.groupby("point")[outcomes]
    return Cases(
        scenario=scenario,
        design=design,
        x=points[varied],
        y=by_point.mean().reindex(points.index),
        luck=luck_of(own, outcomes, shared=shared).reindex(points.index),
        members=own[["point", "run", *outcomes]],
        crossed=tuple(name for name in varied if name in crossed),
        shared_luck=shared,
    )


def luck_of(members: pd.DataFrame, outcomes: list[str], *, shared: bool) -> pd.DataFrame:
    """Return the variance of the mean of each point that is not common to all points."""
    values = members[outcomes]
    if shared:
        values = values - members.groupby("run")[outcomes].transform("mean")
    by_point = values.groupby(members["point"])
    return by_point.var() / by_point.count()
