"""Mechanisms: each is documented, has a neutral point within bounds, and moves what it claims."""

import pytest

import alliancesim as al
from alliancesim.instruments import CHANNELS, INSTRUMENTS, Coefficient, Instrument
from alliancesim.mechanisms import FAMILIES, MECHANISMS
from alliancesim.parameters import catalogue
from alliancesim.scenario import override
from alliancesim.trends import TRENDS
from tests.contract.rich_case import SEEDS, life, rich, same, unmoved, whole

NUMBERS = {f"parameters.{path}": number for path, number in catalogue().items()}
IDS = [f"M{number:02d}" for number in range(1, 33)] + [f"C{number:02d}" for number in range(1, 19)]
"""Mechanisms and challenges of the list of concepts that the model has to cover."""


@pytest.mark.parametrize("name", MECHANISMS)
def test_a_mechanism_says_what_it_does_and_what_is_left_without_it(name: str) -> None:
    mechanism = MECHANISMS[name]
    assert mechanism.name
    does, _, left = mechanism.description.partition(" Without it, ")
    assert does.endswith(".")
    assert left.endswith(".")
    assert mechanism.covers
    assert mechanism.neutral
    assert mechanism.claims
    assert set(mechanism.claims) <= set(al.METRICS)


def test_no_name_stands_in_two_families() -> None:
    assert sum(map(len, FAMILIES.values())) == len(MECHANISMS)


def test_no_two_mechanisms_are_the_same() -> None:
    sets = [frozenset(mechanism.neutral.items()) for mechanism in MECHANISMS.values()]
    assert len(set(sets)) == len(sets)


@pytest.mark.parametrize("id_", IDS)
def test_every_concept_is_covered(id_: str) -> None:
    assert (
        any(id_ in mechanism.covers for mechanism in MECHANISMS.values())
        or any(id_ in instrument.covers for instrument in INSTRUMENTS.values())
        or any(id_ in trend.covers for trend in TRENDS.values())
    )


# --- neutral values ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", MECHANISMS)
def test_neutral_values_exist_and_lie_in_range(name: str) -> None:
    for path, value in MECHANISMS[name].neutral.items():
        if path in NUMBERS:
            assert NUMBERS[path].lo <= value <= NUMBERS[path].hi, path
            assert value != NUMBERS[path].default or NUMBERS[path].default == 0, path
            continue
        section, tool, *inner = path.split(".")
        assert section == "instruments"
        tools = INSTRUMENTS.values() if tool == "*" else [INSTRUMENTS[tool]]
        assert [_inside(record, inner, value) for record in tools].count(True), path


def _inside(record: Instrument, path: list[str], value: float | bool) -> bool:
    """Check a neutral value against the range of an instrument's field; tell if there is one."""
    if path[0] == "gains":
        assert path[1] in CHANNELS
        gain = record.gains.get(path[1])
        assert gain is None or gain.lo <= value <= gain.hi
        return gain is not None
    given = getattr(record, path[0])
    if isinstance(given, Coefficient):
        assert given.lo <= value <= given.hi
    else:
        rewritten = record.model_dump(by_alias=True) | {path[0]: value}
        assert getattr(Instrument.model_validate(rewritten), path[0]) == value
    return True


# --- effects -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", MECHANISMS)
def test_a_mechanism_moves_what_it_claims_to_move(name: str) -> None:
    without = override(rich(), {f"mechanisms.{name}": "off"})
    assert not unmoved(without, MECHANISMS[name].claims)


def test_the_rich_world_is_the_same_twice() -> None:
    for before, again in zip(whole(SEEDS[0]), life(rich(), SEEDS[0]), strict=True):
        assert {name for name in before if not same(before[name], again[name])} == set()
