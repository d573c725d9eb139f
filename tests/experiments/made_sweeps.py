"""Sweeps on disk whose outcomes are known functions of the inputs: the store is the real one."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from alliancesim.experiments import Sweep, load_experiment
from alliancesim.experiments.store import Store, schema

Values = NDArray[np.float64]
Function = Callable[[pd.DataFrame, Values], Values]
"""From inputs, scaled to 0 ... 1 where they are numbers, and a standard normal of each member."""
PATHS = (
    "parameters.trust.memory", "parameters.trust.loss_weight", "parameters.trust.spillover",
    "parameters.trust.prior_strength", "parameters.trust.start_strength",
    "parameters.trust.war_evidence", "parameters.trust.force_evidence",
    "parameters.trust.display_evidence",
)  # fmt: skip
"""Numeric fields that any scenario has."""


def uncertain(count: int) -> dict[str, Any]:
    """Return so many uncertainties, each even over its declared range."""
    return dict.fromkeys(PATHS[:count], "declared")


def ishigami(x: pd.DataFrame, _: Values) -> Values:
    """Return sin x₁ + 7 sin² x₂ + 0.1 x₃⁴ sin x₁, inputs from -π to π."""
    a, b, c = (np.pi * (2 * x.iloc[:, :3].to_numpy(dtype=float) - 1)).T
    return np.asarray(np.sin(a) + 7 * np.sin(b) ** 2 + 0.1 * c**4 * np.sin(a))


def made(
    folder: Path,
    data: Mapping[str, Any],
    outcomes: Mapping[str, Function],
    lost: Callable[[pd.DataFrame], pd.Series] | None = None,
) -> Sweep:
    """Write a finished sweep of an experiment, with outcomes as told, and open it.

    Parameters
    ----------
    folder
        Where to.
    data
        The experiment; name, scenario and outcomes are filled in.
    outcomes
        Functions by the name of the outcome.
    lost
        Tells which members failed.
    """
    kept = [{"of": "onsets", "name": name} for name in outcomes]
    experiment = load_experiment(
        {"name": "made", "scenarios": ["teaching"], "outcomes": kept} | dict(data)
    )
    points = experiment.points()
    rows = points.loc[points.index.repeat(experiment.runs)].reset_index()
    members = rows.drop(columns="index").assign(
        member=np.arange(len(rows)),
        run=np.tile(np.arange(experiment.runs), len(points)),
        seed=[experiment.seed_of(row) for row in rows["index"]],
    )
    normal = np.random.Generator(np.random.Philox(7)).standard_normal(len(members))
    for name, function in outcomes.items():
        members[name] = function(_scaled(members[experiment.inputs], experiment.problem()), normal)
    failed = lost(members) if lost else pd.Series(False, index=members.index)
    for name, words in (("error", "RuntimeError: lost"), ("traceback", "Traceback")):
        members[name] = failed.map({True: words, False: None})
    members.loc[failed, list(outcomes)] = np.nan
    with Store.opened(folder, experiment) as store:
        store.add(pa.Table.from_pandas(members, schema(experiment), preserve_index=False))
        store.compact()
    return Sweep.load(folder)


def _scaled(x: pd.DataFrame, problem: Mapping[str, Any]) -> pd.DataFrame:
    ends = dict(zip(problem["names"], problem["bounds"], strict=True))
    return x.assign(
        **{name: (x[name] - low) / (high - low) for name, (low, high) in ends.items() if name in x}
    )
