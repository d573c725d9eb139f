"""Ladder: a crisis climbs, holds or comes down on its own day clock (equation 10).

Hostility levels: 2 threat, 3 display, 4 use of force, 5 war. The initiator opens at a level, the
target answers or not, and then moves come at random times (mean ``move_interval`` days) until the
crisis ends: of itself at rate frailty·end(level), or by a side that comes down. At a move of side s
the odds are, against holding (1):

up, to force    exp(climb_force + A + stakes·(Z - ½) - procedures·C - mediation + misperception·s)
up, to war      the same with climb_war, + rivalry_war + one_major_war or two_majors_war
                + democracy_war, and only if reciprocated
down            exp(descend - A - stakes·(Z - ½) - audience·(level - 1)·regime_s + mediation)

A side that comes down yields, unless the other does too (with its own odds of coming down): a
compromise. Here

A = advantage·(2 p̂_s - 1), p̂_s the side's perceived chance to win, ``mediation`` counts while good
offices last, and s is the mean error of the two about each other, beyond that at the start. A share
``one_day`` of disputes is over on the first day; the frailty of those below war is gamma with mean
1 and shape ``frailty``, and wars end at their own rate ``end_war``. All odds are exponential in
time, so splitting a crisis over steps changes nothing.
"""

from typing import NamedTuple

import numpy as np

from alliancesim.crisis import Crisis
from alliancesim.parameters.disputes import Ladder


class Situation(NamedTuple):
    """What the two sides of a crisis face; pairs are (initiator's side, target's side)."""

    win: tuple[float, float]
    """Perceived chance of winning."""
    stakes: float
    procedures: float
    regime: tuple[float, float]
    rivals: bool = False
    majors: int = 0
    """How many of the two are major powers."""
    democracies: bool = False
    """Whether both are democracies."""
    mediated: bool = False
    noise: float = 0.0
    """Error of the two about each other, beyond that at the start, ln units."""


class Move(NamedTuple):
    """A change in a crisis: the side that made it, its new level, and the terms behind it."""

    day: float
    side: int
    level: int
    terms: dict[str, float]


def end_rate(ladder: Ladder, level: int) -> float:
    """Return the rate per day at which an average crisis below war ends of itself."""
    return ladder.end_force if level == 4 else ladder.end_low


def open_crisis(ladder: Ladder, facing: Situation, crisis: Crisis, luck: np.random.Generator,
                day: float, level: int = 0) -> list[Move]:  # fmt: skip
    """Let the initiator open (at ``level`` where the scenario says so) and the target answer."""
    first, answer, retort = luck.random(3)
    if level == 0:
        shares = opening_shares(ladder, facing.win[0])
        level = 2 if first < shares[0] else 3 if first < shares[0] + shares[1] else 4
    moves = [reach(crisis, 0, level, day, {})]
    terms = {
        "reciprocation": ladder.reciprocation,
        "advantage": ladder.advantage * (2 * facing.win[1] - 1),
        "stakes": ladder.stakes * (facing.stakes - 0.5),
    }
    if level == 5 or answer < sigmoid(sum(terms.values())):
        reply = 5 if level == 5 else level if retort < 0.8 else max(2, min(4, level - 1))
        moves.append(reach(crisis, 1, reply, day, terms))
    return moves


def opening_shares(ladder: Ladder, win: float) -> tuple[float, float]:
    """Return the chances that a dispute opens with a threat and with a display of force.

    The log-odds of force against display grow with the initiator's advantage, 2 p̂ - 1.
    """
    rest = 1 - ladder.open_threat
    base = min(max(ladder.open_display / rest if rest else 1.0, 1e-9), 1 - 1e-9)
    odds = np.log(base / (1 - base)) - ladder.advantage * (2 * win - 1)
    return ladder.open_threat, rest * sigmoid(float(odds))


