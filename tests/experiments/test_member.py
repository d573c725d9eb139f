"""Members: the same numbers as an ensemble of the same luck, measured only when needed."""

import gc

import pandas as pd
import pytest

from alliancesim.ensemble import run
from alliancesim.experiments.member import Member, outcomes_of
from alliancesim.experiments.schema import Outcome
from alliancesim.metrics import METRICS
from alliancesim.scenario import load
from alliancesim.summaries import at_end, is_count, totals
from tests.contract.rich_case import raw


def test_outcomes_are_those_of_an_ensemble() -> None:
    case = load(raw(), {"clock.horizon": 3.0, "events": []})
    results = run(case, runs=2, seed=5)
    outcomes = [Outcome(of=name) for name in METRICS]
    for number in range(2):
        found = outcomes_of(case, 5, number, outcomes)
        wanted = {
            name: (totals if is_count(name) else at_end)(results, name)[number] for name in METRICS
        }
        pd.testing.assert_series_equal(pd.Series(found), pd.Series(wanted), check_exact=True)


@pytest.mark.parametrize("take", ["mean", "sum", "max", "end"])
def test_what_is_taken_is_taken_over_the_steps(take: str) -> None:
    case = load("teaching", {"clock.horizon": 2.0, "events": []})
    metrics = run(case, seed=3).metrics
    # Stability has no value in the first year: what is not known is left out.
    for name in ("trust_mean", "onsets", "stability"):
        steps = metrics[metrics["step"] > 0][name]
        wanted = steps.iloc[-1] if take == "end" else getattr(steps, take)()
        found = outcomes_of(case, 3, 0, [Outcome.model_validate({"of": name, "take": take})])
        assert next(iter(found.values())) == pytest.approx(wanted, rel=1e-12)


def test_a_metric_is_measured_only_when_it_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    measured: list[str] = []

    def spied(name: str) -> None:
        metric = METRICS[name]

        def measure(now: object) -> float:
            measured.append(name)
            return 1.0

        monkeypatch.setitem(METRICS, name, metric._replace(measure=measure))

    for name in METRICS:
        spied(name)
    case = load("teaching", {"clock.horizon": 1.0, "events": []})
    outcomes_of(case, 1, 0, [Outcome(of="onsets"), Outcome(of="trust_mean")])
    assert measured.count("onsets") == 12
    assert measured.count("trust_mean") == 1
    assert set(measured) == {"onsets", "trust_mean"}


def test_a_member_without_known_values_has_none() -> None:
    case = load("teaching", {"clock.horizon": 0.25, "events": []})
    outcomes = [Outcome.model_validate({"of": "stability", "take": take})
                for take in ("mean", "sum", "max")]  # fmt: skip
    found = outcomes_of(case, 1, 0, outcomes)
    assert found["stability_sum"] == 0
    assert pd.isna(found["stability_mean"])
    assert pd.isna(found["stability_max"])
    assert not Member(case, 1, 0, outcomes).series["stability"]


def test_a_member_leaves_no_model_behind() -> None:
    case = load("teaching", {"clock.horizon": 0.25, "events": []})
    for number in range(5):
        outcomes_of(case, 1, number, [Outcome(of="onsets")])
    gc.collect()
    assert not [found for found in gc.get_objects() if type(found) is Member]
