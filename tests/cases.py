"""Small invented scenarios for tests."""

from typing import Any

from alliancesim.scenario import Scenario, load

NAMES = ("Aland", "Bravia", "Corda", "Drune", "Estova", "Farra", "Golm", "Hest")


def state(number: int, **changes: Any) -> dict[str, Any]:
    """Return a state that differs from its neighbours in everything that matters."""
    return {
        "name": NAMES[number],
        "region": "east" if number % 2 else "west",
        "location": {"lat": 3.0 * number, "lon": 5.0 * (number % 3)},
        "capability": 0.02 * (number + 1),
        "output": 800.0 * (number + 1),
        "burden": 0.01 + 0.005 * number,
        "regime": 0.9 if number % 2 == 0 else 0.2,
        "major": number == 2,
        "technology": 0.4 + 0.1 * (number % 4),
        "interests": {"order": 0.8 - 0.4 * (number % 5)},
    } | changes


def raw(n: int = 5, **changes: Any) -> dict[str, Any]:
    """Return a scenario of ``n`` states as plain data: allies, rivals, a dispute and events."""
    ids = [name[0] for name in NAMES[:n]]
    case: dict[str, Any] = {
        "name": "test_case",
        "clock": {"start": "2000-01-01", "step": "month", "horizon": 10.0},
        "interests": {"order": "who should make the rules"},
        "states": {key: state(number) for number, key in enumerate(ids)},
        "dyads": {
            "A-B": {"trust": 0.85, "interoperability": 0.5, "information": 0.4, "engagements": 5},
            "A-C": {
                "trust": [0.1, 0.15], "tension": 0.6, "rivalry": True, "contiguity": 1,
                "past_disputes": 20, "observed_years": 60, "years_since_dispute": 1,
                "incidents": 300,
            },
            "B-C": {"trust": 0.2, "tension": 0.3, "contiguity": 4},
        },
        "alliances": {
            "pact": {"name": "A and B", "obligations": ["defence"], "members": ["A", "B"],
                     "outside_members": ["X"]},
        },
        "disputes": {
            "strait": {"name": "The strait", "type": "maritime", "salience": 0.6,
                       "sides": [["A", "B"], ["C"]]},
        },
    }  # fmt: skip
    return case | changes


def case(n: int = 5, **changes: Any) -> Scenario:
    """Return the same as a loaded scenario."""
    return load(raw(n, **changes))
