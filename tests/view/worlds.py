"""Small worlds for the tests of the view."""

from functools import cache
from typing import Any

from alliancesim.scenario import Scenario, load
from tests.cases import raw, state

HOSTILE = "<img src=x onerror=alert(1)>"


@cache
def small(years: float = 4.0) -> Scenario:
    """Return five states over a few years, with events of their own."""
    events = [
        {"date": "2001-03-10", "kind": "engage", "instrument": "joint_exercise",
         "actors": ["A", "B"]},
        {"date": "2002-01-15", "kind": "set", "path": "parameters.trust.memory", "value": 6.0},
        {"date": "2002-06-01", "kind": "incident", "actors": ["C", "A"], "level": 4},
    ]  # fmt: skip
    clock = {"start": "2000-01-01", "step": "month", "horizon": years}
    return load(raw(5, clock=clock, events=events, title="Five", question="Does it hold?"))


def hostile() -> Scenario:
    """Return the same with a state, a treaty and a title that would be markup."""
    data: dict[str, Any] = raw(5, title=f"Title {HOSTILE}", question=f"Question {HOSTILE}")
    data["states"]["A"]["name"] = HOSTILE
    data["alliances"]["pact"]["name"] = f"Pact {HOSTILE}"
    data["disputes"]["strait"]["name"] = f"Strait {HOSTILE}"
    return load(data)


def many(n: int, years: float = 30.0) -> Scenario:
    """Return ``n`` states in a row of blocs and rivals."""
    ids = [f"S{number:03d}" for number in range(n)]
    states = {
        key: state(number % 8, name=f"State {number}", major=number % 10 == 2,
                   location={"lat": -60 + 120 * (number / n), "lon": -170 + 340 * (number * 7 % n)
                             / n}, capability=0.9 / n, region=f"region {number % 5}")
        for number, key in enumerate(ids)
    }  # fmt: skip
    dyads = {
        f"{ids[i]}-{ids[i + 1]}": {"trust": 0.15, "tension": 0.5, "rivalry": True, "contiguity": 1}
        for i in range(0, n - 1, 3)
    }
    alliances = {
        f"bloc{b}": {"name": f"Bloc {b}", "obligations": ["defence"], "members": ids[b::4]}
        for b in range(3)
    }
    return load({
        "name": "many", "clock": {"start": "2000-01-01", "step": "month", "horizon": years},
        "interests": {"order": "who should make the rules"}, "states": states, "dyads": dyads,
        "alliances": alliances,
    })  # fmt: skip
