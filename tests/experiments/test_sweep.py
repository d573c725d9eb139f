"""The verb `sweep` through real processes: what it prints, keeps, refuses and returns."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from alliancesim.ensemble import run
from alliancesim.experiments import Sweep
from alliancesim.summaries import at_end, totals
from tests.experiments.small import BREAKING, command, swept, tables, undisturbed, write
from tests.signals import heed


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def done(file: Path) -> Path:
    """Return the folder of a sweep with one worker that nothing disturbed."""
    folder = file.parent / "done"
    facts = json.loads(swept(file, folder, "--workers", "1", "--json").stdout)
    assert facts["members"] == 24
    assert facts["failures"] == 0
    assert facts["results"] == str(folder)
    return folder


def test_members_are_those_of_an_ensemble_with_the_same_settings(done: Path) -> None:
    sweep = Sweep.load(done)
    assert sweep.outcomes == ["onsets", "trust_mean", "escalation_max"]
    for _, point in sweep.points.iloc[[0, 4]].iterrows():
        settings = {path: point[path] for path in sweep.inputs}
        results = run("teaching", runs=4, seed=7, years=1, overrides=settings)
        own = sweep.members[sweep.members["point"] == point["point"]].set_index("run")
        assert own["onsets"].tolist() == totals(results, "onsets").tolist()
        assert own["trust_mean"].tolist() == at_end(results, "trust_mean").tolist()


def test_the_tables_are_those_of_members_run_one_by_one(
    file: Path, done: Path, tmp_path: Path
) -> None:
    assert undisturbed(file, tmp_path / "here") == tables(done)


def test_the_tables_do_not_depend_on_the_workers(file: Path, done: Path, tmp_path: Path) -> None:
    swept(file, tmp_path / "two", "--workers", "2")
    assert tables(tmp_path / "two") == tables(done)


def test_a_sweep_that_is_done_is_not_run_again(file: Path, done: Path) -> None:
    before = (done / "manifest.json").stat().st_mtime_ns
    again = swept(file, done, "--workers", "1")
    assert "members       24 of 24" in again.stdout
    assert (done / "manifest.json").stat().st_mtime_ns == before
    assert {path.name for path in done.iterdir()} == {
        ".lock", "manifest.json", "points.parquet", "members.parquet", "failures.parquet",
    }  # fmt: skip


def test_a_member_that_fails_is_recorded_and_the_rest_goes_on(tmp_path: Path) -> None:
    file = write(tmp_path, **BREAKING)
    broken = swept(file, tmp_path / "out", "--workers", "1", code=3)
    assert "failed: point 3, teaching, run 0: ScenarioError" in broken.stderr
    assert "2 members failed" in broken.stderr
    assert "members       6 of 8" in broken.stdout
    sweep = Sweep.load(tmp_path / "out")
    assert sweep.failures["point"].tolist() == [3, 3]
    assert "0.09 is outside its range 0 to 0.05" in sweep.failures["error"][0]
    assert sweep.failures["traceback"].str.startswith("Traceback").all()
    before = tables(tmp_path / "out")
    swept(file, tmp_path / "out", "--workers", "1", code=3)
    again = swept(file, tmp_path / "out", "--workers", "1", "--retry-failed", code=3)
    assert "8 of 8 members, 2 failed" in again.stderr
    assert tables(tmp_path / "out") == before


def test_a_dry_run_says_how_large_it_is_and_writes_nothing(file: Path, tmp_path: Path) -> None:
    told = swept(file, tmp_path / "dry", "--dry-run", "--workers", "2").stdout
    assert "6 points x 1 scenario x 4 runs = 24 members" in told
    assert not (tmp_path / "dry").exists()
    facts = json.loads(swept(file, tmp_path / "dry", "--dry-run", "--json").stdout)
    assert facts["members"] == 24
    assert 0 < facts["seconds"] < 600
    less = json.loads(swept(file, tmp_path / "dry", "--dry-run", "--json", "--reduced").stdout)
    assert less["members"] == 2 * 2 * 2


def test_what_is_wrong_is_told_in_a_line_with_exit_code_2(tmp_path: Path) -> None:
    missing = swept(tmp_path / "no.yaml", tmp_path / "out", code=2)
    assert missing.stderr == f"{tmp_path / 'no.yaml'}: no such file\n"
    file = write(tmp_path, scenarios=["teachin"])
    assert "did you mean 'teaching'?" in swept(file, tmp_path / "out", code=2).stderr
    taken = swept(write(tmp_path), file / "out", code=2)
    assert taken.stderr.startswith(f"cannot write to {file / 'out'}: ")
    assert len(taken.stderr.splitlines()) == 1


@pytest.mark.parametrize(("sent", "code"), [
    (signal.SIGINT, 130), pytest.param(signal.SIGTERM, 143, marks=pytest.mark.nightly),
])  # fmt: skip
def test_an_interrupted_sweep_keeps_what_is_done(
    sent: signal.Signals, code: int, tmp_path: Path
) -> None:
    file, out = write(tmp_path, runs=16), tmp_path / "out"
    process = subprocess.Popen(
        command(file, out, "--workers", "1"), stderr=subprocess.PIPE, text=True,
        preexec_fn=heed,  # noqa: PLW1509 - there are no threads yet
    )  # fmt: skip
    while not list(out.glob("shards/*.parquet")):
        assert process.poll() is None
        time.sleep(0.005)
    os.kill(process.pid, sent)
    _, told = process.communicate(timeout=30)
    assert process.returncode == code
    assert f"interrupted; what is done is kept in {out}: the same command again goes on" in told
    assert "Traceback" not in told
    kept = pd.concat([pd.read_parquet(path) for path in out.glob("shards/*.parquet")])
    assert 0 < len(kept) < 96
    swept(file, out, "--workers", "1")
    assert tables(out) == undisturbed(file, tmp_path / "whole")


def test_a_script_without_a_guard_is_told_what_it_needs(file: Path, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from pathlib import Path\n"
        "from alliancesim.experiments import load_experiment, sweep\n"
        f"sweep(load_experiment({str(file)!r}), folder=Path({str(tmp_path / 'out')!r}))\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=120)
    assert done.returncode == 1
    assert "the worker processes die before they begin; a script that sweeps" in done.stderr
    assert not list((tmp_path / "out").glob("shards/*"))
