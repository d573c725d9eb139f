import json
from pathlib import Path

import numpy as np
import pytest
from ruamel.yaml import YAML

from alliancesim.draws import Draws
from alliancesim.history import fitted
from alliancesim.history.features import ONSET, Rows, rows, treaties_of, unit_rules
from alliancesim.history.fit import UNTOLD, Fit, fit, ranges
from alliancesim.history.logit import fit_logit
from alliancesim.history.outcomes import allied, burst, onsets
from alliancesim.history.panel import Panel
from alliancesim.history.tables import HistoryError
from alliancesim.kernels import logit
from alliancesim.parameters import Parameters
from alliancesim.phases.crises.onset import onset_terms
from alliancesim.phases.perceive import sight
from tests.history.made_up import made_up

UNTIL = 1975


@pytest.fixture(scope="module")
def record() -> Panel:
    return made_up()


@pytest.fixture(scope="module")
def learned(record: Panel) -> Rows:
    return rows(record, Parameters(), UNTIL)[0]


@pytest.fixture(scope="module")
def found(record: Panel, learned: Rows) -> Fit:
    return fit(learned, record, UNTIL)


def test_the_logit_finds_the_coefficients_that_made_the_data() -> None:
    stream = Draws(1, 2).generator(0, "logit")
    x = stream.normal(size=(30_000, 2))
    y = (stream.random(30_000) < 1 / (1 + np.exp(2 - x @ [0.8, -0.5]))).astype(float)
    kept = np.ones(2, dtype=bool)
    made = fit_logit(x, y, np.arange(30_000), penalty=0.0, kept=kept)
    assert [made.constant, *made.weights] == pytest.approx([-2.0, 0.8, -0.5], abs=0.06)
    assert (np.abs(made.errors - made.errors.mean()) < 0.01).all()
    twice = fit_logit(np.tile(x, (2, 1)), np.tile(y, 2), np.tile(np.arange(30_000), 2),
                      penalty=0.0, kept=kept)  # fmt: skip
    assert twice.errors == pytest.approx(made.errors, rel=1e-4)  # clusters, not rows, inform


def test_a_penalty_draws_coefficients_to_zero_and_left_out_columns_are_zero() -> None:
    stream = Draws(2, 2).generator(0, "logit")
    x = stream.normal(size=(500, 2))
    y = (stream.random(500) < 1 / (1 + np.exp(-x[:, 0]))).astype(float)
    free, tight = (
        fit_logit(x, y, np.arange(500), penalty=penalty, kept=np.array([True, False]))
        for penalty in (0.0, 500.0)
    )
    assert 0 < tight.weights[0] < free.weights[0]
    assert free.weights[1] == 0.0
    assert np.isnan(free.errors[2])


def test_a_coefficient_stays_in_its_range_and_the_others_make_room() -> None:
    stream = Draws(3, 2).generator(0, "logit")
    x = stream.normal(size=(4000, 2))
    x[:, 1] += x[:, 0]
    y = (stream.random(4000) < 1 / (1 + np.exp(-x @ [1.0, -0.5]))).astype(float)
    kept, keys = np.ones(2, dtype=bool), np.arange(4000)
    bounds = np.array([-9.0, 0.0]), np.array([9.0, 9.0])
    held = fit_logit(x, y, keys, penalty=0.0, kept=kept, ranges=bounds)
    alone = fit_logit(x, y, keys, penalty=0.0, kept=np.array([True, False]))
    assert held.weights == pytest.approx(alone.weights)
    assert held.constant == pytest.approx(alone.constant)


def test_fitted_coefficients_are_within_their_declared_ranges(found: Fit) -> None:
    low, high = ranges("onset", ONSET)
    weights = found.onset.weights[:-1]
    assert ((low <= weights) & (weights <= high)).all()


def test_the_own_record_is_that_of_the_years_before(
    record: Panel, learned: Rows, found: Fit
) -> None:
    """Pairs with more onsets than the first fit expects have a record above zero."""
    last = learned.where((learned.pairs["year"] == UNTIL).to_numpy())
    begun = record.dyads[record.dyads["year"].between(1946, UNTIL)].groupby("key")["onset"].sum()
    many = begun[last.pairs["key"]].to_numpy()
    frailty = found.frailty(last)
    assert np.corrcoef(many, found.own[last.pairs["key"]])[0, 1] > 0.3
    assert ((frailty > 1) == (found.own_record(last) > 0)).all()
    assert (fit(learned, record, UNTIL, beside="nothing").frailty(last) == 1).all()


