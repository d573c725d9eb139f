"""Pools: processes that share out work, with one thread each, and never outlive their parent."""

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from alliancesim.folders import ResultsError
from alliancesim.threads import one_thread_each

Task = TypeVar("Task")
Found = TypeVar("Found")


@contextlib.contextmanager
def pool_of(
    workers: int, prepare: Callable[..., object] | None = None, given: tuple[Any, ...] = ()
) -> Iterator[ProcessPoolExecutor]:
    """Open a pool whose processes end with the block, or with this process, however it ends.

    ``prepare`` is called with ``given`` in each process before it works.
    """
    context = multiprocessing.get_context("spawn")
    reader, writer = context.Pipe(duplex=False)
    with one_thread_each(), reader:
        pool = ProcessPoolExecutor(workers, context, _settle_in, (reader, prepare, given))
        try:
            with _undisturbed():
                for _ in range(workers):  # each starts a process, as none is idle yet
                    pool.submit(os.getpid)
            yield pool
        finally:
            writer.close()
            pool.shutdown(cancel_futures=True)


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Put off interruptions, and let processes that start within never see any.

    One that is interrupted before it can ask to be left alone would print a traceback; so would one
    whose parent is interrupted while it sends it what it needs.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _settle_in(
    lifeline: Connection, prepare: Callable[..., object] | None, given: tuple[Any, ...]
) -> None:
    """Prepare a process: Ctrl-C is the parent's business, and without a parent there is no work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})

    def watch() -> None:
        lifeline.poll(None)  # nothing is ever sent, so this returns when the other end is closed
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
    if prepare is not None:
        prepare(*given)


@contextlib.contextmanager
def helpers(workers: int) -> Iterator[Any]:
    """Hand out a ``map`` that yields in order; the work is done by processes, if by several.

    Raises
    ------
    ResultsError
        If a process was killed.
    """
    if workers == 1:
        yield map
        return
    with _told(), pool_of(workers) as pool:
        yield pool.map


def shared_out(
    function: Callable[[Task], Found], tasks: Iterable[Task], workers: int
) -> Iterator[Found]:
    """Yield what ``function`` makes of each task, in order; the work is done by processes.

    Each process is told the function once, when it starts: what travels later is small.

    Raises
    ------
    ResultsError
        If a process was killed.
    """
    if workers == 1:
        yield from map(function, tasks)
        return
    with _told(), pool_of(workers, _remember, (function,)) as pool:
        yield from pool.map(_apply, tasks)


_known: list[Callable[[Any], Any]] = []
"""The function of a worker process."""


def _remember(function: Callable[[Any], Any]) -> None:
    _known[:] = [function]


def _apply(task: Any) -> Any:
    return _known[0](task)


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """Tell of a process that was killed."""
    try:
        yield
    except BrokenProcessPool:
        raise ResultsError(
            "a worker process was killed (it crashed, or memory ran out); try fewer workers"
        ) from None
