"""Interventions: what a user does to a run, as dated events of its scenario."""

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from alliancesim.instruments import LEVERS
from alliancesim.parameters import catalogue
from alliancesim.scenario import Scenario, ScenarioError, override
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
    Set,
    Shock,
    Sign,
    Suspend,
)

NOTE = "done in the view"


def with_events(scenario: Scenario, events: Iterable[Mapping[str, Any]]) -> Scenario:
    """Return a checked copy of ``scenario`` with more events at the end of its list.

    Raises
    ------
    ScenarioError
        If an event does not fit the scenario.
    """
    added = [
        {"note": NOTE} | {key: value for key, value in event.items() if value not in (None, "", [])}
        for event in events
    ]
    return override(scenario, {"events": [*_written(scenario), *added]})


def without_last(scenario: Scenario, number: int) -> Scenario:
    """Return a checked copy of ``scenario`` without the last events of its list.

    Raises
    ------
    ScenarioError
        If something else needs an event that goes.
    """
    return override(scenario, {"events": _written(scenario)[:-number]})


def _written(scenario: Scenario) -> list[dict[str, Any]]:
    dumped = scenario.model_dump(mode="json", include={"events"}, exclude_none=True)
    events: list[dict[str, Any]] = dumped["events"]
    return events


def first_step(scenario: Scenario, number: int) -> int:
    """Return the step in which the first of the last ``number`` events acts."""
    return min(scenario.clock.step_of(event.date) for event in scenario.events[-number:])


def complaint(error: ScenarioError) -> str:
    """Return what is wrong with an event, without the file and the place in its list."""
    told = []
    for problem in error.problems:
        subject = problem.key.rpartition("events")[2].lstrip("0123456789.[]")
        hint = f"; did you mean {problem.suggestion}?" if problem.suggestion else ""
        told.append(f"{subject}: {problem.message}{hint}" if subject else problem.message + hint)
    return "; ".join(told)


def current(scenario: Scenario, path: str) -> Any:
    """Return the value at a dotted path that an intervention may set, as the scenario has it."""
    here: Any = scenario
    for part in path.split("."):
        here = here[part] if isinstance(here, Mapping) else getattr(here, part)
    return getattr(here, "value", here)


def settable_parameters() -> dict[str, str]:
    """Return the parameters by dotted path, each with its meaning, unit and range."""
    return {
        f"parameters.{name}": f"{item.doc}; {item.unit}, {item.lo:g} to {item.hi:g}"
        for name, item in catalogue().items()
    }


def levers(scenario: Scenario) -> list[str]:
    """Return the instruments whose intensity can be set, levers last."""
    own = [name for name in scenario.instruments if name not in LEVERS]
    return [*own, *(name for name in scenario.instruments if name in LEVERS)]


def described(scenario: Scenario, event: Event) -> str:
    """Return an event in words, with the names of the states."""
    match event:
        case Engage():
            what = scenario.instruments[event.instrument].name.lower()
            size = "" if event.size == 1 else f", size {event.size:g}"
            again = f", every {event.every} months" if event.every else ""
            return f"{what} of {_names(scenario, event.actors)}{size}{again}"
        case Shock():
            field = event.field.replace("_", " ").replace(".", ": ")
            return f"shock to {field} of {_names(scenario, event.actors)}, {event.change:+g}"
        case Sign():
            return f"{_names(scenario, event.members)} sign {event.name or event.alliance}"
        case Leave():
            return f"{_names(scenario, event.members)} leave {_treaty(scenario, event.alliance)}"
        case Incident():
            one, two = event.actors
            names = f"{_names(scenario, [one])} against {_names(scenario, [two])}"
            return f"incident, level {event.level}: {names}"
        case Set():
            return f"{event.path.removeprefix('parameters.')} becomes {event.value}"
        case _:
            return _others(scenario, event)


