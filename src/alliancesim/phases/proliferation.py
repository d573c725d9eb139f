"""Proliferation: states without nuclear weapons acquire them; the only writer of nuclear.

Yearly log-odds: constant + threat·F_i + rival·[a rival has them] + technology·(technology_i - ½)
+ guarantee·max_k h_ik + norms·accountability_i, with F the threat felt and h_ik the chance, as i
judges it, that its nuclear ally k would fight for it. Rivals take it as evidence of bad intent,
and tension with them rises. Sources: the parameters name them.
"""

import numpy as np
from numpy.typing import NDArray

from alliancesim.draws import Draws
from alliancesim.events import Event, ranked
from alliancesim.kernels import yearly_rate
from alliancesim.ledger import Ledger
from alliancesim.parameters import Parameters
from alliancesim.phases.perceive import Sight
from alliancesim.world import Array, World


def opponents(world: World) -> NDArray[np.bool_]:
    """Return the pairs that are rivals or have something to quarrel over, N×N."""
    opposed: NDArray[np.bool_] = world.rivalry | (world.stakes > 0)
    return opposed


def acquisition_terms(world: World, rules: Parameters, seen: Sight) -> dict[str, Array]:
    """Return the labelled log-odds of acquiring nuclear weapons but the constant, each (N,)."""
    p = rules.proliferation
    umbrella = (seen.honoured * world.nuclear).max(axis=1)
    return {
        "threat felt": p.threat * world.threat_felt,
        "nuclear rival": p.rival * (opponents(world) & world.nuclear).any(axis=1),
        "technology": p.technology * (world.technology - 0.5),
        "guarantee": p.guarantee * umbrella,
        "norms": p.norms * world.accountability,
    }


def proliferation(
    world: World, rules: Parameters, seen: Sight, ledger: Ledger, draws: Draws, step: int,
    years: float,
) -> list[Event]:  # fmt: skip
    """Let states acquire nuclear weapons; return what happened."""
    terms = acquisition_terms(world, rules, seen)
    rate = yearly_rate(np.asarray(sum(terms.values(), np.float64(rules.proliferation.constant))))
    new = (draws.states(step, "proliferation") < -np.expm1(-rate * years)) & ~world.nuclear
    if not new.any():
        return []
    alarmed = opponents(world) & new[None, :]
    loss = rules.proliferation.evidence * alarmed.astype(float)
    ledger.add("bad_seen", "proliferation", loss)
    tension = rules.proliferation.tension * (alarmed | alarmed.T).astype(float)
    ledger.add("tension_shock", "proliferation", tension)
    world.nuclear = world.nuclear | new
    return [
        Event("proliferation", (world.ids[i],), f"{world.names[i]} acquires nuclear weapons",
              terms=ranked((label, float(term[i])) for label, term in terms.items()))
        for i in np.flatnonzero(new)
    ]  # fmt: skip
