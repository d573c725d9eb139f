"""The record: tables as published, the panel's coding, and what assimilation makes of it.

The tables are not part of this project. These tests look for them in ALLIANCESIM_HISTORY, or in
``shared/data/history`` beside the repository, and skip where they are not.
"""

import os
from pathlib import Path

import numpy as np
import pytest

from alliancesim.history.assimilation import Assimilated, assimilate
from alliancesim.history.panel import Panel, panel
from alliancesim.history.tables import HistoryError, read, tables
from alliancesim.parameters import Parameters

BESIDE = Path(__file__).parents[3] / "shared" / "data" / "history"
FOLDER = Path(os.environ.get("ALLIANCESIM_HISTORY", BESIDE))
needs_tables = pytest.mark.skipif(
    not FOLDER.is_dir(), reason=f"the historical tables are not in {FOLDER}"
)
USA, UK, FRANCE, USSR, CHINA, INDIA, PAKISTAN = 2, 200, 220, 365, 710, 750, 770


@pytest.fixture(scope="module")
def record() -> Panel:
    return panel(FOLDER, last=1992)


def test_every_table_is_pinned_and_cited() -> None:
    for table in tables().values():
        assert len(table.sha256) == 64
        assert table.size > 0
        assert table.url.startswith("https://")
        assert table.citation


def test_a_missing_table_is_told(tmp_path: Path) -> None:
    with pytest.raises(HistoryError, match="cow_states"):
        read(tmp_path, "cow_states")


def test_a_damaged_table_is_told(tmp_path: Path) -> None:
    (tmp_path / "cow_states.rda").write_bytes(b"no table at all")
    with pytest.raises(HistoryError, match="damaged"):
        read(tmp_path, "cow_states")


@needs_tables
def test_rates_of_disputes_are_those_of_the_literature(record: Panel) -> None:
    """Militarised disputes 5.0, 1946-1989: originators of 23.1 pairs a year, .29 % of all dyads."""
    cold_war = record.dyads[record.dyads["year"].between(1946, 1989)]
    assert cold_war["onset"].sum() / 44 == pytest.approx(23.1, abs=1.5)
    assert cold_war["onset"].mean() == pytest.approx(0.0029, abs=0.0003)
    assert cold_war[cold_war["relevant"]]["onset"].mean() == pytest.approx(0.023, abs=0.002)


@needs_tables
def test_degrees_of_the_pact_network_are_those_of_the_literature(record: Panel) -> None:
    """ATOP 5.1: a state had 9.6 defence allies in 1955, 7.6 in 1970 and 11.4 in 1989."""
    for year, degree in ((1955, 9.6), (1970, 7.6), (1989, 11.4)):
        states, dyads = record.at(year)
        assert 2 * dyads["defence"].sum() / len(states) == pytest.approx(degree, abs=0.15)


@needs_tables
def test_pairs_are_unordered_and_members_unique(record: Panel) -> None:
    assert (record.dyads["ccode1"] < record.dyads["ccode2"]).all()
    assert not record.dyads.duplicated(["year", "key"]).any()
    assert not record.states.duplicated(["year", "ccode"]).any()
    assert record.dyads["distance"].notna().all()


@pytest.fixture(scope="module")
def state_of_1992(record: Panel) -> Assimilated:
    *_, last = assimilate(record, Parameters(), 1900, 1992)
    return last


@needs_tables
def test_assimilation_knows_friends_from_foes(state_of_1992: Assimilated) -> None:
    def of(stock: str, one: int, other: int) -> float:
        i, j = state_of_1992.rows(np.array([one, other]))
        return float(getattr(state_of_1992.world, stock)[i, j])

    assert of("trust", USA, UK) > 0.9
    assert of("trust", UK, FRANCE) > 0.9
    assert of("trust", USA, USSR) < 0.4
    assert of("trust", INDIA, PAKISTAN) < 0.4
    assert of("tension", INDIA, PAKISTAN) > 1 > of("tension", UK, FRANCE)
    assert of("interoperability", USA, UK) > 0.4 > of("interoperability", USA, CHINA)
    state_of_1992.world.check()


@needs_tables
def test_what_came_later_is_not_known(record: Panel) -> None:
    """Turning all later disputes upside down changes no bit of what is known at the end of 1970."""
    later = record.dyads["year"] > 1970
    turned = record.dyads.assign(
        onset_any=record.dyads["onset_any"].where(~later, 1 - record.dyads["onset_any"])
    )
    known = []
    for dyads in (record.dyads, turned):
        *_, last = assimilate(Panel(record.states, dyads), Parameters(), 1946, 1970)
        known.append((last.world.good.copy(), last.world.bad.copy(), last.world.tension.copy()))
    for one, other in zip(*known, strict=True):
        assert np.array_equal(one, other)
