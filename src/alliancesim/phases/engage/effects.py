"""Effects: engagements become labelled contributions to the stocks (equation 7).

Each engagement adds gain·size·quality per channel, with
quality = floor + (1 - floor)·mean(interoperability, affinity, 1 - technology gap). With
probability breach_k·(1 - mean accountability) its evidence is bad instead of good. Onlookers l
take bad evidence about i: φ_k·size·sensitivity_li; a negative φ gives |φ| of good evidence.
"""

import numpy as np

from alliancesim.ledger import Ledger
from alliancesim.parameters import Parameters
from alliancesim.phases.engage.record import Engagements, Index
from alliancesim.toolbox import Toolbox
from alliancesim.world import Array, World

SHARED = ("information", "interoperability", "posture")
"""Symmetric stocks that bear the name of their channel."""


def quality(world: World, rules: Parameters, first: Index, second: Index) -> Array:
    """Return how much of its gain an engagement realises, in [quality_floor, 1]."""
    floor = rules.effects.quality_floor
    affinity = (world.affinity[first, second] + world.affinity[second, first]) / 2
    technology = 1 - np.abs(world.technology[first] - world.technology[second])
    fit = (world.interoperability[first, second] + affinity + technology) / 3
    grade: Array = floor + (1 - floor) * fit
    return grade


def sour(world: World, tools: Toolbox, instrument: Index, first: Index, second: Index) -> Array:
    """Return the probability that an engagement turns sour."""
    care = (world.accountability[first] + world.accountability[second]) / 2
    chance: Array = tools.breach[instrument] * (1 - care)
    return chance


def contribute(
    rules: Parameters, tools: Toolbox, held: Engagements, felt: Array, ledger: Ledger
) -> None:
    """Write the contributions of all engagements into the ledger, labelled by instrument."""
    strength = held.size * held.quality
    for k in np.unique(held.instrument):
        mine = held.instrument == k
        one, other, amount = held.first[mine], held.second[mine], strength[mine]
        _cooperation(tools, int(k), one, other, amount, ledger)
        _evidence(rules, tools, int(k), one, other, amount, held.breach[mine], ledger)
        _provocation(rules, tools, int(k), one, other, held.size[mine], felt, ledger)


def _cooperation(
    tools: Toolbox, k: int, one: Index, other: Index, amount: Array, ledger: Ledger
) -> None:
    label = tools.names[k]
    for channel, field in (*((c, c) for c in SHARED), ("incident_control", "procedures"),
                           ("relief", "relief")):  # fmt: skip
        gain = tools.gain(channel)[k]
        if gain:
            both = np.concatenate([one, other]), np.concatenate([other, one])
            ledger.at(field, label, *both, np.tile(gain * amount, 2))
    if tools.gain("capability")[k]:
        ledger.of_states("assistance", label, other, tools.gain("capability")[k] * amount)
    if tools.gain("dependence")[k]:
        ledger.at("dependence", label, other, one, tools.gain("dependence")[k] * amount)


def _evidence(
    rules: Parameters, tools: Toolbox, k: int, one: Index, other: Index, amount: Array,
    breach: Array, ledger: Ledger,
) -> None:  # fmt: skip
    gain = tools.gain("trust")[k]
    if not gain:
        return
    rows, columns = np.concatenate([one, other]), np.concatenate([other, one])
    evidence, bad = np.tile(gain * amount, 2), np.tile(breach, 2)
    ledger.at("good", tools.names[k], rows, columns, np.where(bad, 0.0, evidence))
    if breach.any():
        loss = np.where(bad, rules.trust.loss_weight * evidence, 0.0)
        ledger.at("bad", "breach", rows, columns, loss)


def _provocation(
    rules: Parameters, tools: Toolbox, k: int, one: Index, other: Index, size: Array,
    felt: Array, ledger: Ledger,
) -> None:  # fmt: skip
    strength = rules.effects.provocation * tools.provocation[k]
    if not strength:
        return
    between = np.zeros_like(felt)
    np.add.at(between, (one, other), size)
    np.add.at(between, (other, one), size)
    # An onlooker is not provoked by what it takes part in.
    witnessed = between.sum(axis=0)[None, :] - between
    evidence = abs(strength) * felt * witnessed
    field = "bad_seen" if strength > 0 else "good_seen"
    ledger.add(field, f"provocation of {tools.names[k]}", evidence)
