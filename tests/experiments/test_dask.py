"""A real Dask scheduler on loopback with two worker processes, one of which is killed."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.experiments.small import command, swept, tables, undisturbed, write

IMPATIENT = {"DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "2s"}
"""What asks a worker that is gone for a result gives up after this."""
Process = subprocess.Popen[bytes]


def dask(role: str, *options: str) -> Process:
    words = [sys.executable, "-m", "dask", role, "--no-dashboard", *options]
    return subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


class Cluster:
    """A scheduler and two workers of a thread each."""

    def __init__(self, folder: Path) -> None:
        known = folder / "scheduler.json"
        file = ("--scheduler-file", str(known))
        self.scheduler = dask("scheduler", "--host", "127.0.0.1", "--port", "0", *file)
        while not known.exists():
            assert self.scheduler.poll() is None
            time.sleep(0.05)
        own = ("--nthreads", "1", "--no-nanny", "--host", "127.0.0.1", "--local-directory",
               str(folder))  # fmt: skip
        self.workers = [dask("worker", *file, *own) for _ in range(2)]
        self.address: str = json.loads(known.read_text(encoding="utf-8"))["address"]

    def close(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    made = Cluster(tmp_path)
    yield made
    made.close()


def test_a_worker_is_killed_and_the_tables_are_the_same(cluster: Cluster, tmp_path: Path) -> None:
    file = write(tmp_path, runs=8)
    out = tmp_path / "out"
    sweep = subprocess.Popen(
        command(file, out, "--dask", cluster.address), stderr=subprocess.PIPE, text=True,
        env={**os.environ, **IMPATIENT},
    )  # fmt: skip
    while not list(out.glob("shards/*.parquet")):
        assert sweep.poll() is None, sweep.communicate()[1]
        time.sleep(0.01)
    cluster.workers[0].kill()
    _, told = sweep.communicate(timeout=120)
    assert sweep.returncode == 0, told
    assert tables(out) == undisturbed(file, tmp_path / "here")


def test_a_scheduler_that_is_not_there_is_told_of(tmp_path: Path) -> None:
    file = write(tmp_path)
    told = swept(file, tmp_path / "out", "--dask", "tcp://127.0.0.1:9", code=2).stderr
    assert "no Dask scheduler answers at tcp://127.0.0.1:9" in told
    assert "Traceback" not in told