def _others(scenario: Scenario, event: Event) -> str:
    """Return an event in words, of the kinds that only scenario files have."""
    match event:
        case Suspend() | Readmit():
            names = _names(scenario, event.members)
            return f"{event.kind} {names} in {_treaty(scenario, event.alliance)}"
        case Base():
            names = f"{_names(scenario, [event.guest])} in {_names(scenario, [event.host])}"
            return f"base of {names}, size {event.size:g}"
        case Join() | Quit():
            return f"{_names(scenario, event.members)} {event.kind} {event.organisation}"
        case Mission():
            where = _names(scenario, event.actors)
            return f"mission of {event.organisation} to {where}, {event.troops:g} thousand"
        case Attack():
            return f"attack by {event.threat} on {_names(scenario, event.actors)}"
        case Commitment():
            kept = "kept" if event.honoured else "not kept"
            return f"promise of {_names(scenario, event.actors[:1])} {kept}"
        case _:
            return type(event).__name__.lower()


def _names(scenario: Scenario, states: Sequence[str]) -> str:
    names = [scenario.states[state].name if state in scenario.states else state for state in states]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _treaty(scenario: Scenario, alliance: str) -> str:
    known = scenario.alliances.get(alliance)
    return known.name if known is not None else alliance


def next_day(scenario: Scenario, step: int) -> datetime.date:
    """Return the first day after ``step``, on which something done now takes place."""
    return scenario.clock.date_at(min(step, scenario.clock.steps - 1))


class Act(NamedTuple):
    """A kind of intervention, and the fields of its form in their order."""

    title: str
    hint: str
    fields: tuple[str, ...]


ACTS: dict[str, Act] = {
    "engage": Act("Engage", "Takes place whatever the parties would choose; where an instrument"
                  " is given, the first state gives.", ("instrument", "actors", "size")),
    "shock": Act("Shock", "A push from outside: tension in wars, trust in evidence; capability,"
                 " burden and output in ln units; the others in units.",
                 ("field", "actors", "change")),
    "sign": Act("Sign or accede to a treaty", "Choose a treaty to accede to, or name a new one"
                " and say what it binds to.", ("alliance", "name", "obligations", "actors")),
    "leave": Act("Leave a treaty", "With fewer than two members left it ends.",
                 ("alliance", "actors")),
    "incident": Act("Start an incident", "A dispute begins: the first state starts it.",
                    ("actors", "level")),
    "parameter": Act("Change a parameter", "From this date on.", ("parameter", "value")),
    "doctrine": Act("Change a doctrine", "Of the states chosen, or, with none, of all that name"
                    " none of their own.", ("doctrine", "actors")),
    "lever": Act("Change an instrument or lever", "Intensity 1 is as declared, 0 is off.",
                 ("lever", "value")),
}  # fmt: skip
"""What a user can do, by kind."""


def event_of(kind: str, form: Mapping[str, Any], date: str) -> list[dict[str, Any]]:
    """Return the events that a filled-in form stands for: one, or for doctrines one per state."""
    actors = list(form.get("actors") or [])
    number = form.get("value")
    match kind:
        case "sign":
            new = form.get("alliance") or _key(form.get("name") or "")
            fields = {"alliance": new, "members": actors, "name": form.get("name"),
                      "obligations": form.get("obligations")}  # fmt: skip
        case "leave":
            fields = {"alliance": form.get("alliance"), "members": actors}
        case "parameter":
            return [_set(date, str(form.get("parameter") or ""), number)]
        case "lever":
            return [_set(date, f"instruments.{form.get('lever') or ''}.intensity", number)]
        case "doctrine":
            paths = [f"states.{state}.doctrine" for state in actors] or ["doctrine"]
            return [_set(date, path, form.get("doctrine")) for path in paths]
        case _:
            fields = {name: form.get(name) for name in ACTS[kind].fields}
    return [{"kind": kind, "date": date, **fields}]


def _set(date: str, path: str, value: Any) -> dict[str, Any]:
    return {"kind": "set", "date": date, "path": path, "value": value}


def _key(name: str) -> str:
    """Return an id for a treaty of this name."""
    return re.sub(r"\W+", "_", name.strip().lower(), flags=re.ASCII).strip("_")[:60]
