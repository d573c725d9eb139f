"""Treaties of two, bases and burdens (equation 8), with the arithmetic written out."""

from collections.abc import Callable
from math import exp, log

import numpy as np
import pytest

from alliancesim.parameters import Group, Parameters
from alliancesim.phases.engage.onlookers import sensitivity
from alliancesim.phases.realign.accession import accession_terms
from alliancesim.phases.realign.basing import closing_terms, opening_terms
from alliancesim.phases.realign.moment import Moment, Terms
from alliancesim.phases.realign.terms import (
    agreement_terms,
    ending_terms,
    formation_terms,
    lapse_terms,
)
from alliancesim.scenario.events import Base, Leave, Readmit, Sign, Suspend
from tests.cases import case, raw
from tests.worked.moments import (
    AGE,
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
    moment,
    off,
    sig,
)


def test_a_pact_forms_by_the_fitted_terms() -> None:
    outside = {"two": {"name": "two", "obligations": ["defence"], "members": ["A", "B"],
                       "outside_members": ["X", "Y"]}}  # fmt: skip
    at = moment(case(5, alliances=outside))
    world, p = at.world, at.rules.pacts.formation
    world.onset_times[0, D, C] = world.onset_times[0, C, D] = -2.0
    world.sovereignty[A] = 0.9
    log_odds = [-0.8 + 0.3 * log(trust / (1 - trust)) - 0.1 * log(1 + world.distance[A, D])
                for trust in (world.trust[A, D], world.trust[D, A])]  # fmt: skip
    reliance = (world.threat_felt[A] * (sig(log_odds[0]) - 0.35)
                + world.threat_felt[D] * (sig(log_odds[1]) - 0.35))  # fmt: skip
    assert at_place(formation_terms(at), (A, D)) == pytest.approx({
        "distance": -1.57 * log(1 + world.distance[A, D] / 500),
        "capability ratio": 0.02 * log(4),
        "major power": 0.0,
        "regime gap": -0.78 * 0.7,
        "shared foe": 0.79,
        "recent dispute": 0.0,
        "shared allies": 0.0,
        "entrapment": -0.23 * (2 / 5 + 1 / 5),  # A and C in years -1 and -4, D and C in -2
        "abandonment": 1.0 * reliance,
        "autonomy": -0.2 * log(4) * (0.9 - 0.5),  # A is the weaker
        "agreement": 0.0,
        "trust": 2.0 * (world.trust[A, D] - 0.6 + world.trust[D, A] - 0.6),
    })  # fmt: skip
    terms = formation_terms(at)
    assert terms["shared allies"][A, B] == p.shared_allies, "X and Y, outside the cast"
    assert terms["entrapment"][A, C] == pytest.approx(-0.23 * 1 / 5), "their own do not count"


def test_a_tie_ends_by_what_speaks_against_it() -> None:
    at = moment(case(5))
    world = at.world
    trust = log(0.85 / 0.15)
    h = sig(-0.8 + 0.3 * trust - 0.1 * log(1 + world.distance[A, B]))
    assert at_place(ending_terms(at), (A, B)) == pytest.approx({
        "joint democracy": 0.0,
        "shared allies": -0.78 * log(2),
        "capability ratio": -0.26 * log(2),
        "entrapment": 0.1 * 2 / 5,
        "abandonment": 1.0 * (world.threat_felt[A] + world.threat_felt[B]) * (0.35 - h),
        "autonomy": 0.0,
        "trust": 2.0 * (0.6 - 0.85 + 0.6 - 0.85),
    })  # fmt: skip


def test_practice_makes_agreements_and_keeps_them() -> None:
    paper = {"name": "paper", "obligations": ["cooperation"], "members": ["A", "B"]}
    at = moment(case(5, alliances={"one": paper, "two": {**paper, "members": ["B", "C"]}}))
    at.world.recent[:] = 0.0
    at.world.recent[0, A, C] = at.world.recent[0, C, A] = 4.0
    assert at_place(agreement_terms(at), (A, C)) == pytest.approx({
        "cooperation": 0.4 * log(5), "shared partners": 0.4 * log(2), "degree": 0.2 * log(2),
        "trust": 2.0 * (0.1 - 0.6 + 0.15 - 0.6),
    })  # fmt: skip
    assert at_place(lapse_terms(at), (A, C)) == pytest.approx(
        {"cooperation": -0.3 * log(5), "trust": 2.0 * (0.6 - 0.1 + 0.6 - 0.15)}
    )
    assert formation_terms(at)["agreement"][A, B] == 0.5


