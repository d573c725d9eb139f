"""Files name their format: another one is refused in words that say what to do."""

import json
from pathlib import Path
from typing import Any

import pytest

import alliancesim as al
from alliancesim.experiments import Sweep, load_experiment
from alliancesim.scenario import ScenarioError, dump, load
from alliancesim.scenario.files import library
from tests.cases import case
from tests.experiments.small import SMALL, undisturbed, write
from tests.reliability.mutations import ROOT
from tests.scenario.small_case import SMALL as CASE
from tests.scenario.small_case import refused
from tests.scenario.small_case import write as written

OTHERS = [0, 2, 99, "1", 1.5, None, True, [1]]


def test_everything_that_is_written_names_its_format(tmp_path: Path) -> None:
    assert dump(case())["format"] == 1
    results = al.run(case(3), runs=1, years=1, folder=tmp_path / "results")
    assert results.manifest["format"] == 1
    undisturbed(write(tmp_path, runs=1), tmp_path / "sweep")
    assert Sweep.load(tmp_path / "sweep").manifest["format"] == 1
    files = [*library().values(), *(ROOT / "experiments").glob("*.yaml")]
    lacking = [file.name for file in files if "format: 1" not in file.read_text(encoding="utf-8")]
    assert lacking == ["landscape_1936.yaml"], "which the verb dock reads"


@pytest.mark.parametrize("version", [0, 2, 99, "1", 1.5])
def test_a_scenario_of_another_format_is_refused(version: Any, tmp_path: Path) -> None:
    error = refused(written(tmp_path, f"format: {json.dumps(version)}\n{CASE}"))
    (item,) = error.problems
    assert (item.key, item.line) == ("format", 1)
    assert "this version reads format 1" in item.message


@pytest.mark.parametrize("version", [0, 2, 99, "1", 1.5])
def test_an_experiment_of_another_format_is_refused(version: Any) -> None:
    with pytest.raises(ScenarioError, match="this version reads format 1") as caught:
        load_experiment(SMALL | {"format": version})
    assert caught.value.problems[0].key == "format"


@pytest.mark.parametrize("version", OTHERS)
def test_results_of_another_format_are_refused(version: Any, tmp_path: Path) -> None:
    folder = tmp_path / "results"
    results = al.run(case(3), runs=1, years=1, folder=folder)
    edited = json.dumps(results.manifest | {"format": version, "alliancesim": "0.0.7"})
    (folder / "manifest.json").write_text(edited, encoding="utf-8")
    for read in (al.Results.load, Sweep.load):
        with pytest.raises(al.ResultsError, match=r"of format .*alliancesim '0.0.7', but this"):
            read(folder)


def test_results_whose_scenario_is_of_another_time_say_so(tmp_path: Path) -> None:
    folder = tmp_path / "results"
    results = al.run(case(3), runs=1, years=1, folder=folder)
    older = results.manifest["scenario"] | {"colour": "red"}
    edited = json.dumps(results.manifest | {"scenario": older, "alliancesim": "0.0.7"})
    (folder / "manifest.json").write_text(edited, encoding="utf-8")
    loaded = al.Results.load(folder)
    assert len(loaded.metrics) == 13
    with pytest.raises(al.ResultsError, match=r"alliancesim 0\.0\.7 cannot be read.*'colour'"):
        _ = loaded.scenario


def test_a_file_without_a_format_is_of_the_first(tmp_path: Path) -> None:
    assert "format" not in CASE
    assert load(written(tmp_path, CASE)).format == 1
