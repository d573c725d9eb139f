"""The state system held against its record: measures, membership, runs, verdicts."""

import dataclasses
import json
import math
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from alliancesim.history.features import rows
from alliancesim.history.fit import fit
from alliancesim.history.origin import origin_of
from alliancesim.history.panel import KEY, Panel, panel
from alliancesim.history.tables import HistoryError
from alliancesim.parameters import Parameters, catalogue
from alliancesim.patterns.verdicts import Verdict
from alliancesim.patterns.world import ROWS, fighting, onsets, power, ties
from alliancesim.patterns.world.chronicle import Chronicle
from alliancesim.patterns.world.judge import (
    Plan,
    World,
    _figures,
    ensemble,
    measured,
    name_of,
    reason,
    verdict_of,
)
from alliancesim.patterns.world.lived import lived
from alliancesim.patterns.world.membership import enlarged, membership
from alliancesim.patterns.world.recorded import recorded
from alliancesim.patterns.world.rows import LEFT_OUT, Factor, Points
from alliancesim.patterns.world.rules import SILENT, TUNED, world_rules
from alliancesim.report.scorecard import pattern_section
from tests.history import invented
from tests.history.made_up import STATES, made_up
from tests.history.places import FOLDER, needs_tables

BASE, LAST = 1975, 1981
CODES = (10, 20, 30, 40)


# --- measures of a chronicle that is written by hand ------------------------------------------


def told(
    begun: dict[tuple[int, int], list[int]] | None = None,
    bound: dict[tuple[int, int], range] | None = None,
    disputes: list[dict[str, Any]] | None = None,
    wars: list[dict[str, Any]] | None = None,
    years: int = 20,
) -> Chronicle:
    """Return 20 years of four states; the first two share a border, the last is no one's matter."""
    begun, bound = begun or {}, bound or {}
    pairs = [(one, two) for one in CODES for two in CODES if one < two]
    dyads = pd.DataFrame([
        {"year": year, "key": one * KEY + two, "ccode1": one, "ccode2": two, "distance": 100.0,
         "contiguity": int((one, two) == (10, 20)), "relevant": two != 40, "major": False,
         "rivalry": False, "defence": year in bound.get((one, two), ()),
         "onset": year in begun.get((one, two), ()), "by1": year in begun.get((one, two), ()),
         "by2": False, "exercises": np.nan}
        for one, two in pairs for year in range(years + 1)
    ])  # fmt: skip
    states = pd.DataFrame([
        {"year": year, "ccode": code, "capability": float(code), "spending": 1.0, "regime": 0.2}
        for year in range(years + 1) for code in CODES
    ])  # fmt: skip
    before = pd.DataFrame({"number": [], "last": []}, dtype=float)
    columns = ["year", "side_a", "side_b", "winner", "deaths"]
    fought = ["year", "first_a", "first_b", "side_a", "side_b", "highest", "reciprocated", "days",
              "ended"]  # fmt: skip
    return Chronicle(
        1, years, states, dyads, pd.DataFrame(disputes or [], columns=fought),
        pd.DataFrame(wars or [], columns=columns), before,
    )  # fmt: skip


def dispute(**about: Any) -> dict[str, Any]:
    plain = {"year": 3, "first_a": (10,), "first_b": (20,), "side_a": (10,), "side_b": (20,),
             "highest": 4, "reciprocated": False, "days": 10.0, "ended": True}  # fmt: skip
    return plain | about


def test_onsets_are_counted_per_pair_and_year() -> None:
    story = told({(10, 20): [2, 4, 11], (10, 30): [5], (30, 40): [6]})
    assert onsets.frequency(story)["onsets a year"] == pytest.approx(4 / 60)
    assert onsets.neighbours(story)["land border to others"] == pytest.approx((3 / 20) / (1 / 40))
    assert onsets.elsewhere(story)["share of onsets"] == pytest.approx(1 / 5)
    assert onsets.repeaters(story) == pytest.approx(
        {"pairs with 3 or more": 3 / 5, "pairs with 6 or more": 0.0}
    )


def test_repetition_looks_only_at_onsets_that_could_be_followed() -> None:
    story = told({(10, 20): [2, 4, 11], (10, 30): [19]})
    found = onsets.repetition(story)
    assert found["again within 5 years"] == pytest.approx(1 / 3)
    assert found["median gap"] == pytest.approx(4.5)


