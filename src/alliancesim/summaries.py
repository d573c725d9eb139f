"""What figures and report say about an ensemble: plain frames and numbers, computed once here."""

from typing import Literal, NamedTuple

import numpy as np
import pandas as pd
from scipy.special import gammaincinv

from alliancesim.metrics import METRICS
from alliancesim.results import Results

QUANTILES = {"low": 0.05, "q25": 0.25, "median": 0.5, "q75": 0.75, "high": 0.95}
"""Bands over runs: the middle half, and nine runs in ten."""

HEADLINES = (
    "onsets", "uses_of_force", "wars", "peace_probability", "stability", "escalation",
    "expected_disputes", "trust_mean", "tension_mean", "interoperability_mean",
    "alliance_density", "burden_mean",
)  # fmt: skip
"""Metrics that are told first; the report and ``--json`` have them all."""

COMPONENTS = (
    "stability_wars",
    "stability_escalation",
    "stability_structure",
    "stability_budget",
)
WEIGHTINGS = 2000
WEIGHTING_SEED = 20240229


class Spread(NamedTuple):
    """A quantity over runs: median and the band that holds nine runs in ten."""

    median: float
    low: float
    high: float
    mean: float


def spread(values: pd.Series, *, counts: bool = False) -> Spread:
    """Return median, 5th and 95th percentile, and mean, of the values that are known.

    With ``counts`` the percentiles are numbers that occurred: nobody saw 1.95 wars.
    """
    known = values.dropna().to_numpy(dtype=float)
    if not len(known):
        return Spread(*[float("nan")] * 4)
    method: Literal["nearest", "linear"] = "nearest" if counts else "linear"
    low, high = np.quantile(known, [0.05, 0.95], method=method)
    median = np.median(known)
    return Spread(float(median), float(low), float(high), float(known.mean()))


def runs_of(results: Results) -> int:
    """Return the number of runs."""
    return int(results.part("metrics", "run")["run"].nunique())


def years_of(results: Results) -> float:
    """Return the simulated years of a run."""
    manifest = results.manifest
    return float(manifest["steps"]) * float(manifest["step_years"])


def has(results: Results, metric: str) -> bool:
    """Tell whether a metric was recorded with at least one value."""
    if metric not in results.columns("metrics"):
        return False
    return bool(results.part("metrics", metric)[metric].notna().any())


def at_start(results: Results, metric: str) -> pd.Series:
    """Return the metric before the first step, one value per run."""
    frame = results.part("metrics", "run", "step", metric)
    return frame[frame["step"] == 0].set_index("run")[metric]


def at_end(results: Results, metric: str) -> pd.Series:
    """Return the metric after the last step, one value per run."""
    frame = results.part("metrics", "run", "step", metric)
    return frame[frame["step"] == frame["step"].max()].set_index("run")[metric]


def totals(results: Results, metric: str) -> pd.Series:
    """Return the sum of a count over all steps, one value per run."""
    return results.part("metrics", "run", metric).groupby("run")[metric].sum()


def is_count(metric: str) -> bool:
    """Tell whether a metric counts what happened in a step, so that its sum is the outcome."""
    return METRICS[metric].unit.endswith("/ step")


def per_run(results: Results) -> pd.DataFrame:
    """Return every metric as an outcome, a row per run: counts summed, all others at the end.

    One piece of the table is in memory at a time.
    """
    names = [name for name in METRICS if name in results.columns("metrics")]
    counts = [name for name in names if is_count(name)]
    last, sums, ends = results.manifest["steps"], [], []
    for frame in results.pieces("metrics"):
        sums.append(frame.groupby("run")[counts].sum())
        ends.append(frame[frame["step"] == last].set_index("run"))
    total = pd.concat(sums).groupby("run").sum()
    return pd.concat(ends).assign(**{name: total[name] for name in counts})[names]


def outcomes(results: Results) -> dict[str, Spread]:
    """Return every metric as an outcome of the runs, as a median and a band."""
    found = per_run(results)
    return {name: spread(found[name], counts=is_count(name)) for name in found}


