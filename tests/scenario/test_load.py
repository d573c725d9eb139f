"""Loading: sources, dates, cross references that hold, round trips and the published schema."""

import datetime
import json
import os
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pytest
from ruamel.yaml import YAML

from alliancesim.instruments import INSTRUMENTS
from alliancesim.scenario import (
    Scenario,
    ScenarioError,
    dump,
    json_schema,
    library,
    load,
    override,
    parse_assignment,
    to_yaml,
)
from alliancesim.scenario.schema import Clock
from tests.scenario.small_case import SMALL, changed, write

REPOSITORY = Path(__file__).parents[2]
FILES = sorted((REPOSITORY / "scenarios").glob("*.yaml"))


@pytest.fixture
def small(tmp_path: Path) -> Scenario:
    return load(write(tmp_path, SMALL))


def test_a_file_becomes_a_scenario(small: Scenario) -> None:
    assert small.ids == ["USA", "JPN", "CHN"]
    assert small.clock.start == datetime.date(2024, 1, 1)
    assert small.states["USA"].capability.source == "nmc"
    assert small.states["JPN"].capability.value == 0.03
    assert small.parameters.trust.memory == 6
    assert small.parameters.tension.memory == 8
    assert small.instruments["joint_exercise"].provocation.value == 0.1
    assert list(small.instruments) == list(INSTRUMENTS)
    assert small.events[0].date == datetime.date(2025, 3, 1)
    assert isinstance(small.dyads["USA-JPN"].trust, list)


def test_paths_names_data_and_scenarios_are_all_sources(
    tmp_path: Path, small: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, SMALL, "no_suffix")
    monkeypatch.chdir(tmp_path)
    assert load("no_suffix") == small
    assert load("./case.yaml") == small
    assert load(os.fspath(path)) == small
    assert load(YAML(typ="safe", pure=True).load(SMALL)) == small
    assert load(small) is small


def test_the_library_is_found_from_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert [path.stem for path in FILES] == list(library())
    for path in library().values():
        assert path.is_file()


def test_the_library_of_a_wheel_lies_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "alliancesim"
    (package / "scenario").mkdir(parents=True)
    (package / "scenarios").mkdir()
    write(package / "scenarios", SMALL, "small.yaml")
    monkeypatch.setattr(
        "alliancesim.scenario.files.__file__", str(package / "scenario" / "files.py")
    )
    assert library() == {"small": package / "scenarios" / "small.yaml"}
    assert load("small").name == "small"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_library_files_load_under_their_own_name(path: Path) -> None:
    assert load(path.stem).name == path.stem


@pytest.mark.parametrize("text", ["\ufeff" + SMALL, SMALL.replace("\n", "\r\n")])
def test_byte_order_marks_and_windows_line_ends_make_no_difference(
    tmp_path: Path, small: Scenario, text: str
) -> None:
    assert load(write(tmp_path, text)) == small


def test_keys_and_words_mean_what_they_look_like(tmp_path: Path) -> None:
    text = SMALL.replace("USA", "NO").replace("name: Japan", "name: no")
    scenario = load(write(tmp_path, text.replace("JPN", "740").replace("[NO, 740]", '[NO, "740"]')
                          .replace("[740, CHN]", '["740", CHN]').replace("[[740]", '[["740"]')
                          .replace("[CHN, 740]", '[CHN, "740"]')))  # fmt: skip
    assert scenario.ids == ["NO", "740", "CHN"]
    assert scenario.states["740"].name == "no"


def test_aliases_share_values(tmp_path: Path) -> None:
    text = changed("{lat: 35.7, lon: 139.7}", "&tokyo {lat: 35.7, lon: 139.7}").replace(
        "{lat: 39.9, lon: 116.4}", "*tokyo"
    )
    states = load(write(tmp_path, text)).states
    assert states["CHN"].location == states["JPN"].location


def test_a_dyad_may_be_given_in_either_order(tmp_path: Path) -> None:
    assert "CHN-JPN" in load(write(tmp_path, changed("JPN-CHN", "CHN-JPN"))).dyads


def test_dates_may_be_text_or_dates_in_data(small: Scenario) -> None:
    data = dump(small)
    data["clock"]["start"] = datetime.date(2024, 1, 1)
    data["events"][0]["date"] = "2025-03-01"
    assert load(data) == small