def test_nothing_to_fit_is_told() -> None:
    with pytest.raises(HistoryError, match="nothing to fit"):
        fit_logit(np.ones((3, 1)), np.zeros(3), np.arange(3), penalty=1.0, kept=np.ones(1, bool))


def test_log_odds_of_the_fit_are_those_of_the_simulation(
    record: Panel, learned: Rows, found: Fit
) -> None:
    """The sum of the model's own terms at the fitted parameters is the fit's linear predictor."""
    _, now = rows(record, Parameters(), UNTIL, first=UNTIL)
    rules = found.rules(Parameters())
    seen = sight(now.world, rules)
    terms = onset_terms(now.world, rules, seen, 0.0, UNTIL + 1.0)
    odds = np.asarray(sum(terms.values())) + rules.onset.constant
    last = learned.where((learned.pairs["year"] == UNTIL).to_numpy())
    one, two = (now.rows(last.pairs[name].to_numpy()) for name in ("ccode1", "ccode2"))
    assert odds[one, two] == pytest.approx(found.log_odds(last), abs=1e-6)


def test_unit_rules_give_the_bare_feature(record: Panel) -> None:
    learned, now = rows(record, Parameters(), UNTIL, first=UNTIL)
    one, two = (now.rows(learned.pairs[name].to_numpy()) for name in ("ccode1", "ccode2"))
    trust = logit(now.world.trust)
    mean = ((trust + trust.T) / 2)[one, two]
    assert learned.onset[:, list(ONSET).index("trust")] == pytest.approx(mean)
    assert unit_rules(Parameters()).onset.rivalry == Parameters().onset.rivalry


def test_a_fit_reads_no_year_after_its_last(record: Panel, learned: Rows, found: Fit) -> None:
    later = record.dyads["year"] > UNTIL
    dyads = record.dyads.copy()
    dyads.loc[later, "onset"] = 1
    dyads.loc[later, "defence"] = ~dyads.loc[later, "defence"]
    again = fit(learned, Panel(record.states, dyads), UNTIL)
    assert again.settings() == found.settings()


def test_untold_terms_are_zero(found: Fit) -> None:
    rules = found.rules(Parameters())
    assert dict.fromkeys(UNTOLD, 0.0) == {
        path: value for path, value in found.settings().items() if path in UNTOLD
    }
    assert rules.onset.rivalry == 0.0
    assert rules.onset.contagion == 0.0


def test_outcomes_lie_in_the_years_that_follow(record: Panel) -> None:
    pairs = record.dyads[record.dyads["year"] == 1950].reset_index(drop=True)
    by_year = record.dyads.pivot_table(index="key", columns="year", values="onset")
    expected = by_year.loc[pairs["key"], list(range(1951, 1956))].max(axis=1).to_numpy()
    assert (onsets(record, pairs, 5) == expected).all()
    after = record.dyads[record.dyads["year"] == 1953]["defence"].to_numpy()
    assert (allied(record, pairs, 3) == after).all()


def test_ties_by_the_dozen_are_a_burst(record: Panel) -> None:
    """All ties of the made-up record change every fifteen years, many at a time."""
    assert {year for _, year in burst(record)} <= {1930, 1945, 1960, 1975, 1986}


def test_treaties_of_the_record_bind_exactly_its_ties() -> None:
    one, two = np.array([0, 0, 1, 3]), np.array([1, 2, 2, 4])
    treaties = treaties_of(6, one, two)
    bound = treaties.bound("defence")
    assert sorted(zip(*np.nonzero(np.triu(bound)), strict=True)) == sorted(
        zip(one, two, strict=True)
    )
    assert [len(treaty.members) for treaty in treaties.blocs()] == [3]


def test_a_parameter_file_holds_what_was_fitted(found: Fit, tmp_path: Path) -> None:
    path, about = fitted.write(tmp_path / "fit.yaml", found, {"format": 1})
    data = YAML(typ="safe").load(path.read_text())
    assert list(data) == ["parameters"]
    rules = Parameters.model_validate(data["parameters"])
    assert rules.onset.distance == pytest.approx(found.settings()["onset.distance"], abs=1e-4)
    assert json.loads(about.read_text())["format"] == 1
