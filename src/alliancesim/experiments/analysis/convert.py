"""Conversions: a sweep as SALib, the EMA Workbench and pandas read it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from alliancesim.experiments.analysis.cases import Cases, Whole, cases_of
from alliancesim.experiments.analysis.errors import AnalysisError
from alliancesim.experiments.analysis.inputs import is_number, numbered, shown

if TYPE_CHECKING:
    from alliancesim.experiments import Sweep

Values = NDArray[np.float64]


def to_salib(
    sweep: "Sweep",
    outcome: str,
    scenario: str | None = None,
    levers: Mapping[str, Any] | None = None,
) -> tuple[dict[str, Any], Values, Values]:
    """Return problem, X and Y of a sweep, as the functions in ``SALib.analyze`` take them.

    Y is the mean over the runs of a point. Blocks of a Sobol' or Morris design in which a point
    failed are left out, since SALib knows no gaps; so are single points of other designs. Names
    and switches stand as the number of their level.

    Parameters
    ----------
    sweep
        The sweep as stored.
    outcome
        Name of the outcome.
    scenario
        Name of the scenario; may be left out if there is one.
    levers
        Values of the levers that the design is crossed with, by path; may be left out if nothing
        is crossed.

    Raises
    ------
    AnalysisError
        If there is no such outcome, scenario or combination of levers.
    """
    cases = _scenario(cases_of(sweep, [outcome]), scenario)
    whole = _combination(cases, outcome, levers or {})
    x = numbered(whole.x)
    problem = sweep.experiment.problem()
    if problem["names"] != list(x):
        ends = [[float(x[name].min()), float(x[name].max())] for name in x]
        problem = {"num_vars": x.shape[1], "names": list(x), "bounds": ends}
    return problem, x.to_numpy(), whole.y


def _scenario(found: list[Cases], name: str | None) -> Cases:
    names = [cases.scenario for cases in found]
    if name is None and len(found) == 1:
        return found[0]
    if name not in names:
        raise AnalysisError(f"name one scenario of the sweep: {', '.join(names)}")
    return found[names.index(name)]


def _combination(cases: Cases, outcome: str, levers: Mapping[str, Any]) -> Whole:
    wanted = ", ".join(f"{name} = {shown(levers.get(name))}" for name in cases.crossed)
    known = list(cases.wholes(outcome))
    for whole in known:
        if whole.setting == wanted:
            return whole
    raise AnalysisError(
        "name one combination of the levers: " + "; ".join(whole.setting for whole in known)
    )


def to_ema(sweep: "Sweep") -> tuple[pd.DataFrame, dict[str, Values]]:
    """Return experiments and outcomes of a sweep, as the EMA Workbench's analyses take them.

    A row per point that ran: its inputs, and ``scenario``, ``policy`` and ``model`` as the
    workbench names them. Levers make the policy, uncertainties the scenario; the model is the
    scenario of the sweep. Outcomes are means over runs.
    """
    frame = to_frame(sweep)
    levers = [name for name in sweep.inputs if name in sweep.experiment.levers]
    others = [name for name in sweep.inputs if name not in levers]
    experiments = frame[list(sweep.inputs)].assign(
        scenario=_combinations(frame, others),
        policy=_combinations(frame, levers),
        model=frame["scenario"].astype("category"),
    )
    for name in sweep.inputs:
        if not is_number(experiments[name]):
            experiments[name] = experiments[name].astype("category")
    return experiments, {name: frame[name].to_numpy(dtype=float) for name in sweep.outcomes}


def to_frame(sweep: "Sweep") -> pd.DataFrame:
    """Return a row per point that ran: point, scenario, inputs, outcomes (means), and runs."""
    keys = ["point", "scenario"]
    grouped = sweep.members.groupby(keys, sort=False)[list(sweep.outcomes)]
    means = grouped.mean().assign(runs=grouped.size())
    return sweep.points.merge(means.reset_index(), on=keys, how="inner", validate="one_to_one")


def _combinations(frame: pd.DataFrame, columns: list[str]) -> pd.Series:
    """Return a number for each combination of values, in order of appearance."""
    if not columns:
        return pd.Series(0, index=frame.index)
    return frame.groupby(columns, sort=False).ngroup()
