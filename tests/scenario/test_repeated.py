"""Engagements that are held again and again."""

import datetime
from typing import Any

import pytest

import alliancesim as al
from alliancesim.agenda import agenda
from alliancesim.scenario import ScenarioError
from alliancesim.scenario.events import Engage


def held(date: str, last: str, **more: Any) -> list[str]:
    event = Engage.model_validate(
        {"date": date, "kind": "engage", "instrument": "dialogue", "actors": ["A", "B"]} | more
    )
    return [day.isoformat() for day in event.days(datetime.date.fromisoformat(last))]


@pytest.mark.parametrize(
    ("given", "days"),
    [
        ({}, ["2024-01-31"]),
        ({"every": 12}, ["2024-01-31", "2025-01-31"]),
        ({"every": 1, "until": "2024-04-30"},
         ["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30"]),
        ({"every": 1, "until": "2024-04-29"}, ["2024-01-31", "2024-02-29", "2024-03-31"]),
        ({"every": 13}, ["2024-01-31", "2025-02-28"]),
        ({"every": 1200}, ["2024-01-31"]),
    ],
)  # fmt: skip
def test_days_on_which_it_is_held(given: dict[str, Any], days: list[str]) -> None:
    assert held("2024-01-31", "2025-12-31", **given) == days


def test_none_is_held_after_the_last_day() -> None:
    assert held("2024-01-31", "2024-01-30") == []
    assert held("9999-11-15", "9999-12-31", every=1) == ["9999-11-15", "9999-12-15"]


def with_events(*events: dict[str, Any]) -> al.Scenario:
    return al.load("teaching", {"events": [
        {"kind": "engage", "instrument": "dialogue", "actors": actors_of(), **event}
        for event in events
    ]})  # fmt: skip


def actors_of() -> list[str]:
    return list(al.load("teaching").states)[:2]


def test_a_repeated_engagement_is_what_its_single_ones_are() -> None:
    first = al.load("teaching").clock.start.replace(day=5)
    later = [first.replace(month=first.month + months) for months in (3, 6)]
    until = later[-1].isoformat()
    once = with_events(*({"date": day.isoformat()} for day in (first, *later)))
    again = with_events({"date": first.isoformat(), "every": 3, "until": until})
    assert sorted(agenda(again)) == sorted(agenda(once))
    one, two = (al.run(case, runs=1, seed=3, years=1) for case in (once, again))
    assert one.metrics.equals(two.metrics)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"until": "2030-01-01"}, "say `every` how many months"),
        ({"every": 0}, "out of range"),
        ({"every": 12, "until": "1900-01-01"}, "before the date"),
    ],
)
def test_what_cannot_be_is_refused(more: dict[str, Any], said: str) -> None:
    day = al.load("teaching").clock.start.replace(day=5).isoformat()
    with pytest.raises(ScenarioError, match=said):
        with_events({"date": day, **more})
