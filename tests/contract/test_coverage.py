"""Coverage: every concept lives somewhere that exists, and acts in a case that is shipped."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

import alliancesim as al
from alliancesim.coverage import CONCEPTS, Place, places, shown_by
from alliancesim.doctrines import DOCTRINES
from alliancesim.events import KINDS
from alliancesim.mechanisms import MECHANISMS
from alliancesim.scenario.schema import Dispute, State
from alliancesim.trends import TRENDS
from alliancesim.world import FIELDS
from tests.contract.rich_case import rich

TOP = Path(al.__file__).parents[2]
IDS = {"I": 41, "M": 32, "A": 12, "T": 14, "C": 18, "K": 9, "X": 22, "F": 13, "P": 8}
"""How many concepts there are of each kind."""


@cache
def cases() -> list[al.Scenario]:
    return [al.load(name) for name in al.library()]


def known(kind: str) -> Iterable[str]:
    """Return the names that a kind of place can have."""
    declared: dict[str, Iterable[str]] = {
        "instrument": al.INSTRUMENTS, "mechanism": MECHANISMS, "trend": TRENDS,
        "metric": al.METRICS, "doctrine": DOCTRINES, "field": FIELDS, "event": KINDS,
        "scenario": al.library(), "section": al.Scenario.model_fields,
        "figure of a state": State.model_fields,
        "organisation": {id_ for case in cases() for id_ in case.organisations},
        "type of organisation": {o.type for c in cases() for o in c.organisations.values()},
        "type of threat": {t.type for c in cases() for t in c.threats.values()},
        "type of dispute": {d.type for c in cases() for d in c.disputes.values()},
    }  # fmt: skip
    return declared[kind]


def test_all_concepts_are_there_and_no_others() -> None:
    expected = [f"{letter}{n:02d}" for letter, last in IDS.items() for n in range(1, last + 1)]
    assert sorted(CONCEPTS) == sorted(expected)
    assert set(places()) == set(CONCEPTS)


@pytest.mark.parametrize("id_", CONCEPTS)
def test_a_concept_lives_somewhere_that_exists_and_is_tested(id_: str) -> None:
    found = places()[id_]
    assert found, f"{id_} ({CONCEPTS[id_]}) lives nowhere"
    for place in found:
        assert place.name in known(place.kind), place
        assert (TOP / shown_by(place)).is_file(), shown_by(place)


def test_instruments_mechanisms_challenges_and_trends_are_declared_not_told() -> None:
    """What is switched has to say itself what it stands for."""
    kinds = {"I": {"instrument"}, "F": {"trend"}, "X": {"metric"}}
    for id_, found in places().items():
        allowed = kinds.get(id_[0], {"instrument", "mechanism", "trend"})
        if id_[0] in "IMCFX":
            assert {place.kind for place in found} & allowed, id_


def types_of(case: al.Scenario, kind: str) -> set[str]:
    """Return the types of actors or disputes in a case."""
    if kind == "type of threat":
        return {threat.type for threat in case.threats.values()}
    if kind == "type of organisation":
        return {organisation.type for organisation in case.organisations.values()}
    return {dispute.type for dispute in case.disputes.values()}


@pytest.mark.parametrize("kind", ["type of threat", "type of organisation", "type of dispute"])
def test_kinds_of_actors_differ_between_cases(kind: str) -> None:
    having = dict.fromkeys(known(kind), 0)
    for case in cases():
        for name in types_of(case, kind):
            having[name] += 1
    assert all(0 < number <= len(cases()) for number in having.values())
    assert len(set(having.values())) > 1


@pytest.mark.parametrize("figure", ["major", "industry", "nuclear", "rights", "cyber", "culture"])
def test_figures_of_actors_vary_in_the_shipped_cases(figure: str) -> None:
    values = {str(getattr(state, figure)) for case in cases() for state in case.states.values()}
    assert len(values) > 1


def test_events_of_actors_and_threats_happen_in_the_rich_case() -> None:
    wanted = {place.name for found in places().values() for place in found if place.kind == "event"}
    wanted -= {"scheduled_sign"}  # the cases date it
    seen: set[str] = set()
    for seed in range(1, 9):
        model = al.AllianceModel(rich(), rng=seed)
        while model.running:
            model.step()
            seen |= {event.kind for event in model.happened}
            assert seen <= set(KINDS)
        if wanted <= seen:
            break
    assert wanted <= seen, wanted - seen


def test_the_map_is_what_the_command_line_lists() -> None:
    from alliancesim.cli.listing import coverage

    rows = coverage().rows
    assert [row["id"] for row in rows] == list(CONCEPTS)
    assert all(row["lives_in"] and row["tests"] for row in rows)


def test_a_place_tells_itself() -> None:
    assert Place("instrument", "dialogue").words == "instrument dialogue"
    assert shown_by(Place("field", "toll")) == "tests/contract/test_coverage.py"
    assert set(Dispute.model_fields) >= {"type"}
