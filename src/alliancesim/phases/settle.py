"""Settle: the contributions of the step become cooperative stocks, and unused stocks fade.

With G the sum of all contributions to a stock x of a pair (shares of the gap, equation 7),
x ← x·2^(-Δ/half_life), then x ← x + (1 - x)(1 - e^(-G)): gains saturate, and the labelled
contributions are scaled so that they add up to what took effect. Assistance waits in a pipeline
that leaks into capability (environment) at the rate 1/assistance_lag. The only writer of
information, interoperability, procedures, posture, dependence, understanding, readiness, influence,
technology, the abilities gained by cooperation, recent engagements, purse and assistance.
"""

import numpy as np

from alliancesim.kernels import lasting
from alliancesim.ledger import Ledger
from alliancesim.parameters import Parameters
from alliancesim.phases.engage.record import Engagements
from alliancesim.world import Array, World

TINY = 1e-300
MANY = 2000
"""Numbers from which those that change are picked out first."""


def half_lives(rules: Parameters) -> dict[str, float]:
    """Return the half-lives of the stocks in years."""
    effects = rules.effects
    return {
        "information": effects.information_half_life,
        "interoperability": effects.interoperability_half_life,
        "procedures": effects.procedure_half_life,
        "posture": effects.posture_half_life,
        "dependence": effects.dependence_half_life,
        "understanding": effects.understanding_half_life,
        "readiness": effects.readiness_half_life,
        "influence": effects.influence_half_life,
        "cyber": effects.ability_half_life,
        "counter_threat": effects.ability_half_life,
        "warning": effects.ability_half_life,
    }


def saturate(stock: Array, field: str, ledger: Ledger, spread: float = 1.0) -> Array:
    """Return ``stock`` with the contributions to ``field``, and scale them to their effect.

    ``spread`` is the share of a contribution that has not faded by the end of the step.
    """
    gain = ledger.total(field)
    if gain is not None:
        factor = _taken_up(stock, gain, spread)
        ledger.scale(field, factor)
        stock = stock + gain * factor
    pushed = ledger.total(f"{field}_shock")
    return stock if pushed is None else np.clip(stock + pushed, 0.0, 1.0)


def _taken_up(stock: Array, gain: Array, spread: float) -> Array:
    """Return the share of each contribution that takes effect."""
    if stock.size < MANY:
        return _share(stock, gain, spread)
    share, some = np.zeros_like(gain), np.flatnonzero(gain)  # few pairs gain in a step
    share.flat[some] = _share(stock.take(some), gain.take(some), spread)
    return share


def _share(stock: Array, gain: Array, spread: float) -> Array:
    """Return (1 - x)(1 - e^(-G)) / G."""
    share: Array = (1 - stock) * -np.expm1(-spread * gain) / np.maximum(gain, TINY)
    return share


def settle(
    world: World, rules: Parameters, ledger: Ledger, engagements: Engagements, years: float
) -> None:
    """Apply decay and contributions to the cooperative stocks."""
    for field, half_life in half_lives(rules).items():
        decay = np.log(2) * years / half_life
        kept, level = np.exp(-decay), getattr(world, field)
        norm = world.cyber_norm if field == "cyber" else None
        faded = level * kept if norm is None else norm + (level - norm) * kept
        setattr(world, field, saturate(faded, field, ledger, lasting(decay)))
    world.technology = saturate(world.technology, "technology", ledger)
    decay = years / rules.choice.habit_memory
    world.recent *= np.exp(-decay)
    *places, number = engagements.counted(world.n)
    world.recent[*places] += lasting(decay) * number
    world.purse = engagements.purse
    # The environment has just turned this share of the pipeline into capability.
    world.assistance = world.assistance * np.exp(-years / rules.effects.assistance_lag)
    delivered = ledger.total("assistance")
    if delivered is not None:
        world.assistance = world.assistance + delivered
