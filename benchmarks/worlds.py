"""Synthetic worlds of any size: who is in them and what divides them follows from N alone."""

from typing import Any

import numpy as np

from alliancesim.scenario import Scenario, load

SEED = 20
"""Seed of the invented figures."""
NEIGHBOURS = 2
"""Land borders to either side on the ring on which the states lie."""
RIVALS = 3
"""Every so many states has a rival, the third to its right."""
CORE = (
    "spillover", "negativity", "misperception", "intent_misreading", "contact", "power_alone",
    "reach", "tension", "tension_in_onset", "expected_utility",
)  # fmt: skip
"""Mechanisms of the core loop on top of the minimal preset: perception, reputation, hostility."""


def world_case(n: int, **changes: Any) -> Scenario:
    """Return a scenario of ``n`` invented states, monthly, ten years.

    States lie on a ring and border the next two on either side; every third has a rival with a
    record of disputes. ``changes`` replace top-level keys.
    """
    return load(world_data(n) | changes)


def core_case(n: int) -> Scenario:
    """Return the same with the mechanisms of the core loop alone, which the twin has too."""
    return world_case(n, preset="minimal", mechanisms=dict.fromkeys(CORE, "on"))


def world_data(n: int) -> dict[str, Any]:
    """Return the same as plain data."""
    luck = np.random.default_rng([SEED, n])
    ids = [f"S{number:03d}" for number in range(n)]
    return {
        "name": f"synthetic_{n}",
        "clock": {"start": "2000-01-01", "step": "month", "horizon": 10.0},
        "interests": {"order": "who makes the rules", "trade": "who may trade with whom"},
        "states": {key: _state(luck, number, n) for number, key in enumerate(ids)},
        "dyads": _dyads(luck, ids),
    }


def _state(luck: np.random.Generator, number: int, n: int) -> dict[str, Any]:
    share, regime, technology, order, trade = luck.random(5).tolist()
    return {
        "name": f"State {number}",
        "region": f"region {number * 5 // n}",
        "location": {"lat": 40 * float(np.sin(7 * number / n)), "lon": 360 * number / n - 180},
        "capability": (0.2 + share) / n,
        "growth": 0.04 * technology - 0.01,
        "output": 200 + 2000 * share,
        "burden": 0.01 + 0.03 * technology,
        "regime": regime,
        "major": number % 20 == 0,
        "technology": technology,
        "interests": {"order": 2 * order - 1, "trade": 2 * trade - 1},
    }


def _dyads(luck: np.random.Generator, ids: list[str]) -> dict[str, Any]:
    """Return the pairs of which anything is known: neighbours and rivals."""
    n, dyads = len(ids), {}
    for one in range(n):
        for other in range(one + 1, n):
            apart = min(other - one, n - other + one)
            known: dict[str, Any] = {"contiguity": 1} if apart <= NEIGHBOURS else {}
            if other - one == RIVALS and one % RIVALS == 0:
                known |= {
                    "trust": 0.2, "tension": 0.4, "rivalry": True, "past_disputes": 10,
                    "observed_years": 50, "years_since_dispute": 1 + 9 * float(luck.random()),
                    "incidents": 50,
                }  # fmt: skip
            if known:
                dyads[f"{ids[one]}-{ids[other]}"] = known
    return dyads
