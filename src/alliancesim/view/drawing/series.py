"""Series: a metric over time, of the run, of the fork, and of the ensemble behind them."""

import datetime
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from alliancesim.figures import style
from alliancesim.view.drawing.look import A, B, Figure, axis, layout
from alliancesim.world import Array

POINTS = 400
"""Points of a curve, at most."""


class Band(NamedTuple):
    """A metric over the members of an ensemble: quantiles at each step."""

    low: Array
    middle: Array
    high: Array


class Curves(NamedTuple):
    """What a chart shows."""

    metric: str
    dates: Sequence[datetime.date]
    """Date of each step of the whole horizon."""
    run: Array
    fork: Array | None
    band: Band | None
    shown: int
    """Step that is looked at."""


def figure(curves: Curves) -> Figure:
    """Return the whole chart."""
    ends = [curves.dates[0].isoformat(), curves.dates[-1].isoformat()]
    look = layout(
        xaxis=axis(type="date", range=ends, nticks=6),
        yaxis=axis(range=_span(curves), nticks=5, title=_title(curves.metric)),
        hovermode="x",
        dragmode="zoom",
        shapes=[_now(curves)],
    )
    return {"data": traces(curves), "layout": look}


def _title(metric: str) -> dict[str, Any]:
    """Return the unit as the title of the axis; the metric itself stands above the chart."""
    unit = style.unit_of(metric) or "index or share"
    return {"text": style.plain(unit, 24), "font": {"size": 10}, "standoff": 6}


def traces(curves: Curves) -> list[dict[str, Any]]:
    """Return the traces, always the same ones: band, middle, run, fork, and where it stands."""
    band = curves.band
    middle = np.zeros(0) if band is None else band.middle
    fork = np.zeros(0) if curves.fork is None else curves.fork
    here = min(curves.shown, len(curves.run) - 1)
    return [
        _band(curves.dates, band),
        _curve(curves.dates, middle, style.GREY, 1.2, "dot", "median"),
        _curve(curves.dates, curves.run, A, 2.2, "solid", "run"),
        _curve(curves.dates, fork, B, 2.0, "dash", "fork"),
        {
            "type": "scatter", "mode": "markers", "x": [curves.dates[here].isoformat()],
            "y": style.rounded(curves.run[here : here + 1]),
            "marker": {"color": A, "size": 8, "line": {"color": "#fff", "width": 1}},
            "hoverinfo": "skip",
        },
    ]  # fmt: skip


def patched(patch: Any, curves: Curves) -> Any:
    """Enter what changed into a patch of the chart, and return it."""
    for place, trace in enumerate(traces(curves)):
        patch["data"][place]["x"], patch["data"][place]["y"] = trace["x"], trace["y"]
    patch["layout"]["yaxis"]["range"] = _span(curves)
    patch["layout"]["shapes"] = [_now(curves)]
    return patch


def _curve(
    dates: Sequence[datetime.date], values: Array, colour: str, width: float, dash: str, name: str
) -> dict[str, Any]:
    kept = _thinned(len(values))
    return {
        "type": "scatter", "mode": "lines", "name": name,
        "x": [dates[step].isoformat() for step in kept], "y": style.rounded(values[kept]),
        "line": {"color": colour, "width": width, "dash": dash},
        "hovertemplate": f"%{{y:.3g}}<extra>{name}</extra>",
    }  # fmt: skip


def _band(dates: Sequence[datetime.date], band: Band | None) -> dict[str, Any]:
    x: list[str] = []
    y: list[float | None] = []
    if band is not None:
        kept = _thinned(len(band.low))
        kept = kept[~np.isnan(band.low[kept]) & ~np.isnan(band.high[kept])]
        forth = [dates[step].isoformat() for step in kept]
        x = forth + forth[::-1]
        y = style.rounded(band.high[kept]) + style.rounded(band.low[kept])[::-1]
    return {
        "type": "scatter", "mode": "lines", "x": x, "y": y, "line": {"width": 0}, "fill": "toself",
        "fillcolor": style.rgba(style.GREY, 0.22), "hoverinfo": "skip",
    }  # fmt: skip


def _thinned(length: int) -> Any:
    """Return the steps that are drawn, the last one among them."""
    every = max(1, -(-length // POINTS))
    return np.arange((length - 1) % every, length, every) if length else np.zeros(0, dtype=int)


def _now(curves: Curves) -> dict[str, Any]:
    day = curves.dates[min(curves.shown, len(curves.dates) - 1)].isoformat()
    return {"type": "line", "x0": day, "x1": day, "y0": 0, "y1": 1, "yref": "paper",
            "line": {"color": "rgba(128,128,128,0.55)", "width": 1, "dash": "dot"}}  # fmt: skip


def _span(curves: Curves) -> list[float]:
    """Return the vertical range: all that is drawn with a margin, never beyond what is possible."""
    drawn = [curves.run, *([] if curves.fork is None else [curves.fork])]
    if curves.band is not None:
        drawn += [curves.band.low, curves.band.high]
    values = np.concatenate(drawn)
    values = values[np.isfinite(values)]
    least, most = style.bounds(curves.metric)
    if not len(values):
        return [0.0, 1.0]
    low, high = float(values.min()), float(values.max())
    room = max(high - low, 0.02 * (most - least if np.isfinite(most - least) else abs(high)), 1e-6)
    if low >= 0 and not most <= 1:  # counts and rates start at zero
        low = 0.0
    return [max(least, low - 0.08 * room), min(most, high + 0.12 * room)]
