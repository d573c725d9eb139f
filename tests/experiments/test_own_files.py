"""The experiment files of the repository: each runs, at a reduced size, and can be analysed."""

from pathlib import Path

import pandas as pd
import pytest
from docs.findings_tables import CONTRASTS, cell

import alliancesim as al
from alliancesim.experiments import Sweep, load_experiment
from alliancesim.experiments.analysis import analyse
from tests.experiments.small import undisturbed
from tests.experiments.test_files import FILES

BUDGET = 55.0
"""Million USD a year that every programme of the portfolio spends."""


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_it_runs_at_a_reduced_size(file: Path, tmp_path: Path) -> None:
    undisturbed(file, tmp_path / "out", small=True, runs=1)
    sweep = Sweep.load(tmp_path / "out")
    experiment = sweep.experiment
    assert len(sweep.members) == experiment.members
    assert sweep.failures.empty
    first = sweep.outcomes[0]
    found = analyse(sweep, [first])
    assert [reading.scenario for reading in found.of(first)] == list(experiment.cases)


def test_every_programme_of_the_portfolio_spends_the_budget() -> None:
    portfolio = next(file for file in FILES if file.stem == "portfolio")
    cases = load_experiment(portfolio).cases
    own = len(al.load("us_japan").events)
    spent = {}
    for name, case in cases.items():
        money = 0.0
        for event in case.events[own:]:
            assert event.kind == "engage"
            assert event.actors[0] == "USA"
            cost = case.instruments[event.instrument].money
            assert cost is not None
            times = len(list(event.days(case.clock.last_day)))
            money += event.size * times * (cost.low + cost.high) / 2
        spent[name] = money / case.clock.horizon
    assert spent.pop("nothing_more") == 0
    assert spent == pytest.approx(dict.fromkeys(spent, BUDGET), rel=0.03)


def test_the_findings_say_how_each_was_made_and_have_its_table() -> None:
    page = (FILES[0].parents[1] / "docs" / "findings.md").read_text(encoding="utf-8")
    for name in [*CONTRASTS, "portfolio"]:
        assert f"alliancesim sweep experiments/{name}.yaml" in page
    for name in CONTRASTS:
        table = page.split(f"<!-- table {name} -->")[1].split(f"<!-- end {name} -->")[0]
        assert table.count("\n| ") > 3


def test_a_cell_holds_the_interval_of_paired_differences() -> None:
    assert cell(pd.Series([1.0, 2.0, 3.0])) == "+2.0 (−0.5 to 4.5)"
    assert cell(pd.Series([2.0, 2.1, 1.9, 2.0])) == "**+2.00 (1.87 to 2.13)**"
    assert cell(pd.Series([0.0, 0.0])) == "0"
