"""Events: what they name must exist on their day, and the day must lie within the run."""

from collections.abc import Iterator

from alliancesim.scenario.check import Finding, unknown, unknown_states
from alliancesim.scenario.errors import KeyPath, shown
from alliancesim.scenario.events import Engage, Event, Incident, Leave, Shock, Sign
from alliancesim.scenario.schema import Scenario

OF_DYADS = ("tension", "trust", "interoperability", "information")
"""Fields of a shock that are between states."""


def event_findings(scenario: Scenario) -> Iterator[Finding]:
    """Yield what is wrong with the events; ``set`` events only have their dates checked."""
    signed = set(scenario.alliances)
    for index, event in in_order(scenario):
        path: KeyPath = ("events", index)
        yield from _date(scenario, event, path)
        if isinstance(event, Engage | Shock | Incident):
            yield from unknown_states(scenario, event.actors, (*path, "actors"))
        if isinstance(event, Sign | Leave):
            yield from unknown_states(scenario, event.members, (*path, "members"))
        if isinstance(event, Engage):
            yield from _engage(scenario, event, path)
        elif isinstance(event, Shock):
            yield from _shock(event, path)
        elif isinstance(event, Sign):
            yield from _sign(event, path, signed)
        elif isinstance(event, Leave):
            yield from unknown("alliance", event.alliance, signed, (*path, "alliance"))


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
    if record is not None and event.date.year < record.available_from:
        message = f"{shown(event.instrument)} is not available before {record.available_from}"
        yield Finding(path, message)


def _shock(event: Shock, path: KeyPath) -> Iterator[Finding]:
    if event.field in OF_DYADS and len(event.actors) < 2:
        yield Finding((*path, "actors"), f"{event.field} lies between states; name at least two")


def _sign(event: Sign, path: KeyPath, signed: set[str]) -> Iterator[Finding]:
    if event.alliance not in signed and not event.obligations:
        message = f"is missing; {shown(event.alliance)} is a new alliance"
        yield Finding((*path, "obligations"), message)
    signed.add(event.alliance)
