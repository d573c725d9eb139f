"""Cache: the same panel, made once, and made again when anything that it rests on changes."""

from pathlib import Path

import pandas as pd
import pytest

from alliancesim.history import cache, panel
from alliancesim.history.cache import cached, key
from alliancesim.history.panel import Panel
from alliancesim.history.tables import HistoryError
from tests.history import invented


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(cache, "cache", lambda: tmp_path / "home")
    return tmp_path / "home"


def test_what_is_kept_is_what_was_made(
    pack: Path, tale: Panel, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = cached(pack)
    monkeypatch.setattr(panel, "panel", None)  # whoever calls it now fails
    again = cached(pack)
    for found in (first, again):
        pd.testing.assert_frame_equal(found.states, tale.states)
        pd.testing.assert_frame_equal(found.dyads, tale.dyads)
    assert {file.suffix for file in home.rglob("*") if file.is_file()} == {".parquet"}


def test_other_years_and_other_tables_are_other_panels(pack: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    invented.write(other, cow_mid_ddydisps=invented.disputes(more=(
        (9, invented.ALAND, invented.CORDA, 1970, 1, (4, 4), (1, 1)),
    )))  # fmt: skip
    assert len({key(pack, 1816, None), key(pack, 1900, None), key(pack, 1816, 1990),
                key(other, 1816, None)}) == 4  # fmt: skip
    assert cached(other).dyads["onset"].sum() == cached(pack).dyads["onset"].sum() + 1


def test_half_a_panel_is_made_again(pack: Path, tale: Panel, home: Path) -> None:
    cached(pack)
    next(home.rglob("dyads.parquet")).unlink()
    pd.testing.assert_frame_equal(cached(pack).dyads, tale.dyads)


def test_a_folder_that_cannot_be_written_is_told_and_does_no_harm(
    pack: Path, tale: Panel, home: Path
) -> None:
    home.write_text("a file where the folder should be", encoding="utf-8")
    with pytest.warns(UserWarning, match="cannot be kept"):
        found = cached(pack)
    pd.testing.assert_frame_equal(found.dyads, tale.dyads)


def test_a_missing_table_is_told(tmp_path: Path) -> None:
    with pytest.raises(HistoryError, match=r"cow_states\.rda is missing"):
        cached(tmp_path)
