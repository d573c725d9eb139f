"""Load: many pages at once, or one for hours, against the real server of the view.

``python -m tests.reliability.load --sessions 30 --seconds 600`` starts ``alliancesim view`` in a
process of its own, lets as many clients play and ask as pages would, and tells what was held. It
ends with code 1 if a call failed, if a page saw the run of another, or if memory kept growing.
"""

import argparse
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import psutil

from alliancesim.view.registry import CAP
from tests.reliability.client import Page, Refused

BEAT = 0.25
"""Seconds between two questions of a page."""
PATIENCE = 90.0
"""Seconds more that a page has until it must have seen the beginning of its run."""
PER_SESSION = 60.0
"""Megabytes that a session may take."""
CREEP = 0.15
"""Share by which memory and work may be larger in the last quarter of a soak than in the second."""


@dataclass
class Seen:
    """What one page saw."""

    seed: int
    calls: int = 0
    frames: list[float] = field(default_factory=list)
    """When each step was shown, in seconds of the monotonic clock."""
    waits: list[float] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)
    chart: str = ""
    """The first steps of its first chart, once they are there."""


class Quarter(NamedTuple):
    """A quarter of the time."""

    memory: float
    """Median, in megabytes."""
    rate: float
    """Frames a second."""
    cost: float
    """Seconds that the server computed for a frame."""


@dataclass
class Held:
    """What the server held."""

    pages: list[Seen]
    memory: list[float]
    """Megabytes of the server, a sample every few seconds; the first before any page came."""
    work: list[float]
    """Seconds that the server has computed until each sample."""
    times: list[float]
    """When each sample was taken, in seconds of the monotonic clock."""
    after: float
    """Megabytes after as many new pages came as are kept at most, and the others were dropped."""

    @property
    def trouble(self) -> list[str]:
        """All that went wrong."""
        found = [text for page in self.pages for text in page.trouble]
        by_seed: dict[int, set[str]] = {}
        for page in self.pages:
            if page.chart:
                by_seed.setdefault(page.seed, set()).add(page.chart)
        found += [f"pages of seed {seed} differ" for seed, seen in by_seed.items() if len(seen) > 1]
        if len(set.union(set(), *by_seed.values())) < len(by_seed):
            found.append("pages of different seeds show the same")
        each = (max(self.memory) - self.memory[0]) / len(self.pages)
        if each > PER_SESSION:
            found.append(f"{each:.0f} MB per session")
        if self.after > max(self.memory) * 1.2:
            found.append(f"{self.after:.0f} MB after the sessions were dropped")
        return found

    def quarters(self) -> list[Quarter]:
        """Return what each quarter of the time was like."""
        shown = np.sort([moment for page in self.pages for moment in page.frames])
        cuts = np.linspace(0, len(self.times) - 1, 5).astype(int)
        found = []
        for start, end in pairwise(cuts):
            seconds, work = (each[end] - each[start] for each in (self.times, self.work))
            frames = int(np.diff(np.searchsorted(shown, [self.times[start], self.times[end]]))[0])
            memory = float(np.median(self.memory[start : end + 1]))
            found.append(Quarter(memory, frames / seconds, work / max(frames, 1)))
        return found


