"""Running a sweep: what is left of it, through an executor, into the store."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np

from alliancesim.experiments.chunks import Cutter, Executor, Plan
from alliancesim.experiments.cluster import Cluster
from alliancesim.experiments.processes import Processes
from alliancesim.experiments.resolved import Experiment
from alliancesim.experiments.store import FAILED, PENDING, Store
from alliancesim.experiments.sweeps import Sweep


class State(NamedTuple):
    """How far a sweep has come."""

    done: int
    """Members that have run, those that failed included."""
    failed: int
    total: int


Progress = Callable[[State], None]


def folder_of(experiment: Experiment) -> Path:
    """Return where the tables of an experiment go unless the user says otherwise."""
    return Path("results") / experiment.name / experiment.id


def sweep(
    experiment: Experiment,
    *,
    folder: Path | None = None,
    workers: int = 1,
    dask: str | None = None,
    retry_failed: bool = False,
    progress: Progress = lambda _: None,
    tell: Callable[[str], None] = lambda _: None,
) -> Sweep:
    """Run what is left of an experiment and return its tables.

    Parameters
    ----------
    experiment
        What to run.
    folder
        Where the tables go; what is there already of the same experiment is kept.
    workers
        Number of local processes; the tables do not depend on it.
    dask
        Address of a Dask scheduler to use instead, or ``local`` for a cluster of ``workers``.
    retry_failed
        Whether members that failed are run again.
    progress
        Called at the beginning and after each chunk.
    tell
        Called with messages for people.

    Raises
    ------
    ResultsError
        If the folder cannot be used, or the cluster cannot.
    """
    place = folder or folder_of(experiment)
    executor = Cluster(dask, workers, tell) if dask else Processes(workers)
    with Store.opened(place, experiment) as store:
        if retry_failed and (store.status() == FAILED).any():
            store.forget_failures()
        _complete(store, executor, workers, progress, tell)
    return Sweep.load(place)


def _complete(
    store: Store,
    executor: Executor,
    workers: int,
    progress: Progress,
    tell: Callable[[str], None],
) -> None:
    """Run the members that are left, and put the tables together."""
    status = store.status()
    if store.complete:
        return
    if store.damaged:
        tell(f"damaged shards, whose members run again: {store.damaged}")
    left = np.flatnonzero(status == PENDING)
    state = State(len(status) - len(left), int((status == FAILED).sum()), len(status))
    progress(state)
    began = time.perf_counter()
    cutter = Cutter(store.experiment, left, executor)
    for chunk in executor.finished(Plan.of(store.experiment), cutter):
        store.add(chunk.table)
        cutter.learn(chunk)
        wrong = chunk.table.num_rows - chunk.table["error"].null_count
        state = State(state.done + chunk.table.num_rows, state.failed + wrong, state.total)
        progress(state)
    seconds = time.perf_counter() - began
    store.compact(timings={"seconds": seconds, "members": len(left), "workers": workers})
