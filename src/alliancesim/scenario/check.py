"""Cross references: everything that a scenario names must exist, and fit."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from alliancesim.instruments import INSTRUMENTS, LEVERS
from alliancesim.scenario.errors import KeyPath, nearest, shown
from alliancesim.scenario.merge import BUILT_IN
from alliancesim.scenario.schema import Scenario, State
from alliancesim.scenario.tree import Node

CAUSES = (
    "start", "dispute", "commitment", "provocation", "spillover", "shock", "breach", "enlargement",
    "basing", "burden sharing", "conduct", "attribution", "proliferation", "mediation",
)  # fmt: skip
"""Causes of trust beside the instruments: an instrument of that name could not be told apart."""


class Finding(NamedTuple):
    """Something wrong at a path of a scenario that has the right shape."""

    path: KeyPath
    message: str
    suggestion: str = ""


def findings(scenario: Scenario) -> Iterator[Finding]:
    """Yield what does not fit together, apart from events and sources."""
    yield from _instruments(scenario)
    yield from _doctrines(scenario)
    for id_, state in scenario.states.items():
        yield from _dimensions(scenario, id_, state)
    yield from _dyads(scenario)
    yield from _alliances(scenario)
    yield from _disputes(scenario)


def unknown(kind: str, name: str, known: Iterable[str], path: KeyPath) -> Iterator[Finding]:
    """Yield a finding if ``name`` is not among the ``known``."""
    options = list(known)
    if name not in options:
        yield Finding(path, f"unknown {kind} {shown(name)}", nearest(name, options))


def unknown_states(scenario: Scenario, names: list[str], path: KeyPath) -> Iterator[Finding]:
    """Yield a finding for each name in a list that is no state, or stands there twice."""
    counts = Counter(names)
    for index, name in enumerate(names):
        if name not in scenario.states:
            suggestion = nearest(name, scenario.states)
            yield Finding((*path, index), f"unknown state {shown(name)}", suggestion)
        elif counts[name] > 1 and names.index(name) != index:
            yield Finding((*path, index), f"{shown(name)} is named twice")


def unknown_sources(root: Node, sources: dict[str, str], path: KeyPath = ()) -> Iterator[Finding]:
    """Yield a finding for each ``source:`` of a single word that is no key of ``sources``."""
    if root.file == BUILT_IN:
        return
    children = root.value.items() if isinstance(root.value, dict) else enumerate(root.value)
    for key, child in children:
        if isinstance(child.value, dict | list):
            yield from unknown_sources(child, sources, (*path, key))
        elif key == "source" and isinstance(child.value, str) and len(child.value.split()) == 1:
            message = (
                f"{shown(child.value)} is no key of sources; add it there, or cite the source in"
                " words"
            )
            if child.value not in sources:
                yield Finding((*path, key), message, nearest(child.value, sources))


def _instruments(scenario: Scenario) -> Iterator[Finding]:
    for name, record in scenario.instruments.items():
        if record.phase != "engage" and name not in INSTRUMENTS:
            message = f"no phase looks for a lever {shown(name)}; a new instrument is an engagement"
            yield Finding(("instruments", name, "phase"), message, nearest(name, LEVERS))
        if record.phase == "engage" and name in CAUSES:
            yield Finding(
                ("instruments", name), f"{shown(name)} is the label of a mechanism; choose another"
            )


def _doctrines(scenario: Scenario) -> Iterator[Finding]:
    yield from unknown("doctrine", scenario.doctrine, scenario.doctrines, ("doctrine",))
    for id_, state in scenario.states.items():
        if state.doctrine is not None:
            path = ("states", id_, "doctrine")
            yield from unknown("doctrine", state.doctrine, scenario.doctrines, path)


def _dimensions(scenario: Scenario, id_: str, state: State) -> Iterator[Finding]:
    path = ("states", id_, "interests")
    for name in state.interests:
        yield from unknown("dimension of interest", name, scenario.interests, (*path, name))
    missing = [name for name in scenario.interests if name not in state.interests]
    if missing:
        yield Finding(path, f"has no position on {', '.join(map(shown, missing))}")
    for name in state.salience or {}:
        place = ("states", id_, "salience", name)
        yield from unknown("dimension of interest", name, scenario.interests, place)


def _dyads(scenario: Scenario) -> Iterator[Finding]:
    seen: dict[frozenset[str], str] = {}
    for key in scenario.dyads:
        first, sign, second = key.partition("-")
        path = ("dyads", key)
        if not sign or not first or not second:
            yield Finding(path, "expected two states with a hyphen between, such as USA-JPN")
            continue
        for name in (first, second):
            yield from unknown("state", name, scenario.states, path)
        if first == second:
            yield Finding(path, "a state makes no dyad with itself")
        pair = frozenset((first, second))
        if pair in seen:
            yield Finding(path, f"this dyad is given already, as {shown(seen[pair])}")
        seen[pair] = key


def _alliances(scenario: Scenario) -> Iterator[Finding]:
    for id_, alliance in scenario.alliances.items():
        path = ("alliances", id_)
        yield from unknown_states(scenario, alliance.members, (*path, "members"))
        for index, name in enumerate(alliance.outside_members):
            if name in scenario.states:
                message = f"{shown(name)} is a state of the scenario; list it under members"
                yield Finding((*path, "outside_members", index), message)
        if alliance.signed is not None and alliance.signed > scenario.clock.start:
            message = (
                f"{alliance.signed} is after the start, {scenario.clock.start}; alliances hold"
                " from the start on, and a sign event adds later ones"
            )
            yield Finding((*path, "signed"), message)


def _disputes(scenario: Scenario) -> Iterator[Finding]:
    for id_, dispute in scenario.disputes.items():
        path = ("disputes", id_, "sides")
        sides: dict[str, int] = {}
        for index, side in enumerate(dispute.sides):
            yield from unknown_states(scenario, side, (*path, index))
            if not side:
                yield Finding((*path, index), "this side is empty")
            for place, name in enumerate(side):
                if sides.setdefault(name, index) != index:
                    yield Finding((*path, index, place), f"{shown(name)} is on two sides")
