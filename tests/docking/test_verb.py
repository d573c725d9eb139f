"""The verb ``dock``, run as users run it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from alliancesim.docking.coding import europe
from tests.docking.test_experiment import FILE
from tests.docs.pages import blocks
from tests.history.places import FOLDER, needs_tables


def dock(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "alliancesim", "dock", *words], capture_output=True,
        encoding="utf-8", timeout=120, env={**os.environ, "COLUMNS": "100", **environment},
    )  # fmt: skip


@pytest.fixture(scope="module")
def told() -> Any:
    done = dock("--json")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return json.loads(done.stdout)


def test_optima_and_placing_agree_with_the_sides(told: Any) -> None:
    sides = told["sides"]
    assert list(sides) == list(europe().states)
    for item in told["optima"]:
        assert sorted(item["allied"] + item["axis"]) == sorted(sides)
        wrong = [state for state in item["allied"] if sides[state] != "allied"]
        wrong += [state for state in item["axis"] if sides[state] != "axis"]
        assert sorted(wrong) == sorted(item["misplaced_states"])
        assert item["misplaced"] == len(wrong) <= 8


def test_robustness_is_told_in_full(told: Any) -> None:
    found = told["robustness"]
    assert [len(found[kind]) for kind in ("single", "without", "readings")] == [10, 5, 5]
    drawn = found["drawn"]
    assert drawn["draws"] == 500
    assert sum(drawn["misplaced"].values()) == pytest.approx(1)
    half = sum(share for k, share in drawn["misplaced"].items() if int(k) <= drawn["median"])
    assert half >= 0.5


def test_the_goal_of_the_docking_holds(told: Any) -> None:
    assert told["robustness"]["drawn"]["median"] <= 4


def test_the_table_shows_what_the_json_tells(told: Any, tmp_path: Path) -> None:
    done = dock(str(FILE), "--out", str(tmp_path / "new" / "folder"))
    assert done.returncode == 0, done.stderr
    best = told["optima"][0]
    assert f"{best['energy']:.1f}" in done.stdout
    assert " ".join(best["misplaced_states"]) in done.stdout
    assert f"median {told['robustness']['drawn']['median']:g} misplaced" in done.stdout
    shown = {line.rstrip() for line in done.stdout.splitlines()}
    copied = [line for block in blocks("docs/landscape.md") if block.kind == "text"
              for line in block.text.splitlines()]  # fmt: skip
    assert copied
    assert set(copied) <= shown
    written = (tmp_path / "new" / "folder" / "docking.json").read_text(encoding="utf-8")
    assert json.loads(written) == told


def test_what_cannot_be_done_is_said(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text("draws: none\n", encoding="utf-8")
    for words, message in (
        ([str(plan)], "plan.yaml:1: draws: "),
        ([str(tmp_path / "nothing.yaml")], "nothing.yaml: cannot be read"),
        (["--out", str(plan)], "is a file; --out wants a folder"),
        (["--own", "--from", str(tmp_path / "nowhere")], "there is no folder"),
    ):
        done = dock(*words)
        assert done.returncode == 2, words
        assert message in done.stderr
        assert "Traceback" not in done.stderr
        assert done.stdout == ""


@needs_tables
def test_our_model_stands_in_the_same_table(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text("own: {members: 1, years: 1}\ndraws: 1\n", encoding="utf-8")
    done = dock(str(plan), "--own", "--from", str(FOLDER), "--json", XDG_CACHE_HOME=str(tmp_path))
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert list(found["own"]) == ["coded", "treaties", "model"]
    assert found["own"]["coded"]["misplaced"] == found["optima"][0]["misplaced"]
    assert all(0 <= item["apart"] <= 1 for item in found["own"].values())
