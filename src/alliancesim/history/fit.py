"""Fit: the hazards of the model on the assimilated record, up to a year and no further.

Onset (equation 9), formation and ending of defence ties (equation 8) are penalised logits on the
features of ``alliancesim.history.features``. Terms that the record cannot tell (expected utility,
contagion, abandonment, autonomy, agreements) are set to 0 in what a fit gives: the constant carries
their level. One term more stands beside the features of onset:

- Own record, in forecasts: weight·ln((n + K) / (E + K)), n onsets of the pair in the fitted years
  before, E those that a first fit without the term expected. In a run it acts as the pair's
  frailty, which is set so that the hazard at the origin is the fitted one.
- Rivalry, in the defaults of the model, which scenarios state; historians coded it in retrospect,
  so no forecast uses it.
"""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import expit

from alliancesim.history.features import ENDING, FORMATION, ONSET, Rows
from alliancesim.history.logit import Logit, Ranges, fit_logit
from alliancesim.history.outcomes import allied, burst, onsets
from alliancesim.history.panel import Panel
from alliancesim.kernels import yearly_rate
from alliancesim.parameters import Parameters, catalogue

PENALTY = 1.0
"""Ridge on coefficients of standardised features, in units of log-likelihood."""
TRUST = frozenset({"trust", "tension"})
"""Features of onset that assimilation alone gives."""
NETWORK = frozenset({"pact"})
"""Features of onset that come from alliances; contagion is not fitted."""
LEFT_OUT = frozenset({"contagion"})
"""It does not help out of sample (origins 1962-1987), though it is significant within it."""
SHRINKAGE = 2.0
"""K: onsets of prior knowledge in the own record; 1 to 8 serve alike."""
MEMORY = 4.0
"""Memory of recency beside the own record, years; of 2, 4, 6, 8 and 12, on origins 1962-1987."""
Beside = Literal["own record", "rivalry", "nothing"]
"""The term of onset beside its features."""
UNTOLD = {
    "onset.expected_utility": 0.0,
    "pacts.formation.abandonment": 0.0,
    "pacts.formation.autonomy": 0.0,
    "pacts.formation.agreement": 0.0,
    "pacts.ending.abandonment": 0.0,
    "pacts.ending.autonomy": 0.0,
}
"""Terms of the fitted hazards that no table tells."""


@dataclass(frozen=True)
class Fit:
    """Fitted hazards, with what they were fitted on."""

    until: int
    onset: Logit
    """The coefficient of the term beside the features stands last."""
    beside: Beside
    own: pd.Series
    """ln((n + K) / (E + K)) of each pair at the end of ``until``, by key."""
    formation: Logit
    ending: Logit
    without: frozenset[str]
    """Features of onset that were left out."""

    def settings(self) -> dict[str, float]:
        """Return the fitted parameters by dotted path."""
        found = dict(UNTOLD)
        found["onset.rivalry"] = float(self.onset.weights[-1]) if self.beside == "rivalry" else 0.0
        for group, names, logit in (
            ("onset", ONSET, self.onset),
            ("pacts.formation", FORMATION, self.formation),
            ("pacts.ending", ENDING, self.ending),
        ):
            found[f"{group}.constant"] = logit.constant
            for name, weight in zip(names.values(), logit.weights[: len(names)], strict=True):
                found[f"{group}.{name}"] = float(weight)
        return found

    def log_odds(self, rows: Rows) -> NDArray[np.float64]:
        """Return the yearly log-odds of onset of the model's own terms, without the own record."""
        odds: NDArray[np.float64] = (
            self.onset.constant + rows.onset @ self.onset.weights[: len(ONSET)]
        )
        return odds

    def own_record(self, rows: Rows) -> NDArray[np.float64]:
        """Return what the own record adds to the log-odds; 0 for pairs that are new."""
        if self.beside != "own record":
            return np.zeros(len(rows.pairs))
        known = self.own.reindex(rows.pairs["key"]).fillna(0.0).to_numpy()
        return known * self.onset.weights[-1]

    def chance(self, rows: Rows) -> NDArray[np.float64]:
        """Return the chance of an onset in the year after each row."""
        return np.asarray(expit(self.log_odds(rows) + self.own_record(rows)))

    def frailty(self, rows: Rows) -> NDArray[np.float64]:
        """Return the factor of the rate by which the own record acts, at the rows' hazard."""
        odds = self.log_odds(rows)
        factor: NDArray[np.float64] = yearly_rate(odds + self.own_record(rows)) / yearly_rate(odds)
        return factor

    def rules(self, base: Parameters) -> Parameters:
        """Return the parameters with the fitted ones put in their places."""
        data = base.model_dump()
        for path, value in self.settings().items():
            put(data, path, value)
        return Parameters.model_validate(data)


