"""Folders of results: written whole or not at all, and by one process at a time.

A folder grows beside its place, under the name ``.NAME.part``, and takes its place at the end. The
process that writes it holds a lock on it, which ends with the process, however that ends: what a
killed process left is found without a lock, and thrown away by the next one that writes there.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":  # there two processes are not kept apart
    import fcntl


class ResultsError(Exception):
    """A results folder that cannot be read or written."""


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Hand out an empty folder that takes the place of ``target`` at the end; all or nothing.

    Raises
    ------
    ResultsError
        If ``target`` holds something else than results, cannot be written, or is being written by
        another process.
    """
    refuse_unwritable(target)
    scratch = target.parent / f".{target.name}.part"
    try:
        with _alone(scratch, target):
            try:
                yield scratch
                scratch.chmod(0o755)
                _swap(scratch, target)
            except BaseException:  # an interruption, too
                shutil.rmtree(scratch, ignore_errors=True)
                raise
    except OSError as error:
        raise ResultsError(f"cannot write results to {target}: {error.strerror}") from error


@contextmanager
def _alone(scratch: Path, target: Path) -> Iterator[None]:
    """Make an empty folder that no other process writes to meanwhile."""
    handle = None
    while handle is None:
        scratch.mkdir(mode=0o700, exist_ok=True)
        handle = _lock(scratch, target)
    try:
        for left in scratch.iterdir():  # by a process that was killed
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        yield
    finally:
        os.close(handle)


def _lock(scratch: Path, target: Path) -> int | None:
    """Return the handle of a folder that is locked, or None if it was moved away meanwhile."""
    if sys.platform == "win32":
        return os.open(os.devnull, os.O_RDONLY)
    try:
        handle = os.open(scratch, os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.path.samestat(os.fstat(handle), scratch.stat()):
            return handle
    except BlockingIOError:
        os.close(handle)
        raise ResultsError(
            f"another process is writing to {target}; wait until it is done, or name another folder"
        ) from None
    except FileNotFoundError:
        pass
    os.close(handle)
    return None


def refuse_unwritable(target: Path) -> None:
    """Raise ``ResultsError`` where results could not be written; creates parent folders.

    An existing folder is replaced only if it holds results (or nothing).
    """
    if target.exists() and not target.is_dir():
        raise ResultsError(f"{target} is a file; name a folder for the results")
    try:
        if target.is_dir() and any(target.iterdir()) and not (target / "manifest.json").is_file():
            raise ResultsError(f"{target} holds something else; name another folder")
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent):
            pass
    except OSError as error:
        raise ResultsError(f"cannot write results to {target}: {error.strerror}") from error


def _swap(scratch: Path, target: Path) -> None:
    """Put the finished folder in place of an older one."""
    if not target.exists():
        scratch.rename(target)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    target.rename(old / "old")
    try:
        scratch.rename(target)
    except OSError:
        (old / "old").rename(target)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)
