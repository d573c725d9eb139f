"""Whatever happens to a file, loading gives a scenario or an error that names the file."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alliancesim.scenario import Scenario, ScenarioError, dump, load, override, to_yaml
from tests.reliability.mutations import mutated_text
from tests.scenario.small_case import SMALL, write

FILES = sorted((Path(__file__).parents[2] / "scenarios").glob("*.yaml"))
TEXTS = [SMALL, *(path.read_text(encoding="utf-8") for path in FILES)]
FIXED = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def attempt(step: Callable[[], Scenario]) -> Scenario | ScenarioError:
    """Return the scenario that a step gives, or the error with which it refuses."""
    try:
        return step()
    except ScenarioError as error:
        return error


@FIXED
@given(text=mutated_text(TEXTS))
def test_a_mutated_file_loads_or_is_refused_by_name(text: str, tmp_path: Path) -> None:
    path = write(tmp_path, text.encode("utf-8", "surrogatepass"))
    outcome = attempt(lambda: load(path))
    if isinstance(outcome, ScenarioError):
        assert outcome.problems
        assert all(item.message and item.file == str(path) for item in outcome.problems)
        assert "something else" not in str(outcome)
    else:
        assert load(dump(outcome)) == outcome
        assert load(write(tmp_path, to_yaml(outcome), "again.yaml")) == outcome


@FIXED
@given(raw=st.binary(max_size=200))
def test_bytes_load_or_are_refused(raw: bytes, tmp_path: Path) -> None:
    path = write(tmp_path, raw)
    with pytest.raises(ScenarioError) as caught:
        load(path)
    assert all(item.file == str(path) for item in caught.value.problems)


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)
PATHS = [
    "name", "clock", "clock.end", "states", "states.JPN", "states.JPN.capability", "dyads",
    "states.JPN.interests.order", "dyads.USA-JPN.trust", "dyads.USA-JPN.trust.0", "alliances",
    "alliances.treaty.members", "disputes.islands.sides.0.0", "events", "events.0", "events.5.path",
    "events.5.value", "events.0.kind", "instruments.dialogue", "instruments.dialogue.gains.trust",
    "instruments.x", "doctrines.realist.weights", "parameters", "parameters.trust.memory",
    "sources.nmc", "base", "unknown.path",
]  # fmt: skip


@FIXED
@given(path=st.sampled_from(PATHS), value=JSON)
def test_any_override_gives_a_scenario_or_an_error(path: str, value: Any, tmp_path: Path) -> None:
    scenario = load(write(tmp_path, SMALL))
    changed = attempt(lambda: override(scenario, {path: value}))
    loaded = attempt(lambda: load(dump(scenario), {path: value}))
    if isinstance(changed, ScenarioError):
        assert isinstance(loaded, ScenarioError)
        assert {item.message for item in changed.problems} == {
            item.message for item in loaded.problems
        }
    else:
        assert changed == loaded


@FIXED
@given(name=st.text(min_size=1, max_size=20), note=st.text(max_size=60).map(lambda text: text * 3))
def test_any_text_survives_yaml(name: str, note: str, tmp_path: Path) -> None:
    scenario = override(
        load(write(tmp_path, SMALL)), {"states.JPN.name": name, "description": note}
    )
    assert load(write(tmp_path, to_yaml(scenario), "again.yaml")) == scenario


def test_an_indicator_that_opens_a_text_in_a_flow_survives(tmp_path: Path) -> None:
    scenario = override(load(write(tmp_path, SMALL)), {"sources.nmc": ":0"})
    assert load(write(tmp_path, to_yaml(scenario), "again.yaml")) == scenario


@pytest.mark.parametrize("length", range(76, 92))
def test_an_escape_at_the_edge_of_a_line_survives(length: int, tmp_path: Path) -> None:
    note = "a" * length + " b\t\u00ae in ten years."
    scenario = override(load(write(tmp_path, SMALL)), {"description": note})
    assert load(write(tmp_path, to_yaml(scenario), "again.yaml")) == scenario
