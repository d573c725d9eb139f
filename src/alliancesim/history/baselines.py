"""Baselines: what a forecast has to beat, each fitted on the same rows up to the origin.

All are fitted directly on the outcome of their horizon, an onset within h years, on rows whose h
years lie before the origin's end. ``boosting`` needs scikit-learn (extra ``history``).
"""

from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import expit, logit

from alliancesim.history.features import COUNTS, ONSET, Rows
from alliancesim.history.logit import fit_logit
from alliancesim.history.tables import EXTRA, HistoryError

Array = NDArray[np.float64]
STRUCTURE = [
    place for place, name in enumerate(ONSET)
    if name not in ("past disputes", "recent dispute", "trust", "tension", "contagion")
]  # fmt: skip
"""Features of onset that hold no history of disputes."""
TINY = 1e-5


def climatology(train: Rows, y: Array, test: Rows) -> Array:
    """Return the share of past rows with an onset, for relevant and for other pairs."""
    return _shares(train.pairs["relevant"].to_numpy(), y, test.pairs["relevant"].to_numpy())


def persistence(train: Rows, y: Array, test: Rows, years: int) -> Array:
    """Return the share with an onset among rows that had, or had not, one in the last h years."""
    return _shares(
        train.pairs["peace"].to_numpy() < years, y, test.pairs["peace"].to_numpy() < years
    )


def _shares(train: NDArray[np.bool_], y: Array, test: NDArray[np.bool_]) -> Array:
    inside, outside = (y[group].mean() if group.any() else y.mean() for group in (train, ~train))
    return np.where(test, inside, outside)


def peace_years(train: Rows, y: Array, test: Rows) -> Array:
    """Return a logit on structure and a cubic of the years of peace."""

    def design(rows: Rows) -> Array:
        peace = rows.pairs["peace"].to_numpy() / 10
        return np.column_stack([rows.onset[:, STRUCTURE], peace, peace**2, peace**3])

    return _logit(design, train, y, test)


def dispute_counts(train: Rows, y: Array, test: Rows) -> Array:
    """Return a logit on structure and ln(1 + onsets) over the last 5, 10 and 30 years."""

    def design(rows: Rows) -> Array:
        return np.column_stack([rows.onset[:, STRUCTURE], np.log1p(_counts(rows))])

    return _logit(design, train, y, test)


def _counts(rows: Rows) -> Array:
    counts: Array = rows.pairs[[f"disputes_{span}" for span in COUNTS]].to_numpy(float)
    return counts


def _logit(design: Callable[[Rows], Array], train: Rows, y: Array, test: Rows) -> Array:
    x = design(train)
    kept = np.ones(x.shape[1], dtype=bool)
    fitted = fit_logit(x, y, train.pairs["key"].to_numpy(), penalty=1.0, kept=kept)
    return fitted.chance(design(test))


def boosting(train: Rows, y: Array, test: Rows) -> Array:
    """Return gradient boosting on all features of onset, years of peace and counts."""
    try:
        from sklearn.ensemble import HistGradientBoostingClassifier
    except ModuleNotFoundError:
        raise HistoryError(EXTRA) from None

    def design(rows: Rows) -> Array:
        return np.column_stack([rows.onset, rows.pairs["peace"], _counts(rows)])

    trees = HistGradientBoostingClassifier(
        learning_rate=0.05, max_iter=150, max_leaf_nodes=15, min_samples_leaf=50,
        l2_regularization=1.0, early_stopping=False, random_state=0,
    )  # fmt: skip
    trees.fit(design(train), y)
    chance: Array = trees.predict_proba(design(test))[:, 1]
    return chance


def log_odds_mean(*forecasts: Array) -> Array:
    """Return the forecast whose log-odds are the mean of those given."""
    odds = [logit(np.clip(p, TINY, 1 - TINY)) for p in forecasts]
    return np.asarray(expit(np.mean(odds, axis=0)))


def baselines(train: Rows, y: Array, test: Rows, years: int) -> pd.DataFrame:
    """Return the forecasts of all baselines for the test rows, a column each."""
    counts, trees = dispute_counts(train, y, test), boosting(train, y, test)
    return pd.DataFrame({
        "climatology": climatology(train, y, test),
        "persistence": persistence(train, y, test, years),
        "logit, peace years": peace_years(train, y, test),
        "logit, dispute counts": counts,
        "boosting": trees,
        "mean of counts and boosting": log_odds_mean(counts, trees),
    })  # fmt: skip
