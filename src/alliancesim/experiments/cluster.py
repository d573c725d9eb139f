"""Members on a Dask cluster: one that runs already, or a local one with its dashboard."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from alliancesim import __version__
from alliancesim.experiments.chunks import Chunk, Finished, Plan, failed, run_chunk, table_of
from alliancesim.experiments.processes import KILLED
from alliancesim.results import ResultsError
from alliancesim.threads import one_thread_each

PATIENCE = 60
"""Seconds to wait for the first worker."""


class Cluster:
    """An executor of chunks on a Dask cluster.

    Dask itself runs the chunks of a worker that is gone elsewhere. A chunk that several workers did
    not survive is run member by member, so that only the one that kills them fails.
    """

    def __init__(self, address: str, workers: int, tell: Callable[[str], None]) -> None:
        self.address, self.slots, self.tell = address, workers, tell

    def finished(self, plan: Plan, chunks: Iterable[Chunk]) -> Iterator[Finished]:
        """Run chunks and yield them as they finish, in any order."""
        from distributed import CancelledError, KilledWorker

        with self._client() as client:
            queue = _Queue(client, plan, iter(chunks))
            try:
                while queue.fill(2 * self._count(client)):
                    chunk, future = queue.next()
                    try:
                        result = future.result()
                    except KilledWorker:
                        result = queue.killed(chunk)
                    if result is not None:
                        yield result
            except (CancelledError, OSError) as error:  # a connection that breaks is an OSError
                message = f"the Dask scheduler at {self.address} is gone: {error}"
                raise ResultsError(message) from error

    def _count(self, client: Any) -> int:
        """Return the number of chunks that the cluster can run at once now."""
        self.slots = max(1, sum(client.nthreads().values()))
        return self.slots

    @contextmanager
    def _client(self) -> Iterator[Any]:
        """Connect to the cluster, and make it first if it is to be a local one."""
        try:
            from distributed import Client, LocalCluster
        except ImportError:
            message = "--dask needs Dask: pip install 'alliancesim[dask]'"
            raise ResultsError(message) from None
        with ExitStack() as stack:
            place: Any = self.address
            if self.address == "local":
                stack.enter_context(one_thread_each())
                place = LocalCluster(n_workers=self.slots, threads_per_worker=1)
                stack.enter_context(place)
                self.tell(f"dashboard: {place.dashboard_link}")
            try:
                client = stack.enter_context(Client(place, timeout=10))
            except (OSError, ValueError) as error:
                message = f"no Dask scheduler answers at {self.address}: {error}"
                raise ResultsError(message) from error
            self._check(client)
            yield client

    def _check(self, client: Any) -> None:
        """Refuse a cluster without workers, or whose workers have another alliancesim."""
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            message = f"the Dask cluster at {self.address} has no worker after {PATIENCE} s"
            raise ResultsError(message) from error
        try:
            found = set(client.run(version).values())
        except Exception as error:  # of any kind that unpickling on another machine may raise
            message = f"the workers at {self.address} cannot load alliancesim: {error}"
            raise ResultsError(message) from error
        if found != {__version__}:
            others = ", ".join(sorted(found))
            message = f"the workers at {self.address} run alliancesim {others}, not {__version__}"
            raise ResultsError(message)


class _Queue:
    """The chunks that a cluster has been given."""

    def __init__(self, client: Any, plan: Plan, fresh: Iterator[Chunk]) -> None:
        from distributed import as_completed

        self.client, self.plan, self.fresh = client, plan, fresh
        self.running: dict[Any, Chunk] = {}
        self.ready = as_completed()

    def fill(self, number: int) -> bool:
        """Keep ``number`` chunks with the cluster; tell whether it has any."""
        while len(self.running) < number:
            chunk = next(self.fresh, None)
            if chunk is None:
                break
            self._submit(chunk)
        return bool(self.running)

    def next(self) -> tuple[Chunk, Any]:
        """Wait for a chunk and return it with its future."""
        future = next(self.ready)
        return self.running.pop(future), future

    def killed(self, chunk: Chunk) -> Finished | None:
        """Give up a member that several workers did not survive; try those of a chunk alone."""
        if len(chunk) == 1:
            return Finished(table_of(self.plan, [failed(chunk[0], KILLED)]), 1.0)
        for task in chunk:
            self._submit((task,))
        return None

    def _submit(self, chunk: Chunk) -> None:
        future = self.client.submit(run_chunk, self.plan, chunk, pure=False)
        self.running[future] = chunk
        self.ready.add(future)


def version() -> str:
    """Return the version of alliancesim where this is called."""
    return __version__
