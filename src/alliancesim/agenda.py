"""The agenda of a run: the scenario's dated events by step."""

import itertools
from dataclasses import dataclass, field

from alliancesim.scenario.events import Engage, Incident, Leave, Set, Shock, Sign
from alliancesim.scenario.schema import Scenario
from alliancesim.toolbox import Toolbox


@dataclass
class Day:
    """The dated events of one step."""

    settings: list[Set] = field(default_factory=list)
    shocks: list[Shock] = field(default_factory=list)
    engagements: list[Engage] = field(default_factory=list)
    treaties: list[Sign | Leave] = field(default_factory=list)
    incidents: list[tuple[float, Incident]] = field(default_factory=list)
    """With the day of the step on which each happens."""

    def held(self, tools: Toolbox) -> list[Engage]:
        """Return the dated engagements whose instrument is not switched off."""
        return [e for e in self.engagements if tools.enabled[tools.names.index(e.instrument)]]

    def orders(self, ids: tuple[str, ...], tools: Toolbox) -> list[tuple[int, int, int, float]]:
        """Return the dated engagements pair by pair: instrument, first, second, size.

        The first actor leads: where an instrument is given, it gives to all others.
        """
        found = []
        for event in self.held(tools):
            tool = tools.names.index(event.instrument)
            for one, two in itertools.combinations(event.actors, 2):
                found.append((tool, ids.index(one), ids.index(two), event.size))
        return found


def agenda(scenario: Scenario) -> dict[int, Day]:
    """Return the dated events by step; several events of a step keep the order of the file."""
    clock, days = scenario.clock, dict[int, Day]()
    for event in scenario.events:
        step = clock.step_of(event.date)
        day = days.setdefault(step, Day())
        match event:
            case Set():
                day.settings.append(event)
            case Shock():
                day.shocks.append(event)
            case Engage():
                day.engagements.append(event)
            case Sign() | Leave():
                day.treaties.append(event)
            case Incident():
                begins = clock.date_at(step - 1)
                day.incidents.append((float((event.date - begins).days), event))
    return days
