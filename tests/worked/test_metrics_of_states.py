"""Metrics of conduct, arms, economy, influence and attacks, with the arithmetic written out."""

from math import exp, log

import numpy as np
import pytest

import alliancesim as al
from alliancesim.kernels import yearly_rate
from alliancesim.phases.proliferation import acquisition_terms
from tests.cases import case, raw
from tests.worked.measuring import A, B, C, bind, event, measured


@pytest.fixture
def model() -> al.AllianceModel:
    """Three states: A and B allied, C the rival of A."""
    return al.AllianceModel(case(3), rng=1)


# --- X13, X21: conduct ------------------------------------------------------------------------


def test_compliance_forgets_a_breach_after_a_year(model: al.AllianceModel) -> None:
    assert measured(model, "compliance") == 1.0
    breach = [event("conduct_breach", "B", "C")]
    assert measured(model, "breaches_found", happened=breach) == 1
    model.watch.observe(model.world, [], breach)
    assert measured(model, "compliance") == pytest.approx(2 / 3)
    for _ in range(11):
        model.watch.observe(model.world, [], [])
    assert measured(model, "compliance") == pytest.approx(2 / 3)
    model.watch.observe(model.world, [], [])
    assert measured(model, "compliance") == 1.0


def test_openness_control_and_standing_are_means(model: al.AllianceModel) -> None:
    model.world.transparency[:] = [0.1, 0.2, 0.9]
    model.world.accountability[:] = [0.0, 0.5, 1.0]
    model.world.standing[:] = [1.0, 1.0, 0.4]
    assert measured(model, "transparency_mean") == pytest.approx(0.4)
    assert measured(model, "accountability_mean") == pytest.approx(0.5)
    assert measured(model, "standing_mean") == pytest.approx(0.8)


def test_those_who_reneged_are_trusted_less(model: al.AllianceModel) -> None:
    assert np.isnan(measured(model, "trust_in_reneging"))
    model.watch.observe(model.world, [], [event("reneged", "B", "A"), event("honoured", "C", "A")])
    trust = model.world.trust
    assert measured(model, "trust_in_reneging") == pytest.approx((trust[A, B] + trust[C, B]) / 2)


# --- X14, X15, X16: arms and the economy ------------------------------------------------------


def test_a_race_has_two_runners(model: al.AllianceModel) -> None:
    world, watch = model.world, model.watch
    assert np.isnan(measured(model, "arms_race"))
    start = world.burden.copy()
    for _ in range(12):
        watch.observe(world, [], [])
    assert measured(model, "arms_race") == 0
    world.burden = start * np.exp([0.1, -0.2, 0.3])
    watch.burden[-1] = np.log(world.burden)
    # A and B dispute the strait with C: A races C by .1, B does not race.
    assert measured(model, "arms_race") == pytest.approx((0.1 + 0.0) / 2)
    world.rivalry[:], world.stakes[:] = False, 0.0
    assert measured(model, "arms_race") == 0


def test_proliferation_is_counted_and_expected(model: al.AllianceModel) -> None:
    model.world.nuclear[:] = [True, False, False]
    assert measured(model, "nuclear_states") == 1
    terms = acquisition_terms(model.world, model.rules, model.seen)
    constant = model.rules.proliferation.constant
    log_odds = constant + sum(terms.values(), np.zeros(3))
    expected = float(yearly_rate(log_odds[B]) + yearly_rate(log_odds[C]))
    assert measured(model, "expected_proliferation") == pytest.approx(expected)


def test_pooling_pays_those_whose_forces_fit() -> None:
    model = al.AllianceModel(case(3), rng=1)
    model.world.interoperability[A, B] = model.world.interoperability[B, A] = 0.6
    rules, lever = model.rules, model.tools.lever("burden_sharing")
    each = rules.arms.capability_yield * rules.burden_sharing.pooling * lever * 0.6
    assert lever > 0
    assert measured(model, "pooling_gain") == pytest.approx((each + each + 0) / 3)
    off = al.AllianceModel(case(3, instruments={"burden_sharing": {"enabled": False}}), rng=1)
    assert off.latest["pooling_gain"] == 0


def test_spending_goals_are_met_or_not() -> None:
    given = raw(4)
    given["alliances"]["pact"] |= {"members": ["A", "B", "C"], "spending_goal": 0.016}
    model = al.AllianceModel(al.load(given), rng=1)  # burdens .01, .015, .02, .025
    assert model.latest["goals_met"] == pytest.approx(1 / 3)
    assert np.isnan(al.AllianceModel(case(4), rng=1).latest["goals_met"])
    assert model.latest["burden_mean"] == pytest.approx(0.0175)


