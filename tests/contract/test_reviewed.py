"""Faults that a review found, each with the test that failed before it was mended."""

import numpy as np
import pytest

import alliancesim as al
from alliancesim.scenario import ScenarioError
from tests.cases import case, raw

LEAGUE = {"league": {"name": "the League", "obligations": ["defence"], "members": ["A", "B", "D"]}}
COUNCIL = {
    "council": {"name": "the Council", "type": "alliance", "alliance": "league", "mediation": 1.0}
}


def test_an_organisation_without_members_has_no_will() -> None:
    leave = {"date": "2000-01-05", "kind": "leave", "alliance": "league",
             "members": ["A", "B", "D"]}  # fmt: skip
    model = al.AllianceModel(
        case(4, alliances=LEAGUE, organisations=COUNCIL, events=[leave]), rng=1
    )
    model.step()
    model.step()
    council = model.world.organisations["council"]
    assert council.members == ()
    will = model.world.organisations.will(model.world.affinity, model.world.trust, 0.5)
    assert will.tolist() == [0.0]


def test_a_treaty_of_three_is_multilateral_whatever_is_said() -> None:
    three = {"league": LEAGUE["league"] | {"multilateral": False}}
    with pytest.raises(ScenarioError, match="3 states is multilateral"):
        al.load(raw(4, alliances=three))


def test_incidents_are_felt_alike_in_months_and_in_years() -> None:
    felt = {}
    for step in ("month", "year"):
        gang = {"gang": {"name": "Gang", "type": "crime", "rates": {"A": 100}, "dispersion": 0.01}}
        clock = {"start": "2000-01-01", "step": step, "horizon": 20.0}
        model = al.AllianceModel(case(3, threats=gang, clock=clock), rng=1)
        seen = []
        while model.running:
            model.step()
            seen.append(model.world.incidents_felt[0])
        felt[step] = np.mean(seen[len(seen) // 4 :])
    assert felt["month"] == pytest.approx(felt["year"], rel=0.15)


def test_mediation_that_is_switched_off_does_not_begin() -> None:
    lively = {"onset": {"constant": 0.0}, "mediation": {"offers_low": 10.0, "offers_force": 10.0,
              "delay": 60.0}}  # fmt: skip
    hall = {"hall": {"name": "Hall", "type": "global", "members": "all", "mediation": 1.0}}
    model = al.AllianceModel(case(5, parameters=lively, organisations=hall), rng=1)
    while not any(np.isfinite(crisis.offered) for crisis in model.world.crises):
        assert model.running
        model.step()
    model.change({"instruments.mediation.enabled": False})
    for _ in range(12):
        model.step()
        assert "mediation" not in {event.kind for event in model.happened}


def test_a_budget_is_a_number_where_bases_eat_all_spending() -> None:
    data = raw(3)
    data["states"]["A"] |= {"budget": 10.0, "output": 1.0}
    data["dyads"]["A-B"]["bases"] = [5.0, 0.0]
    model = al.AllianceModel(al.load(data), rng=1)
    model.step()
    model.world.check()


def test_peacekeepers_leave_on_the_day_of_the_war() -> None:
    events = [
        {"date": "2000-01-02", "kind": "mission", "organisation": "hall", "actors": ["A", "C"],
         "troops": 5},
        {"date": "2000-02-15", "kind": "incident", "actors": ["C", "A"], "level": 5},
    ]  # fmt: skip
    hall = {"hall": {"name": "Hall", "type": "global", "members": "all"}}
    model = al.AllianceModel(case(3, organisations=hall, events=events), rng=1)
    model.step()
    assert model.world.missions
    model.step()
    withdrawal = next(event for event in model.happened if event.kind == "withdrawal")
    war = next(event for event in model.happened if event.kind == "scheduled_incident")
    assert withdrawal.day == war.day == 14.0
    assert not model.world.missions


def test_joining_where_one_sits_already_is_no_news() -> None:
    hall = {"hall": {"name": "Hall", "type": "global", "members": ["A", "B"]}}
    join = {"date": "2000-01-05", "kind": "join", "organisation": "hall", "members": ["A"]}
    model = al.AllianceModel(case(3, organisations=hall, events=[join]), rng=1)
    model.step()
    told = next(event for event in model.happened if event.kind == "scheduled_join")
    assert told.text == "Aland has no seat to take in Hall"


def test_a_dated_promise_is_no_pact() -> None:
    event = {"date": "2000-01-05", "kind": "commitment", "actors": ["B", "C"], "honoured": False}
    model = al.AllianceModel(case(3, events=[event]), rng=1)
    model.step()
    assert "Bravia breaks its promise to Corda" in {event.text for event in model.happened}


def test_what_cannot_change_in_a_run_is_refused() -> None:
    model = al.AllianceModel(case(3), rng=1)
    with pytest.raises(ScenarioError, match="cannot be set during a run"):
        model.change({"states.A.capability": 0.5})


def test_a_dated_engagement_that_is_switched_off_says_so() -> None:
    event = {"date": "2000-01-05", "kind": "engage", "instrument": "dialogue",
             "actors": ["A", "B"]}  # fmt: skip
    quiet = {"dialogue": {"enabled": False}}
    model = al.AllianceModel(case(3, events=[event], instruments=quiet), rng=1)
    model.step()
    told = next(event for event in model.happened if event.kind == "scheduled_engage")
    assert told.text.endswith("does not take place: the instrument is switched off")
