"""Outcomes: how an outcome is spread over the runs, and how pairs of runs differ."""

import datetime
from collections.abc import Sequence
from typing import Any

import numpy as np

from alliancesim.figures import style
from alliancesim.summaries import is_count
from alliancesim.view.drawing.look import A, B, Figure, axis, layout, message
from alliancesim.view.ensembles import Ensemble
from alliancesim.view.film import Film
from alliancesim.view.forks import Paired

BINS = 12


def distribution_figure(ensemble: Ensemble, metric: str, run: Film) -> Figure:
    """Return a histogram of an outcome over the members, and where the run stands at its end."""
    values = ensemble.outcome(metric)
    if not len(values):
        return message("no runs yet")
    counted = is_count(metric)
    edges = _edges(values, whole=counted)
    number, _ = np.histogram(values, edges)
    middles = (edges[:-1] + edges[1:]) / 2
    bar = {
        "type": "bar", "x": style.rounded(middles), "y": number.tolist(),
        "width": style.rounded(0.92 * np.diff(edges)), "marker": {"color": style.GREY},
        "hovertemplate": "%{y} runs near %{x:.3g}<extra></extra>",
    }  # fmt: skip
    unit = style.labelled(metric).replace("/ step", "in all") if counted else (
        f"{style.labelled(metric)} at the end")  # fmt: skip
    shapes = []
    if run.length > ensemble.scenario.clock.steps:
        own = float(np.nansum(run.values(metric)) if counted else run.values(metric)[-1])
        shapes = [{"type": "line", "x0": own, "x1": own, "y0": 0, "y1": 1, "yref": "paper",
                   "line": {"color": A, "width": 2}}]  # fmt: skip
    look = layout(
        xaxis=axis(title={"text": style.plain(unit, 60), "font": {"size": 11}}, nticks=6),
        yaxis=axis(title={"text": "runs", "font": {"size": 11}}, nticks=4, rangemode="tozero"),
        margin={"l": 42, "r": 8, "t": 6, "b": 38},
        shapes=shapes,
    )
    return {"data": [bar], "layout": look}


def _edges(values: Any, *, whole: bool) -> Any:
    low, high = float(values.min()), float(values.max())
    if whole:  # so many of something: bars stand on whole numbers
        wide = max(1, int(np.ceil((high - low + 1) / BINS)))
        return np.arange(low - 0.5, high + wide + 0.5, wide)
    room = max(high - low, 1e-6)
    return np.linspace(low, low + room, BINS + 1)


def paired_figure(both: Paired, dates: Sequence[datetime.date], metric: str, since: int) -> Figure:
    """Return the mean difference of pairs over time with its 95 % interval."""
    days = [date.isoformat() for date in dates]
    known = np.flatnonzero(~np.isnan(both.mean))
    forth = [days[step] for step in known]
    band = {
        "type": "scatter", "mode": "lines", "x": forth + forth[::-1],
        "y": style.rounded(both.high[known]) + style.rounded(both.low[known])[::-1],
        "fill": "toself", "fillcolor": style.rgba(B, 0.2), "line": {"width": 0},
        "hoverinfo": "skip",
    }  # fmt: skip
    mean = {
        "type": "scatter", "mode": "lines", "x": forth, "y": style.rounded(both.mean[known]),
        "line": {"color": B, "width": 2},
        "hovertemplate": "%{x|%b %Y}: %{y:+.3g}<extra></extra>",
    }  # fmt: skip
    unit = style.unit_of(metric)
    summed = " since the fork" if is_count(metric) else ""
    title = f"fork − run{summed}" + (f", {unit.replace(' / step', '')}" if unit else "")
    look = layout(
        xaxis=axis(type="date", nticks=5),
        yaxis=axis(title={"text": style.plain(title, 44), "font": {"size": 11}}, nticks=5,
                   zeroline=True, zerolinecolor=style.GREY),
        margin={"l": 54, "r": 8, "t": 6, "b": 24},
        shapes=[{"type": "line", "x0": days[since], "x1": days[since], "y0": 0, "y1": 1,
                 "yref": "paper", "line": {"color": style.GREY, "width": 1, "dash": "dot"}}],
    )  # fmt: skip
    return {"data": [band, mean], "layout": look}
