import numpy as np
import pandas as pd
import pytest

from alliancesim.history.features import rows
from alliancesim.history.fit import fit, forecast_rules
from alliancesim.history.forecast import Course, Tally, forecast, frozen, product_limit
from alliancesim.history.origin import Origin, origin_of
from alliancesim.parameters import Parameters
from tests.history.made_up import STATES, made_up

YEAR = 1975


@pytest.fixture(scope="module")
def start() -> Origin:
    record = made_up().until(YEAR)
    learned, now = rows(record, forecast_rules(), YEAR)
    last = learned.where((learned.pairs["year"] == YEAR).to_numpy())
    fitted = fit(learned, record, YEAR)
    return origin_of(now, record, fitted, last, forecast_rules(), "quarter", 2.0)


def course(chance: list[list[float]], first: list[int]) -> Course:
    pairs = len(first)
    return Course(
        np.array(chance, dtype=np.float32), np.array(first), np.zeros((6, pairs), dtype=int),
        np.zeros((1, pairs), dtype=np.float32), np.zeros((1, 4), dtype=int),
    )  # fmt: skip


def test_the_product_limit_averages_over_members_still_at_peace() -> None:
    both = [course([[0.2], [0.6]], [0]), course([[0.4], [0.5]], [2])]
    found = product_limit(Tally.of(both))
    assert found[:, 0] == pytest.approx([0.3, 1 - 0.7 * 0.5], abs=1e-6)


def test_with_nobody_at_peace_the_last_chance_stays() -> None:
    found = product_limit(Tally.of([course([[0.2], [0.9]], [0])]))
    assert found[:, 0] == pytest.approx([0.2, 1 - 0.8 * 0.8], abs=1e-6)


def test_the_world_at_the_origin_is_that_of_the_record(start: Origin) -> None:
    record = made_up()
    dyads = record.dyads[record.dyads["year"] == YEAR]
    rows_, columns = np.triu_indices(STATES, 1)
    world = start.member(1, 0).world
    assert (world.treaties.bound("defence")[rows_, columns] == dyads["defence"].to_numpy()).all()
    past = record.dyads[record.dyads["year"] <= YEAR].groupby("key")["onset"].sum()
    assert (world.onset_count[rows_, columns] == past[dyads["key"]].to_numpy()).all()
    last = record.dyads[(record.dyads["year"] <= YEAR) & (record.dyads["onset"] == 1)]
    newest = last.groupby("key")["year"].max().reindex(dyads["key"]).to_numpy()
    known = ~np.isnan(newest)
    when = world.onset_times[0][rows_, columns]
    assert when[known] == pytest.approx(newest[known] + 182 / 365.25 - (YEAR + 1))
    assert np.isneginf(when[~known]).all()
    world.check()


def test_a_forecast_is_the_same_whatever_the_workers(start: Origin) -> None:
    alone = forecast(start, [1, 2], members=3, seed=5)
    shared = forecast(start, [1, 2], members=3, seed=5, workers=2)
    pd.testing.assert_frame_equal(alone[0], shared[0], check_exact=True)
    pd.testing.assert_frame_equal(alone[1], shared[1], check_exact=True)


def test_chances_are_ordered_and_agree_with_the_counts(start: Origin) -> None:
    pairs, system = forecast(start, [1, 2], members=20, seed=2)
    for name in ("p_onset", "p_force", "p_war", "p_tie"):
        assert pairs[name].between(0, 1).all()
    assert (pairs["ccode1"] < pairs["ccode2"]).all()
    assert (pairs["p_force"] <= pairs["p_onset"]).all()
    assert (pairs["p_war"] <= pairs["p_force"]).all()
    one, two = (pairs[pairs["horizon"] == h]["p_onset"].to_numpy() for h in (1, 2))
    assert (one <= two).all()
    disputes = system[system["count"] == "disputes"].iloc[0]
    assert one.sum() == pytest.approx(disputes["mean"], rel=0.35)


def test_the_first_year_says_what_the_frozen_hazard_says() -> None:
    """Within one yearly step nothing has moved yet but the year's shock."""
    record = made_up().until(YEAR)
    still = forecast_rules(Parameters.model_validate({"onset": {"shared_shock": 0.0}}))
    learned, now = rows(record, still, YEAR)
    last = learned.where((learned.pairs["year"] == YEAR).to_numpy())
    fitted = fit(learned, record, YEAR)
    origin = origin_of(now, record, fitted, last, still, "year", 1.0)
    pairs, _ = forecast(origin, [1], members=1)
    assert origin.world.frailty.std() > 0.01
    assert pairs["p_onset"].to_numpy() == pytest.approx(frozen(fitted, last, 1), abs=1e-6)