def test_the_hazard_decays_from_the_year_after() -> None:
    story = told({(10, 20): [2, 3, 12]})
    # Of 2 years that follow an onset by one, 1 has an onset; of years 8 to 12 after, 1 in 2 + 5.
    since = story.risks.loc[story.risks["key"] == 10_020].set_index("year")["since"]
    assert [since[3], since[4], since[12], since[13]] == [1, 1, 9, 1]
    assert math.isinf(since[1])
    late = since[since.between(8, 12)]
    assert onsets.decay(story)["1 year to 10 years after"] == pytest.approx(
        (1 / 3) / (1 / len(late))
    )


def test_a_part_of_a_chronicle_remembers_what_came_before() -> None:
    whole = told({(10, 20): [2, 8]})
    later = whole.between(11, 20)
    own = later.risks.loc[later.risks["key"] == 10_020].set_index("year")
    assert own.loc[11, "since"] == 3
    assert own.loc[11, "past"] == 2
    assert (later.first, later.years) == (11, 10)


def test_ties_are_made_end_and_age() -> None:
    story = told(bound={(10, 20): range(3, 8), (10, 30): range(21)})
    found = ties.turnover(story)
    assert found["made"] == pytest.approx(1 / (120 - 20 - 5))
    assert found["made outside bursts"] == found["made"]
    assert found["ended"] == pytest.approx(1 / 25)
    assert ties.ageing(story)["over 10 years to up to 5"] == 0.0
    last = told(bound={(10, 20): range(21), (10, 30): range(21), (20, 30): range(21)})
    assert ties.degree(last) == pytest.approx(
        {"mean number of allies": 1.5, "without allies": 0.25}
    )
    assert ties.structure(last)["transitivity"] == 1.0


def test_steps_in_the_network() -> None:
    story = told(bound={(10, 20): range(21), (20, 30): range(21)})
    rows_ = story.controlled[story.controlled["year"] == 5]
    steps = ties._steps(story, 5, rows_)
    by_pair = dict(zip(zip(rows_["ccode1"], rows_["ccode2"], strict=True), steps, strict=True))
    assert by_pair == {(10, 20): 1, (10, 30): 2, (20, 30): 1}


def test_wars_and_who_wins_them() -> None:
    wars = [
        {"year": 2, "side_a": (40,), "side_b": (10,), "winner": "a", "deaths": 2000.0},
        {"year": 5, "side_a": (10, 20), "side_b": (40,), "winner": "a", "deaths": 8000.0},
        {"year": 9, "side_a": (10,), "side_b": (20,), "winner": "", "deaths": 0.0},
    ]
    story = told(wars=wars)
    assert fighting.wars(story)["wars per 100 states"] == pytest.approx(100 * 3 / 80)
    assert fighting.coalitions(story)["wars of more than two"] == pytest.approx(1 / 3)
    assert fighting.victories(story) == {"by the initiators": 1.0, "by the stronger": 0.5}
    assert fighting.deaths(story)["median"] == 5000.0
    assert fighting.gaps(story)["squared variation"] == pytest.approx(0.5 / 3.5**2)


def test_allies_of_the_attacked_who_fight_alongside() -> None:
    bound = {(20, 30): range(21), (20, 40): range(21), (10, 20): range(21)}
    joined = dispute(highest=5, side_b=(20, 40))
    story = told(bound=bound, disputes=[joined, dispute(), dispute(highest=5, year=1)])
    # 30 and 40 are asked twice each; 10 attacked.
    assert fighting.alongside(story)["allies who join"] == pytest.approx(1 / 4)
    assert fighting.pairs(story)["disputes of two"] == pytest.approx(2 / 3)
    assert fighting.ladder(story)["war"] == pytest.approx(2 / 3)


def test_power() -> None:
    shares = np.array(CODES) / sum(CODES)
    assert power.hierarchy(told())["Herfindahl index"] == pytest.approx((shares**2).sum())
    assert power.movement(told())["spread of ln changes"] == 0.0


def test_rivals_that_answer_budgets_are_found_out() -> None:
    luck, years = np.random.default_rng(3), 400
    story = told(years=years)
    logs = np.zeros((years + 1, 4))
    for year in range(years):
        rival = logs[year, [1, 0, 3, 2]]
        logs[year + 1] = logs[year] - 0.2 * logs[year] + 0.06 * rival + luck.normal(0, 0.1, 4)
    states = story.states.assign(spending=np.exp(logs).ravel())
    dyads = story.dyads.assign(rivalry=story.dyads["key"].isin([10_020, 30_040]))
    found = power.budgets(dataclasses.replace(story, states=states, dyads=dyads))
    assert found["elasticity"] == pytest.approx(0.3, abs=0.15)
    assert math.isnan(power.budgets(told())["elasticity"]), "nobody is a rival"


