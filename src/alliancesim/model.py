"""The model: `AllianceModel.step` is one step, top to bottom; each call is a file in phases/."""

import copy
import datetime
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import mesa
import numpy as np
from mesa.datacollection import DataCollector

from alliancesim.agenda import Day, agenda
from alliancesim.agents import StateAgent
from alliancesim.crisis import Crisis
from alliancesim.draws import Draws, Seed, entropy
from alliancesim.events import Event
from alliancesim.ledger import Ledger
from alliancesim.metrics import METRICS, Snapshot
from alliancesim.phases.conduct import conduct
from alliancesim.phases.crises import crises
from alliancesim.phases.economy import economy
from alliancesim.phases.engage import engage
from alliancesim.phases.engage.record import Engagements
from alliancesim.phases.environment import environment
from alliancesim.phases.forums import forums
from alliancesim.phases.learn import causes, learn
from alliancesim.phases.perceive import Sight, perceive, sight
from alliancesim.phases.proliferation import proliferation
from alliancesim.phases.realign import realign
from alliancesim.phases.settle import settle
from alliancesim.phases.threats import threats
from alliancesim.scenario import Problem, Scenario, ScenarioError, in_force, load, of_year, override
from alliancesim.scenario.errors import nearest
from alliancesim.scenario.loading import settable
from alliancesim.start import world_of
from alliancesim.toolbox import Stances, Toolbox
from alliancesim.watch import Watch
from alliancesim.world import DivergedError, World

CHECK = "ALLIANCESIM_CHECK"
"""Environment variable; unless 0 or empty, the range of every quantity is checked in every step."""


class Checkpoint(NamedTuple):
    """All that a run needs to go on from a step."""

    steps: int
    scenario: Scenario
    world: World
    watch: Watch


