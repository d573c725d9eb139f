"""Worlds: a scenario from the record is valid, true to it, and runs."""

import datetime
from pathlib import Path

import numpy as np
import pytest

import alliancesim as al
from alliancesim.draws import Draws
from alliancesim.history.assimilation import Assimilated, assimilate
from alliancesim.history.cast import cast, iso_codes
from alliancesim.history.panel import OBLIGATIONS, Panel
from alliancesim.history.tables import HistoryError
from alliancesim.history.worlds import ALIKE, NOTED, NUCLEAR_TESTS, WORLD_BURDEN, burdens, world
from alliancesim.parameters import Parameters
from alliancesim.scenario import Scenario, load, to_yaml
from alliancesim.start import world_of
from alliancesim.world import World
from tests.history.invented import ALAND, BRAVIA, CORDA, DRUNE, ESTOVA, GOLM, NORTH_FARRA
from tests.history.places import needs_tables

RULES = Parameters()


def start(scenario: Scenario) -> World:
    return world_of(scenario, Draws(0, len(scenario.states)))


def known(record: Panel, year: int) -> Assimilated:
    *_, now = assimilate(record, RULES, record.years[0], year)
    return now


@pytest.fixture(scope="module")
def whole(tale: Panel) -> Scenario:
    return world(tale, 1986)


# --- what is in it ----------------------------------------------------------------------------


def test_it_starts_with_the_members_of_the_end_of_the_year_before(tale: Panel) -> None:
    case = world(tale, 1991)
    assert case.clock.start == datetime.date(1991, 1, 1)
    assert case.ids == ["ALA", "BRV", "COR", "DRU", "EST", "FAR", "GOL"]
    assert world(tale, 1990).ids == ["ALA", "BRV", "COR", "DRW", "EST", "FAN", "GOL"]
    assert case.name == "world_1991"
    assert case.omitted == []
    part = world(tale, 1991, [ALAND, GOLM])
    assert part.ids == ["ALA", "GOL"]
    assert part.omitted[0].startswith("5 other members")


def test_states_are_as_recorded(tale: Panel, whole: Scenario) -> None:
    aland = whole.states["ALA"]
    assert aland.name == "Aland"
    assert aland.region == "Americas"
    assert (aland.location.lat, aland.location.lon) == (40.0, -75.0)
    assert (aland.capability.value, aland.capability.source) == (0.01, "cow_nmc")
    assert aland.output.value == 5.0, "1000 a head, 5 million heads"
    assert (aland.regime.value, aland.regime.source) == (0.9, "cw_democracy")
    assert aland.major
    assert not whole.states["GOL"].major
    assert aland.interests["un_votes"].value == pytest.approx(2.0 / 2.5)
    assert all(source in whole.sources for source in ("cow_nmc", "cw_democracy", "atop_alliance"))


def test_nuclear_powers_had_tested(tale: Panel) -> None:
    assert NUCLEAR_TESTS[ALAND] == 1945
    assert [world(tale, year).states["ALA"].nuclear for year in (1945, 1946)] == [False, True]
    assert [world(tale, year).states["GOL"].nuclear for year in (1964, 1965)] == [False, True]


def test_burdens_are_shares_of_spending_over_shares_of_output(tale: Panel) -> None:
    states = tale.at(1985)[0].copy()
    states["milex"], states["output"] = 1.0, 1.0
    assert burdens(states).tolist() == pytest.approx([WORLD_BURDEN] * len(states))
    states.loc[0, "milex"] = 3.0
    n = len(states)
    assert burdens(states).iloc[0] == pytest.approx(WORLD_BURDEN * 3 * n / (n + 2))
    total = (burdens(states) * states["output"]).sum()
    assert total / states["output"].sum() == pytest.approx(WORLD_BURDEN)
    states.loc[1, "milex"] = np.nan
    assert burdens(states).iloc[1] == WORLD_BURDEN


