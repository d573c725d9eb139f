"""Each equation of the model on two or three states, with the arithmetic written out."""

from math import exp, log

import numpy as np
import pytest

import alliancesim as al
from alliancesim.crisis import Crisis
from alliancesim.events import ranked
from alliancesim.kernels import honour, proximity, yearly_rate
from alliancesim.ledger import Ledger
from alliancesim.parameters import Parameters
from alliancesim.phases.arms import burden_growth, rival_gap
from alliancesim.phases.crises.calibrate import decade_rate, long_run_rate
from alliancesim.phases.crises.hostility import Hostility
from alliancesim.phases.crises.ladder import Situation, climb_terms, descent_terms
from alliancesim.phases.crises.onset import expected_utility, onset_rates, onset_terms
from alliancesim.phases.crises.outcome import strength
from alliancesim.phases.engage.consent import budgets
from alliancesim.phases.engage.effects import quality
from alliancesim.phases.engage.onlookers import sensitivity
from alliancesim.phases.engage.value import common_threat
from alliancesim.phases.learn import learn, reputation
from alliancesim.phases.perceive import knowledge, sight
from alliancesim.phases.settle import saturate
from tests.cases import case, raw

A, B, C = 0, 1, 2


@pytest.fixture
def model() -> al.AllianceModel:
    return al.AllianceModel(case(3), rng=1)


def test_reach_falls_with_distance(model: al.AllianceModel) -> None:
    model.world.distance[A, B] = model.world.distance[B, A] = 1500.0
    near = proximity(model.world, Parameters())
    assert near[A, B] == pytest.approx((1 + 1500 / 500) ** -0.5) == pytest.approx(0.5)
    assert near[A, A] == 1.0


def test_affinity_is_one_minus_half_the_weighted_distance() -> None:
    two = raw(3, interests={"order": "x", "trade": "y"})
    for key, order, trade in (("A", 1.0, 0.0), ("B", 0.0, 1.0), ("C", 0.0, 0.0)):
        two["states"][key]["interests"] = {"order": order, "trade": trade}
        two["states"][key]["salience"] = {"order": 0.75, "trade": 0.25}
    affinity = al.AllianceModel(al.load(two), rng=1).world.affinity
    assert affinity[A, B] == pytest.approx(1 - 0.5 * (0.75 * 1 + 0.25 * 1))
    assert affinity[A, C] == pytest.approx(1 - 0.5 * 0.75)


def test_stated_trust_is_the_trust_at_the_start(model: al.AllianceModel) -> None:
    trust = model.world.trust
    assert trust[A, B] == pytest.approx(0.85)
    assert (trust[A, C], trust[C, A]) == (pytest.approx(0.1), pytest.approx(0.15))


def test_trust_learns_from_good_and_bad_evidence_and_forgets(model: al.AllianceModel) -> None:
    world, rules = model.world, Parameters()
    ledger = Ledger(3)
    ledger.at("good", "dialogue", np.array([A]), np.array([B]), np.array([0.5]))
    ledger.at("bad", "dispute", np.array([A]), np.array([B]), np.array([1.5]))
    good, bad = world.good[A, B], world.bad[A, B]
    quarrel = world.stakes[A, B]
    prior = 4 * float(np.clip(world.affinity[A, B] * (1 - quarrel), 0.05, 0.95))
    learn(world, rules, model.causes, np.zeros(3, bool), ledger, 1.0)
    keep = exp(-1 / 8)
    assert world.good[A, B] == pytest.approx(prior + (good - prior) * keep + 0.5)
    assert world.bad[A, B] == pytest.approx(4 - prior + (bad - 4 + prior) * keep + 1.5)


def test_credits_by_cause_add_up_to_the_evidence() -> None:
    model = al.AllianceModel(case(4), rng=3)
    for _ in range(60):
        model.step()
    world = model.world
    assert world.influence.any()  # goodwill moves the prior, and the credits stay what they are
    apart = ~np.eye(4, dtype=bool)
    good, bad = world.credits()
    for evidence, credit, before in (
        (world.good, good, world.good_prior),
        (world.bad, bad, world.bad_prior),
    ):
        total = credit.sum(axis=0) + before
        np.testing.assert_allclose(total[apart], evidence[apart], rtol=1e-9)


