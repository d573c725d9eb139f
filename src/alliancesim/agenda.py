"""The agenda of a run: calendar arithmetic, and the scenario's dated events by step."""

import calendar
import datetime
import itertools
from dataclasses import dataclass, field

from alliancesim.scenario.events import Engage, Incident, Leave, Set, Shock, Sign
from alliancesim.scenario.schema import Clock, Scenario

MONTHS = {"month": 1, "quarter": 3, "year": 12}


def date_at(clock: Clock, step: int) -> datetime.date:
    """Return the date at the end of ``step``; step 0 is the start."""
    months = clock.start.year * 12 + clock.start.month - 1 + step * MONTHS[clock.step]
    year, month = divmod(months, 12)
    year = min(year, 9999)
    day = min(clock.start.day, calendar.monthrange(year, month + 1)[1])
    return datetime.date(year, month + 1, day)


def step_of(clock: Clock, date: datetime.date) -> int:
    """Return the step in which ``date`` falls; the first step is 1."""
    months = (date.year - clock.start.year) * 12 + date.month - clock.start.month
    months -= date.day < clock.start.day
    return months // MONTHS[clock.step] + 1


@dataclass
class Day:
    """The dated events of one step."""

    settings: list[Set] = field(default_factory=list)
    shocks: list[Shock] = field(default_factory=list)
    engagements: list[Engage] = field(default_factory=list)
    treaties: list[Sign | Leave] = field(default_factory=list)
    incidents: list[Incident] = field(default_factory=list)

    def orders(self, ids: tuple[str, ...], tools: tuple[str, ...]
               ) -> list[tuple[int, int, int, float]]:  # fmt: skip
        """Return the dated engagements pair by pair: instrument, first, second, size.

        The first actor leads: where an instrument is given, it gives to all others.
        """
        found = []
        for event in self.engagements:
            for one, two in itertools.combinations(event.actors, 2):
                found.append((tools.index(event.instrument), ids.index(one), ids.index(two),
                              event.size))  # fmt: skip
        return found


def agenda(scenario: Scenario) -> dict[int, Day]:
    """Return the dated events by step; several events of a step keep the order of the file."""
    days: dict[int, Day] = {}
    for event in scenario.events:
        day = days.setdefault(step_of(scenario.clock, event.date), Day())
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
                day.incidents.append(event)
    return days
