"""Game: some states are played by people, the rest by the model, turn by turn.

A game follows from its scenario, its seed and the orders given: the same ones give the same game,
so a game is passed on, and taken up again, as the list of its orders.
"""

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from alliancesim.agenda import agenda
from alliancesim.agents import StateAgent
from alliancesim.kernels import sigmoid
from alliancesim.model import AllianceModel
from alliancesim.phases.engage.consent import Desire, Options
from alliancesim.scenario import Scenario, ScenarioError
from alliancesim.scenario.errors import nearest
from alliancesim.view.frames import Happening, happenings_of
from alliancesim.view.interventions import complaint, with_events
from alliancesim.view.seats.orders import Initiative, Orders, key
from alliancesim.view.seats.outlook import Outlook, outlook, price
from alliancesim.world import Array

TURNS = 10
"""Turns of a game, if it is not said otherwise: a lesson of 45 minutes."""
SURE = 50.0
"""Utility that stands for a decision: as good as certain, and paid for first."""
LEAN = 2.0
"""What seeking or avoiding a partner adds to utility, in units of the temper of consent."""


class GameError(ValueError):
    """A game cannot be begun, or an order cannot be carried out; the text says why."""


class Seated(StateAgent):
    """A state with a player: its orders go before the doctrine."""

    orders = Orders()

    def propose(self, options: Options) -> Array:
        """Return the utility of each option: decided by the player, else by the doctrine."""
        lean = LEAN * self.model.rules.choice.temper
        leans = {"seek": lean, "usual": 0.0, "avoid": -lean}
        utility = options.utility.copy()
        pairs = zip(options.partners, options.instruments, strict=True)
        for place, (partner, instrument) in enumerate(pairs):
            answer = self.orders.answers.get(key(partner, instrument))
            if answer is None:
                utility[place] += leans[self.orders.stances.get(partner, "usual")]
            else:
                utility[place] = SURE if answer else -SURE
        return utility


class Turn(NamedTuple):
    """What a seat went through in a turn."""

    number: int
    outlook: Outlook
    """What was known before it."""
    orders: Orders
    told: list[str]
    """What became of the initiatives."""
    held: Counter[str]
    """Engagements held, by 'PARTNER instrument'."""
    spent: float
    perceived: dict[str, float]
    """Threat felt from each other state, before the turn."""
    true: dict[str, float]
    """Disputes with it that were to be expected a year."""


