"""Chunks of members: how many at a time, and what a worker does with them."""

import time
import traceback
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from alliancesim.experiments.member import outcomes_of
from alliancesim.experiments.quantities import Scalar
from alliancesim.experiments.resolved import Experiment
from alliancesim.experiments.schema import Outcome
from alliancesim.experiments.store import schema
from alliancesim.scenario import Scenario, override

FILES = 200
"""Chunks that a sweep is cut into, if that keeps them within the two bounds below."""
SHORTEST, LONGEST = 2.0, 60.0
"""Seconds that a chunk takes at least and at most: what a kill can lose."""


class Task(NamedTuple):
    """A member to run."""

    member: int
    """Number of the member in canonical order."""
    point: int
    scenario: str
    run: int
    seed: int
    settings: dict[str, Scalar]
    """Values of the point, by path."""


Chunk = tuple[Task, ...]


@dataclass(frozen=True)
class Plan:
    """What all chunks of an experiment share."""

    cases: dict[str, Scenario]
    outcomes: list[Outcome]
    schema: pa.Schema

    @classmethod
    def of(cls, experiment: Experiment) -> "Plan":
        """Return the plan of an experiment."""
        return cls(experiment.cases, experiment.outcomes, schema(experiment))


class Finished(NamedTuple):
    """A chunk that has been run."""

    table: pa.Table
    seconds: float


def run_chunk(plan: Plan, chunk: Chunk) -> Finished:
    """Run the members of a chunk; one that fails leaves its traceback, and the rest goes on."""
    began = time.perf_counter()
    rows = []
    case: tuple[Any, Scenario] | None = None
    for task in chunk:
        try:
            key = (task.scenario, task.settings)
            if case is None or case[0] != key:
                case = key, override(plan.cases[task.scenario], task.settings)
            rows.append(_row(task) | outcomes_of(case[1], task.seed, task.run, plan.outcomes))
        except Exception as error:  # whatever it is, it is kept, told, and ends with code 3
            told = f"{type(error).__name__}: {error}"
            rows.append(failed(task, told, traceback.format_exc()))
    return Finished(table_of(plan, rows), time.perf_counter() - began)


def _row(task: Task) -> dict[str, Any]:
    return {
        "member": task.member, "point": task.point, "scenario": task.scenario, "run": task.run,
        "seed": task.seed, **task.settings,
    }  # fmt: skip


def failed(task: Task, error: str, trace: str = "") -> dict[str, Any]:
    """Return the row of a member that failed."""
    return _row(task) | {"error": error, "traceback": trace}


def table_of(plan: Plan, rows: Sequence[dict[str, Any]]) -> pa.Table:
    """Return rows as a table of the store; outcomes that are missing are NaN."""
    empty = {outcome.name: float("nan") for outcome in plan.outcomes}
    return pa.Table.from_pylist([empty | row for row in rows], schema=plan.schema)


class Executor(Protocol):
    """What runs chunks, somewhere."""

    slots: int
    """Chunks that run at once."""

    def finished(self, plan: Plan, chunks: Iterable[Chunk]) -> Iterator[Finished]:
        """Run chunks and yield them as they finish, in any order."""


class Cutter:
    """Cuts the members that are left into chunks that take about as long as wanted.

    How long a member takes is not known at first, so the first chunks hold one member each.
    """

    def __init__(self, experiment: Experiment, left: NDArray[np.intp], executor: Executor) -> None:
        self.experiment, self.left, self.executor = experiment, left, executor
        points = experiment.points()
        self.points, self.scenarios = points["point"].tolist(), points["scenario"].tolist()
        self.columns = {path: points[path].tolist() for path in experiment.inputs}
        self.cost: float | None = None
        """Seconds that a member takes."""

    def learn(self, finished: Finished) -> None:
        """Take note of how long a chunk took."""
        self.cost = max(finished.seconds / finished.table.num_rows, 1e-6)

    def __iter__(self) -> Iterator[Chunk]:
        """Yield chunks until nothing is left."""
        while len(self.left):
            size = self._size()
            chunk, self.left = self.left[:size], self.left[size:]
            yield tuple(self._task(int(member)) for member in chunk)

    def _size(self) -> int:
        if self.cost is None:
            return 1
        wanted = np.clip(self.cost * self.experiment.members / FILES, SHORTEST, LONGEST)
        fair = -(-len(self.left) // (2 * self.executor.slots))  # towards the end, work for all
        return max(1, min(int(wanted / self.cost), fair))

    def _task(self, member: int) -> Task:
        row, run = divmod(member, self.experiment.runs)
        settings = {path: values[row] for path, values in self.columns.items()}
        seed = self.experiment.seed_of(row)
        return Task(member, self.points[row], self.scenarios[row], run, seed, settings)