def test_new_instruments_and_doctrines_are_allowed(tmp_path: Path) -> None:
    text = changed(
        "  joint_exercise: {provocation: 0.1}",
        "  joint_patrol: {name: Joint patrol, description: Ships, gains: {trust: 0.05}}",
    )
    text = text.replace("instrument: joint_exercise", "instrument: joint_patrol")
    text = text.replace("doctrine: realist", "doctrine: hawkish")
    doctrine = "{name: Hawkish, description: Arms first, weights: {posture: 2}}"
    scenario = load(write(tmp_path, f"{text}doctrines:\n  hawkish: {doctrine}\n"))
    assert scenario.instruments["joint_patrol"].gain("trust") == 0.05
    assert scenario.doctrines["hawkish"].weight("posture") == 2


def test_an_engagement_needs_an_instrument_of_its_time(tmp_path: Path) -> None:
    text = changed("{provocation: 0.1}", "{available_from: 2030}")
    with pytest.raises(ScenarioError, match="'joint_exercise' is not available before 2030"):
        load(write(tmp_path, text))


def test_set_events_are_tried_in_the_order_of_their_dates(tmp_path: Path) -> None:
    events = """\
  - {kind: set, date: 2031-01-01, path: states.JPN.doctrine, value: hawkish}
  - {kind: set, date: 2030-06-01, path: doctrines.hawkish, value: {name: H, description: h}}
"""
    assert len(load(write(tmp_path, SMALL + events)).events) == 8
    early = events.replace("2031", "2029")
    with pytest.raises(ScenarioError, match="unknown doctrine 'hawkish'"):
        load(write(tmp_path, SMALL + early))


# --- overrides ------------------------------------------------------------------------------------


def test_overrides_reach_every_kind_of_value(small: Scenario) -> None:
    changes = {
        "parameters.trust.memory": 5,
        "instruments.joint_exercise.provocation": -0.2,
        "instruments.dialogue.enabled": False,
        "states.JPN.capability": 0.05,
        "states.JPN.doctrine": "realist",
        "clock.end": "2026-01-01",
        "events": [],
        "disputes.islands.sides.0": ["USA", "JPN"],
        "dyads.USA-CHN": {"distance": 8000},
    }
    got = override(small, changes)
    assert got.parameters.trust.memory == 5
    assert got.instruments["joint_exercise"].provocation.value == -0.2
    assert got.instruments["joint_exercise"].provocation.source
    assert not got.instruments["dialogue"].enabled
    assert got.states["JPN"].capability.value == 0.05
    assert got.states["USA"].capability.source == "nmc"
    assert got.states["JPN"].doctrine == "realist"
    assert got.clock.steps == 24
    assert got.disputes["islands"].sides == [["USA", "JPN"], ["CHN"]]
    assert got.dyads["USA-CHN"].distance is not None
    assert small.parameters.trust.memory == 6
    assert load(dump(small), changes) == got


def test_an_override_to_the_same_value_changes_nothing(small: Scenario) -> None:
    assert override(small, {"states.CHN.doctrine": "realist"}) == small
    assert override(small, {}) is small


def test_an_override_that_breaks_a_reference_is_refused(small: Scenario) -> None:
    with pytest.raises(ScenarioError, match=r"dyads.USA-JPN: unknown state 'JPN'"):
        override(small, {"states.JPN": None})


def test_numbers_of_numpy_count_as_numbers(small: Scenario) -> None:
    changes = {"parameters.trust.memory": np.float32(4), "clock.turn": np.int64(6)}
    got = override(small, changes)
    assert (got.parameters.trust.memory, got.clock.turn) == (4.0, 6)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", 5), ("-1.5e-3", -0.0015), (".5", 0.5), ("true", True), ("no", "no"),
        ("", None), ("null", None), ("realist", "realist"), ("2024-01-01", "2024-01-01"),
        ("'5'", "5"), ("[USA, JPN]", ["USA", "JPN"]), ("{value: 1, source: a b}",
        {"value": 1, "source": "a b"}), ("a=b", "a=b"), ("x: y", "x: y"),
    ],
)  # fmt: skip
def test_assignments_are_read_as_yaml(text: str, value: Any) -> None:
    assert parse_assignment(f"a.b={text}") == ("a.b", value)
    assert type(parse_assignment(f"a.b={text}")[1]) is type(value)


# --- round trips ----------------------------------------------------------------------------------


def test_a_scenario_survives_json_and_yaml(small: Scenario, tmp_path: Path) -> None:
    assert load(json.loads(json.dumps(dump(small)))) == small
    assert load(write(tmp_path, to_yaml(small), "again.yaml")) == small


