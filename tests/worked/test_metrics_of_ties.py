"""Metrics of hostility, peace, ties and alliances, with the arithmetic written out."""

from math import exp, log

import numpy as np
import pytest

import alliancesim as al
from alliancesim.crisis import SETTLEMENT
from alliancesim.world import NEVER
from tests.cases import case
from tests.worked.measuring import A, B, C, D, bind, dispute, event, measured


@pytest.fixture
def model() -> al.AllianceModel:
    """Three states: A and B allied, C the rival of A."""
    return al.AllianceModel(case(3), rng=1)


# --- X03, X04, X22: hostility and peace -------------------------------------------------------


def test_climbs_count_moves_on_the_ladder(model: al.AllianceModel) -> None:
    happened = [
        event("onset", "C", "A"),
        event("escalation", "A", "C"),
        event("escalation", "C", "A"),
    ]
    assert measured(model, "climbs", happened=happened) == 2


def test_escalation_mixes_the_mean_of_relevant_pairs_with_the_highest(
    model: al.AllianceModel,
) -> None:
    world = model.world
    world.escalation[:] = 0.0
    world.escalation[A, C] = world.escalation[C, A] = 0.6
    assert model.seen.relevant[A, C]
    number = model.snapshot.relevant.sum()
    mean = 0.6 / number
    assert measured(model, "escalation_mean") == pytest.approx(mean)
    assert measured(model, "escalation") == pytest.approx((mean / (mean + 0.2) + 0.6) / 2)


def test_disputes_end_in_peace_by_giving_in_or_agreement(model: al.AllianceModel) -> None:
    ended = [
        dispute(C, A, "stalemate"), dispute(C, A, "yield of the target", days=10.0),
        dispute(C, B, "compromise", days=1.0), dispute(C, A, SETTLEMENT, mediator="B", days=99.0),
        dispute(C, A, SETTLEMENT), dispute(A, C, "draw", top=5, days=300.0),
    ]  # fmt: skip
    model.watch.observe(model.world, ended, [])
    assert measured(model, "deescalations") == 4
    assert measured(model, "mediated_settlements") == 1
    happened = [event("settlement", "C", "A")] * 2 + [event("mediation", "B", "C", "A")]
    assert measured(model, "settlements", happened=happened) == 2
    assert measured(model, "mediations", happened=happened) == 1
    assert measured(model, "dispute_days") == pytest.approx((30 + 10 + 1 + 99 + 30 + 300) / 6)


def test_peace_lasts_since_the_last_dispute(model: al.AllianceModel) -> None:
    world = model.world
    world.onset_times[:] = -NEVER
    assert np.isnan(measured(model, "peace_years", now=2.0))
    world.onset_times[0, A, C] = world.onset_times[0, C, A] = -3.0
    world.onset_times[0, B, C] = world.onset_times[0, C, B] = 1.5
    assert measured(model, "peace_years", now=2.0) == pytest.approx((5.0 + 0.5) / 2)
    world.crises = (dispute(C, B),)
    assert measured(model, "peace_years", now=2.0) == pytest.approx(5.0 / 2)


def test_peacekeepers_are_counted_once_per_pair(model: al.AllianceModel) -> None:
    model.world.peacekeepers[A, C] = model.world.peacekeepers[C, A] = 4.0
    assert measured(model, "peacekeepers") == 4.0


# --- X05, X06, X10: ties ----------------------------------------------------------------------


def test_trust_is_described_by_mean_spread_and_reciprocity(model: al.AllianceModel) -> None:
    trust = np.array([[0, 0.9, 0.2], [0.7, 0, 0.4], [0.2, 0.6, 0]])
    model.world.good, model.world.bad = 10 * trust + np.eye(3), 10 * (1 - trust)
    values = [0.9, 0.2, 0.7, 0.4, 0.2, 0.6]
    assert measured(model, "trust_mean") == pytest.approx(np.mean(values))
    assert measured(model, "trust_dispersion") == pytest.approx(np.std(values))
    assert measured(model, "trust_reciprocity") == pytest.approx(1 - (0.2 + 0.0 + 0.2) / 3)


def test_intentions_are_misread_by_strangers(model: al.AllianceModel) -> None:
    world = model.world
    world.misreading[:] = 0.0
    assert measured(model, "intent_misreading") == pytest.approx(0, abs=1e-12)
    world.misreading[A, C] = 2.0
    gain, noise = model.rules.perception.intent_gain, model.seen.noise[A, C]
    trust = world.trust[A, C]
    read = 1 / (1 + exp(-(log(trust / (1 - trust)) - gain * noise * 2)))
    assert measured(model, "intent_misreading") == pytest.approx(abs(read - trust) / 6)
    assert measured(model, "misperception") == pytest.approx(noise * 2 / 6)
    world.understanding[A, C] = world.understanding[C, A] = 1.0
    assert measured(model, "intent_misreading") == pytest.approx(0, abs=1e-12)
    assert measured(model, "understanding_mean") == pytest.approx(1 / 3)


def test_means_of_stocks(model: al.AllianceModel) -> None:
    world = model.world
    world.interoperability[:] = world.information[:] = 0.0
    world.interoperability[A, B] = world.interoperability[B, A] = 0.6
    world.information[B, C] = world.information[C, B] = 0.3
    assert measured(model, "interoperability_mean") == pytest.approx(0.2)
    assert measured(model, "information_mean") == pytest.approx(0.1)
    world.technology[:] = [0.1, 0.2, 0.6]
    assert measured(model, "technology_mean") == pytest.approx(0.3)
    world.capability[:] = [0.1, 0.1, 0.3]
    assert measured(model, "capability_total") == pytest.approx(0.5)
    assert measured(model, "capability_concentration") == pytest.approx((1 + 1 + 9) / 25)


