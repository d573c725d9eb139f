"""Shards: the members of finished chunks, in files that are never changed.

A shard is named by its first and last member; no two hold the same member, but for those whose
failures were forgotten by a process that was killed then.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from alliancesim.files import write_table


class Shards:
    """The shards in a folder, all with the same columns."""

    def __init__(self, folder: Path, schema: pa.Schema) -> None:
        self.folder, self.schema = folder, schema

    def add(self, table: pa.Table) -> None:
        """Keep the members in a table, if there are any."""
        if len(table):
            self.folder.mkdir(exist_ok=True)
            write_table(self.folder / _name(table), table)

    def __iter__(self) -> Iterator[Path]:
        yield from sorted(self.folder.glob("*.parquet"))

    def read(self, path: Path) -> pa.Table | None:
        """Return a shard, or None if it is damaged."""
        try:
            table = pq.read_table(path, page_checksum_verification=True)
        except (OSError, pa.ArrowException):
            return None
        return table if table.schema.equals(self.schema) else None

    def forget_failures(self) -> None:
        """Put a shard without failed members in the place of each that has some."""
        for path in self:
            table = self.read(path)
            if table is None or not (failed := table["error"].is_valid()).to_numpy().any():
                continue
            good = table.filter(pc.invert(failed))
            self.add(good)
            if not len(good) or _name(good) != path.name:
                path.unlink()

    def windows(self, members: int, size: int) -> Iterator[pa.Table]:
        """Yield the first ``members`` members in order, ``size`` at a time."""
        spans = []
        for path in self:
            first, _, last = path.stem.partition("-")
            spans.append((int(first), int(last), path))
        for start in range(0, members, size):
            stop = start + size
            parts = [
                pq.read_table(path, filters=[("member", ">=", start), ("member", "<", stop)])
                for first, last, path in spans
                if first < stop and last >= start
            ]
            table = pa.concat_tables([self.schema.empty_table(), *parts])
            # Of a member that stands twice the row that ran comes first, and is kept.
            failed, numbers = table["error"].is_valid().to_numpy(), table["member"].to_numpy()
            rows = np.lexsort((failed, numbers))
            yield table.take(rows[np.diff(numbers[rows], prepend=-1) > 0])


def _name(table: pa.Table) -> str:
    numbers = table["member"].to_numpy()
    return f"{numbers.min():010d}-{numbers.max():010d}.parquet"
