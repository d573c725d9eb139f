"""Designs: every point that was asked for, each once, and as the samplers mean them."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mesa.batchrunner import batch_run
from SALib.analyze import morris, sobol

from alliancesim import AllianceModel
from alliancesim.experiments import load_experiment
from alliancesim.experiments.quantities import Uncertainty
from alliancesim.scenario import ScenarioError, load, with_horizon
from tests.experiments.small import SMALL

MEMORY, SPILLOVER = "parameters.trust.memory", "parameters.trust.spillover"
DIALOGUE, PRESET = "instruments.dialogue.intensity", "preset"
BOTH = {MEMORY: {"uniform": [4, 12]}, SPILLOVER: {"uniform": [0, 0.5]}}


def points(levers: dict[str, Any], uncertainties: dict[str, Any], **design: Any) -> Any:
    data = {"levers": levers, "uncertainties": uncertainties, "design": design}
    return load_experiment(SMALL | data).points()


def test_a_factorial_design_has_every_combination_once() -> None:
    levers = {DIALOGUE: [0, 1, 3], "mechanisms.spillover": ["on", "off"]}
    found = points(levers, {MEMORY: {"loguniform": [1, 16]}}, kind="factorial", levels=3)
    assert len(found) == len(found.drop_duplicates(found.columns[2:])) == 18
    assert found[MEMORY].unique().tolist() == pytest.approx([1, 4, 16])
    assert found[DIALOGUE].dtype.kind == "i"


def test_every_scenario_runs_at_every_point() -> None:
    found = load_experiment(SMALL | {"scenarios": ["us_japan", "teaching"]}).points()
    assert found["scenario"].tolist() == ["us_japan", "teaching"] * 6
    assert found["point"].tolist() == [number for number in range(6) for _ in range(2)]
    assert (found.groupby("point")[MEMORY].nunique() == 1).all()


def test_a_latin_hypercube_has_one_point_in_each_stratum() -> None:
    found = points({}, BOTH, kind="latin_hypercube", n=20)
    for path, low, width in ((MEMORY, 4, 8), (SPILLOVER, 0, 0.5)):
        strata = np.floor((found[path] - low) / width * 20).astype(int)
        assert sorted(strata) == list(range(20))


def test_listed_levers_meet_the_same_samples() -> None:
    found = points({DIALOGUE: [0, 3]}, BOTH, kind="latin_hypercube", n=5)
    one, other = (found[found[DIALOGUE] == value] for value in (0, 3))
    assert one[MEMORY].tolist() == other[MEMORY].tolist()
    assert found[DIALOGUE].tolist() == [0] * 5 + [3] * 5


def test_a_range_of_a_lever_is_sampled() -> None:
    found = points({DIALOGUE: {"low": 0, "high": 3}}, BOTH, kind="latin_hypercube", n=30)
    assert found[DIALOGUE].between(0, 3).all()
    assert found[DIALOGUE].nunique() == 30


def test_sobol_points_give_the_known_indices_of_a_linear_function() -> None:
    data = SMALL | {"levers": {}, "uncertainties": BOTH, "design": {"kind": "sobol", "n": 256}}
    experiment = load_experiment(data)
    found, problem = experiment.points(), experiment.problem()
    assert len(found) == 256 * 4
    # Var(x + c·y) with x of width 8 and c·y of width 4: shares 64/80 and 16/80.
    indices = sobol.analyze(
        problem, (found[MEMORY] + 8 * found[SPILLOVER]).to_numpy(), calc_second_order=False, seed=1
    )
    assert indices["S1"] == pytest.approx([0.8, 0.2], abs=0.02)
    assert indices["ST"] == pytest.approx([0.8, 0.2], abs=0.02)
    assert len(points({}, BOTH, kind="sobol", n=8, second_order=True)) == 8 * 6


def test_morris_points_give_the_effects_of_a_linear_function() -> None:
    data = SMALL | {"levers": {}, "uncertainties": BOTH, "design": {"kind": "morris", "n": 6}}
    experiment = load_experiment(data)
    found, problem = experiment.points(), experiment.problem()
    assert len(found) == 6 * 3
    moved = (np.diff(found[[MEMORY, SPILLOVER]].to_numpy(), axis=0) != 0).sum(axis=1)
    assert all(moved[row] == 1 for row in range(17) if row % 3 != 2)
    effects = morris.analyze(
        problem, found[[MEMORY, SPILLOVER]].to_numpy(), (found[MEMORY] / 8).to_numpy(), seed=1
    )
    assert effects["mu_star"].tolist() == pytest.approx([1, 0], abs=1e-9)


def test_points_come_from_a_list_or_a_table(tmp_path: Path) -> None:
    rows = [{MEMORY: 4.0, PRESET: "full"}, {MEMORY: 6.5, PRESET: "minimal"}]
    listed = points({}, {}, kind="points", list=rows)
    (tmp_path / "points.csv").write_text(f"{MEMORY},{PRESET}\n4,full\n6.5,minimal\n", "utf-8")
    table = points({}, {}, kind="points", csv=str(tmp_path / "points.csv"))
    assert listed.equals(table)
    crossed = points({DIALOGUE: [0, 3]}, {}, kind="points", list=rows)
    assert len(crossed) == 4
    with pytest.raises(ScenarioError, match="the points give no value of"):
        points({}, BOTH, kind="points", list=rows)
    (tmp_path / "points.csv").write_text(f"{MEMORY},{PRESET}\n4,full\n6.5,\n", "utf-8")
    with pytest.raises(ScenarioError, match="csv:3: a value is missing"):
        points({}, {}, kind="points", csv=str(tmp_path / "points.csv"))


def test_replications_are_one_point_with_many_runs() -> None:
    data = SMALL | {"levers": {}, "uncertainties": {}}
    experiment = load_experiment(data | {"design": {"kind": "replications", "n": 9}})
    assert (len(experiment.points()), experiment.runs, experiment.members) == (1, 9, 9)
    assert load_experiment(data | {"design": {"kind": "replications"}}, runs=3).runs == 3


def test_luck_is_shared_or_each_points_own() -> None:
    shared = load_experiment(SMALL)
    own = load_experiment(SMALL | {"luck": "independent"})
    assert {shared.seed_of(row) for row in range(6)} == {7}
    assert len({own.seed_of(row) for row in range(6)}) == 6


DISTRIBUTIONS = [
    Uncertainty(uniform=[2.0, 3.0]),
    Uncertainty(loguniform=[0.1, 10.0]),
    Uncertainty(triangular=[0.0, 1.0, 4.0]),
    Uncertainty(normal=[5.0, 2.0]),
    Uncertainty(normal=[5.0, 2.0], within=[4.0, 9.0]),
    Uncertainty(choice=["a", "b", "c"]),
]


@pytest.mark.parametrize("law", DISTRIBUTIONS, ids=lambda law: law.salib()[0])
@given(shares=st.lists(st.floats(0, 1), min_size=2, max_size=30))
def test_quantiles_rise_and_stay_within_bounds(law: Uncertainty, shares: list[float]) -> None:
    found: list[Any] = law.quantiles(np.array(sorted(shares)))
    assert found == sorted(found)
    low, high = law.bounds
    assert all(value in "abc" if law.choice else low <= value <= high for value in found)
    assert law.quantiles(np.array([0.0, 1.0])) == law.spaced(2)[:: 2 if law.choice else 1]


@pytest.mark.parametrize("law", DISTRIBUTIONS[:-1], ids=lambda law: law.salib()[0])
def test_salib_draws_the_same_distribution(law: Uncertainty) -> None:
    from SALib.util import scale_samples

    shares = np.linspace(0.01, 0.99, 50)
    name, bounds = law.salib()
    problem = {"num_vars": 1, "names": ["x"], "bounds": [bounds], "dists": [name]}
    scaled = scale_samples(shares[:, None].copy(), problem)[:, 0]
    assert scaled == pytest.approx(law.quantiles(shares))


def test_the_points_run_in_mesas_batch_run() -> None:
    found = points({DIALOGUE: [0, 3]}, {MEMORY: {"uniform": [4, 12]}}, kind="factorial")
    case = with_horizon(load("teaching"), 0.25)
    settings = {path: found[path].unique().tolist() for path in (DIALOGUE, MEMORY)}
    rows = batch_run(AllianceModel, {"scenario": [case], **settings}, display_progress=False)
    assert {(row[DIALOGUE], row[MEMORY]) for row in rows} == set(
        zip(found[DIALOGUE], found[MEMORY], strict=True)
    )