def test_pairs_start_as_assimilated(tale: Panel, whole: Scenario) -> None:
    now, found = known(tale, 1985), start(whole)
    codes = [ALAND, BRAVIA, CORDA, 260, ESTOVA, NORTH_FARRA, GOLM]
    rows = now.rows(np.array(codes))
    for name, within in (
        ("trust", ALIKE), ("good", 0.1), ("bad", 0.1), ("good_prior", 0.01), ("tension", 0.001),
        ("interoperability", 0.001), ("information", 0.001), ("onset_count", 0),
    ):  # fmt: skip
        expected, got = getattr(now.world, name)[np.ix_(rows, rows)], getattr(found, name)
        for key in whole.dyads:
            i, j = (whole.ids.index(end) for end in key.split("-"))
            assert got[i, j] == pytest.approx(expected[i, j], abs=within), (name, key)
            assert got[j, i] == pytest.approx(expected[j, i], abs=within), (name, key)
    i, j = (whole.ids.index(name) for name in ("ALA", "GOL"))
    assert found.onset_times[0, i, j] == pytest.approx(-25.5, abs=0.05)
    assert whole.dyads["ALA-GOL"].observed_years is not None
    assert whole.dyads["ALA-GOL"].observed_years.value == 170
    assert whole.dyads["FAN-GOL"].rivalry


def test_pairs_that_are_left_out_are_nearly_neutral(tale: Panel, whole: Scenario) -> None:
    now = known(tale, 1985)
    left = [pair for pair in whole.pairs() if "-".join(pair) not in whole.dyads]
    assert left
    codes = dict(zip(whole.ids, [ALAND, BRAVIA, CORDA, 260, ESTOVA, NORTH_FARRA, GOLM],
                     strict=True))  # fmt: skip
    trust, prior = now.world.trust, now.world.good_prior / RULES.trust.prior_strength
    for one, other in left:
        i, j = now.rows(np.array([codes[one], codes[other]]))
        assert now.world.onset_count[i, j] == 0
        assert abs(trust[i, j] - prior[i, j]) <= NOTED
        assert now.world.interoperability[i, j] <= NOTED


def test_rules_go_into_the_file(tale: Panel) -> None:
    rules = Parameters.model_validate({"trust": {"memory": 5.0}})
    case = world(tale, 1986, rules=rules, step="quarter", horizon=3)
    assert case.parameters == rules
    assert (case.clock.step, case.clock.horizon) == ("quarter", 3.0)


def test_the_file_is_the_scenario(whole: Scenario, tmp_path: Path) -> None:
    file = tmp_path / "world.yaml"
    file.write_text(to_yaml(whole), encoding="utf-8")
    assert load(file) == whole


def test_it_runs(whole: Scenario) -> None:
    model = al.AllianceModel(whole, rng=1)
    while model.steps < 24:
        model.step()
    model.world.check()


def test_years_and_states_beyond_the_record_are_told(tale: Panel) -> None:
    for year in (1816, 1997):
        with pytest.raises(HistoryError, match=f"from 1817 to 1996, not {year}"):
            world(tale, year)
    assert world(tale, 1996).ids
    with pytest.raises(HistoryError, match=r"\[255\] were no members .* 1985's end"):
        world(tale, 1986, [ALAND, DRUNE])


# --- treaties ---------------------------------------------------------------------------------


def bound(case: Scenario, obligation: str) -> set[tuple[str, str]]:
    pairs = start(case).treaties.bound(obligation)
    return {(case.ids[i], case.ids[j]) for i, j in zip(*np.nonzero(np.triu(pairs)), strict=True)}


def tied(record: Panel, case: Scenario, year: int, obligation: str) -> set[tuple[str, str]]:
    states, dyads = record.at(year)
    letters = dict(zip(states["ccode"], states["abb"], strict=True))
    pairs = dyads.loc[dyads[obligation], ["ccode1", "ccode2"]].to_numpy().tolist()
    named = {(letters[one], letters[other]) for one, other in pairs}
    return {pair for pair in named if set(pair) <= set(case.ids)}


