"""Files that are made to be too much: they are refused at once, and cost little."""

from pathlib import Path

import pytest

from alliancesim.experiments import load_experiment
from alliancesim.scenario import ScenarioError, load
from tests.experiments.small import SMALL
from tests.reliability.limits import bounded
from tests.scenario.small_case import SMALL as CASE
from tests.scenario.small_case import refused, write

LAUGHS = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
)
"""Nine to the power of twelve values, by anchors."""
BOMBS = {
    "anchors": (LAUGHS, "values"),
    "an anchor inside itself": ("a: &a [*a]\n", "stands for nothing above"),
    "merge keys": ("a: &a {x: 1}\nb: {<<: *a}\n", "unknown key"),
    "lists": ("a: " + "[" * 5000, "nested more than 50 levels"),
    "mappings": ("".join(f"{' ' * n}a:\n" for n in range(500)), "nested more than 50 levels"),
    "dashes": ("- " * 100_000, "nested more than 50 levels"),
    "a number of a million digits": ("format: " + "9" * 1_000_000, "format"),
    "an exponent": (CASE.replace("horizon: 10", "horizon: 1e400"), "clock.horizon"),
    "not a number": (CASE.replace("horizon: 10", "horizon: .nan"), "clock.horizon"),
    "an infinity": (CASE.replace("output: 25000", "output: -.inf"), "states.USA.output"),
    "a tag that calls": ("name: !!python/object/apply:os.system [exit]\n", "has no meaning here"),
    "six megabytes": ("#" * 6_000_000, "larger than 5 MB"),
    "half a character": ('name: "\\ud800"\n', "half a character"),
    "a control character": ("name: a\x07b\n", "control character"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_at_once(name: str, tmp_path: Path) -> None:
    text, words = BOMBS[name]
    path = write(tmp_path, text)
    with bounded("bombs"):
        error = refused(path)
    assert words in str(error)
    assert all(item.file == str(path) for item in error.problems)
    with bounded("bombs"), pytest.raises(ScenarioError):
        load_experiment(path)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_marks_keep_the_line_of_a_fault(
    ends: str, mark: str, tmp_path: Path
) -> None:
    text = mark + CASE.replace("burden: 0.012", "burdn: 0.012").replace("\n", ends)
    (item,) = (p for p in refused(write(tmp_path, text)).problems if "burdn" in p.key)
    assert item.line == 1 + CASE[: CASE.index("burden: 0.012")].count("\n")


def test_names_in_any_script_are_kept(tmp_path: Path) -> None:
    text = CASE.replace("United States", "美国 🇺🇸 e\u0301").replace("USA", "Соединённые")
    assert load(write(tmp_path, text)).states["Соединённые"].name == "美国 🇺🇸 e\u0301"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"design": {"kind": "factorial", "levels": 1000}, "levers": {
            f"instruments.{name}.intensity": {"low": 0, "high": 1}
            for name in ("dialogue", "joint_exercise", "deterrent_posture")
        }}, "more points than 1,000,000"),
        ({"design": {"kind": "latin_hypercube", "n": 1_000_000}}, "more points than 1,000,000"),
        ({"design": {"kind": "sobol", "n": 2**19}}, "more points than 1,000,000"),
        ({"runs": 1_000_000, "design": {"kind": "latin_hypercube", "n": 1000}}, "more members"),
    ],
)  # fmt: skip
def test_a_sweep_that_no_memory_holds_is_refused(changes: dict[str, object], words: str) -> None:
    with bounded("bombs"), pytest.raises(ScenarioError, match=words) as caught:
        load_experiment(SMALL | changes)
    assert caught.value.problems[0].key == "design"
