"""Planes: two inputs at once, as a heat map of means or as the cases themselves."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from alliancesim.experiments.analysis import Reading
from alliancesim.experiments.analysis.bins import LEVELS
from alliancesim.experiments.analysis.discovery import Discovery
from alliancesim.experiments.analysis.inputs import is_number
from alliancesim.experiments.analysis.rules import Limit
from alliancesim.experiments.analysis.surfaces import Surface
from alliancesim.figures import style
from alliancesim.figures.sweep import labelled, order_of, short

LEVEL = [[0.0, "#fff7e6"], [0.25, "#cfe3ef"], [0.5, "#86bcd9"], [0.75, "#3182b3"], [1, "#0b3c5d"]]
CHANGE = [[0.0, style.VERMILION], [0.5, "#f7f5f2"], [1.0, style.BLUE]]
HEIGHT = 420
MOST_DRAWN = 4000
"""Cases that a chart draws; more are thinned evenly."""


def heat_map(reading: Reading, found: Surface) -> go.Figure:
    """Return the mean outcome over two inputs; around zero in two colours if it has both signs."""
    z = np.array(found.means)
    low, high = float(np.nanmin(z)), float(np.nanmax(z))
    signed = low < 0 < high
    reach = max(-low, high)
    figure = style.blank(HEIGHT)
    figure.add_trace(
        go.Heatmap(
            z=[style.rounded(row, 3) for row in found.means],
            x=[style.plain(label) for label in found.columns],
            y=[style.plain(label) for label in found.rows],
            colorscale=CHANGE if signed else LEVEL,
            zmin=-reach if signed else low,
            zmax=reach if signed else high,
            xgap=2,
            ygap=2,
            texttemplate="%{z:.3g}",
            customdata=found.points,
            hovertemplate="%{x}, %{y}: %{z:.3g}, %{customdata} points<extra></extra>",
            hoverongaps=False,
            colorbar={
                "title": {
                    "text": style.plain(labelled(reading), 40),
                    "side": "right",
                    "font": {"size": 13},
                },
                "exponentformat": "power",
                "thickness": 12,
                "outlinewidth": 0,
            },
        )
    )
    figure.update_xaxes(style.axis(short(found.across), showgrid=False, type="category"))
    figure.update_yaxes(style.axis(short(found.up), showgrid=False, type="category"))
    figure.update_layout(margin={"t": 12})
    return figure


def cases(reading: Reading, found: Discovery) -> go.Figure | None:
    """Return the cases over two inputs, those of interest marked, with the boxes of the rules.

    None if fewer than two inputs are numbers with many values: there is nothing to scatter.
    """
    axes = _axes(reading, found)
    if len(axes) < 2:
        return None
    x, y = reading.cases.known(reading.outcome)
    kept = np.unique(np.linspace(0, len(x) - 1, min(len(x), MOST_DRAWN)).astype(int))
    hit = found.condition.met(y)[kept]
    shown = x.iloc[kept]
    figure = style.blank(HEIGHT + 40)
    looks = (
        (~hit, "other points", style.rgba(style.GREY, 0.55), "circle-open", 5),
        (hit, str(found.condition), style.VERMILION, "x", 7),
    )
    for mask, name, colour, symbol, size in looks:
        figure.add_trace(
            go.Scatter(
                x=style.rounded(shown.loc[mask, axes[0]]),
                y=style.rounded(shown.loc[mask, axes[1]]),
                mode="markers",
                marker={"color": colour, "symbol": symbol, "size": size},
                name=style.plain(name),
                hovertemplate=f"{short(axes[0])} %{{x:.3g}}, {short(axes[1])} %{{y:.3g}}"
                "<extra></extra>",
            )
        )
    for number, each in enumerate(found.rules, 1):
        _frame(figure, axes, x, {limit.input: limit for limit in each.box.limits}, number)
    figure.update_xaxes(style.axis(short(axes[0])))
    figure.update_yaxes(style.axis(short(axes[1])))
    return figure


def _axes(reading: Reading, found: Discovery) -> list[str]:
    """Return the numbers that most rules limit, filled up with those that matter most."""
    used = [limit.input for rule in found.rules for limit in rule.box.limits]
    by_use = sorted(dict.fromkeys(used), key=lambda name: -used.count(name))
    x = reading.cases.x
    wide = [
        name for name in dict.fromkeys([*by_use, *order_of(reading)])
        if is_number(x[name]) and x[name].nunique() > LEVELS
    ]  # fmt: skip
    return wide[:2]


def _frame(
    figure: go.Figure, axes: list[str], x: pd.DataFrame, limits: dict[str, Limit], number: int
) -> None:
    """Draw the box of a rule where it limits an axis, from end to end of the other."""
    if not set(limits) & set(axes):
        return
    corners = {}
    for axis, name in zip("xy", axes, strict=True):
        limit = limits.get(name, Limit(name))
        corners[f"{axis}0"] = max(limit.low, float(x[name].min()))
        corners[f"{axis}1"] = min(limit.high, float(x[name].max()))
    line = {"color": style.BLUE, "width": 2.5, "dash": "solid" if number == 1 else "dash"}
    figure.add_shape(type="rect", line=line, fillcolor=style.rgba(style.BLUE, 0.07), **corners)
    figure.add_annotation(
        x=corners["x0"], y=corners["y1"], text=f"rule {number}", showarrow=False, xanchor="left",
        yanchor="top", font={"color": style.BLUE, "size": 13},
    )  # fmt: skip
