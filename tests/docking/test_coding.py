"""The case: fixed, complete, sourced, and in agreement with the record."""

import hashlib
import importlib.resources

import numpy as np
import pytest

from alliancesim.docking.coding import CONFLICTS, Coding, europe
from alliancesim.docking.factors import FACTORS, factors, propensities, sizes
from alliancesim.history.tables import read
from tests.history.places import FOLDER, needs_tables

FIXED = "4a2ff388b59ea0b8aab90d2db2f21c27478663604db6c0d704da845e6eeff706"
"""SHA-256 of the coding as it was committed before the first energy was computed."""
WARS = 1906, 1936
MONARCHY = 300
"""Austria-Hungary, whose wars Hungary inherits here."""
SETTLED = [("GRC", "YUG"), ("GMY", "RUS"), ("RUS", "UKG")]
"""Rivalries over territory that the file leaves out, with its reasons."""


def pairs(coding: Coding, kind: str, *, doubtful: bool = True) -> set[tuple[str, ...]]:
    given = getattr(coding, kind)
    return {tuple(sorted(item.pair)) for item in given if doubtful or not item.doubtful}


def test_the_coding_has_not_changed_since_it_was_fixed() -> None:
    file = importlib.resources.files("alliancesim.docking") / "europe_1936.yaml"
    assert hashlib.sha256(file.read_bytes()).hexdigest() == FIXED


def test_the_case_is_complete() -> None:
    coding = europe()
    assert len(coding.states) == 17
    assert int((coding.allied == 1).sum()) == 9
    assert set(coding.rules) >= set(FACTORS)
    for state in coding.states.values():
        assert 95 <= sum(state.religion.values()) <= 100
        assert (state.government.type == "democratic") == (state.government.polyarchy >= 0.5)


def test_every_code_has_a_source_or_is_a_judgement() -> None:
    coding = europe()
    for state in coding.states.values():
        assert state.religion_source.startswith(("census of", "judgement"))
        assert state.side.why
    begins = {"ethnic": ("judgement: ",), "border": ("judgement: ", "rivalry: ")}
    for kind, words in begins.items():
        assert all(item.why.startswith(words) for item in getattr(coding, kind))


def test_factors_are_symmetric_and_bounded() -> None:
    coding = europe()
    for reading in (None, *coding.readings):
        for name, matrix in factors(coding, reading).items():
            assert np.array_equal(matrix, matrix.T)
            assert not matrix.diagonal().any()
            assert np.abs(matrix).max() <= 1
            if name in CONFLICTS:
                assert set(np.unique(matrix)) == {-1.0, 0.0}


def test_factors_say_what_the_rules_say() -> None:
    coding = europe()
    row = {name: place for place, name in enumerate(coding.states)}
    found = factors(coding)

    def of(factor: str, one: str, two: str) -> float:
        return float(found[factor][row[one], row[two]])

    assert of("ethnic", "GMY", "CZE") == of("border", "LIT", "POL") == of("war", "FIN", "RUS") == -1
    assert of("ethnic", "UKG", "POR") == of("border", "GRC", "YUG") == of("war", "UKG", "FRN") == 0
    assert of("government", "UKG", "FRN") == of("government", "GMY", "ITA") == 1
    assert of("government", "POL", "GMY") == of("government", "POL", "FRN") == 0
    assert of("government", "GMY", "FRN") == of("government", "POL", "RUS") == -1
    # Italy is all Catholic, Czechoslovakia 78 %, so that they share 78: 2·.78 - 1.
    assert of("religion", "ITA", "CZE") == pytest.approx(0.56)
    weights = {"ethnic": 1.0, "religion": 0.0, "border": 2.0, "government": 0.0, "war": 4.0}
    assert propensities(found, weights)[row["GMY"], row["FRN"]] == -7


def test_readings_change_what_they_say() -> None:
    coding = europe()
    base = factors(coding)
    changed = {
        reading: [name for name in FACTORS
                  if not np.array_equal(base[name], factors(coding, reading)[name])]
        for reading in coding.readings
    }  # fmt: skip
    assert changed == {
        "clear_only": ["ethnic", "border", "war"], "three_types": ["government"],
        "strict_types": ["government"], "main_faith": ["religion"], "equal_sizes": [],
    }  # fmt: skip
    assert (sizes(coding, "equal_sizes") == 1).all()
    for kind in CONFLICTS:
        clear = factors(coding, "clear_only")[kind]
        assert -clear.sum() == 2 * len(pairs(coding, kind, doubtful=False))
    pair = list(coding.states).index("POL"), list(coding.states).index("GMY")
    assert factors(coding, "three_types")["government"][pair] == 1
    assert factors(coding, "strict_types")["government"][pair] == -1


@pytest.mark.parametrize(
    ("pair", "message"),
    [(["GMY", "XXX"], "are not two states"), (["GMY", "GMY"], "are not two states"),
     (["CZE", "GMY"], "appear 2 times")],
)  # fmt: skip
def test_a_pair_that_does_not_fit_is_refused(pair: list[str], message: str) -> None:
    data = europe().model_dump(by_alias=True)
    data["ethnic"] = [*data["ethnic"], {"pair": pair, "why": "judgement: a test"}]
    with pytest.raises(ValueError, match=message):
        Coding.model_validate(data)


@needs_tables
def test_sizes_and_governments_are_those_of_the_tables() -> None:
    coding = europe()
    sized = read(FOLDER, "cow_nmc").query("year == 1936").set_index("ccode")["cinc"]
    ruled = read(FOLDER, "cw_democracy").query("year == 1936").set_index("ccode")
    for state in coding.states.values():
        assert state.size == pytest.approx(100 * sized[state.ccode], abs=6e-5)
        found = ruled.loc[state.ccode]
        assert state.government.polyarchy == pytest.approx(found["v2x_polyarchy"], abs=6e-4)
        if state.government.polity2 is not None:
            assert state.government.polity2 == found["polity2"]


@needs_tables
def test_wars_are_those_of_the_table_and_of_the_monarchy() -> None:
    coding = europe()
    letters = {state.ccode: name for name, state in coding.states.items()}
    wars = read(FOLDER, "cow_war_inter")
    wars = wars[wars["year"].between(*WARS)]
    fought = {
        tuple(sorted((letters[one], letters[two])))
        for one, two in zip(wars["ccode1"], wars["ccode2"], strict=True)
        if one in letters and two in letters
    }
    of_monarchy = set(wars[wars["ccode1"] == MONARCHY]["ccode2"]) & letters.keys()
    inherited = {tuple(sorted(("HUN", letters[code]))) for code in of_monarchy}
    assert pairs(coding, "war", doubtful=False) == fought
    assert pairs(coding, "war") == fought | inherited


@needs_tables
def test_rivalries_are_those_of_the_table() -> None:
    coding = europe()
    letters = {state.ccode: name for name, state in coding.states.items()}
    table = read(FOLDER, "tss_rivalries")
    live = table[(table["start"] <= coding.year) & (table["end"] >= coding.year)]
    spatial = {
        tuple(sorted((letters[row.ccode1], letters[row.ccode2])))
        for row in live[live["spatial"] == 1].itertuples()
        if row.ccode1 in letters and row.ccode2 in letters
    }
    named = {tuple(sorted(item.pair)) for item in coding.border if item.why.startswith("rivalry")}
    assert named == spatial - set(SETTLED)
    assert spatial >= set(SETTLED)
