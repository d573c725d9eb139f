"""Mediation, peacekeeping, early warning and commitments (equation 13), by hand."""

from collections.abc import Iterator
from dataclasses import replace
from math import erf, exp, log, sqrt
from typing import Any

import numpy as np
import pytest

from alliancesim.crisis import SETTLEMENT, Crisis
from alliancesim.events import Event
from alliancesim.organisations import Mission
from alliancesim.phases.crises.commitments import dated_commitment
from alliancesim.phases.crises.mediation import conclude, heaviest, invite, mediate, pool, strength
from alliancesim.phases.crises.onset import onset_rates, onset_terms
from alliancesim.phases.crises.peacekeeping import (
    available,
    dated_mission,
    deploy,
    placement,
    station,
    withdraw,
)
from alliancesim.phases.crises.stage import Stage
from alliancesim.phases.crises.warning import acting, fresh_error, skill, usual_prevention, warn
from alliancesim.scenario.events import Commitment
from alliancesim.scenario.events import Mission as DatedMission
from tests.worked.moments import A, B, C, D, E, dated, sig
from tests.worked.stages import CLUB, FULL, POOL, TABLE, WILL, stage


def quarrel(top: int = 4, **changes: Any) -> Crisis:
    """Return a crisis that C began with A."""
    return Crisis(0, C, A, 0.0, 1.0, top=top, sides=([C], [A]), **changes)


def steps(at: Stage, number: int = 1000) -> Iterator[int]:
    """Let steps go by, each with other luck; of a thousand shares err by less than .05."""
    for step in range(1, number + 1):
        at.step = step
        yield step


def test_the_pool_of_mediators() -> None:
    at = stage()
    weights = pool(at, A, C, inside={A, C})
    assert list(weights) == ["B", "D", "club", "table"], "by id; E has nothing to spend"
    assert weights == pytest.approx(POOL)
    assert strength(weights) == pytest.approx(FULL)
    assert "B" not in pool(at, A, C, inside={A, B, C}), "who fights does not mediate"
    assert pool(at, A, B, inside={A, B})["club"] == pytest.approx(CLUB * 0.5), "B is no member"


def test_who_mediates_is_drawn_with_chances_as_the_weights() -> None:
    whole = sum(POOL.values())
    ends = np.cumsum(list(POOL.values())) / whole
    drawn = [heaviest(POOL, luck) for end in ends[:3] for luck in (end - 0.01, end + 0.01)]
    assert drawn == ["B", "D", "D", "club", "club", "table"]
    at, found = stage(), []
    for _ in steps(at):
        crisis = quarrel()
        mediate(at, crisis, 1.0)
        found.append(crisis.mediator)
    assert found.count("club") / 1000 == pytest.approx(CLUB / whole, abs=0.05)
    event = at.happened[0]
    assert dict(event.terms) == pytest.approx(
        {"level": log(0.95), "pool of mediators": log(FULL)}
    ), "the lever is pulled as usual"


@pytest.mark.parametrize(("level", "offers"), [(3, 0.5), (4, 0.95), (5, 1.2)])
@pytest.mark.parametrize("lever", [1.0, 0.5])
def test_a_crisis_takes_a_mediator_below_its_reluctance(
    level: int, offers: float, lever: float
) -> None:
    at = stage()
    at.tools = replace(at.tools, levers={**at.tools.levers, "mediation": lever})
    mark = 1 - exp(-lever * offers * FULL)
    wants = quarrel(level, reluctance=mark - 1e-6, patience=2.0, days=7.0)
    shuns = quarrel(level, reluctance=mark + 1e-6, patience=2.0, days=7.0)
    invite(at, wants)
    invite(at, shuns)
    assert wants.offered == pytest.approx(7.0 + 2.0 * 15.0)
    assert shuns.offered == np.inf


