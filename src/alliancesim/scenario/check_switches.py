"""Switches: mechanisms and trends that a scenario names must exist, and so must what they move."""

from collections.abc import Iterable, Iterator

from alliancesim.instruments import CHANNELS, INSTRUMENTS
from alliancesim.mechanisms import MECHANISMS
from alliancesim.parameters import catalogue
from alliancesim.scenario.check import Finding, unknown
from alliancesim.scenario.schema import Scenario
from alliancesim.trends import TRENDS


def switch_findings(scenario: Scenario) -> Iterator[Finding]:
    """Yield what is wrong with mechanisms and trends."""
    for name in scenario.mechanisms:
        yield from unknown("mechanism", name, MECHANISMS, ("mechanisms", name))
    instruments = {**INSTRUMENTS, **scenario.instruments}
    families = {record.family for record in instruments.values()}
    for key, trend in scenario.trends.items():
        if trend == TRENDS.get(key):
            continue
        known: dict[str, tuple[str, Iterable[str], Iterable[str]]] = {
            "channels": ("channel", trend.channels, CHANNELS),
            "levers": ("instrument", trend.levers, instruments),
            "parameters": ("parameter", trend.parameters, catalogue()),
            "shifts": ("parameter", trend.shifts, catalogue()),
        }
        for section, (kind, names, options) in known.items():
            for name in names:
                yield from unknown(kind, name, options, ("trends", key, section, name))
        for index, name in enumerate(trend.families):
            yield from unknown("family", name, families, ("trends", key, "families", index))
