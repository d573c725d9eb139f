"""Measuring: CPU seconds, medians over interleaved repeats, memory of processes of their own."""

import datetime
import importlib.metadata
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

LIBRARIES = ("alliancesim", "mesa", "numpy", "scipy", "numba")
PEAK = (
    "import pathlib, re;"
    " print('peak', re.search(r'VmHWM:\\s+(\\d+)',"
    " pathlib.Path('/proc/self/status').read_text())[1])"
)
"""Program that tells the largest memory of its process, kB, on Linux."""


class Effort(NamedTuple):
    """How much time to spend."""

    quick: bool
    repeats: int
    sizes: tuple[int, ...]
    """Numbers of states."""


class Figure(NamedTuple):
    """A measured figure, and what the project wants of it."""

    name: str
    value: float | None
    """``None`` where it was not measured; the note says why."""
    unit: str
    least: float | None = None
    aim: float | None = None
    larger: bool = False
    """Whether more is better."""
    note: str = ""

    @property
    def verdict(self) -> str:
        """How the figure compares with what is wanted."""
        if self.value is None:
            return "skipped"
        if self.least is None or self.aim is None:
            return ""
        sign = 1 if self.larger else -1
        if sign * self.value >= sign * self.aim:
            return "aim met"
        return "met" if sign * self.value >= sign * self.least else "missed"


def interleaved(contenders: Mapping[str, Callable[[], int]], repeats: int) -> dict[str, float]:
    """Return CPU seconds per unit of work of each contender, medians over interleaved repeats.

    A contender does some work and returns how many units that was.
    """
    found: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(repeats):
        for name, work in contenders.items():
            began = time.process_time()
            units = work()
            found[name].append((time.process_time() - began) / units)
    return {name: statistics.median(seconds) for name, seconds in found.items()}


def python(arguments: Sequence[str], **environment: str) -> tuple[float, str]:
    """Return the CPU seconds of a Python process with its children, and what it printed.

    Raises
    ------
    RuntimeError
        If it fails; the message has the end of what it said.
    """
    before = os.times()
    done = subprocess.run(
        [sys.executable, *arguments], check=False, capture_output=True, text=True,
        env={**os.environ, **environment},
    )  # fmt: skip
    after = os.times()
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)} failed: {done.stderr[-500:]}")
    used = after.children_user - before.children_user
    return used + after.children_system - before.children_system, done.stdout


def peak_memory(program: str) -> float | None:
    """Return the largest memory of a Python program, MB; ``None`` where the system keeps none."""
    if not Path("/proc/self/status").exists():
        return None
    _, said = python(["-c", f"{program}\n{PEAK}"])
    return int(said.split("peak")[-1]) / 1024


def machine() -> dict[str, Any]:
    """Return what the figures were measured on, and when."""
    names = [line.split(":")[1].strip() for line in _cpu_lines() if line.startswith("model name")]
    return {
        "date": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "processor": names[0] if names else platform.processor(),
        "cores": os.cpu_count(),
        "load": os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
        "system": platform.system(),
        "python": platform.python_version(),
        "versions": {name: _version(name) for name in LIBRARIES},
    }


def _cpu_lines() -> list[str]:
    path = Path("/proc/cpuinfo")
    return path.read_text().splitlines() if path.exists() else []


def _version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None