def test_a_mediator_makes_agreement_likelier() -> None:
    at, agreed = stage(), {"": 0, "club": 0}
    for _ in steps(at):
        for mediator in agreed:
            crisis = quarrel(mediator=mediator)
            conclude(at, crisis, 1.0)
            agreed[mediator] += crisis.over == SETTLEMENT
    assert agreed[""] / 1000 == pytest.approx(sig(-1.52), abs=0.05)
    assert agreed["club"] / 1000 == pytest.approx(sig(-1.52 + 1.92), abs=0.05)


@pytest.mark.parametrize(("mediator", "thanks"), [("B", 0.5), ("club", 0.0)])
def test_an_agreement_eases_tension_and_earns_thanks(mediator: str, thanks: float) -> None:
    at = stage(mediation={"agreement": 5.0, "mediated": 5.0, "relief": 0.2})
    at.world.tension[:] = 0.6
    conclude(at, quarrel(mediator=mediator), 1.0)
    assert at.world.tension[A, C] == at.world.tension[C, A] == pytest.approx(0.6 * 0.8)
    assert at.world.tension[A, B] == 0.6
    eased = dict(at.ledger.labels("tension"))["settlement"]
    assert eased[A, C] == eased[C, A] == pytest.approx(-0.12)
    good = dict(at.ledger.labels("good")).get("mediation", np.zeros((5, 5)))
    assert good[A, B] == good[C, B] == thanks
    assert good.sum() == 2 * thanks


def test_the_best_placed_organisation_that_has_troops_is_asked() -> None:
    at = stage()
    at.world.sovereignty[[A, C]] = 0.4, 1.0
    placed = placement(at, quarrel(5))
    assert placed
    assert placed[0].id == "club"
    assert placed[1] == pytest.approx(
        {"level": 0.5, "lever": 1.0, "organisation": WILL, "consent": 0.8 * 0.5}
    )
    station(at.world, [Mission("club", (B, D), 6.5), Mission("club", (B, E), 1.5)])
    assert available(at.world, at.world.organisations["club"]) == 0.0
    placed = placement(at, quarrel(4))
    assert placed
    assert placed[0].id == "table"
    assert placed[1]["level"] == 0.02
    assert placed[1]["organisation"] == pytest.approx(WILL / 4)


def test_peacekeepers_deploy_with_the_product_of_the_factors() -> None:
    at, sent = stage(), 0
    at.world.sovereignty[[A, C]] = 0.4, 0.0
    for _ in steps(at):
        station(at.world, ())
        deploy(at, quarrel(5), 1.0)
        sent += len(at.world.missions)
    assert sent / 1000 == pytest.approx(0.5 * WILL * 0.8, abs=0.05)


def test_a_mission_has_the_troops_that_are_left_and_none_is_doubled() -> None:
    at = stage(peacekeeping={"deploy_war": 1.0, "reluctance": 0.0},
               organisations={"divergence": 0.0})  # fmt: skip
    deploy(at, quarrel(3), 1.0)
    assert not at.world.missions, "nobody was shot at"
    deploy(at, quarrel(5), 1.0)
    assert list(at.world.missions) == [Mission("club", (A, C), 5.0)]
    deploy(at, quarrel(5), 1.0)
    assert len(at.world.missions) == 1
    deploy(at, Crisis(1, D, A, 0.0, 1.0, top=5), 1.0)
    assert at.world.missions[-1] == Mission("club", (A, D), 3.0), "5 of 8 thousand are away"
    assert at.world.peacekeepers[A, C] == at.world.peacekeepers[C, A] == 5.0


def test_peacekeepers_make_disputes_rarer() -> None:
    at = stage(onset={"peacekeepers": -0.5})
    terms = onset_terms(at.world, at.rules, at.seen, 0.0, 0.0)
    before, _ = onset_rates(at.world, at.rules, at.seen, terms)
    station(at.world, [Mission("club", (A, C), 3.0)])
    after, _ = onset_rates(at.world, at.rules, at.seen, terms)
    assert after[A, C] / before[A, C] == pytest.approx(1 / sqrt(1 + 3.0))
    assert after[A, B] == before[A, B] > 0


