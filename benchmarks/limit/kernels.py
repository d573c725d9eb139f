"""Kernels side by side: each of the product's with its like in C, on inputs from a run."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np

from alliancesim.compiled import LARGE
from alliancesim.kernels import combine, product
from alliancesim.model import AllianceModel
from alliancesim.phases.engage.consent import Desire, candidates
from alliancesim.phases.engage.sieve import Sieve
from alliancesim.phases.engage.value import common_threat
from alliancesim.phases.perceive import knowledge
from alliancesim.scenario import Scenario
from benchmarks.limit import Array, Limit

WARM_UP = 6
"""Steps after which the inputs are taken."""


class Kernel(NamedTuple):
    """A kernel as the product has it, and in C."""

    name: str
    product: Callable[[], Array]
    limit: Callable[[], Array]


def kernels(case: Scenario, limit: Limit) -> list[Kernel]:
    """Return the kernels with the inputs that a run of the case gives them."""
    model = AllianceModel(case, rng=(1, 0))
    for _ in range(WARM_UP):
        model.step()
    world, rules, seen = model.world, model.rules, model.seen
    contact = 1 - np.exp(-rules.perception.contact_weight * world.recent.sum(axis=0))
    weight = world.affinity * np.maximum(0.0, 2 * world.trust - 1)
    assert model.held is not None  # noqa: S101 - told to the type checker; a step has been made
    news = model.held.counts(world.n, len(model.tools.names)).sum(axis=0)
    desire = Desire(world, rules, seen, model.tools, model.stances)
    values = [np.ascontiguousarray(each) for each in desire.values]
    years, step = model.clock.years, model.steps
    sieve = Sieve(desire, model.draws, []) if world.n >= LARGE else None
    highest = sieve.highest if sieve else 1.0
    drawn = candidates(model.tools, rules.choice.arrivals, model.draws, step, years, highest)
    near = drawn.at(sieve.near(drawn)) if sieve else drawn
    pair = near.first * world.n + near.second
    wanted = values, desire.units, near.instrument, pair
    state = model.draws.generator(step, "engage instrument").bit_generator.state
    key = np.asarray(state["state"]["key"], dtype=np.uint64)
    return [
        Kernel(
            "knowledge",
            partial(knowledge, world.information, contact),
            partial(limit.knowledge, world.information, contact),
        ),
        Kernel("reputation", partial(product, news, weight), partial(limit.product, news, weight)),
        Kernel(
            "common threat",
            partial(common_threat, seen.threat, world.threat_felt),
            partial(limit.common_threat, seen.threat, world.threat_felt),
        ),
        Kernel("utility", partial(combine, *wanted), partial(limit.combine, *wanted)),
        Kernel(
            "draws",
            partial(model.draws.pairs_at, step, "engage instrument", drawn.place),
            partial(limit.draw_at, drawn.place, key, step),
        ),
    ]
