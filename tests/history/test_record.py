"""The real record: the panel's figures, and what assimilation makes of them.

The figures are those of the tables to 1992, counted apart from the code under test or published.
"""

import numpy as np
import pytest

from alliancesim.history.assimilation import Assimilated, assimilate
from alliancesim.history.panel import Panel
from alliancesim.history.tables import read
from alliancesim.parameters import Parameters
from tests.history.places import FOLDER, LAST, needs_tables

pytestmark = needs_tables
USA, UK, FRANCE, GERMANY, WEST_GERMANY, POLAND = 2, 200, 220, 255, 260, 290
USSR, YUGOSLAVIA, CHINA, INDIA, PAKISTAN = 365, 345, 710, 750, 770
YEMEN, NORTH_YEMEN, SOUTH_YEMEN = 679, 678, 680


@pytest.fixture(scope="module")
def state_of_1992(record: Panel) -> Assimilated:
    *_, last = assimilate(record, Parameters(), 1816, LAST)
    return last


def of(now: Assimilated, stock: str, one: int, other: int) -> float:
    i, j = now.rows(np.array([one, other]))
    return float(getattr(now.world, stock)[i, j])


def test_disputes_are_those_of_the_table(record: Panel) -> None:
    """23.1 disputes a year in 1946-1989; 22.8 pairs of originators a year fall out in them."""
    disputes = read(FOLDER, "cow_mid_disps")
    assert disputes["styear"].between(1946, 1989).sum() / 44 == pytest.approx(23.1, abs=0.05)
    rows = read(FOLDER, "cow_mid_ddydisps")
    once = rows[(rows["ccode1"] < rows["ccode2"]) & rows["year"].between(1946, 1989)]
    begun = (once["cowmidonset"] == 1) & (once["orig1"] == 1) & (once["orig2"] == 1)
    cold_war = record.dyads[record.dyads["year"].between(1946, 1989)]
    assert cold_war["onset"].sum() == begun.sum() == 1002
    assert cold_war["onset_any"].sum() == (once["cowmidonset"] == 1).sum()
    assert cold_war["ongoing"].sum() == (once["cowmidonset"] == 0).sum()


def test_rates_are_those_of_the_literature(record: Panel) -> None:
    """Onsets per dyad-year: all, politically relevant, with a land border, strategic rivals."""
    for years, rates in (
        ((1816, 1945), (0.0066, 0.019, 0.038, 0.092)),
        ((1946, 1989), (0.0029, 0.023, 0.068, 0.19)),
    ):
        dyads = record.dyads[record.dyads["year"].between(*years)]
        kinds = (dyads["year"] > 0, dyads["relevant"], dyads["contiguity"] == 1, dyads["rivalry"])
        found = [dyads[kept]["onset"].mean() for kept in kinds]
        assert found == pytest.approx(rates, rel=0.04)


def test_degrees_of_the_pact_network_are_those_of_the_literature(record: Panel) -> None:
    """ATOP 5.1: a state had 2.4 defence allies in 1850, .8 in 1935, 9.6 in 1955, 11.4 in 1989."""
    for year, degree in ((1850, 2.4), (1910, 0.4), (1955, 9.6), (1970, 7.6), (1989, 11.4)):
        states, dyads = record.at(year)
        assert 2 * dyads["defence"].sum() / len(states) == pytest.approx(degree, abs=0.06)


def test_pairs_are_unordered_and_whole(record: Panel) -> None:
    assert (record.dyads["ccode1"] < record.dyads["ccode2"]).all()
    assert not record.dyads.duplicated(["year", "key"]).any()
    assert not record.states.duplicated(["year", "ccode"]).any()
    assert record.dyads["distance"].between(0, 20100).all()
    whole = ["cinc", "regime", "lat", "lon"]
    assert record.states[whole].notna().all().all()
    assert record.states["regime"].between(0, 1).all()
    assert (record.states["cinc"] > 0).all()


def test_successors_are_members_when_they_should_be(record: Panel) -> None:
    def years(code: int) -> list[int]:
        spans = record.states.loc[record.states["ccode"] == code, "year"].to_numpy()
        breaks = np.flatnonzero(np.diff(spans) > 1)
        return [int(spans[0]), *(int(year) for gap in breaks for year in spans[gap : gap + 2]),
                int(spans[-1])]  # fmt: skip

    assert years(GERMANY) == [1816, 1945, 1990, LAST]
    assert years(WEST_GERMANY) == [1955, 1990]
    assert years(YUGOSLAVIA) == [1878, 1941, 1944, LAST]
    assert years(USSR) == [1816, LAST]
    assert (years(NORTH_YEMEN), years(SOUTH_YEMEN)) == ([1926, 1990], [1967, 1990])
    assert years(YEMEN) == [1990, LAST]


def test_rivals_have_the_numbers_of_the_year(record: Panel) -> None:
    """Austria is 300 to 1918; the two Yemens are no 679."""

    def rivals(one: int, other: int, year: int) -> bool:
        dyads = record.at(year)[1]
        return bool(dyads.loc[dyads["key"] == one * 1000 + other, "rivalry"].iloc[0])

    assert rivals(255, 300, 1850), "Prussia and Austria, to 1870"
    assert not rivals(255, 300, 1871)
    assert rivals(680, 698, 1975), "South Yemen and Oman"
    assert rivals(USA, USSR, 1950)


def test_assimilation_knows_friends_from_foes(state_of_1992: Assimilated) -> None:
    now = state_of_1992
    assert of(now, "trust", USA, UK) > 0.9
    assert of(now, "trust", UK, FRANCE) > 0.9
    assert of(now, "trust", USA, USSR) < 0.4
    assert of(now, "trust", INDIA, PAKISTAN) < 0.4
    assert of(now, "tension", INDIA, PAKISTAN) > 1 > of(now, "tension", UK, FRANCE)
    assert of(now, "interoperability", USA, UK) > 0.4 > of(now, "interoperability", USA, CHINA)
    now.world.check()


def test_germany_keeps_what_west_germany_learned(state_of_1992: Assimilated) -> None:
    now = state_of_1992
    assert of(now, "trust", GERMANY, FRANCE) > 0.9 > of(now, "trust", GERMANY, POLAND)
    assert of(now, "interoperability", GERMANY, USA) > 0.4
    france, germany = now.rows(np.array([FRANCE, GERMANY]))
    assert now.together[france, germany] == 127 + 2 + 38, "to 1942, 1944-45, 1955-92"
    assert now.since[france, germany] > 47, "the last dispute was in the Second World War"


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