def test_missions_end_in_time_or_by_war() -> None:
    at, left = stage(years=4.0), 0
    for _ in steps(at):
        station(at.world, [Mission("club", (A, C), 5.0)])
        withdraw(at)
        left += not at.world.missions
    assert left / 1000 == pytest.approx(1 - exp(-4 / 8), abs=0.05)
    at = stage(years=1e-6)
    at.happened.append(Event("escalation", ("C", "A"), "war", 5, day=2.5))
    station(at.world, [Mission("club", (A, C), 5.0), Mission("table", (D, E), 1.0)])
    withdraw(at)
    assert at.world.missions == (Mission("table", (D, E), 1.0),)
    assert (at.happened[-1].kind, at.happened[-1].day) == ("withdrawal", 2.5)
    assert at.world.peacekeepers[A, C] == 0.0


def test_a_dated_mission_sets_the_troops_of_its_organisation() -> None:
    at = stage()
    station(at.world, [Mission("club", (A, C), 5.0), Mission("table", (A, C), 2.0)])
    dated_mission(at, 3.0, dated(DatedMission, organisation="club", actors=["C", "A"], troops=9.0))
    assert at.world.peacekeepers[A, C] == 9.0 + 2.0, "even more than the Club has"
    dated_mission(at, 3.0, dated(DatedMission, organisation="club", actors=["A", "C"], troops=0.0))
    assert at.world.missions == (Mission("table", (A, C), 2.0),)
    assert at.happened[-1].kind == "scheduled_mission"


def test_the_able_and_those_who_share_what_they_see_err_less() -> None:
    at = stage()
    at.world.warning[:] = [0.2, 0.6, 0.1, 0.0, 0.0]
    at.world.information[:] = 0.0
    at.world.information[A, B] = at.world.information[B, A] = 0.5
    one, other = 1 - (1 - 0.2) * (1 - 0.5 * 0.6), 0.1
    unseen = (1 - one) * (1 - other) * (1 - CLUB) * (1 - TABLE * 0.25)
    able = skill(at, 0.5)
    assert able[A, C] == able[C, A] == pytest.approx(0.5 * 4 * (1 - unseen))


def test_an_alarm_reads_the_rate_with_an_error_that_lasts() -> None:
    at = stage(years=0.25)
    rates = 0.15 * np.exp(0.1 * np.add.outer(np.arange(5) - 2, np.arange(5) - 2))
    able, before = skill(at, 1.0), at.world.alarm_error.copy()
    warn(at, rates)
    keep = exp(-0.25)
    error = keep * before + sqrt(1 - keep**2) * fresh_error(at.draws, 1)
    assert at.world.alarm_error == pytest.approx(error)
    loud = np.log(rates / 0.15) + 1.5 * error / (1 + able) > 0
    np.fill_diagonal(loud, val=False)
    assert 0 < loud.sum() < 20
    alarmed = np.isfinite(at.world.alarmed) & ~np.eye(5, dtype=bool)
    assert (alarmed == loud).all()
    assert (at.world.alarmed[loud] == 0.25).all(), "since the end of the step"
    alarms = [event for event in at.happened if event.kind == "alarm"]
    assert len(alarms) == loud.sum() / 2
    for event in alarms:
        i, j = (at.world.row(actor) for actor in event.actors)
        why = {"rate of disputes": log(rates[i, j] / 0.15),
               "error": 1.5 * error[i, j] / (1 + able[i, j])}  # fmt: skip
        assert dict(event.terms) == pytest.approx({k: v for k, v in why.items() if abs(v) > 1e-12})


def test_an_alarm_stands_while_it_is_valid_or_renewed_and_a_dispute_ends_it() -> None:
    at = stage(years=0.5, warning={"noise": 0.0, "validity": 1.0})
    rates = np.zeros((5, 5))
    rates[A, C] = rates[C, A] = rates[B, D] = rates[D, B] = 0.16
    since = []
    for number in range(5):
        at.now = 0.5 * number
        if number == 1:
            rates[A, C] = rates[C, A] = 0.14  # below the threshold from here
        if number == 4:
            at.world.onset_times[0, B, D] = at.world.onset_times[0, D, B] = 2.1
            rates[:] = 0.0
        warn(at, rates)
        since.append((at.world.alarmed[A, C], at.world.alarmed[B, D]))
    none = np.inf
    assert since == [(0.5, 0.5), (0.5, 0.5), (none, 1.5), (none, 1.5), (none, none)]


