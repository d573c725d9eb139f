"""Events: what they name must exist on their day, and the day must lie within the run."""

from collections.abc import Iterator

from alliancesim.scenario.check import Finding, unknown, unknown_states
from alliancesim.scenario.errors import KeyPath, shown
from alliancesim.scenario.events import (
    Attack,
    Base,
    Commitment,
    Engage,
    Event,
    Incident,
    Join,
    Leave,
    Mission,
    Quit,
    Readmit,
    Shock,
    Sign,
    Suspend,
)
from alliancesim.scenario.schema import Scenario

OF_DYADS = ("tension", "trust", "interoperability", "information", "dispute_salience")
"""Fields of a shock that are between states."""
Acting = Engage | Shock | Incident | Mission | Attack | Commitment
"""Events that name states as actors."""
Binding = Sign | Leave | Suspend | Readmit | Join | Quit
"""Events that name states as members."""


def event_findings(scenario: Scenario) -> Iterator[Finding]:
    """Yield what is wrong with the events; ``set`` events only have their dates checked."""
    signed = set(scenario.alliances)
    for index, event in in_order(scenario):
        path: KeyPath = ("events", index)
        yield from _date(scenario, event, path)
        if isinstance(event, Acting):
            yield from unknown_states(scenario, event.actors, (*path, "actors"))
        if isinstance(event, Binding):
            yield from unknown_states(scenario, event.members, (*path, "members"))
        match event:
            case Engage():
                yield from _engage(scenario, event, path)
            case Shock():
                yield from _shock(scenario, event, path)
            case Sign():
                yield from _sign(event, path, signed)
            case Leave() | Suspend() | Readmit():
                yield from unknown("alliance", event.alliance, signed, (*path, "alliance"))
            case Join() | Quit() | Mission():
                yield from _organisation(scenario, event, path)
            case Attack():
                yield from unknown("threat", event.threat, scenario.threats, (*path, "threat"))
            case Base():
                yield from _base(scenario, event, path)


def in_order(scenario: Scenario) -> list[tuple[int, Event]]:
    """Return the events by date, with their places in the file."""
    return sorted(enumerate(scenario.events), key=lambda item: item[1].date)


def _date(scenario: Scenario, event: Event, path: KeyPath) -> Iterator[Finding]:
    clock = scenario.clock
    if not 1 <= clock.step_of(event.date) <= clock.steps:
        span = f"{clock.start} to before {clock.date_at(clock.steps)}"
        yield Finding((*path, "date"), f"{event.date} is outside the run, {span}")


def _engage(scenario: Scenario, event: Engage, path: KeyPath) -> Iterator[Finding]:
    path = (*path, "instrument")
    yield from unknown("instrument", event.instrument, scenario.instruments, path)
    record = scenario.instruments.get(event.instrument)
    if record is not None and record.phase != "engage":
        message = f"{shown(event.instrument)} is what the phase {record.phase} does, no engagement"
        yield Finding(path, message)
    if record is not None and event.date.year < record.available_from:
        message = f"{shown(event.instrument)} is not available before {record.available_from}"
        yield Finding(path, message)


def _shock(scenario: Scenario, event: Shock, path: KeyPath) -> Iterator[Finding]:
    if event.field in OF_DYADS and len(event.actors) < 2:
        yield Finding((*path, "actors"), f"{event.field} lies between states; name at least two")
    section, _, dimension = event.field.partition(".")
    if section == "interests":
        place = (*path, "field")
        yield from unknown("dimension of interest", dimension, scenario.interests, place)


def _organisation(
    scenario: Scenario, event: Join | Quit | Mission, path: KeyPath
) -> Iterator[Finding]:
    place = (*path, "organisation")
    yield from unknown("organisation", event.organisation, scenario.organisations, place)
    known = scenario.organisations.get(event.organisation)
    if known is not None and known.alliance and not isinstance(event, Mission):
        message = f"has the members of alliance {shown(known.alliance)}; sign or leave that"
        yield Finding(place, message)


def _base(scenario: Scenario, event: Base, path: KeyPath) -> Iterator[Finding]:
    for role in ("guest", "host"):
        yield from unknown("state", getattr(event, role), scenario.states, (*path, role))
    if event.guest == event.host:
        yield Finding((*path, "host"), "a state has no base abroad in itself")


def _sign(event: Sign, path: KeyPath, signed: set[str]) -> Iterator[Finding]:
    if event.alliance not in signed and not event.obligations:
        message = f"is missing; {shown(event.alliance)} is a new alliance"
        yield Finding((*path, "obligations"), message)
    signed.add(event.alliance)
