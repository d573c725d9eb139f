"""Starts: the command line until its first result, and the first compilation of the loops."""

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil

from benchmarks.measuring import Effort, Figure, python

LARGE_STEP = """
from benchmarks.rows.sizes import member
from benchmarks.worlds import core_case
member(core_case(60)).step()
"""
"""Program that takes one step of a world that uses the compiled loops."""


def measure(effort: Effort) -> list[Figure]:
    """Measure the start of the command line and the first compilation."""
    repeats = max(1, effort.repeats)
    with tempfile.TemporaryDirectory() as folder:
        run = ["-m", "alliancesim", "run", "us_japan", "--seed", "7", "--out"]
        shown = _median(["-m", "alliancesim", "--help"], repeats)
        pandas = _median(["-c", "import pandas"], repeats)
        first = _until_first([*run, str(Path(folder) / "first"), "--no-report"])
        one = _median([*run, str(Path(folder) / "1"), "--runs", "1", "--no-report"], repeats)
        twenty = None
        if not effort.quick:
            twenty = _median([*run, str(Path(folder) / "20"), "--runs", "20", "--no-report"], 1)
    compiled, again, said = _compilation()
    return [
        Figure("alliancesim --help", shown, "s CPU", 0.3, 0.15,
               note=f"import pandas alone: {pandas:.2f}"),
        Figure("alliancesim run us_japan, to its first result", first, "s CPU", 4.0, 2.0,
               note="the line that tells of the first of 20 runs"),
        Figure("alliancesim run us_japan, 20 runs, to the table", twenty, "s CPU",
               note="left out by --quick" if twenty is None else "--no-report"),
        Figure("alliancesim run us_japan --runs 1, to the table", one, "s CPU"),
        Figure("first compilation of the loops", compiled - again, "s CPU", 15.0, 6.0,
               note="announced" if "ompil" in said else "not announced"),
    ]  # fmt: skip


def _median(arguments: list[str], repeats: int) -> float:
    return statistics.median(python(arguments)[0] for _ in range(repeats))


def _until_first(arguments: list[str]) -> float:
    """Return the CPU seconds of a command until it says something on standard error."""
    process = psutil.Popen([sys.executable, *arguments], stderr=subprocess.PIPE, text=True,
                           stdout=subprocess.DEVNULL)  # fmt: skip
    with process:
        said = process.stderr.readline()
        spent = process.cpu_times()
        process.terminate()
        process.communicate()
    if not said.startswith("first of "):
        raise RuntimeError(f"the command line said {said!r} first")
    return float(spent.user + spent.system)


def _compilation() -> tuple[float, float, str]:
    """Return CPU seconds of a step with an empty cache and with a full one, and what was said."""
    program = f"import sys; sys.stderr = sys.stdout\n{LARGE_STEP}"
    with tempfile.TemporaryDirectory() as folder:
        first, said = python(["-c", program], NUMBA_CACHE_DIR=folder)
        again, _ = python(["-c", program], NUMBA_CACHE_DIR=folder)
    return first, again, said
