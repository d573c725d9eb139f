"""Sobol' indices and Morris screening come out right on functions whose answer is known."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from alliancesim.experiments import Sweep
from alliancesim.experiments.analysis import AnalysisError, Cases, analyse
from alliancesim.experiments.analysis.sobol import sobol_indices
from tests.experiments.made_sweeps import PATHS, Function, Values, ishigami, made, uncertain

pytest.importorskip("SALib")

# Ishigami and Homma (1990), a = 7, b = 0.1.
A, B = 7.0, 0.1
PARTS = (0.5 * (1 + B * np.pi**4 / 5) ** 2, A**2 / 8, 0.0)
TOGETHER = B**2 * np.pi**8 * (1 / 18 - 1 / 50)
VARIANCE = sum(PARTS) + TOGETHER
FIRST = tuple(part / VARIANCE for part in PARTS)
TOTAL = (FIRST[0] + TOGETHER / VARIANCE, FIRST[1], TOGETHER / VARIANCE)

# Sobol's g-function: Π (|4x - 2| + a) / (1 + a).
WEIGHTS = np.array([0.0, 1.0, 4.5, 9.0, 99.0, 99.0])
ALONE = 1 / (3 * (1 + WEIGHTS) ** 2)
G_VARIANCE = np.prod(1 + ALONE) - 1
G_FIRST = ALONE / G_VARIANCE
G_TOTAL = ALONE * np.prod(1 + ALONE) / (1 + ALONE) / G_VARIANCE


def g_function(x: pd.DataFrame, _: Values) -> Values:
    shares = x.iloc[:, : len(WEIGHTS)].to_numpy(dtype=float)
    return np.asarray(np.prod((np.abs(4 * shares - 2) + WEIGHTS) / (1 + WEIGHTS), axis=1))


def design(n: int, inputs: int, **more: object) -> dict[str, object]:
    plan = {"kind": "sobol", "n": n, "second_order": bool(more.pop("second_order", False))}
    return {"uncertainties": uncertain(inputs), "design": plan} | more


@pytest.mark.parametrize("second_order", [False, True])
def test_ishigami_comes_out_within_its_intervals(tmp_path: Path, second_order: bool) -> None:
    sweep = made(tmp_path, design(1024, 3, second_order=second_order), {"y": ishigami})
    (found,) = analyse(sweep).readings[0].sobol
    by_name = {index.input: index for index in found.indices}
    for path, first, total in zip(PATHS, FIRST, TOTAL, strict=False):
        index = by_name[path]
        assert index.first_low <= first <= index.first_high, path
        assert index.total_low <= total <= index.total_high, path
        assert index.total_high - index.total_low < 0.25
    assert found.blocks == 1024
    assert bool(found.pairs) == second_order
    if second_order:
        pairs = {frozenset(pair.inputs): pair for pair in found.pairs}
        joint = pairs[frozenset((PATHS[0], PATHS[2]))]
        assert joint.low <= TOGETHER / VARIANCE <= joint.high
        assert found.pairs[0] is joint
        assert all(abs(pair.value) < 0.1 for pair in found.pairs[1:])


def test_the_g_function_comes_out_within_its_intervals(tmp_path: Path) -> None:
    sweep = made(tmp_path, design(1024, len(WEIGHTS)), {"y": g_function})
    (found,) = analyse(sweep).readings[0].sobol
    by_name = {index.input: index for index in found.indices}
    for path, first, total in zip(PATHS, G_FIRST, G_TOTAL, strict=False):
        index = by_name[path]
        assert index.first_low <= first <= index.first_high, path
        assert index.total_low <= total <= index.total_high, path
    assert [index.input for index in found.indices][:4] == list(PATHS[:4])


def test_intervals_cover_about_as_often_as_they_say() -> None:
    from SALib.sample import sobol

    covered, names = [], list("abc")
    problem = {"num_vars": 3, "names": names, "bounds": [[0.0, 1.0]] * 3}
    for seed in range(1, 41):
        sample = sobol.sample(problem, 64, calc_second_order=False, seed=seed)
        x = pd.DataFrame(sample, columns=names)
        y = pd.DataFrame({"y": ishigami(x, np.empty(0))})
        own = Cases("s", "sobol", x, y, y * np.nan, y.assign(point=x.index, run=0))
        by_name = {index.input: index for index in sobol_indices(own, "y")[0].indices}
        for name, first, total in zip(names, FIRST, TOTAL, strict=True):
            index = by_name[name]
            covered += [
                index.first_low <= first <= index.first_high,
                index.total_low <= total <= index.total_high,
            ]
    assert np.mean(covered) >= 0.88


def test_luck_is_averaged_over_runs_and_its_share_told(tmp_path: Path) -> None:
    def noisy(x: pd.DataFrame, normal: Values) -> Values:
        return ishigami(x, normal) + 3 * normal

    few = made(tmp_path / "few", design(256, 3, runs=2, luck="independent"), {"y": noisy})
    many = made(tmp_path / "many", design(256, 3, runs=20, luck="independent"), {"y": noisy})
    share = {name: analyse(sweep).readings[0] for name, sweep in (("few", few), ("many", many))}
    for runs, name in ((2, "few"), (20, "many")):
        noise = 9 / runs / (VARIANCE + 9 / runs)
        assert share[name].noise == pytest.approx(noise, rel=0.15)
        index = {i.input: i for i in share[name].sobol[0].indices}[PATHS[1]]
        assert index.first == pytest.approx(FIRST[1] * (1 - noise), abs=0.1)
        assert index.total == pytest.approx(TOTAL[1] * (1 - noise) + noise, abs=0.1)


def test_a_block_with_a_failed_point_is_left_out(tmp_path: Path) -> None:
    def lost(members: pd.DataFrame) -> pd.Series:
        return members["point"].isin([3, 4, 101])

    sweep = made(tmp_path, design(512, 3), {"y": ishigami}, lost)
    (found,) = analyse(sweep).readings[0].sobol
    assert len(sweep.failures) == 3
    assert (found.blocks, found.left_out) == (512 - 2, 2)  # 5 points a block: 3 and 4 share one
    assert {i.input: i for i in found.indices}[PATHS[1]].first == pytest.approx(FIRST[1], abs=0.08)


def test_crossed_levers_have_indices_of_their_own(tmp_path: Path) -> None:
    def depends(x: pd.DataFrame, _: Values) -> Values:
        active = x["instruments.dialogue.intensity"].to_numpy(dtype=float) > 0.5
        first, second = (x[path].to_numpy(dtype=float) for path in PATHS[:2])
        return np.where(active, first, second)

    data = design(64, 2) | {"levers": {"instruments.dialogue.intensity": [0.0, 1.0]}}
    reading = analyse(made(tmp_path, data, {"y": depends})).readings[0]
    off, on = reading.sobol
    assert off.setting == "instruments.dialogue.intensity = 0"
    assert (off.indices[0].input, on.indices[0].input) == (PATHS[1], PATHS[0])
    assert on.indices[0].first == pytest.approx(1, abs=0.1)
    assert on.indices[1].total == pytest.approx(0, abs=1e-9)


def test_an_outcome_that_never_changes_is_told_not_analysed(tmp_path: Path) -> None:
    sweep = made(tmp_path, design(16, 2), {"y": lambda x, _: np.full(len(x), 2.0)})
    reading = analyse(sweep).readings[0]
    assert not reading.varies
    assert reading.spread.mean == 2
    assert reading.sobol == []


def test_too_few_whole_blocks_are_refused(tmp_path: Path) -> None:
    sweep = made(tmp_path, design(4, 2), {"y": ishigami_of_two})
    with pytest.raises(AnalysisError, match="only 4 blocks"):
        analyse(sweep)


def ishigami_of_two(x: pd.DataFrame, _: Values) -> Values:
    return np.asarray(x.sum(axis=1), dtype=float)


def morris_sweep(folder: Path, function: Function, **more: object) -> Sweep:
    plan = {"kind": "morris", "n": 30, "levels": 6}
    data = {"uncertainties": uncertain(4), "design": plan} | more
    return made(folder, data, {"y": function})


def test_morris_finds_slopes_and_what_is_not_linear(tmp_path: Path) -> None:
    def function(x: pd.DataFrame, _: Values) -> Values:
        a, b, c, _d = x[list(PATHS[:4])].to_numpy(dtype=float).T
        return np.asarray(5 * a - 2 * b + 4 * (c - 0.5) * (b > 0.5))

    (screen,) = analyse(morris_sweep(tmp_path, function)).readings[0].morris
    by_name = {effect.input: effect for effect in screen.effects}
    a, b, c, d = (by_name[path] for path in PATHS[:4])
    assert a.mu == a.mu_star == pytest.approx(5)
    assert a.sigma == pytest.approx(0, abs=1e-9)
    assert b.mu < 0
    assert c.sigma > 1
    assert (d.mu_star, d.sigma) == (0, 0)
    assert screen.effects[0] is a
    assert screen.trajectories == 30
    assert np.isnan(screen.luck)


def test_morris_says_what_luck_alone_would_give(tmp_path: Path) -> None:
    def function(x: pd.DataFrame, normal: Values) -> Values:
        return np.asarray(x[PATHS[0]].to_numpy(dtype=float) + normal)

    sweep = morris_sweep(tmp_path, function, runs=5, luck="independent")
    (screen,) = analyse(sweep).readings[0].morris
    inert = {effect.input: effect for effect in screen.effects}[PATHS[3]]
    assert inert.sigma == pytest.approx(screen.luck, rel=0.5)
    assert screen.luck == pytest.approx(np.sqrt(2 / 5) / (6 / 10), rel=0.2)


def test_shared_luck_is_taken_off_before_its_share_is_told(tmp_path: Path) -> None:
    def common(x: pd.DataFrame, normal: Values) -> Values:
        runs = np.tile(np.arange(4), len(x) // 4)
        return np.asarray(x[PATHS[0]].to_numpy(dtype=float) + 10 * runs + 0.1 * normal)

    reading = analyse(made(tmp_path, design(64, 3, runs=4), {"y": common})).readings[0]
    assert reading.noise == pytest.approx(0.01 / 4 / (1 / 12 + 0.01 / 4), rel=0.25)
    screen = analyse(morris_sweep(tmp_path / "m", common, runs=4)).readings[0].morris[0]
    assert np.isnan(screen.luck)


def test_points_that_are_no_sobol_design_are_refused(tmp_path: Path) -> None:
    sweep = made(tmp_path, design(16, 3), {"y": ishigami})
    shuffled = sweep.points.sample(frac=1, random_state=1)
    shuffled["point"] = np.arange(len(shuffled))
    sweep.__dict__["points"] = shuffled
    with pytest.raises(AnalysisError, match="no whole Sobol' design"):
        analyse(sweep)
