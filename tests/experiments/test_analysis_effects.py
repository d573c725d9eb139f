"""Main effects, rank regression and surfaces say what the function that made the data does."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from alliancesim.experiments.analysis import AnalysisError, Cases, analyse, cases_of
from alliancesim.experiments.analysis.bins import cut
from alliancesim.experiments.analysis.effects import main_effects
from alliancesim.experiments.analysis.regression import regress
from alliancesim.experiments.analysis.surfaces import surface
from tests.experiments.made_sweeps import PATHS, Values, made, uncertain

DIALOGUE, EXERCISE = (f"instruments.{name}.intensity" for name in ("dialogue", "joint_exercise"))
FACTORIAL = {
    "levers": {DIALOGUE: [0.0, 0.5, 1.0], EXERCISE: [0.0, 1.0]}, "runs": 8,
}  # fmt: skip


def numbers(x: pd.DataFrame, name: str) -> Values:
    return x[name].to_numpy(dtype=float)


def policy(x: pd.DataFrame, normal: Values) -> Values:
    return 3 * numbers(x, DIALOGUE) - numbers(x, EXERCISE) + normal


def test_a_factorial_gives_means_over_the_others_with_intervals_over_runs(tmp_path: Path) -> None:
    sweep = made(tmp_path, FACTORIAL, {"y": policy})
    by_name = {effect.input: effect for effect in analyse(sweep).readings[0].effects}
    effect = by_name[DIALOGUE]
    members = sweep.members
    per_run = members.groupby([DIALOGUE, "run"])["y"].mean().unstack()
    change = per_run.loc[1.0] - per_run.loc[0.0]
    half = 2.364624 * change.std() / np.sqrt(8)  # Student's t with 7 degrees of freedom
    assert effect.over == "runs"
    assert (effect.start, effect.end) == ("0", "1")
    assert effect.change == pytest.approx(change.mean())
    assert effect.low == pytest.approx(change.mean() - half, rel=1e-5)
    assert [level.label for level in effect.levels] == ["0", "0.5", "1"]
    level = effect.levels[1]
    assert level.mean == pytest.approx(per_run.loc[0.5].mean())
    assert level.high - level.mean == pytest.approx(
        2.364624 * per_run.loc[0.5].std() / np.sqrt(8), rel=1e-5
    )
    assert level.points == 2
    assert effect.clear


def test_one_run_of_a_factorial_has_no_interval(tmp_path: Path) -> None:
    effect = analyse(made(tmp_path, FACTORIAL | {"runs": 1}, {"y": policy})).readings[0].effects[0]
    assert np.isnan([effect.low, effect.high, effect.levels[0].low]).all()
    assert not effect.clear


def cases(x: pd.DataFrame, y: Values, design: str = "latin_hypercube") -> Cases:
    frame = pd.DataFrame({"y": y}, index=x.index)
    members = frame.assign(point=x.index, run=0)
    return Cases("s", design, x, frame, frame * np.nan, members)


def test_intervals_of_the_change_cover_the_truth() -> None:
    stream, covered = np.random.Generator(np.random.Philox(4)), []
    truth = {"a": 2 * 5 / 6, "b": (1 - 125 / 216 - 1 / 216) / (3 / 6), "c": 0}
    for _ in range(150):
        x = pd.DataFrame(stream.random((120, 3)), columns=list("abc"))
        y = 2 * x["a"] + x["b"] ** 2 + stream.standard_normal(120)
        found = main_effects(cases(x, y.to_numpy()), "y")
        covered += [effect.low <= truth[effect.input] <= effect.high for effect in found]
    assert 0.92 <= np.mean(covered) <= 0.98


def test_a_lever_that_meets_every_sample_is_judged_within_samples(tmp_path: Path) -> None:
    data = {
        "levers": {DIALOGUE: [0.0, 1.0]}, "uncertainties": uncertain(2), "runs": 2,
        "design": {"kind": "latin_hypercube", "n": 40},
    }  # fmt: skip

    def function(x: pd.DataFrame, _: Values) -> Values:
        return 10 * numbers(x, PATHS[0]) + numbers(x, DIALOGUE)

    own = cases_of(made(tmp_path, data, {"y": function}))[0]
    by_name = {effect.input: effect for effect in main_effects(own, "y")}
    lever = by_name[DIALOGUE]
    assert lever.change == pytest.approx(1)
    assert lever.low == pytest.approx(1)  # the same samples on both sides: nothing is uncertain
    assert by_name[PATHS[0]].high - by_name[PATHS[0]].low > 0.1


def test_names_have_levels_and_switches_go_from_no_to_yes() -> None:
    names = cut(pd.Series(["realism", "liberalism", "realism"]))
    assert (names.labels, names.ordered) == (["realism", "liberalism"], False)
    switch = cut(pd.Series([True, False, True]))
    assert (switch.labels, switch.codes.tolist(), switch.ordered) == (
        ["no", "yes"],
        [1, 0, 1],
        True,
    )
    many = cut(pd.Series(np.linspace(0, 1, 400)))
    assert len(many.labels) == 8
    assert np.bincount(many.codes).tolist() == [50] * 8


def test_of_names_the_extremes_are_compared() -> None:
    x = pd.DataFrame({"doctrine": ["b", "a", "c"] * 20})
    known = cases(x, x["doctrine"].map({"a": 1.0, "b": 0.0, "c": 3.0}).to_numpy(), "points")
    (effect,) = main_effects(known, "y")
    assert (effect.start, effect.end, effect.change) == ("b", "c", 3.0)
    regression = regress(known, "y")
    assert regression is not None
    assert {(c.input, c.level) for c in regression.coefficients} == {
        ("doctrine", "a"),
        ("doctrine", "c"),
    }
    assert regression.r_squared == pytest.approx(1)


def lhs(n: int) -> dict[str, object]:
    return {"uncertainties": uncertain(4), "design": {"kind": "latin_hypercube", "n": n}}


def test_rank_regression_finds_monotone_relations_in_full(tmp_path: Path) -> None:
    def function(x: pd.DataFrame, _: Values) -> Values:
        return np.exp(4 * numbers(x, PATHS[0])) - 5 * numbers(x, PATHS[1])

    own = cases_of(made(tmp_path, lhs(300), {"y": function}))[0]
    found = regress(own, "y")
    assert found is not None
    by_name = {c.input: c for c in found.coefficients}
    assert found.coefficients[0].input == PATHS[0]
    assert by_name[PATHS[0]].value > 0.9
    assert by_name[PATHS[1]].high < 0
    assert not by_name[PATHS[3]].clear
    assert found.r_squared > 0.9


def test_rank_regression_agrees_with_least_squares_on_ranks(tmp_path: Path) -> None:
    def function(x: pd.DataFrame, normal: Values) -> Values:
        return numbers(x, PATHS[0]) * numbers(x, PATHS[1]) + 0.2 * normal

    own = cases_of(made(tmp_path, lhs(80), {"y": function}))[0]
    found = regress(own, "y")
    assert found is not None
    ranks = pd.concat([own.x, own.y], axis=1).rank()
    z = ((ranks - ranks.mean()) / ranks.std()).to_numpy()
    beta, *_ = np.linalg.lstsq(z[:, :-1], z[:, -1], rcond=None)
    by_name = {c.input: c.value for c in found.coefficients}
    assert [by_name[name] for name in own.inputs] == pytest.approx(beta.tolist())
    assert found.r_squared == pytest.approx(
        1 - np.var(z[:, -1] - z[:, :-1] @ beta) / np.var(z[:, -1])
    )


def test_a_surface_holds_the_means_of_its_cells(tmp_path: Path) -> None:
    sweep = made(tmp_path, FACTORIAL, {"y": policy})
    found = surface(cases_of(sweep)[0], "y", DIALOGUE, EXERCISE)
    expected = sweep.members.groupby([EXERCISE, DIALOGUE])["y"].mean().unstack()
    np.testing.assert_allclose(found.means, expected.to_numpy())
    assert found.points == [[1] * 3] * 2
    assert (found.columns, found.rows) == (["0", "0.5", "1"], ["0", "1"])


def test_failed_members_leave_means_of_the_rest(tmp_path: Path) -> None:
    def lost(members: pd.DataFrame) -> pd.Series:
        return (members["point"] == 0) | ((members["point"] == 1) & (members["run"] > 0))

    own = cases_of(made(tmp_path, FACTORIAL, {"y": policy}, lost))[0]
    assert own.y["y"].isna().tolist() == [True] + [False] * 5
    assert np.isnan(own.luck["y"].iloc[1])
    assert main_effects(own, "y")[0].levels[0].points == 1


def backfiring(x: pd.DataFrame, normal: Values) -> Values:
    """Exercises help, unless the first uncertainty is above 0.7; the second moves the level."""
    sign = np.where(numbers(x, PATHS[0]) > 0.7, 1.0, -1.0)
    return sign * numbers(x, EXERCISE) + 20 * numbers(x, PATHS[1]) + 0.1 * normal


def test_the_effect_of_a_lever_is_an_outcome_of_its_own(tmp_path: Path) -> None:
    data = {
        "levers": {EXERCISE: [0.0, 0.5, 1.0]}, "uncertainties": uncertain(3), "runs": 2,
        "design": {"kind": "latin_hypercube", "n": 200},
    }  # fmt: skip
    sweep = made(tmp_path, data, {"y": backfiring})
    (reading,) = analyse(sweep, when="y > 0", effect=EXERCISE).readings
    assert reading.contrast is not None
    assert (reading.contrast.start, reading.contrast.end) == ("0", "1")
    assert reading.points == 200
    assert reading.cases.inputs == list(PATHS[:3])
    assert reading.spread.above == pytest.approx(0.3, abs=0.02)
    assert reading.ranking[0].input == PATHS[0]  # what moves only the level does not count
    assert reading.discovery is not None
    (rule,) = reading.discovery.rules
    assert [limit.input for limit in rule.box.limits] == [PATHS[0]]
    assert min(rule.coverage, rule.density) > 0.98
    wide = sweep.members.pivot_table(index=[PATHS[0], "run"], columns=EXERCISE, values="y")
    expected = (wide[1.0] - wide[0.0]).groupby(PATHS[0]).mean()
    own = reading.cases.y["y"].set_axis(reading.cases.x[PATHS[0]]).sort_index()
    pd.testing.assert_series_equal(own, expected, check_names=False)


def test_a_factorial_has_effects_too_and_failures_drop_their_pair(tmp_path: Path) -> None:
    def lost(members: pd.DataFrame) -> pd.Series:
        return (members["point"] == 1) & (members["run"] == 0)  # exercises, no dialogue

    sweep = made(tmp_path, FACTORIAL, {"y": policy}, lost)
    (reading,) = analyse(sweep, effect=EXERCISE).readings
    assert reading.cases.inputs == [DIALOGUE]
    assert reading.cases.members.groupby("point").size().tolist() == [7, 8, 8]
    assert reading.spread.mean == pytest.approx(-1, abs=0.6)


def test_only_a_lever_that_meets_all_else_has_an_effect(tmp_path: Path) -> None:
    data = {
        "levers": {EXERCISE: [0.0, 1.0]}, "uncertainties": uncertain(2),
        "design": {"kind": "latin_hypercube", "n": 20},
    }  # fmt: skip
    sweep = made(tmp_path, data, {"y": lambda _, normal: normal})
    with pytest.raises(AnalysisError, match="is no lever with listed values"):
        analyse(sweep, effect=PATHS[0])
    with pytest.raises(AnalysisError, match=f"did you mean '{EXERCISE}'"):
        analyse(sweep, effect="instruments.joint_exercises.intensity")
