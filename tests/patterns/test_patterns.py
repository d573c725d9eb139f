"""Patterns: known worlds give known verdicts, estimates recover what made the data."""

import dataclasses
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.special import expit

import alliancesim as al
from alliancesim.patterns import OF_DISPUTES, OF_DYAD_YEARS, Pattern, Verdict, check, undated
from alliancesim.patterns.disputes import durations, ladder_shares, reciprocation, war_sizes
from alliancesim.patterns.observations import disputes, dyad_years
from alliancesim.patterns.onsets import BINS, CONTROLS, democracy_effect, pact_effect, parity
from alliancesim.results import table_of
from alliancesim.scenario import to_yaml
from tests.cases import case, raw
from tests.report import synthetic_results

HOLDS, MISSES, NOT_ENOUGH = Verdict.HOLDS, Verdict.MISSES, Verdict.NOT_ENOUGH
MONTH = 365.25 / 12
RECORD = (0.0025, 0.0094, 0.020, 0.023, 0.023, 0.014, 0.0051)
"""Initiations a year by the initiator's share of capability, as the record has them."""


def verdicts(pattern: Pattern) -> list[Verdict]:
    return [reading.verdict for reading in pattern.readings]


def fought(**columns: Any) -> pd.DataFrame:
    """Return a table of disputes that ended and were not answered, unless told otherwise."""
    number = max(len(column) for column in columns.values())
    plain = {"highest": 4, "reciprocated": False, "days": 20.0, "ended": True, "deaths": 0.0}
    return pd.DataFrame({**plain, **columns}, index=range(number))


def record_of_years(number: int, seed: int = 1, **odds: float) -> pd.DataFrame:
    """Return dyad-years whose onsets follow a logit; pacts are likelier where risks are high."""
    luck = np.random.default_rng(seed)
    table = pd.DataFrame({name: luck.normal(size=number) for name in CONTROLS})
    for name in ("major", "land", "water"):
        table[name] = table[name] > 0
    table["pact"] = luck.random(number) < expit(1.5 * table["recency"])
    table["democracies"] = luck.random(number) < 0.3
    log_odds = -3.5 + 0.8 * table["recency"] + 0.5 * table["land"]
    for name, ratio in odds.items():
        log_odds += np.log(ratio) * table[name]
    return table.assign(onset=luck.random(number) < expit(log_odds))


# --- single disputes ----------------------------------------------------------------------------


def test_shares_of_the_record_hold_and_others_miss() -> None:
    highest = np.repeat([2, 3, 4, 5], [20, 270, 690, 20])
    assert ladder_shares(fought(highest=highest)).verdict == HOLDS
    warlike = np.repeat([2, 3, 4, 5], [20, 270, 660, 50])
    pattern = ladder_shares(fought(highest=warlike))
    assert verdicts(pattern) == [HOLDS, HOLDS, HOLDS, MISSES]
    assert pattern.verdict == MISSES
    assert pattern.readings[3].found.value == pytest.approx(0.05)


def test_few_disputes_are_neither_a_pass_nor_a_failure() -> None:
    few = ladder_shares(fought(highest=[5, 5, 5]))
    assert set(verdicts(few)) == {NOT_ENOUGH}
    assert {reading.lack for reading in few.readings} == {"3 disputes"}
    some = ladder_shares(fought(highest=np.repeat([3, 4], [27, 73])))
    assert verdicts(some) == [NOT_ENOUGH, HOLDS, HOLDS, NOT_ENOUGH]
    assert some.verdict == NOT_ENOUGH
    wrong = ladder_shares(fought(highest=np.repeat([3, 4], [90, 10])))
    assert wrong.verdict == MISSES, "a miss is not hidden by figures with too few observations"


def test_reciprocation_and_war_among_the_answered() -> None:
    answered = np.arange(1000) < 500
    highest = np.where(np.arange(1000) < 15, 5, 4)
    pattern = reciprocation(fought(reciprocated=answered, highest=highest))
    assert [reading.found.value for reading in pattern.readings] == [0.5, 0.03]
    assert pattern.verdict == HOLDS
    assert reciprocation(fought(reciprocated=~answered & (highest < 4))).verdict == MISSES


