"""Simulated against historical dispute rates."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from alliancesim.figures import style
from alliancesim.results import Results
from alliancesim.summaries import dispute_rates

LEAST = 0.003
"""Rates below this are drawn here: a logarithmic axis has no zero."""
SHOWN = 30


def rates_figure(results: Results) -> go.Figure:
    """Return simulated and historical onsets a year of each dyad, with 90 % intervals."""
    table = dispute_rates(results)
    if table.empty:
        return style.message("No dyad of this scenario states its history of disputes.")
    silent = (table["past"] == 0) & (table["simulated"] == 0)
    table = (table if silent.all() else table[~silent]).head(SHOWN)
    pairs = [style.plain(f"{row.state1}–{row.state2}", 34) for row in table.itertuples()]
    marks = ["  ⚠" if flag else "" for flag in table["outside"]]
    labels = [pair + mark for pair, mark in zip(pairs, marks, strict=True)]
    figure = style.blank(120 + 30 * len(table))
    figure.add_trace(_range(labels, table))
    figure.add_trace(_dots(labels, table, "historical", style.VERMILION, "diamond-open", -0.16))
    figure.add_trace(_dots(labels, table, "simulated", style.BLUE, "circle", 0.16))
    ends = table[["historical_high", "simulated_high"]].to_numpy(float).max() * 1.3
    figure.update_xaxes(
        style.axis(
            "new disputes a year (logarithmic)",
            type="log",
            range=[float(np.log10(LEAST * 0.8)), float(np.log10(max(ends, 0.1)))],
            tickvals=[0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10],
            ticktext=["≤ .003", ".01", ".03", ".1", ".3", "1", "3", "10"],
        )
    )
    figure.update_yaxes(
        style.axis(
            tickvals=list(range(len(labels))),
            ticktext=labels,
            range=[len(labels) - 0.4, -0.6],
            showgrid=False,
        )
    )
    return figure


def _range(labels: list[str], table: pd.DataFrame) -> go.Bar:
    """Return the band of half to double the historical rate."""
    base = (table["historical"] / 2).clip(lower=LEAST * 0.5)
    return go.Bar(
        y=list(range(len(labels))),
        x=style.rounded((table["historical"] * 2 - base).clip(lower=0)),
        base=style.rounded(base),
        orientation="h",
        width=0.72,
        marker={"color": "rgba(128,128,128,0.2)"},
        name="half to double the historical rate",
        hoverinfo="skip",
    )


def _dots(
    labels: list[str], table: pd.DataFrame, which: str, colour: str, symbol: str, shift: float
) -> go.Scatter:
    rate = table[which].clip(lower=LEAST)
    low, high = table[f"{which}_low"].clip(lower=LEAST), table[f"{which}_high"]
    text = [
        f"{label}: {value:.3g} a year (90 % interval {a:.2g} to {b:.2g})"
        for label, value, a, b in zip(
            labels, table[which], table[f"{which}_low"], table[f"{which}_high"], strict=True
        )
    ]
    return go.Scatter(
        x=style.rounded(rate),
        y=[place + shift for place in range(len(labels))],
        error_x={
            "type": "data",
            "symmetric": False,
            "array": style.rounded((high - rate).clip(lower=0)),
            "arrayminus": style.rounded((rate - low).clip(lower=0)),
            "color": style.rgba(colour, 0.6),
            "thickness": 1.4,
            "width": 3,
        },
        mode="markers",
        marker={
            "symbol": symbol,
            "color": colour,
            "size": 10,
            "line": {"width": 1.8, "color": colour},
        },
        text=text,
        hovertemplate="%{text}<extra></extra>",
        name=f"{which}, 90 % interval",
    )
