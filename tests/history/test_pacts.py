"""Pacts: treaties recovered from ties bind just those whom the ties bind."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliancesim.history.pacts import Pact, Pair, pacts
from alliancesim.history.panel import Panel
from alliancesim.history.worlds import ties
from alliancesim.treaties import FLAGS
from tests.history.places import needs_tables

DEFENCE, NONAGGRESSION, CONSULTATION = (
    FLAGS[name] for name in ("defence", "nonaggression", "consultation")
)


def bound(found: list[Pact]) -> dict[Pair, int]:
    """Return the ties that treaties make."""
    made: dict[Pair, int] = {}
    for pact in found:
        for pair in pact.pairs:
            made[pair] = made.get(pair, 0) | pact.flags
    return made


def all_of(members: tuple[int, ...], flags: int) -> dict[Pair, int]:
    return dict.fromkeys(itertools.combinations(members, 2), flags)


def test_a_clique_is_one_treaty_and_a_pair_another() -> None:
    found = pacts(all_of((1, 2, 3, 4), DEFENCE) | {(4, 9): DEFENCE})
    assert found == [Pact(DEFENCE, (1, 2, 3, 4)), Pact(DEFENCE, (4, 9))]
    assert found[0].obligations == ["defence"]


def test_a_pair_within_a_bloc_may_have_promised_more() -> None:
    both = all_of((1, 2, 3, 4), DEFENCE | CONSULTATION) | {
        (1, 2): DEFENCE | CONSULTATION | NONAGGRESSION
    }
    assert pacts(both) == [
        Pact(DEFENCE | CONSULTATION, (1, 2, 3, 4)), Pact(NONAGGRESSION, (1, 2)),
    ]  # fmt: skip


def test_two_blocs_may_share_a_member_and_a_pair() -> None:
    two = all_of((1, 2, 3, 4), DEFENCE) | all_of((3, 4, 5, 6), DEFENCE)
    assert pacts(two) == [Pact(DEFENCE, (1, 2, 3, 4)), Pact(DEFENCE, (3, 4, 5, 6))]


def test_a_chain_and_a_star_are_bilateral() -> None:
    chain = {(1, 2): DEFENCE, (2, 3): DEFENCE, (3, 4): DEFENCE}
    assert pacts(chain) == [Pact(DEFENCE, pair) for pair in chain]
    star = {(1, other): CONSULTATION for other in range(2, 9)}
    assert all(len(pact.members) == 2 for pact in pacts(star))


def test_a_group_that_explains_less_than_a_new_member_would_is_no_treaty() -> None:
    """State 5 has three ties into the first bloc beside the one that the second explains."""
    first, second = (1, 2, 3, 4, 10, 11), (4, 5, 12, 13, 14, 15)
    extra = {(1, 5): DEFENCE, (2, 5): DEFENCE, (3, 5): DEFENCE}
    found = pacts(all_of(first, DEFENCE) | all_of(second, DEFENCE) | extra)
    assert [pact.members for pact in found] == [first, second, *extra]


def test_no_ties_no_treaties() -> None:
    assert pacts({}) == []
    assert pacts({(1, 2): 0}) == []


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.tuples(st.integers(1, 9), st.integers(1, 9)).filter(lambda pair: pair[0] < pair[1]),
        st.integers(1, 31),
        max_size=36,
    )
)
def test_ties_are_exact_whatever_they_are(given_ties: dict[Pair, int]) -> None:
    found = pacts(given_ties)
    assert bound(found) == given_ties
    assert found == pacts(dict(reversed(given_ties.items()))), "the order of the ties is no matter"


@needs_tables
@pytest.mark.parametrize("year", [1850, 1914, 1938, 1944, 1970, 1992])
def test_ties_of_the_record_are_exact(record: Panel, year: int) -> None:
    given_ties = ties(record.at(year)[1])
    assert len(given_ties) > 20
    assert bound(pacts(given_ties)) == given_ties


@needs_tables
def test_treaties_of_the_record_are_found(record: Panel) -> None:
    """In 1955: NATO's 15 members and the eight of Warsaw (public record)."""
    nato = (2, 20, 200, 210, 211, 212, 220, 235, 260, 325, 350, 385, 390, 395, 640)
    warsaw = (265, 290, 310, 315, 339, 355, 360, 365)
    found = pacts(ties(record.at(1955)[1]))
    groups = {pact.members for pact in found if pact.flags & DEFENCE}
    assert nato in groups
    assert warsaw in groups
