"""The agenda of a run: the scenario's dated events by step."""

import itertools
from dataclasses import dataclass, field

from alliancesim.phases.crises.stage import Dated
from alliancesim.phases.engage.record import Order
from alliancesim.scenario.events import (
    Attack,
    Base,
    Commitment,
    Engage,
    Incident,
    Join,
    Leave,
    Mission,
    Quit,
    Readmit,
    ScheduledEvent,
    Set,
    Shock,
    Sign,
    Suspend,
)
from alliancesim.scenario.schema import Scenario
from alliancesim.toolbox import Toolbox


@dataclass
class Day:
    """The dated events of one step, by the phase that carries them out."""

    settings: list[Set] = field(default_factory=list)
    seats: list[Join | Quit] = field(default_factory=list)
    shocks: list[Shock] = field(default_factory=list)
    attacks: list[Attack] = field(default_factory=list)
    engagements: list[Engage] = field(default_factory=list)
    treaties: list[Sign | Leave | Suspend | Readmit | Base] = field(default_factory=list)
    crises: list[Dated] = field(default_factory=list)
    """Incidents, missions and tests of commitments, with the day of the step of each."""

    def held(self, tools: Toolbox) -> list[Engage]:
        """Return the dated engagements whose instrument is not switched off."""
        return [e for e in self.engagements if tools.enabled[tools.names.index(e.instrument)]]

    def orders(self, ids: tuple[str, ...], tools: Toolbox) -> list[Order]:
        """Return the dated engagements pair by pair.

        The first actor leads: where an instrument is given, it gives to all others.
        """
        found = []
        for event in self.held(tools):
            tool = tools.names.index(event.instrument)
            gives = tools.donor[tool]
            for one, two in itertools.combinations(event.actors, 2):
                if gives and one != event.actors[0]:
                    break
                notice = 1 / (len(event.actors) - 1)
                found.append(Order(tool, ids.index(one), ids.index(two), event.size, notice))
        return found


def agenda(scenario: Scenario) -> dict[int, Day]:
    """Return the dated events by step; several events of a step keep the order of the file."""
    clock, days = scenario.clock, dict[int, Day]()
    for event in scenario.events:
        for date in event.days(clock.last_day):
            step = clock.step_of(date)
            begins = clock.date_at(step - 1)
            _enter(days.setdefault(step, Day()), event, float((date - begins).days))
    return days


def _enter(day: Day, event: ScheduledEvent, after: float) -> None:
    """Enter an event for the phase that carries it out, ``after`` days into the step."""
    match event:
        case Set():
            day.settings.append(event)
        case Join() | Quit():
            day.seats.append(event)
        case Shock():
            day.shocks.append(event)
        case Attack():
            day.attacks.append(event)
        case Engage():
            day.engagements.append(event)
        case Sign() | Leave() | Suspend() | Readmit() | Base():
            day.treaties.append(event)
        case Incident() | Mission() | Commitment():
            day.crises.append((after, event))
