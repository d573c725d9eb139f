"""Contrasts: the effect of a lever at each point, instead of the outcome itself.

The outcome with the lever at its highest setting less that at its lowest, all other inputs equal,
run by run. With shared luck the two runs of a pair have the same luck, so little of it is left in
the difference. What an effect depends on is then found as what any outcome depends on.
"""

from dataclasses import dataclass, replace

import pandas as pd

from alliancesim.experiments.analysis.cases import Cases, luck_of
from alliancesim.experiments.analysis.errors import AnalysisError
from alliancesim.experiments.analysis.inputs import is_number, levels_of, shown
from alliancesim.scenario.errors import nearest


@dataclass(frozen=True)
class Contrast:
    """Two settings of a lever."""

    lever: str
    start: str
    end: str
    """The settings as they are read: the lowest and highest, or the first and last name."""


def contrasted(cases: Cases, lever: str) -> tuple[Cases, Contrast]:
    """Return cases whose outcomes are effects of a lever, and between which settings.

    Parameters
    ----------
    cases
        The points.
    lever
        Path of an input of which every setting meets the same values of all others.

    Raises
    ------
    AnalysisError
        If there is no such input, or its settings do not meet the same others.
    """
    _known(cases, lever)
    low, high = _settings(cases.x[lever])
    others = [name for name in cases.inputs if name != lever]
    before, after = (cases.x[cases.x[lever] == setting] for setting in (low, high))
    pairs = _pairs(before[others], after[others], lever)
    outcomes = list(cases.y)
    members = _differences(cases.members, pairs, outcomes)
    by_point = members.groupby("point")[outcomes]
    found = replace(
        cases,
        x=before[others],
        y=by_point.mean().reindex(before.index),
        luck=luck_of(members, outcomes, shared=cases.shared_luck).reindex(before.index),
        members=members,
        crossed=tuple(name for name in cases.crossed if name != lever),
    )
    return found, Contrast(lever, shown(low), shown(high))


def _known(cases: Cases, lever: str) -> None:
    crossed = cases.inputs if cases.balanced else list(cases.crossed)
    if lever not in crossed:
        near = nearest(lever, crossed)
        hint = f"; did you mean '{near}'?" if near else f" (there are: {', '.join(crossed)})"
        raise AnalysisError(
            f"'{lever}' is no lever with listed values that all other inputs meet"
            + (hint if crossed else "")
        )


def _settings(values: pd.Series) -> tuple[object, object]:
    if is_number(values):
        return values.min(), values.max()
    levels = levels_of(values)
    return levels[0], levels[-1]


def _pairs(before: pd.DataFrame, after: pd.DataFrame, lever: str) -> pd.Series:
    """Return, for each point after, the point before with the same other inputs."""
    if before.shape[1] == 0:
        return pd.Series(before.index, index=after.index)
    names = list(before)
    # A design may list the same point twice: the first goes with the first.
    sides = [
        side.assign(same=side.groupby(names).cumcount(), point=side.index).reset_index(drop=True)
        for side in (before, after)
    ]
    joined = sides[0].merge(sides[1], on=[*names, "same"], suffixes=("", "_after"))
    if len(joined) != len(before) or len(joined) != len(after):
        raise AnalysisError(f"the settings of '{lever}' do not meet the same other inputs")
    return pd.Series(joined["point"].to_numpy(), index=joined["point_after"])


def _differences(members: pd.DataFrame, pairs: pd.Series, outcomes: list[str]) -> pd.DataFrame:
    """Return a row per pair of runs that both succeeded, with the differences of outcomes."""
    after = members[members["point"].isin(pairs.index)]
    after = after.assign(point=after["point"].map(pairs)).set_index(["point", "run"])[outcomes]
    before = members.set_index(["point", "run"])[outcomes]
    both = after.index.intersection(before.index)
    return (after.loc[both] - before.loc[both]).reset_index()
