"""Meetings of organisations, who sits in them, and coalitions, by hand."""

from typing import Any

import numpy as np
import pytest

import alliancesim as al
from alliancesim.events import Event
from alliancesim.phases.engage.record import Order
from alliancesim.phases.forums import forums, gathering
from alliancesim.phases.realign.moment import Moment
from alliancesim.scenario.events import Join, Quit
from tests.cases import case, raw
from tests.worked.moments import QUIET, A, B, C, D, E, bloc, dated, moment, off


def club(instrument: str = "dialogue", size: float = 2.0, **changes: Any) -> dict[str, Any]:
    """Return the organisations of a scenario: one that meets in March."""
    return {"club": {"name": "the Club", "type": "forum", "members": ["A", "B", "C"],
                     "meetings": [{"month": 3, "instrument": instrument, "size": size}]}
            | changes}  # fmt: skip


def held(at: Moment, *seats: Any, months: Any = (3,)) -> tuple[list[Order], list[Event]]:
    """Return what forums does in these months."""
    return forums(at.world, at.rules, at.tools, seats, months, at.ledger, at.draws, at.step,
                  at.years)  # fmt: skip


def pairs(orders: list[Order]) -> set[tuple[int, int]]:
    """Return who meets whom."""
    return {(order.first, order.second) for order in orders}


def met(steps: int, **changes: Any) -> list[set[tuple[int, int]]]:
    """Return the pairs that meet in each step of a run in which nothing is dated to engage."""
    model = al.AllianceModel(al.load(raw(5, parameters=QUIET, **changes)), rng=1)
    found = []
    for _ in range(steps):
        model.step()
        assert model.held is not None
        some = model.held.scheduled
        columns = (model.held.first[some].tolist(), model.held.second[some].tolist())
        found.append(set(zip(*columns, strict=True)))
    return found


def test_members_meet_each_other_and_partners_at_a_reduced_size() -> None:
    rules = {"organisations": {"meetings": 1.5, "partner_share": 0.4}}
    at = moment(case(5, organisations=club(partners=["D", "E"]), parameters=rules))
    orders, _ = held(at)
    sizes = {(order.first, order.second): order.size for order in orders}
    members = {(A, B): 3.0, (A, C): 3.0, (B, C): 3.0}
    partners = {(one, two): 1.5 * 2.0 * 0.4 for one in (A, B, C) for two in (D, E)}
    assert sizes == pytest.approx(members | partners), "partners do not meet each other"
    assert {order.notice for order in orders} == {1 / 4}
    assert {order.instrument for order in orders} == {at.tools.names.index("dialogue")}


def test_a_meeting_is_held_in_its_month_only() -> None:
    at = moment(case(5, organisations=club()))
    assert len(held(at, months=[1, 2, 3])[0]) == 3
    assert held(at, months=[4, 5, 6])[0] == []
    idle = moment(case(5, organisations=club(), instruments=off("dialogue")))
    assert held(idle)[0] == []


@pytest.mark.parametrize(
    ("start", "step", "steps", "when"),
    [("2000-01-01", "month", 15, [3, 15]), ("2000-12-15", "month", 5, [4]),
     ("2000-01-01", "quarter", 5, [1, 5]), ("2000-04-01", "quarter", 4, [4]),
     ("2000-07-01", "year", 2, [1, 2])],
)  # fmt: skip
def test_the_calendar_of_a_run(start: str, step: str, steps: int, when: list[int]) -> None:
    clock = {"start": start, "step": step, "horizon": 10.0}
    found = met(steps, clock=clock, organisations=club())
    assert [number for number, some in enumerate(found, 1) if some] == when
    assert found[when[0] - 1] == {(A, B), (A, C), (B, C)}


def test_the_stronger_member_gives_and_members_give_to_partners() -> None:
    gifts = club("military_assistance", members=["A", "C"], partners=["E"])
    orders, _ = held(moment(case(5, organisations=gifts)))
    assert pairs(orders) == {(C, A), (A, E), (C, E)}, "C is stronger than A, and E than both"


@pytest.mark.parametrize(("counterparts", "chance"), [(2.0, 2 / 7), (7.0, 1.0)])
def test_a_delegation_meets_so_many_others(counterparts: float, chance: float) -> None:
    rules = {"organisations": {"counterparts": counterparts}}
    at = moment(case(8, organisations=club(members="all"), parameters=rules))
    (organisation,) = at.world.organisations
    numbers = []
    for step in range(500):
        orders = gathering(at.world, at.rules, at.tools, organisation, organisation.meetings[0],
                           at.draws, step, "meeting")  # fmt: skip
        numbers.append(len(orders))
        assert {order.notice for order in orders} <= {1 / counterparts}
    # The mean of 500 gatherings errs by 0.11.
    assert np.mean(numbers) == pytest.approx(28 * chance, abs=0.35)


def test_members_who_are_suspended_in_their_alliance_do_not_attend() -> None:
    monthly = [{"month": month, "instrument": "dialogue"} for month in range(1, 13)]
    body = {"name": "the Council", "type": "alliance", "alliance": "bloc", "meetings": monthly}
    given = {"alliances": bloc("ABC", suspended=["C"]), "organisations": {"council": body}}
    assert moment(case(5, **given)).world.organisations["council"].members == (A, B)
    events = [
        {"date": "2000-02-05", "kind": "readmit", "alliance": "bloc", "members": ["C"]},
        {"date": "2000-04-05", "kind": "suspend", "alliance": "bloc", "members": ["A"]},
    ]
    found = met(5, events=events, **given)
    all_three = {(A, B), (A, C), (B, C)}
    assert found == [{(A, B)}, {(A, B)}, all_three, all_three, {(B, C)}]


def test_states_join_and_quit() -> None:
    at = moment(case(5, organisations=club(partners=["D"])))
    join = dated(Join, organisation="club", members=["D"], note="at last")
    quits = dated(Quit, organisation="club", members=["A", "B"])
    orders, told = held(at, join, quits)
    (organisation,) = at.world.organisations
    assert (organisation.members, organisation.partners) == ((C, D), ())
    assert [(order.first, order.second, order.size) for order in orders] == [(C, D, 2.0)]
    assert [(event.kind, event.actors, event.text) for event in told] == [
        ("scheduled_join", ("D",), "Drune joins the Club: at last"),
        ("scheduled_quit", ("A", "B"), "Aland and Bravia quit the Club"),
    ]


def test_a_coalition_teaches_its_members() -> None:
    front = {"front": {"name": "the Front", "type": "coalition", "members": ["A", "B", "C"],
                       "against": "cell"}}  # fmt: skip
    cell = {"cell": {"name": "the Cell", "type": "terrorism", "rates": {"A": 1.0}}}
    rules = {"organisations": {"coalition": 0.2, "divergence": 0.6}}
    given = {"organisations": front | club(), "threats": cell, "parameters": rules}
    at = moment(case(5, **given), years=0.5)
    at.world.good[:] = at.world.bad[:] = 5.0
    at.world.affinity[:] = 0.8
    held(at)
    gain = 0.2 * 0.5 * (1 - 0.6 * (1 - 0.8 * 0.5))
    taught = dict(at.ledger.labels("counter_threat"))
    assert taught["coalition"] == pytest.approx([gain, gain, gain, 0.0, 0.0])
    at = moment(case(5, **given, instruments=off("collective_security")), years=0.5)
    held(at)
    assert at.ledger.total("counter_threat") is None
