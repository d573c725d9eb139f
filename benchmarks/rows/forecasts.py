"""Forecasts: how long 500 members of the world take, ten years by months, on two cores."""

import tempfile
from pathlib import Path

from alliancesim.experiments.member import Member
from alliancesim.history.sources import folder_of
from benchmarks.measuring import Effort, Figure, interleaved, python
from benchmarks.rows.sizes import stepping
from benchmarks.worlds import world_case

STATES = 190
STEPS, MEMBERS, CORES = 120, 500, 2
ORIGIN = 1980
"""Year from which the world of the record is forecast."""


def measure(effort: Effort) -> list[Figure]:
    """Measure a step of the whole model in a synthetic world, and one of the record's."""
    steps = 2 if effort.quick else 6
    work = stepping(Member(world_case(STATES), 1, 0, []), steps)
    step = interleaved({"step": work}, effort.repeats)["step"]
    return [
        Figure(f"step of the whole model, synthetic world of {STATES}", 1000 * step, "ms CPU"),
        Figure("500 members, 10 years by months, synthetic world, 2 cores", minutes(step), "min",
               15, 4, note="from the CPU time of a step; forecasts ask for no metrics"),
        *_recorded(effort),
    ]  # fmt: skip


def minutes(step: float) -> float:
    """Return the minutes of the whole forecast, given the seconds of a step."""
    return MEMBERS * STEPS * step / CORES / 60


def _recorded(effort: Effort) -> list[Figure]:
    """Measure members of a forecast on the historical record, where it has been fetched."""
    name = f"500 members, 10 years by months, the record's world of {ORIGIN}, 2 cores"
    reason = ""
    if not folder_of().is_dir():
        reason = "the historical record has not been fetched (alliancesim data fetch)"
    elif effort.quick:
        reason = "left out by --quick"
    if reason:
        return [Figure(name, None, "min", 15, 4, note=reason)]
    few, more = (_forecast(members) for members in (1, 3))
    each = (more - few) / 2
    return [
        Figure(name, MEMBERS * each / CORES / 60, "min", 15, 4,
               note=f"{each:.1f} s CPU a member, from forecasts of 1 and of 3")
    ]  # fmt: skip


def _forecast(members: int) -> float:
    """Return the CPU seconds of a forecast on the command line."""
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "world.parquet")
        span = ["--origin", str(ORIGIN), "--horizons", "10", "--step", "month"]
        words = ["forecast", *span, "--members", str(members), "--out", out]
        return python(["-m", "alliancesim", *words])[0]
