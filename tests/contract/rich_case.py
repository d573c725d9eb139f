"""One invented world in which every piece of the model has something to work on.

Six states: the Aland bloc (A, B, D, F) with a candidate (E), and a rival of all of them (C). Rates
of rare things are set high, so that a few years show what otherwise takes decades.
"""

import math
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import alliancesim as al
from alliancesim.scenario import Scenario, load

YEARS = 6
SEEDS = (1, 2, 3, 4, 5, 6)
"""Lives of the world that are looked at, one after the other, until a difference shows."""
Step = dict[str, float]
"""All metrics of a step."""

STATES = {
    "A": {
        "name": "Aland", "region": "west", "location": {"lat": 0, "lon": 0}, "capability": 0.12,
        "output": 15000, "burden": 0.035, "regime": 0.9, "major": True, "nuclear": True,
        "technology": 0.9, "transparency": 0.6, "accountability": 0.8, "cyber": 0.6,
        "rights": 0.9, "industry": 0.9, "culture": "coast", "sovereignty": 0.4,
        "interests": {"order": 0.9, "sea": 0.8},
    },
    "B": {
        "name": "Bravia", "region": "west", "location": {"lat": 4, "lon": 6}, "capability": 0.03,
        "output": 3000, "burden": 0.02, "regime": 0.8, "technology": 0.7, "transparency": 0.5,
        "accountability": 0.6, "rights": 0.8, "industry": 0.6, "culture": "coast",
        "interests": {"order": 0.7, "sea": 0.6},
    },
    "C": {
        "name": "Corda", "region": "east", "location": {"lat": 6, "lon": 14}, "capability": 0.09,
        "output": 6000, "burden": 0.04, "regime": 0.1, "major": True, "nuclear": True,
        "technology": 0.7, "transparency": 0.1, "accountability": 0.2, "rights": 0.2,
        "industry": 0.7, "culture": "steppe", "sovereignty": 0.9,
        "interests": {"order": -0.8, "sea": -0.6},
    },
    "D": {
        "name": "Drune", "region": "east", "location": {"lat": 10, "lon": 9}, "capability": 0.01,
        "output": 300, "burden": 0.05, "regime": 0.2, "technology": 0.3, "transparency": 0.2,
        "accountability": 0.2, "rights": 0.2, "culture": "steppe", "sovereignty": 0.8,
        "interests": {"order": 0.1, "sea": 0.2},
    },
    "E": {
        "name": "Estova", "region": "west", "location": {"lat": 5, "lon": 11}, "capability": 0.02,
        "output": 800, "burden": 0.03, "regime": 0.6, "technology": 0.5, "accountability": 0.5,
        "rights": 0.6, "culture": "coast", "sovereignty": 0.7,
        "interests": {"order": 0.5, "sea": 0.5},
    },
    "F": {
        "name": "Farra", "region": "west", "location": {"lat": 9, "lon": 4}, "capability": 0.03,
        "output": 2500, "burden": 0.025, "regime": 0.6, "technology": 0.95,
        "accountability": 0.4, "rights": 0.7, "industry": 0.3, "culture": "hills",
        "sovereignty": 0.6, "interests": {"order": 0.4, "sea": 0.4},
    },
}  # fmt: skip

