"""Files that are there whole or not at all, whatever is killed while they are written."""

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # text is written without them, too
    import pyarrow as pa
    import pyarrow.parquet as pq

PART = ".part."
"""How the names of files begin that are being written."""


@contextmanager
def draft(path: Path) -> Iterator[Path]:
    """Hand out another name, beside ``path``, under which a file is written that then takes it.

    What is no file of its own, such as a pipe or ``/dev/stdout``, is written as it is.

    Raises
    ------
    OSError
        If no file can be written there; it names ``path``.
    """
    if path.is_symlink() or (path.exists() and not path.is_file() and not path.is_dir()):
        yield path
        return
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        handle, name = tempfile.mkstemp(prefix=PART, dir=path.parent)
    except OSError as error:
        raise type(error)(error.errno, error.strerror, str(path)) from None
    os.close(handle)
    part = Path(name)
    try:
        yield part
        part.chmod(0o644)
        settle(part, path)
    finally:
        part.unlink(missing_ok=True)


def write(path: Path, content: bytes) -> None:
    """Write a file whole."""
    with draft(path) as part:
        part.write_bytes(content)


def write_text(path: Path, text: str) -> None:
    """Write a file of text whole; its lines end alike everywhere."""
    write(path, text.encode())


def write_table(path: Path, table: "pa.Table") -> None:
    """Write a small table whole; its pages carry checksums, so that damage shows."""
    import pyarrow.parquet as pq

    with draft(path) as part:
        pq.write_table(table, part, compression="zstd", write_page_checksum=True)


def digest(path: Path) -> str:
    """Return a hash of a file, byte for byte (BLAKE2b, 128 bits)."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, partial(hashlib.blake2b, digest_size=16)).hexdigest()


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
def growing(path: Path, schema: "pa.Schema") -> Iterator["pq.ParquetWriter"]:
    """Open a table that is written a row group at a time."""
    import pyarrow.parquet as pq

    writer = pq.ParquetWriter(path, schema, compression="zstd", write_page_checksum=True)
    try:
        yield writer
        writer.close()
    except BaseException:
        writer.is_open = False  # else it tries again, in vain, when it is thrown away
        raise