def test_durations_of_the_record_hold() -> None:
    days = np.interp(np.linspace(0, 1, 4000), [0, 0.33, 0.5, 0.9, 1], [1, 1, 20, 370, 1500])
    pattern = durations(fought(days=days))
    assert pattern.verdict == HOLDS
    assert pattern.readings[0].found.value == pytest.approx(20, rel=0.1)
    assert set(verdicts(durations(fought(days=3 * days)))) == {MISSES}


def test_disputes_that_are_still_open_are_censored() -> None:
    luck = np.random.default_rng(4)
    lengths, seen = luck.exponential(100.0, 4000), luck.uniform(0, 300, 4000)
    days, ended = np.minimum(lengths, seen), lengths <= seen
    median = durations(fought(days=days, ended=ended)).readings[0].found
    assert median.low < 100 * np.log(2) < median.high
    assert np.median(days[ended]) < 0.7 * median.value, "the ended alone are the short ones"


def test_a_quantile_that_the_runs_do_not_reach_is_not_judged() -> None:
    days = np.r_[np.full(60, 30.0), np.full(40, 40.0)]
    readings = durations(fought(days=days, ended=days < 40)).readings
    assert readings[0].verdict == HOLDS
    assert (readings[1].verdict, readings[1].lack) == (NOT_ENOUGH, "runs end before")


def test_war_sizes() -> None:
    deaths = 1000 * np.random.default_rng(5).random(4000) ** (-1 / 0.53)
    wars = fought(highest=np.full(4000, 5), deaths=deaths)
    assert war_sizes(wars).verdict == HOLDS
    assert war_sizes(wars.assign(deaths=deaths**0.8)).verdict == MISSES
    few = war_sizes(wars.head(3))
    assert (few.verdict, few.readings[0].lack) == (NOT_ENOUGH, "3 wars")
    going_on = fought(highest=np.full(30, 5), ended=np.full(30, False))
    assert war_sizes(going_on).readings[0].lack == "0 wars", "their deaths are not known yet"


# --- dyad-years ---------------------------------------------------------------------------------


def test_odds_ratios_are_recovered_with_controls() -> None:
    years = record_of_years(40_000, pact=0.75, democracies=0.47)
    for pattern, truth in ((pact_effect(years), 0.75), (democracy_effect(years), 0.47)):
        found = pattern.readings[0].found
        assert found.low < truth < found.high
        assert pattern.verdict == HOLDS
    raw_rates = years.groupby("pact")["onset"].mean()
    assert raw_rates[True] > raw_rates[False], "without controls the sign would be wrong"
    assert pact_effect(record_of_years(40_000, pact=2.0)).verdict == MISSES


def test_an_effect_needs_both_groups_and_variation() -> None:
    years = record_of_years(4000)
    tables = {
        "none has it": years.assign(pact=False),
        "all have it": years.assign(pact=True),
        "told by controls": years.assign(pact=years["land"]),
        "1 onset expected": years.assign(pact=years.index < 20),
        "9 onsets": years[years["onset"].cumsum() <= 9],
    }
    for lack, table in tables.items():
        pattern = pact_effect(table)
        assert (pattern.verdict, pattern.readings[0].lack) == (NOT_ENOUGH, lack)


def test_peace_of_a_whole_group_is_a_finding() -> None:
    years = record_of_years(10_000)
    years["onset"] &= ~years["democracies"]
    reading = democracy_effect(years).readings[0]
    assert reading.verdict == MISSES
    assert 0 < reading.found.value < 0.1


def dyads_by_share(rates: tuple[float, ...], each: int) -> pd.DataFrame:
    """Return dyad-years of all shares, with initiations at the rates of their bins."""
    middles = np.array([0.025, 0.125, 0.3, 0.5, 0.7, 0.875, 0.975])
    luck = np.random.default_rng(6)
    bins = np.repeat(np.arange(7), each)
    first = luck.random(len(bins)) < np.array(rates)[bins]
    second = luck.random(len(bins)) < np.array(rates)[::-1][bins] * (bins != 3)
    return pd.DataFrame({"share": middles[bins], "first": first, "second": second})


