"""The store of a sweep: shards while it runs, tables when it is done; nothing is ever half there.

Whatever is killed leaves whole shards behind. A damaged shard is thrown away and its members run
again. At the end the shards are put together in canonical order, a window of members at a time, so
that the tables do not depend on how the members were cut into chunks, and memory stays bounded.
"""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from filelock import FileLock, Timeout
from numpy.typing import NDArray

from alliancesim import __version__
from alliancesim import manifest as manifests
from alliancesim.experiments.resolved import Experiment
from alliancesim.experiments.shards import Shards
from alliancesim.files import PART, digest, growing, settle, write, write_table
from alliancesim.results import ResultsError, content_hash

WINDOW = 20_000
"""Members that are put together at a time, and stand in a row group of the tables."""
PENDING, DONE, FAILED = 0, 1, 2
"""What has become of a member."""
RESUME = "what is done is kept; run the same command again to go on"


def schema(experiment: Experiment) -> pa.Schema:
    """Return the columns of a shard: those of both tables, after the number of the member."""
    points = experiment.points()
    inputs = {path: pa.array(points[path].to_numpy()[:1]).type for path in experiment.inputs}
    return pa.schema([
        ("member", pa.int64()), ("point", pa.int32()), ("scenario", pa.string()),
        ("run", pa.int32()), ("seed", pa.int64()),
        *inputs.items(),
        *((outcome.name, pa.float64()) for outcome in experiment.outcomes),
        ("error", pa.string()), ("traceback", pa.string()),
    ])  # fmt: skip


