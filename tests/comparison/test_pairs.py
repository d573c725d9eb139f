"""Pairs that come one after the other: the same numbers as from whole tables, whatever W."""

import numpy as np
import pytest
from scipy import stats

import alliancesim as al
from alliancesim.comparison import Comparison, Moments, compare, compare_cases, effect_of
from alliancesim.scenario import load
from tests.cases import case

RUNS = 5
OFF = {"instruments.dialogue.enabled": False}


@pytest.fixture(scope="module")
def both() -> tuple[al.Results, al.Results]:
    before = case(4)
    return tuple(al.run(c, runs=RUNS, seed=3, years=2) for c in (before, load(before, OFF)))  # type: ignore[return-value]  # two of them


@pytest.fixture(scope="module")
def streamed() -> Comparison:
    before = case(4)
    return compare_cases(before, load(before, OFF), runs=RUNS, seed=3, years=2)


def test_streamed_pairs_say_what_whole_tables_say(
    both: tuple[al.Results, al.Results], streamed: Comparison
) -> None:
    whole = compare(*both)
    assert repr(whole.effects) == repr(streamed.effects)  # NaN is equal to NaN here
    assert whole.partings == streamed.partings
    assert whole.accounts == streamed.accounts


def test_workers_change_nothing(streamed: Comparison) -> None:
    before = case(4)
    shared = compare_cases(before, load(before, OFF), runs=RUNS, seed=3, years=2, workers=2)
    assert repr(shared.effects) == repr(streamed.effects)
    assert shared.accounts == streamed.accounts
    for one, other in zip(shared.ways, streamed.ways, strict=True):
        np.testing.assert_array_equal(one.mean, other.mean)
        np.testing.assert_array_equal(one.low, other.low)


def test_accounts_are_paired_sums_of_the_tables(
    both: tuple[al.Results, al.Results], streamed: Comparison
) -> None:
    found = {(a.kind, a.field, a.label): a for a in streamed.accounts}
    held = found["engagements", "", "dialogue"]
    assert held.after == pytest.approx(0.0, abs=1e-12)
    assert held.clear
    sums = [
        r.contributions.query("field == 'good' and label == 'spillover'")
        .groupby("run")["amount"].sum().reindex(range(RUNS), fill_value=0.0)
        for r in both
    ]  # fmt: skip
    difference = (sums[1] - sums[0]).to_numpy()
    account = found["contributions", "good", "spillover"]
    assert account.effect == pytest.approx(difference.mean())
    half = stats.sem(difference) * stats.t.ppf(0.975, RUNS - 1)
    assert account.high - account.effect == pytest.approx(half)
    largest = streamed.largest("contributions", 50)
    shares = [abs(streamed.shared(a).effect) for a in largest]
    assert shares == sorted(shares, reverse=True)
    assert any(a.label == "dialogue" for a in largest[:5])


def test_the_difference_over_time_ends_in_the_effect(streamed: Comparison) -> None:
    for way in streamed.ways:
        effect = streamed.effect(way.outcome)
        if effect.effect == effect.effect:
            assert way.mean[-1] == pytest.approx(effect.effect, abs=1e-12)
            assert way.high[-1] == pytest.approx(effect.high, abs=1e-12)


def test_better_follows_the_declared_direction(streamed: Comparison) -> None:
    trust, disputes = streamed.effect("trust_mean"), streamed.effect("expected_disputes")
    assert trust.improved == trust.raised
    assert disputes.improved == disputes.lowered
    assert np.isnan(streamed.effect("burden_mean").improved)


@pytest.mark.parametrize(("differing", "few"), [(0, False), (1, True), (9, True), (10, False)])
def test_effects_that_rest_on_few_pairs_are_marked(differing: int, few: bool) -> None:
    after = np.zeros(30)
    after[:differing] = 1.0
    assert effect_of("onsets", np.zeros(30), after).few is few


def test_moments_are_those_of_all_values_and_the_zeros_that_never_came() -> None:
    values = np.array([1.0, 4.0, -2.5, 8.0])
    found = Moments()
    for value in values:
        found.add(value)
    padded = found.with_zeros(7)
    everything = np.append(values, [0.0] * 3)
    assert padded.mean == pytest.approx(everything.mean())
    assert padded.squares / 6 == pytest.approx(everything.var(ddof=1))


def test_versions_with_other_steps_are_no_pairs() -> None:
    with pytest.raises(ValueError, match="same steps"):
        compare_cases(case(3), load(case(3), {"clock.step": "quarter"}), runs=2)
