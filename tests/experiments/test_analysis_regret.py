"""Regret against tables that can be reckoned by hand."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from alliancesim.experiments import Sweep
from alliancesim.experiments.analysis import AnalysisError, analyse
from alliancesim.report.sweep import sweep_html
from tests.experiments.made_sweeps import made

MEMORY = "parameters.trust.memory"
BY_HAND = {
    "design": {"kind": "points", "list": [{MEMORY: 5}, {MEMORY: 9}]},
    "scenarios": [
        {"name": name, "scenario": "teaching"} for name in ("steady", "sudden", "middling")
    ],
}
OUTCOMES = np.array([[2.0, 1.0, 3.0], [2.0, 6.0, 2.0]])
"""A row per point, a column per choice."""


@pytest.fixture(scope="module")
def sweep(tmp_path_factory: pytest.TempPathFactory) -> Sweep:
    folder = tmp_path_factory.mktemp("regret") / "made"
    return made(folder, BY_HAND, {"y": lambda _, __: OUTCOMES.ravel()})


def test_the_least_worst_loss_comes_first(sweep: Sweep) -> None:
    found = analyse(sweep, regretted="y").regret
    assert found is not None
    assert found.points == 2
    told = {each.scenario: (each.outcome, each.mean, each.worst, each.best)
            for each in found.choices}  # fmt: skip
    assert list(told) == ["steady", "middling", "sudden"]
    assert told["steady"] == (2.0, 0.5, 1.0, 0.25)
    assert told["sudden"] == (3.5, 2.0, 4.0, 0.5)
    assert told["middling"] == (2.5, 1.0, 2.0, 0.25)
    assert sum(each.best for each in found.choices) == pytest.approx(1)
    assert all(each.low <= each.mean <= each.high for each in found.choices)


def test_where_more_is_better_the_order_turns(sweep: Sweep) -> None:
    found = analyse(sweep, regretted="y", aim="high").regret
    assert found is not None
    assert [each.scenario for each in found.choices] == ["sudden", "middling", "steady"]
    assert [each.worst for each in found.choices] == [2.0, 4.0, 4.0]


def test_the_report_and_the_verb_tell_it(sweep: Sweep) -> None:
    page = sweep_html(analyse(sweep, regretted="y"))
    assert "Least regret" in page
    command = [sys.executable, "-m", "alliancesim", "analyse", str(sweep.folder), "--regret", "y"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert said.index("steady") < said.index("middling") < said.index("sudden")
    plain = json.loads(
        subprocess.run([*command, "--json"], capture_output=True, text=True, check=True).stdout
    )
    assert plain["regret"]["choices"][0]["scenario"] == "steady"


def test_a_single_scenario_has_nothing_to_regret(tmp_path: Path) -> None:
    alone = made(tmp_path / "alone", BY_HAND | {"scenarios": ["teaching"]},
                 {"y": lambda x, _: np.arange(len(x), dtype=float)})  # fmt: skip
    with pytest.raises(AnalysisError, match="only one"):
        analyse(alone, regretted="y")
