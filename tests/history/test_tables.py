"""Tables: the files as published, and what is told of those that cannot be read."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import rdata

from alliancesim.history.citations import CITATIONS
from alliancesim.history.tables import COLUMNS, HistoryError, read, tables, years
from tests.history import invented


def test_every_table_is_pinned_declared_and_cited() -> None:
    assert tables().keys() == COLUMNS.keys() == CITATIONS.keys()
    for table in tables().values():
        assert len(table.sha256) == 64
        assert table.size > 0
        assert table.url.startswith("https://")
        assert len(table.citation) > 40


@pytest.mark.parametrize("name", list(COLUMNS))
def test_tables_are_read_as_they_are(pack: Path, name: str) -> None:
    frame = read(pack, name)
    assert len(frame) == len(invented.frames()[name])
    assert set(COLUMNS[name]) <= set(frame.columns)


def test_dates_of_r_become_dates(pack: Path) -> None:
    spells = read(pack, "cow_contdir")
    assert spells["stdate"].iloc[0] == pd.Timestamp("1900-03-01")
    assert spells["enddate"].iloc[0] == pd.Timestamp("2016-12-31")


def test_years_are_those_of_rows_or_of_the_beginning_of_spells(pack: Path) -> None:
    assert years(read(pack, "cow_mid_ddydisps")) == (1910, 1995)
    assert years(read(pack, "cow_states")) == (1816, 1990)
    assert years(read(pack, "cow_contdir")) == (1816, 1950)
    assert years(read(pack, "cow_states").iloc[:0]) is None


def test_the_original_of_the_un_numbers_sessions_and_rows(tmp_path: Path, pack: Path) -> None:
    ours = read(pack, "un_ideal_points")
    original = ours.drop(columns="year").reset_index(names="")
    original.to_csv(tmp_path / "un_ideal_points.csv", index=False)
    theirs = read(tmp_path, "un_ideal_points")
    pd.testing.assert_frame_equal(theirs[ours.columns], ours)
    assert set(theirs.columns) == set(ours.columns)


def test_a_missing_table_is_told(tmp_path: Path) -> None:
    with pytest.raises(HistoryError, match=r"cow_states\.rda is missing"):
        read(tmp_path, "cow_states")


@pytest.mark.parametrize("content", [b"", b"no table at all", b"<html>not found</html>"])
def test_a_file_of_another_kind_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "cow_states.rda").write_bytes(content)
    with pytest.raises(HistoryError, match="damaged, or not a file of R"):
        read(tmp_path, "cow_states")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_a_cut_file_is_told(tmp_path: Path, pack: Path, share: float) -> None:
    whole = (pack / "cow_states.rda").read_bytes()
    (tmp_path / "cow_states.rda").write_bytes(whole[: int(share * len(whole))])
    with pytest.raises(HistoryError, match="damaged"):
        read(tmp_path, "cow_states")


def test_an_empty_csv_is_told(tmp_path: Path) -> None:
    (tmp_path / "un_ideal_points.csv").write_bytes(b"")
    with pytest.raises(HistoryError, match="damaged"):
        read(tmp_path, "un_ideal_points")


def test_another_table_in_the_file_is_told(tmp_path: Path, pack: Path) -> None:
    (tmp_path / "cow_states.rda").write_bytes((pack / "cow_majors.rda").read_bytes())
    with pytest.raises(HistoryError, match="holds cow_majors instead of cow_states"):
        read(tmp_path, "cow_states")


def test_something_else_than_a_table_is_told(tmp_path: Path) -> None:
    rdata.write_rda(tmp_path / "cow_states.rda", {"cow_states": np.arange(3.0)})
    with pytest.raises(HistoryError, match="no data frame"):
        read(tmp_path, "cow_states")


def test_missing_columns_are_named(tmp_path: Path) -> None:
    frame = invented.frames()["cow_states"].drop(columns=["ccode", "stday"])
    invented.write(tmp_path, cow_states=frame)
    with pytest.raises(HistoryError, match="no column ccode, stday"):
        read(tmp_path, "cow_states")
