"""Theories side by side: one scenario under every doctrine for all states, with the same luck.

Nobody knows which theory of what states want is right, so a conclusion should be looked at under
each. The scenario runs as it is written and, run by run with the same seeds, once per doctrine
with all states holding it throughout. Differences within pairs say what the theory changes; with a
policy, each version also runs with it, and the effect of the policy is compared across theories:
does its sign depend on the theory? Intervals speak of luck alone.
"""

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from alliancesim.comparison import Effect, compare
from alliancesim.ensemble import Progress, run
from alliancesim.results import Results
from alliancesim.scenario import Scenario, load
from alliancesim.scenario.events import Set

OUTCOMES = (
    "engagements", "trust_mean", "interoperability_mean", "alliance_density", "burden_mean",
    "expected_disputes", "onsets", "uses_of_force", "escalation", "stability",
)  # fmt: skip
"""Outcomes that are compared: what states do with each other, and what comes of it."""
OWN = "as written"
"""Stands for the doctrines that the scenario gives its states."""
KEY = "theories"
"""Where the findings stand in the manifest of the results."""


class Reading(NamedTuple):
    """What comes out if all states hold one doctrine."""

    doctrine: str
    changes: dict[str, Effect]
    """By outcome: difference from the scenario as written."""
    effects: dict[str, Effect]
    """By outcome: effect of the policy; empty without one."""


class Verdict(NamedTuple):
    """What the theories say of the sign of a policy's effect on one outcome."""

    outcome: str
    raised: list[str]
    """Doctrines under which the policy clearly raises it."""
    lowered: list[str]
    unclear: list[str]

    @property
    def depends(self) -> bool:
        """Whether two theories clearly disagree on the sign."""
        return bool(self.raised and self.lowered)

    @property
    def words(self) -> str:
        """The verdict in a few words."""
        if self.depends:
            return "depends on the theory"
        way = "raised" if self.raised else "lowered"
        if self.raised or self.lowered:
            return f"{way} under some" if self.unclear else f"{way} under all"
        return "clear under none"


@dataclass(frozen=True)
class Theories:
    """The findings; the first reading is the scenario as written."""

    readings: list[Reading]
    policy: dict[str, Any]
    """Settings of the policy by dotted path; empty if none was asked about."""

    def verdicts(self) -> list[Verdict]:
        """Return the verdict on each outcome; none without a policy."""
        return [self._verdict(outcome) for outcome in OUTCOMES] if self.policy else []

    def _verdict(self, outcome: str) -> Verdict:
        found: dict[int, list[str]] = {1: [], -1: [], 0: []}
        for reading in self.readings:
            effect = reading.effects[outcome]
            found[(effect.low > 0) - (effect.high < 0)].append(reading.doctrine)
        return Verdict(outcome, found[1], found[-1], found[0])

    def plain(self) -> dict[str, Any]:
        """Return the findings as data for JSON."""
        return {
            "policy": self.policy,
            "readings": [
                {
                    "doctrine": reading.doctrine,
                    "changes": _plain(reading.changes),
                    "effects": _plain(reading.effects),
                }
                for reading in self.readings
            ],
        }


def theories(
    scenario: str | Path | Scenario,
    *,
    runs: int = 50,
    seed: int = 1,
    years: float | None = None,
    overrides: Mapping[str, Any] | None = None,
    policy: Mapping[str, Any] | None = None,
    progress: Progress | None = None,
) -> Results:
    """Run a scenario under every doctrine and return it as written, with the findings.

    Parameters
    ----------
    scenario
        Name of a library scenario, path of a file, or a ``Scenario``; all doctrines that it knows
        are tried.
    runs, seed, years, overrides
        As in ``alliancesim.run``, for every version.
    policy
        Settings by dotted path whose effect is sought under every theory.
    progress
        Called after each step of each ensemble.

    Returns
    -------
    Results
        Of the scenario as written; ``found_in`` reads the findings from them.

    Raises
    ------
    ScenarioError
        If an override or a setting of the policy is not valid.
    """
    case, change = load(scenario, overrides), dict(policy or {})

    def ensemble(version: Scenario) -> Results:
        # `version` holds the overrides already; once more, they would undo doctrine and policy.
        return run(version, runs=runs, seed=seed, years=years, progress=progress)

    own = ensemble(case)
    readings = [_reading(OWN, case, own, own, change, ensemble)]
    for doctrine in case.doctrines:
        version = held_by_all(case, doctrine)
        if version == case:  # it need not run again
            readings.append(readings[0]._replace(doctrine=doctrine))
            continue
        here = ensemble(version)
        readings.append(_reading(doctrine, version, here, own, change, ensemble))
    findings = Theories(readings, change).plain()
    asked = {path: json.dumps(value) for path, value in (overrides or {}).items()}
    return Results(own.manifest | {"overrides": asked, KEY: findings}, own.tables)


def held_by_all(scenario: Scenario, doctrine: str) -> Scenario:
    """Return the scenario with one doctrine for all states, whatever it schedules."""
    events = [event for event in scenario.events if not _sets_a_doctrine(event)]
    own = {f"states.{key}.doctrine": None for key, state in scenario.states.items()
           if state.doctrine is not None}  # fmt: skip
    return load(scenario.model_copy(update={"events": events}), {"doctrine": doctrine, **own})


def found_in(results: Results) -> Theories | None:
    """Return the findings that results carry, if any."""
    data = results.manifest.get(KEY)
    if data is None:
        return None
    readings = [
        Reading(entry["doctrine"], _effects(entry["changes"]), _effects(entry["effects"]))
        for entry in data["readings"]
    ]
    return Theories(readings, data["policy"])


def _reading(
    doctrine: str, version: Scenario, here: Results, own: Results, policy: dict[str, Any],
    ensemble: Callable[[Scenario], Results],
) -> Reading:  # fmt: skip
    changes = _compared(own, here)
    effects = _compared(here, ensemble(load(version, policy))) if policy else {}
    return Reading(doctrine, changes, effects)


def _compared(before: Results, after: Results) -> dict[str, Effect]:
    found = compare(before, after)
    return {outcome: found.effect(outcome) for outcome in OUTCOMES}


def _sets_a_doctrine(event: object) -> bool:
    if not isinstance(event, Set):
        return False
    first, *rest = event.path.split(".")
    return first == "doctrine" or (first == "states" and rest[1:] == ["doctrine"])


def _plain(effects: dict[str, Effect]) -> dict[str, dict[str, float | None]]:
    return {
        outcome: {
            name: value if math.isfinite(value) else None
            for name, value in effect._asdict().items()
            if name != "outcome"
        }
        for outcome, effect in effects.items()
    }


def _effects(data: dict[str, dict[str, Any]]) -> dict[str, Effect]:
    return {outcome: Effect(outcome=outcome, **_known(data[outcome])) for outcome in data}


def _known(numbers: dict[str, Any]) -> dict[str, Any]:
    """Return numbers with NaN for those that JSON could not hold."""
    return {name: math.nan if value is None else value for name, value in numbers.items()}