def test_reputation_is_a_weighted_mean_and_does_not_grow_with_the_number_of_friends() -> None:
    model = al.AllianceModel(case(5), rng=1)
    world = model.world
    world.good[:], world.bad[:] = 9.0, 1.0  # everybody trusts everybody at .9
    world.affinity[:] = 1.0
    evidence = np.zeros((5, 5))
    evidence[1:4, 4] = 2.0  # three states report the same about E
    assert reputation(world, evidence)[A, 4] == pytest.approx(2.0)
    evidence[2:4, 4] = 0.0  # one of three does
    assert reputation(world, evidence)[A, 4] == pytest.approx(2.0 / 3)
    world.good[A], world.bad[A] = 4.0, 6.0  # A trusts nobody: it listens to nobody
    assert reputation(world, evidence)[A, 4] == 0.0


def test_a_change_of_leader_keeps_part_of_the_evidence(model: al.AllianceModel) -> None:
    world, rules = model.world, Parameters()
    prior = 4 * float(np.clip(world.affinity[A, B], 0.05, 0.95))
    before = world.good.copy()
    learn(world, rules, model.causes, np.array([True, False, False]), Ledger(3), 1e-9)
    assert world.good[A, B] == pytest.approx(prior + (before[A, B] - prior) * 0.8, rel=1e-6)
    assert world.good[B, C] == pytest.approx(before[B, C], rel=1e-6)


def test_partners_inform_each_other() -> None:
    information, contact = np.zeros((3, 3)), np.zeros((3, 3))
    information[A, B] = information[B, A] = 0.5
    contact[A, C] = contact[C, A] = 0.4
    contact[B, C] = contact[C, B] = 0.8
    known = knowledge(information, contact)
    assert known[A, C] == pytest.approx(1 - 1 * (1 - 0.4) * (1 - 0.5 * 0.8))
    assert known[A, B] == pytest.approx(0.5)


def test_threat_is_power_times_distrust_times_cause(model: al.AllianceModel) -> None:
    world = model.world
    world.misreading[:] = 0.0
    seen = sight(world, model.rules)
    arriving = world.capability[A] * seen.near[A, C]
    cause = min(1, 0.2 + world.stakes[C, A] + world.tension[C, A])
    expected = arriving / (arriving + world.capability[C]) * (1 - 0.15) * cause
    assert seen.threat[C, A] == pytest.approx(expected)
    assert (seen.help[C] == 0).all(), "C has no ally"
    assert seen.help[B, A] == 0, "A does not help against itself"
    assert seen.help[B, C] == pytest.approx(
        seen.honoured[B, A] * 0.5 * world.capability[A] * seen.near[A, B]
    )


def test_openness_and_information_reduce_misreading(model: al.AllianceModel) -> None:
    before = sight(model.world, model.rules).noise[A, B]
    model.world.information[A, B] = model.world.information[B, A] = 0.9
    informed = sight(model.world, model.rules).noise[A, B]
    model.world.transparency[B] = 1.0
    assert before > informed > 0
    assert sight(model.world, model.rules).noise[A, B] == 0


def test_honour_needs_a_pact_and_grows_with_trust(model: al.AllianceModel) -> None:
    world, rules = model.world, Parameters()
    pacts = world.treaties.bound("defence")
    p = honour(world, rules, pacts)
    log_odds = -0.8 + 0.3 * log(0.85 / 0.15) - 0.1 * log(1 + world.distance[A, B])
    assert p[A, B] == pytest.approx(1 / (1 + exp(-log_odds)))
    assert p[A, C] == 0


def test_common_threat_is_high_for_those_who_fear_the_same() -> None:
    threat = np.array([[0, 0, 0.6], [0, 0, 0.6], [0.1, 0.1, 0]])
    common = common_threat(threat, np.array([0.6, 0.6, 0.2]))
    assert common[A, B] == pytest.approx(0.6)
    assert common[A, C] == 0
    assert common_threat(np.zeros((3, 3)), np.zeros(3)).sum() == 0


def test_budgets_grow_with_the_root_of_military_spending(model: al.AllianceModel) -> None:
    expected = model.rules.choice.budget_scale * (model.world.burden * model.world.output) ** 0.5
    assert budgets(model.world, model.rules) == pytest.approx(expected)


def test_quality_lies_between_its_floor_and_one(model: al.AllianceModel) -> None:
    world = model.world
    alike = 1 - abs(world.technology[A] - world.technology[B])
    fit = (0.5 + world.affinity[A, B] + alike + 1) / 4
    found = quality(world, model.rules, np.array([A]), np.array([B]))
    assert found[0] == pytest.approx(0.5 + 0.5 * fit)