def bands(results: Results, metric: str) -> pd.DataFrame:
    """Return date and quantiles over runs at each step."""
    grouped = results.part("metrics", "step", "date", metric).groupby("step")
    table = grouped[metric].quantile(list(QUANTILES.values())).unstack()
    table.columns = pd.Index(list(QUANTILES))
    table.insert(0, "date", grouped["date"].first())
    return table


def happened(results: Results) -> pd.DataFrame:
    """Return the events with ``when``, the moment within the step at which each happened.

    Tables are dated by the end of a step; ``day`` counts from its beginning.
    """
    dates = results.part("metrics", "step", "date").groupby("step")["date"].first()
    begins = results.events["step"].map(dates.shift(1).fillna(dates))
    when = pd.to_datetime(begins) + pd.to_timedelta(results.events["day"], unit="D")
    return results.events.assign(when=when)


class Comparison(NamedTuple):
    """A metric early and late in the runs: when, and the value of each run."""

    early: str
    late: str
    first: pd.Series
    last: pd.Series

    @property
    def change(self) -> float:
        """The mean change over runs."""
        return float((self.last - self.first).mean())


def compared(results: Results, metric: str) -> Comparison:
    """Return the means of the second and of the last year; in short runs, of start and end.

    Stability looks back a year and begins when the first is over; means over a year are steadier
    than single days.
    """
    frame = results.part("metrics", "run", "step", metric)
    year = round(1 / float(results.manifest["step_years"]))
    final = int(frame["step"].max())
    if final < 3 * year:
        return Comparison("start", "end", at_start(results, metric), at_end(results, metric))
    early = frame[(frame["step"] > year) & (frame["step"] <= 2 * year)]
    late = frame[frame["step"] > final - year]
    means = [part.groupby("run")[metric].mean() for part in (early, late)]
    return Comparison("second year", "last year", *means)


class Direction(NamedTuple):
    """The change of stability over the run, and how much it rests on the choice of weights."""

    change: float
    agreeing: float


def direction(results: Results) -> Direction:
    """Return the mean change of stability and the share of weightings that agree on its sign.

    Stability is one minus a weighted mean of components of instability. The weights are a choice,
    so all of them are tried: weightings drawn evenly from the simplex (flat Dirichlet).
    """
    parts = [name for name in COMPONENTS if has(results, name)]
    change = compared(results, "stability").change
    if not parts:
        return Direction(change, float("nan"))
    moves = [compared(results, name).change for name in parts]
    generator = np.random.Generator(np.random.Philox(WEIGHTING_SEED))
    weights = generator.dirichlet(np.ones(len(parts)), size=WEIGHTINGS)
    changes = -(weights @ np.nan_to_num(np.array(moves)))
    return Direction(change, float(np.mean(np.sign(changes) == np.sign(change))))


def representative_run(results: Results) -> int:
    """Return the run closest to the middle of the ensemble in its counts and its indices."""
    known = results.columns("metrics")
    counts = [name for name in ("onsets", "uses_of_force", "wars") if name in known]
    levels = [name for name in ("stability", "escalation", "trust_mean") if name in known]
    frame = results.part("metrics", "run", *counts, *levels)
    grouped = frame.groupby("run")
    table = pd.concat([grouped[counts].sum(), grouped[levels].mean()], axis=1)
    scale = table.std(ddof=0).replace(0.0, 1.0)
    distance = (((table - table.median()) / scale) ** 2).sum(axis=1)
    return int(distance.idxmin())


def calendar(frame: pd.DataFrame, results: Results) -> pd.Series:
    """Return the year since the start (0 is the first) of each row of a frame with ``step``."""
    step = float(results.manifest["step_years"])
    return np.floor((frame["step"].clip(lower=1) - 1) * step + 1e-9).astype(int)


def year_dates(results: Results, years: list[int]) -> list[str]:
    """Return labels of simulated years: the calendar year in which each begins."""
    first = results.scenario.clock.start.year
    return [str(first + year) for year in years]


def full_years(results: Results) -> list[int]:
    """Return the numbers of the simulated years, the last one perhaps not complete."""
    return list(range(max(1, int(np.ceil(years_of(results) - 1e-9)))))


