"""Economy: output grows along its trend, and by what peace and cooperation make of it.

Beyond its trend, ln y_i grows in a step by

x_i = [burden·(b_i - b_i(0)) + war·[i is at war] + neighbour·mean_n min(1, hostilities of n)
       + incidents·ln(1 + felt_i)]·Δ + gains of engagements,

n the neighbours by land, their hostilities those with others than i, and by trade·Σ_j w_ij x_j
through its partners, w_ij in proportion to y_j·proximity_ij·max(0, 1 - H_ij): gravity, and trade
keeps away from enemies. Output sets what states can spend, so peace pays for more diplomacy.
The only writer of output.
"""

import numpy as np

from alliancesim.ledger import Ledger
from alliancesim.parameters import Parameters
from alliancesim.phases.perceive import Sight
from alliancesim.world import Array, World

WAR = 5
"""Hostility level of war."""


def at_war(world: World) -> Array:
    """Return 1 for the states in a war, (N,)."""
    fighting = np.zeros(world.n)
    for crisis in world.crises:
        if crisis.top >= WAR:
            fighting[[*crisis.sides[0], *crisis.sides[1]]] = 1.0
    return fighting


def turmoil(world: World) -> Array:
    """Return the mean hostilities of the neighbours by land with third states, wars, (N,)."""
    border = world.contiguity == 1
    hostile = world.escalation.sum(axis=1)[None, :] - world.escalation
    around = np.where(border, np.clip(hostile, 0.0, 1.0), 0.0).sum(axis=1)
    return np.asarray(around / np.maximum(border.sum(axis=1), 1))


def growth_terms(world: World, rules: Parameters) -> dict[str, Array]:
    """Return growth beyond the trend by its causes, 1 / year, each (N,)."""
    p = rules.economy
    return {
        "peace dividend": p.burden * (world.burden - world.burden_reference),
        "war": p.war * at_war(world),
        "turmoil nearby": p.neighbour * turmoil(world),
        "attacks": p.incidents * np.log1p(world.incidents_felt),
    }


def partners(world: World, seen: Sight) -> Array:
    """Return the share of each partner in a state's trade, N×N, rows sum to 1 (or 0)."""
    weight = world.output[None, :] * seen.near * np.maximum(0.0, 1 - world.tension)
    np.fill_diagonal(weight, 0.0)
    whole = weight.sum(axis=1, keepdims=True)
    share: Array = weight / np.where(whole > 0, whole, 1.0)
    return share


def economy(world: World, rules: Parameters, seen: Sight, ledger: Ledger, years: float) -> None:
    """Let output grow; what is beyond the trend is entered in the ledger by its causes."""
    for label, rate in growth_terms(world, rules).items():
        if rate.any():
            ledger.add("economy", label, rate * years)
    beyond = ledger.total("economy")
    growth = world.output_growth * years
    if beyond is not None:
        passed_on = np.einsum("ij,j->i", partners(world, seen), beyond, optimize=False)
        ledger.add("economy", "trade", rules.economy.trade * passed_on)
        growth = growth + beyond + rules.economy.trade * passed_on
    pushed = ledger.total("output_shock")
    world.output = world.output * np.exp(growth if pushed is None else growth + pushed)
