"""Scenario discovery finds the box in which the cases of interest lie."""

import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from alliancesim.experiments.analysis import AnalysisError, Cases, analyse
from alliancesim.experiments.analysis.cart import cart
from alliancesim.experiments.analysis.conditions import Condition, parse
from alliancesim.experiments.analysis.discovery import Method, discover
from alliancesim.experiments.analysis.rules import Box, Limit, rule
from tests.experiments.made_sweeps import PATHS, Values, made, uncertain

pytest.importorskip("sklearn")

METHODS: tuple[Method, ...] = ("cart", "prim")


def needs(method: Method) -> None:
    if method == "prim":
        pytest.importorskip("ema_workbench")


def backfires(x: pd.DataFrame, normal: Values) -> Values:
    low, high = (x[path].to_numpy(dtype=float) for path in PATHS[:2])
    return np.where((low < 0.4) & (high > 0.5), -1.0, 1.0) + 0.05 * normal


LHS = {"uncertainties": uncertain(4), "design": {"kind": "latin_hypercube", "n": 400}}


@pytest.mark.parametrize("method", METHODS)
def test_the_box_is_found_and_holds_on_points_held_out(tmp_path: Path, method: Method) -> None:
    needs(method)
    sweep = made(tmp_path, LHS, {"effect": backfires})
    found = analyse(sweep, when="effect<0", method=method).readings[0].discovery
    assert found is not None
    assert found.of_interest == pytest.approx(0.2 * 400, rel=0.25)
    best = found.rules[0]
    assert best.density > 0.9
    assert sum(rule.coverage for rule in found.rules) > 0.85
    limits = {limit.input: limit for limit in best.box.limits}
    assert set(limits) == set(PATHS[:2])
    problem = sweep.experiment.problem()
    (a_low, a_high), (b_low, b_high) = problem["bounds"][:2]
    assert (limits[PATHS[0]].high - a_low) / (a_high - a_low) == pytest.approx(0.4, abs=0.05)
    assert (limits[PATHS[1]].low - b_low) / (b_high - b_low) == pytest.approx(0.5, abs=0.05)
    assert found.density > 0.8
    assert found.coverage > 0.75


@pytest.mark.parametrize("method", METHODS)
def test_names_and_switches_are_levels_of_a_rule(method: Method) -> None:
    needs(method)
    from alliancesim.experiments.analysis.discovery import METHODS as KNOWN

    stream = np.random.Generator(np.random.Philox(3))
    x = pd.DataFrame({
        "doctrine": stream.choice(["realism", "liberalism", "identity"], 300),
        "on": stream.random(300) < 0.5,
        "noise": stream.random(300),
    })  # fmt: skip
    hit = ((x["doctrine"] != "realism") & x["on"]).to_numpy()
    boxes = KNOWN[method](x, hit, 0.8)
    inside = np.any([box.holds(x) for box in boxes], axis=0)
    assert (inside == hit).all()
    words = " / ".join(str(box) for box in boxes)
    assert "on is yes" in words
    assert "noise" not in words
    assert "realism" not in words


def test_branches_that_are_dense_throughout_are_one_rule() -> None:
    x = pd.DataFrame({"a": np.repeat(np.arange(10.0), 20), "b": np.tile(np.arange(20.0), 10)})
    hit = (x["a"] > 4).to_numpy()
    (box,) = cart(x, hit, 0.75)
    assert str(box) == "a ≥ 4.5"


def test_noise_gives_no_rule_or_one_that_does_not_hold_out(tmp_path: Path) -> None:
    sweep = made(tmp_path, LHS, {"effect": lambda _, normal: normal})
    found = analyse(sweep, when="effect > 1").readings[0].discovery
    assert found is not None
    assert found.rules == [] or not found.density > 2 * found.base


def test_rules_that_fit_noise_are_found_out_on_points_held_out() -> None:
    stream = np.random.Generator(np.random.Philox(8))
    x = pd.DataFrame(stream.random((200, 8)), columns=list("abcdefgh"))
    y = pd.DataFrame({"y": stream.standard_normal(200)})
    own = Cases("s", "latin_hypercube", x, y, y * np.nan, y.assign(point=x.index, run=0))
    found = discover(own, Condition("y", ">", 0.6))
    assert found.rules[0].density > 0.7
    assert found.density < 1.5 * found.base


def test_without_a_condition_the_highest_quarter_is_sought(tmp_path: Path) -> None:
    def function(x: pd.DataFrame, _: Values) -> Values:
        return np.asarray(x[PATHS[0]], dtype=float)

    found = analyse(made(tmp_path, LHS, {"y": function})).readings[0].discovery
    assert found is not None
    assert not found.given
    assert (found.points, found.of_interest) == (400, 100)
    (only,) = found.rules
    assert (only.coverage, only.density) == (1, 1)


def test_too_few_cases_of_interest_give_no_rules(tmp_path: Path) -> None:
    sweep = made(tmp_path, LHS, {"effect": backfires})
    found = analyse(sweep, when="effect < -5").readings[0].discovery
    assert found is not None
    assert not found.enough
    assert found.rules == []


def test_conditions_are_read_as_people_write_them() -> None:
    known = ["disputes", "trust_mean"]
    assert parse("disputes<0", known) == Condition("disputes", "<", 0)
    assert parse(" trust_mean >= -1e-2 ", known) == Condition("trust_mean", ">=", -0.01)
    for text, hint in (
        ("disputes", "is no condition"), ("disputes = 3", "is no condition"),
        ("disputes < few", "is no condition"), ("dispute > 3", "did you mean 'disputes'"),
    ):  # fmt: skip
        with pytest.raises(AnalysisError, match=hint):
            parse(text, known)


def test_a_rule_counts_what_it_holds() -> None:
    x = pd.DataFrame({"a": [0.0, 1.0, 2.0, 3.0], "on": [True, True, False, True]})
    box = Box((Limit("a", low=1.0), Limit("on", levels=(True,))))
    found = rule(box, x, np.array([True, True, True, False]))
    assert (found.points, found.of_interest) == (2, 1)
    assert (found.coverage, found.density) == (1 / 3, 1 / 2)
    assert found.words == "a ≥ 1 and on is yes"


def test_what_is_not_installed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sweep = made(tmp_path, LHS, {"effect": backfires})
    monkeypatch.setitem(sys.modules, "sklearn.tree", None)
    with pytest.raises(AnalysisError, match=r"pip install 'alliancesim\[sweep\]'"):
        analyse(sweep, when="effect<0")
    monkeypatch.setitem(sys.modules, "ema_workbench.analysis.prim", None)
    with pytest.raises(AnalysisError, match="ema-workbench"):
        analyse(sweep, when="effect<0", method="prim")