@contextmanager
def serving(scenario: str) -> Iterator[tuple[str, psutil.Process]]:
    """Start the view in a process of its own; hand out its address and the process."""
    process = psutil.Popen(
        [sys.executable, "-m", "alliancesim", "view", scenario, "--no-browser"], text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    try:
        yield process.stdout.readline().strip(), process
    finally:
        process.terminate()
        process.communicate()


def play(address: str, seen: Seen, until: float, steps: int) -> None:
    """Be a page: open a seed, play, ask again and again, and begin anew at the end."""
    try:
        page = Page(address)
        page.press("open", seed__value=seen.seed)
        page.press("play")
        while time.monotonic() < until + PATIENCE * (not seen.chart):
            began = time.monotonic()
            before = page.values.get(("status", "children"))
            page.tick(whole=not seen.chart)
            seen.calls += 1
            seen.waits.append(time.monotonic() - began)
            if page.values["status", "children"] != before:
                seen.frames.append(time.monotonic())
            _look(page, seen, steps)
            time.sleep(max(0.0, BEAT - (time.monotonic() - began)))
        if not seen.chart:
            seen.trouble.append(f"seed {seen.seed}: no run was shown")
    except (Refused, OSError, KeyError, StopIteration) as error:
        seen.trouble.append(f"seed {seen.seed}: {type(error).__name__}: {error}")


def _look(page: Page, seen: Seen, steps: int) -> None:
    """Keep the beginning of the first chart once it is there, and begin again at the end."""
    status = str(page.values.get(("status", "children"), ""))
    if "stopped" in status:
        seen.trouble.append(f"seed {seen.seed}: {status}")
    if "the end" in status:
        page.press("reset")
        page.press("play")
    figure = page.values.get(("chart-0", "figure"))
    if not seen.chart and isinstance(figure, dict) and "data" in figure:
        shown = max((_numbers(trace.get("y")) for trace in figure["data"]), key=len)
        seen.chart = str(shown[:steps]) if len(shown) >= steps else ""


def _numbers(given: object) -> list[float]:
    """Return the numbers of a trace, which may be packed."""
    import base64

    if isinstance(given, dict):
        raw = np.frombuffer(base64.b64decode(given["bdata"]), np.dtype(given["dtype"]))
        return [float(value) for value in raw]
    return [float(value) for value in given or () if value is not None]  # type: ignore[attr-defined]


def held(scenario: str, sessions: int, seconds: float, steps: int = 3) -> Held:
    """Let pages play for a while and return what the server held; two pages share each seed."""
    with serving(scenario) as (address, process):
        samples = [_sample(process)]
        pages = [Seen(1 + number // 2) for number in range(sessions)]
        until = time.monotonic() + seconds
        threads = [
            threading.Thread(target=play, args=(address, seen, until, steps)) for seen in pages
        ]
        for thread in threads:
            thread.start()
        while time.monotonic() < until:
            time.sleep(min(5.0, max(0.1, until - time.monotonic())))
            samples.append(_sample(process))
        for thread in threads:
            thread.join()
        for _ in range(CAP):
            Page(address)
        memory, work, times = (list(each) for each in zip(*samples, strict=True))
        return Held(pages, memory, work, times, _sample(process)[0])


def _sample(process: psutil.Process) -> tuple[float, float, float]:
    """Return the megabytes of a process, the seconds that it has computed, and the time."""
    spent = process.cpu_times()
    return process.memory_info().rss / 1e6, spent.user + spent.system, time.monotonic()


def flat(found: Held) -> list[str]:
    """Return what did not stay flat in a soak: memory, or what a frame costs.

    The rate of frames is told and not judged: it falls when the machine has other work.
    """
    _, early, _, late = found.quarters()
    grown = []
    if late.memory > early.memory * (1 + CREEP):
        grown.append(f"memory rose from {early.memory:.0f} to {late.memory:.0f} MB")
    if late.cost > early.cost * (1 + CREEP):
        grown.append(f"a frame's work rose from {early.cost:.3f} to {late.cost:.3f} s")
    return grown


def told(found: Held, seconds: float) -> str:
    """Return what was held, in words."""
    waits = np.array([wait for page in found.pages for wait in page.waits] or [np.nan])
    frames = sum(len(page.frames) for page in found.pages)
    quarters = "; ".join(
        f"{each.memory:.0f} MB, {each.rate:.2f} frames a second, {each.cost:.3f} s of work each"
        for each in found.quarters()
    )
    return (
        f"{len(found.pages)} sessions for {seconds:.0f} s: {len(waits)} calls, {frames} frames"
        f" ({frames / seconds:.1f} a second), answers in {np.median(waits):.3f} s (median),"
        f" {np.quantile(waits, 0.95):.3f} s (95 %), {waits.max():.2f} s (most)\n"
        f"memory {found.memory[0]:.0f} MB at the start, {max(found.memory):.0f} MB at most,"
        f" {(max(found.memory) - found.memory[0]) / len(found.pages):.1f} MB per session,"
        f" {found.after:.0f} MB after the sessions were dropped\n"
        f"by quarters of the time: {quarters}\n"
        f"pages compared: {sum(bool(page.chart) for page in found.pages)}"
    )


def main() -> None:
    """Hold the load that the command line asks for, and say what was held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenario", default="teaching")
    parser.add_argument("--sessions", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=600.0)
    asked = parser.parse_args()
    found = held(asked.scenario, asked.sessions, asked.seconds)
    trouble = found.trouble + (flat(found) if asked.sessions == 1 else [])
    sys.stdout.write(
        told(found, asked.seconds) + "\n" + "\n".join(trouble or ["no trouble"]) + "\n"
    )
    sys.exit(bool(trouble))


if __name__ == "__main__":
    main()