def test_parity() -> None:
    pattern = parity(dyads_by_share((0.0025, 0.0094, 0.02, 0.026, 0.026, 0.014, 0.0051), 20_000))
    assert pattern.verdict == HOLDS, pattern
    assert pattern.note.startswith("a year, per 100 dyad-years: <5 % 0.2")
    flat = parity(dyads_by_share((0.02,) * 7, 20_000))
    assert flat.readings[1].verdict == MISSES
    assert flat.readings[1].found.value == pytest.approx(1.0, abs=0.15)


def test_parity_says_which_bins_a_small_cast_leaves_empty() -> None:
    years = dyads_by_share(RECORD, 20_000)
    pattern = parity(years[(years["share"] > 0.2) & (years["share"] < 0.8)])
    assert verdicts(pattern) == [HOLDS, NOT_ENOUGH]
    assert pattern.readings[1].lack == "bins left out"
    assert pattern.note.endswith(f"too few dyad-years at {', '.join((*BINS[:2], *BINS[5:]))}")


# --- from results to observations ---------------------------------------------------------------


def event(
    step: int, kind: str, actors: str, level: int, crisis: int, **more: Any
) -> dict[str, Any]:
    return {
        "run": 0, "step": step, "date": pd.Timestamp("2015-01-01"), "event": 0, "kind": kind,
        "actors": actors.split(), "level": level, "crisis": crisis, "day": 0.0, "amount": 0.0,
        "text": "", "terms": [], **more,
    }  # fmt: skip


EVENTS = [
    event(1, "onset", "CHN USA", 3, 0, day=10.0),
    event(1, "escalation", "USA CHN", 3, 0, day=10.0),
    event(1, "mediation", "JPN", 5, 0, day=20.0),
    event(2, "escalation", "CHN USA", 4, 0, day=1.0),
    event(3, "crisis_end", "CHN USA", 4, 0, day=10.0),
    event(14, "onset", "USA CHN", 2, 1, day=5.0),
    event(14, "crisis_end", "USA CHN", 2, 1, day=5.0),
    event(15, "scheduled_incident", "JPN CHN", 5, 2),
    event(16, "crisis_end", "JPN CHN", 5, 2, amount=9000.0),
    event(20, "onset", "CHN JPN", 4, 3),
    event(20, "escalation", "CHN JPN", 5, 3),
    event(22, "crisis_end", "CHN JPN", 5, 3, amount=5000.0),
    event(34, "onset", "CHN JPN", 4, 4),
    event(35, "escalation", "JPN CHN", 5, 4),
]  # fmt: skip


def world(events: list[dict[str, Any]], states: int = 5) -> al.Results:
    """Return three years of one run, with the events and with what dyad-years need."""
    made = synthetic_results.results(states, 1, 3.0)
    given = made.manifest["scenario"]
    given["states"]["CHN"]["major"] = True
    given["dyads"]["CHN-JPN"] = {
        "contiguity": 4, "distance": 500.0, "past_disputes": 3, "observed_years": 40.0,
        "years_since_dispute": 16.0,
    }  # fmt: skip
    states_, dyads = made.states.assign(regime=0.7), made.dyads.assign(past_disputes=0.0)
    states_.loc[states_["state"] == "CHN", "regime"] = 0.1
    frames = {"events": pd.DataFrame(events or [event(1, "alarm", "CHN USA", 0, -1)]),
              "states": states_, "dyads": dyads}  # fmt: skip
    tables = {
        name: table_of(name, {str(key): frame[key].tolist() for key in frame})
        for name, frame in frames.items()
    }
    return dataclasses.replace(made, tables={**made.tables, **tables}, _frames={})


def test_a_row_per_dispute_that_broke_out_by_itself() -> None:
    table = disputes(world(EVENTS))
    assert table["highest"].tolist() == [4, 2, 5, 5], "the dated one is not among them"
    assert table["reciprocated"].tolist() == [True, False, True, True]
    assert table["ended"].tolist() == [True, True, True, False]
    assert table["days"].tolist() == pytest.approx([2 * MONTH, 1.0, 2 * MONTH, 3 * MONTH])
    assert table["deaths"].tolist() == [0.0, 0.0, 5000.0, 0.0]


