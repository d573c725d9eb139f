"""The experiment: its file, its draws and what it tells."""

from pathlib import Path

import numpy as np
import pytest

from alliancesim.docking.coding import europe
from alliancesim.docking.experiment import (
    Experiment,
    draws,
    experiment,
    landscape,
    lowest,
    optima,
    placing,
    robustness,
)
from alliancesim.docking.factors import FACTORS
from alliancesim.docking.landscape import energy
from alliancesim.scenario import ScenarioError

FILE = Path(__file__).parents[2] / "experiments" / "landscape_1936.yaml"
EQUAL = Experiment().weights.model_dump()


def test_the_file_holds_the_defaults() -> None:
    assert experiment(FILE) == Experiment()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("weights: {war: 1}\nspred: 0.2\n", "plan.yaml:2: unknown key 'spred'; did you mean"),
        ("weights:\n  wars: 1\n", "plan.yaml:2: unknown key 'weights.wars'; did you mean 'war'?"),
        ("weights:\n  war: -1\n", "plan.yaml:2: weights.war: "),
        ("draws: 1\nspread: 2\n", "plan.yaml:2: spread: "),
        ("weights: {ethnic: 0, religion: 0, border: 0, government: 0, war: 0}\n", "all weights"),
        ("weights: 3\n", "plan.yaml:1: weights: "),
    ],
)
def test_what_is_wrong_in_a_file_is_told(
    text: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("plan.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError) as error:
        experiment(Path("plan.yaml"))
    assert message in str(error.value)


def test_draws_fill_the_range_evenly_and_are_always_the_same() -> None:
    plan = Experiment.model_validate({"draws": 40, "spread": 0.25, "weights": {"war": 2}})
    found = draws(plan)
    assert np.array_equal(found, draws(plan))
    base = np.array([getattr(plan.weights, name) for name in FACTORS])
    place = (found / base - 0.75) / 0.5
    for column in place.T:
        assert sorted((column * 40).astype(int).tolist()) == list(range(40))


def test_the_short_way_to_the_lowest_split_finds_it() -> None:
    coding = europe()
    weights = draws(Experiment(draws=4))
    for row, split in zip(weights, lowest(coding, weights), strict=True):
        there = landscape(coding, dict(zip(FACTORS, row, strict=True)))
        assert np.array_equal(split, there.lowest)


def test_the_optima_of_the_case_are_at_rest() -> None:
    base = landscape(europe(), EQUAL)
    found = optima(base)
    assert [item.energy for item in found] == sorted(item.energy for item in found)
    assert sum(item.basin for item in found) == pytest.approx(1)
    assert sum(item.chance for item in found) == pytest.approx(1)
    for item in found:
        for state in range(17):
            other = item.split.copy()
            other[state] *= -1
            assert energy(other, base.pull) > item.energy


def test_changes_are_all_tried() -> None:
    coding = europe()
    found = robustness(coding, Experiment(draws=3))
    assert [item.change for item in found.single[:2]] == ["ethnic × 0.5", "ethnic × 1.5"]
    assert len(found.single) == 2 * len(found.without) == 10
    assert [item.change for item in found.readings] == list(coding.readings)
    assert found.drawn.shape == (3, 17)
    alone = landscape(coding, EQUAL | {"war": 0.0}).lowest
    assert np.array_equal(found.without[-1].split, alone)


def test_placing_names_who_is_misplaced() -> None:
    coding = europe()
    split = coding.allied.copy()
    split[list(coding.states).index("POR")] *= -1
    split[list(coding.states).index("POL")] *= -1
    for given in (split, -split):
        found = placing(coding, given)
        assert found["misplaced_states"] == ["POR", "POL"]
        assert (found["misplaced"], found["misplaced_of_clear"]) == (2, 1)
        assert {"POR", "POL", "GMY"} <= set(found["axis"])
        assert len(found["allied"]) == 7
