"""Backtest: forecasts from past origins, each made with nothing but what was known at its end.

For every origin the record is read and assimilated up to it, the hazards are fitted on the years
before it (an expanding window), and the ensemble, its ablations, the frozen hazard and the
baselines give P(onset within h years) for all pairs of members. Outcomes come from the full record
and meet the forecasts only when all of them are made.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from alliancesim.history.baselines import baselines
from alliancesim.history.features import Rows, rows
from alliancesim.history.fit import NETWORK, TRUST, Beside, Fit, fit, forecast_rules
from alliancesim.history.forecast import forecast, frozen
from alliancesim.history.origin import Step, origin_of
from alliancesim.history.outcomes import allied, burst, onsets
from alliancesim.history.panel import FIRST, Panel, panel
from alliancesim.history.tables import HistoryError
from alliancesim.parameters import Parameters

MODEL, FROZEN = "model", "frozen hazard"
STILL = {
    "onset": {"shared_shock": 0.0},
    "environment": {
        "capability_noise": 0.0, "leader_change_democracy": 0.0, "leader_change_autocracy": 0.0,
    },
    "arms": {"noise": 0.0},
}  # fmt: skip
"""Parameters of a world without shocks."""
Told = Callable[[str], None]


@dataclass(frozen=True)
class Ablation:
    """A model that lacks something: refitted without features, run without shocks."""

    without: frozenset[str] = frozenset()
    beside: Beside = "own record"
    still: bool = False

    def base(self) -> Parameters:
        """Return the parameters that the fit starts from."""
        return forecast_rules(base_rules(STILL) if self.still else None)


ABLATIONS = {
    "no trust": Ablation(without=TRUST),
    "no network": Ablation(without=NETWORK),
    "no own record": Ablation(beside="nothing"),
    "no shocks": Ablation(still=True),
}


@dataclass(frozen=True)
class Plan:
    """What to run."""

    origins: tuple[int, ...]
    horizons: tuple[int, ...] = (1, 5, 10)
    members: int = 100
    step: Step = "quarter"
    seed: int = 1
    workers: int = 1
    ablations: bool = True


@dataclass(frozen=True)
class Backtest:
    """Forecasts with their outcomes."""

    pairs: pd.DataFrame
    """origin, horizon, ccode1, ccode2, relevant, y and a column of chances per forecast."""
    ties: pd.DataFrame
    """origin, horizon, ccode1, ccode2, allied, burst, y (tied at the horizon), p."""
    counts: pd.DataFrame
    """The system's counts by year, as forecast, with what was observed and the ten-year mean."""


def base_rules(changes: dict[str, dict[str, float]]) -> Parameters:
    """Return the default parameters with some changed."""
    data = Parameters().model_dump()
    for group, values in changes.items():
        data[group] |= values
    return Parameters.model_validate(data)


def backtest(folder: Path, plan: Plan, told: Told = print) -> Backtest:
    """Run the plan on the tables in ``folder``; outcomes beyond the record are left out."""
    record = panel(folder)
    last = record.years[1]
    done = []
    for year in plan.origins:
        horizons = [h for h in plan.horizons if year + h <= last]
        if not horizons:
            raise HistoryError(f"origin {year}: the record ends in {last}, before any horizon")
        done.append(_at(folder, record, year, horizons, plan, told))
    return Backtest(*(pd.concat(parts, ignore_index=True) for parts in zip(*done, strict=True)))


def _at(
    folder: Path, record: Panel, year: int, horizons: list[int], plan: Plan, told: Told
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return the three tables of one origin."""
    known = panel(folder, last=year)
    learned, now = rows(known, forecast_rules(), year)
    test = learned.where((learned.pairs["year"] == year).to_numpy())
    variants = {MODEL: Ablation()} | (ABLATIONS if plan.ablations else {})
    chances: dict[str, pd.DataFrame] = {}
    for name, variant in variants.items():
        fitted = fit(learned, known, year, variant.without, variant.beside)
        origin = origin_of(
            now, known, fitted, test, variant.base(), plan.step, float(max(horizons))
        )
        chances[name], system = forecast(
            origin, horizons, members=plan.members, seed=plan.seed, workers=plan.workers
        )
        told(f"{year}: {name}, {plan.members} members")
        if name == MODEL:
            own, counts = fitted, system
    pairs = pd.concat([
        _compared(record, known, learned, test, own, h, chances) for h in horizons
    ])  # fmt: skip
    told(f"{year}: baselines")
    ties = pd.concat([_tied(record, test, chances[MODEL], h) for h in horizons])
    return pairs, ties, _observed(record, counts)


def _compared(
    record: Panel, known: Panel, learned: Rows, test: Rows, own: Fit, horizon: int,
    chances: dict[str, pd.DataFrame],
) -> pd.DataFrame:  # fmt: skip
    """Return all forecasts of a horizon beside each other, with the outcome."""
    year = own.until
    train = learned.where((learned.pairs["year"] + horizon <= year).to_numpy())
    y = onsets(known, train.pairs, horizon)
    others = baselines(train, y, test, horizon)
    others.insert(0, FROZEN, frozen(own, test, horizon))
    for name, chance in reversed(chances.items()):
        others.insert(0, name, _aligned(test.pairs, chance, horizon, "p_onset"))
    head = test.pairs[["ccode1", "ccode2", "relevant"]].assign(
        y=onsets(record, test.pairs, horizon).astype(int)
    )
    head.insert(0, "origin", year)
    head.insert(1, "horizon", horizon)
    return pd.concat([head, others], axis=1)


def _aligned(pairs: pd.DataFrame, chance: pd.DataFrame, horizon: int, name: str) -> pd.Series:
    """Return a column of a forecast in the order of ``pairs``."""
    own = chance[chance["horizon"] == horizon]
    whole = pairs[["ccode1", "ccode2"]].merge(own, on=["ccode1", "ccode2"], how="left")
    return whole[name]


def _tied(record: Panel, test: Rows, chance: pd.DataFrame, horizon: int) -> pd.DataFrame:
    """Return the forecasts of ties of pairs that are both still members at the horizon."""
    pairs = test.pairs
    after = allied(record, pairs, horizon)
    came = burst(record)
    years = range(1, horizon + 1)
    table = pairs[["ccode1", "ccode2", "allied"]].assign(
        origin=pairs["year"], horizon=horizon, y=after,
        burst=[any((key, year + k) in came for k in years)
               for key, year in zip(pairs["key"], pairs["year"], strict=True)],
        p=_aligned(pairs, chance, horizon, "p_tie"),
    )  # fmt: skip
    return table[table["y"].notna()]


def _observed(record: Panel, counts: pd.DataFrame) -> pd.DataFrame:
    """Add to the forecast counts of disputes what was observed, and the mean of ten years before.

    A dispute counts once per pair of originators, as it does in the forecast.
    """
    own = counts[counts["count"] == "disputes"]
    begun = record.dyads.loc[record.dyads["onset"] == 1, "year"].value_counts()
    by_year = begun.reindex(range(FIRST, record.years[1] + 1), fill_value=0)
    return own.assign(
        observed=[int(by_year.get(year, -1)) for year in own["year"]],
        ten_years=[float(by_year.loc[year - 9 : year].mean()) for year in own["origin"]],
    )
