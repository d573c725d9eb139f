"""Whatever is in a scenario file or after --set: it loads, or it is refused by file, line and key.

Run with more cases by ``make fuzz``.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from alliancesim.scenario import Scenario, ScenarioError, load, override, parse_assignment
from alliancesim.scenario.errors import SHOWN
from alliancesim.scenario.files import library
from alliancesim.scenario.merge import BUILT_IN, COMMAND_LINE, mapping, tree_of
from alliancesim.scenario.reading import parse
from alliancesim.scenario.tree import plain
from tests.reliability.limits import fuzz, tried
from tests.reliability.mutations import NASTY, PLAIN, ROOT, mutated_data, mutated_text, places
from tests.scenario.small_case import SMALL, write

FILES = sorted((ROOT / "scenarios").glob("*.yaml"))
TEXTS = [SMALL] * len(FILES) + [path.read_text(encoding="utf-8") for path in FILES]
"""The small case comes up as often as all others, for it loads fast."""
TREES = [plain(parse(SMALL, "small")), plain(tree_of(library()["teaching"]))]
SAMPLES = [json.dumps(tree) for tree in TREES]
PATHS = [list(places(tree)) for tree in TREES]


def readable(path: Path) -> bool:
    """Tell whether a file is YAML, and a mapping; what is wrong in it has a line and a key then."""
    try:
        mapping(tree_of(path))
    except ScenarioError:
        return False
    return True


def told_well(error: ScenarioError, path: Path) -> None:
    """Assert that an error says where the fault lies, in a few short lines."""
    lines = path.read_bytes().count(b"\n") + path.read_bytes().count(b"\r") + 1
    whole = readable(path)
    assert error.problems
    for item in error.problems:
        assert item.message
        assert "something else" not in item.message
        if item.file == str(path):
            assert item.line is None or 1 <= item.line <= lines
            assert not whole or (item.line and (item.key or "key ''" in item.message)), item
        else:
            assert item.file in {*map(str, library().values()), BUILT_IN}, item
    assert len(str(error).splitlines()) <= SHOWN + 1
    assert all(len(line) < 1000 for line in str(error).splitlines())


@fuzz(0.36)
@given(text=mutated_text(TEXTS))
def test_a_mutated_scenario_loads_or_is_refused(text: str, tmp_path: Path) -> None:
    path = write(tmp_path, text.encode("utf-8", "surrogatepass"))
    outcome = tried(lambda: load(path), "scenario files")
    if isinstance(outcome, ScenarioError):
        told_well(outcome, path)


@fuzz(0.12)
@given(data=mutated_data(SAMPLES, PATHS))
def test_a_mutated_structure_loads_or_is_refused(data: Any, tmp_path: Path) -> None:
    """From data, and from a file with the same data."""
    outcome = tried(lambda: load(data), "scenario data")
    if isinstance(outcome, ScenarioError):
        assert all(item.file and item.message for item in outcome.problems)
        assert all(line.isprintable() for line in str(outcome).splitlines())
    text = json.dumps(data, default=repr, ensure_ascii=False)
    path = write(tmp_path, text.encode("utf-8", "surrogatepass"))
    outcome = tried(lambda: load(path), "scenario data")
    if isinstance(outcome, ScenarioError):
        told_well(outcome, path)


@pytest.mark.parametrize("key", ["\x1b[31mred", "a\u202eb", "a\U000ad12db", "soft\u00adhyphen"])
def test_keys_cannot_move_the_cursor_of_a_terminal(key: str) -> None:
    inside = ("states", "Brenna")
    for place in (("states", key), (*inside, key), (*inside, "interests", key)):
        data = json.loads(SAMPLES[1])
        inner = data
        for part in place[:-1]:
            inner = inner[part]
        inner[key] = [{}]
        with pytest.raises(ScenarioError) as caught:
            load(data)
        assert key.isprintable() or key not in str(caught.value)
        assert all(line.isprintable() for line in str(caught.value).splitlines())


@pytest.mark.parametrize("path", [
    "states.JPN.capability", "instruments.joint_exercise.provocation", "parameters.trust.memory",
    "states.JPN.regime", "clock.horizon", "dyads.USA-JPN.trust.0", "dyads.JPN-CHN.trust",
    "disputes.islands.salience", "events.1.change",
])  # fmt: skip
@pytest.mark.parametrize("sign", [1, -1])
def test_whole_numbers_that_no_float_holds_are_refused(path: str, sign: int) -> None:
    data = json.loads(SAMPLES[0])
    inner, number, *rest = data, sign * 10**400, *path.split(".")
    for part in rest[:-1]:
        inner = inner[int(part) if isinstance(inner, list) else part]
    inner[0 if isinstance(inner, list) else rest[-1]] = number
    with pytest.raises(ScenarioError) as caught:
        load(data)
    assert len(str(caught.value)) < 1000
    with pytest.raises(ScenarioError):
        override(load(json.loads(SAMPLES[0])), {path: number})


SETTINGS = [
    "parameters.trust.memory", "parameters.trust", "parameters", "parameters.trust.memory.x",
    "states.JPN.capability", "states.JPN.interests.order", "states.XXX.capability", "states",
    "dyads.USA-JPN.trust", "dyads.USA-JPN.trust.0", "events", "events.0.date", "events.5.value",
    "events.99.value", "instruments.dialogue.intensity", "instruments.dialogue.gains.trust",
    "instruments.x.enabled", "doctrine", "mechanisms.x", "preset", "trends.ai_decision_speed",
    "clock.horizon", "clock.start", "clock.end", "sources", "base", "name", "format", "", ".",
    "a..b",
]  # fmt: skip
CASE = load("teaching")


@fuzz(0.12)
@given(
    path=st.sampled_from(SETTINGS) | st.text(max_size=12),
    value=st.sampled_from(NASTY) | st.text(max_size=12) | PLAIN.map(lambda d: json.dumps(str(d))),
)
def test_whatever_stands_after_set_is_applied_or_refused(path: str, value: str) -> None:
    def step() -> Scenario:
        return override(CASE, dict([parse_assignment(f"{path}={value}")]))

    outcome = tried(step, "--set")
    if isinstance(outcome, ScenarioError):
        assert all(item.file == COMMAND_LINE and item.message for item in outcome.problems)


@fuzz(0.06)
@given(path=st.sampled_from(SETTINGS) | st.text(max_size=12), value=PLAIN)
@example(path="clock.start", value="\ud800")
def test_whatever_is_overridden_in_python_is_applied_or_refused(path: str, value: Any) -> None:
    outcome = tried(lambda: override(CASE, {path: value}), "overrides")
    if isinstance(outcome, ScenarioError):
        assert all(item.file == COMMAND_LINE and item.message for item in outcome.problems)