class AllianceModel(mesa.Model):
    """A world of states that cooperate, ally, quarrel and learn.

    Parameters
    ----------
    scenario
        Name of a library scenario, path of a file, or a ``Scenario``.
    rng
        Seed: a non-negative integer, or several (``(seed, run)`` for a member of an ensemble);
        ``None`` draws a fresh one, kept in ``model.seed_used``.
    agents
        Classes derived from ``StateAgent``, by state id, for states with a mind of their own.
    **overrides
        Settings of the scenario by dotted path, as in ``**{"parameters.trust.memory": 5}``.

    Raises
    ------
    ScenarioError
        If the scenario or an override is not valid.
    """

    def __init__(
        self,
        scenario: str | Path | Scenario = "us_japan",
        *,
        rng: Seed | None = None,
        agents: Mapping[str, type[StateAgent]] | None = None,
        **overrides: Any,
    ) -> None:
        seed = entropy(rng)
        super().__init__(rng=list(seed))
        self.seed_used = seed
        # Not `self.scenario`: Mesa 3.4 and later keep an object of their own under that name.
        self.case = load(scenario, overrides)
        self.checking = os.environ.get(CHECK, "0") not in ("", "0")
        self.clock = self.case.clock
        self.draws = Draws(seed, len(self.case.states))
        self.agenda = agenda(self.case)
        self._read_scenario()
        self.world: World = self._begin()
        self.watch = Watch(span=round(1 / self.clock.years))
        self.seen: Sight = sight(self.world, self.rules)
        self.ledger = Ledger(self.world.n)
        self.held: Engagements | None = None
        self.happened: list[Event] = []
        self._create_agents(dict(agents or {}))
        self.proposers = {
            agent.row: agent.propose for agent in self.agents if type(agent) is not StateAgent
        }
        self.datacollector = DataCollector(
            model_reporters={name: _reader(name) for name in METRICS}
        )
        self._observe(ended=[])

    def _begin(self) -> World:
        """Return the world at the start of the run."""
        return world_of(self.acting, self.draws)

    def _create_agents(self, own: dict[str, type[StateAgent]]) -> None:
        for name in own:
            if name not in self.world.ids:
                message = f"no state '{name}' in scenario '{self.case.name}'"
                hint = nearest(name, self.world.ids)
                raise ScenarioError([Problem("agents", None, name, message, hint)])
        for row, name in enumerate(self.world.ids):
            own.get(name, StateAgent)(self, row)
        # Mesa 3.3 counts agents in a table that would keep every model alive.
        getattr(mesa.Agent, "_ids", {}).pop(self, None)

    def _read_scenario(self) -> None:
        """Turn rules, instruments and doctrines into the form that the phases use."""
        year = self._year(self.steps)
        self.of_year = of_year(self.case, year)
        self.acting = scenario = in_force(self.case, year)
        self.rules = scenario.parameters
        self.tools = Toolbox.of(scenario.instruments, year)
        self.causes = causes(self.tools.names)
        self.stances = Stances.of(
            [scenario.doctrines[s.doctrine or scenario.doctrine] for s in scenario.states.values()]
        )

    def _year(self, step: int) -> int:
        """Return the calendar year in which ``step`` begins."""
        return self.clock.date_at(max(0, step - 1)).year

    @property
    def date(self) -> datetime.date:
        """Date that the run has reached."""
        return self.clock.date_at(self.steps)

    def step(self) -> None:
        """Advance the world by one step."""
        day = self.agenda.get(self.steps, Day())
        told = self._apply_settings(day)
        world, rules, tools, draws, step = (
            self.world, self.rules, self.tools, self.draws, self.steps,
        )  # fmt: skip
        years, now = self.clock.years, (step - 1) * self.clock.years
        self.ledger = ledger = Ledger(world.n)

        meetings, seats = forums(world, rules, tools, day.seats, self.clock.months_of(step),
                                 ledger, draws, step, years)  # fmt: skip
        changed, shocks = environment(world, rules, tools, day.shocks, ledger, draws, step, years)
        attacks = threats(world, rules, day.attacks, ledger, draws, step, years, now)
        self.seen = seen = perceive(world, rules, draws, step, years)
        orders = [*day.orders(world.ids, tools), *meetings]
        self.held = held = engage(world, rules, seen, tools, self.stances, self.proposers,
                                  orders, ledger, draws, step, years)  # fmt: skip
        settle(world, rules, ledger, held, years)
        economy(world, rules, seen, ledger, years)
        weapons = proliferation(world, rules, seen, ledger, draws, step, years)
        treaties = realign(world, rules, tools, seen, day.treaties, ledger, draws, step, years, now)
        disputes, ended = crises(world, rules, tools, seen, day.crises, ledger, draws, step, years,
                                 now)  # fmt: skip
        scandals = conduct(world, rules, tools, held, ledger, draws, step, years)
        learn(world, rules, self.causes, changed, ledger, years)

        engaged = self._engagement_events(day, held)
        self.happened = [*told, *seats, *shocks, *attacks, *engaged, *weapons, *treaties,
                         *disputes, *scandals]  # fmt: skip
        self._stay_in_range()
        self._observe(ended)

    def _stay_in_range(self) -> None:
        """Stop the run, with the step named, if a quantity diverged; look closely if asked to."""
        try:
            if self.checking:
                self.world.check()
            else:
                self.world.check_finite()
        except DivergedError as error:
            raise DivergedError(
                f"scenario {self.case.name}, step {self.steps} ({self.date}): {error}"
            ) from None

    def _apply_settings(self, day: Day) -> list[Event]:
        """Apply the settings that the scenario changes in this step."""
        year, before = self._year(self.steps), self._year(self.steps - 1)
        if day.settings:
            self.change({event.path: event.value for event in day.settings})
        elif year != before and of_year(self.case, year) != self.of_year:
            self._read_scenario()
        return [
            Event("scheduled_set", (), f"{event.path} becomes {event.value}"
                  + (f": {event.note}" if event.note else ""))
            for event in day.settings
        ]  # fmt: skip

    def _engagement_events(self, day: Day, held: Engagements) -> list[Event]:
        """Return dated engagements and those that turned sour as events."""
        names, ids = self.case.instruments, self.world.ids
        told = [
            Event("scheduled_engage", tuple(event.actors),
                  f"{names[event.instrument].name.lower()} of {self.world.called(event.actors)}"
                  + (f": {event.note}" if event.note else ""))
            for event in day.held(self.tools)
        ]  # fmt: skip
        told += [
            Event("scheduled_engage", tuple(event.actors),
                  f"{names[event.instrument].name.lower()} of {self.world.called(event.actors)}"
                  " does not take place: the instrument is switched off")
            for event in day.engagements if event not in day.held(self.tools)
        ]  # fmt: skip
        for index in np.flatnonzero(held.breach):
            one, two = ids[held.first[index]], ids[held.second[index]]
            tool = names[self.tools.names[held.instrument[index]]].name.lower()
            text = f"{tool} of {self.world.called((one, two))} turns sour"
            told.append(Event("breach", (one, two), text))
        return told

    def _observe(self, ended: list[Crisis]) -> None:
        """Compute the metrics of the step and hand them to the collector."""
        self.watch.observe(self.world, ended, self.happened)
        self._measure()
        self.datacollector.collect(self)
        self.running = self.steps < self.clock.steps

    def _measure(self) -> None:
        """Compute the metrics of the world as it is."""
        self.snapshot = Snapshot(
            self.world, self.rules, self.tools, self.seen, self.draws, self.watch, self.happened,
            self.held, self.steps * self.clock.years,
        )  # fmt: skip
        self.latest = {name: metric.measure(self.snapshot) for name, metric in METRICS.items()}

    def change(self, settings: Mapping[str, Any]) -> None:
        """Change parameters, instruments or doctrines by dotted path, from the next step on.

        Raises
        ------
        ScenarioError
            If a path does not exist, cannot be set during a run, or a value does not fit there.
        """
        for path in settings:
            if not settable(path):
                message = "cannot be set during a run"
                raise ScenarioError([Problem("change", None, path, message)])
        undated = self.case.model_copy(update={"events": []})
        changed = override(undated, settings)
        self.case = changed.model_copy(update={"events": self.case.events})
        self._read_scenario()

    def checkpoint(self) -> Checkpoint:
        """Return a copy of all that is needed to go on from here."""
        return Checkpoint(self.steps, self.case, self.world.copy(), copy.deepcopy(self.watch))

    def restore(self, checkpoint: Checkpoint) -> None:
        """Go back (or forward) to a checkpoint of a run with the same seed and states.

        Metrics are those of the world then; what happened in the step before is not kept.
        """
        self.steps, self.case = checkpoint.steps, checkpoint.scenario
        self.world, self.watch = checkpoint.world.copy(), copy.deepcopy(checkpoint.watch)
        self._read_scenario()
        self.seen = sight(self.world, self.rules)
        self.ledger, self.held, self.happened = Ledger(self.world.n), None, []
        self._measure()
        self.running = self.steps < self.clock.steps


def _reader(name: str) -> Any:
    """Return a reporter that reads a metric already computed in the step."""

    def read(model: AllianceModel) -> float:
        return model.latest[name]

    return read