def test_what_was_taken_away_stays_away(small: Scenario, tmp_path: Path) -> None:
    bare = override(small, {"instruments.dialogue": None, "instruments.joint_exercise.gains.trust":
                            None, "instruments.high_level_visit.money": None})  # fmt: skip
    assert "dialogue" not in bare.instruments
    assert "trust" not in bare.instruments["joint_exercise"].gains
    assert load(dump(bare)) == bare
    assert load(write(tmp_path, to_yaml(bare), "bare.yaml")) == bare


def test_the_yaml_holds_only_what_differs(small: Scenario) -> None:
    data = YAML(typ="safe", pure=True).load(to_yaml(small))
    assert data["parameters"] == {"trust": {"memory": 6.0}}
    assert data["instruments"] == {"joint_exercise": {"provocation": 0.1}}
    assert data["states"]["JPN"]["capability"] == 0.03
    assert "doctrines" not in data
    assert "major" not in data["states"]["USA"]


def test_the_order_of_the_states_is_kept(small: Scenario) -> None:
    data = dump(small)
    data["states"] = {key: data["states"][key] for key in ("CHN", "USA", "JPN")}
    assert load(json.loads(json.dumps(dump(load(data))))).ids == ["CHN", "USA", "JPN"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_library_files_survive_json_and_yaml(path: Path, tmp_path: Path) -> None:
    scenario = load(path)
    assert load(json.loads(json.dumps(dump(scenario)))) == scenario
    assert load(write(tmp_path, to_yaml(scenario))) == scenario


# --- the published schema -------------------------------------------------------------------------


def accepts(data: Any) -> bool:
    """Tell whether the published schema accepts data as it stands in a file."""
    plain = json.loads(json.dumps(data, default=str))
    return jsonschema.Draft202012Validator(json_schema()).is_valid(plain)


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())


@pytest.mark.parametrize("text", [SMALL, *(path.read_text() for path in FILES)])
def test_the_schema_accepts_files(text: str) -> None:
    assert accepts(YAML(typ="safe", pure=True).load(text))


def test_the_schema_accepts_what_a_scenario_is_dumped_to(small: Scenario) -> None:
    assert accepts(dump(small))


@pytest.mark.parametrize(
    "part",
    [
        {"instruments": {"joint_exercise": {"enabled": False}}},
        {"instruments": {"joint_exercise": {"provocation": 0.1, "gains": {"trust": 0.2}}}},
        {"instruments": {"dialogue": None}},
        {"parameters": {"trust": {"memory": 5}}},
        {"doctrines": {"realist": {"restraint": 0.1}}},
        {"states": {"JPN": {"capability": {"source": "nmc"}}, "CHN": None}},
        {"clock": {"end": "2030-01-01"}},
    ],
)
def test_the_schema_accepts_parts_on_a_base(part: dict[str, Any]) -> None:
    assert accepts({"base": "us_japan", **part})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("memory: 6", "memroy: 6"), ("memory: 6", "memory: 99"), ("output: 4200", "output: lots"),
        ("capability: 0.03", "capability: 0"), ("kind: engage", "kind: engagement"),
        ("unit: share of system", "unit: km"), ("name: small\n", ""), ("    regime: 0.08\n", ""),
        ("level: 3", "level: 9"), ("[defence]", "[defense]"), ("step: month", "step: week"),
    ],
)  # fmt: skip
def test_the_schema_refuses_what_the_loader_refuses(tmp_path: Path, old: str, new: str) -> None:
    text = changed(old, new)
    assert not accepts(YAML(typ="safe", pure=True).load(text))
    with pytest.raises(ScenarioError):
        load(write(tmp_path, text))


# --- the calendar ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "day", "number"),
    [
        ("month", "2024-01-31", 1), ("month", "2024-02-28", 1), ("month", "2024-02-29", 2),
        ("month", "2024-03-30", 2), ("month", "2024-03-31", 3), ("quarter", "2024-04-29", 1),
        ("quarter", "2024-04-30", 2), ("year", "2025-01-30", 1), ("year", "2025-01-31", 2),
        ("month", "2024-01-30", 0),
    ],
)  # fmt: skip
def test_days_fall_in_the_step_that_ends_after_them(step: Any, day: str, number: int) -> None:
    clock = Clock(start=datetime.date(2024, 1, 31), step=step)
    date = datetime.date.fromisoformat(day)
    assert clock.step_of(date) == number
    assert clock.date_at(number - 1) <= date < clock.date_at(number)
