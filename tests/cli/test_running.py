"""`run` and `report` through real processes: what they print, write, and refuse."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import alliancesim as al
from alliancesim.scenario import to_yaml
from tests.cases import case

Run = subprocess.CompletedProcess[str]


def cli(*arguments: str, cwd: Path, **changes: str) -> Run:
    environment = {**os.environ, **changes}
    return subprocess.run(
        [sys.executable, "-m", "alliancesim", *arguments],
        cwd=cwd, env=environment, capture_output=True, text=True, timeout=300,
    )  # fmt: skip


@pytest.fixture(scope="module")
def scenario(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("case") / "small.yaml"
    clock = {"start": "2000-01-01", "step": "month", "horizon": 4.0}
    file.write_text(to_yaml(case(4, clock=clock)), encoding="utf-8")
    return file


def facts(run: Run) -> dict[str, Any]:
    assert run.returncode == 0, run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def test_the_first_run_is_told_of_before_the_others(scenario: Path, tmp_path: Path) -> None:
    words = ("run", str(scenario), "--seed", "7", "--no-report")
    several = cli(*words, "--runs", "2", "--workers", "2", cwd=tmp_path)
    lines = several.stderr.splitlines()
    assert len(lines) == 1
    alone = facts(cli(*words, "--runs", "1", "--json", cwd=tmp_path))["outcomes"]
    assert lines[0].startswith(f"first of 2 runs: new disputes {alone['onsets']['mean']:.0f}, ")
    assert lines[0].endswith(f", mean trust {alone['trust_mean']['mean']:.3g}")
    assert cli(*words, "--runs", "1", cwd=tmp_path).stderr == ""


def test_a_library_case_runs_from_any_folder(tmp_path: Path) -> None:
    run = cli("run", "us_japan", "--runs", "2", "--years", "1", "--seed", "7", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert "New disputes" in run.stdout
    folder = next((tmp_path / "results" / "us_japan").iterdir())
    assert str(Path("results") / "us_japan" / folder.name) in run.stdout
    assert {f.name for f in folder.iterdir()} == {
        "manifest.json", "report.html", "metrics.parquet", "states.parquet", "dyads.parquet",
        "events.parquet", "engagements.parquet", "contributions.parquet",
        "causes_of_trust.parquet", "regions.parquet", "threats.parquet", "treaties.parquet",
        "organisations.parquet",
    }  # fmt: skip
    results = al.Results.load(folder)
    assert results.manifest["seed"] == 7
    assert results.metrics["step"].max() == 12


def test_the_same_command_gives_the_same_hash(scenario: Path, tmp_path: Path) -> None:
    words = ("run", str(scenario), "--runs", "3", "--seed", "7", "--json", "--no-report")
    one = facts(cli(*words, cwd=tmp_path, PYTHONHASHSEED="1"))
    again = facts(cli(*words, cwd=tmp_path, PYTHONHASHSEED="2", OMP_NUM_THREADS="1"))
    shared = facts(cli(*words, "--workers", "2", cwd=tmp_path))
    assert shared["content_hash"] == one["content_hash"]
    other = facts(cli(*words[:-3], "8", "--json", "--no-report", cwd=tmp_path))
    assert one["content_hash"] == again["content_hash"] != other["content_hash"]
    assert one["results"] == again["results"], "found again, not written twice"
    assert len(list((tmp_path / "results" / "test_case").iterdir())) == 2
    assert not (Path(tmp_path / one["results"]) / "report.html").exists()


def test_json_holds_every_metric_and_nothing_else_is_on_stdout(
    scenario: Path, tmp_path: Path
) -> None:
    found = facts(cli("run", str(scenario), "--runs", "2", "--json", cwd=tmp_path))
    assert set(found["outcomes"]) == set(al.METRICS)
    assert set(found["outcomes"]["stability"]) == {"mean", "median", "low", "high"}
    loaded = al.Results.load(tmp_path / found["results"])
    assert loaded.manifest["content_hash"] == found["content_hash"]


def test_settings_change_the_run(scenario: Path, tmp_path: Path) -> None:
    words = ("run", str(scenario), "--runs", "2", "--json", "--no-report")
    plain = facts(cli(*words, cwd=tmp_path))
    off = ("--set", "instruments.joint_exercise.enabled=false", "--set",
           "parameters.trust.memory=5")  # fmt: skip
    changed = facts(cli(*words, *off, cwd=tmp_path))
    assert plain["content_hash"] != changed["content_hash"]
    assert plain["results"] != changed["results"]
    results = al.Results.load(tmp_path / changed["results"])
    assert results.scenario.parameters.trust.memory == 5.0
    assert "joint_exercise" not in set(results.engagements["instrument"])


def test_a_report_is_written_again(scenario: Path, tmp_path: Path) -> None:
    found = facts(cli("run", str(scenario), "--runs", "2", "--json", cwd=tmp_path))
    folder = tmp_path / found["results"]
    before = (folder / "report.html").read_bytes()
    (folder / "report.html").unlink()
    assert cli("report", str(folder), cwd=tmp_path).returncode == 0
    assert (folder / "report.html").read_bytes() == before
    elsewhere = cli("report", str(folder), "--out", "mine.html", cwd=tmp_path)
    assert elsewhere.stdout.strip() == "mine.html"


BAD_RUNS = {
    "unknown scenario": (("run", "us_jpan"), "us_japan"),
    "unknown setting": (("run", "us_japan", "--set", "parameters.trust.memroy=5"), "memory"),
    "text for a number": (("run", "us_japan", "--set", "parameters.trust.memory=long"), "number"),
    "impossible range": (("run", "us_japan", "--set", "parameters.trust.memory=-1"), "0.5"),
    "no assignment": (("run", "us_japan", "--set", "parameters.trust.memory"), "="),
    "no runs": (("run", "us_japan", "--runs", "0"), "runs"),
    "negative seed": (("run", "us_japan", "--seed", "-1"), "seed"),
    "negative years": (("run", "us_japan", "--years", "-2"), "horizon"),
    "no such folder": (("report", "nowhere"), "manifest.json"),
    "unknown verb": (("rnu", "us_japan"), "rnu"),
}


@pytest.mark.parametrize("name", BAD_RUNS)
def test_bad_input_gives_one_message_and_leaves_nothing(name: str, tmp_path: Path) -> None:
    words, hint = BAD_RUNS[name]
    run = cli(*words, cwd=tmp_path)
    assert run.returncode == 2
    assert run.stdout == ""
    assert hint in run.stderr
    assert "Traceback" not in run.stderr
    assert list(tmp_path.iterdir()) == []


def test_results_never_replace_what_is_not_results(scenario: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work", encoding="utf-8")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for out, hint in (("mine", "something else"), ("file", "is a file"),
                      (str(Path("file") / "below"), "file")):  # fmt: skip
        run = cli("run", str(scenario), "--runs", "1", "--out", out, cwd=tmp_path)
        assert run.returncode == 2, out
        assert hint in run.stderr
        assert "Traceback" not in run.stderr
    assert (tmp_path / "mine" / "thesis.txt").read_text(encoding="utf-8") == "years of work"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "mine"]


def test_older_results_in_the_folder_are_replaced_whole(scenario: Path, tmp_path: Path) -> None:
    words = ("run", str(scenario), "--out", "here", "--json", "--no-report")
    first = facts(cli(*words, "--runs", "1", cwd=tmp_path))
    second = facts(cli(*words, "--runs", "2", cwd=tmp_path))
    assert first["content_hash"] != second["content_hash"]
    assert al.Results.load(tmp_path / "here").manifest["runs"] == 2
    assert [p.name for p in tmp_path.iterdir()] == ["here"]


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX permissions")
def test_a_folder_that_cannot_be_written_is_refused_before_the_run(
    scenario: Path, tmp_path: Path
) -> None:
    locked = Path("/proc") if Path("/proc").is_dir() else tmp_path
    if locked == tmp_path:
        locked.chmod(0o500)
    run = cli("run", str(scenario), "--out", str(locked / "results"), cwd=tmp_path)
    assert run.returncode == 2
    assert "cannot write results" in run.stderr
    assert "Traceback" not in run.stderr


def test_compare_says_what_a_change_does(scenario: Path, tmp_path: Path) -> None:
    words = ("compare", str(scenario), "--set", "instruments.dialogue.intensity=0.2")
    run = cli(*words, "--runs", "6", "--json", cwd=tmp_path)
    found = facts(run)
    trust = found["effects"]["trust_mean"]
    assert trust["effect"] < 0
    assert trust["low"] <= trust["effect"] <= trust["high"]
    assert found["first_difference"] >= 1
    shown = cli(*words, "--runs", "6", cwd=tmp_path)
    assert "Mean trust" in shown.stdout
    assert "6 pairs" in shown.stdout
    assert list(tmp_path.iterdir()) == [], "compare writes nothing"


def test_compare_needs_something_to_compare(scenario: Path, tmp_path: Path) -> None:
    run = cli("compare", str(scenario), cwd=tmp_path)
    assert run.returncode == 2
    assert "nothing to compare" in run.stderr


def test_why_tells_the_story_of_an_event(scenario: Path, tmp_path: Path) -> None:
    found = facts(cli("run", str(scenario), "--runs", "3", "--json", "--no-report", cwd=tmp_path))
    told = facts(cli("why", found["results"], "--knockout", "--json", cwd=tmp_path))
    assert told["terms"]
    assert told["knockout"]
    again = cli("why", found["results"], told["event"], cwd=tmp_path)
    assert again.returncode == 0
    assert told["text"] in again.stdout
    missing = cli("why", found["results"], "0:99999", cwd=tmp_path)
    assert missing.returncode == 2
    assert "RUN:EVENT" in missing.stderr
