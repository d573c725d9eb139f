"""Engage: states propose instruments to partners, partners consent, engagements take place."""

from collections.abc import Callable, Sequence

import numpy as np

from alliancesim.compiled import LARGE
from alliancesim.draws import Draws
from alliancesim.ledger import Ledger
from alliancesim.parameters import Parameters
from alliancesim.phases.engage.consent import (
    Candidates,
    Desire,
    Options,
    affordable,
    candidates,
)
from alliancesim.phases.engage.effects import contribute, quality, sour
from alliancesim.phases.engage.record import Engagements, Order
from alliancesim.phases.engage.sieve import Sieve
from alliancesim.phases.perceive import Sight
from alliancesim.toolbox import Stances, Toolbox
from alliancesim.world import Array, World

Proposer = Callable[[Options], Array]
"""How a state with a mind of its own values its options."""
Ordered = Sequence[Order]
"""Engagements that take place whatever the parties would choose."""


def engage(
    world: World, rules: Parameters, seen: Sight, tools: Toolbox, stances: Stances,
    proposers: dict[int, Proposer], ordered: Ordered, ledger: Ledger, draws: Draws, step: int,
    years: float,
) -> Engagements:  # fmt: skip
    """Return the engagements of the step and write what they contribute into the ledger."""
    desire = Desire(world, rules, seen, tools, stances)
    sifts = world.n >= LARGE and tools.enabled.any()
    sieve = Sieve(desire, draws, list(proposers)) if sifts else None
    highest = sieve.highest if sieve else 1.0
    drawn = candidates(tools, rules.choice.arrivals, draws, step, years, highest)
    if sieve:
        drawn = drawn.at(sieve.near(drawn))
    drawn = drawn.at(desire.possible(*drawn[:3]))
    drawn = _give_from_strength(drawn, tools, world)
    mine, theirs = _utilities(desire, drawn, proposers, tools, world)
    willing = drawn.consent < desire.chance(drawn.instrument, drawn.first, mine, theirs)
    drawn = drawn.at(willing)
    # A purse holds at most a year's budget: what is not spent in time is lost.
    purse = np.minimum(world.purse + desire.budget * years, desire.budget * max(1.0, years))
    cost = desire.cost(*drawn[:3])
    taken = affordable(purse, cost, drawn.first, drawn.second, (mine + theirs)[willing])
    drawn = drawn.at(taken)
    breach = draws.pairs_at(step, "engage breach", drawn.place)
    held = _held(world, rules, tools, drawn, breach, ordered, cost[taken], purse)
    contribute(world, rules, tools, held, desire.felt, ledger)
    return held


def _give_from_strength(drawn: Candidates, tools: Toolbox, world: World) -> Candidates:
    """Put the stronger state first where one side gives."""
    weaker_first = world.capability[drawn.first] < world.capability[drawn.second]
    swap = tools.donor[drawn.instrument] & weaker_first
    first = np.where(swap, drawn.second, drawn.first)
    second = np.where(swap, drawn.first, drawn.second)
    return drawn._replace(first=first, second=second)


def _utilities(
    desire: Desire, drawn: Candidates, proposers: dict[int, Proposer], tools: Toolbox, world: World
) -> tuple[Array, Array]:
    """Return the utility to the first and the second state; agents of one's own have their say."""
    mine = desire.utility(drawn.instrument, drawn.first, drawn.second)
    theirs = desire.utility(drawn.instrument, drawn.second, drawn.first)
    for state, propose in proposers.items():
        for who, partner, utility in (
            (drawn.first, drawn.second, mine),
            (drawn.second, drawn.first, theirs),
        ):
            rows = np.flatnonzero(who == state)
            options = Options(
                tuple(tools.names[k] for k in drawn.instrument[rows]),
                tuple(world.ids[p] for p in partner[rows]),
                utility[rows],
            )
            utility[rows] = propose(options)
    return mine, theirs


def _held(
    world: World, rules: Parameters, tools: Toolbox, taken: Candidates, luck: Array,
    ordered: Ordered, cost: Array, purse: Array,
) -> Engagements:  # fmt: skip
    """Return chosen and scheduled engagements together; scheduled ones never turn sour."""
    extra = np.array([entry[:3] for entry in ordered], dtype=np.intp).reshape(-1, 3)
    instrument = np.concatenate([taken.instrument, extra[:, 0]])
    first = np.concatenate([taken.first, extra[:, 1]])
    second = np.concatenate([taken.second, extra[:, 2]])
    breach = luck < sour(world, rules, tools, *taken[:3])
    chosen, dated = len(taken.instrument), len(extra)
    return Engagements(
        instrument=instrument,
        first=first,
        second=second,
        size=np.concatenate([np.ones(chosen), [entry.size for entry in ordered]]),
        notice=np.concatenate([np.ones(chosen), [entry.notice for entry in ordered]]),
        scheduled=np.concatenate([np.zeros(chosen, bool), np.ones(dated, bool)]),
        breach=np.concatenate([breach, np.zeros(dated, bool)]),
        quality=quality(world, rules, first, second),
        effort=np.concatenate([cost, np.zeros(dated)]),
        purse=purse,
    )