class Game:
    """A game in progress."""

    def __init__(
        self, scenario: Scenario, seed: int, seats: Sequence[str], turns: int = TURNS
    ) -> None:
        self.original, self.scenario, self.seed = scenario, scenario, seed
        self.seats, self.turns = list(dict.fromkeys(seats)), turns
        if not self.seats:
            raise GameError("choose at least one state to play")
        for state in self.seats:
            if state not in scenario.states:
                hint = nearest(state, scenario.ids)
                raise GameError(f"there is no state {state}" + (f"; {hint}?" if hint else ""))
        self.length = max(1, -(-scenario.clock.steps // turns))
        """Steps in a turn."""
        self.model = AllianceModel(
            scenario, rng=(seed, 0), agents=dict.fromkeys(self.seats, Seated)
        )
        self.orders: dict[str, Orders] = {}
        """Orders for the turn to come, by state."""
        self.record: list[dict[str, Any]] = []
        """Orders and injected events of all turns, as plain data: the game, given its start."""
        self.injected: list[dict[str, Any]] = []
        self.diaries: dict[str, list[Turn]] = {state: [] for state in self.seats}
        self.news: list[Happening] = []
        self.events: list[Happening] = []
        self.seen = time.monotonic()

    def touch(self) -> None:
        """Take a sign of life."""
        self.seen = time.monotonic()

    def close(self) -> None:
        """End the game for good; it has nothing to stop."""

    @property
    def turn(self) -> int:
        """Number of the turn to come, from 1."""
        return len(self.record) + 1

    @property
    def over(self) -> bool:
        """Whether the horizon is reached."""
        return not self.model.running

    @property
    def last_turn(self) -> int:
        """Number of the last turn."""
        return -(-self.scenario.clock.steps // self.length)

    @property
    def waiting(self) -> list[str]:
        """Seats that have not given their orders yet."""
        return [state for state in self.seats if state not in self.orders]

    def row(self, state: str) -> int:
        """Return the row of a state."""
        return self.scenario.ids.index(state)

    def view(self, state: str) -> Outlook:
        """Return what the player of a state sees now."""
        return outlook(self.model, self.row(state), self.length)

    def decide(self, state: str, orders: Orders) -> None:
        """Take the orders of a seat for the turn to come; they can be given anew until it begins.

        Raises
        ------
        GameError
            If an order cannot be carried out.
        """
        if state not in self.seats:
            raise GameError(f"nobody plays {state}")
        if self.over:
            raise GameError("the game is over")
        events = [*self._own_events(state, orders)]
        if events:
            self._checked(events)
        self._check_initiatives(state, orders)
        self.orders[state] = orders

    def _check_initiatives(self, state: str, orders: Orders) -> None:
        tools, names = self.model.tools, self.scenario.instruments
        for item in orders.initiatives:
            if item.partner not in self.scenario.states or item.partner == state:
                raise GameError(f"{item.partner} is no state that could be proposed to")
            if item.instrument not in tools.names:
                raise GameError(f"{item.instrument} is no instrument that two states engage in")
            if not tools.enabled[tools.names.index(item.instrument)]:
                raise GameError(f"{names[item.instrument].name} is switched off")

    def _own_events(self, state: str, orders: Orders) -> list[dict[str, Any]]:
        """Return the events of the scenario that orders stand for."""
        date = self.model.clock.date_at(self.model.steps).isoformat()
        found: list[dict[str, Any]] = [
            {"kind": "leave", "date": date, "alliance": treaty, "members": [state]}
            for treaty in orders.leave
        ]
        if orders.doctrine is not None:
            path = f"states.{state}.doctrine"
            found.append({"kind": "set", "date": date, "path": path, "value": orders.doctrine})
        return found

    def inject(self, event: Mapping[str, Any]) -> None:
        """Let an event happen at the beginning of the turn to come.

        Raises
        ------
        GameError
            If it does not fit the scenario.
        """
        date = self.model.clock.date_at(self.model.steps).isoformat()
        self._checked([*self.injected, {**event, "date": date}])
        self.injected.append({**event, "date": date})

    def _checked(self, events: Sequence[Mapping[str, Any]]) -> Scenario:
        try:
            return with_events(self.scenario, events)
        except ScenarioError as error:
            raise GameError(complaint(error)) from None

    def advance(self) -> None:
        """Play the turn; seats without orders leave all to the foreign office."""
        given = {state: self.orders.get(state, Orders()) for state in self.seats}
        before = {state: self.view(state) for state in self.seats}
        known = {state: self._known(state) for state in self.seats}
        spent = dict.fromkeys(self.seats, 0.0)
        told = {state: self._propose(state, given[state], spent) for state in self.seats}
        self._enact(given)
        held, news = self._simulate(spent)
        for state in self.seats:
            perceived, true = known[state]
            turn = Turn(self.turn, before[state], given[state], told[state], held[state],
                        spent[state], perceived, true)  # fmt: skip
            self.diaries[state].append(turn)
        self.record.append({
            "orders": {state: orders.model_dump(exclude_defaults=True)
                       for state, orders in given.items()},
            "injected": self.injected,
        })  # fmt: skip
        self.orders, self.injected, self.news = {}, [], news
        self.events += news

    def _known(self, state: str) -> tuple[dict[str, float], dict[str, float]]:
        """Return the threat that a state feels from the others, and the true danger."""
        row, ids = self.row(state), self.scenario.ids
        threat, rates = self.model.seen.threat[row], self.model.snapshot.rates[row]
        others = [other for other in range(len(ids)) if other != row]
        return ({ids[other]: float(threat[other]) for other in others},
                {ids[other]: float(rates[other]) for other in others})  # fmt: skip

    def _propose(self, state: str, orders: Orders, spent: dict[str, float]) -> list[str]:
        """Put initiatives to the partners; what they accept is held in the first step."""
        return [self._proposed(state, item, spent) for item in orders.initiatives]

    def _proposed(self, state: str, item: Initiative, spent: dict[str, float]) -> str:
        model, world = self.model, self.model.world
        one, other = self.row(state), self.row(item.partner)
        tool = model.tools.names.index(item.instrument)
        named = self.scenario.instruments[item.instrument].name
        name = f"{named} with {world.names[other]}"
        cost = price(model, item.instrument, one, other)
        if world.purse[one] < cost:
            return f"{name}: not proposed, it costs {cost:.1f} and {world.purse[one]:.1f} is there"
        desire = Desire(world, model.rules, model.seen, model.tools, model.stances)
        at = np.array([tool]), np.array([one]), np.array([other])
        if not desire.possible(*at)[0]:
            return f"{name}: not possible, it needs more trust, or a pact or agreement"
        utility = desire.utility(at[0], at[2], at[1]) + model.tools.inclination[tool]
        chance = float(sigmoid(utility / model.rules.choice.temper)[0])
        purpose = f"initiative {state} {item.instrument} {item.partner}"
        luck = float(model.draws.generator(model.steps + 1, purpose).random())
        if luck >= chance or world.purse[other] < cost:
            return f"{name}: declined"
        # The effort is taken at once; the phase that owns the purse counts on from what is left.
        world.purse[[one, other]] -= cost
        spent[state] += cost
        self._hold(item, state)
        return f"{name}: accepted, held at once"

    def _hold(self, item: Initiative, state: str) -> None:
        """Let an agreed initiative take place in the first step of the turn."""
        date = self.model.clock.date_at(self.model.steps).isoformat()
        event = {"kind": "engage", "date": date, "instrument": item.instrument,
                 "actors": [state, item.partner], "note": "at the table"}  # fmt: skip
        self._put(self._checked([event]))

    def _enact(self, given: Mapping[str, Orders]) -> None:
        """Enter what was injected, and what the orders bring, into the scenario and the model."""
        events = list(self.injected)
        for state, orders in given.items():
            events += self._own_events(state, orders)
        if events:
            self._put(self._checked(events))
        for agent in self.model.agents:
            if isinstance(agent, Seated):
                agent.orders = given[agent.id]

    def _put(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.model.case = self.model.case.model_copy(update={"events": scenario.events})
        self.model.agenda = agenda(scenario)

    def _simulate(self, spent: dict[str, float]) -> tuple[dict[str, Counter[str]], list[Happening]]:
        model, ids = self.model, self.scenario.ids
        rows = {self.row(state): state for state in self.seats}
        held = {state: Counter[str]() for state in self.seats}
        news: list[Happening] = []
        for _ in range(self.length):
            if not model.running:
                break
            model.step()
            news += happenings_of(model, len(self.events) + len(news))
            done = model.held
            if done is None:
                continue
            columns = zip(done.instrument, done.first, done.second, done.effort, strict=True)
            for tool, one, two, effort in columns:
                for row, other in ((one, two), (two, one)):
                    if int(row) in rows:
                        state = rows[int(row)]
                        held[state][key(ids[int(other)], model.tools.names[tool])] += 1
                        spent[state] += float(effort)
        return held, news
