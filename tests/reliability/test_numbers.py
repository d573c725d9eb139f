"""Numbers stay in range in long runs and with extreme settings, or the run stops and says where."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import alliancesim as al
from alliancesim.ensemble import steps
from alliancesim.model import CHECK
from alliancesim.parameters import catalogue
from alliancesim.scenario import Scenario, ScenarioError, load, override
from alliancesim.scenario.files import library
from alliancesim.world import DivergedError
from tests.cases import case, raw
from tests.reliability.limits import NIGHTLY, fuzz
from tests.scenario.small_case import write

ENDS = {f"parameters.{path}": (about.lo, about.hi) for path, about in catalogue().items()}
EXTREME = (0.0, 1e-12, 1e12)
PLACES = [
    *(f"states.A.{name}" for name in (
        "capability", "output", "burden", "regime", "technology", "budget", "growth",
        "output_growth", "interests.order", "sovereignty",
    )),
    *(f"dyads.A-B.{name}" for name in (
        "distance", "trust", "evidence", "tension", "interoperability", "engagements",
        "past_disputes", "observed_years", "years_since_dispute", "incidents", "bases",
    )),
    "instruments.dialogue.intensity", "instruments.joint_exercise.cost", "disputes.strait.salience",
]  # fmt: skip


pytestmark = pytest.mark.filterwarnings("error::RuntimeWarning")
"""Of numbers that overflow, or come of a division by zero."""


@pytest.fixture(autouse=True)
def checking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CHECK, "1")


def yearly(years: float = 12.0, **changes: Any) -> Scenario:
    """Return a small case with yearly steps."""
    base = raw(**changes)
    base["clock"] = {"start": "2000-01-01", "step": "year", "horizon": years}
    return load(base)


def lived(scenario: Scenario, seed: int = 1) -> al.AllianceModel:
    """Run a scenario to its end; every step is checked, and the metrics are numbers or missing."""
    model = al.AllianceModel(scenario, rng=seed)
    for _ in steps(model):
        assert not any(np.isinf(value) for value in model.latest.values())
    return model


def test_a_thousand_years_stay_in_range() -> None:
    assert lived(yearly(1000.0)).date.year == 3000


@pytest.mark.parametrize("name", sorted(library()) if NIGHTLY else [])
def test_a_thousand_years_of_the_library_stay_in_range(name: str) -> None:
    short = load(name).model_copy(update={"events": []})
    lived(override(short, {"clock.step": "year", "clock.end": None, "clock.horizon": 1000.0}))


@fuzz(0.02)
@given(chosen=st.lists(st.sampled_from(sorted(ENDS)), max_size=60), data=st.data())
def test_parameters_at_the_ends_of_their_ranges(chosen: list[str], data: st.DataObject) -> None:
    settings = {path: ENDS[path][data.draw(st.integers(0, 1))] for path in chosen}
    lived(override(yearly(5.0), settings))


@pytest.mark.parametrize("end", [0, 1])
def test_all_parameters_at_one_end(end: int) -> None:
    lived(override(yearly(5.0), {path: ends[end] for path, ends in ENDS.items()}))


@pytest.mark.parametrize(
    ("path", "value"), [("parameters.ladder.open_threat", 1.0), ("parameters.warning.floor", 0.0)]
)
def test_parameters_that_once_divided_by_zero(path: str, value: float) -> None:
    assert value in ENDS[path]
    lived(override(yearly(3.0), {path: value}))


@pytest.mark.parametrize("path", sorted(ENDS) if NIGHTLY else [])
def test_each_parameter_at_its_ends(path: str) -> None:
    for end in ENDS[path]:
        lived(override(yearly(30.0), {path: end}))


@pytest.mark.parametrize("value", EXTREME)
def test_extreme_data_run_or_are_refused_by_name(value: float) -> None:
    tried = 0
    for path in PLACES:
        found = attempt(path, value)
        if isinstance(found, ScenarioError):
            assert all(path in (item.key, *item.message.split()) for item in found.problems)
        else:
            lived(found)
            tried += 1
    assert tried > 3 or value == max(EXTREME), "the test needs values that are allowed"


def attempt(path: str, value: float) -> Scenario | ScenarioError:
    """Return a small case with one value changed, or why it is refused."""
    try:
        return override(yearly(5.0), {path: value})
    except ScenarioError as error:
        return error


@pytest.mark.parametrize("value", EXTREME)
def test_no_parameter_takes_what_lies_beyond_its_range(value: float) -> None:
    scenario = yearly()
    for path, (low, high) in ENDS.items():
        if low <= value <= high:
            assert override(scenario, {path: value})
        else:
            with pytest.raises(ScenarioError, match="out of range"):
                override(scenario, {path: value})


def poisoned(monkeypatch: pytest.MonkeyPatch, field: str, place: Any, number: float) -> None:
    """Let the third step put a number where none should come."""
    original = al.AllianceModel._stay_in_range

    def spoil(model: al.AllianceModel) -> None:
        if model.steps == 3:
            getattr(model.world, field)[place] = number
        original(model)

    monkeypatch.setattr(al.AllianceModel, "_stay_in_range", spoil)


@pytest.mark.parametrize("switch", ["0", "1"])
@pytest.mark.parametrize(
    ("field", "place", "number", "words"),
    [
        ("output", 1, np.nan, r"output\[1\] of B is nan"),
        ("tension", (0, 2), np.inf, r"tension\[0, 2\] of A and C is inf|tension.* not symmetric"),
        ("recent", (4, 1, 2), -np.inf, r"recent\[4, 1, 2\] of B and C is -inf"),
    ],
)
def test_what_is_no_number_stops_the_run_and_is_named(
    field: str, place: Any, number: float, words: str, switch: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CHECK, switch)
    poisoned(monkeypatch, field, place, number)
    with pytest.raises(DivergedError, match=words) as caught:
        lived(case(4))
    assert "scenario test_case, step 3 (2000-04-01): " in str(caught.value)


def test_only_the_switch_finds_what_is_out_of_range(monkeypatch: pytest.MonkeyPatch) -> None:
    poisoned(monkeypatch, "warning", 2, 1.5)
    with pytest.raises(DivergedError, match=r"warning\[2\] of C is 1.5, outside 0 to 1"):
        lived(case())
    monkeypatch.setenv(CHECK, "0")
    lived(case(clock={"start": "2000-01-01", "step": "month", "horizon": 0.25}))


def test_people_are_told_in_one_line(tmp_path: Path) -> None:
    """The real verb, in a process in which a phase is spoilt."""
    file = write(tmp_path, "base: teaching\nname: own\n")
    script = (
        "import sys\nimport numpy as np\nfrom alliancesim import AllianceModel\n"
        "from alliancesim.cli import main\n"
        "before = AllianceModel._stay_in_range\n"
        "def spoil(model):\n    model.world.output[0] = np.nan\n    before(model)\n"
        "AllianceModel._stay_in_range = spoil\n"
        f"sys.argv = ['alliancesim', 'run', {str(file)!r}, '--runs', '1']\nmain()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=tmp_path
    )
    assert done.returncode == 2
    assert done.stderr.startswith("scenario own, step 1 (")
    assert len(done.stderr.splitlines()) == 1
    assert list((tmp_path / "results").rglob("*.parquet")) == []
