"""Outlook: what a player can know: its own means, what it perceives, and what it is offered."""

from collections import Counter
from typing import NamedTuple

import numpy as np

from alliancesim.kernels import sigmoid
from alliancesim.model import AllianceModel
from alliancesim.phases.engage.consent import Desire, budgets, candidates
from alliancesim.view.seats.orders import key

LISTED = 8
"""Proposals on the table, those that the others want most."""


class Other(NamedTuple):
    """Another state, as the player sees it."""

    id: str
    name: str
    trust: float
    """How far the player's state trusts it; how far it is trusted back, nobody tells."""
    threat: float
    strength: float
    """Capability as it is seen, over one's own."""
    tension: float
    allied: bool
    rival: bool


class Proposal(NamedTuple):
    """What a partner proposes for the turn."""

    partner: str
    instrument: str
    occasions: int
    """Times in the turn that it could be held."""
    cost: float
    """Effort of one of them."""
    advice: bool
    """Whether the foreign office would accept."""

    @property
    def key(self) -> str:
        """Name of the proposal in the orders."""
        return key(self.partner, self.instrument)


class Outlook(NamedTuple):
    """What the player of a state sees at the beginning of a turn."""

    state: str
    budget: float
    """Effort units that come in during a year."""
    purse: float
    """Effort units at hand."""
    threat_felt: float
    others: list[Other]
    proposals: list[Proposal]


def outlook(model: AllianceModel, row: int, steps: int) -> Outlook:
    """Return what the player of a state sees before the next ``steps`` steps."""
    world = model.world
    budget = float(budgets(world, model.rules)[row])
    return Outlook(
        state=world.ids[row],
        budget=budget,
        purse=float(world.purse[row]),
        threat_felt=float(1 - np.prod(1 - model.seen.threat[row])),
        others=_others(model, row),
        proposals=proposals(model, row, steps),
    )


def _others(model: AllianceModel, row: int) -> list[Other]:
    world, seen = model.world, model.seen
    order = [other for other in np.argsort(-seen.threat[row], kind="stable") if other != row]
    trust = world.trust[row]
    return [
        Other(
            world.ids[other], world.names[other], float(trust[other]),
            float(seen.threat[row, other]),
            float(seen.capability[row, other] / world.capability[row]),
            float(world.tension[row, other]), bool(seen.pacts[row, other]),
            bool(world.rivalry[row, other]),
        )
        for other in order
    ]  # fmt: skip


def proposals(
    model: AllianceModel, row: int, steps: int, most: int | None = LISTED
) -> list[Proposal]:
    """Return what partners would like to hold with a state in the next steps.

    The occasions of a turn are drawn already (nothing in the world changes them); a partner
    proposes to use one if it would rather hold the engagement than not, as things stand.
    """
    desire = Desire(model.world, model.rules, model.seen, model.tools, model.stances)
    found = Counter[tuple[int, int]]()
    for step in range(model.steps + 1, model.steps + steps + 1):
        years = model.clock.years
        drawn = candidates(model.tools, model.rules.choice.arrivals, model.draws, step, years)
        drawn = drawn.at((drawn.first == row) | (drawn.second == row))
        drawn = drawn.at(desire.possible(drawn.instrument, drawn.first, drawn.second))
        partners = np.where(drawn.first == row, drawn.second, drawn.first)
        found.update(zip(drawn.instrument.tolist(), partners.tolist(), strict=True))
    wanted = []
    for (tool, partner), occasions in found.items():
        keen = leaning(model, desire, tool, partner, row)
        if keen > 0.5:
            own = leaning(model, desire, tool, row, partner)
            cost = _cost(desire, tool, row, partner)
            name, other = model.tools.names[tool], model.world.ids[partner]
            wanted.append((keen, Proposal(other, name, occasions, cost, own > 0.5)))
    wanted.sort(key=lambda item: (-item[0], item[1].key))
    return [proposal for _, proposal in wanted[:most]]


def leaning(model: AllianceModel, desire: Desire, tool: int, who: int, partner: int) -> float:
    """Return how likely ``who`` would want an engagement with ``partner``, as things stand."""
    at = np.array([tool]), np.array([who]), np.array([partner])
    utility = float(desire.utility(*at)[0]) + float(model.tools.inclination[tool])
    return float(sigmoid(np.array(utility / model.rules.choice.temper)))


def _cost(desire: Desire, tool: int, one: int, other: int) -> float:
    return float(desire.cost(np.array([tool]), np.array([one]), np.array([other]))[0])


def price(model: AllianceModel, instrument: str, one: int, other: int) -> float:
    """Return the effort that an engagement costs either side."""
    desire = Desire(model.world, model.rules, model.seen, model.tools, model.stances)
    return _cost(desire, model.tools.names.index(instrument), one, other)
