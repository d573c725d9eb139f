"""Files that are there whole or not at all, whatever is killed while they are written."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

PART = ".part."
"""How the names of files begin that are being written."""


def write(path: Path, content: bytes) -> None:
    """Write a file under another name, bring it to the disk and rename it."""
    handle, name = tempfile.mkstemp(prefix=PART, dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        part.chmod(0o644)
        settle(part, path)
    finally:
        part.unlink(missing_ok=True)


def write_table(path: Path, table: pa.Table) -> None:
    """Write a small table; its pages carry checksums, so that damage shows."""
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd", write_page_checksum=True)
    write(path, sink.getvalue().to_pybytes())


def settle(part: Path, path: Path) -> None:
    """Bring a file to the disk and give it its name."""
    for file, name in ((part, path), (path.parent, None)):
        handle = os.open(file, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        if name is not None:
            part.replace(name)


@contextmanager
def growing(path: Path, schema: pa.Schema) -> Iterator[pq.ParquetWriter]:
    """Open a table that is written a row group at a time."""
    writer = pq.ParquetWriter(path, schema, compression="zstd", write_page_checksum=True)
    try:
        yield writer
        writer.close()
    except BaseException:
        writer.is_open = False  # else it tries again, in vain, when it is thrown away
        raise
