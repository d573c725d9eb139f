"""Verbs that are interrupted or killed: what is there is whole, and a line says what became of it.

Sweeps, which keep what is done, are tested in tests/experiments.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

import alliancesim as al
from alliancesim.folders import replacing
from tests.history.places import FOLDER, needs_tables
from tests.reliability.limits import NIGHTLY
from tests.scenario.small_case import write
from tests.signals import heed

CODES = {signal.SIGINT: 130, signal.SIGTERM: 143}
LONG = ("run", "own.yaml", "--runs", "2000", "--out", "here", "--no-report")
VERBS: dict[str, tuple[str, ...]] = {
    "run": LONG,
    "run with workers": (*LONG, "--workers", "2"),
    "compare": ("compare", "own.yaml", "--set", "instruments.dialogue.intensity=0.2", "--runs",
                "2000", "--out", "here"),
    "ablate": ("ablate", "own.yaml", "--runs", "200", "--out", "here"),
    "theories": ("theories", "own.yaml", "--runs", "500", "--out", "here"),
    "patterns": ("patterns", "own.yaml", "--runs", "500"),
    "view": ("view", "own.yaml", "--no-browser"),
    "forecast": ("forecast", "--origin", "1980", "--members", "2000", "--from", str(FOLDER),
                 "--out", "here.parquet"),
    "backtest": ("backtest", "--from", str(FOLDER), "--out", "here"),
}  # fmt: skip
TRIED = [
    ("run", signal.SIGINT), ("run with workers", signal.SIGTERM), ("compare", signal.SIGINT),
    ("view", signal.SIGINT), ("view", signal.SIGTERM),
    *(
        (name, sent) for name in ("ablate", "theories", "patterns", "compare")
        for sent in (signal.SIGINT, signal.SIGTERM) if NIGHTLY
    ),
    *(
        pytest.param(name, sent, marks=needs_tables)
        for name in ("forecast", "backtest")
        for sent in (signal.SIGINT, signal.SIGTERM) if NIGHTLY
    ),
]  # fmt: skip
WORKING: dict[str, Callable[[Path], bool]] = {
    "run": lambda folder: (folder / ".here.part").exists(),
    "run with workers": lambda folder: (folder / ".here.part").exists(),
}
"""How to tell that a verb is at work; of the others, that time has passed."""


@contextlib.contextmanager
def begun(folder: Path, name: str) -> Iterator[psutil.Popen]:
    """Start a verb in a process of its own and wait until it is at work."""
    write(folder, "base: teaching\nname: own\n", "own.yaml")
    process = psutil.Popen(
        [sys.executable, "-m", "alliancesim", *VERBS[name]], cwd=folder, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ | {"PYTHONUNBUFFERED": "1"},
        preexec_fn=heed,
    )  # fmt: skip
    try:
        _wait(process, folder, name)
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def _wait(process: psutil.Popen, folder: Path, name: str) -> None:
    """Wait until all is imported and the verb works: files are there, or a second of work."""
    until = time.monotonic() + 60
    if name == "view":
        assert process.stdout.readline().startswith("http://")
        return

    def busy(_: Path) -> bool:
        return float(process.cpu_times().user) > 2.5

    ready = WORKING.get(name, busy)
    while not ready(folder):
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < until
        time.sleep(0.02)
    while "workers" in name and len(process.children()) < 3:  # the third tracks shared memory
        time.sleep(0.02)


@pytest.mark.parametrize(("name", "sent"), TRIED)
def test_an_interrupted_verb_leaves_nothing_half_done(
    name: str, sent: signal.Signals, tmp_path: Path
) -> None:
    with begun(tmp_path, name) as process:
        children = process.children(recursive=True)
        process.send_signal(sent)
        _, told = process.communicate(timeout=60)
    assert process.returncode == CODES[sent]
    assert told.splitlines()[-1].startswith("interrupted; ")
    assert "Traceback" not in told
    assert [path.name for path in tmp_path.iterdir()] == ["own.yaml"]
    assert not psutil.wait_procs(children, timeout=10)[1], "workers outlive their parent"


def test_the_terminal_interrupts_workers_too(tmp_path: Path) -> None:
    """Ctrl-C goes to all processes of the group; the workers leave it to their parent."""
    write(tmp_path, "base: teaching\nname: own\n", "own.yaml")
    process = subprocess.Popen(
        [sys.executable, "-m", "alliancesim", *VERBS["run with workers"]], cwd=tmp_path, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        preexec_fn=heed,  # noqa: PLW1509 - there are no threads yet
    )  # fmt: skip
    while not (tmp_path / ".here.part").exists():
        assert process.poll() is None
        time.sleep(0.02)
    time.sleep(2.0)  # for the workers to be there
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert told == "interrupted; nothing half done was left behind\n"


def test_a_killed_run_leaves_the_older_results_and_the_next_one_clears_up(tmp_path: Path) -> None:
    older = al.run("teaching", runs=1, seed=3, years=1, folder=tmp_path / "here")
    with begun(tmp_path, "run") as process:
        process.kill()
        process.wait()
    left = tmp_path / ".here.part"
    assert al.Results.load(tmp_path / "here").manifest == older.manifest
    with pytest.raises(al.ResultsError, match=r"not a results folder"):
        al.Results.load(left)
    again = al.run("teaching", runs=2, seed=3, years=1, folder=tmp_path / "here")
    assert al.Results.load(tmp_path / "here").manifest == again.manifest
    assert sorted(path.name for path in tmp_path.iterdir()) == ["here", "own.yaml"]


def test_a_folder_is_written_by_one_process_at_a_time(tmp_path: Path) -> None:
    with begun(tmp_path, "run"):
        with pytest.raises(al.ResultsError, match="another process is writing to"):
            al.run("teaching", runs=1, years=1, folder=tmp_path / "here")
        al.run("teaching", runs=1, years=1, folder=tmp_path / "there")
    al.run("teaching", runs=1, years=1, folder=tmp_path / "here")
    assert al.Results.load(tmp_path / "here").manifest["runs"] == 1


def test_a_folder_that_fails_is_let_go(tmp_path: Path) -> None:
    def interrupted() -> None:
        with replacing(tmp_path / "here") as scratch:
            (scratch / "half").write_text("x", encoding="utf-8")
            raise KeyboardInterrupt

    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            interrupted()
    assert list(tmp_path.iterdir()) == []


def test_a_worker_that_is_killed_is_told_of(tmp_path: Path) -> None:
    with begun(tmp_path, "run with workers") as process:
        workers = [c for c in process.children() if "spawn_main" in " ".join(c.cmdline())]
        workers[0].kill()
        _, told = process.communicate(timeout=60)
    assert process.returncode == 2
    assert told == (
        "a worker process was killed (it crashed, or memory ran out); try fewer workers\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["own.yaml"]
