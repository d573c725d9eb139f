"""Blocs: exits, suspension, accession, enlargement, founding, with the arithmetic written out."""

from math import log

import numpy as np
import pytest

from alliancesim.phases.realign.accession import accession_terms
from alliancesim.phases.realign.enlargement import provocation
from alliancesim.phases.realign.exits import exit_rates, leading
from alliancesim.phases.realign.founding import circle
from alliancesim.phases.realign.suspension import judgement_terms
from alliancesim.scenario.events import Leave, Sign
from tests.cases import case
from tests.worked.moments import (
    AGE,
    QUIET,
    A,
    B,
    C,
    D,
    E,
    after,
    at_place,
    bloc,
    carried,
    dated,
    entered,
    kinds,
    league_of,
    mixed,
    moment,
    off,
)


def test_either_side_ends_a_pact_and_a_member_leaves_at_the_mean_rate_of_its_ties() -> None:
    rates = np.array([[9.0, 0.1, 0.3], [0.1, 9.0, 0.5], [0.3, 0.5, 9.0]])
    two = league_of(moment(case(3, alliances=bloc("AB", multilateral=False))))
    many = league_of(moment(case(3, alliances=bloc("ABC"))))
    out = league_of(moment(case(3, alliances=bloc("ABC", suspended=["B"]))))
    assert exit_rates(two, rates) == pytest.approx([0.1 / 2, 0.1 / 2])
    assert exit_rates(many, rates) == pytest.approx([0.2, 0.3, 0.4])
    assert exit_rates(out, rates) == pytest.approx([0.3, 0.3])


@pytest.mark.parametrize("chance", [0.0, 1.0])
def test_a_bloc_falls_with_its_leader_or_not(chance: float) -> None:
    rules = {"blocs": {"dissolution": {"chance": chance}}}
    alliances = bloc("ABE")  # capabilities .02, .04 and .10: E has five eighths
    leave = dated(Leave, alliance="bloc", members=["E"])
    at, told = after(leave, alliances=alliances, parameters=rules)
    left = [treaty.members for treaty in at.world.treaties]
    assert left == ([] if chance else [(A, B)])
    assert kinds(told) == ["scheduled_leave"] + ["dissolved"] * bool(chance)
    other = dated(Leave, alliance="bloc", members=["A"])
    at, told = after(other, alliances=alliances, parameters=rules)
    assert [treaty.members for treaty in at.world.treaties] == [(B, E)], "A leads nobody"


def test_members_outside_the_cast_count_as_much_as_those_in_it() -> None:
    for outside, leaders in (([], {E}), (["X"], set())):
        at = moment(case(5, alliances=bloc("ABE", outside_members=outside)))
        assert leading(at, league_of(at)) == leaders, ".10 of .16, or of .16·4/3"


def test_members_suspend_whom_they_distrust_and_take_back_whom_they_trust() -> None:
    at = moment(case(5, alliances=bloc("ABCD", suspended=["D"])))
    league = league_of(at)
    terms = judgement_terms(at, league)
    trust, regime = at.world.trust, at.world.regime
    regard, others = (trust[A, B] + trust[C, B]) / 2, (regime[A] + regime[C]) / 2
    assert terms["distrust"][B] == pytest.approx(4.0 * (0.6 - regard))
    assert terms["democracy"][B] == pytest.approx(3.0 * (others - regime[B]))
    assert terms["democracy"][A] == 0, "A is freer than the others"
    regard, others = trust[[A, B, C], D].mean(), regime[[A, B, C]].mean()
    assert terms["distrust"][D] == pytest.approx(-4.0 * (0.6 - regard))
    assert terms["democracy"][D] == pytest.approx(-3.0 * (others - regime[D]))


def test_a_suspended_member_is_not_bound_until_it_is_readmitted() -> None:
    rules = {"blocs": {"suspension": {"constant": 2.0, "readmission": 2.0}}}
    at, told = after(years=AGE, alliances=bloc("ABCD", suspended=["D"]), parameters=rules,
                     instruments=off("collective_security", "defence_pact"))  # fmt: skip
    assert kinds(told)[0] == "suspended"
    assert "readmitted" in kinds(told)
    (league,) = at.world.treaties
    assert len(league.active) >= 2, "two others must be left to decide"
    bound = at.world.treaties.bound("defence")
    assert bound[np.ix_(league.active, league.active)].sum() == len(league.active) * (
        len(league.active) - 1
    )
    assert league.suspended
    assert not bound[list(league.suspended)].any()
    _, told = after(years=AGE, alliances=bloc("AB"), parameters=rules)
    assert "suspended" not in kinds(told), "one alone does not suspend another"


