"""Panel: the coding, on an invented record in which every rule shows."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from alliancesim.history.codes import from_gleditsch_ward, of_rivals
from alliancesim.history.panel import INPUTS, KEY, WEAKEST, Panel, folded, panel
from alliancesim.history.tables import HistoryError, tables
from tests.history import invented
from tests.history.invented import (
    ALAND,
    BRAVIA,
    CORDA,
    DRUNE,
    ESTOVA,
    FARRA,
    GOLM,
    NORTH_FARRA,
    WEST_DRUNE,
)


def codes(tale: Panel, year: int) -> list[int]:
    found: list[int] = tale.at(year)[0]["ccode"].tolist()
    return found


def state(tale: Panel, code: int, year: int) -> Any:
    return tale.at(year)[0].set_index("ccode").loc[code]


def pair(tale: Panel, one: int, other: int, year: int) -> Any:
    return tale.at(year)[1].set_index("key").loc[one * KEY + other]


# --- states -----------------------------------------------------------------------------------


def test_a_day_of_the_year_makes_a_member(tale: Panel) -> None:
    assert codes(tale, 1899) == [ALAND, CORDA, DRUNE, ESTOVA, GOLM]
    assert BRAVIA in codes(tale, 1900), "member from March"
    assert ESTOVA in codes(tale, 1920), "member to June"
    assert ESTOVA not in codes(tale, 1921)
    assert ESTOVA in codes(tale, 1945), "back in October"


def test_in_a_year_of_union_all_are_members_but_not_to_the_end(tale: Panel) -> None:
    year = tale.at(1990)[0].set_index("ccode")["stays"]
    assert year.loc[[DRUNE, FARRA]].all()
    assert not year.loc[[WEST_DRUNE, NORTH_FARRA]].any()
    assert not state(tale, ESTOVA, 1920)["stays"]
    assert state(tale, ESTOVA, 1919)["stays"]
    assert DRUNE in codes(tale, 1991)
    assert WEST_DRUNE not in codes(tale, 1991)


def test_pairs_are_all_pairs_of_members_once_and_in_order(tale: Panel) -> None:
    for year in (1899, 1945, 1990):
        states, dyads = tale.at(year)
        assert len(dyads) == len(states) * (len(states) - 1) / 2
        assert (dyads["ccode1"] < dyads["ccode2"]).all()
        assert not dyads["key"].duplicated().any()
    assert tale.dyads[["year", "key"]].equals(tale.dyads[["year", "key"]].sort_values(
        ["year", "key"], ignore_index=True))  # fmt: skip


def test_the_panel_ends_with_the_disputes(tale: Panel, pack: Path) -> None:
    assert tale.years == (1816, 1995)
    longer = panel(pack, 1990, 2020)
    assert longer.years == (1990, 2020)
    assert FARRA in codes(longer, 2020), "a spell to the end of the table goes on"
    assert state(longer, ALAND, 2020)["major"]


def test_rows_do_not_depend_on_the_first_year_asked_for(tale: Panel, pack: Path) -> None:
    part = panel(pack, 1930)
    for whole, some in ((tale.states, part.states), (tale.dyads, part.dyads)):
        expected = whole[whole["year"] >= 1930].reset_index(drop=True)
        pd.testing.assert_frame_equal(some, expected)


def test_nothing_after_the_last_year_is_read_but_distances(pack: Path, tmp_path: Path) -> None:
    changed = {}
    for name, frame in invented.frames().items():
        if "year" in frame and name != "cow_mindist":
            numbers = frame.select_dtypes("number").columns.difference(
                ["ccode", "ccode1", "ccode2"]
            )
            kept = frame.copy()
            kept.loc[frame["year"] > 1970, numbers.difference(["year"])] = 1.0
            changed[name] = kept
    invented.write(tmp_path, **changed)
    known, told = panel(pack, last=1970), panel(tmp_path, last=1970)
    pd.testing.assert_frame_equal(told.states, known.states)
    pd.testing.assert_frame_equal(told.dyads, known.dyads)


def test_until_and_at_cut_by_year(tale: Panel) -> None:
    short = tale.until(1950)
    assert short.years == (1816, 1950)
    pd.testing.assert_frame_equal(short.at(1950)[1], tale.at(1950)[1])
    assert tale.at(2050)[0].empty
    assert tale.latest() == 1995
    assert tale.latest(1950) == 1950
    with pytest.raises(HistoryError, match="1816 to 1995; 1996 is not in it"):
        tale.latest(1996)


def test_regimes_come_from_the_index_else_the_line_else_the_nearest_year(tale: Panel) -> None:
    assert state(tale, ALAND, 1950)["regime"] == 0.9
    # The line through (1, .9), (.6, .7), (0, .5) and (-1, .1), weighted by state-years.
    assert 0.55 < state(tale, BRAVIA, 1950)["regime"] < 0.75
    assert state(tale, CORDA, 1990)["regime"] == 0.7, "its last year that has one"
    assert state(tale, GOLM, 1920)["regime"] == 0.1, "its first"


def test_missing_codes_are_missing(tmp_path: Path) -> None:
    power = invented.frames()["cow_nmc"]
    power.loc[(power["ccode"] == ALAND) & (power["year"] == 1950), ["milex", "cinc"]] = -9.0
    power = power[power["ccode"] != GOLM]
    invented.write(tmp_path, cow_nmc=power)
    found = panel(tmp_path, 1940)
    assert np.isnan(state(found, ALAND, 1950)["milex"])
    assert state(found, ALAND, 1950)["cinc"] == 0.01, "that of 1949"
    assert state(found, GOLM, 1950)["cinc"] == WEAKEST


def test_ideal_points_are_those_of_the_year_alone(tale: Panel) -> None:
    assert state(tale, ALAND, 1963)["ideal"] == 2.0
    assert np.isnan(state(tale, ALAND, 1964)["ideal"])
    assert np.isnan(state(tale, GOLM, 1970)["ideal"])


def test_capitals_are_those_of_the_years_end(tale: Panel) -> None:
    assert state(tale, GOLM, 1949)["lat"] == 39.9
    assert state(tale, GOLM, 1950)["lat"] == 31.0


def test_a_state_without_a_capital_is_told(tmp_path: Path) -> None:
    seats = invented.frames()["cow_capitals"]
    invented.write(tmp_path, cow_capitals=seats[seats["ccode"] != CORDA])
    with pytest.raises(HistoryError, match="no capital of Corda"):
        panel(tmp_path)


# --- dyads ------------------------------------------------------------------------------------


def test_folding_orders_pairs_and_drops_missing_codes() -> None:
    rows = pd.DataFrame({"ccode1": [20.0, 2.0], "ccode2": [2.0, 20.0], "year": [1950.0, 1950.0],
                         "value": [3.0, -9.0]})  # fmt: skip
    found = folded(rows)
    assert found["key"].tolist() == [2020, 2020]
    assert found["value"].tolist()[0] == 3.0
    assert np.isnan(found["value"].tolist()[1])


def test_onsets_are_first_years_of_disputes_of_originators(tale: Panel) -> None:
    first, second = pair(tale, CORDA, DRUNE, 1910), pair(tale, CORDA, DRUNE, 1911)
    assert first[["onset", "onset_any", "ongoing", "level", "lower"]].tolist() == [1, 1, 0, 5, 4]
    assert second[["onset", "onset_any", "ongoing", "level", "lower"]].tolist() == [0, 0, 1, 5, 4]
    joined = pair(tale, ALAND, DRUNE, 1911)
    assert joined[["onset", "onset_any", "ongoing", "level", "lower"]].tolist() == [0, 1, 0, 5, 1]
    unknown = pair(tale, CORDA, DRUNE, 1930)
    assert unknown[["onset", "level", "lower"]].tolist() == [1, 3, 3], "-9 is no level"
    assert tale.dyads["onset"].sum() == 6
    quiet = pair(tale, ALAND, BRAVIA, 1910)
    assert quiet[["onset", "onset_any", "ongoing", "level", "lower"]].tolist() == [0] * 5


def test_a_tie_in_one_direction_is_a_tie(tale: Panel) -> None:
    bound = pair(tale, CORDA, ESTOVA, 1955)
    assert bound["defence"]
    assert bound["nonaggression"]
    assert not bound["consultation"]
    assert not pair(tale, CORDA, ESTOVA, 1961)["defence"]
    assert tale.dyads.loc[tale.dyads["year"] == 1950, "defence"].sum() == 2, "no members, no tie"


def test_the_closest_contiguity_of_the_year_counts(tale: Panel) -> None:
    assert [pair(tale, ALAND, CORDA, year)["contiguity"] for year in (1949, 1950, 1951)] == [
        5,
        4,
        4,
    ]
    assert pair(tale, CORDA, DRUNE, 1945)["contiguity"] == 1
    assert pair(tale, ALAND, BRAVIA, 1995)["contiguity"] == 1


def test_distances_are_of_borders_in_the_nearest_year_else_of_capitals(tale: Panel) -> None:
    assert [pair(tale, ALAND, GOLM, year)["distance"] for year in (1900, 1955, 1995)] == [4000] * 3
    assert pair(tale, ALAND, BRAVIA, 1950)["distance"] == 0.0, "land border"
    # By the law of cosines, from (48.9, 2.3) to (31.0, 116.4), where Golm's capital is by 1960.
    one, two, across = np.radians([48.9, 31.0, 116.4 - 2.3])
    arc = np.arccos(np.sin(one) * np.sin(two) + np.cos(one) * np.cos(two) * np.cos(across))
    assert pair(tale, CORDA, GOLM, 1960)["distance"] == pytest.approx(6371 * arc)


def test_the_nearest_year_is_the_nearest(tmp_path: Path) -> None:
    table = pd.DataFrame({"ccode1": 2.0, "ccode2": 710.0, "year": [1950.0, 1960.0],
                          "mindist": [100.0, 200.0]})  # fmt: skip
    invented.write(tmp_path, cow_mindist=table)
    found = panel(tmp_path, 1940)
    distances = [pair(found, ALAND, GOLM, year)["distance"] for year in (1940, 1953, 1957, 1990)]
    assert distances == [100, 100, 200, 200]


def test_relevant_pairs_touch_or_have_a_major_power(tale: Panel) -> None:
    assert pair(tale, ALAND, GOLM, 1950)["relevant"]
    assert pair(tale, CORDA, DRUNE, 1930)["relevant"]
    assert not pair(tale, CORDA, GOLM, 1950)["relevant"]
    assert not pair(tale, ALAND, GOLM, 1899)["relevant"], "no major power yet, no neighbours"


def test_exercises_are_counted_once_where_the_table_reaches(tale: Panel) -> None:
    assert np.isnan(pair(tale, ALAND, BRAVIA, 1979)["exercises"])
    assert pair(tale, ALAND, BRAVIA, 1985)["exercises"] == 2
    assert pair(tale, BRAVIA, GOLM, 1985)["exercises"] == 1
    assert pair(tale, ALAND, BRAVIA, 1984)["exercises"] == 0
    assert pair(tale, ALAND, DRUNE, 1992)["exercises"] == 1, "named 260 there"
    assert np.isnan(pair(tale, ALAND, BRAVIA, 1993)["exercises"])


def test_organisations_are_shared_and_the_last_year_is_carried(tmp_path: Path) -> None:
    table = invented.frames()["cow_igo_ndy"]
    invented.write(tmp_path, cow_igo_ndy=table[table["year"] <= 1980])
    found = panel(tmp_path, 1970)
    assert pair(found, ALAND, CORDA, 1990)["organisations"] == 20
    assert pair(found, ALAND, GOLM, 1990)["organisations"] == 0


def test_rivalries_run_from_start_to_end_and_on(tale: Panel) -> None:
    assert pair(tale, CORDA, DRUNE, 1940)["rivalry"]
    assert not pair(tale, CORDA, DRUNE, 1941)["rivalry"]
    assert pair(tale, NORTH_FARRA, GOLM, 1989)["rivalry"]


def test_other_numbers_become_those_of_the_correlates_of_war() -> None:
    numbers = np.array([260, 260, 678, 817, 970, 971, 2])
    years = np.array([1985, 1995, 1995, 1985, 1985, 1985, 1985])
    assert from_gleditsch_ward(numbers, years).tolist() == [260, 255, 679, 816, 946, 970, 2]
    rivals = of_rivals(np.array([300, 300, 305, 679, 679, 679]),
                       np.array([1914, 1920, 1850, 1963, 1970, 1995]))  # fmt: skip
    assert rivals.tolist() == [300, 305, 300, 678, 680, 679]


def test_the_inputs_are_all_that_is_read(tmp_path: Path, tale: Panel) -> None:
    invented.write(tmp_path)
    for name, table in tables().items():
        if name not in INPUTS:
            (tmp_path / table.file).unlink()
    pd.testing.assert_frame_equal(panel(tmp_path).dyads, tale.dyads)
    for name in INPUTS:
        file = tmp_path / tables()[name].file
        content = file.read_bytes()
        file.unlink()
        with pytest.raises(HistoryError, match=f"{file.name} is missing"):
            panel(tmp_path, 1990)
        file.write_bytes(content)
