"""Sources: where the files of the record are, how they are fetched, and whether they are right.

The files are those of the pinned release, each with its address and SHA-256. A file that is there
and right is kept; one that is cut or altered is downloaded again, and takes its place only once it
has arrived whole and its hash is right. What fails does not keep the others from being fetched.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from alliancesim.history.tables import EXTRA, HistoryError, Table, read, sha256, tables, years

VARIABLE = "ALLIANCESIM_HISTORY"
"""Environment variable that names a folder with the files."""
PATIENCE = 30
"""Seconds without an answer after which a download has failed."""


class Fetched(NamedTuple):
    """What became of a file of the release."""

    table: Table
    problem: str
    """Why it is not there now; empty if it is."""


class Status(NamedTuple):
    """What is known of a table in a folder."""

    table: Table
    present: bool
    pinned: bool
    """Whether it is the file of the pinned release."""
    sha256: str = ""
    rows: int = 0
    years: tuple[int, int] | None = None
    """First and last year of its rows."""
    problem: str = ""
    """Why it cannot be used; empty if it can."""


def folder_of(given: Path | None = None) -> Path:
    """Return the folder of the files: as given, else as the environment says, else the user's.

    Raises
    ------
    HistoryError
        If a folder that was named does not exist.
    """
    named = given or os.environ.get(VARIABLE)
    if not named:
        return own_folder()
    folder = Path(named)
    if not folder.is_dir():
        origin = "" if given else f" (named by {VARIABLE})"
        raise HistoryError(f"there is no folder {folder}{origin}")
    return folder


def own_folder() -> Path:
    """Return the user's folder of fetched tables; it need not exist."""
    return cache() / "tables"


def cache() -> Path:
    """Return the user's folder for files that can be made or fetched again."""
    return Path(_pooch().os_cache("alliancesim"))


def fetch(folder: Path, release: Mapping[str, Table] | None = None) -> Iterator[Fetched]:
    """Fetch the files of a release into a folder, and tell of each what became of it.

    Parameters
    ----------
    folder
        Where they go; made if need be.
    release
        Tables by name; the pinned release unless given.
    """
    pooch = _pooch()
    pooch.get_logger().setLevel("WARNING")
    by_http = pooch.HTTPDownloader(timeout=PATIENCE)
    for table in (tables() if release is None else release).values():
        problem = ""
        try:
            pooch.retrieve(
                table.url, f"sha256:{table.sha256}", table.file, folder, downloader=by_http
            )
        except OSError as error:  # of the network, too
            problem = f"{table.url} cannot be fetched: {error}"
        except ValueError:
            problem = f"what {table.url} sent is not the file of the pinned release"
        yield Fetched(table, problem)


def status(folder: Path, release: Mapping[str, Table] | None = None) -> Iterator[Status]:
    """Yield what is known of each table of a release in a folder."""
    for table in (tables() if release is None else release).values():
        path = folder / table.file
        if not path.is_file():
            yield Status(table, present=False, pinned=False, problem="missing")
            continue
        found = sha256(path)
        pinned = found == table.sha256
        try:
            frame = read(folder, table.name)
        except HistoryError as error:
            yield Status(table, present=True, pinned=pinned, sha256=found, problem=str(error))
        else:
            yield Status(table, True, pinned, found, len(frame), years(frame))


def _pooch() -> Any:
    try:
        import pooch
    except ImportError:
        raise HistoryError(EXTRA) from None
    return pooch
