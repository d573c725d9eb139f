"""Whatever is in an experiment file or a table of points: it loads, or is refused by its line."""

import json
import re
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from alliancesim.experiments import Experiment, load_experiment
from alliancesim.scenario import ScenarioError
from alliancesim.scenario.merge import tree_of
from alliancesim.scenario.tree import plain
from tests.reliability.limits import fuzz, tried
from tests.reliability.mutations import NASTY, ROOT, mutated_data, mutated_text, places
from tests.reliability.test_fuzz_scenarios import readable

SCENARIOS = re.compile(r"^scenarios:.*\n(?:  - .*\n)*", re.MULTILINE)
FILES = [
    path for path in sorted((ROOT / "experiments").glob("*.yaml"))
    if SCENARIOS.search(path.read_text(encoding="utf-8"))
]  # fmt: skip
TEXTS = [
    SCENARIOS.sub("scenarios:\n  - teaching\n", path.read_text(encoding="utf-8")) for path in FILES
]
"""The real ones with a small scenario, so that loading takes no longer than it must."""
TREES = [plain(tree_of(path)) | {"scenarios": ["teaching"]} for path in FILES]
SAMPLES = [json.dumps(tree) for tree in TREES]
PATHS = [list(places(tree)) for tree in TREES]
TABLE = "parameters.trust.memory,instruments.dialogue.intensity\n5,0\n8.5,1\n12,3\n"
POINTS = """name: listed
scenarios: [teaching]
design: {kind: points, csv: points.csv}
outcomes: [onsets]
"""


def loaded(source: Path | dict[str, Any]) -> Experiment:
    """Return an experiment, which has members if it loads."""
    experiment = load_experiment(source)
    assert experiment.members > 0
    return experiment


def told_well(error: ScenarioError, path: Path) -> None:
    """Assert that an error says where the fault lies."""
    lines = path.read_bytes().count(b"\n") + path.read_bytes().count(b"\r") + 1
    whole = readable(path)
    assert error.problems
    for item in error.problems:
        assert item.message
        assert item.file
        if item.file == str(path):
            assert item.line is None or 1 <= item.line <= lines
            assert not whole or item.line, item
    assert all(line.isprintable() for line in str(error).splitlines())


@fuzz(0.08)
@given(text=mutated_text(TEXTS))
def test_a_mutated_experiment_loads_or_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "experiment.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    outcome = tried(lambda: loaded(path), "experiment files")
    if isinstance(outcome, ScenarioError):
        told_well(outcome, path)


@fuzz(0.06)
@given(data=mutated_data(SAMPLES, PATHS))
def test_a_mutated_structure_loads_or_is_refused(data: Any, tmp_path: Path) -> None:
    outcome = tried(lambda: loaded(data), "experiment data")
    if isinstance(outcome, ScenarioError):
        assert all(item.file and item.message for item in outcome.problems)


@fuzz(0.06)
@given(
    raw=mutated_text([TABLE]).map(lambda text: text.encode("utf-8", "surrogatepass"))
    | st.sampled_from([text.encode("utf-8") for text in NASTY])
    | st.binary(max_size=60)
)
def test_a_damaged_table_of_points_is_read_or_refused(raw: bytes, tmp_path: Path) -> None:
    path, table = tmp_path / "listed.yaml", tmp_path / "points.csv"
    path.write_text(POINTS, encoding="utf-8")
    table.write_bytes(raw)
    outcome = tried(lambda: loaded(path), "tables of points")
    if isinstance(outcome, ScenarioError):
        assert all(item.file in (str(path), str(table)) for item in outcome.problems)
        assert all(line.isprintable() for line in str(outcome).splitlines())