def test_a_year_s_log_odds_and_the_lever_give_the_chance_of_a_step() -> None:
    at = moment(case(3), years=0.25)
    rate = -log(1 - sig(-1.0))
    chance = at.chance(-3.0, {"x": np.array([2.0])}, lever=1.5)
    assert chance[0] == pytest.approx(1 - exp(-rate * 1.5 * 0.25))


def test_of_a_pair_three_disputes_in_five_years_count_at_most() -> None:
    at = moment(case(3), now=10.0)
    at.world.onset_times[:, A, B] = 9.0, 8.0, 7.0
    at.world.onset_times[:, A, C] = 9.0, 4.0, 3.0
    assert at.disputes[A].tolist() == [0.0, 3 / 5, 1 / 5]


def test_pacts_end_and_agreements_of_two_lapse() -> None:
    two = {"name": "paper", "obligations": ["cooperation"], "members": ["B", "D"]}
    many = {**two, "members": ["A", "B", "C"]}
    alliances = {"two": two, "many": many} | bloc("AE", multilateral=False)
    at, told = after(years=AGE, alliances=alliances, instruments=off("defence_pact"),
                     parameters={"pacts": {"ending": {"constant": 2.0},
                                           "agreement_ending": {"constant": 2.0}}})  # fmt: skip
    assert kinds(told) == ["pact_ended", "agreement_ended"]
    assert told[0].terms
    assert told[1].actors == ("B", "D")
    assert [treaty.id for treaty in at.world.treaties] == ["many"]


def test_a_base_opens_and_closes_by_what_host_and_guest_are() -> None:
    dyads = raw(5)["dyads"]
    dyads["A-B"]["bases"] = [0.0, 0.4]
    at = moment(case(5, dyads=dyads))
    world = at.world
    world.sovereignty[A] = 0.8
    assert world.bases[B, A] == 0.4, "B is the guest"
    assert at_place(opening_terms(at), (C, A)) == pytest.approx({
        "no pact": -1.6, "major power": 1.5, "threat": 1.0 * world.threat_felt[A],
        "power": log(world.capability[C] / world.capability.max()), "trust": 5.0 * (0.1 - 0.6),
        "sovereignty": -1.0 * 0.8,
    })  # fmt: skip
    assert at_place(closing_terms(at), (B, A)) == pytest.approx({
        "size": -1.1 * log(4), "no pact": 0.0, "threat": -1.0 * world.threat_felt[A],
        "trust": 2.0 * (0.6 - 0.85), "sovereignty": 1.0 * (0.8 - 0.5),
    })  # fmt: skip


def test_the_stronger_get_bases_against_a_guarantee_and_give_them_up() -> None:
    rules = {"basing": {"opening": {"constant": 2.0}, "guarantee": 1.0}}
    _, told = after(years=AGE, n=3, parameters=rules)
    assert "base_opened" not in kinds(told), "A and B have quarrels with C"
    calm = {key: about | {"rivalry": False} for key, about in raw(3)["dyads"].items()}
    peace = {"disputes": {}, "dyads": calm}
    at, told = after(years=AGE, n=3, parameters=rules, **peace)
    opened = [event for event in told if event.kind == "base_opened"]
    assert [event.actors for event in opened] == [("C", "A"), ("C", "B")], "B is far and no power"
    assert all(event.terms for event in opened)
    assert at.world.bases[C, A] == at.rules.basing.first_size
    prices = [event.actors for event in told if event.kind == "pact_signed"]
    assert prices == [("A", "C"), ("B", "C")]
    allied = bloc("AC", multilateral=False)
    _, told = after(years=AGE, n=3, parameters=rules, alliances=allied, **peace)
    prices = [event.actors for event in told if event.kind == "pact_signed"]
    assert prices == [("B", "C")], "A has the promise already"
    _, told = after(years=AGE, n=3, parameters=rules, instruments=off("defence_pact"), **peace)
    assert "base_opened" in kinds(told)
    assert "pact_signed" not in kinds(told), "no guarantees to be had"
    dyads = raw(3)["dyads"]
    dyads["A-B"]["bases"] = [0.0, 0.4]
    at, told = after(years=AGE, n=3, dyads=dyads, instruments=off("basing"),
                     parameters={"basing": {"closing": {"constant": 2.0}}})  # fmt: skip
    assert [event.actors for event in told if event.kind == "base_closed"] == [("B", "A")]
    assert not at.world.bases.any()


