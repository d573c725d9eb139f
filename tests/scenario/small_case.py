"""A small scenario that is right, and ways to make it wrong."""

from pathlib import Path

import pytest

from alliancesim.scenario import ScenarioError, load

SMALL = """\
name: small
sources:
  nmc: "Correlates of War, NMC 7.0"
clock: {start: 2024-01-01, step: month, horizon: 10}
interests:
  order: support of the present order
states:
  USA:
    name: United States
    region: America
    location: {lat: 38.9, lon: -77.0}
    capability: {value: 0.14, source: nmc}
    output: 25000
    burden: 0.034
    regime: 0.85
    interests: {order: 0.8}
  JPN:
    name: Japan
    region: Asia
    location: {lat: 35.7, lon: 139.7}
    capability: 0.03
    output: 4200
    burden: 0.012
    regime: 0.82
    interests: {order: 0.7}
    salience: {order: 1}
  CHN:
    name: China
    region: Asia
    location: {lat: 39.9, lon: 116.4}
    capability: {value: 0.23, unit: share of system}
    output: 17000
    burden: 0.017
    regime: 0.08
    interests: {order: -0.5}
    doctrine: realist
dyads:
  USA-JPN: {distance: 0, trust: [0.8, 0.7]}
  JPN-CHN: {trust: 0.1, rivalry: true}
alliances:
  treaty: {name: Security treaty, obligations: [defence], members: [USA, JPN], signed: 1960-01-19}
disputes:
  islands: {name: Islands, type: territorial, salience: 0.6, sides: [[JPN], [CHN]], source: nmc}
instruments:
  joint_exercise: {provocation: 0.1}
parameters:
  trust: {memory: 6}
events:
  - {kind: engage, date: 2025-03-01, instrument: joint_exercise, actors: [USA, JPN]}
  - {kind: shock, date: 2026-01-01, field: tension, actors: [JPN, CHN], change: 0.2}
  - {kind: sign, date: 2027-01-01, alliance: pact, members: [USA, CHN], obligations: [consultation]}
  - {kind: leave, date: 2028-01-01, alliance: pact, members: [CHN]}
  - {kind: incident, date: 2029-01-01, actors: [CHN, JPN], level: 3}
  - {kind: set, date: 2030-01-01, path: parameters.trust.memory, value: 5}
"""


def write(folder: Path, text: str | bytes, name: str = "case.yaml") -> Path:
    """Write a scenario file and return its path."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def changed(old: str, new: str) -> str:
    """Return the small case with one passage replaced."""
    assert SMALL.count(old) == 1, f"{old!r} must stand once in the small case"
    return SMALL.replace(old, new)


def line_of(text: str, passage: str) -> int:
    """Return the number of the first line that holds a passage."""
    return text[: text.index(passage)].count("\n") + 1


def refused(path: Path | str) -> ScenarioError:
    """Return the error with which a file is refused."""
    with pytest.raises(ScenarioError) as caught:
        load(path)
    return caught.value
