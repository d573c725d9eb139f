"""Verdict: what a backtest amounts to, as one dictionary of plain numbers.

Politically relevant pairs come first; all pairs are mostly geography. The strongest baseline in a
score is the one that has the most of it, among the forecasts that do not simulate.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from alliancesim.history.backtest import FROZEN, MODEL, Backtest
from alliancesim.history.bootstrap import differences
from alliancesim.history.scores import (
    auc,
    average_precision,
    brier_skill,
    crps,
    log_score,
    reliability,
    score,
)

KEYS = ("origin", "horizon", "ccode1", "ccode2", "relevant", "y")
COMPARED = {
    "auc": auc, "average_precision": average_precision, "brier_skill": brier_skill,
    "log_score": log_score,
}  # fmt: skip


def names(pairs: pd.DataFrame) -> list[str]:
    """Return the names of the forecasts in a table of pairs."""
    return [column for column in pairs.columns if column not in KEYS]


def judge(done: Backtest, replicates: int = 200, seed: int = 1) -> dict[str, Any]:
    """Return scores, differences with intervals, ties and counts of a backtest."""
    casts = {"relevant": done.pairs[done.pairs["relevant"]], "all": done.pairs}
    return {
        "scores": [
            {"pairs": cast, "horizon": int(horizon), "origin": origin, "forecast": name}
            | score(own[name].to_numpy(float), own["y"].to_numpy(float))
            for cast, table in casts.items()
            for horizon, of_horizon in table.groupby("horizon")
            for origin, own in _by_origin(of_horizon)
            for name in names(done.pairs)
        ],
        "differences": [
            {"pairs": "relevant", "horizon": int(horizon)} | found
            for horizon, own in casts["relevant"].groupby("horizon")
            for found in differences(
                own, MODEL, [n for n in names(own) if n != MODEL], COMPARED, replicates, seed
            )
        ],
        "reliability": [
            {"horizon": int(horizon), "forecast": name}
            | {"bins": reliability(own[name].to_numpy(float), own["y"].to_numpy(float))}
            for horizon, own in casts["relevant"].groupby("horizon")
            for name in (MODEL, FROZEN)
        ],
        "ties": [found for horizon, own in done.ties.groupby("horizon")
                 for found in _ties(int(horizon), own)],
        "counts": _counts(done.counts),
        "yearly": done.counts[["origin", "year", "mean", "low", "high", "observed"]].to_dict(
            orient="records"
        ),
    }  # fmt: skip


def _by_origin(table: pd.DataFrame) -> Iterable[tuple[str, pd.DataFrame]]:
    yield "pooled", table
    for origin, own in table.groupby("origin"):
        yield str(origin), own


def strongest(found: dict[str, Any], horizon: int, by: str = "average_precision") -> str:
    """Return the baseline with the highest score at a horizon, pooled, on relevant pairs."""
    rows = [
        row for row in found["scores"]
        if row["pairs"] == "relevant" and row["origin"] == "pooled" and row["horizon"] == horizon
        and not row["forecast"].startswith(("model", "no "))
    ]  # fmt: skip
    return str(max(rows, key=lambda row: row[by])["forecast"])


def _ties(horizon: int, ties: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the scores of formation, with and without bursts, and of dissolution."""
    free, bound = ties[~ties["allied"]], ties[ties["allied"]]
    usual = free[~free["burst"]]
    cases = {
        "formation": (free["p"], free["y"]),
        "formation outside bursts": (usual["p"], usual["y"]),
        "dissolution": (bound["p"].rsub(1), bound["y"].rsub(1)),
        "dissolution outside bursts": (
            bound.loc[~bound["burst"], "p"].rsub(1), bound.loc[~bound["burst"], "y"].rsub(1)
        ),
    }  # fmt: skip
    return [
        {"horizon": horizon, "what": what, "events": int(y.sum())}
        | score(p.to_numpy(float), y.to_numpy(float))
        for what, (p, y) in cases.items()
    ]


def _counts(counts: pd.DataFrame) -> dict[str, float]:
    """Return the mean CRPS of the yearly number of disputes, of the model and the ten-year mean."""
    known = counts[counts["observed"] >= 0]
    model = [crps(np.array(row.members, dtype=float), row.observed) for row in known.itertuples()]
    mean = np.abs(known["ten_years"] - known["observed"])
    return {"years": len(known), "crps_model": float(np.mean(model)),
            "crps_ten_year_mean": float(mean.mean()),
            "observed": float(known["observed"].mean()),
            "forecast": float(known["mean"].mean())}  # fmt: skip
