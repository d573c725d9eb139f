"""Estimates: how many members an experiment has, how long they take and what they fill."""

import time
from typing import NamedTuple

from alliancesim.experiments.member import Member
from alliancesim.experiments.resolved import Experiment
from alliancesim.scenario import Scenario, override

WARM_UP, TIMED = 2, 6
"""Steps run before the clock is read, and while it runs."""
TEXT = 16
"""Bytes taken for a cell that holds text."""


class Estimate(NamedTuple):
    """The size of an experiment before it is run."""

    points: int
    scenarios: int
    runs: int
    members: int
    seconds: float
    """Time of all members in one process, s."""
    megabytes: float
    """Size of the tables before compression, an upper end."""


def estimate(experiment: Experiment) -> Estimate:
    """Return the size of an experiment; a few steps of each scenario are run to time them."""
    points = experiment.points()
    settings = {path: points[path].tolist()[0] for path in experiment.inputs}
    each = [_seconds(override(case, settings), experiment) for case in experiment.cases.values()]
    design = len(points) // len(each)
    text = sum(points[path].dtype.kind not in "bif" for path in ["scenario", *experiment.inputs])
    columns = 4 + len(experiment.inputs) + len(experiment.outcomes)
    row = 8 * columns + (TEXT - 8) * text
    members = experiment.members
    return Estimate(design, len(each), experiment.runs, members,
                    sum(each) * design * experiment.runs, members * row / 1e6)  # fmt: skip


def _seconds(case: Scenario, experiment: Experiment) -> float:
    """Return the time that a member of a scenario takes, from a few of its steps."""
    began = time.perf_counter()
    member = Member(case, experiment.seed, 0, experiment.outcomes)
    start = time.perf_counter() - began
    for _ in range(WARM_UP):
        if member.running:
            member.step()
    before, began = member.steps, time.perf_counter()
    while member.running and member.steps < before + TIMED:
        member.step()
    steps = max(1, member.steps - before)
    return start + case.clock.steps * (time.perf_counter() - began) / steps