DYADS = {
    "A-B": {
        "trust": 0.85, "interoperability": 0.5, "information": 0.5, "engagements": 6,
        "understanding": 0.4, "readiness": 0.4, "bases": [0.3, 0],
    },
    "A-C": {
        "trust": [0.15, 0.1], "tension": 0.4, "rivalry": True, "past_disputes": 8,
        "observed_years": 40, "years_since_dispute": 2, "incidents": 200,
    },
    "A-D": {"trust": 0.6, "dependence": [0, 0.6], "interoperability": 0.2},
    "A-E": {"trust": 0.7, "bases": [0.1, 0]},
    "A-F": {"trust": 0.7, "interoperability": 0.4, "readiness": 0.2},
    "B-C": {"trust": 0.15, "tension": 0.3, "contiguity": 2, "incidents": 100},
    "B-E": {"trust": 0.75, "contiguity": 1, "engagements": 3, "bases": [1, 0]},
    "B-F": {"trust": 0.7, "interoperability": 0.4, "contiguity": 1},
    "C-D": {"trust": 0.4, "contiguity": 1},
    "C-E": {
        "trust": [0.2, 0.1], "tension": 0.6, "rivalry": True, "contiguity": 1, "incidents": 300,
        "past_disputes": 12, "observed_years": 40, "years_since_dispute": 1, "procedures": 0.2,
    },
    "C-F": {"trust": 0.2, "rivalry": True, "tension": 0.2, "past_disputes": 3,
            "observed_years": 40, "years_since_dispute": 6},
    "D-E": {"trust": 0.45, "contiguity": 1, "incidents": 50},
    "D-F": {"trust": 0.5, "contiguity": 1},
    "E-F": {"trust": 0.7, "contiguity": 3},
}  # fmt: skip

ALLIANCES = {
    "league": {
        "name": "the League", "obligations": ["defence", "consultation"],
        "members": ["A", "B", "D", "F"], "candidates": ["E"], "spending_goal": 0.03,
    },
    "guarantee": {"name": "pact of Bravia and Estova", "obligations": ["defence"],
                  "members": ["B", "E"]},
    "frame": {"name": "frame of Aland and Estova", "obligations": ["cooperation"],
              "members": ["A", "E"]},
}  # fmt: skip

ORGANISATIONS = {
    "congress": {
        "name": "the Congress", "type": "global", "members": "all", "mediation": 0.5,
        "norms": 0.4, "peacekeeping": 10,
        "meetings": [{"month": 3, "instrument": "dialogue"}],
    },
    "council": {
        "name": "the Council", "type": "alliance", "alliance": "league", "partners": ["E"],
        "meetings": [{"month": 2, "instrument": "defence_planning", "size": 2}],
    },
    "posse": {
        "name": "the Posse", "type": "coalition", "members": ["A", "B", "D"],
        "against": "network",
    },
}  # fmt: skip

THREATS = {
    "network": {"name": "the Network", "type": "terrorism", "harbour": ["D"],
                "rates": {"A": 10, "B": 10, "D": 30}},
    "pirates": {"name": "the Pirates", "type": "piracy", "harbour": ["F"],
                "rates": {"A": 5, "B": 5}},
    "hackers": {"name": "the Hackers", "type": "cyber", "sponsor": "C", "suspects": ["D", "F"],
                "rates": {"A": 40, "B": 40, "E": 20}},
    "gang": {"name": "the Gang", "type": "crime", "rates": {"E": 5, "F": 5}, "harbour": ["E"]},
    "runners": {"name": "the Runners", "type": "trafficking", "harbour": ["D"],
                "rates": {"E": 5, "F": 5}},
}  # fmt: skip

EVENTS = [
    {"kind": "engage", "date": f"{year}-02-10", "instrument": instrument, "actors": actors,
     "size": 3}
    for year in range(2030, 2036)
    for instrument, actors in (
        ("arms_sale", ["A", "D"]), ("cyber_cooperation", ["A", "B"]),
        ("transparency_measure", ["A", "B"]), ("soft_power", ["A", "E"]),
        ("joint_operation", ["B", "E"]), ("counterterrorism", ["A", "D"]),
    )
] + [
    {"kind": "incident", "date": "2030-06-10", "actors": ["C", "E"], "level": 5},
    {"kind": "incident", "date": "2032-02-10", "actors": ["C", "B"], "level": 5},
    {"kind": "incident", "date": "2032-09-10", "actors": ["D", "E"], "level": 4},
    {"kind": "incident", "date": "2033-09-10", "actors": ["C", "F"], "level": 4},
    {"kind": "shock", "date": "2034-01-10", "field": "leader", "actors": ["B"]},
    {"kind": "leave", "date": "2033-01-10", "alliance": "league", "members": ["A"]},
]  # fmt: skip