def onset_history(results: Results) -> pd.DataFrame:
    """Return, per year, the mean number of onsets and the share of runs with at least one."""
    years = full_years(results)
    table = pd.DataFrame({"year": years, "label": year_dates(results, years)}).set_index("year")
    frame = results.part("metrics", "run", "step", "onsets", "uses_of_force")
    frame = frame[frame["step"] > 0]
    for name, metric in (("onsets", "onsets"), ("force", "uses_of_force")):
        counts = frame.groupby([frame["run"], calendar(frame, results)])[metric].sum().unstack()
        table[f"{name}_mean"] = counts.mean().reindex(years, fill_value=0.0)
        table[f"{name}_share"] = (counts > 0).mean().reindex(years, fill_value=0.0)
    return table


def pairs_of(events: pd.DataFrame) -> pd.Series:
    """Return the first two actors of each event in alphabetical order."""
    return events["actors"].map(lambda actors: tuple(sorted(list(actors)[:2])))


def interval(count: float) -> tuple[float, float]:
    """Return the exact 90 % interval of a Poisson mean from one count (Garwood)."""
    low = gammaincinv(count, 0.05) if count > 0 else 0.0
    return float(low), float(gammaincinv(count + 1, 0.95))


def dispute_rates(results: Results) -> pd.DataFrame:
    """Return simulated and historical onsets a year of the dyads whose history is stated.

    ``ratio`` is simulated over historical; ``outside`` flags ratios beyond a factor of two, and
    ``noise`` tells that the two 90 % intervals overlap all the same.
    """
    runs, years = runs_of(results), years_of(results)
    onsets = results.events[results.events["kind"] == "onset"]
    counted = pairs_of(onsets).value_counts() if len(onsets) else pd.Series(dtype=int)
    rows = []
    for (one, two), past, observed in _stated(results):
        simulated = int(counted.get(tuple(sorted((one, two))), 0))
        low, high = interval(past)
        sim_low, sim_high = interval(simulated)
        rows.append(
            {
                "state1": one,
                "state2": two,
                "past": past,
                "observed_years": observed,
                "historical": past / observed,
                "historical_low": low / observed,
                "historical_high": high / observed,
                "simulated": simulated / (runs * years),
                "simulated_low": sim_low / (runs * years),
                "simulated_high": sim_high / (runs * years),
            }
        )
    return _compared(pd.DataFrame(rows))


def _stated(results: Results) -> list[tuple[tuple[str, str], float, float]]:
    scenario = results.scenario
    found = []
    for one, two in scenario.pairs():
        dyad = scenario.dyads.get(f"{one}-{two}") or scenario.dyads.get(f"{two}-{one}")
        if dyad is not None and dyad.observed_years and dyad.observed_years.value > 0:
            found.append(((one, two), dyad.past_disputes.value, dyad.observed_years.value))
    return found


def _compared(table: pd.DataFrame) -> pd.DataFrame:
    if table.empty:
        return table
    ratio = table["simulated"] / table["historical"].where(table["historical"] > 0)
    table["ratio"] = ratio
    table["outside"] = ratio.notna() & ((ratio < 0.5) | (ratio > 2.0))
    apart = (table["simulated_low"] > table["historical_high"]) | (
        table["simulated_high"] < table["historical_low"]
    )
    table["noise"] = table["outside"] & ~apart
    return table.sort_values(["historical", "simulated"], ascending=False, ignore_index=True)


def blocs(results: Results) -> list[list[str]]:
    """Return groups of states bound by pacts at the start, the largest first; loners last."""
    import networkx as nx

    first = results.dyads[results.dyads["step"] == results.dyads["step"].min()]
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(results.scenario.ids)
    bound = first[first["pact"].astype(bool)]
    graph.add_edges_from(zip(bound["state1"], bound["state2"], strict=True))
    if not graph.number_of_edges():
        return [[state] for state in results.scenario.ids]
    order = {state: i for i, state in enumerate(results.scenario.ids)}
    groups = nx.community.greedy_modularity_communities(graph)
    ordered = [sorted(group, key=order.__getitem__) for group in groups]
    return sorted(ordered, key=lambda group: (-len(group), order[group[0]]))


def names_of(results: Results) -> dict[str, str]:
    """Return the names of the states by id."""
    return {key: state.name for key, state in results.scenario.states.items()}
