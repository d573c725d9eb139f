"""Early warning: alarms before disputes, and the preventive diplomacy that follows them.

A pair without a dispute, whose rate of new disputes r is above ``floor``, raises an alarm when

ln r_ij + noise·ε_ij / (1 + skill_ij) > ln threshold
skill_ij = lever·skill·(1 - (1 - w_i)(1 - w_j)·Π_o (1 - mediation_o·will_o·seat_oi·seat_oj))
w_i = 1 - (1 - warning_i)·Π_k (1 - S_ik·warning_k)

with ε a standard Ornstein-Uhlenbeck process (time ``memory``), S information ties and seat 1 for
members and ``outsiders`` for all others: the able, and those who share what they see, err less. An
alarm stands for ``validity`` years, and is renewed while the signal holds; a dispute ends it.

While it stands, those who could mediate act: the share of onsets that they prevent is at least
prevention·lever·W_ij·min(1, attention / alarms), W the strength of the pool of mediators; without
an alarm it fades with time ``fading``. In the model the alarm reads the very rate that makes the
dispute, with an error: real warnings know less.

What the record of a pair was made under, prevention of normal strength as it works at the start, is
in its rate already: prevention·W_ij·Φ(ln(r_ij / threshold)·(1 + skill_ij) / noise)
·min(1, attention / expected alarms). The rate without prevention is larger in that proportion.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from alliancesim.draws import Draws, upper
from alliancesim.events import Event, ranked
from alliancesim.parameters.organisations import EarlyWarning
from alliancesim.phases.crises.mediation import heaviest, mediating, named, pool, together
from alliancesim.phases.crises.stage import Stage
from alliancesim.world import Array, World

SLACK = 1e-9
"""Years by which two times may differ and count as the same."""


def fresh_error(draws: Draws, step: int) -> Array:
    """Return a standard normal error per pair, N×N symmetric, 0 on the diagonal."""
    error = np.zeros((draws.n, draws.n))
    rows, columns = draws.upper
    error[rows, columns] = error[columns, rows] = ndtri(draws.pairs(step, "warning")[0])
    return error


def skill(stage: Stage, lever: float) -> Array:
    """Return the ability to see disputes of each pair coming, N×N symmetric."""
    world = stage.world
    shared = np.prod(1 - world.information * world.warning[None, :], axis=1)
    blind = (1 - world.warning) * shared
    unseen = blind[:, None] * blind[None, :]
    bodies = world.organisations
    seat = np.where(bodies.members > 0, 1.0, stage.rules.mediation.outsiders)
    hold = np.array([each.mediation for each in bodies]) * stage.will
    missed = 1 - hold[:, None, None] * seat[:, :, None] * seat[:, None, :]
    unseen = np.multiply.reduce(np.concatenate([unseen[None], missed]), axis=0)
    able: Array = lever * stage.rules.warning.skill * (1 - unseen)
    return able


def _excess(rates: Array, p: EarlyWarning) -> Array:
    """Return ln(rate / threshold) of each pair, with rates below the floor taken as the floor."""
    lowest = max(p.floor, np.finfo(float).tiny)
    return np.log(np.maximum(rates, lowest) / p.threshold)


def usual_prevention(stage: Stage, rates: Array) -> Array:
    """Return the share of new disputes that prevention of normal strength holds off, N×N."""
    p = stage.rules.warning
    watched = rates > p.floor
    sure = (1 + skill(stage, 1.0)) / max(p.noise, SLACK)
    alarms = np.where(watched, ndtr(_excess(rates, p) * sure), 0.0)
    expected = float(np.triu(alarms, 1).sum())
    usual = np.zeros_like(rates)
    pairs = _pairs(watched)
    rows, columns = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
    usual[rows, columns] = usual[columns, rows] = together(mediating(stage, pairs))
    usual *= p.prevention * alarms * min(1.0, p.attention / max(1.0, expected))
    return usual


def acting(stage: Stage) -> float:
    """Return how strongly preventive diplomacy acts; it needs somebody who warns."""
    lever = stage.tools.lever
    return lever("preventive_diplomacy") if lever("early_warning") else 0.0


def warn(stage: Stage, rates: Array) -> None:
    """Raise, renew and end alarms at the end of a step, and let preventive diplomacy follow.

    ``rates`` are the rates of new disputes without prevention, N×N. Writes alarmed, alarm_error and
    prevented.
    """
    world, p = stage.world, stage.rules.warning
    keep = np.exp(-stage.years / p.memory)
    fresh = fresh_error(stage.draws, stage.step)
    world.alarm_error = keep * world.alarm_error + np.sqrt(1 - keep**2) * fresh
    before = world.alarmed
    world.alarmed = np.full_like(before, np.inf)
    if stage.tools.lever("early_warning"):
        _raise(stage, before, rates)
    _prevent(stage, before)


def _raise(stage: Stage, before: Array, rates: Array) -> None:
    """Write the time since which each pair is alarmed, and tell of new alarms."""
    world, p, end = stage.world, stage.rules.warning, stage.now + stage.years
    hazard = _excess(rates, p)
    able = skill(stage, stage.tools.lever("early_warning"))
    error = p.noise * world.alarm_error / (1 + able)
    fighting = _in_dispute(world)
    loud = (rates > p.floor) & (hazard + error > 0) & ~fighting
    ended = (world.onset_times[0] >= stage.now) | fighting
    stands = np.isfinite(before) & ~ended & (end - before < p.validity - SLACK)
    world.alarmed = np.where(stands, before, np.where(loud, end, np.inf))
    for i, j in _pairs(np.isfinite(world.alarmed) & ~np.isfinite(before)):
        terms = ranked([("rate of disputes", hazard[i, j]), ("error", error[i, j])])
        ids = (world.ids[i], world.ids[j])
        text = f"early warning of a dispute between {world.called(sorted(ids))}"
        stage.happened.append(Event("alarm", ids, text, terms=terms, day=stage.days))


def _prevent(stage: Stage, before: Array) -> None:
    """Let preventive diplomacy fade, and act where there is an alarm."""
    world, p = stage.world, stage.rules.warning
    world.prevented = world.prevented * np.exp(-stage.years / p.fading)
    alarms = _pairs(np.isfinite(world.alarmed))
    most = p.prevention * stage.tools.lever("preventive_diplomacy")
    most *= min(1.0, p.attention / max(1, len(alarms)))
    if not alarms or most <= 0:
        return
    shares = np.minimum(1.0, most * together(mediating(stage, alarms))).tolist()
    for (i, j), share in zip(alarms, shares, strict=True):
        if share > world.prevented[i, j]:
            world.prevented[i, j] = world.prevented[j, i] = share
            if not np.isfinite(before[i, j]):
                _tell_prevention(stage, i, j, share)


def _tell_prevention(stage: Stage, i: int, j: int, share: float) -> None:
    world, actor = stage.world, heaviest(pool(stage, i, j, inside={i, j}))
    ids = (world.ids[i], world.ids[j])
    text = f"{named(stage, actor)} acts to prevent a dispute between {world.called(sorted(ids))}"
    terms = ranked([("prevention", np.log1p(-share))])
    stage.happened.append(Event("prevention", ids, text, terms=terms, day=stage.days))


def _in_dispute(world: World) -> NDArray[np.bool_]:
    """Return the pairs that lead a live dispute, N×N."""
    live = np.zeros((world.n, world.n), dtype=bool)
    for crisis in world.crises:
        i, j = crisis.pair
        live[i, j] = live[j, i] = True
    return live


def _pairs(chosen: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return the chosen unordered pairs in canonical order."""
    rows, columns = upper(len(chosen))
    some = np.flatnonzero(chosen[rows, columns])
    return list(zip(rows[some].tolist(), columns[some].tolist(), strict=True))