# --- X07, X08, X09, X11: alliances ------------------------------------------------------------


def test_ties_form_last_and_are_lost(model: al.AllianceModel) -> None:
    assert measured(model, "tie_age") == 0, "the pact of A and B counts from the start"
    for _ in range(11):
        model.watch.observe(model.world, [], [])
    bind(model, (A, B), (B, C))
    model.watch.observe(model.world, [], [])
    assert (measured(model, "ties_formed"), measured(model, "ties_lost")) == (1, 0)
    assert measured(model, "tie_age") == pytest.approx((1.0 + 0.0) / 2)
    assert measured(model, "tie_resilience") == 1.0
    bind(model, (B, C))
    model.watch.observe(model.world, [], [])
    assert (measured(model, "ties_formed"), measured(model, "ties_lost")) == (0, 1)
    assert measured(model, "tie_resilience") == 0.0
    assert measured(model, "tie_age") == pytest.approx(1 / 12)
    bind(model)
    assert np.isnan(measured(model, "tie_age"))


def test_the_network_of_pacts_by_hand() -> None:
    model = al.AllianceModel(case(6), rng=1)
    bind(model, (0, 1, 2), (2, 3), (4, 5))
    model.world.rivalry[:] = False
    model.world.onset_times[:] = -NEVER
    assert measured(model, "alliance_density") == pytest.approx(5 / 15)
    assert measured(model, "alliance_degree") == pytest.approx((2 + 2 + 3 + 1 + 1 + 1) / 6)
    assert measured(model, "blocs") == 2, "two components, of which the first holds together"
    # Pairs with a common ally: 01, 02, 12 (closed), 03, 13 (through 2, open).
    assert measured(model, "transitivity") == pytest.approx(3 / 5)
    # Of 5 ties, 4 in a bloc with 8 of 10 ends, 1 in a bloc with 2.
    assert measured(model, "modularity") == pytest.approx(4 / 5 - 0.8**2 + 1 / 5 - 0.2**2)
    assert measured(model, "balance") == 1.0, "only the triad 012, all positive"
    bind(model)
    assert measured(model, "modularity") == 0
    assert np.isnan(measured(model, "transitivity"))
    assert np.isnan(measured(model, "balance"))
    assert np.isnan(measured(model, "cohesion"))


def test_balance_counts_triads_with_an_even_number_of_hostile_ties() -> None:
    model = al.AllianceModel(case(4), rng=1)
    world = model.world
    bind(model, (A, B))
    world.rivalry[:] = False
    world.onset_times[:] = -NEVER
    for i, j in ((A, C), (B, C)):  # the enemy of my friend is my enemy: balanced
        world.rivalry[i, j] = world.rivalry[j, i] = True
    assert measured(model, "balance") == 1.0
    for i, j in ((A, D), (C, D)):  # three enemies, A, C and D: not balanced
        world.onset_times[0, i, j] = world.onset_times[0, j, i] = -4.0
    assert measured(model, "balance", now=0.5) == pytest.approx(1 / 2)
    assert measured(model, "balance", now=2.0) == 1.0, "the disputes with D are forgotten"


def test_cohesion_is_trust_times_affinity_within_blocs(model: al.AllianceModel) -> None:
    trust, affinity = model.world.trust, model.world.affinity
    expected = (trust[A, B] * affinity[A, B] + trust[B, A] * affinity[B, A]) / 2
    assert measured(model, "cohesion") == pytest.approx(expected)


def test_polarisation_is_full_for_two_equal_and_opposite_blocs() -> None:
    model = al.AllianceModel(case(4), rng=1)
    world = model.world
    bind(model, (A, B), (C, D))
    world.capability[:] = 0.1
    world.affinity[:] = 0.0
    assert measured(model, "polarisation") == pytest.approx(1.0)
    world.affinity[:] = 0.75
    assert measured(model, "polarisation") == pytest.approx(0.25)
    world.affinity[:] = 0.0
    world.capability[:] = [0.3, 0.3, 0.1, 0.1]  # shares of the blocs .75 and .25
    expected = 4 * (0.75**2 * 0.25 + 0.25**2 * 0.75)
    assert measured(model, "polarisation") == pytest.approx(expected)
    bind(model, (A, B, C, D))
    assert measured(model, "polarisation") == 0


def test_deterrence_holds_where_force_is_not_used(model: al.AllianceModel) -> None:
    assert np.isnan(measured(model, "deterrence_success"))
    held, failed, unallied = (
        dispute(C, A, "stalemate", 3),
        dispute(C, B, "stalemate"),
        dispute(A, C),
    )
    model.watch.observe(model.world, [held, failed, unallied], [])
    assert measured(model, "deterrence_success") == pytest.approx(1 / 2)


def test_allies_take_days_to_come(model: al.AllianceModel) -> None:
    assert np.isnan(measured(model, "response_days"))
    model.world.crises = (dispute(C, A, calls={B: (3.0, 40.0)}),)
    assert measured(model, "response_days") == 40.0
    model.watch.observe(model.world, [dispute(C, A, "draw", calls={B: (0.0, 10.0)})], [])
    assert measured(model, "response_days") == 25.0
