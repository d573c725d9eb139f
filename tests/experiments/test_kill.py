"""Sweeps that are killed: whatever dies, and when, the tables come out bit-identical."""

import os
import signal
import subprocess
import time
from pathlib import Path

import numpy as np
import psutil
import pytest

from alliancesim.experiments import load_experiment
from alliancesim.experiments.chunks import Plan, Task
from alliancesim.experiments.processes import KILLED, Processes, Trial
from alliancesim.experiments.quantities import Scalar
from tests.experiments import small
from tests.experiments.small import SMALL, command, swept, tables, write

DIALOGUE, MEMORY = "instruments.dialogue.intensity", "parameters.trust.memory"
MEMBERS = {"runs": 8}
"""48 members."""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("small"), **MEMBERS)


@pytest.fixture(scope="module")
def undisturbed(file: Path) -> dict[str, bytes]:
    return small.undisturbed(file, file.parent / "done")


def start(file: Path, out: Path, number: int) -> psutil.Popen:
    return psutil.Popen(command(file, out, "--workers", str(number)), stderr=subprocess.PIPE)


def shards(out: Path) -> int:
    return len(list(out.glob("shards/*.parquet")))


def wait_for_progress(process: psutil.Popen, out: Path, seconds: float) -> bool:
    """Wait for a new shard and a moment more; tell whether the sweep is still going on."""
    before = shards(out)
    while process.poll() is None and shards(out) <= before:
        time.sleep(0.01)
    time.sleep(seconds)
    return process.poll() is None


def workers(process: psutil.Popen) -> list[psutil.Process]:
    """Return the processes of the pool, without the one that tracks shared memory."""
    children = process.children()
    return [child for child in children if "spawn_main" in " ".join(child.cmdline())]


def test_the_main_process_is_killed_again_and_again(
    file: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    out, luck, killed = tmp_path / "out", np.random.default_rng(1), 0
    while killed < 2:
        process = start(file, out, killed + 1)
        if not wait_for_progress(process, out, luck.uniform(0, 0.3)):
            break
        orphans = workers(process)
        process.kill()
        process.wait()
        killed += 1
        assert not psutil.wait_procs(orphans, timeout=10)[1], "workers outlive their parent"
    assert killed
    swept(file, out, "--workers", "1")
    assert tables(out) == undisturbed


def test_workers_are_killed_again_and_again(
    file: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    out, luck, killed = tmp_path / "out", np.random.default_rng(2), 0
    process = start(file, out, 2)
    while killed < 2 and wait_for_progress(process, out, luck.uniform(0, 0.2)):
        found = workers(process)
        if found:
            found[int(luck.integers(len(found)))].kill()
            killed += 1
    assert killed
    _, told = process.communicate(timeout=120)
    assert process.returncode == 0, told
    assert tables(out) == undisturbed


def test_a_member_that_kills_its_process_is_found_and_the_rest_goes_on() -> None:
    """The real pool, with a member that ends its process as a crash would."""
    plan = Plan.of(load_experiment(SMALL))
    settings: dict[str, Scalar] = {DIALOGUE: 0, MEMORY: 5.0}
    task = Task(0, 0, "teaching", 0, 7, settings)
    bomb = Task(1, 0, "teaching", 1, 7, {**settings, MEMORY: Bomb()})
    done = {
        row["member"]: row["error"]
        for finished in Processes(1).finished(plan, [(bomb,), (task,)])
        for row in finished.table.to_pylist()
    }
    assert done == {0: None, 1: KILLED}


class Bomb(float):
    """A setting that ends whatever process reads it."""

    def __reduce__(self) -> tuple[type, tuple[()]]:
        return (Bomb, ())

    def __new__(cls) -> "Bomb":
        if "spawn_main" in " ".join(psutil.Process().cmdline()):
            os.kill(os.getpid(), signal.SIGKILL)
        return super().__new__(cls, 5.0)


def test_a_chunk_is_given_up_only_when_it_died_alone() -> None:
    tasks = tuple(Task(i, 0, "teaching", i, 7, {}) for i in range(2))
    trial = Trial(tasks)
    for _ in range(2):
        assert not trial.alone
        (trial,) = trial.after_death()
    assert trial.alone
    one, other = trial.after_death()
    assert (one.chunk, other.chunk) == (tasks[:1], tasks[1:])
    (again,) = one.after_death()
    assert again.after_death() == []
