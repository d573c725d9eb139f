"""Experiment files: what they may say, and what is told of one that is wrong."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from alliancesim.experiments import experiment_schema, load_experiment
from alliancesim.metrics import METRICS
from alliancesim.scenario import ScenarioError, load
from alliancesim.summaries import is_count
from tests.experiments.small import SMALL

ROOT = Path(__file__).parents[2]
FILES = [
    file
    for file in sorted((ROOT / "experiments").glob("*.yaml"))
    if "\nscenarios:" in file.read_text(encoding="utf-8")
]
TEXT = """name: talks
scenarios: [teaching]
levers:
  instruments.dialogue.intensity: [0, 3]
uncertainties:
  parameters.trust.memory: {uniform: [4, 12]}
design: {kind: latin_hypercube, n: 3}
outcomes: [onsets]
"""


def write(folder: Path, text: str) -> Path:
    file = folder / "talks.yaml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_files_of_the_repository_are_valid(file: Path) -> None:
    experiment = load_experiment(file)
    assert experiment.name == file.stem
    assert experiment.question
    small = load_experiment(file, small=True)
    assert small.members <= experiment.members
    assert all(case.clock.steps * case.clock.years <= 2 for case in small.cases.values())


def test_there_are_files_to_check() -> None:
    assert FILES


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("levers:", "lever:", 3, "unknown key 'lever'; did you mean 'levers'?"),
        ("dialogue.intensity", "dialog.intensity", 4, "did you mean 'dialogue'?"),
        ("dialogue.intensity", "dialogue.intensty", 4, "did you mean 'intensity'?"),
        ("[0, 3]", "[0, 30]", 4, "30 is out of range; expected 0 to 5"),
        ("[0, 3]", "[0, often]", 4, "holds numbers and text"),
        ("[0, 3]", "{low: 3, high: 0}", 4, "low must be below high"),
        ("[0, 3]", "{low: 3}", 4, "a lever is a list of values, or has low and high"),
        ("[4, 12]", "[4, 500]", 6, "500 is out of range; expected 0.5 to 50 (years)"),
        ("{uniform: [4, 12]}", "{unifrom: [4, 12]}", 6, "did you mean 'uniform'?"),
        ("{uniform: [4, 12]}", "{uniform: [4, 12], choice: [5]}", 6, "name one distribution"),
        ("{uniform: [4, 12]}", "{loguniform: [0, 12]}", 6, "lies above 0"),
        ("{uniform: [4, 12]}", "{triangular: [4, 20, 12]}", 6, "the mode 20 is not between"),
        ("{uniform: [4, 12]}", "{normal: [8, -1]}", 6, "low must be below high"),
        ("trust.memory: {uniform: [4, 12]}", "trust.memry: declared", 6, "no declared range"),
        ("latin_hypercube", "latin_cube", 7, "did you mean 'latin_hypercube'?"),
        ("latin_hypercube, n: 3", "sobol, n: 3", 7, "a power of two, not 3"),
        ("latin_hypercube, n: 3", "morris", 7, "needs n, the number of samples"),
        ("latin_hypercube, n: 3", "points", 7, "has either list or csv"),
        ("latin_hypercube, n: 3", "replications, n: 3", 7, "vary nothing but luck"),
        ("{kind: latin_hypercube, n: 3}", "{kind: points, csv: no.csv}", None, "cannot be read"),
        ("[onsets]", "[onset]", 8, "'onset' is not a metric; did you mean 'onsets'?"),
        ("[onsets]", "[onsets, {of: onsets}]", 8, "the name 'onsets' is taken"),
        ("[onsets]", "[{of: onsets, name: run}]", 8, "'run' is a column of its own"),
        ("[teaching]", "[teachin]", 2, "did you mean 'teaching'?"),
        ("[teaching]", "[teaching, teaching]", 2, "there is a 'teaching' already"),
        ("[teaching]", "[]", 2, "expected at least 1, got 0"),
        ("levers:", "constants: {parameters.trust.memory: 5}\nlevers:", 3, "stands under unc"),
        ("levers:", "constants: {parameters.trust.memry: 5}\nlevers:", 3, "did you mean 'memory'?"),
        ("levers:", "years: 0\nlevers:", 3, "0 is out of range"),
        ("levers:", "seed: -1\nlevers:", 3, "-1 is out of range"),
        (TEXT, "- a list", 1, "is no experiment, which has at least name and scenarios"),
        (TEXT, "", None, "is no experiment"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(
    old: str, new: str, line: int | None, said: str, tmp_path: Path
) -> None:
    file = write(tmp_path, TEXT.replace(old, new, 1))
    with pytest.raises(ScenarioError) as caught:
        load_experiment(file)
    told = caught.value.problems[0]
    assert said in str(told)
    assert told.line == line


def test_overrides_of_a_scenario_are_blamed_on_their_line(tmp_path: Path) -> None:
    cases = "[teaching, {name: bare, scenario: teaching, overrides: {preset: minmal}}]"
    with pytest.raises(ScenarioError, match="minimal") as caught:
        load_experiment(write(tmp_path, TEXT.replace("[teaching]", cases)))
    assert caught.value.problems[0].line == 2


def test_scenarios_are_named_and_found_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("base: teaching\nname: own\n", encoding="utf-8")
    cases = "[own.yaml, {name: bare, scenario: teaching, overrides: {preset: minimal}}]"
    experiment = load_experiment(write(tmp_path, TEXT.replace("[teaching]", cases)))
    assert list(experiment.cases) == ["own", "bare"]
    assert experiment.cases["bare"].preset == "minimal"
    assert experiment.members == 2 * 3 * 2


def test_constants_and_years_hold_in_all_scenarios() -> None:
    data = SMALL | {"constants": {"parameters.trust.spillover": 0.3}, "years": 3}
    case = load_experiment(data).cases["teaching"]
    assert case.parameters.trust.spillover == 0.3
    assert case.clock.steps == 36
    assert load_experiment(data, years=2).cases["teaching"].clock.steps == 24


def test_outcomes_are_taken_as_summaries_take_them() -> None:
    data = {key: value for key, value in SMALL.items() if key != "outcomes"}
    outcomes = load_experiment(data).outcomes
    assert [outcome.name for outcome in outcomes] == list(METRICS)
    assert all((outcome.take == "sum") == is_count(outcome.of) for outcome in outcomes)
    named = load_experiment(SMALL).outcomes
    assert [outcome.name for outcome in named] == ["onsets", "trust_mean", "escalation_max"]


def test_declared_ranges_are_those_of_parameters_and_coefficients() -> None:
    paths = ("parameters.trust.memory", "instruments.dialogue.gains.trust")
    data = SMALL | {"levers": {}, "uncertainties": dict.fromkeys(paths, "declared")}
    experiment = load_experiment(data)
    gain = load("teaching").instruments["dialogue"].gains["trust"]
    assert experiment.problem()["bounds"] == [[0.5, 50.0], [gain.lo, gain.hi]]


@pytest.fixture(scope="module")
def address() -> str:
    return load_experiment(SMALL).id


def test_an_experiment_comes_back_from_its_own_data() -> None:
    experiment = load_experiment(SMALL)
    again = load_experiment(json.loads(json.dumps(experiment.plain())))
    assert again.id == experiment.id
    assert again.points().equals(experiment.points())


@pytest.mark.parametrize(
    "change",
    [
        {"seed": 8}, {"runs": 5}, {"years": 2}, {"luck": "independent"}, {"outcomes": ["wars"]},
        {"constants": {"parameters.trust.spillover": 0.3}}, {"scenarios": ["us_japan"]},
        {"levers": {"instruments.dialogue.intensity": [0, 2]}},
    ],
)  # fmt: skip
def test_whatever_the_tables_depend_on_changes_the_address(
    change: dict[str, Any], address: str
) -> None:
    assert load_experiment(SMALL | change).id != address


def test_what_they_do_not_depend_on_leaves_it(address: str) -> None:
    assert load_experiment(SMALL | {"question": "Why?"}).id == address


def test_the_schema_accepts_what_the_loader_accepts() -> None:
    schema = experiment_schema()
    check = jsonschema.Draft202012Validator(schema)
    check.check_schema(schema)
    assert check.is_valid(SMALL)
    assert check.is_valid(SMALL | {"uncertainties": {"parameters.trust.memory": "declared"}})
    assert check.is_valid(load_experiment(SMALL).plain())
    assert not check.is_valid(SMALL | {"lever": {}})
    assert not check.is_valid(SMALL | {"design": {"kind": "cube"}})