@pytest.mark.parametrize("obligation", list(OBLIGATIONS))
def test_treaties_bind_whom_the_record_binds(tale: Panel, obligation: str) -> None:
    case = world(tale, 1956)
    found = bound(case, obligation)
    assert found == tied(tale, case, 1955, obligation)
    assert found or obligation in ("offence", "neutrality")


def test_allies_outside_the_cast_are_outside_members(tale: Panel) -> None:
    case = world(tale, 1956, [ALAND, CORDA, GOLM])
    treaties = {(*item.members, *item.outside_members): item for item in case.alliances.values()}
    assert set(treaties) == {("ALA", "BRV"), ("COR", "EST")}
    assert treaties["ALA", "BRV"].outside_members == ["BRV"]
    assert treaties["COR", "EST"].obligations == ["defence", "nonaggression"]
    assert start(case).treaties.partners("defence").tolist() == [1, 1, 0]


# --- casts ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "codes"),
    [
        ("ALA,GOL", [ALAND, GOLM]),
        ("gol, Aland", [ALAND, GOLM]),
        ("2,710", [ALAND, GOLM]),
        ("ALX,CDX", [ALAND, CORDA]),
        ("Europe", [CORDA, 260, ESTOVA]),
        ("americas,GOL", [ALAND, BRAVIA, GOLM]),
        ("DRX,ALA", [ALAND, 260]),
        ("all", [ALAND, BRAVIA, CORDA, 260, ESTOVA, NORTH_FARRA, GOLM]),
    ],
)
def test_casts_are_letters_numbers_names_and_regions(
    tale: Panel, pack: Path, wanted: str, codes: list[int]
) -> None:
    assert cast(wanted, tale.at(1985)[0], iso_codes(pack)) == codes


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ("ALA,Alnd", "'Alnd' is no member .* 1985; did you mean 'Aland'"),
        ("ALA,xyzzy", "'xyzzy' is no member of the state system at the end of 1985$"),
        ("ALA,COR", "'COR' is Corda .210. or Golm .710.; give the number"),
        ("ALA,255", "'255' is no member"),
        ("ALA", "fewer than two"),
        ("ALA,,GOL", "'' is no member"),
    ],
)
def test_what_means_nothing_or_two_things_is_told(
    tale: Panel, pack: Path, wanted: str, message: str
) -> None:
    with pytest.raises(HistoryError, match=message):
        cast(wanted, tale.at(1985)[0], iso_codes(pack))


# --- the real record --------------------------------------------------------------------------


@needs_tables
@pytest.mark.parametrize("year", [1914, 1938, 1971, 1993])
def test_real_worlds_are_valid_and_bound_as_recorded(record: Panel, year: int) -> None:
    case = world(record, year)
    states = record.at(year - 1)[0]
    assert len(case.states) == states["stays"].sum()
    for obligation in OBLIGATIONS:
        assert bound(case, obligation) == tied(record, case, year - 1, obligation)
    degrees = start(case).treaties.partners("defence")
    assert degrees.sum() == 2 * len(bound(case, "defence"))


@needs_tables
def test_the_powers_of_1938(record: Panel) -> None:
    case = world(record, 1938, [200, 220, 255, 290, 325, 365])
    found = start(case)

    def trust(one: str, other: str) -> float:
        return float(found.trust[case.ids.index(one), case.ids.index(other)])

    assert trust("UKG", "FRN") > 0.7 > 0.5 > trust("FRN", "GMY") > trust("UKG", "ITA")
    assert case.states["GMY"].burden.value > 1.5 * case.states["FRN"].burden.value
    outside = {name for item in case.alliances.values() for name in item.outside_members}
    assert {"CZE", "JPN", "YUG"} <= outside


@needs_tables
def test_the_world_of_1992_steps(record: Panel) -> None:
    case = world(record, 1992, step="quarter")
    assert len(case.states) > 170
    model = al.AllianceModel(case, rng=1)
    model.step()
    model.world.check()
