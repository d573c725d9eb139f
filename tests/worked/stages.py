"""A step of the crises of a small invented world with two organisations."""

from typing import Any

import numpy as np

from alliancesim.phases.crises.hostility import Hostility
from alliancesim.phases.crises.stage import Stage
from tests.cases import case, raw
from tests.worked.moments import moment

BODIES = {
    "club": {"name": "the Club", "type": "regional", "members": ["A", "C", "D"],
             "mediation": 0.6, "norms": 0.3, "peacekeeping": 8.0},
    "table": {"name": "the Table", "type": "forum", "members": ["D", "E"],
              "mediation": 0.4, "norms": 0.5, "peacekeeping": 3.0},
}  # fmt: skip
BUDGETS = {"A": 100.0, "B": 300.0, "C": 100.0, "D": 100.0, "E": 0.0}
WILL = 1 - 0.5 * (1 - 0.8 * 0.5)
"""Of both organisations: affinity .8 and trust .5 among all."""
CLUB, TABLE = 0.6 * WILL, 0.4 * WILL
POOL = {"B": 0.5 * 0.5 * 0.75, "D": 0.5 * 0.5 * 0.5, "club": CLUB, "table": TABLE * 0.25}
"""Of A and C: B and D by their budgets, the Club of both, the Table of neither."""
FULL = 1 - (1 - POOL["B"]) * (1 - POOL["D"]) * (1 - POOL["club"]) * (1 - POOL["table"])


def stage(years: float = 1 / 12, **parameters: Any) -> Stage:
    """Return what the crises of a step share, in a world in which all trust each other at .5."""
    data = raw(5, organisations=BODIES, parameters=parameters)
    for key, budget in BUDGETS.items():
        data["states"][key]["budget"] = budget
    at = moment(case(5, **{key: data[key] for key in ("states", "organisations", "parameters")}))
    at.world.good[:] = at.world.bad[:] = 5.0
    at.world.affinity[:] = 0.8
    none = np.zeros((5, 5))
    return Stage(
        world=at.world, rules=at.rules, tools=at.tools, seen=at.seen, draws=at.draws, step=1,
        now=0.0, days=years * 365.25, win=none, hold=none, rivals=none > 0, pacts=none > 0,
        hostility=Hostility(at.world, at.rules, at.ledger, years), ledger=at.ledger,
    )  # fmt: skip
