"""Chances: how likely a dispute of a pair, were it to begin, is to reach force and war.

The ladder is a Markov chain once the pace φ of a crisis is given: from levels (a, b) of initiator
and target it leaves at rate φ·end (it fades), moves·up_s / (1 + up_s + down_s) for each side s (it
climbs) and moves·down_s / (1 + up_s + down_s) (it is given up), with moves = 1 / (2·move_interval)
and the odds of `alliancesim.phases.crises.ladder`. Levels only rise, so the share P of disputes
that pass through (a, b) follows from the shares at lower levels:

P(a, b) = begun(a, b) + Σ over climbs of s from (a', b') to (a, b) of
          P(a', b')·climb_s / (φ·end + Σ_s (climb_s + yield_s)).

The gamma-distributed φ is averaged over `NODES` quantiles (Gauss-Legendre). What allies and
mediators do to a crisis that is under way is left out.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, gammaincinv, logit

from alliancesim.kernels import democracies
from alliancesim.parameters import Parameters
from alliancesim.parameters.disputes import Ladder
from alliancesim.phases.crises.onset import (
    expected_utility,
    hold_probability,
    rivals,
    win_probability,
)
from alliancesim.phases.perceive import Sight
from alliancesim.world import Array, World

NODES = 8
"""Points at which the pace of crises is averaged; more change no chance by more than .2 %."""
BLOCK = 2000
"""Pairs that are solved at a time, so that what is worked on fits into the cache."""
FORCE, WAR = 4, 5
STATES = (
    (2, 1), (2, 2), (3, 1), (2, 3), (3, 2), (3, 3),
    (4, 1), (2, 4), (4, 2), (3, 4), (4, 3), (4, 4),
)  # fmt: skip
"""Levels of initiator and target below war: each comes after those from which it is reached."""


def _goal(own: int, other: int) -> int:
    """Return the level to which a side climbs, as in the ladder."""
    return min(WAR, max(own + 1, min(other, FORCE)))


AFTER = tuple(((_goal(a, b), b), (a, _goal(b, a))) for a, b in STATES)
"""The levels after a climb of the initiator, and of the target, from each state."""
BELOW_FORCE = 6
"""Number of states below the use of force; they come first."""
FIRM = 0.8
"""Share of answers at the level of the challenge; the others are one lower."""
NOBODY = np.zeros(1)
Index = NDArray[np.intp]
Shares = dict[tuple[int, int], Array]


class Pairs(NamedTuple):
    """What M pairs of initiator and target would face in a dispute; arrays of shape (M,)."""

    win: Array
    """Perceived chance of winning of the initiator and of the target, (2, M)."""
    regime: Array
    """Regime of the two, (2, M)."""
    stakes: Array
    procedures: Array
    rivals: NDArray[np.bool_]
    majors: NDArray[np.int_]
    """How many of the two are major powers."""
    democracies: NDArray[np.bool_]
    noise: Array
    """Mean error of the two about each other, beyond that at the start, ln units."""

    def block(self, start: int) -> "Pairs":
        """Return ``BLOCK`` of the pairs."""
        part = slice(start, start + BLOCK)
        return self._replace(**{name: field[..., part] for name, field in self._asdict().items()})


def reaching(
    world: World, rules: Parameters, seen: Sight, now: float, win: Array
) -> tuple[Array, Array]:
    """Return the chance that a dispute of a pair reaches the use of force, and war; N×N symmetric.

    Σ over the two who may have opened it of w·C(open), w_ij = 1 / (1 + exp(EU_ji - EU_ij)) the
    chance that i is the initiator; ``win`` is the chance, as i sees it, that it succeeds.
    """
    utility = expected_utility(world, rules, seen, win)
    opens = expit(utility - utility.T)
    places = apart(world.n)
    found = []
    for chance in chances(rules.ladder, pairs(world, rules, seen, now, *places, win)):
        directed = np.zeros((world.n, world.n))
        directed[places] = opens[places] * chance
        found.append(directed + directed.T)
    return found[0], found[1]


def pairs(
    world: World, rules: Parameters, seen: Sight, now: float, initiator: Index, target: Index,
    win: Array | None = None,
) -> Pairs:  # fmt: skip
    """Return what pairs of initiator and target would face, as `stage.Stage.situation` does."""
    win = win_probability(world, rules, seen) if win is None else win
    hold = hold_probability(world, rules, seen)[target, initiator]
    noise = (seen.noise + seen.noise.T) / 2 - world.noise_reference
    return Pairs(
        win=np.stack([win[initiator, target], hold]),
        regime=world.regime[np.stack([initiator, target])],
        stakes=world.stakes[initiator, target],
        procedures=world.procedures[initiator, target],
        rivals=rivals(world, rules, now)[initiator, target],
        majors=world.major[initiator].astype(int) + world.major[target],
        democracies=democracies(world, rules)[initiator, target],
        noise=noise[initiator, target],
    )


def chances(ladder: Ladder, pairs: Pairs) -> tuple[Array, Array]:
    """Return the chance that a dispute reaches the use of force, and war; each (M,)."""
    blocks = [_chances(ladder, pairs.block(k)) for k in range(0, len(pairs.stakes), BLOCK)]
    force, war = (np.concatenate(parts) for parts in zip(*blocks, strict=True))
    return force, war


def _chances(ladder: Ladder, pairs: Pairs) -> tuple[Array, Array]:
    advantage = ladder.advantage * (2 * pairs.win - 1)
    stakes = ladder.stakes * (pairs.stakes - 0.5)
    climb, fall = _moves(ladder, pairs, advantage, stakes)
    pace, weight = _paces(ladder.frailty)
    answers = expit(ladder.reciprocation + advantage[1] + stakes)
    opens = _opening(ladder, advantage[0])
    begun = _beginning(opens, answers)
    force, war = _passing(ladder, *_changes(ladder, climb, fall), pace, begun)
    force, war = (np.einsum("q,qm->m", weight, share, optimize=False) for share in (force, war))
    lasting = 1 - ladder.one_day
    return ladder.one_day * opens[-1] + lasting * force, lasting * war


def _moves(ladder: Ladder, pairs: Pairs, advantage: Array, stakes: Array) -> tuple[Array, Array]:
    """Return the rates per day at which a side at each level climbs, and gives up; (2, 4, M).

    Sides come first, levels 1 to 4 next; the odds are those of `ladder.climb_terms` and
    `ladder.descent_terms`.
    """
    caution = ladder.procedures * pairs.procedures - ladder.misperception * pairs.noise
    shared = advantage + stakes - caution
    majors = np.array((0.0, ladder.one_major_war, ladder.two_majors_war))[pairs.majors]
    to_war = (
        ladder.climb_war
        + ladder.rivalry_war * pairs.rivals
        + majors
        + ladder.democracy_war * pairs.democracies
    )
    force = np.exp(ladder.climb_force + shared)
    up = np.stack([force, force, force, np.exp(to_war + shared)], axis=1)
    heights = np.arange(4.0)[None, :, None]
    regime = pairs.regime[:, None, :]
    down = np.exp(
        ladder.descend - (advantage + stakes)[:, None, :] - ladder.audience * heights * regime
    )
    moves = 0.5 / ladder.move_interval / (1 + up + down)
    return moves * up, moves * down


def _changes(ladder: Ladder, climb: Array, fall: Array) -> tuple[Array, Array]:
    """Return, for all S states, the rates of climbs by either side (2, S, M), and of climbing or
    giving up at all (S, M)."""
    a, b = np.array(STATES).T - 1
    rising = np.stack([climb[0, a], climb[1, b]])
    falling = fall[0, a] + fall[1, b]
    mute = STATES.index((4, 1))  # without an answer there is no war, and the odds change
    stays = fall[0, 3] / (1 - 2 * ladder.move_interval * climb[0, 3])
    falling[mute] += stays - fall[0, 3]
    rising[0, mute] = 0.0
    return rising, rising[0] + rising[1] + falling


def _beginning(opens: Array, answers: Array) -> Shares:
    """Return the shares of disputes by the levels of the two sides after opening and answer."""
    threat, display, force = opens * (1 - answers)
    met = opens * answers
    firm, soft = FIRM * met, (1 - FIRM) * met
    return {
        (2, 1): threat, (3, 1): display, (4, 1): force,
        (2, 2): firm[0] + soft[0], (3, 2): soft[1], (3, 3): firm[1],
        (4, 3): soft[2], (4, 4): firm[2],
    }  # fmt: skip


def _passing(
    ladder: Ladder, rising: Array, moving: Array, pace: Array, begun: Shares
) -> tuple[Array, Array]:
    """Return the shares of disputes that pass through the use of force and into war, (Q, M)."""
    passing = {state: begun.get(state, NOBODY) for state in STATES}
    force = war = NOBODY
    fading = pace[:, None] * ladder.end_low
    for number, state in enumerate(STATES):
        if number == BELOW_FORCE:
            force = sum((passing[higher] for higher in STATES[number:]), NOBODY)
            fading = pace[:, None] * ladder.end_force
        time = passing[state] / (moving[number] + fading)
        for climb, after in zip(rising[:, number], AFTER[number], strict=True):
            climbs = time * climb
            if max(after) == WAR:
                war = war + climbs
            else:
                passing[after] = passing[after] + climbs
    return force, war


@lru_cache(maxsize=8)
def apart(n: int) -> tuple[Index, Index]:
    """Return rows and columns of the ordered pairs of n states."""
    rows, columns = np.nonzero(~np.eye(n, dtype=bool))
    return rows, columns


@lru_cache(maxsize=8)
def _paces(shape: float) -> tuple[Array, Array]:
    """Return values of the gamma-distributed pace with mean 1, and their weights; (NODES,)."""
    points, weights = np.polynomial.legendre.leggauss(NODES)
    return gammaincinv(shape, (points + 1) / 2) / shape, weights / 2


def _opening(ladder: Ladder, advantage: Array) -> Array:
    """Return the shares of disputes that open at levels 2, 3 and 4, as in `ladder.opening_shares`.

    Shape (3, M).
    """
    rest = 1 - ladder.open_threat
    base = min(max(ladder.open_display / rest if rest else 1.0, 1e-9), 1 - 1e-9)
    display = rest * expit(logit(base) - advantage)
    return np.stack([np.full_like(advantage, ladder.open_threat), display, rest - display])
