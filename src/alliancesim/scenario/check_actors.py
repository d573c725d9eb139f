"""Actors other than states: what organisations, alliances and threat actors name must exist."""

from collections.abc import Iterator

from alliancesim.scenario.check import Finding, unknown, unknown_states
from alliancesim.scenario.errors import KeyPath, shown
from alliancesim.scenario.organisations import Organisation
from alliancesim.scenario.schema import Scenario


def actor_findings(scenario: Scenario) -> Iterator[Finding]:
    """Yield what does not fit together in organisations, threats and rules of alliances."""
    yield from _threats(scenario)
    for id_, organisation in scenario.organisations.items():
        yield from _organisation(scenario, ("organisations", id_), id_, organisation)
    yield from _rules(scenario)


def _threats(scenario: Scenario) -> Iterator[Finding]:
    for id_, actor in scenario.threats.items():
        path = ("threats", id_)
        for name in actor.rates:
            yield from unknown("state", name, scenario.states, (*path, "rates", name))
        yield from unknown_states(scenario, actor.harbour, (*path, "harbour"))
        yield from unknown_states(scenario, actor.suspects, (*path, "suspects"))
        if actor.sponsor is not None:
            yield from unknown("state", actor.sponsor, scenario.states, (*path, "sponsor"))


def _organisation(
    scenario: Scenario, path: KeyPath, id_: str, given: Organisation
) -> Iterator[Finding]:
    if id_ in scenario.states:
        yield Finding(path, f"{shown(id_)} is the id of a state; choose another")
    if isinstance(given.members, list):
        yield from unknown_states(scenario, given.members, (*path, "members"))
    yield from unknown_states(scenario, given.partners, (*path, "partners"))
    for index, name in enumerate(given.partners):
        if name in (given.members or ()) or given.members == "all":
            yield Finding((*path, "partners", index), f"{shown(name)} is a member already")
    if given.alliance is not None:
        yield from unknown("alliance", given.alliance, scenario.alliances, (*path, "alliance"))
    if given.against is not None:
        yield from unknown("threat", given.against, scenario.threats, (*path, "against"))
    if given.alliance and given.members is not None:
        yield Finding((*path, "members"), "leave it out: the members are those of the alliance")
    if not given.alliance and given.members is None:
        yield Finding((*path, "members"), "is missing: list states, or write all")
    for index, meeting in enumerate(given.meetings):
        place = (*path, "meetings", index, "instrument")
        yield from unknown("instrument", meeting.instrument, scenario.instruments, place)
        record = scenario.instruments.get(meeting.instrument)
        if record is not None and record.phase != "engage":
            text = f"{shown(meeting.instrument)} is what the phase {record.phase} does"
            yield Finding(place, f"{text}, no engagement")


def _rules(scenario: Scenario) -> Iterator[Finding]:
    """Yield what is wrong with candidates and suspended members of alliances."""
    for id_, alliance in scenario.alliances.items():
        path = ("alliances", id_)
        yield from unknown_states(scenario, alliance.candidates, (*path, "candidates"))
        size = len(alliance.members) + len(alliance.outside_members)
        if alliance.multilateral is False and size > 2:
            message = f"a treaty of {size} states is multilateral; leave this out"
            yield Finding((*path, "multilateral"), message)
        for index, name in enumerate(alliance.candidates):
            if name in alliance.members:
                yield Finding((*path, "candidates", index), f"{shown(name)} is a member already")
        for index, name in enumerate(alliance.suspended):
            if name not in alliance.members:
                yield Finding((*path, "suspended", index), f"{shown(name)} is no member")