def test_only_the_distrustful_take_offence_and_a_pact_shields(model: al.AllianceModel) -> None:
    world = model.world
    seen = sight(world, model.rules)
    felt = sensitivity(world, model.rules, seen)
    arriving = world.capability[A] * seen.near[C, A]
    expected = (1 - 2 * 0.15) * arriving / (arriving + world.capability[C]) * 0.5
    assert felt[C, A] == pytest.approx(expected)
    assert felt[A, B] == 0, "A trusts B"


def test_gains_saturate_and_labels_add_up_to_the_effect() -> None:
    ledger = Ledger(2)
    stock = np.full((2, 2), 0.5)
    ledger.add("information", "one", np.full((2, 2), 0.3))
    ledger.add("information", "two", np.full((2, 2), 0.1))
    settled = saturate(stock, "information", ledger)
    assert settled[A, B] == pytest.approx(0.5 + 0.5 * (1 - exp(-0.4)))
    shares = dict(ledger.labels("information"))
    assert shares["one"][A, B] + shares["two"][A, B] == pytest.approx(settled[A, B] - 0.5)
    assert shares["one"][A, B] == pytest.approx(3 * shares["two"][A, B])


def test_onset_is_the_fitted_hazard(model: al.AllianceModel) -> None:
    world, rules = model.world, model.rules
    world.misreading[:] = 0.0
    seen = sight(world, rules)
    terms = onset_terms(world, rules, seen, shared=0.0, now=0.0)
    trust = (log(0.1 / 0.9) + log(0.15 / 0.85)) / 2
    expected = {
        "distance": -0.34 * log(1 + world.distance[A, C]),
        "capability ratio": -0.05 * log(3),
        "major power": 0.25,
        "joint democracy": -0.63,
        "land border": -1.41,
        "water border": 0.0,
        "politically relevant": 1.88,
        "rivalry": 0.97,
        "past disputes": 0.1 * log(21),
        "recent dispute": 2.79 * exp(-1 / 8),
        "trust": -0.19 * trust,
        "pact": 0.0,
        "expected utility": 0.0,
        "tension": 0.07 * world.tension[A, C],
        "shared shock": 0.0,
    }
    for label, value in expected.items():
        assert terms[label][A, C] == pytest.approx(value, abs=1e-12), label
    rates, _ = onset_rates(world, rules, seen, terms)
    log_odds = -4.60 + sum(float(term[A, C]) for term in terms.values())
    rate = log(1 + exp(log_odds)) * world.frailty[A, C]
    assert rates[A, C] == pytest.approx(rate)
    assert np.array_equal(rates, rates.T)


def test_yearly_log_odds_become_rates() -> None:
    p = 0.3
    assert float(yearly_rate(np.array(log(p / (1 - p))))) == pytest.approx(-log(1 - p))


def test_procedures_and_information_move_only_what_incidents_make(
    model: al.AllianceModel,
) -> None:
    world, rules = model.world, model.rules
    share = world.incident_share[A, C]
    assert 0 < share <= rules.incidents.share_limit
    seen = sight(world, rules)
    terms = onset_terms(world, rules, seen, 0.0, 0.0)
    before = onset_rates(world, rules, seen, terms)[0]
    world.procedures[A, C] = world.procedures[C, A] = 1.0
    after = onset_rates(world, rules, seen, terms)[0]
    assert after[A, C] / before[A, C] == pytest.approx(1 - share * rules.incidents.control)
    assert after[B, C] == before[B, C], "no incidents, nothing to control"


def test_expected_utility_falls_with_the_target_s_strength(model: al.AllianceModel) -> None:
    world, rules = model.world, model.rules
    world.misreading[:] = 0.0
    seen = sight(world, rules)
    p = 1 / (1 + exp(-(0.38 * log(world.capability[C] * seen.near[C, A]
                               / (world.capability[A] + seen.help[A, C])) + 0.55)))  # fmt: skip
    assert expected_utility(world, rules, seen)[C, A] == pytest.approx(p - (1 - p))


def test_long_run_rate_of_a_constant_hazard_is_that_hazard() -> None:
    log_odds = np.array([-3.0])
    hazard = float(yearly_rate(log_odds)[0])
    rate = long_run_rate(log_odds, 0.0, 8.0, np.ones(1))[0]
    assert rate == pytest.approx(1 - exp(-hazard), rel=1e-6)
    assert decade_rate(log_odds, 0.0, 8.0, np.array([5.0]), np.ones(1))[0] == pytest.approx(
        4 * (1 - exp(-hazard / 4)), rel=1e-6
    )