@pytest.mark.parametrize("sign", [1, -1])
def test_a_base_rubs_on_its_host_and_is_noticed_by_neighbours(sign: int) -> None:
    dyads = raw(5)["dyads"]
    dyads["A-C"]["bases"] = [0.0, 0.4]
    rules = {"basing": {"friction": 0.2, "provocation": sign * 0.5}}
    at, _ = after(years=0.5, dyads=dyads, parameters=rules)
    rubs = entered(at, "bad", "basing")
    assert rubs[A, C] == pytest.approx(0.2 * 0.4 * 0.5 * 3.0 * 0.5)
    assert (rubs > 0).sum() == 1
    offence = sensitivity(at.world, at.rules, at.seen)
    felt = entered(at, "bad_seen" if sign > 0 else "good_seen", "basing")
    assert offence[B, C] > offence[B, A] == 0, "B trusts A"
    assert felt[B, A] == felt[B, C] == pytest.approx(0.5 * 0.4 * 0.5 * offence[B, C])
    assert offence[A, C] > 0
    assert not felt[[A, C]].any(), "the host has its own reasons"
    assert not entered(at, "bad_seen" if sign < 0 else "good_seen", "basing").any()


def test_those_who_pay_resent_those_who_do_not() -> None:
    # Burdens are .01, .015, .02, .025 and .03 of output.
    at, _ = after(years=0.5, alliances=bloc("ABDE", spending_goal=0.02, suspended=["E"]))
    resented = entered(at, "bad", "burden sharing")
    assert resented[D, A] == pytest.approx(0.1 * (1 - 0.01 / 0.02) * 0.5)
    assert resented[D, B] == pytest.approx(0.1 * (1 - 0.015 / 0.02) * 0.5)
    assert (resented > 0).sum() == 2, "who is below the goal, suspended or outside resents nobody"
    at, _ = after(alliances=bloc("AD", spending_goal=0.02), instruments=off("burden_sharing"))
    assert not entered(at, "bad", "burden sharing").any()


MAKES = {"defence_pact": {"pact_signed"}, "cooperation_agreement": {"agreement_signed"},
         "basing": {"base_opened"}, "collective_security": {"acceded", "bloc_founded"},
         "burden_sharing": set()}  # fmt: skip


def test_each_lever_makes_its_own_and_without_them_things_end_and_dates_hold() -> None:
    rules = {
        "pacts": {kind: {"constant": 2.0} for kind in ("formation", "agreements")},
        "blocs": {"accession": {"constant": 2.0},
                  "bursts": {"rate": 2.0, "smallest_world": 5.0, "founders": 3.0, "trust": 0.0}},
        "basing": {"opening": {"constant": 2.0}},
    }  # fmt: skip
    states = raw(5)["states"]
    for state in states.values():
        state["region"] = "here"
    league = {"alliances": bloc("AB", admission="open"), "states": states}
    for lever, made in MAKES.items():
        others = off(*(name for name in MAKES if name != lever))
        _, told = after(years=AGE, parameters=rules, instruments=others, **league)
        assert set(kinds(told)) == made - {"bloc_founded"}, lever
        if lever == "cooperation_agreement":
            assert ("A", "B") not in [event.actors for event in told], "their pact is enough"
    founders = {"alliances": {}, "states": states}
    only = off("defence_pact", "cooperation_agreement", "basing")
    _, told = after(years=AGE, parameters=rules, instruments=only, **founders)
    assert kinds(told) == ["bloc_founded"]
    rules["pacts"]["ending"] = {"constant": 2.0}
    dates = (dated(Sign, alliance="new", members=["C", "D"], obligations=["cooperation"]),
             dated(Base, guest="E", host="D", size=0.2))  # fmt: skip
    at, told = after(*dates, years=AGE, parameters=rules, instruments=off(*MAKES), **league)
    assert set(kinds(told)) == {"scheduled_sign", "scheduled_base", "pact_ended"}
    assert at.world.bases[E, D] == 0.2
    assert at.world.treaties.bound("cooperation")[C, D]