def put(tree: dict[str, Any], path: str, value: Any) -> None:
    """Set a value in a tree of dictionaries by dotted path."""
    *above, last = path.split(".")
    for name in above:
        tree = tree.setdefault(name, {})
    tree[last] = value


def forecast_rules(base: Parameters | None = None) -> Parameters:
    """Return the parameters with which forecasts assimilate and start: recency has its memory."""
    start = base or Parameters()
    onset = start.onset.model_copy(update={"recency_memory": MEMORY})
    return start.model_copy(update={"onset": onset})


def fit(
    rows: Rows, panel: Panel, until: int, without: frozenset[str] = frozenset(),
    beside: Beside = "own record",
) -> Fit:  # fmt: skip
    """Fit all hazards on the rows whose next year is ``until`` at the latest.

    Parameters
    ----------
    rows, panel
        Features and the record that they come from.
    until
        Last year that is used.
    without
        Features of onset that are left out.
    beside
        The term that stands beside the features of onset.

    Raises
    ------
    HistoryError
        If there are no events to fit.
    """
    known = panel.until(until)
    train = rows.where((rows.pairs["year"] < until).to_numpy())
    out = without | LEFT_OUT
    y, keys = onsets(known, train.pairs, 1), train.pairs["key"]
    extra = train.pairs["rivalry"].to_numpy(float) * (beside == "rivalry")
    onset = _onset(train, extra, y, out)
    expected = onset.chance(np.column_stack([train.onset, extra]))
    sums = pd.DataFrame({"n": y, "e": expected}).groupby(keys)
    if beside == "own record":
        before = sums.cumsum()
        extra = _shrunk(before["n"] - y, before["e"] - expected).to_numpy()
        onset = _onset(train, extra, y, out)
    total = sums.sum()
    formation, ending = _ties(train, known)
    own = _shrunk(total["n"], total["e"])
    return Fit(until, onset, beside, own, formation, ending, out)


def _shrunk(number: pd.Series, expected: pd.Series) -> pd.Series:
    return np.log((number + SHRINKAGE) / (expected + SHRINKAGE))


def _onset(
    train: Rows, extra: NDArray[np.float64], y: NDArray[np.float64], out: frozenset[str]
) -> Logit:
    """Fit the hazard of onset, with the term beside the features as the last one."""
    kept = np.array([*(name not in out for name in ONSET), True])
    low, high = ranges("onset", ONSET)
    return fit_logit(
        np.column_stack([train.onset, extra]), y, train.pairs["key"].to_numpy(),
        penalty=PENALTY, kept=kept, ranges=(np.append(low, 0.0), np.append(high, 5.0)),
    )  # fmt: skip


def _ties(train: Rows, known: Panel) -> tuple[Logit, ...]:
    """Fit formation and ending of defence ties outside bursts, among pairs of members."""
    after = allied(known, train.pairs, 1)
    tied = train.pairs["allied"].to_numpy()
    keys = train.pairs["key"].to_numpy()
    came = burst(known)
    many = [pair in came for pair in zip(keys, train.pairs["year"] + 1, strict=True)]
    usual = np.isfinite(after) & ~np.array(many, dtype=bool)
    free, bound = usual & ~tied, usual & tied
    return tuple(
        fit_logit(x[own], event[own], keys[own], penalty=PENALTY, kept=_all(x),
                  ranges=ranges(f"pacts.{name}", terms))
        for name, terms, x, event, own in (
            ("formation", FORMATION, train.formation, after, free),
            ("ending", ENDING, train.ending, 1 - after, bound),
        )
    )  # fmt: skip


def _all(x: NDArray[np.float64]) -> NDArray[np.bool_]:
    return np.ones(x.shape[1], dtype=bool)


def ranges(group: str, terms: dict[str, str]) -> Ranges:
    """Return the declared ranges of the coefficients of a hazard, in the order of its terms."""
    known = [catalogue()[f"{group}.{name}"] for name in terms.values()]
    return np.array([item.lo for item in known]), np.array([item.hi for item in known])
