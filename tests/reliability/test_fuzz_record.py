"""Whatever is wrong with a table of the record: a panel is made of it, or the table is named."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from alliancesim.history.panel import INPUTS, panel
from alliancesim.history.tables import COLUMNS, HistoryError, read, tables
from tests.history import invented
from tests.reliability.limits import bounded, fuzz

NAMES = sorted(INPUTS)
WRONG: dict[str, Callable[[pd.Series, int], Any]] = {
    "text": lambda column, _: ["much"] * len(column),
    "missing": lambda column, _: [None] * len(column),
    "one missing": lambda column, row: column.where(np.arange(len(column)) != row),
    "infinite": lambda column, _: np.full(len(column), np.inf),
    "huge": lambda column, _: np.full(len(column), 1e300),
    "negative": lambda column, _: np.full(len(column), -9.0),
    "zero": lambda column, _: np.zeros(len(column)),
    "tiny": lambda column, _: np.full(len(column), 1e-12),
    "lists": lambda column, _: [[1, 2]] * len(column),
}
"""What is put in the place of a column."""


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pack")
    invented.write(folder)
    return folder


def copied(pack: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "damaged"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(pack, folder)
    return folder


def attempt(step: Callable[[], Any], kind: str, name: str) -> None:
    """Do a step; if it is refused, the table must be named."""
    told = name
    with bounded(kind) as tally:
        try:
            step()
        except HistoryError as error:
            tally.refused += 1
            told = str(error)
    assert name in told
    assert len(told) < 1000


@fuzz(0.02)
@given(
    name=st.sampled_from(sorted(COLUMNS)), share=st.floats(0, 0.999), byte=st.integers(0, 255),
    cut=st.booleans(),
)  # fmt: skip
def test_a_damaged_file_is_read_or_refused(
    name: str, share: float, byte: int, cut: bool, pack: Path, tmp_path: Path
) -> None:
    file = tmp_path / tables()[name].file
    raw = bytearray((pack / file.name).read_bytes())
    at = int(share * len(raw))
    raw[at] ^= byte
    file.write_bytes(raw[:at] if cut else raw)
    attempt(lambda: read(tmp_path, name), "files of the record", name)


@fuzz(0.02)
@given(
    name=st.sampled_from(NAMES), column=st.integers(0, 20), row=st.integers(0, 30),
    way=st.sampled_from([*WRONG, "drop", "no rows", "twice"]),
)  # fmt: skip
@example(name="cw_democracy", column=8, row=7, way="zero")
def test_a_table_with_wrong_values_makes_a_panel_or_is_named(
    name: str, column: int, row: int, way: str, pack: Path, tmp_path: Path
) -> None:
    folder = copied(pack, tmp_path)
    frame = invented.frames()[name]
    known = [each for each in COLUMNS[name] if each in frame]
    column_name = known[column % len(known)]
    if way == "drop":
        frame = frame.drop(columns=column_name)
    elif way == "no rows":
        frame = frame.iloc[:0]
    elif way == "twice":
        frame = pd.concat([frame, frame], ignore_index=True)
    else:
        frame[column_name] = WRONG[way](frame[column_name], row % len(frame))
    file = folder / tables()[name].file
    write(file, name, frame)
    attempt(lambda: panel(folder), "values of the record", name)


def write(file: Path, name: str, frame: pd.DataFrame) -> None:
    """Write one table as its authors would."""
    if file.suffix == ".csv":
        frame.to_csv(file, index=False)
    else:
        invented.write_table(file, name, frame)