class Store:
    """The folder of a sweep, held by this process alone."""

    def __init__(self, folder: Path, experiment: Experiment) -> None:
        self.folder, self.experiment = folder, experiment
        self.shards = Shards(folder / "shards", schema(experiment))
        self.damaged = 0
        """Shards that were thrown away."""

    @classmethod
    @contextmanager
    def opened(cls, folder: Path, experiment: Experiment) -> Iterator[Self]:
        """Open a folder for writing, making it if need be.

        Raises
        ------
        ResultsError
            If it holds something else, is held by another process, or cannot be written.
        """
        store = cls(folder, experiment)
        with store.written():
            folder.mkdir(parents=True, exist_ok=True)
            held = [path for path in folder.iterdir() if not path.name.startswith(".")]
            if held and store.manifest() is None:
                raise ResultsError(f"{folder} holds something else; name another folder")
            lock = FileLock(folder / ".lock", timeout=0)
            try:
                lock.acquire()
            except Timeout:
                message = f"another process is writing to {folder}; wait until it is done"
                raise ResultsError(message) from None
        with lock:
            store._begin()
            yield store

    @contextmanager
    def written(self) -> Iterator[None]:
        """Tell people what keeps the folder from being written."""
        try:
            yield
        except (OSError, pa.ArrowException) as error:
            reason = getattr(error, "strerror", None) or str(error)
            kept = f"; {RESUME}" if (self.folder / "manifest.json").exists() else ""
            raise ResultsError(f"cannot write to {self.folder}: {reason}{kept}") from error

    def _begin(self) -> None:
        """Write what is known before the first member has run, or see that it is the same."""
        manifest, points = self.manifest(), self.folder / "points.parquet"
        if manifest is not None and manifest["id"] != self.experiment.id:
            held = f"{manifest['name']}, {manifest['id']}"
            raise ResultsError(f"{self.folder} holds another sweep ({held}); name another folder")
        with self.written():
            for left in [*self.folder.rglob(f"{PART}*")]:  # by a process that was killed
                shutil.rmtree(left) if left.is_dir() else left.unlink()
            if manifest is None:
                self._tell(status="running")
            if not points.exists():
                write_table(points, pa.Table.from_pandas(self.experiment.points()))

    def manifest(self) -> dict[str, Any] | None:
        """Return the manifest, or None if there is none yet."""
        return read_manifest(self.folder) if (self.folder / "manifest.json").exists() else None

    @property
    def complete(self) -> bool:
        """Whether the tables are there, and no shards any more."""
        manifest = self.manifest()
        return manifest is not None and bool(manifest["status"] == "complete")

    def _tell(self, **facts: Any) -> None:
        """Write the manifest, with facts about how far the sweep has come."""
        experiment = self.experiment
        known = {
            "format": manifests.FORMAT,
            "alliancesim": __version__,
            "id": experiment.id,
            "name": experiment.name,
            "question": experiment.question,
            "seed": experiment.seed,
            "runs": experiment.runs,
            "points": int(experiment.points()["point"].nunique()),
            "scenarios": list(experiment.cases),
            "inputs": experiment.inputs,
            "outcomes": [outcome.model_dump() for outcome in experiment.outcomes],
            "experiment": experiment.plain(),
        }
        text = json.dumps(known | facts, indent=1, ensure_ascii=False, allow_nan=False)
        write(self.folder / "manifest.json", text.encode() + b"\n")

    def add(self, table: pa.Table) -> None:
        """Keep the members of a finished chunk."""
        with self.written():
            self.shards.add(table)

    def status(self) -> NDArray[np.uint8]:
        """Return what has become of each member, after damaged shards were thrown away."""
        if self.complete:
            shutil.rmtree(self.shards.folder, ignore_errors=True)
            found = np.full(self.experiment.members, DONE, np.uint8)
            found[self._numbers(pq.read_table(self.folder / "failures.parquet"))] = FAILED
            return found
        found = np.full(self.experiment.members, PENDING, np.uint8)
        for path in self.shards:
            table = self.shards.read(path)
            if table is None:
                self.damaged += 1
                path.unlink()
                continue
            members = table["member"].to_numpy()
            failed = table["error"].is_valid().to_numpy()
            found[members] = np.where(failed & (found[members] != DONE), FAILED, DONE)
        return found

    def forget_failures(self) -> None:
        """Make failed members such as have not run yet; a finished sweep is opened again."""
        with self.written():
            if self.complete:
                self._take_apart()
            self.shards.forget_failures()

    def _take_apart(self) -> None:
        """Turn the table of members into shards again."""
        for batch in pq.ParquetFile(self.folder / "members.parquet").iter_batches(WINDOW):
            table = pa.Table.from_batches([batch])
            table = table.add_column(0, "member", pa.array(self._numbers(table)))
            for name in ("error", "traceback"):
                table = table.append_column(name, pa.nulls(len(table), pa.string()))
            self.shards.add(table.cast(self.shards.schema))
        self._tell(status="running")

    def _numbers(self, table: pa.Table) -> NDArray[np.int64]:
        """Return the numbers of the members in the rows of a table."""
        order = {name: number for number, name in enumerate(self.experiment.cases)}
        scenarios = np.array([order[name] for name in table["scenario"].to_pylist()], np.int64)
        points, runs = (table[name].to_numpy().astype(np.int64) for name in ("point", "run"))
        return (points * len(order) + scenarios) * self.experiment.runs + runs

    def compact(self, **facts: Any) -> None:
        """Put all shards together as tables, in canonical order."""
        columns = self.shards.schema.names
        inputs = ["point", "scenario", "run", "seed", *self.experiment.inputs]
        kept = {"members": columns[1:-2], "failures": [*inputs, "error", "traceback"]}
        content, counts = hashlib.blake2b(digest_size=16), dict.fromkeys(kept, 0)
        with self.written(), tempfile.TemporaryDirectory(prefix=PART, dir=self.folder) as made:
            files = {name: Path(made) / f"{name}.parquet" for name in kept}
            with ExitStack() as stack:
                writers = {
                    name: stack.enter_context(growing(files[name], self._schema(kept[name])))
                    for name in kept
                }
                for window in self.shards.windows(self.experiment.members, WINDOW):
                    failed = window["error"].is_valid()
                    for name, rows in (("members", pc.invert(failed)), ("failures", failed)):
                        table = window.filter(rows).select(kept[name])
                        counts[name] += len(table)
                        content.update(content_hash({name: table}).encode())
                        writers[name].write_table(table, WINDOW)
            for name, file in files.items():
                settle(file, self.folder / f"{name}.parquet")
            hashes = {path.name: digest(path) for path in sorted(self.folder.glob("*.parquet"))}
            self._tell(status="complete", **counts, content_hash=content.hexdigest(),
                       files=hashes, **facts)  # fmt: skip
        shutil.rmtree(self.shards.folder, ignore_errors=True)

    def _schema(self, columns: list[str]) -> pa.Schema:
        return pa.schema([self.shards.schema.field(name) for name in columns])


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of a sweep.

    Raises
    ------
    ResultsError
        If the folder is not one of a sweep, or the manifest is damaged or of another version.
    """
    path = folder / "manifest.json"
    if not path.is_file():
        raise ResultsError(f"{folder} is not the folder of a sweep: no manifest.json")
    try:
        return manifests.read_manifest(path, manifests.SweepManifest)
    except manifests.ManifestError as error:
        raise ResultsError(str(error)) from error