def test_nothing_happened_is_no_error() -> None:
    found = measured(told())
    assert set(found) == {name_of(row) for row in ROWS}
    assert found["1 Onsets of relevant pairs"]["onsets a year"] == 0.0
    assert math.isnan(found["8 Highest level reached"]["war"])


# --- the record and its members -----------------------------------------------------------------


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pack")
    invented.write(folder)
    return folder


@pytest.fixture(scope="module")
def tale(pack: Path) -> Panel:
    return panel(pack)


def test_states_come_and_go_as_the_record_says(tale: Panel) -> None:
    own = membership(tale, 1950, 1995)
    assert invented.WEST_DRUNE in own.codes
    assert invented.FARRA not in own.codes, "it goes on as North Farra did"
    assert invented.DRUNE not in own.codes
    place = list(own.codes).index(invented.WEST_DRUNE)
    assert [own.at(year)[place] for year in (1954, 1955, 1990, 1991)] == [False, True, True, False]
    start = enlarged(tale, own)
    states, dyads = start.at(1950)
    assert states["ccode"].tolist() == own.codes.tolist()
    assert len(dyads) == len(own.codes) * (len(own.codes) - 1) // 2
    assert not dyads.isna()[["distance", "contiguity", "relevant", "defence"]].any().any()
    earlier = tale.at(1950)[1].set_index("key")
    both = dyads.set_index("key").loc[earlier.index]
    pd.testing.assert_frame_equal(both[["defence", "onset"]], earlier[["defence", "onset"]])
    with pytest.raises(HistoryError, match="no year follows"):
        membership(tale, 1995, 1995)


def test_the_record_is_told_in_the_same_form(tale: Panel, pack: Path) -> None:
    own = membership(tale, 1950, 1995)
    story = recorded(pack, tale, own)
    assert story.disputes["year"].tolist() == [1960, 1980, 1985, 1995]
    first = story.dyads[story.dyads["onset"] & (story.dyads["year"] == 1960)].iloc[0]
    assert (first["ccode1"], first["ccode2"]) == (invented.ALAND, invented.GOLM)
    assert (first["by1"], first["by2"]) == (True, False)
    assert not story.dyads["ccode1"].eq(invented.FARRA).any()
    assert story.disputes["days"].tolist() == [30.0] * 4


# --- runs ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def small() -> World:
    """Return a made-up world in which the last state enters in 1978."""
    record = made_up()
    late = record.states["ccode"].max()
    gone = record.states["year"] < BASE + 3
    states = record.states[~(gone & (record.states["ccode"] == late))]
    early = record.dyads["year"] < BASE + 3
    dyads = record.dyads[~(early & (record.dyads["ccode2"] == late))]
    known = Panel(states.reset_index(drop=True), dyads.reset_index(drop=True))
    own, rules = membership(known, BASE, LAST), world_rules()
    learned, _ = rows(known, rules, LAST)
    fitted = fit(learned, known, LAST, beside="rivalry")
    start = enlarged(known, own)
    newest, now = rows(start, rules, BASE, first=BASE)
    origin = origin_of(now, start, fitted, newest, rules, "quarter", float(LAST - BASE))
    return World(origin, start, own, 1, BASE)


def test_a_run_is_told_in_the_form_of_the_record(small: World) -> None:
    story = lived(small.origin, small.panel, small.own, 1, 0, BASE)
    assert (story.first, story.last, story.years) == (BASE + 1, LAST, LAST - BASE)
    late = small.own.codes.max()
    here = story.dyads[story.dyads["ccode2"] == late]
    assert sorted(here["year"].unique()) == list(range(BASE + 3, LAST + 1))
    entered = here[here["year"] == BASE + 3]
    assert len(entered) == STATES - 1
    number = story.dyads.groupby("year").size()
    assert number[BASE + 2] == (STATES - 1) * (STATES - 2) // 2
    assert len(story.disputes) > 3
    for quarrel in story.disputes.itertuples():
        one, two = sorted((*quarrel.first_a, *quarrel.first_b))
        row = story.dyads[(story.dyads["key"] == one * KEY + two)
                          & (story.dyads["year"] == quarrel.year)]  # fmt: skip
        assert row["onset"].item()
    began = {(*sorted((*d.first_a, *d.first_b)), d.year) for d in story.disputes.itertuples()}
    assert story.told["onset"].sum() == len(began)