def test_output_is_measured_against_its_trend(model: al.AllianceModel) -> None:
    world = model.world
    world.output_growth[:] = [0.02, 0.0, 0.0]
    start = world.output.copy()
    world.output = start * [exp(0.04), 1.1, 1.0]
    assert measured(model, "output_gain", now=2.0) == pytest.approx(0.1 * start[B])
    assert measured(model, "output_gain_mean", now=2.0) == pytest.approx(log(1.1) / 3)


# --- X17, X18: influence and its price --------------------------------------------------------


def test_influence_is_goodwill_with_others(model: al.AllianceModel) -> None:
    model.world.influence[:] = 0.0
    model.world.influence[A, B], model.world.influence[A, C] = 0.4, 0.2
    assert measured(model, "influence_mean") == pytest.approx(0.1)
    assert measured(model, "influence_max") == pytest.approx(0.3)


def test_counterbalance_is_what_allies_hold_against_the_strongest(model: al.AllianceModel) -> None:
    model.world.capability[:] = [0.1, 0.1, 0.3]
    assert measured(model, "counterbalance") == pytest.approx(0.4)
    bind(model, (A, B), (B, C))
    assert measured(model, "counterbalance") == pytest.approx(0.2), "B is bound to both"
    bind(model)
    assert measured(model, "counterbalance") == 0


def test_presence_and_intrusion_cost_sovereignty(model: al.AllianceModel) -> None:
    world, tools = model.world, model.tools
    world.bases[:], world.recent[:] = 0.0, 0.0
    assert measured(model, "sovereignty_cost") == 0
    world.sovereignty[:] = [0.2, 0.8, 0.5]
    world.bases[A, B] = 0.6
    assert measured(model, "base_count") == 1
    assert measured(model, "sovereignty_cost") == pytest.approx(0.8 * 0.6 / 3)
    tool = int(tools.intrusion.argmax())
    assert tools.intrusion[tool] > 0
    world.recent[tool, A, C] = world.recent[tool, C, A] = 2.0
    yearly = 2.0 / model.rules.choice.habit_memory * tools.intrusion[tool]
    expected = (0.2 * yearly + 0.8 * 0.6 + 0.5 * yearly) / 3
    assert measured(model, "sovereignty_cost") == pytest.approx(expected)


def test_dependence_is_directed(model: al.AllianceModel) -> None:
    model.world.dependence[:] = 0.0
    model.world.dependence[B, A] = 0.6
    assert measured(model, "dependence_mean") == pytest.approx(0.1)
    assert measured(model, "dependence_max") == 0.6


# --- X19, X20: attacks ------------------------------------------------------------------------


def test_attacks_are_told_apart_by_where_they_strike() -> None:
    threats = {
        "cell": {"name": "Cell", "type": "terrorism", "rates": {"A": 2.0}},
        "hackers": {"name": "Hackers", "type": "cyber", "rates": {"A": 1.0, "B": 3.0}},
        "pirates": {"name": "Pirates", "type": "piracy", "rates": {"C": 1.0}},
    }
    model = al.AllianceModel(case(3, threats=threats), rng=1)
    model.world.incidents = np.array([[2.0, 0, 0], [1, 4, 0], [0, 0, 3]])
    model.world.toll = np.array([4.0, 0, 1000.0])
    assert measured(model, "attacks") == 2 + 3
    assert measured(model, "cyber_attacks") == 1 + 4
    assert measured(model, "deaths") == 1004
    model.world.cyber[:] = [0.2, 0.4, 0.9]
    assert measured(model, "cyber_mean") == pytest.approx(0.5)
    quiet = al.AllianceModel(case(3), rng=1)
    assert (quiet.latest["attacks"], quiet.latest["cyber_attacks"]) == (0, 0)


def test_attacks_by_actor_and_state_add_up_to_the_metric() -> None:
    results = al.run("middle_east_counterterrorism", seed=2)
    actors = results.scenario.threats
    table, metrics = results.frame("threats"), results.metrics
    cyber = table["threat"].map(lambda name: actors[name].type == "cyber")
    assert table[~cyber]["incidents"].sum() == metrics["attacks"].sum()
    assert table[cyber]["incidents"].sum() == metrics["cyber_attacks"].sum()
    assert results.states["toll"].sum() == pytest.approx(metrics["deaths"].sum())
    assert results.states["incidents"].sum() == table["incidents"].sum()
