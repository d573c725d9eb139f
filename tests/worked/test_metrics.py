"""Metrics as a whole, the outlook, early warning and tables, with the arithmetic written out."""

from collections import Counter
from math import exp

import numpy as np
import pandas as pd
import pytest

import alliancesim as al
from alliancesim.coverage import CONCEPTS
from alliancesim.crisis import DAYS, Crisis
from alliancesim.metrics.chances import chances, pairs
from alliancesim.metrics.tables import Year, of_regions, of_states
from alliancesim.parameters import Parameters
from alliancesim.parameters.disputes import Ladder
from alliancesim.phases.crises.ladder import Situation, live, open_crisis
from alliancesim.phases.crises.onset import expected_utility
from alliancesim.summaries import is_count
from alliancesim.world import NEVER
from tests.cases import case
from tests.worked.measuring import A, B, C, measured, snapshot


@pytest.fixture
def model() -> al.AllianceModel:
    """Three states: A and B allied, C the rival of A."""
    return al.AllianceModel(case(3), rng=1)


# --- every metric -----------------------------------------------------------------------------


def test_every_metric_the_seeds_imply_is_measured() -> None:
    covered = Counter(id_ for metric in al.METRICS.values() for id_ in metric.covers)
    wanted = {id_ for id_ in CONCEPTS if id_.startswith("X")}
    assert len(wanted) == 22
    assert wanted <= set(covered)
    assert set(covered) <= set(CONCEPTS)


RICH = ("us_nato", "middle_east_counterterrorism")


@pytest.fixture(scope="module")
def runs() -> dict[str, pd.DataFrame]:
    """The metrics of a run of two cases, in which much happens."""
    return {name: al.run(name, seed=3).metrics for name in RICH}


@pytest.mark.parametrize("scenario", RICH)
def test_metrics_keep_their_ranges_and_say_when_they_are_undefined(
    runs: dict[str, pd.DataFrame], scenario: str
) -> None:
    for name, metric in al.METRICS.items():
        values = runs[scenario][name].to_numpy()
        known = values[~np.isnan(values)]
        assert ((known >= metric.lo) & (known <= metric.hi)).all(), name
        assert np.isfinite(known).all(), name
        assert len(known) == len(values) or "(NaN)" in metric.doc, name


def test_what_the_seeds_imply_varies_in_the_cases(runs: dict[str, pd.DataFrame]) -> None:
    moves = {
        id_
        for name, metric in al.METRICS.items()
        for id_ in metric.covers
        if any(frame[name].nunique() > 1 for frame in runs.values())
    }
    assert moves == {id_ for id_ in CONCEPTS if id_.startswith("X")}


def test_counts_are_told_by_their_unit() -> None:
    counts = {name for name in al.METRICS if is_count(name)}
    assert {"attacks", "deaths", "settlements", "alarms", "climbs", "ties_formed"} <= counts
    assert not counts & {"live_crises", "nuclear_states", "base_count", "peacekeepers"}


# --- X01, X02: stability and the outlook ------------------------------------------------------


def crises_of(
    ladder: Ladder, facing: Situation, number: int, luck: np.random.Generator
) -> Counter[int]:
    """Return how many of a number of crises reached which highest level, on the ladder itself."""
    tops: Counter[int] = Counter()
    for _ in range(number):
        crisis = Crisis(0, A, C, 0.0, float(luck.gamma(ladder.frailty, 1 / ladder.frailty)))
        brief = luck.random() < ladder.one_day
        open_crisis(ladder, facing, crisis, luck, 0.0)
        while not brief and crisis.top < 5 and not crisis.over:
            live(ladder, facing, crisis, luck, 0.0, 1e9)
        tops[crisis.top] += 1
    return tops


