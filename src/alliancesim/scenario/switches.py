"""Switches: a scenario as it acts in a year, with its preset, mechanisms and trends applied.

Trends come first; the neutral values of mechanisms that are off are then laid over everything,
whatever else the scenario says about them. The scenario itself stays as it was written, so that a
mechanism or trend can be switched back during a run.
"""

from alliancesim.mechanisms import MECHANISMS, PRESETS, without
from alliancesim.scenario.schema import Scenario
from alliancesim.trends import under


def switched_off(scenario: Scenario) -> list[str]:
    """Return the names of the mechanisms that do not act: by preset, or switched off by name."""
    bare = PRESETS[scenario.preset].core_only
    return [
        name
        for name, mechanism in MECHANISMS.items()
        if not scenario.mechanisms.get(name, mechanism.core or not bare)
    ]


def of_year(scenario: Scenario, year: float) -> tuple[tuple[float, ...], tuple[bool, ...]]:
    """Return what a calendar year changes: how far each trend has gone, and which tools exist."""
    return (
        tuple(trend.share(year) for trend in scenario.trends.values()),
        tuple(tool.available_from <= year for tool in scenario.instruments.values()),
    )


def in_force(scenario: Scenario, year: float) -> Scenario:
    """Return ``scenario`` with the parameters and instruments that act in a calendar year."""
    parameters, instruments = under(
        scenario.trends.values(), scenario.parameters, scenario.instruments, year
    )
    silent = [MECHANISMS[name] for name in switched_off(scenario)]
    parameters, instruments = without(silent, parameters, instruments)
    kept = PRESETS[scenario.preset].instruments
    if kept is not None:
        instruments = {
            name: tool if name in kept else tool.model_copy(update={"enabled": False})
            for name, tool in instruments.items()
        }
    return scenario.model_copy(update={"parameters": parameters, "instruments": instruments})
