"""The same bits whatever the machine is told: workers, hash seed, threads, kernels."""

import json
import multiprocessing
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import alliancesim as al
from alliancesim.compiled import VARIABLE
from alliancesim.scenario.files import library
from tests.golden.refresh import CASES, FILE
from tests.reliability.limits import NIGHTLY
from tests.scenario.small_case import write

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
WAYS: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
    "two workers, another hash seed, many threads": (
        ("--workers", "2"), {"PYTHONHASHSEED": "1", **dict.fromkeys(THREADS, "4")}
    ),
    "array functions, one thread": (
        (), {VARIABLE: "numpy", "PYTHONHASHSEED": "4294967295", **dict.fromkeys(THREADS, "1")}
    ),
    "three workers, all checks": (("--workers", "3"), {"ALLIANCESIM_CHECK": "1"}),
}  # fmt: skip
WORLDS = ["teaching", *(["us_nato"] if NIGHTLY else [])]


def hash_of(scenario: str, folder: Path, *words: str, **environment: str) -> str:
    """Return the content hash of a run in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "alliancesim", "run", scenario, "--runs", "3", "--seed", "5",
         "--years", "2", "--no-report", "--json", *words],
        capture_output=True, text=True, cwd=folder, env=os.environ | environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: str = json.loads(done.stdout)["content_hash"]
    return found


@pytest.mark.parametrize("scenario", WORLDS)
def test_nothing_outside_the_scenario_moves_a_bit(scenario: str, tmp_path: Path) -> None:
    expected = al.run(scenario, runs=3, seed=5, years=2).manifest["content_hash"]
    for name, (words, environment) in WAYS.items():
        assert hash_of(scenario, tmp_path, *words, **environment) == expected, name


def test_large_worlds_are_the_same_compiled_or_not(tmp_path: Path) -> None:
    """From 48 states on the loops are compiled, where numba is there."""
    pytest.importorskip("numba")
    states = {
        f"S{k}": {"name": f"State {k}", "region": f"R{k % 4}", "capability": 0.02, "output": 100.0,
                  "burden": 0.02, "regime": k % 10 / 10, "interests": {"order": k / 50 - 0.5},
                  "location": {"lat": k, "lon": 2.0 * k}}
        for k in range(50)
    }  # fmt: skip
    case = {"name": "large", "clock": {"start": "2000-01-01", "step": "quarter"},
            "interests": {"order": "who rules"}, "states": states}  # fmt: skip
    file = str(write(tmp_path, json.dumps(case)))
    forms = {form: hash_of(file, tmp_path, **{VARIABLE: form}) for form in ("numpy", "numba")}
    assert forms["numpy"] == forms["numba"]


def hashed(queue: "multiprocessing.Queue[str]") -> None:
    """Put the content hash of a run into a queue."""
    queue.put(al.run("teaching", runs=1, seed=5, years=1).manifest["content_hash"])


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_start_methods_do_not_matter(method: str) -> None:
    context: Any = multiprocessing.get_context(method)
    queue = context.Queue()
    process = context.Process(target=hashed, args=(queue,))
    process.start()
    found = queue.get(timeout=120)
    process.join()
    assert found == al.run("teaching", runs=1, seed=5, years=1).manifest["content_hash"]


def test_every_scenario_of_the_library_has_a_golden_run() -> None:
    assert set(CASES) == library().keys()
    assert json.loads(FILE.read_text(encoding="utf-8")).keys() == library().keys()
