"""Rates of attack: how far an actor's rates have drifted, and what states do about them.

With x_ai = ln(λ_ai/λ0_ai) the drift of actor a's rate against state i from its norm λ0,

dx = [-reversion·x + spillover·mean_n max(0, x_an) + arms_flow·arms_i]·dt + volatility·dW,

n the neighbours of i that a strikes too, arms_i the illicit arms in i and its neighbours, for
actors that live on them. Solved exactly over a step, cause by cause, so that it can be told how
much of a rise came from where. The rate at which incidents happen is

λ0_ai·exp(x_ai - counter_threat·A_i·(1 - moral_hazard·aid_i·[i harbours a])),

A the ability against threats gained by cooperation and aid_i the dependence of i on its largest
donor; on networks cyber_resilience·(gain in resilience) takes the place of the ability's term.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from alliancesim.draws import Draws
from alliancesim.parameters import Parameters
from alliancesim.world import Array, World

CAUSES = ("own course", "neighbours", "illicit arms")
"""What moves an actor's rates; the first axis of the drift."""


def neighbours(world: World) -> NDArray[np.bool_]:
    """Return the pairs that border each other by land or sea, or share a region; N×N."""
    near: NDArray[np.bool_] = (world.contiguity > 0) | _one_region(world.regions)
    np.fill_diagonal(near, False)
    return near


@lru_cache(maxsize=32)
def _one_region(regions: tuple[str, ...]) -> NDArray[np.bool_]:
    """Return the pairs that share a region, N×N."""
    region = np.array(regions)
    same: NDArray[np.bool_] = region[:, None] == region[None, :]
    same.setflags(write=False)
    return same


def drift(world: World, rules: Parameters, draws: Draws, step: int, years: float) -> Array:
    """Return the drift of all rates at the end of the step, by cause, ln units, 3×A×N."""
    p = rules.asymmetric
    near = neighbours(world).astype(float)
    struck = world.asymmetric_norm > 0
    risen = np.maximum(0.0, world.asymmetric_drift.sum(axis=0))
    around = np.einsum("in,an->ai", near, risen, optimize=False)
    number = np.einsum("in,an->ai", near, struck.astype(float), optimize=False)
    arms = world.illicit_arms + np.einsum("in,n->i", near, world.illicit_arms, optimize=False)
    armed = np.array([actor.armed for actor in world.threats])
    push = np.stack([
        np.zeros_like(risen),
        p.spillover * around / np.maximum(number, 1.0),
        p.arms_flow * armed[:, None] * arms[None, :],
    ])  # fmt: skip
    kept = np.exp(-p.reversion * years)
    moved = world.asymmetric_drift * kept + push * (1 - kept) / p.reversion
    luck = [draws.state_normals(step, f"threat course {actor.id}") for actor in world.threats]
    moved[0] += p.volatility * np.sqrt((1 - kept**2) / (2 * p.reversion)) * np.stack(luck)
    size = np.abs(moved.sum(axis=0))
    moved *= np.minimum(1.0, p.widest / np.maximum(size, p.widest))
    return np.where(struck, moved, 0.0)


def rate_terms(world: World, rules: Parameters) -> dict[str, Array]:
    """Return what speaks for and against attacks, ln units over the norm, each A×N."""
    p = rules.asymmetric
    at_home = np.zeros(world.asymmetric.shape)
    for number, actor in enumerate(world.threats):
        at_home[number, list(actor.harbour)] = 1.0
    hazard = p.moral_hazard * world.dependence.max(axis=1) * at_home
    networks = np.array([[actor.on_networks] for actor in world.threats])
    gained = world.cyber - world.cyber_norm
    return {
        **dict(zip(CAUSES, world.asymmetric_drift, strict=True)),
        "counter-threat": -p.counter_threat * world.counter_threat * (1 - hazard) * ~networks,
        "cyber resilience": -p.cyber_resilience * gained * networks,
    }