@pytest.mark.parametrize("noise", [0.0, 1.2])
def test_chances_are_those_of_the_ladder(model: al.AllianceModel, noise: float) -> None:
    """Against 20 000 crises; war made likelier so that it can be counted."""
    ladder = Parameters().ladder.model_copy(update={"climb_war": -3.0, "open_threat": 0.2})
    model.world.noise_reference[:] = 0.0
    model.seen.noise[:] = noise
    given = pairs(model.world, model.rules, model.seen, 0.0, np.array([C]), np.array([A]))
    facing = Situation(
        win=(float(given.win[0, 0]), float(given.win[1, 0])), stakes=float(given.stakes[0]),
        procedures=float(given.procedures[0]),
        regime=(float(given.regime[0, 0]), float(given.regime[1, 0])), rivals=bool(given.rivals[0]),
        majors=int(given.majors[0]), democracies=bool(given.democracies[0]),
        noise=float(given.noise[0]),
    )  # fmt: skip
    assert facing.noise == pytest.approx(noise)
    force, war = (float(chance[0]) for chance in chances(ladder, given))
    number = 20_000
    tops = crises_of(ladder, facing, number, np.random.default_rng(5))
    assert war > 0.02
    for chance, count in ((force, tops[4] + tops[5]), (war, tops[5])):
        error = (chance * (1 - chance) / number) ** 0.5
        assert count / number == pytest.approx(chance, abs=3.5 * error)


def test_misreading_makes_wars_likelier_and_procedures_rarer(model: al.AllianceModel) -> None:
    usual = measured(model, "expected_wars")
    model.world.noise_reference -= 0.5
    assert measured(model, "expected_wars") > usual
    model.world.noise_reference += 0.5
    model.world.procedures[:] = 1.0
    now = snapshot(model)
    assert (
        now.war_rates[A, C] / now.rates[A, C]
        < model.snapshot.war_rates[A, C] / model.snapshot.rates[A, C]
    )


def test_either_of_two_may_begin_with_weights_of_its_utility(model: al.AllianceModel) -> None:
    world, rules, seen = model.world, model.rules, model.seen
    utility = expected_utility(world, rules, seen)
    first = 1 / (1 + exp(utility[C, A] - utility[A, C]))
    both = pairs(world, rules, seen, 0.0, np.array([A, C]), np.array([C, A]))
    force, war = chances(rules.ladder, both)
    now = snapshot(model)
    share = first * force[0] + (1 - first) * force[1]
    assert now.force_rates[A, C] == pytest.approx(now.rates[A, C] * share)
    share = first * war[0] + (1 - first) * war[1]
    assert now.war_rates[C, A] == pytest.approx(now.rates[A, C] * share)


def test_the_outlook_adds_up_over_pairs(model: al.AllianceModel) -> None:
    now = snapshot(model)
    disputes, force, wars = (
        rates[A, B] + rates[A, C] + rates[B, C]
        for rates in (now.rates, now.force_rates, now.war_rates)
    )
    assert measured(model, "expected_disputes") == pytest.approx(disputes)
    assert measured(model, "expected_uses_of_force") == pytest.approx(force)
    assert measured(model, "expected_wars") == pytest.approx(wars)
    assert measured(model, "expected_fatal") == pytest.approx(wars + 0.23 * (force - wars))
    assert measured(model, "peace_probability") == pytest.approx(exp(-force))
    assert 0 < wars < force < disputes


def test_expected_disputes_within_regions(model: al.AllianceModel) -> None:
    rates = model.snapshot.rates  # A and C lie in the west, B in the east
    share = rates[A, C] / (rates[A, B] + rates[A, C] + rates[B, C])
    assert measured(model, "expected_within_regions") == pytest.approx(share)


def test_stability_is_one_minus_the_mean_of_its_parts() -> None:
    model = al.AllianceModel(case(3), rng=1)
    assert np.isnan(model.latest["stability"])
    for _ in range(12):
        model.step()
    watch, latest = model.watch, model.latest
    growth = np.log(model.world.burden).mean() - watch.burden[0].mean()
    assert latest["stability_budget"] == pytest.approx(max(0, growth) / (max(0, growth) + 0.1))
    wars = latest["expected_wars"]
    assert latest["stability_wars"] == pytest.approx(wars / (wars + 0.1))
    names = ("wars", "escalation", "structure", "budget")
    parts = [latest[f"stability_{name}"] for name in names]
    assert latest["stability"] == pytest.approx(1 - sum(parts) / 4)