def test_dated_events_do_what_they_say() -> None:
    out = dated(Suspend, alliance="bloc", members=["B", "D"])
    at, told = after(out, dated(Suspend, alliance="bloc", members=["B"]),
                     dated(Readmit, alliance="bloc", members=["C"]),
                     alliances=bloc("ABC"))  # fmt: skip
    assert [event.text for event in told] == [
        "Bravia and Drune are suspended from the League", "Bravia: not bound by bloc",
        "Corda: not suspended from bloc",
    ]  # fmt: skip
    assert not at.world.treaties.bound("defence")[B].any()
    for back in (Readmit, Sign):
        event = dated(back, alliance="bloc", members=["B"])
        at, told = after(out, event, alliances=bloc("ABC"))
        assert at.world.treaties.bound("defence")[B, A], "to sign again is to be bound again"
        assert not at.ledger.total("bad_seen") is not None
    opens, grows, closes = (dated(Base, guest="C", host="A", size=size) for size in (0.1, 0.3, 0))
    at, told = after(opens, grows, closes)
    assert [event.text for event in told] == [
        "Corda opens a base of 5,000 troops in Aland",
        "Corda has 15,000 troops at its base in Aland", "Corda closes its base in Aland",
    ]  # fmt: skip
    gone = (dated(Leave, alliance="pact", members=["A", "B"]),
            dated(Sign, alliance="pact", members=["C"]))  # fmt: skip
    at, told = after(*gone)
    assert told[1].text == "Corda: pact is no more"
    assert len(at.world.treaties) == 0


def test_switching_bases_off_leaves_the_luck_of_treaties_alone() -> None:
    rules = {"basing": {"opening": {"constant": 2.0}, "guarantee": 0.0},
             "pacts": {"formation": {"constant": 0.0}}}  # fmt: skip
    signed = []
    for tools in ({}, off("basing")):
        scenario = case(6, parameters=rules, instruments=tools)
        told = [event for step in range(1, 25) for event in carried(moment(scenario, step=step))]
        signed.append([event for event in told if not event.kind.startswith("base")])
        assert ("base_opened" in kinds(told)) == (not tools)
    assert signed[0] == signed[1]
    assert len(signed[0]) > 20


CHAPTERS: tuple[tuple[Callable[[Moment], Terms], Group], ...] = (
    (formation_terms, Parameters().pacts.formation),
    (ending_terms, Parameters().pacts.ending),
    (agreement_terms, Parameters().pacts.agreements),
    (lapse_terms, Parameters().pacts.agreement_ending),
    (lambda at: accession_terms(at, next(iter(at.world.treaties))), Parameters().blocs.accession),
    (opening_terms, Parameters().basing.opening),
    (closing_terms, Parameters().basing.closing),
)
NO_TERMS = {"constant", "trust_mark", "honour_mark", "distance_scale"}


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: type(chapter[1]).__name__)
def test_labels_are_the_names_of_parameters(
    chapter: tuple[Callable[[Moment], Terms], Group],
) -> None:
    terms, group = chapter
    labels = {label.replace(" ", "_") for label in terms(moment(case(4)))}
    names = {"major" if label == "major_power" else label for label in labels}
    assert names == set(type(group).model_fields) - NO_TERMS
