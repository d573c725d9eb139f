import numpy as np
import pytest

from alliancesim.draws import Draws
from alliancesim.history.bootstrap import difference, weights
from alliancesim.history.scores import (
    auc,
    average_precision,
    brier_skill,
    crps,
    log_score,
    reliability,
    slope,
)

P = np.array([0.9, 0.8, 0.4, 0.3, 0.1])
Y = np.array([1.0, 0.0, 1.0, 0.0, 0.0])
EVEN = np.ones(5)


def test_auc_counts_pairs_in_the_right_order() -> None:
    assert auc(P, Y, EVEN) == pytest.approx(5 / 6)
    assert auc(np.full(5, 0.2), Y, EVEN) == pytest.approx(0.5)
    assert np.isnan(auc(P, np.zeros(5), EVEN))


def test_average_precision_is_the_sum_over_recalls() -> None:
    assert average_precision(P, Y, EVEN) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision(np.full(5, 0.2), Y, EVEN) == pytest.approx(Y.mean())


def test_scores_agree_with_scikit_learn() -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    stream = Draws(1, 2).generator(0, "scores")
    p = np.round(stream.random(300), 2)
    y = (stream.random(300) < p).astype(float)
    weight = stream.integers(0, 4, 300).astype(float)
    assert auc(p, y, weight) == pytest.approx(metrics.roc_auc_score(y, p, sample_weight=weight))
    assert average_precision(p, y, weight) == pytest.approx(
        metrics.average_precision_score(y, p, sample_weight=weight)
    )


def test_a_weight_of_two_counts_a_case_twice() -> None:
    weight = np.array([2.0, 1, 1, 1, 0])
    p, y = np.array([0.9, 0.9, 0.8, 0.4, 0.3]), np.array([1.0, 1, 0, 1, 0])
    for measure in (auc, average_precision, brier_skill, log_score):
        assert measure(P, Y, weight) == pytest.approx(measure(p, y, EVEN))


def test_brier_skill_is_zero_for_the_prevalence_and_one_for_certainty() -> None:
    assert brier_skill(np.full(5, 0.4), Y, EVEN) == pytest.approx(0.0)
    assert brier_skill(Y, Y, EVEN) == pytest.approx(1.0)


def test_slope_finds_what_stretched_the_log_odds() -> None:
    stream = Draws(2, 2).generator(0, "slope")
    odds = stream.normal(-1, 1.5, 20_000)
    y = (stream.random(20_000) < 1 / (1 + np.exp(-odds))).astype(float)
    even = np.ones(len(y))
    assert slope(1 / (1 + np.exp(-odds)), y, even) == pytest.approx(1.0, abs=0.05)
    assert slope(1 / (1 + np.exp(-2 * odds)), y, even) == pytest.approx(0.5, abs=0.03)


def test_reliability_bins_hold_all_cases() -> None:
    bins = reliability(P, Y, 2)
    assert sum(row["pairs"] for row in bins) == 5
    assert bins[-1]["forecast"] > bins[0]["forecast"]


def test_crps_of_one_member_is_the_distance() -> None:
    assert crps(np.array([3.0]), 5.0) == pytest.approx(2.0)
    assert crps(np.array([0.0, 2.0]), 1.0) == pytest.approx(1 - 0.5)


def test_states_are_drawn_and_pairs_weigh_their_product() -> None:
    one, two = np.array([1, 1, 2]), np.array([2, 3, 3])
    drawn = weights(one, two, 500, seed=3)
    total = np.zeros(500)
    for row in range(500):  # three draws over three states: products are 0, 1, 2 or 4 at most
        assert set(drawn[row]) <= {0.0, 1.0, 2.0}
        total[row] = drawn[row].sum()
    assert total.max() == 3.0
    assert total.min() == 0.0


def test_a_forecast_does_not_differ_from_itself() -> None:
    weight = weights(np.arange(5), np.arange(1, 6), 50, seed=1)
    found = difference(average_precision, P, P, Y, weight)
    assert (found["difference"], found["low"], found["high"]) == (0.0, 0.0, 0.0)