def test_prevention_follows_an_alarm_and_fades() -> None:
    at = stage(warning={"noise": 0.0, "prevention": 0.4, "attention": 1.0, "fading": 2.0})
    rates = np.zeros((5, 5))
    for one, other in ((A, C), (B, D)):
        rates[one, other] = rates[other, one] = 0.3
    at.world.prevented[A, B] = at.world.prevented[B, A] = 0.2
    warn(at, rates)
    prevented = at.world.prevented
    assert prevented[A, C] == prevented[C, A] == pytest.approx(0.4 * FULL / 2), "one of two alarms"
    assert prevented[A, B] == pytest.approx(0.2 * exp(-1 / 24))
    assert [event.kind for event in at.happened] == ["alarm", "alarm", "prevention", "prevention"]
    at.tools = replace(at.tools, levers={**at.tools.levers, "early_warning": 0.0})
    assert acting(at) == 0.0, "nobody warns"
    warn(at, rates)
    assert at.world.prevented[A, C] == pytest.approx(0.4 * FULL / 2 * exp(-1 / 24))


@pytest.mark.parametrize("attention", [1.0, 10.0])
def test_usual_prevention_is_what_the_record_was_made_under(attention: float) -> None:
    at = stage(warning={"attention": attention})
    rates = np.zeros((5, 5))
    for one, other, rate in ((A, C, 0.3), (B, D, 0.15), (A, E, 0.009)):
        rates[one, other] = rates[other, one] = rate
    able = 4 * (1 - (1 - CLUB) * (1 - TABLE * 0.25))
    alarm = 0.5 * (1 + erf(log(2) * (1 + able) / 1.5 / sqrt(2)))
    expected = alarm + 0.5  # the rate of B and D is the threshold
    usual = usual_prevention(at, rates)
    heeded = min(1.0, attention / expected)
    assert usual[A, C] == usual[C, A] == pytest.approx(0.2 * FULL * alarm * heeded)
    assert usual[A, E] == 0.0, "nobody watches them"


@pytest.mark.parametrize(("kept", "field", "amount"), [(True, "good", 2.0), (False, "bad", 5.0)])
def test_a_dated_commitment_is_evidence_for_who_called(
    kept: bool, field: str, amount: float
) -> None:
    at = stage(trust={"commitment_evidence": 2.0, "loss_weight": 2.5})
    dated_commitment(at, 4.0, dated(Commitment, actors=["B", "D"], honoured=kept))
    fields = {name: dict(at.ledger.labels(name)) for name in ("good", "bad")}
    assert fields[field]["commitment"][D, B] == amount
    assert fields[field]["commitment"].sum() == amount
    assert "commitment" not in fields["bad" if kept else "good"]
    assert [(event.kind, event.actors, event.day) for event in at.happened] == [
        ("honoured" if kept else "reneged", ("B", "D"), 4.0)
    ]


def test_what_organisations_share_and_hold() -> None:
    bodies = stage().world.organisations
    score = bodies.shared_score  # of ten pairs A-C, A-D, C-D and D-E share one
    assert score[A, C] == score[D, E] == pytest.approx((1 - 0.4) / sqrt(0.4 * 0.6))
    assert score[A, B] == pytest.approx((0 - 0.4) / sqrt(0.4 * 0.6))
    assert bodies.norm_pressure() == pytest.approx([0.3, 0.0, 0.3, 1 - 0.7 * 0.5, 0.5])
    alone = bodies.changed("table", [E])
    trust, affinity = np.full((5, 5), 0.5), np.full((5, 5), 0.8)
    trust[A, C] = 0.9
    assert alone.cohesion(affinity, trust) == pytest.approx([0.8 * (5 * 0.5 + 0.9) / 6, 1.0])
