"""Burdens: those who pay resent those who ride free.

A member i that meets its alliance's spending goal g takes, a year,
lever·resentment·max(0, 1 - b_j/g) of bad evidence about a member j, b its military burden; by the
goal by which j looks worst, where two alliances of both have one.
"""

import numpy as np

from alliancesim.phases.realign.moment import Moment
from alliancesim.world import Array


def shortfalls(moment: Moment) -> Array:
    """Return the share of its goal that j fails to spend, as i sees it who meets it, N×N."""
    burden = moment.world.burden
    short = np.zeros((moment.world.n, moment.world.n))
    for treaty in moment.world.treaties:
        if treaty.spending_goal and treaty.active:
            active = np.array(treaty.active)
            missing = np.maximum(0.0, 1 - burden[active] / treaty.spending_goal)
            between = np.ix_(active[missing == 0], active)
            short[between] = np.maximum(short[between], missing)
    return short


def resent(moment: Moment) -> None:
    """Enter what members that pay their share learn about those that do not."""
    lever = moment.tools.lever("burden_sharing")
    loss = lever * moment.rules.burden_sharing.resentment * moment.years
    if loss:
        short = shortfalls(moment)
        if short.any():
            moment.ledger.add("bad", "burden sharing", loss * short)
