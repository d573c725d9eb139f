"""Sweeps convert to what SALib and the EMA Workbench take: the real libraries read them."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from alliancesim.experiments import Sweep
from alliancesim.experiments.analysis import AnalysisError, analyse, to_ema, to_frame, to_salib
from tests.experiments.made_sweeps import PATHS, Values, ishigami, made, uncertain

DIALOGUE = "instruments.dialogue.intensity"
SOBOL = {"uncertainties": uncertain(3), "design": {"kind": "sobol", "n": 256}}


def first(x: pd.DataFrame, _: Values) -> Values:
    return np.asarray(x[PATHS[0]], dtype=float)


def test_salib_takes_a_sobol_design(tmp_path: Path) -> None:
    sobol = pytest.importorskip("SALib.analyze.sobol")
    sweep = made(tmp_path, SOBOL | {"runs": 2}, {"y": ishigami})
    problem, x, y = to_salib(sweep, "y")
    assert problem == sweep.experiment.problem()
    assert x.shape == (256 * 5, 3)
    found = sobol.analyze(problem, y, calc_second_order=False, seed=20240229, num_resamples=500)
    ours = {index.input: index for index in analyse(sweep).readings[0].sobol[0].indices}
    assert found["S1"].tolist() == pytest.approx([ours[path].first for path in problem["names"]])


def test_other_methods_of_salib_take_other_designs(tmp_path: Path) -> None:
    morris, pawn = (pytest.importorskip(f"SALib.analyze.{name}") for name in ("morris", "pawn"))
    data = {"uncertainties": uncertain(3), "design": {"kind": "morris", "n": 10}}
    found = morris.analyze(*to_salib(made(tmp_path / "m", data, {"y": first}), "y"))
    assert found["mu_star"].tolist() == pytest.approx([1, 0, 0])
    data["design"] = {"kind": "latin_hypercube", "n": 100}
    found = pawn.analyze(*to_salib(made(tmp_path / "l", data, {"y": first}), "y"), S=4, seed=1)
    assert np.argmax(found["median"]) == 0


def test_levers_that_are_crossed_are_named(tmp_path: Path) -> None:
    data = SOBOL | {"levers": {DIALOGUE: [0.0, 1.0]}}
    sweep = made(tmp_path, data, {"y": first, "z": lambda x, _: np.asarray(x[DIALOGUE], float)})
    problem, x, y = to_salib(sweep, "z", "teaching", {DIALOGUE: 1.0})
    assert DIALOGUE not in problem["names"]
    assert len(x) == 256 * 5
    assert set(y) == {1.0}
    with pytest.raises(AnalysisError, match=f"{DIALOGUE} = 0; {DIALOGUE} = 1"):
        to_salib(sweep, "z")
    with pytest.raises(AnalysisError, match="name one scenario of the sweep: teaching"):
        to_salib(sweep, "z", "nowhere")
    with pytest.raises(AnalysisError, match="no outcome 'w'"):
        to_salib(sweep, "w")


def ema_sweep(folder: Path) -> Sweep:
    data = {
        "levers": {DIALOGUE: [0.0, 1.0]}, "uncertainties": uncertain(2), "runs": 3,
        "scenarios": ["teaching", {"scenario": "teaching", "name": "again"}],
        "design": {"kind": "latin_hypercube", "n": 50},
    }  # fmt: skip
    return made(folder, data, {"y": first, "z": lambda _, normal: normal})


def test_the_frame_has_a_row_per_point(tmp_path: Path) -> None:
    sweep = made(tmp_path, SOBOL | {"runs": 2}, {"y": lambda _, normal: normal})
    frame = to_frame(sweep)
    assert list(frame) == ["point", "scenario", *sweep.inputs, "y", "runs"]
    assert len(frame) == 256 * 5
    assert set(frame["runs"]) == {2}
    members = sweep.members
    assert frame["y"].iloc[3] == pytest.approx(members[members["point"] == 3]["y"].mean())


def test_ema_outcomes_have_their_columns_in_step(tmp_path: Path) -> None:
    sweep = ema_sweep(tmp_path)
    experiments, outcomes = to_ema(sweep)
    assert list(experiments) == [DIALOGUE, *PATHS[:2], "scenario", "policy", "model"]
    assert len(experiments) == 200
    assert experiments["policy"].nunique() == 2
    assert experiments["scenario"].nunique() == 50
    assert set(experiments["model"]) == {"teaching", "again"}
    low, high = experiments[PATHS[0]].min(), experiments[PATHS[0]].max()
    shares = (experiments[PATHS[0]] - low) / (high - low)
    assert np.corrcoef(shares, outcomes["y"])[0, 1] == pytest.approx(1)
    assert {len(values) for values in outcomes.values()} == {200}


def test_the_workbench_reads_what_we_give(tmp_path: Path) -> None:
    cart, prim = (
        pytest.importorskip(f"ema_workbench.analysis.{name}") for name in ("cart", "prim")
    )
    experiments, outcomes = to_ema(ema_sweep(tmp_path))
    inputs = experiments.drop(columns=["scenario", "policy", "model"])
    tree = cart.CART(inputs, outcomes["y"] > 0.7, mass_min=0.1)
    tree.build_tree()
    assert max(box["density"] for box in tree.stats) > 0.9
    box = prim.Prim(inputs, outcomes["y"] > 0.7, threshold=0.8).find_box()
    assert box.density > 0.8