def test_a_row_per_politically_relevant_dyad_year() -> None:
    table = dyad_years(world(EVENTS)).set_index(["state1", "state2", "step"]).sort_index()
    pairs = {(one, other) for one, other, _ in table.index}
    assert pairs == {("USA", "CHN"), ("JPN", "CHN"), ("CHN", "KOR"), ("CHN", "PRK")}
    assert sorted(set(table.index.get_level_values("step"))) == [0, 12, 24]
    ours = table.loc["USA", "CHN"]
    assert ours["first"].tolist() == [False, True, False]
    assert ours["second"].tolist() == [True, False, False]
    assert ours["onset"].tolist() == [True, True, False]
    recent = np.exp(-1 / 8)
    assert ours["recency"].tolist() == pytest.approx([0.0, recent, recent])
    theirs = table.loc["JPN", "CHN"]
    assert theirs["second"].tolist() == [False, True, True]
    assert theirs["recency"].tolist() == pytest.approx([np.exp(-16 / 8), np.exp(-17 / 8), recent])
    assert theirs["distance"].iloc[0] == pytest.approx(np.log(501))
    assert theirs["water"].all()
    assert not theirs["land"].any()
    assert not table["democracies"].any()
    assert table["share"].to_numpy() == pytest.approx(0.5)


def test_a_quiet_world_has_not_enough_of_anything() -> None:
    found = check([world([])])
    assert [pattern.row for pattern in found] == [8, 9, 10, 14, 22, 23, 26]
    assert {pattern.verdict for pattern in found} == {NOT_ENOUGH}


def test_cases_are_pooled() -> None:
    one, two = world(EVENTS), world(EVENTS, states=6)
    alone, both = check([one]), check([one, two])
    assert [p.row for p in both] == [p.row for p in alone]
    assert alone[0].readings[0].lack == "4 disputes"
    assert both[0].readings[0].lack == "8 disputes"


def test_dated_incidents_are_taken_out() -> None:
    shock = {"date": "2002-03-10", "kind": "shock", "field": "tension", "actors": ["A", "D"],
             "change": 2.0}  # fmt: skip
    incident = {"date": "2001-05-01", "kind": "incident", "actors": ["C", "A"], "level": 4}
    kept = undated(al.load(raw(4, events=[shock, incident])))
    assert [item.kind for item in kept.events] == ["shock"]


def test_every_pattern_says_what_it_is() -> None:
    for pattern in check([world(EVENTS)]):
        assert pattern.definition
        assert pattern.source
        for reading in pattern.readings:
            assert reading.band.low <= reading.band.target <= reading.band.high
    assert len(OF_DISPUTES) + len(OF_DYAD_YEARS) == 7


# --- the verb -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("case") / "small.yaml"
    path.write_text(to_yaml(case(5)), encoding="utf-8")
    return path


def cli(*arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "alliancesim", "patterns", *arguments],
        env={**os.environ, **changes}, capture_output=True, text=True, timeout=300,
    )  # fmt: skip


def test_the_verb_prints_one_object(file: Path) -> None:
    done = cli(str(file), "--runs", "6", "--seed", "2", "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["scenarios"] == [{"name": "test_case", "years": 10.0}]
    assert (found["runs"], found["seed"]) == (6, 2)
    assert [pattern["row"] for pattern in found["patterns"]] == [8, 9, 10, 14, 22, 23, 26]
    assert found["holds"] + found["misses"] + found["not_enough"] == 7
    figure = found["patterns"][0]["figures"][2]
    assert figure["name"] == "use of force"
    assert figure["band"] == [0.63, 0.75]
    assert figure["interval"][0] <= figure["found"] <= figure["interval"][1]
    assert figure["verdict"] in ("holds", "misses", "not enough")


def test_the_verb_tells_what_it_cannot_tell(file: Path) -> None:
    done = cli(str(file), "--runs", "1", "--years", "0.5", COLUMNS="100", NO_COLOR="1")
    assert done.returncode == 0, "no verdict is an error"
    assert "test_case (0.5 years), 1 run each" in done.stdout
    assert "not enough: 0 wars" in done.stdout
    assert "not enough to tell: 7" in done.stdout
    assert "a miss may be a fact about the case" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_bad_input_is_refused(file: Path) -> None:
    for words, hint in (((str(file), str(file)), "twice"), (("us_jpan",), "us_japan")):
        done = cli(*words)
        assert (done.returncode, done.stdout) == (2, "")
        assert hint in done.stderr
        assert "Traceback" not in done.stderr
