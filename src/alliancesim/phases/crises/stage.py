"""The stage: what the crises of a step share."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from alliancesim.crisis import DAYS, Crisis
from alliancesim.draws import Draws
from alliancesim.events import Event
from alliancesim.ledger import Ledger
from alliancesim.parameters import Parameters
from alliancesim.phases.crises.hostility import Hostility
from alliancesim.phases.crises.ladder import Situation
from alliancesim.phases.engage.consent import budgets
from alliancesim.phases.perceive import Sight
from alliancesim.scenario.events import Commitment, Incident, Mission
from alliancesim.toolbox import Toolbox
from alliancesim.world import Array, World

Dated = tuple[float, Incident | Mission | Commitment]
"""A dated event of the dispute layer and the day of the step on which it happens."""


@dataclass
class Stage:
    """What the crises of a step share."""

    world: World
    rules: Parameters
    tools: Toolbox
    seen: Sight
    draws: Draws
    step: int
    now: float
    """Time at the start of the step, years since the start of the run."""
    days: float
    """Length of the step in days."""
    win: Array
    """Chance, as i sees it, that a challenge of j by i succeeds, N×N."""
    hold: Array
    """Chance, as i sees it, that i holds out against j, N×N."""
    rivals: NDArray[np.bool_]
    pacts: NDArray[np.bool_]
    """Pairs bound to defend each other now, after this step's signatures."""
    hostility: Hostility
    ledger: Ledger
    happened: list[Event] = field(default_factory=list)

    @property
    def years(self) -> float:
        """Length of the step in years."""
        return self.days / DAYS

    @cached_property
    def trust(self) -> Array:
        """Trust of i in j, N×N; learn changes it after the crises of the step."""
        return self.world.trust

    @cached_property
    def will(self) -> Array:
        """Share of its capacity that each organisation can use, (O,)."""
        divergence = self.rules.organisations.divergence
        return self.world.organisations.will(self.world.affinity, self.trust, divergence)

    @cached_property
    def diplomacy(self) -> Array:
        """Capacity of each state to mediate: budget / (budget + capacity_scale), (N,)."""
        budget = budgets(self.world, self.rules)
        capacity: Array = budget / (budget + self.rules.mediation.capacity_scale)
        return capacity

    @cached_property
    def mediators(self) -> tuple[list[str], NDArray[np.intp]]:
        """Ids of organisations and states in their order, and where each stands before it."""
        ids = [*(organisation.id for organisation in self.world.organisations), *self.world.ids]
        order = sorted(range(len(ids)), key=ids.__getitem__)
        return [ids[place] for place in order], np.array(order)

    @cached_property
    def places(self) -> list[int]:
        """Where each state stands among the mediators, by row."""
        return [self.mediators[0].index(id_) for id_ in self.world.ids]

    def ids(self, crisis: Crisis) -> tuple[str, str]:
        """Return the ids of initiator and target."""
        return self.world.ids[crisis.initiator], self.world.ids[crisis.target]

    def names(self, crisis: Crisis) -> tuple[str, str]:
        """Return the names of initiator and target."""
        return self.world.names[crisis.initiator], self.world.names[crisis.target]

    def luck(self, purpose: str, crisis: Crisis) -> np.random.Generator:
        """Return the generator of a pair's crisis in this step, whoever initiated it."""
        return self.draws.generator(self.step, f"{purpose} {' '.join(sorted(self.ids(crisis)))}")

    def situation(self, crisis: Crisis) -> Situation:
        """Return what the two sides face now."""
        a, b = crisis.initiator, crisis.target
        world = self.world
        return Situation(
            win=(float(self.win[a, b]), float(self.hold[b, a])),
            stakes=float(world.stakes[a, b]),
            procedures=float(world.procedures[a, b]),
            regime=(float(world.regime[a]), float(world.regime[b])),
            rivals=bool(self.rivals[a, b]),
            majors=int(world.major[a]) + int(world.major[b]),
            democracies=bool((world.regime[[a, b]] >= self.rules.onset.democracy_mark).all()),
            mediated=bool(crisis.mediator),
            noise=float(self.seen.noise[a, b] + self.seen.noise[b, a]) / 2
            - float(world.noise_reference[a, b]),
        )
