"""Arms: military burdens follow a log Richardson rule in changes since the start (equation 12).

dln b_i = [-reversion·(ln b_i - ln b_i*) + rival_gap·(gap_i - gap_i(0)) + alarm·(F_i - F_i(0))]·Δ
          + lever·pull·Δ·max(0, ln(goal_i/b_i)) - free_riding·mean over allies of their last dln b
          + noise·√Δ·ε,

with b* the burden at the start, gap_i the mean of ln c_j - ln c_i over i's rivals and F the
threat felt; goal_i is the highest spending goal of i's alliances, none in the way of those above
it. The gap enters in its change: its level would send every small state's burden off.
"""

import numpy as np

from alliancesim.draws import Draws
from alliancesim.kernels import defence_pacts
from alliancesim.parameters import Parameters
from alliancesim.toolbox import Toolbox
from alliancesim.world import Array, World


def rival_gap(world: World) -> Array:
    """Return the mean log capability gap to the rivals, 0 without rivals, shape (N,)."""
    rivals = world.rivalry | (world.stakes > 0)
    log_capability = np.log(world.capability)
    gaps = np.where(rivals, log_capability[None, :] - log_capability[:, None], 0.0)
    number = np.maximum(rivals.sum(axis=1), 1)
    gap: Array = gaps.sum(axis=1) / number
    return gap


def spending_goals(world: World) -> Array:
    """Return the share of GDP that each state promised its allies to spend, 0 for none, (N,)."""
    goals = np.zeros(world.n)
    for treaty in world.treaties:
        if treaty.spending_goal:
            members = list(treaty.active)
            goals[members] = np.maximum(goals[members], treaty.spending_goal)
    return goals


def below_goal(world: World) -> Array:
    """Return the log gap to the spending goal, 0 for those who meet it or have none, (N,)."""
    gap: Array = np.log(np.maximum(spending_goals(world), world.burden) / world.burden)
    return gap


def burden_growth(
    world: World, rules: Parameters, tools: Toolbox, draws: Draws, step: int, years: float
) -> Array:
    """Return the change of the log burden in the step, shape (N,)."""
    arms = rules.arms
    allies = defence_pacts(world)
    number = np.maximum(allies.sum(axis=1), 1)
    of_allies = np.where(allies, world.burden_growth[None, :], 0.0).sum(axis=1) / number
    drift = (
        -arms.reversion * np.log(world.burden / world.burden_norm)
        + arms.rival_gap * (rival_gap(world) - world.gap_reference)
        + arms.alarm * (world.threat_felt - world.threat_reference)
        + tools.lever("burden_sharing") * rules.burden_sharing.pull * below_goal(world)
    )
    noise = arms.noise * np.sqrt(years) * draws.state_normals(step, "arms")
    growth: Array = drift * years - arms.free_riding * of_allies + noise
    return growth
