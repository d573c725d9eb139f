"""Outcome: who wins a war, what it costs, and who comes out of a lesser dispute how.

A side that gave in has lost, a compromise is a draw. A war that ended of itself is a draw with
probability ``draw``; else the initiator's side wins with probability
sig(decisiveness·ln(F_a/F_b) + initiator_edge), F own capability, carried to the target by the
initiator, plus that of the allies who have arrived times interoperability (equation 11). Battle
deaths D follow a Pareto tail from 1000 up, P(D > x) = (x/1000)^(1 - death_tail). The losers lose
the share loser_loss of their capability, everybody else in the war winner_loss.
"""

import numpy as np

from alliancesim.crisis import Crisis
from alliancesim.parameters.disputes import Force
from alliancesim.world import Array, World

WAR_DEATHS = 1000.0
"""Battle deaths from which a dispute counts as a war."""
MOST_DEATHS = 2e7
"""Largest number of deaths drawn: about the largest war of the record."""


def strength(world: World, crisis: Crisis, side: int, near: Array) -> float:
    """Return F: capability of a side at the target, allies weighted by interoperability."""
    leader = (crisis.initiator, crisis.target)[side]
    total = 0.0
    for member in crisis.sides[side]:
        if not crisis.present(member):
            continue
        fit = 1.0 if member == leader else float(world.interoperability[member, leader])
        total += float(world.capability[member] * near[member, crisis.target]) * fit
    return max(total, 1e-12)


def end_war(
    world: World, force: Force, crisis: Crisis, near: Array, luck: np.random.Generator
) -> tuple[str, float]:
    """Settle a war that ended; return who won, and the battle deaths."""
    draw, win, size = luck.random(3)
    ratio = strength(world, crisis, 0, near) / strength(world, crisis, 1, near)
    edge = force.decisiveness * np.log(ratio) + force.initiator_edge
    deaths = min(MOST_DEATHS, WAR_DEATHS * (1 - size) ** (-1 / (force.death_tail - 1)))
    losers: tuple[int, ...] = ()
    gave_in = crisis.over.startswith("yield")
    initiator_wins = win < 1 / (1 + np.exp(-edge))
    if gave_in:
        initiator_wins = crisis.over == "yield of the target"
    if crisis.over == "compromise" or (draw < force.draw and not gave_in):
        outcome = "draw"
    elif initiator_wins:
        outcome, losers = "victory of the initiator", tuple(crisis.sides[1])
    else:
        outcome, losers = "victory of the target", tuple(crisis.sides[0])
    for member in (*crisis.sides[0], *crisis.sides[1]):
        share = force.loser_loss if member in losers else force.winner_loss
        world.war_loss[member] -= np.log1p(-share)
    return outcome, float(deaths)
