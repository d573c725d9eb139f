"""Paired comparison: two versions of a case with the same luck, run by run.

Both versions of run k draw from ``(seed, k)``, so they share all luck that the change does not
touch, and the difference within the pair estimates the effect with far less noise than two
independent ensembles would. The interval speaks of luck alone, not of what was assumed.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from alliancesim.metrics import METRICS
from alliancesim.results import Results
from alliancesim.summaries import at_end, is_count, totals


class Effect(NamedTuple):
    """What the change does to one outcome."""

    outcome: str
    before: float
    """Mean of the first version over runs."""
    after: float
    effect: float
    """Mean difference within pairs."""
    low: float
    high: float
    """Ends of the paired 95 % interval (Student's t)."""
    raised: float
    """Share of runs in which the outcome is higher."""
    lowered: float
    variance_ratio: float
    """Variance of the effect from independent ensembles over that from pairs."""

    @property
    def clear(self) -> bool:
        """Whether the interval leaves out zero."""
        return self.low > 0 or self.high < 0


class Parting(NamedTuple):
    """Where the two versions of a run first differ."""

    run: int
    step: int
    """First step with a different metric; -1 if the runs are the same."""
    event: str
    """First event of that or a later step that only one of them has."""


@dataclass(frozen=True)
class Comparison:
    """Effects on all outcomes, and where the pairs part."""

    effects: list[Effect]
    partings: list[Parting]

    def effect(self, outcome: str) -> Effect:
        """Return the effect on one outcome."""
        return next(item for item in self.effects if item.outcome == outcome)


def compare(before: Results, after: Results) -> Comparison:
    """Compare two ensembles with the same seed, runs and steps, pair by pair.

    Raises
    ------
    ValueError
        If the two do not share seed, runs and steps.
    """
    for key in ("seed", "runs", "steps"):
        if before.manifest[key] != after.manifest[key]:
            raise ValueError(f"the ensembles differ in {key}; pairs need the same")
    effects = [_effect(name, before, after) for name in METRICS]
    return Comparison(effects, _partings(before, after))


def _outcome(results: Results, name: str) -> pd.Series:
    return totals(results, name) if is_count(name) else at_end(results, name)


def _effect(name: str, before: Results, after: Results) -> Effect:
    pairs = pd.DataFrame({"a": _outcome(before, name), "b": _outcome(after, name)}).dropna()
    difference = (pairs["b"] - pairs["a"]).to_numpy(dtype=float)
    n = len(difference)
    if n == 0:
        return Effect(name, *[float("nan")] * 8)
    mean = float(difference.mean())
    variance = float(difference.var(ddof=1)) if n > 1 else float("nan")
    half = float(stdtrit(n - 1, 0.975)) * (variance / n) ** 0.5 if n > 1 else float("nan")
    apart = float(pairs["a"].var(ddof=1) + pairs["b"].var(ddof=1)) if n > 1 else float("nan")
    ratio = apart / variance if variance > 0 else float("nan")
    return Effect(
        name, float(pairs["a"].mean()), float(pairs["b"].mean()), mean, mean - half, mean + half,
        float((difference > 0).mean()), float((difference < 0).mean()), ratio,
    )  # fmt: skip


def _partings(before: Results, after: Results) -> list[Parting]:
    names = list(METRICS)
    one, other = (r.metrics.set_index(["run", "step"])[names] for r in (before, after))
    same = (one == other) | (one.isna() & other.isna())
    differs = ~same.all(axis=1)
    found = []
    for run in range(before.manifest["runs"]):
        steps = differs.loc[run]
        first = int(steps.index[np.argmax(steps.to_numpy())]) if steps.any() else -1
        found.append(Parting(run, first, _first_event(before, after, run) if first >= 0 else ""))
    return found


def _first_event(before: Results, after: Results, run: int) -> str:
    """Return the first event that only one version has, and which."""
    tables = [r.events[r.events["run"] == run][["step", "text"]] for r in (before, after)]
    merged = tables[0].merge(tables[1], on=["step", "text"], how="outer", indicator=True)
    only = merged[merged["_merge"] != "both"].sort_values("step", kind="stable")
    if only.empty:
        return ""
    row = only.iloc[0]
    return f"{row['text']} ({'before' if row['_merge'] == 'left_only' else 'after'} only)"