def test_what_the_runs_give_does_not_depend_on_the_workers(small: World) -> None:
    def silent(done: int, whole: int) -> None:
        assert done <= whole == 2

    alone = ensemble(small, Plan(BASE, runs=2), silent)
    shared = ensemble(small, Plan(BASE, runs=2, workers=2), silent)
    assert repr(alone) == repr(shared)
    assert repr(alone[0]) != repr(alone[1])


# --- verdicts -----------------------------------------------------------------------------------


def test_a_figure_holds_if_the_median_run_lies_in_the_band() -> None:
    row = next(row for row in ROWS if row.title == "Persistence of counts")
    key, name = name_of(row), "lag-1 autocorrelation"

    def judge(observed: float, *values: float) -> list[Any]:
        record = {key: {name: observed}}
        return _figures(row, record, (record, record), [{key: {name: v}} for v in values])

    (good,) = judge(0.5, 0.1, 0.4, 0.9)
    assert (good.verdict, good.band) == (Verdict.HOLDS, (0.25, 0.75))
    assert reason(good) == ""
    (bad,) = judge(0.5, 0.8, 0.9, 0.9)
    assert bad.verdict == Verdict.MISSES
    assert reason(bad).startswith("the median run lies above the band, 1.8 times the record's")
    unknown = judge(0.5, float("nan"), float("nan"), 0.5)
    assert unknown[0].verdict == Verdict.NOT_ENOUGH
    assert judge(float("nan"), 0.5)[0].verdict == Verdict.NOT_ENOUGH
    assert verdict_of([good, bad, unknown[0]]) == Verdict.MISSES
    assert verdict_of([good, unknown[0]]) == Verdict.NOT_ENOUGH


def test_bands_lie_around_the_record() -> None:
    assert Points(0.1).around(0.5) == pytest.approx((0.4, 0.6))
    assert Factor(2).around(0.5) == (0.25, 1.0)


def test_rows_are_named_once_and_say_what_they_measure() -> None:
    story = told({(10, 20): [2, 4]})
    assert len({name_of(row) for row in ROWS}) == len(ROWS)
    for row in ROWS:
        assert set(row.widths) == set(row.measure(story)), row.title
        assert row.why
        assert row.kind in ("calibrated", "input", "held out")
    numbers = {row.number for row in ROWS} | set(LEFT_OUT)
    assert numbers == set(range(1, 31))


def test_the_rules_of_long_runs_are_within_the_declared_ranges() -> None:
    for path, value in (SILENT | TUNED).items():
        assert catalogue()[path].lo <= value <= catalogue()[path].hi, path
    assert world_rules() != Parameters()


# --- the verb -----------------------------------------------------------------------------------


def cli(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "alliancesim", "patterns", *arguments],
        env={**os.environ, "COLUMNS": "120", "NO_COLOR": "1"}, capture_output=True, text=True,
        timeout=600,
    )  # fmt: skip


@needs_tables
def test_the_verb_holds_the_world_against_the_record(tmp_path: Path) -> None:
    out = tmp_path / "patterns.json"
    done = cli("--world", "1985", "--years", "4", "--runs", "1", "--step", "year",
               "--from", str(FOLDER), "--out", str(out))  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Of 8 rows held out" in done.stdout
    found = json.loads(out.read_text())
    assert found["plan"] == {"world": 1985, "years": 4, "runs": 1, "step": "year", "seed": 1}
    assert sum(sum(counts.values()) for counts in found["kinds"].values()) == len(ROWS)
    first = found["patterns"][0]["figures"][0]
    assert first["observed"] == pytest.approx(0.02, abs=0.01)
    assert first["band"][0] < first["observed"] < first["band"][1]
    page = str(pattern_section(found))
    assert "Patterns of the state system" in page
    assert page.count("<tr>") == 1 + sum(len(row["figures"]) for row in found["patterns"])


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ((), "give scenarios, or --world"),
        (("us_japan", "--world", "1946"), "give scenarios, or --world"),
        (("us_japan", "--step", "year"), "go with --world"),
        (("--world", "1946", "--years", "2.5"), "whole years"),
        (("--world", "1946", "--out", "no/such/folder/x.json"), "there is no folder"),
        (("--world", "1946", "--from", "no/such/folder"), "there is no folder"),
    ],
)
def test_bad_input_is_refused(words: tuple[str, ...], hint: str) -> None:
    done = cli(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert hint in done.stderr
    assert "Traceback" not in done.stderr
