"""Stored tables: Parquet files that grow member by member and are read a piece at a time.

An ensemble may be larger than memory. Its members come one after the other, so each table grows
by whole members, a row group for several of them; whoever reads a table says which columns.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import pyarrow as pa
import pyarrow.parquet as pq

from alliancesim.files import digest

GROUP = 4_000_000
"""Bytes of a table that wait in memory until they become a row group."""


class DamagedTableError(Exception):
    """A file of a table that cannot be read."""


def write_whole(file: Path, table: pa.Table) -> None:
    """Write a table; its pages carry checksums, so that damage shows."""
    pq.write_table(table, file, compression="zstd", write_page_checksum=True)


@contextmanager
def _readable(file: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, UnicodeDecodeError, pa.ArrowException) as error:
        raise DamagedTableError(f"{file} is missing or damaged: {error}") from error


class StoredTables(Mapping[str, pa.Table]):
    """The tables of a folder by name; each is read when it is asked for, and not kept.

    Parameters
    ----------
    folder
        Where the files are.
    names
        Names of the tables.
    digests
        Hashes of the files by their names; a file is held against its own when it is first read.

    Raises
    ------
    DamagedTableError
        If a file is missing or cut short; inner damage is told by whoever reads.
    """

    def __init__(
        self, folder: Path, names: Iterable[str], digests: Mapping[str, str] | None = None
    ) -> None:
        self.folder = folder
        self._unread = dict(digests or {})
        self.schemas: dict[str, pa.Schema] = {}
        for name in names:
            with _readable(self.file(name)):
                self.schemas[name] = pq.read_schema(self.file(name))
                if not self.schemas[name].names:  # damaged ones cannot be decoded
                    raise DamagedTableError(f"{self.file(name)} is damaged: it has no columns")

    def file(self, name: str) -> Path:
        """Return the file of a table."""
        return self.folder / f"{name}.parquet"

    def rows(self, name: str) -> int:
        """Return the number of rows of a table."""
        with _readable(self.file(name)):
            return int(pq.read_metadata(self.file(name)).num_rows)

    def _sound(self, name: str) -> Path:
        """Return the file of a table; raise if it is not the one that was written."""
        file = self.file(name)
        if file.name in self._unread and digest(file) != self._unread[file.name]:
            raise DamagedTableError(f"{file} is damaged: it is not the file that was written")
        self._unread.pop(file.name, None)
        return file

    def part(self, name: str, columns: list[str]) -> pa.Table:
        """Return some columns of a table."""
        with _readable(self.file(name)):
            file = self._sound(name)
            return pq.read_table(file, columns=columns, page_checksum_verification=True)

    def pieces(self, name: str, columns: list[str] | None = None) -> Iterator[pa.Table]:
        """Yield a table, or some of its columns, a row group at a time."""
        with _readable(self.file(name)):
            place = self._sound(name)
        with _readable(place), pq.ParquetFile(place, page_checksum_verification=True) as file:
            for group in range(file.num_row_groups):
                yield file.read_row_group(group, columns=columns)

    def __getitem__(self, name: str) -> pa.Table:
        return self.part(name, self.schemas[name].names)

    def __contains__(self, name: object) -> bool:
        return name in self.schemas  # without reading the table, as a Mapping would

    def __iter__(self) -> Iterator[str]:
        return iter(self.schemas)

    def __len__(self) -> int:
        return len(self.schemas)


def pieces(
    tables: Mapping[str, pa.Table], name: str, columns: list[str] | None = None
) -> Iterator[pa.Table]:
    """Yield a table, or some of its columns, a piece at a time where it is stored that way."""
    if isinstance(tables, StoredTables):
        yield from tables.pieces(name, columns)
    else:
        yield tables[name].select(columns) if columns else tables[name]


def row_counts(tables: Mapping[str, pa.Table]) -> dict[str, int]:
    """Return the number of rows of each table by name."""
    if isinstance(tables, StoredTables):
        return {name: tables.rows(name) for name in tables}
    return {name: table.num_rows for name, table in tables.items()}


def schema_of(tables: Mapping[str, pa.Table], name: str) -> pa.Schema:
    """Return names and types of the columns of a table."""
    return tables.schemas[name] if isinstance(tables, StoredTables) else tables[name].schema


class GrowingTable:
    """One table on its way to a file: ``add`` members in order, then ``close``."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.schema = pa.schema([])
        self.waiting: list[pa.Table] = []
        self.bytes = 0
        self.writer: pq.ParquetWriter | None = None

    def add(self, member: pa.Table) -> None:
        """Take in the rows of a member.

        A member in which nothing happened may lack columns or know no types: those of the first
        row group hold for the file.
        """
        if self.writer is None:
            self.schema = pa.unify_schemas([self.schema, member.schema], promote_options="default")
        self.waiting.append(member)
        self.bytes += member.nbytes
        if self.bytes >= GROUP:
            self._flush()

    def close(self) -> None:
        """Write what is left, and end the file."""
        self._flush()
        assert self.writer is not None  # noqa: S101 - told to the type checker; _flush opened it
        self.writer.close()

    def _flush(self) -> None:
        if self.writer is None:
            self.writer = pq.ParquetWriter(
                self.file, self.schema, compression="zstd", write_page_checksum=True
            )
        whole = pa.concat_tables([self.schema.empty_table(), *self.waiting],
                                 promote_options="default")  # fmt: skip
        if whole.num_rows:
            self.writer.write_table(whole, row_group_size=whole.num_rows)
        self.waiting, self.bytes = [], 0


class TableWriter:
    """Writes the tables of an ensemble into a folder, member by member; a context manager."""

    def __init__(self, folder: Path, names: Iterable[str]) -> None:
        self.folder = folder
        self.tables = {name: GrowingTable(folder / f"{name}.parquet") for name in names}

    def __enter__(self) -> Self:
        return self

    def add(self, member: Mapping[str, pa.Table]) -> None:
        """Take in all tables of a member."""
        for name, table in self.tables.items():
            table.add(member[name])

    def __exit__(self, *_: object) -> None:
        for table in self.tables.values():
            table.close()

    def stored(self) -> StoredTables:
        """Return the tables, once they are written."""
        return StoredTables(self.folder, self.tables)
