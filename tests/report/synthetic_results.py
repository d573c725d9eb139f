"""Results that look like those of a run, made without the engine and quickly."""

import datetime
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from alliancesim.results import Results, table_of
from alliancesim.scenario import Scenario, dump, load

HOSTILE = "<img src=x onerror=alert(1)>"
PLACES = {
    "USA": ("United States", 38.9, -77.0, 0.14),
    "JPN": ("Japan", 35.7, 139.7, 0.04),
    "CHN": ("China", 39.9, 116.4, 0.23),
    "KOR": ("South Korea", 37.6, 127.0, 0.024),
    "PRK": ("North Korea", 39.0, 125.8, 0.013),
    "RUS": ("Russia", 55.8, 37.6, 0.04),
    "PHL": ("Philippines", 14.6, 121.0, 0.006),
    "VNM": ("Vietnam", 21.0, 105.8, 0.011),
    "AUS": ("Australia", -35.3, 149.1, 0.007),
    "GBR": ("United Kingdom", 51.5, -0.1, 0.02),
    "NZL": ("New Zealand", -41.3, 174.8, 0.001),
    "CAN": ("Canada", 45.4, -75.7, 0.01),
}
LEVELS = [
    "stability", "stability_wars", "stability_escalation", "stability_structure",
    "stability_budget", "escalation", "escalation_mean", "escalation_max", "expected_disputes",
    "expected_uses_of_force", "expected_fatal", "expected_wars", "peace_probability", "trust_mean",
    "tension_mean", "interoperability_mean",
]  # fmt: skip
COUNTS = ["onsets", "uses_of_force", "wars", "commitments_invoked", "commitments_honoured"]
INSTRUMENTS = ["dialogue", "joint_exercise", "high_level_visit", "intelligence_sharing"]


def scenario(states: int, years: float, **changes: Any) -> Scenario:
    chosen = dict(list(PLACES.items())[:states])
    given: dict[str, Any] = {
        "name": "synthetic",
        "title": "A synthetic Pacific",
        "question": "Do regular drills between allies lower the risk of war?",
        "description": "Made for tests.",
        "assumptions": ["Trust starts at the figures of the file."],
        "omitted": ["India"],
        "sources": {"cow": "Correlates of War, https://correlatesofwar.org"},
        "clock": {"start": datetime.date(2015, 1, 1), "horizon": years},
        "states": {
            key: {
                "name": name, "region": "Pacific", "location": {"lat": lat, "lon": lon},
                "capability": share, "output": 1000.0, "burden": 0.02, "regime": 0.7,
            }
            for key, (name, lat, lon, share) in chosen.items()
        },
        "dyads": {
            "USA-JPN": {"past_disputes": 1, "observed_years": 70.0},
            **({"CHN-USA": {"past_disputes": 20, "observed_years": 70.0}} if states > 2 else {}),
        },
    }  # fmt: skip
    return load(given | changes)


def results(
    states: int = 5, runs: int = 4, years: float = 3.0, *, quiet: bool = False, **changes: Any
) -> Results:
    """Return made-up results; ``quiet`` makes a world in which nothing happens."""
    given = scenario(states, years, **changes)
    generator = np.random.Generator(np.random.Philox(7))
    steps = given.clock.steps
    dates = pd.date_range(given.clock.start, periods=steps + 1, freq="MS")
    events = _events(given, runs, dates, generator)
    engagements = _engagements(given, runs, dates, generator)
    contributions = _contributions(runs, int(years), generator)
    if quiet:
        events, engagements, contributions = (
            each.iloc[:0] for each in (events, engagements, contributions)
        )
    frames = {
        "metrics": _metrics(runs, dates, generator, quiet=quiet),
        "states": _states(given, runs, dates),
        "dyads": _dyads(given, runs, dates, generator),
        "events": events,
        "engagements": engagements,
        "contributions": contributions,
        "causes_of_trust": _causes(given, runs, dates),
        "regions": _regions(given, runs, dates),
    }
    tables = {
        name: table_of(name, {str(key): frame[key].tolist() for key in frame})
        for name, frame in frames.items()
    }
    return Results(_manifest(given, runs, steps), tables)


def _manifest(given: Scenario, runs: int, steps: int) -> dict[str, Any]:
    return {
        "format": 1, "alliancesim": "0.1.0", "scenario": dump(given), "seed": 7,
        "runs": runs, "steps": steps, "step_years": 1 / 12, "content_hash": "abc123",
        "versions": {"python": "3.11", "numpy": "2"}, "timings": {"run": 1.0},
        "overrides": {"parameters.trust.memory": "9.0"},
        "years": None,
    }  # fmt: skip


def _grid(runs: int, dates: pd.DatetimeIndex, every: int = 1) -> pd.DataFrame:
    steps = sorted({*range(0, len(dates), every), len(dates) - 1})
    return pd.DataFrame(
        [(run, step, dates[step]) for run in range(runs) for step in steps],
        columns=["run", "step", "date"],
    )


def _metrics(
    runs: int, dates: pd.DatetimeIndex, generator: np.random.Generator, *, quiet: bool
) -> pd.DataFrame:
    frame = _grid(runs, dates)
    for name in LEVELS:
        walk = generator.normal(0, 0.01, (runs, len(dates))).cumsum(axis=1)
        frame[name] = np.clip(0.4 + walk, 0, 1).ravel()
    for name in COUNTS:
        frame[name] = 0.0 if quiet else generator.poisson(0.05, len(frame)).astype(float)
        frame.loc[frame["step"] == 0, name] = 0.0
    frame["deterrence_success"] = np.nan
    return frame


