"""Members in local processes, of which any may be killed.

A process that dies takes its pool with it; the chunks that were in flight are run again in a fresh
pool. A chunk that saw two pools die runs alone from then on, and is halved each time that this
kills the pool, until a single member is left: that one has failed.
"""

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import NamedTuple

from alliancesim.experiments.chunks import Chunk, Finished, Plan, failed, run_chunk, table_of
from alliancesim.pools import pool_of
from alliancesim.results import ResultsError

ALONE = 2
"""Deaths of pools that a chunk has seen when it is run alone."""
STARTS = 3
"""Pools in a row that may die before they have begun to work."""
NO_START = (
    "the worker processes die before they begin; a script that sweeps needs the line"
    ' `if __name__ == "__main__":`'
)
KILLED = "the process that ran it was killed each time (it crashed, or ran out of memory)"


class Trial(NamedTuple):
    """A chunk and the deaths of pools that it has seen."""

    chunk: Chunk
    deaths: int = 0

    @property
    def alone(self) -> bool:
        """Whether it must run alone."""
        return self.deaths >= ALONE

    def after_death(self) -> list["Trial"]:
        """Return what to try when the pool has died; nothing if a single member did it twice."""
        if not self.alone:
            return [Trial(self.chunk, self.deaths + 1)]
        if len(self.chunk) == 1:
            return [Trial(self.chunk, self.deaths + 1)] if self.deaths == ALONE else []
        half = len(self.chunk) // 2
        return [Trial(self.chunk[:half], ALONE), Trial(self.chunk[half:], ALONE)]


class Processes:
    """An executor of chunks in processes of this machine."""

    def __init__(self, workers: int) -> None:
        self.slots = workers

    def finished(self, plan: Plan, chunks: Iterable[Chunk]) -> Iterator[Finished]:
        """Run chunks and yield them as they finish, in any order."""
        fresh = iter(chunks)
        again: deque[Trial] = deque()
        dead = 0
        while dead < STARTS:
            running: dict[Future[Finished], Trial] = {}
            with pool_of(self.slots) as pool:
                try:
                    self._start(pool)
                    dead = 0
                    while self._fill(pool, plan, running, again, fresh):
                        for future in wait(running, return_when=FIRST_COMPLETED).done:
                            result = future.result()
                            del running[future]
                            yield result
                    return
                except BrokenProcessPool:
                    dead += not running
                    yield from _after_death(plan, running, again)
        raise ResultsError(NO_START)

    def _start(self, pool: ProcessPoolExecutor) -> None:
        """Start all processes, and wait for the first to be there."""
        ready = wait([pool.submit(os.getpid) for _ in range(self.slots)], None, FIRST_COMPLETED)
        for future in ready.done:
            future.result()

    def _fill(
        self,
        pool: ProcessPoolExecutor,
        plan: Plan,
        running: dict[Future[Finished], Trial],
        again: deque[Trial],
        fresh: Iterator[Chunk],
    ) -> bool:
        """Keep all processes busy, and the next chunk ready for each; tell whether any is left."""
        while len(running) < 2 * self.slots and not any(t.alone for t in running.values()):
            if not again and (chunk := next(fresh, None)) is not None:
                again.append(Trial(chunk))
            if not again or (again[0].alone and running):
                break
            trial = again[0]
            running[pool.submit(run_chunk, plan, trial.chunk)] = trial
            again.popleft()
        return bool(running)


def _after_death(
    plan: Plan, running: dict[Future[Finished], Trial], again: deque[Trial]
) -> Iterator[Finished]:
    """Yield what had finished when a pool died, and put the rest up for another trial."""
    wait(running)
    for future, trial in running.items():
        if future.exception() is None:
            yield future.result()
            continue
        more = trial.after_death()
        again.extend(more)
        if not more:
            yield Finished(table_of(plan, [failed(task, KILLED) for task in trial.chunk]), 1.0)
