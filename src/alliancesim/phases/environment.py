"""Environment: what happens to states by themselves, and arms (equation 12).

Capability: ln c grows by growth·Δ + noise·√Δ·ε + yield·Δln b + delivered assistance - war losses,
and closes the share 1 - exp(-convergence·Δ) of its gap to the mean ln c.
Under burden sharing the yield is larger for those whose forces fit those of their allies: times
1 + pooling·lever·mean interoperability with them. Assistance leaves its pipeline at rate 1/lag.
Leaders change at a rate between that of autocracies and that of democracies; learn then forgets
part of the evidence about and of the state. Dated shocks push quantities from outside (shocks).
The only writer of capability, burden, its norm, regime, rights, interests and stakes.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from alliancesim.draws import Draws
from alliancesim.events import Event
from alliancesim.kernels import defence_pacts
from alliancesim.ledger import Ledger
from alliancesim.parameters import Parameters
from alliancesim.phases.arms import burden_growth
from alliancesim.phases.shocks import push
from alliancesim.scenario.events import Shock
from alliancesim.toolbox import Toolbox
from alliancesim.world import FIELDS, Array, World


def environment(
    world: World, rules: Parameters, tools: Toolbox, shocks: Sequence[Shock], ledger: Ledger,
    draws: Draws, step: int, years: float,
) -> tuple[NDArray[np.bool_], list[Event]]:  # fmt: skip
    """Let states grow, arm and change leaders; return who changed leaders, and the events."""
    world.burden_growth = burden_growth(world, rules, tools, draws, step, years)
    _grow(world, rules, tools, draws, step, years)
    changed = leader_changes(world, rules, draws, step, years)
    happened = [Event("leader_change", (world.ids[i],), f"{world.names[i]}: the leader changes")
                for i in np.flatnonzero(changed)]  # fmt: skip
    for shock in shocks:
        changed |= push(world, rules, shock, ledger)
        text = f"shock to {shock.field} of {world.called(shock.actors)} ({shock.change:+g})"
        if shock.field == "leader":
            text = f"{world.called(shock.actors)}: the leader changes"
        note = f": {shock.note}" if shock.note else ""
        happened.append(Event("scheduled_shock", tuple(shock.actors), text + note))
    return changed, happened


def pooled_yield(world: World, rules: Parameters, tools: Toolbox) -> Array:
    """Return the growth of capability per unit of growth of the burden, (N,)."""
    allies = defence_pacts(world)
    fit = np.where(allies, world.interoperability, 0.0).sum(axis=1)
    fit = fit / np.maximum(allies.sum(axis=1), 1)
    pooling = rules.burden_sharing.pooling * tools.lever("burden_sharing")
    gain: Array = rules.arms.capability_yield * (1 + pooling * fit)
    return gain


def _grow(
    world: World, rules: Parameters, tools: Toolbox, draws: Draws, step: int, years: float
) -> None:
    env = rules.environment
    floor, ceiling = FIELDS["burden"].lo, FIELDS["burden"].hi
    burden = np.clip(world.burden * np.exp(world.burden_growth), floor, ceiling)
    armed = np.log(burden / world.burden)
    delivered = world.assistance * -np.expm1(-years / rules.effects.assistance_lag)
    noise = env.capability_noise * np.sqrt(years) * draws.state_normals(step, "growth")
    behind = np.log(world.capability).mean() - np.log(world.capability)
    change = world.growth * years + noise + pooled_yield(world, rules, tools) * armed
    change += -np.expm1(-env.convergence * years) * behind
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
