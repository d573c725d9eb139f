"""Environment: what happens to states by themselves (phase 1), and arms (equation 12).

Capability: ln c grows by growth·Δ + noise·√Δ·ε + yield·Δln b + delivered assistance - war losses.
Assistance leaves its pipeline at rate 1/lag. Leaders change at a rate between that of autocracies
and that of democracies; learn then forgets part of the evidence about and of the state.
A dated shock to a burden moves its norm and, through the yield, capability too.
The only writer of capability, burden, its norm and regime.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from alliancesim.draws import Draws
from alliancesim.events import Event
from alliancesim.ledger import Ledger
from alliancesim.parameters import Parameters
from alliancesim.phases.arms import burden_growth
from alliancesim.scenario.events import Shock
from alliancesim.world import FIELDS, World


def environment(
    world: World, rules: Parameters, shocks: Sequence[Shock], ledger: Ledger, draws: Draws,
    step: int, years: float,
) -> tuple[NDArray[np.bool_], list[Event]]:  # fmt: skip
    """Let states grow, arm and change leaders; return who changed leaders, and the events."""
    world.burden_growth = burden_growth(world, rules, draws, step, years)
    _grow(world, rules, draws, step, years)
    changed = leader_changes(world, rules, draws, step, years)
    happened = [Event("leader_change", (world.ids[i],), f"{world.names[i]}: the leader changes")
                for i in np.flatnonzero(changed)]  # fmt: skip
    for shock in shocks:
        changed |= _shock(world, rules, shock, ledger)
        text = f"shock to {shock.field} of {world.called(shock.actors)} ({shock.change:+g})"
        if shock.field == "leader":
            text = f"{world.called(shock.actors)}: the leader changes"
        note = f": {shock.note}" if shock.note else ""
        happened.append(Event("scheduled_shock", tuple(shock.actors), text + note))
    return changed, happened


def _grow(world: World, rules: Parameters, draws: Draws, step: int, years: float) -> None:
    env, arms = rules.environment, rules.arms
    floor, ceiling = FIELDS["burden"].lo, FIELDS["burden"].hi
    burden = np.clip(world.burden * np.exp(world.burden_growth), floor, ceiling)
    armed = np.log(burden / world.burden)
    delivered = world.assistance * -np.expm1(-years / rules.effects.assistance_lag)
    noise = env.capability_noise * np.sqrt(years) * draws.state_normals(step, "growth")
    change = world.growth * years + noise + arms.capability_yield * armed
    world.capability = world.capability * np.exp(change + delivered - world.war_loss)
    world.burden = burden


def leader_changes(
    world: World, rules: Parameters, draws: Draws, step: int, years: float
) -> NDArray[np.bool_]:
    """Return which states change leaders: rate r·democracy + (1 - r)·autocracy, shape (N,)."""
    env = rules.environment
    rate = (
        world.regime * env.leader_change_democracy
        + (1 - world.regime) * env.leader_change_autocracy
    )
    changed: NDArray[np.bool_] = draws.states(step, "leaders") < -np.expm1(-rate * years)
    return changed


def _shock(world: World, rules: Parameters, shock: Shock, ledger: Ledger) -> NDArray[np.bool_]:
    """Apply a dated shock; pushes to dyads go through the ledger to the phase that owns them."""
    states = np.array([world.ids.index(actor) for actor in shock.actors])
    changed = np.zeros(world.n, dtype=bool)
    if shock.field == "leader":
        changed[states] = True
    elif shock.field == "capability":
        world.capability[states] *= np.exp(shock.change)
    elif shock.field == "burden":
        bounds, before = FIELDS["burden"], world.burden[states]
        world.burden[states] = np.clip(before * np.exp(shock.change), bounds.lo, bounds.hi)
        # A decision to spend more moves the norm and arms the state; it does not fade by itself.
        armed = world.burden[states] / before
        world.burden_norm[states] = world.burden_norm[states] * armed
        world.capability[states] *= armed**rules.arms.capability_yield
    elif shock.field == "regime":
        world.regime[states] = np.clip(world.regime[states] + shock.change, 0, 1)
    else:
        rows, columns = (index.ravel() for index in np.meshgrid(states, states, indexing="ij"))
        apart = rows != columns
        amounts = np.full(int(apart.sum()), abs(shock.change) if shock.field == "trust"
                          else shock.change)  # fmt: skip
        field = "good" if shock.change > 0 else "bad"
        field = field if shock.field == "trust" else f"{shock.field}_shock"
        ledger.at(field, "shock", rows[apart], columns[apart], amounts)
    return changed