PARAMETERS = {
    "onset": {"tension": 0.3, "organisations": -0.2},
    "ladder": {"end_war": 0.02},
    "pacts": {
        "formation": {"constant": -1.0}, "ending": {"constant": -1.0},
        "agreements": {"constant": -1.0}, "agreement_ending": {"constant": 0.0},
    },
    "blocs": {
        "accession": {"constant": -0.5, "threat": 4.0, "opposition": -8.0},
        "suspension": {"constant": -3.5},
        "dissolution": {"chance": 0.9},
        "bursts": {"smallest_world": 2.0, "rate": 2.0, "founders": 3.0, "trust": 0.5},
    },
    "basing": {"opening": {"constant": -1.0, "trust": 1.0}, "closing": {"constant": -1.5},
               "guarantee": 1.0, "cost": 20.0},
    "mediation": {"offers_low": 2.0, "offers_force": 3.0, "offers_war": 3.0, "agreement": 0.0},
    "peacekeeping": {"deploy_force": 0.9, "deploy_war": 1.0},
    "warning": {"threshold": 0.05, "floor": 0.001, "attention": 1.0},
    "conduct": {"misconduct": 3.0},
    "asymmetric": {"serious": 0.3, "diversion": 0.3},
    "attribution": {"tension": 0.05},
    "proliferation": {"constant": -3.0},
}  # fmt: skip


def raw() -> dict[str, Any]:
    """Return the world as plain data."""
    return {
        "name": "rich_case",
        "clock": {"start": "2030-01-01", "step": "month", "horizon": float(YEARS)},
        "interests": {"order": "who makes the rules", "sea": "who may sail"},
        "states": STATES,
        "dyads": DYADS,
        "alliances": ALLIANCES,
        "disputes": {
            "strait": {"name": "The strait", "type": "maritime", "salience": 0.6,
                       "sides": [["A", "B", "E"], ["C"]]},
            "hills": {"name": "The hills", "type": "territorial", "salience": 0.3,
                      "sides": [["D"], ["E"]]},
        },
        "organisations": ORGANISATIONS,
        "threats": THREATS,
        "events": EVENTS,
        "instruments": {
            "arms_sale": {"opportunities": 12, "inclination": 0.5},
            "information_sharing": {"breach": 0.1, "opportunities": 24, "inclination": 1},
        },
        "parameters": PARAMETERS,
    }  # fmt: skip


@cache
def rich() -> Scenario:
    """Return the world as a loaded scenario."""
    return load(raw())


def life(scenario: Scenario, seed: int) -> Iterator[Step]:
    """Yield the metrics of the start and of each step of a run."""
    model = al.AllianceModel(scenario, rng=seed)
    yield model.latest
    while model.running:
        model.step()
        yield model.latest


@cache
def whole(seed: int) -> list[Step]:
    """Return a life of the world as it is."""
    return list(life(rich(), seed))


def unmoved(changed: Scenario, claims: Iterable[str]) -> set[str]:
    """Return the claimed metrics that are the same in the changed world, with the same luck.

    It is enough that a metric differs at one step of one of the lives.
    """
    left = set(claims)
    for seed in SEEDS:
        for before, after in zip(whole(seed), life(changed, seed), strict=True):
            left = {name for name in left if same(before[name], after[name])}
            if not left:
                return left
    return left


def moves(changed: Scenario, names: Iterable[str]) -> bool:
    """Tell whether one of the metrics differs at some step of some life, with the same luck."""
    return any(
        not same(before[name], after[name])
        for seed in SEEDS
        for before, after in zip(whole(seed), life(changed, seed), strict=True)
        for name in names
    )


def same(one: float, other: float) -> bool:
    """Tell whether two values are the same up to rounding; undefined is like undefined."""
    both = math.isnan(one) and math.isnan(other)
    return both or math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