def test_regions_and_states_share_out_the_expected_disputes(model: al.AllianceModel) -> None:
    now, year = snapshot(model), Year.begins(model.world)
    year.toll = np.array([3.0, 5.0, 7.0])
    table = of_regions(now, year)
    assert list(table["region"]) == ["east", "west", "east / west"]
    rates = now.rates
    expected = [0.0, rates[A, C], rates[A, B] + rates[B, C]]
    assert table["expected_disputes"] == pytest.approx(np.array(expected))
    assert list(table["states"])[:2] == [1, 2]
    assert list(table["pairs"]) == [0, 1, 2]
    assert list(table["toll"])[:2] == [5, 10]
    assert np.isnan(table["toll"][2])
    assert table["burden_mean"][1] == pytest.approx(model.world.burden[[A, C]].mean())
    wars, hostile = now.war_rates[A, C], model.world.escalation[A, C]
    parts = wars / (wars + 0.1), hostile / (hostile + 0.2)
    assert table["stability"][1] == pytest.approx(1 - sum(parts) / 2)
    states = of_states(now, year)
    assert states["expected_disputes"][A] == pytest.approx(rates[A, B] + rates[A, C])


# --- X12: early warning -----------------------------------------------------------------------


def alarm(model: al.AllianceModel, i: int, j: int, since: float = NEVER) -> None:
    model.world.alarmed[i, j] = model.world.alarmed[j, i] = since


def begins(model: al.AllianceModel, i: int, j: int, when: float) -> None:
    model.world.onset_times[0, i, j] = model.world.onset_times[0, j, i] = when


def warned(model: al.AllianceModel) -> dict[str, float]:
    """Let a step pass and return what alarms did in it."""
    model.watch.observe(model.world, [], [])
    names = ("alarms", "alarm_hits", "false_alarms", "missed_disputes")
    return {name: value for name in names if (value := measured(model, name))}


def test_alarms_are_hits_or_false(model: al.AllianceModel) -> None:
    assert np.isnan(measured(model, "warning_lead"))
    alarm(model, A, C, 0.5)
    alarm(model, B, C, 0.5)
    assert warned(model) == {"alarms": 2}
    assert warned(model) == {}, "the alarms stand"
    alarm(model, A, C)
    begins(model, A, C, 0.75)
    begins(model, A, B, 0.8)
    assert warned(model) == {"alarm_hits": 1, "missed_disputes": 1}
    assert measured(model, "warning_lead") == pytest.approx(0.25 * DAYS)
    alarm(model, B, C, 1.5)
    assert warned(model) == {"alarms": 1, "false_alarms": 1}, "a renewal is a new warning"
    alarm(model, B, C)
    assert warned(model) == {"false_alarms": 1}


def test_every_alarm_of_a_run_is_a_hit_false_or_still_standing() -> None:
    model = al.AllianceModel("south_china_sea", rng=4)
    total: Counter[str] = Counter()
    while model.running:
        model.step()
        total.update({name: int(model.latest[name])
                      for name in ("alarms", "alarm_hits", "false_alarms")})  # fmt: skip
    standing = np.isfinite(np.triu(model.world.alarmed, 1)[model.draws.upper]).sum()
    assert total["alarms"] > 10
    assert total["alarms"] == total["alarm_hits"] + total["false_alarms"] + standing


# --- the other tables -------------------------------------------------------------------------


def test_tables_hold_treaties_and_organisations() -> None:
    results = al.run("us_nato", seed=2, years=2)
    scenario = results.scenario
    treaties, organisations = results.frame("treaties"), results.frame("organisations")
    first = treaties[treaties["step"] == 0].set_index("treaty")
    assert set(first.index) == set(scenario.alliances)
    for name, alliance in scenario.alliances.items():
        assert set(first.loc[name, "members"]) == set(alliance.members)
        assert set(first.loc[name, "obligations"]) == set(alliance.obligations)
    assert set(organisations["organisation"]) == set(scenario.organisations)
    assert organisations["will"].between(0, 1).all()
    last = results.states[results.states["step"] == results.manifest["steps"]]
    assert last["expected_wars"].sum() / 2 == pytest.approx(
        results.metrics["expected_wars"].iloc[-1]
    )
    dyads = results.dyads[results.dyads["step"] == 0]
    assert dyads["force_rate"].sum() == pytest.approx(
        results.metrics["expected_uses_of_force"].iloc[0]
    )
