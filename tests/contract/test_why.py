"""Why: stories name what happened, and knocked-out terms are tested on the same luck."""

import pytest

import alliancesim as al
from alliancesim.parameters import catalogue
from alliancesim.why import GROUPS, coefficient, find, knock_out, most_serious, story
from tests.cases import raw
from tests.contract.rich_case import rich


@pytest.fixture(scope="module")
def results() -> al.Results:
    lively = {"onset": {"constant": -2.5}, "pacts": {"formation": {"constant": -2.0}}}
    return al.run(al.load(raw(5, parameters=lively)), runs=3, seed=4)


WITHOUT = {
    "onset": {"own history", "incidents", "prevention"},
    "escalation": {"to force", "to war", "reciprocation", "major powers", "coming down"},
    "joined": {"obligation"},
    "honoured": {"obligation"},
    "reneged": {"obligation"},
    "settlement": {"agreement"},
}
"""Terms that no coefficient of their own can switch off."""


def test_every_term_of_every_event_has_a_coefficient_or_needs_none(results: al.Results) -> None:
    found = al.run(rich(), runs=2, seed=3)
    paths = catalogue()
    for table in (results.events, found.events):
        for kind in GROUPS:
            labels = {
                term["label"] for terms in table[table["kind"] == kind]["terms"] for term in terms
            }
            free = {label for label in labels if not coefficient(kind, label)}
            assert free <= WITHOUT.get(kind, set()), kind
            for label in labels - free:
                assert coefficient(kind, label).removeprefix("parameters.") in paths


def test_a_story_names_the_event_its_terms_and_its_course(results: al.Results) -> None:
    run, number = most_serious(results)
    lines = story(results, run, number)
    events = results.events
    event = events[(events["run"] == run) & (events["event"] == number)].iloc[0]
    assert event["text"] in lines[0]
    assert any(line.startswith("For it spoke") for line in lines)
    largest = event["terms"][0]
    assert any(f"{largest['label']} ({largest['value']:+.2f})" in line for line in lines)
    course = events[(events["run"] == run) & (events["crisis"] == event["crisis"])]
    for text in course["text"]:
        assert any(text in line for line in lines)


def test_a_knockout_without_effect_leaves_the_event_and_a_large_one_removes_some(
    results: al.Results,
) -> None:
    tested = [
        item
        for run, number in results.events.query("kind == 'onset'")[["run", "event"]].to_numpy()[:12]
        for item in knock_out(results, int(run), int(number), most=3)
    ]
    assert {item.happens for item in tested} == {True, False}
    for item in tested:
        assert item.value > 0
    small = [item.happens for item in tested if item.value < 0.2]
    large = [item.happens for item in tested if item.value > 1.5]
    assert sum(large) / len(large) < (sum(small) / len(small) if small else 1.0)


def test_unknown_events_are_named_and_events_without_terms_say_so(results: al.Results) -> None:
    for name in ("9:1", "0:99999", "zero", "0"):
        with pytest.raises(al.ResultsError, match="RUN:EVENT"):
            find(results, name)
    leader = results.events.query("kind == 'leader_change'").iloc[0]
    with pytest.raises(al.ResultsError, match="nothing to knock out"):
        knock_out(results, int(leader["run"]), int(leader["event"]))
    assert "no terms" in story(results, int(leader["run"]), int(leader["event"]))[1]
