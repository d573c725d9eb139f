"""Loading a scenario: layers merged, overrides applied, and all that is wrong told at once."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from alliancesim.scenario.check import Finding, findings, unknown_sources
from alliancesim.scenario.check_actors import actor_findings
from alliancesim.scenario.check_events import event_findings, in_order
from alliancesim.scenario.check_switches import switch_findings
from alliancesim.scenario.errors import Problem, ScenarioError, dotted, problem, shown
from alliancesim.scenario.events import Set
from alliancesim.scenario.files import find
from alliancesim.scenario.merge import (
    COMMAND_LINE,
    assignments,
    defaults,
    layers,
    mapping,
    merged,
    read,
)
from alliancesim.scenario.schema import STATE_LIMIT, Scenario
from alliancesim.scenario.tree import Node, grow, locate, plain
from alliancesim.scenario.wording import problems

SETTABLE = ("parameters", "instruments", "doctrines", "doctrine", "mechanisms", "trends")
SET = (
    "parameters, instruments, mechanisms, trends, doctrines and the doctrine of a state can, and a"
    " shock moves quantities"
)
SWITCH = "declare the instrument, and set its enabled to true or false"


def load(
    source: str | Path | Scenario | Mapping[str, Any], overrides: Mapping[str, Any] | None = None
) -> Scenario:
    """Return a checked scenario.

    Parameters
    ----------
    source
        A name in the library, the path of a YAML file, plain data as in such a file, or a
        scenario that is loaded already.
    overrides
        Values by dotted path, such as ``{"parameters.trust.memory": 5}``.

    Raises
    ------
    ScenarioError
        If anything is wrong; it lists all problems with file, line and key.
    """
    if isinstance(source, Scenario):
        return override(source, overrides or {})
    root = defaults()
    for layer in _layers(source):
        root = merged(root, layer)
    root = assignments(root, overrides or {})
    _few_states(root)
    scenario = _valid(plain(root), root)
    _refuse(scenario, root)
    return scenario


def override(scenario: Scenario, changes: Mapping[str, Any]) -> Scenario:
    """Return a checked copy of ``scenario`` with values changed by dotted path.

    Raises
    ------
    ScenarioError
        If a path does not exist or a value does not fit there.
    """
    if not changes:
        return scenario
    touched = {path.partition(".")[0] for path in changes}
    if "sources" in touched:  # they may be named anywhere, so all is looked through again
        touched |= Scenario.model_fields.keys()
    kept = {name: getattr(scenario, name) for name in Scenario.model_fields if name not in touched}
    written = scenario.model_dump(mode="json", include=touched, exclude_none=True, by_alias=True)
    root = assignments(grow(written, COMMAND_LINE), changes)
    _few_states(root)
    changed = _valid(kept | plain(root), root)
    _refuse(changed, root)
    return changed


def with_horizon(scenario: Scenario, years: float) -> Scenario:
    """Return a checked copy that runs for ``years``; dated events beyond them do not happen.

    Raises
    ------
    ScenarioError
        If no run can be that long or short.
    """
    changes = {"clock.horizon": float(years), "clock.end": None}
    clock = override(scenario.model_copy(update={"events": []}), changes).clock
    events = [event for event in scenario.events if clock.step_of(event.date) <= clock.steps]
    return scenario.model_copy(update={"clock": clock, "events": events})


def _layers(source: str | Path | Mapping[str, Any]) -> list[Node]:
    if isinstance(source, Mapping):
        return layers(mapping(grow(source, "the scenario given as data")), None)
    path = find(source)
    return layers(read(path), path.parent, (path.resolve(),))


def _few_states(root: Node) -> None:
    """Refuse a cast that is too large before it is checked state by state."""
    states = locate(root, ("states",))
    if isinstance(states.value, dict) and states is not root and len(states.value) > STATE_LIMIT:
        message = f"{len(states.value)} states are more than {STATE_LIMIT}, the limit"
        raise problem(states.file, message, line=states.line, key="states")


def _valid(data: dict[str, Any], root: Node) -> Scenario:
    try:
        return Scenario.model_validate(data)
    except ValidationError as error:
        raise ScenarioError(problems(error, data, root)) from None
    except UnicodeEncodeError as error:  # half a character where a date should be
        raise problem(root.file, f"{shown(error.object)} is no text") from None


def _refuse(scenario: Scenario, root: Node) -> None:
    """Raise if the parts of a scenario do not fit together; ``root`` knows where they stand."""
    found = [
        *findings(scenario),
        *actor_findings(scenario),
        *event_findings(scenario),
        *switch_findings(scenario),
        *unknown_sources(root, scenario.sources),
    ]
    # A set event is tried on the scenario, so it would tell of the same faults again.
    found = found or [*_set_findings(scenario)]
    if found:
        told = [_told(finding, root) for finding in found]
        raise ScenarioError(sorted(told, key=lambda item: (item.file, item.line or 0)))


def _told(finding: Finding, root: Node) -> Problem:
    where = locate(root, finding.path)
    key = dotted(finding.path)
    return Problem(where.file, where.line, key, finding.message, finding.suggestion)


def _set_findings(scenario: Scenario) -> Iterator[Finding]:
    """Yield the ``set`` events that cannot be applied, one after the other as in a run."""
    current = scenario.model_copy(update={"events": []})
    for index, event in in_order(scenario):
        if not isinstance(event, Set):
            continue
        path = ("events", index)
        if not settable(event.path):
            yield Finding((*path, "path"), f"{shown(event.path)} cannot be set during a run; {SET}")
            continue
        try:
            changed = override(current, {event.path: event.value})
        except ScenarioError as error:
            first = error.problems[0]
            subject = "" if first.message.startswith("unknown key") else f"{first.key}: "
            yield Finding((*path, "value"), subject + first.message, first.suggestion)
            continue
        if event.value is None or changed.instruments.keys() != current.instruments.keys():
            yield Finding(
                (*path, "value"), f"nothing can be added or taken away in a run; {SWITCH}"
            )
            continue
        current = changed


def settable(path: str) -> bool:
    """Tell whether a dotted path can be set during a run."""
    parts = path.split(".")
    return parts[0] in SETTABLE or (parts[0] == "states" and parts[2:] == ["doctrine"])