def test_an_outsider_joins_by_trust_threat_and_fit() -> None:
    at = moment(case(5, alliances=bloc("AB", admission="unanimity", candidates=["D"])
                     | {"two": {"name": "two", "obligations": ["defence"],
                                "members": ["B", "D"]}}))  # fmt: skip
    league = league_of(at)
    world = at.world
    world.onset_times[0, D, E] = world.onset_times[0, E, D] = -1.0
    found = at_place(accession_terms(at, league), D)
    assert found == pytest.approx({
        "trust": 2.0 * ((world.trust[D, A] + world.trust[D, B]) / 2 - 0.6),
        "welcome": 4.0 * (min(world.trust[A, D], world.trust[B, D]) - 0.6),
        "threat": 1.0 * world.threat_felt[D],
        "regime gap": -2.0 * abs(0.2 - (0.9 + 0.2) / 2),
        "allies": 0.5 * log(2),
        "distance": -1.7 * log(1 + min(world.distance[D, A], world.distance[D, B]) / 500),
        "candidate": 2.3,
        "entrapment": -0.25 * 1 / 5,
        "opposition": -2.0 * provocation(at, league)[[C, E], D].max(),
    })  # fmt: skip
    assert found["opposition"] < 0, "C trusts neither A nor B"
    anybody = moment(case(5, alliances=bloc("AB", admission="open")))
    assert not accession_terms(anybody, league_of(anybody))["welcome"].any()


EAGER = {"blocs": {"accession": {"constant": 2.0}}}


@pytest.mark.parametrize("admission", ["open", "unanimity", "founders"])
def test_a_bloc_admits_whom_its_rule_lets_in(admission: str) -> None:
    at, told = after(years=AGE, parameters=EAGER, instruments=off("defence_pact"),
                     alliances=bloc("ABC", admission=admission, suspended=["C"]))  # fmt: skip
    (league,) = at.world.treaties
    assert league.members == ((A, B, C) if admission == "founders" else (A, B, C, D, E))
    joined = [event for event in told if event.kind == "acceded"]
    assert [event.actors for event in joined] == ([] if admission == "founders"
                                                  else [("D",), ("E",)])  # fmt: skip
    assert all(event.terms for event in joined)
    assert league.suspended == {C}, "a suspended member is no outsider"


def test_enlargement_provokes_a_neighbour_that_loses_weight() -> None:
    enter = dated(Sign, alliance="bloc", members=["B"])
    at, told = after(enter, alliances=bloc("AE"))
    world, near = at.world, at.seen.near
    bring, arrive = 0.06 * near[C, B], 0.02 * near[A, B] + 0.10 * near[E, B]
    lost = bring / (bring + 0.04) - bring / (bring + 0.04 + arrive)
    felt = (1 - 2 * (0.15 + world.trust[C, E]) / 2) * near[C, B] * lost
    assert felt > 0
    bad, tension = entered(at, "bad_seen", "enlargement"), entered(at, "tension_shock",
                                                                   "enlargement")  # fmt: skip
    assert bad[C, [A, B, E]] == pytest.approx(1.0 * felt)
    assert bad[C, D] == 0, "D is no member"
    assert not bad[[A, B, D, E]].any(), "members mind nothing, and D trusts them"
    assert tension[C, A] == tension[A, C] == pytest.approx(0.1 * felt)
    assert kinds(told) == ["scheduled_sign"]


def test_strength_can_reassure_and_who_is_allied_to_a_member_does_not_mind() -> None:
    enter = dated(Sign, alliance="bloc", members=["B"])
    calm = {"blocs": {"enlargement": {"evidence": -2.0, "tension": 0.0}}}
    at, _ = after(enter, alliances=bloc("AE"), parameters=calm)
    plain, _ = after(enter, alliances=bloc("AE"))
    good, bad = entered(at, "good_seen", "enlargement"), entered(plain, "bad_seen", "enlargement")
    assert good[C, A] == pytest.approx(2 * bad[C, A])
    assert not entered(at, "bad_seen", "enlargement").any()
    friend = {"two": {"name": "two", "obligations": ["defence"], "members": ["C", "E"]}}
    allied, _ = after(enter, alliances=bloc("AE") | friend)
    assert not entered(allied, "bad_seen", "enlargement").any()
    inside, _ = after(enter, alliances=bloc("ACE", suspended=["C"]))
    assert not entered(inside, "bad_seen", "enlargement").any(), "not even a suspended member"


def test_friends_of_a_region_found_a_bloc_in_a_large_world() -> None:
    rules = {"blocs": {"bursts": {"rate": 2.0, "smallest_world": 5.0, "founders": 3.0}}}
    for smallest, lever, expected in ((5.0, 1.0, 1), (6.0, 1.0, 0), (5.0, 0.0, 0)):
        rules["blocs"]["bursts"]["smallest_world"] = smallest
        tools = off("defence_pact") | ({} if lever else off("collective_security"))
        at = moment(case(5, parameters=mixed(QUIET, rules), instruments=tools), years=20.0)
        at.world.regions = ("here",) * 5
        at.world.good[:], at.world.bad[:] = 9.0, 1.0
        at.world.bad[B, C] = 90.0  # B and C are no friends
        told = [event for event in carried(at) if event.kind == "bloc_founded"]
        assert [event.actors for event in told] == [("A", "B", "D", "E")] * expected
        again = carried(at)
        assert "bloc_founded" not in kinds(again), "they are bound already"


def test_a_circle_of_friends_is_taken_from_the_best_connected_on() -> None:
    friends = np.eye(5, dtype=bool)
    for one, other in ((A, B), (B, C), (B, D), (C, D), (D, E)):
        friends[one, other] = friends[other, one] = True
    assert circle(friends, [A, B, C, D, E]) == [B, D, C]
    assert circle(friends, [A, C, E]) == [A]
