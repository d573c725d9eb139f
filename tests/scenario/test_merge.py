"""Inheritance from a base: what merges, what replaces, what null removes, and what goes wrong."""

from pathlib import Path

import pytest

from alliancesim.instruments import INSTRUMENTS
from alliancesim.scenario import ScenarioError, load
from tests.scenario.small_case import SMALL, changed, line_of, refused, write


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return write(tmp_path, SMALL, "base.yaml")


def test_a_child_says_only_what_differs(base: Path, tmp_path: Path) -> None:
    child = load(write(tmp_path, """\
base: base.yaml
name: child
states:
  JPN: {burden: 0.02}
  KOR: {name: Korea, region: Asia, location: {lat: 37.6, lon: 127}, capability: 0.02,
        output: 1700, burden: 0.027, regime: 0.8, interests: {order: 0.5}}
parameters: {trust: {spillover: 0.2}}
"""))  # fmt: skip
    parent = load(base)
    assert child.name == "child"
    assert child.ids == ["USA", "JPN", "CHN", "KOR"]
    assert child.states["JPN"].burden.value == 0.02
    assert child.states["JPN"].output == parent.states["JPN"].output
    assert (child.parameters.trust.memory, child.parameters.trust.spillover) == (6, 0.2)
    assert child.events == parent.events


def test_lists_replace_lists_and_null_removes_a_key(base: Path, tmp_path: Path) -> None:
    child = load(write(tmp_path, """\
base: base.yaml
disputes: {islands: null}
states: {CHN: {doctrine: null}}
parameters: {trust: {memory: null}}
events: [{kind: incident, date: 2030-01-01, actors: [CHN, USA]}]
"""))  # fmt: skip
    assert child.disputes == {}
    assert child.states["CHN"].doctrine is None
    assert child.parameters.trust.memory == 8
    assert len(child.events) == 1


def test_null_that_removes_nothing_is_no_way_to_leave_a_value_out(tmp_path: Path) -> None:
    path = write(tmp_path, changed("    regime: 0.08", "    regime: null"))
    assert "expected a number, got nothing" in str(refused(path))


def test_a_figure_loses_its_source_with_its_value(base: Path, tmp_path: Path) -> None:
    child = load(write(tmp_path, "base: base.yaml\nstates: {USA: {capability: 0.2}}\n"))
    assert child.states["USA"].capability.value == 0.2
    assert child.states["USA"].capability.source == ""


def test_a_coefficient_keeps_range_grade_and_source(base: Path, tmp_path: Path) -> None:
    child = load(write(tmp_path, """\
base: base.yaml
instruments: {joint_exercise: {gains: {trust: 0.2}, inclination: {source: my own guess}}}
"""))  # fmt: skip
    built_in, mine = INSTRUMENTS["joint_exercise"], child.instruments["joint_exercise"]
    assert mine.gains["trust"] == built_in.gains["trust"].model_copy(update={"value": 0.2})
    assert mine.gains["posture"] == built_in.gains["posture"]
    assert mine.provocation.value == 0.1
    assert mine.inclination == built_in.inclination.model_copy(update={"source": "my own guess"})


def test_bases_may_have_bases_in_other_folders(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "deeper").mkdir()
    write(tmp_path, "base: base.yaml\nname: middle\ntitle: Middle\n", "middle.yaml")
    leaf = write(tmp_path / "deeper", "base: ../middle.yaml\nname: leaf\n", "leaf.yaml")
    scenario = load(leaf)
    assert (scenario.name, scenario.title, len(scenario.states)) == ("leaf", "Middle", 3)


def test_a_base_may_be_a_name_of_the_library_and_data_may_have_one(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alliancesim.scenario.files.library", lambda: {"shared": base})
    (tmp_path / "elsewhere").mkdir()
    child = write(tmp_path / "elsewhere", "base: shared\nname: child\n")
    assert load(child).name == "child"
    assert load({"base": "shared", "name": "child"}) == load(child)


def test_errors_point_at_the_file_that_the_value_came_from(tmp_path: Path) -> None:
    wrong = changed("output: 4200", "output: lots")
    base = write(tmp_path, wrong, "base.yaml")
    child = write(tmp_path, "base: base.yaml\nname: child\nstates:\n  CHN:\n    output: many\n")
    problems = {item.key: (item.file, item.line) for item in refused(child).problems}
    assert problems == {
        "states.JPN.output": (str(base), line_of(wrong, "lots")),
        "states.CHN.output": (str(child), 5),
    }


def test_cross_references_point_at_the_file_that_names_them(base: Path, tmp_path: Path) -> None:
    child = write(tmp_path, "base: base.yaml\nstates: {CHN: null}\nevents: []\n")
    problems = {(item.key, item.file, item.line) for item in refused(child).problems}
    assert problems == {
        ("dyads.JPN-CHN", str(base), line_of(SMALL, "  JPN-CHN")),
        ("disputes.islands.sides.1.0", str(base), line_of(SMALL, "  islands")),
    }


def test_a_missing_base_is_told_where_it_is_asked_for(base: Path, tmp_path: Path) -> None:
    child = write(tmp_path, "name: child\nbase: bsae.yaml\n")
    (only,) = refused(child).problems
    assert (only.file, only.line, only.key) == (str(child), 2, "base")
    assert "'bsae.yaml': no such file" in only.message
    assert str(base) in only.message


@pytest.mark.parametrize("value", ["[a]", "7", "{a: 1}"])
def test_a_base_must_be_a_name(tmp_path: Path, value: str) -> None:
    (only,) = refused(write(tmp_path, f"name: x\nbase: {value}\n")).problems
    assert (only.key, only.line) == ("base", 2)


def test_bases_that_go_in_a_circle_are_refused(tmp_path: Path) -> None:
    first = write(tmp_path, "base: two.yaml\n", "one.yaml")
    write(tmp_path, "base: three.yaml\n", "two.yaml")
    write(tmp_path, "name: x\nbase: two.yaml\n", "three.yaml")
    (only,) = refused(first).problems
    assert (only.file, only.line) == (str(tmp_path / "three.yaml"), 2)
    assert "two.yaml -> three.yaml -> two.yaml" in only.message
    alone = write(tmp_path, "base: alone.yaml\n", "alone.yaml")
    assert "alone.yaml -> alone.yaml" in str(refused(alone))


def test_a_broken_base_is_told_in_its_own_file(tmp_path: Path) -> None:
    base = write(tmp_path, "name: [\n", "base.yaml")
    (only,) = refused(write(tmp_path, "base: base.yaml\n")).problems
    assert only.file == str(base)
    assert "not valid YAML" in only.message


def test_an_override_is_not_blamed_for_the_file_around_it(tmp_path: Path) -> None:
    text = changed("    regime: 0.82\n", "")
    path = write(tmp_path, text)
    with pytest.raises(ScenarioError) as caught:
        load(path, {"states.JPN.burden": 0.02, "states.JPN.growth": 7})
    problems = {item.key: (item.file, item.line) for item in caught.value.problems}
    assert problems == {
        "states.JPN.regime": (str(path), line_of(text, "  JPN:")),
        "states.JPN.growth": ("--set", None),
    }
