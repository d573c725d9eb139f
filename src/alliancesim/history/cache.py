"""Cache: the panel as tidy Parquet files, good as long as neither tables nor coding change."""

import hashlib
import warnings
from pathlib import Path

import pandas as pd

from alliancesim.files import draft
from alliancesim.history import codes, panel, tables
from alliancesim.history.panel import FIRST, INPUTS, Panel
from alliancesim.history.sources import cache
from alliancesim.history.tables import HistoryError, sha256


def cached(folder: Path, first: int = FIRST, last: int | None = None) -> Panel:
    """Return the panel of the tables in ``folder``, as ``panel`` does, and keep it for next time.

    Raises
    ------
    HistoryError
        If a table is missing or damaged.
    """
    home = cache() / "panels" / key(folder, first, last)
    files = home / "states.parquet", home / "dyads.parquet"
    if all(file.is_file() for file in files):
        return Panel(*(pd.read_parquet(file) for file in files))
    made = panel.panel(folder, first, last)
    try:
        home.mkdir(parents=True, exist_ok=True)
        for frame, file in zip((made.states, made.dyads), files, strict=True):
            _write(frame, file)
    except OSError as error:
        warnings.warn(f"the panel cannot be kept for next time: {error}", stacklevel=2)
    return made


def key(folder: Path, first: int, last: int | None) -> str:
    """Return what stands for the tables, the years and the code that makes a panel of them."""
    digest = hashlib.blake2b(f"{first} {last}".encode(), digest_size=16)
    for name in INPUTS:
        file = folder / tables.tables()[name].file
        if not file.is_file():
            raise HistoryError(f"{file} is missing; `alliancesim data status` tells what is there")
        digest.update(sha256(file).encode())
    for module in (codes, panel, tables):
        digest.update(Path(str(module.__file__)).read_bytes())
    return digest.hexdigest()


def _write(frame: pd.DataFrame, file: Path) -> None:
    """Write a file so that nobody ever finds half of it."""
    with draft(file) as part:
        frame.to_parquet(part, index=False)
