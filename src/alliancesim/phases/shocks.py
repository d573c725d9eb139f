"""Shocks: dated pushes of the scenario to quantities of states and dyads (phase environment).

What the environment writes is pushed at once; all else goes through the ledger to the phase that
owns it: output in ln units, dyads pair by pair among the actors.
"""

import numpy as np
from numpy.typing import NDArray

from alliancesim.kernels import closeness
from alliancesim.ledger import Ledger
from alliancesim.parameters import Parameters
from alliancesim.scenario.events import Shock
from alliancesim.world import FIELDS, World


def push(world: World, rules: Parameters, shock: Shock, ledger: Ledger) -> NDArray[np.bool_]:
    """Apply a dated shock; return the states whose leader it changes, (N,)."""
    states = np.array([world.row(actor) for actor in shock.actors])
    changed = np.zeros(world.n, dtype=bool)
    field, _, dimension = shock.field.partition(".")
    if field == "leader":
        changed[states] = True
    elif field == "capability":
        world.capability[states] *= np.exp(shock.change)
    elif field == "burden":
        _rearm(world, rules, states, shock.change)
    elif field in ("regime", "rights"):
        level = getattr(world, field)
        level[states] = np.clip(level[states] + shock.change, 0, 1)
    elif field == "interests":
        column = world.dimensions.index(dimension)
        moved = world.interests[states, column] + shock.change
        world.interests[states, column] = np.clip(moved, -1, 1)
        world.affinity = closeness(world.interests, world.salience)
    elif field == "output":
        ledger.of_states("output_shock", "shock", states, np.full(len(states), shock.change))
    else:
        _between(world, shock, states, ledger)
    return changed


def _rearm(world: World, rules: Parameters, states: NDArray[np.intp], change: float) -> None:
    """Let states decide to spend more: it moves the norm, arms them, and does not fade."""
    bounds, before = FIELDS["burden"], world.burden[states]
    world.burden[states] = np.clip(before * np.exp(change), bounds.lo, bounds.hi)
    armed = world.burden[states] / before
    world.burden_norm[states] = world.burden_norm[states] * armed
    world.capability[states] *= armed**rules.arms.capability_yield


def _between(world: World, shock: Shock, states: NDArray[np.intp], ledger: Ledger) -> None:
    """Push every ordered pair of the ``states``."""
    rows, columns = (index.ravel() for index in np.meshgrid(states, states, indexing="ij"))
    rows, columns = rows[rows != columns], columns[rows != columns]
    if shock.field == "dispute_salience":
        salience = world.stakes[rows, columns] + shock.change
        world.stakes[rows, columns] = np.clip(salience, 0, 1)
    elif shock.field == "trust":
        evidence = np.full(len(rows), abs(shock.change))
        ledger.at("good" if shock.change > 0 else "bad", "shock", rows, columns, evidence)
    else:
        amounts = np.full(len(rows), shock.change)
        ledger.at(f"{shock.field}_shock", "shock", rows, columns, amounts)
