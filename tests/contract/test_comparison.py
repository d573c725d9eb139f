"""Paired comparison: known effects, exact pairs, refusals."""

import numpy as np
import pytest
from scipy import stats

import alliancesim as al
from alliancesim.comparison import compare
from tests.cases import case

RUNS = 12


@pytest.fixture(scope="module")
def plain() -> al.Results:
    return al.run(case(5), runs=RUNS, seed=3)


def test_nothing_changed_is_no_effect_at_all(plain: al.Results) -> None:
    found = compare(plain, al.run(case(5), runs=RUNS, seed=3))
    assert {parting.step for parting in found.partings} == {-1}
    effects = [item for item in found.effects if item.low == item.low]  # two pairs or more
    assert effects
    assert all(item.effect == item.low == item.high == 0 and not item.clear for item in effects)


def test_the_interval_is_the_paired_t_interval(plain: al.Results) -> None:
    other = al.run(case(5), runs=RUNS, seed=3, overrides={"instruments.dialogue.intensity": 0.0})
    effect = compare(plain, other).effect("trust_mean")
    ends = [
        r.metrics[r.metrics["step"] == 120].set_index("run")["trust_mean"] for r in (plain, other)
    ]
    difference = (ends[1] - ends[0]).to_numpy()
    assert effect.effect == pytest.approx(difference.mean())
    half = stats.sem(difference) * stats.t.ppf(0.975, RUNS - 1)
    assert effect.high - effect.effect == pytest.approx(half)
    apart = ends[0].var() + ends[1].var()
    assert effect.variance_ratio == pytest.approx(apart / np.var(difference, ddof=1))
    assert effect.effect < 0
    assert effect.clear
    assert effect.variance_ratio > 2, "pairing earns its keep"


def test_pairs_part_where_the_change_first_acts(plain: al.Results) -> None:
    other = al.run(
        case(5, events=[{"date": "2004-03-10", "kind": "shock", "field": "tension",
                         "actors": ["A", "D"], "change": 2.0}]), runs=RUNS, seed=3,
    )  # fmt: skip
    found = compare(plain, other)
    assert {parting.step for parting in found.partings} == {51}
    assert all("shock to tension" in parting.event for parting in found.partings)


def test_ensembles_that_are_no_pairs_are_refused(plain: al.Results) -> None:
    with pytest.raises(ValueError, match="differ in seed"):
        compare(plain, al.run(case(5), runs=RUNS, seed=4))
