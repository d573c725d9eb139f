"""Fan charts: a metric over time with the spread over runs."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from alliancesim.figures import style
from alliancesim.results import Results
from alliancesim.summaries import bands, has, runs_of

POINTS = 600
"""Steps that a chart draws; a longer run is thinned out evenly."""
LEAST_SPAN = {1.0: 0.1}
"""An axis of a share never shows less than this, so that noise does not look like news."""


def fan(results: Results, metric: str, height: int = 380) -> go.Figure:
    """Return one metric as a fan chart."""
    return fans(results, [metric], columns=1, height=height)


def fans(
    results: Results,
    metrics: Sequence[str],
    *,
    columns: int = 2,
    height: int = 260,
    shared: bool = False,
) -> go.Figure:
    """Return several metrics as small fan charts, side by side.

    Parameters
    ----------
    results
        The ensemble.
    metrics
        Names of metrics; those without any value are left out.
    columns
        Charts in a row.
    height
        Height of one row in pixels.
    shared
        Whether all charts have the same vertical range, for things to be compared.
    """
    known = [metric for metric in metrics if has(results, metric)]
    if not known:
        return style.message("Nothing to draw: these metrics have no value in this run.")
    rows = -(-len(known) // columns)
    figure = make_subplots(
        rows=rows,
        cols=columns,
        subplot_titles=[style.title_of(name) for name in known] if len(known) > 1 else None,
        horizontal_spacing=0.1,
        vertical_spacing=min(0.3, 62 / (height * rows)),
        figure=style.blank(height * rows + 60),
    )
    tables = [_thinned(bands(results, metric)) for metric in known]
    spans = [_span(metric, table) for metric, table in zip(known, tables, strict=True)]
    if shared:
        spans = [(min(s[0] for s in spans), max(s[1] for s in spans))] * len(spans)
    for i, (metric, table) in enumerate(zip(known, tables, strict=True)):
        row, column = i // columns + 1, i % columns + 1
        for trace in _traces(table, first=i == 0, band=runs_of(results) > 1):
            figure.add_trace(trace, row=row, col=column)
        title = style.labelled(metric) if len(known) == 1 else style.unit_of(metric) or "index"
        figure.update_yaxes(style.axis(title, range=spans[i]), row=row, col=column)
        figure.update_xaxes(style.axis("date" if row == rows else ""), row=row, col=column)
    figure.update_layout(hovermode="x", margin={"t": 40})
    if len(known) > 1:
        style.small_titles(figure)
    return figure


def _thinned(table: pd.DataFrame) -> pd.DataFrame:
    """Return at most ``POINTS`` steps, the last one among them."""
    every = -(-len(table) // POINTS)
    return table.iloc[(len(table) - 1) % every :: every]


def _span(metric: str, table: pd.DataFrame) -> tuple[float, float]:
    """Return the vertical range: all bands with a margin, never beyond what is possible."""
    values = table.drop(columns="date").to_numpy(float)
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    least, most = style.bounds(metric)
    room = LEAST_SPAN.get(most - least, 0.0)
    if high - low < room:
        low, high = (low + high - room) / 2, (low + high + room) / 2
    margin = 0.08 * (high - low) or 0.5
    below = low - margin
    if low >= 0 and most - least > 1:  # counts and rates start at zero
        below = 0.0
    return max(below, least), min(high + margin, most) if most < np.inf else high + margin


def _traces(table: pd.DataFrame, *, first: bool, band: bool) -> list[go.Scatter]:
    dates = table["date"].dt.strftime("%Y-%m-%d").tolist()
    median = go.Scatter(
        x=dates,
        y=style.rounded(table["median"]),
        mode="lines",
        line={"color": style.BLUE, "width": 2.4},
        name="median of the runs" if band else "the run",
        legendgroup="median",
        showlegend=first,
        hovertemplate="%{y:.3g}<extra></extra>",
    )
    if not band:
        return [median]
    wide = _band(dates, table["low"], table["high"], 0.16, "9 runs in 10", first)
    middle = _band(dates, table["q25"], table["q75"], 0.30, "half of the runs", first)
    return [wide, middle, median]


def _band(
    dates: list[str], low: pd.Series, high: pd.Series, shade: float, name: str, first: bool
) -> go.Scatter:
    known = (low.notna() & high.notna()).to_numpy()
    kept = [date for date, keep in zip(dates, known, strict=True) if keep]
    return go.Scatter(
        x=kept + kept[::-1],
        y=style.rounded(high[known]) + style.rounded(low[known])[::-1],
        fill="toself",
        fillcolor=style.rgba(style.BLUE, shade),
        line={"width": 0},
        mode="lines",
        name=name,
        legendgroup=name,
        showlegend=first,
        hoverinfo="skip",
    )