def _states(given: Scenario, runs: int, dates: pd.DatetimeIndex) -> pd.DataFrame:
    frame = _grid(runs, dates, 12).merge(pd.DataFrame({"state": given.ids}), how="cross")
    return frame.assign(capability=0.1, burden=0.02, trust_given=0.4, trust_received=0.4)


def _dyads(
    given: Scenario, runs: int, dates: pd.DatetimeIndex, generator: np.random.Generator
) -> pd.DataFrame:
    pairs = pd.DataFrame(list(combinations(given.ids, 2)), columns=["state1", "state2"])
    frame = _grid(runs, dates, 12).merge(pairs, how="cross")
    frame["trust_12"] = generator.uniform(0.05, 0.9, len(frame))
    frame["trust_21"] = generator.uniform(0.05, 0.9, len(frame))
    frame["tension"] = generator.uniform(0.0, 1.0, len(frame))
    frame["onset_rate"] = generator.uniform(0.0, 0.5, len(frame))
    allied = {"USA", "JPN", "KOR", "PHL", "AUS", "GBR", "NZL", "CAN"}
    both = frame["state1"].isin(allied) & frame["state2"].isin(allied)
    frame["pact"] = both & ((frame["run"] > 0) | (frame["step"] == 0))
    frame["agreement"] = (frame["state1"] == "JPN") & (frame["step"] > 0)
    frame["rivalry"] = frame["state2"].isin({"CHN", "PRK"}) & frame["state1"].isin(allied)
    return frame


def _events(
    given: Scenario, runs: int, dates: pd.DatetimeIndex, generator: np.random.Generator
) -> pd.DataFrame:
    rows: list[dict[str, Any]] = []
    names = {key: state.name for key, state in given.states.items()}
    for run in range(runs):
        rows.append(_event(run, 1, dates, "scheduled_shock", given.ids[:1], "A shock."))
        for crisis in range(3):
            at = int(generator.integers(1, len(dates) - 3))
            one, two = (given.ids[i] for i in generator.permutation(len(given.ids))[:2])
            text = f"{names[one]} and {names[two]}"
            top = int(generator.integers(2, 6))
            terms = [
                {"label": "constant", "value": -4.5}, {"label": "rivalry", "value": 1.0},
                {"label": f"trust of {names[one]}", "value": 0.5},
            ]  # fmt: skip
            more = {"crisis": crisis, "terms": terms}
            say = (("onset", "A dispute begins", 2), ("escalation", "It climbs", top))
            for later, (kind, words, level) in enumerate(say):
                rows.append(
                    _event(run, at + later, dates, kind, [one, two], f"{words}: {text}.", level)
                    | more
                )
            rows.append(
                _event(run, at + 2, dates, "crisis_end", [one, two], "Over.") | {"crisis": crisis}
            )
        rows.append(_event(run, 5, dates, "leader_change", given.ids[:1], "A new leader."))
    frame = pd.DataFrame(rows).sort_values(["run", "step"], kind="stable", ignore_index=True)
    frame.insert(1, "event", frame.groupby("run").cumcount())
    return frame


def _event(
    run: int, step: int, dates: pd.DatetimeIndex, kind: str, actors: list[str], text: str,
    level: int = 0,
) -> dict[str, Any]:  # fmt: skip
    return {
        "run": run, "step": step, "date": dates[step], "kind": kind, "actors": actors,
        "level": level, "crisis": -1, "text": text, "terms": [], "day": 3.5,
    }  # fmt: skip


def _engagements(
    given: Scenario, runs: int, dates: pd.DatetimeIndex, generator: np.random.Generator
) -> pd.DataFrame:
    rows = []
    for run in range(runs):
        for step in range(1, len(dates)):
            one, two = (given.ids[i] for i in generator.permutation(len(given.ids))[:2])
            rows.append(
                {
                    "run": run,
                    "step": step,
                    "date": dates[step],
                    "state1": one,
                    "state2": two,
                    "instrument": INSTRUMENTS[int(generator.integers(len(INSTRUMENTS)))],
                    "scheduled": False,
                    "breach": bool(generator.random() < 0.05),
                    "quality": 0.8,
                }
            )
    return pd.DataFrame(rows)


def _regions(given: Scenario, runs: int, dates: pd.DatetimeIndex) -> pd.DataFrame:
    names = sorted({state.region for state in given.states.values()})
    frame = _grid(runs, dates, 12).merge(pd.DataFrame({"region": names}), how="cross")
    return frame.assign(expected_disputes=0.4, trust_mean=0.5)


def _causes(given: Scenario, runs: int, dates: pd.DatetimeIndex) -> pd.DataFrame:
    rows = [
        (run, step, dates[step], one, two, cause, 1.0, 0.25)
        for run in range(runs)
        for step in sorted({*range(0, len(dates), 12), len(dates) - 1})
        for one in given.ids
        for two in given.ids
        for cause in ("dialogue", "dispute")
        if one != two
    ]
    columns = ["run", "step", "date", "state1", "state2", "cause", "good", "bad"]
    return pd.DataFrame(rows, columns=columns)


def _contributions(runs: int, years: int, generator: np.random.Generator) -> pd.DataFrame:
    rows = [
        (run, year, field, label, float(generator.normal()))
        for run in range(runs)
        for year in range(max(1, years))
        for field in ("good", "bad", "information", "tension")
        for label in [*INSTRUMENTS, "dispute", "decay", "spillover", "leader change", "prior"]
    ]
    return pd.DataFrame(rows, columns=["run", "year", "field", "label", "amount"])
