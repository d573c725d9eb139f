"""Estimates recover what made the data, and their intervals cover it as often as they say."""

import numpy as np
import pytest
from scipy.special import expit

from alliancesim.patterns.estimates import (
    Survival,
    independent,
    logit,
    rate_ratio,
    share,
    tail_exponent,
)


def test_the_interval_of_a_share_is_exact() -> None:
    none, half = share(0, 10), share(50, 100)
    assert (none.value, none.low) == (0.0, 0.0)
    assert none.high == pytest.approx(1 - 0.05**0.1)
    assert (half.low, half.high) == pytest.approx((0.4136, 0.5864), abs=1e-4)
    assert np.isnan(share(0, 0).value)


def test_survival_by_hand() -> None:
    ended = np.array([True, True, False, True, False])
    curve = Survival(np.array([1.0, 2.0, 2.0, 3.0, 5.0]), ended)
    assert curve.outlast == pytest.approx([0.8, 0.6, 0.3])
    assert curve.within(2.5).value == pytest.approx(0.4)
    assert curve.within(0.5).value == 0.0
    assert curve.quantile(0.5).value == 3.0
    assert curve.quantile(0.9).value == np.inf


def test_the_interval_of_a_median_covers_it() -> None:
    luck = np.random.default_rng(7)
    covered = 0
    for _ in range(300):
        lengths, seen = luck.exponential(1.0, 80), luck.exponential(3.0, 80)
        found = Survival(np.minimum(lengths, seen), lengths <= seen).quantile(0.5)
        covered += found.low <= np.log(2) <= found.high
    assert 0.84 <= covered / 300 <= 0.96


def test_the_tail_of_a_pareto_sample() -> None:
    luck = np.random.default_rng(8)
    found = [tail_exponent(7061 * luck.random(100) ** (-1 / 0.53), 7061) for _ in range(300)]
    assert np.mean([item.value for item in found]) == pytest.approx(1.53, abs=0.02)
    assert 0.85 <= np.mean([item.low <= 1.53 <= item.high for item in found]) <= 0.95
    assert np.isnan(tail_exponent(np.array([500.0]), 7061).value)


def test_rates_that_are_zero_have_a_ratio() -> None:
    assert rate_ratio(20, 100.0, 10, 100.0).value == pytest.approx(20.5 / 10.5)
    never = rate_ratio(0, 100.0, 10, 100.0)
    assert 0 < never.low < never.value < never.high < 1


def test_the_logit_recovers_coefficients() -> None:
    luck = np.random.default_rng(9)
    x = luck.normal([5.0, 0.0, -2.0], [10.0, 1.0, 0.1], (50_000, 3))
    truth = np.array([0.05, -1.0, 4.0])
    y = luck.random(len(x)) < expit(6.0 + x @ truth)
    fit = logit(x, y)
    assert np.all(np.abs(fit.coefficients - truth) < 3 * fit.errors)
    assert np.all(fit.errors < 0.1 * np.abs(truth) + 0.1)
    assert fit.fitted.mean() == pytest.approx(y.mean(), abs=1e-3)


def test_firth_s_logit_of_a_two_by_two_table_adds_half_a_case_to_each_cell() -> None:
    """The penalised estimate of a saturated logit is known in closed form."""
    x = np.repeat([0.0, 1.0], [100, 50])[:, None]
    y = np.r_[np.arange(100) < 30, np.zeros(50, bool)]
    assert logit(x, y).odds_ratio(0).value == pytest.approx((0.5 / 50.5) / (30.5 / 70.5))


def test_columns_that_others_make_up_are_left_out() -> None:
    x = np.random.default_rng(10).normal(size=(100, 2))
    columns = np.column_stack([x[:, 0], np.ones(100), x[:, 1], x[:, 0] - 2 * x[:, 1] + 3])
    assert independent(columns) == [0, 2]