def live(ladder: Ladder, facing: Situation, crisis: Crisis, luck: np.random.Generator,
         day: float, until: float) -> Move | None:  # fmt: skip
    """Run the clock from ``day``; return the next climb, or the end (level 0), or ``None``."""
    while True:
        war = crisis.top >= 5
        ending = ladder.end_war if war else crisis.frailty * end_rate(ladder, crisis.top)
        moving = 1 / ladder.move_interval
        wait = luck.exponential(1 / (ending + moving))
        what, who, choice, met = luck.random(4)
        if day + wait >= until:
            crisis.days += until - day
            return None
        day += wait
        crisis.days += wait
        if what < ending / (ending + moving):
            crisis.over = "stalemate"
            return Move(day, 0, 0, {})
        side = int(who < 0.5)
        move = _decide(ladder, facing, crisis, side, choice, met, day)
        if move is not None:
            return move


def _decide(ladder: Ladder, facing: Situation, crisis: Crisis, side: int, choice: float,
            met: float, day: float) -> Move | None:  # fmt: skip
    own = crisis.levels[side]
    goal = min(5, max(own + 1, min(crisis.levels[1 - side], 4)))
    up = climb_terms(ladder, facing, crisis, side, goal)
    down = descent_terms(ladder, facing, side, own)
    odds_up = np.exp(sum(up.values())) if up else 0.0
    odds_down = np.exp(sum(down.values()))
    total = 1 + odds_up + odds_down
    if choice < odds_up / total:
        return reach(crisis, side, goal, day, up)
    if choice < (odds_up + odds_down) / total:
        crisis.over = "yield of the initiator" if side == 0 else "yield of the target"
        theirs = descent_terms(ladder, facing, 1 - side, crisis.levels[1 - side])
        if met < sigmoid(sum(theirs.values())):
            crisis.over = "compromise"
        return Move(day, side, 0, down)
    return None


def climb_terms(
    ladder: Ladder, facing: Situation, crisis: Crisis, side: int, goal: int
) -> dict[str, float]:
    """Return the labelled log-odds of going up to ``goal``; empty where that is impossible."""
    if crisis.levels[side] >= 5 or (goal == 5 and not crisis.reciprocated):
        return {}
    terms = {
        "to war" if goal == 5 else "to force": ladder.climb_war if goal == 5
        else ladder.climb_force,
        "advantage": ladder.advantage * (2 * facing.win[side] - 1),
        "stakes": ladder.stakes * (facing.stakes - 0.5),
        "procedures": -ladder.procedures * facing.procedures,
        "mediation": -ladder.mediation * facing.mediated,
        "misperception": ladder.misperception * facing.noise,
    }  # fmt: skip
    if goal == 5:
        terms["rivalry"] = ladder.rivalry_war * facing.rivals
        majors = (0.0, ladder.one_major_war, ladder.two_majors_war)
        terms["major powers"] = majors[facing.majors]
        terms["joint democracy"] = ladder.democracy_war * facing.democracies
    return terms


def descent_terms(ladder: Ladder, facing: Situation, side: int, level: int) -> dict[str, float]:
    """Return the labelled log-odds of coming down from ``level``."""
    return {
        "coming down": ladder.descend,
        "advantage": -ladder.advantage * (2 * facing.win[side] - 1),
        "stakes": -ladder.stakes * (facing.stakes - 0.5),
        "audience": -ladder.audience * (level - 1) * facing.regime[side],
        "mediation": ladder.mediation * facing.mediated,
    }


def reach(crisis: Crisis, side: int, level: int, day: float, terms: dict[str, float]) -> Move:
    """Bring a side to a level of hostility; return the move."""
    crisis.levels[side] = max(level, crisis.levels[side])
    if level == 5:  # a war has two sides
        crisis.levels = [5, 5]
    crisis.top = max(crisis.levels)
    crisis.reciprocated = crisis.levels[1] >= 2
    return Move(day, side, level, terms)


def sigmoid(x: float) -> float:
    """Return 1 / (1 + exp(-x))."""
    return float(1 / (1 + np.exp(-x)))
