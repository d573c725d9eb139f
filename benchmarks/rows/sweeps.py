"""Sweeps: members per second, what two workers waste, and the memory of the parent."""

import json
import tempfile
import time
from pathlib import Path

from alliancesim.experiments.member import outcomes_of
from alliancesim.experiments.schema import Outcome
from alliancesim.scenario import load, with_horizon
from benchmarks.measuring import Effort, Figure, machine, python

PARENT = """
import pathlib, re, sys
from alliancesim.cli import main
try:
    main()
except SystemExit as end:
    if end.code:
        raise
text = pathlib.Path("/proc/self/status").read_text()
print("peak", re.search(r"VmHWM:\\s+(\\d+)", text)[1])
"""
"""Program that runs the command line and then tells the largest memory of its own process."""
OUTCOMES = ["onsets", "trust_mean"]
MANY = 20_000
"""Members at which the memory of the parent is wanted."""


def measure(effort: Effort) -> list[Figure]:
    """Measure a sweep with two workers, and a run of the case that comparisons are made of."""
    members, years = (40, 1.0) if effort.quick else (600, 2.0)
    alone = _member_seconds("teaching", years, 5 if effort.quick else 30)
    cpu, wall, _ = _sweep(members, years)
    small, large = (40, 200) if effort.quick else (200, 2000)
    peaks = [_sweep(number, 1 / 12)[2] for number in (small, large)]
    grown = peaks[1] + (peaks[1] - peaks[0]) / (large - small) * (MANY - large)
    whole = _member_seconds("us_japan", 10.0, 1 if effort.quick else 4)
    return [
        Figure("sweep of teaching, members a second, 2 workers", members / wall, "1/s",
               note=f"{members} members of {years:g} years, wall time at load"
                    f" {machine()['load']:.1f}"),
        Figure("sweep, CPU efficiency, 2 workers", members * alone / cpu, "1", 0.85, 0.95,
               larger=True, note="CPU of the members run alone over all CPU of the sweep"),
        Figure("sweep, memory of the parent at 20 000 members", grown, "MB", 500, 300,
               note=f"{peaks[0]:.0f} MB at {small}, {peaks[1]:.0f} MB at {large} members,"
                    " and on in proportion"),
        Figure("compare us_japan --assumptions 200, 50 pairs, 2 cores", 200 * 50 * 2 * whole / 2,
               "s", 120, 40, note=f"from {whole:.2f} s CPU of a run, 20 000 runs"),
    ]  # fmt: skip


def _member_seconds(name: str, years: float, members: int) -> float:
    """Return the CPU seconds of a member run in this process."""
    case = with_horizon(load(name), years)
    outcomes = [Outcome.model_validate({"of": outcome}) for outcome in OUTCOMES]
    outcomes_of(case, 1, 0, outcomes)
    began = time.process_time()
    for run in range(members):
        outcomes_of(case, 1, run, outcomes)
    return (time.process_time() - began) / members


def _sweep(members: int, years: float) -> tuple[float, float, float]:
    """Return CPU and wall seconds of a sweep with two workers, and its parent's peak, MB."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "benchmark.yaml"
        written = {
            "format": 1, "name": "benchmark", "question": "How fast?", "scenarios": ["teaching"],
            "design": {"kind": "replications"}, "runs": members, "seed": 1, "outcomes": OUTCOMES,
        }  # fmt: skip
        file.write_text(json.dumps(written))
        words = ["sweep", str(file), "--workers", "2", "--years", str(years), "--json"]
        began = time.perf_counter()
        cpu, said = python(["-c", PARENT, *words, "--out", str(Path(folder) / "out")])
        wall = time.perf_counter() - began
    return cpu, wall, int(said.split("peak")[-1]) / 1024