def test_named_dyads_start_at_the_rate_of_their_history() -> None:
    world = al.AllianceModel(case(3), rng=1).world
    plain = raw(3)
    del plain["dyads"]["A-C"]["observed_years"]
    unknown = al.AllianceModel(al.load(plain), rng=1).world
    assert unknown.frailty[A, C] == 1.0
    assert world.frailty[A, C] != 1.0
    assert world.frailty[A, B] == 1.0


def test_hostility_enters_tension_escalation_and_evidence_once_per_level(
    model: al.AllianceModel,
) -> None:
    world, rules = model.world, model.rules
    world.tension[:] = 0.0
    world.escalation[:] = 0.0
    ledger = Ledger(3)
    books = Hostility(world, rules, ledger, 1e-12)
    crisis = Crisis(0, A, C, 0.0, 1.0, sides=([A], [C]), top=3)
    books.reached(crisis, 0.0)
    books.reached(crisis, 0.0)
    crisis.top = 5
    books.reached(crisis, 0.0)
    assert world.tension[A, C] == world.tension[C, A] == pytest.approx(1.0)
    bad = ledger.total("bad")
    assert bad is not None
    assert bad[A, C] == bad[C, A] == pytest.approx(3.0 * 3.0)
    assert bad[A, B] == 0


def test_relief_takes_a_share_of_tension_and_says_whose(model: al.AllianceModel) -> None:
    world, rules = model.world, model.rules
    before = world.tension[A, C]
    ledger = Ledger(3)
    ledger.at("relief", "dialogue", np.array([A, C]), np.array([C, A]), np.array([0.1, 0.1]))
    Hostility(world, rules, ledger, 1.0)
    faded = before * exp(-1 / 8)
    assert world.tension[A, C] == pytest.approx(faded * exp(-0.1))
    (label, amount), *_ = ledger.labels("relief")
    assert label == "dialogue"
    assert amount[A, C] == pytest.approx(faded * (1 - exp(-0.1)))


def test_the_ladder_needs_an_answer_before_war() -> None:
    ladder = Parameters().ladder
    facing = Situation((0.8, 0.2), 0.9, 0.5, (0.9, 0.1), rivals=True)
    alone = Crisis(0, A, C, 0.0, 1.0, levels=[4, 1], top=4)
    assert climb_terms(ladder, facing, alone, 0, 5) == {}
    alone.reciprocated = True
    terms = climb_terms(ladder, facing, alone, 0, 5)
    assert terms["rivalry"] == pytest.approx(0.9)
    assert terms["major powers"] == 0
    majors = climb_terms(ladder, facing._replace(majors=2), alone, 0, 5)["major powers"]
    assert majors == pytest.approx(-0.92)
    assert terms["advantage"] == pytest.approx(0.6)
    assert terms["stakes"] == pytest.approx(0.5 * 0.4)
    down = descent_terms(ladder, facing, 0, 4)
    assert down["audience"] == pytest.approx(-0.3 * 3 * 0.9)


def test_strength_counts_allies_by_interoperability(model: al.AllianceModel) -> None:
    world = model.world
    near = proximity(world, model.rules)
    crisis = Crisis(0, C, A, 0.0, 1.0, sides=([C], [A, B]))
    expected = world.capability[A] + world.capability[B] * near[B, A] * 0.5
    assert strength(world, crisis, 1, near) == pytest.approx(expected)


def test_burdens_return_to_their_norm_and_follow_rivals(model: al.AllianceModel) -> None:
    world = model.world
    quiet = model.rules.model_copy(
        update={"arms": model.rules.arms.model_copy(update={"noise": 0.0, "alarm": 0.0})}
    )
    world.burden[A] *= exp(0.5)
    growth = burden_growth(world, quiet, model.tools, model.draws, 1, 1.0)
    assert growth[A] == pytest.approx(-0.09 * 0.5)
    before = rival_gap(world)[A]
    world.capability[C] *= exp(1.0)
    rivals = (world.rivalry | (world.stakes > 0))[A].sum()
    assert rival_gap(world)[A] == pytest.approx(before + 1.0 / rivals)


def test_terms_are_ranked_by_size_and_zeros_left_out() -> None:
    assert ranked([("a", 0.1), ("b", -2.0), ("c", 0.0)]) == (("b", -2.0), ("a", 0.1))
