"""What a change does: effects in a row, over time, and what accounts for them."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from alliancesim.comparison import Account, Effect, Way
from alliancesim.figures import style

ROW = 30
"""Height of a row, pixels."""
STANDARD = "effect, in standard deviations of the first version over runs"


def forest(effects: Sequence[Effect]) -> go.Figure:
    """Return standardised effects with their paired intervals; filled where they leave out zero."""
    shown = [effect for effect in effects if np.isfinite(effect.standardised()).all()]
    if not shown:
        return style.message("Nothing to draw: no outcome differs between the runs of a version.")
    figure = style.blank(ROW * len(shown) + 90)
    values = [effect.standardised() for effect in shown]
    figure.add_trace(
        interval_dots(
            [style.title_of(effect.outcome) for effect in shown],
            values, [effect.clear for effect in shown], style.BLUE,
        )
    )  # fmt: skip
    figure.add_vline(x=0, line={"color": style.GREY, "width": 1})
    figure.update_xaxes(style.axis(STANDARD))
    figure.update_yaxes(style.axis(autorange="reversed", showgrid=False))
    return figure.update_layout(showlegend=False)


def interval_dots(
    names: Sequence[str], values: Sequence[tuple[float, float, float]], clear: Sequence[bool],
    colour: str,
) -> go.Scatter:  # fmt: skip
    """Return a dot per name with its interval; open where it is not clear."""
    return go.Scatter(
        x=style.rounded(value for value, _, _ in values),
        y=[style.plain(name, 42) for name in names],
        error_x={
            "type": "data",
            "symmetric": False,
            "array": style.rounded(high - value for value, _, high in values),
            "arrayminus": style.rounded(value - low for value, low, _ in values),
            "thickness": 1.6,
            "width": 4,
        },
        mode="markers",
        marker={
            "size": 10,
            "color": colour,
            "symbol": ["circle" if known else "circle-open" for known in clear],
        },
        hovertemplate="%{y}: %{x:+.3g}<extra></extra>",
    )


def over_time(ways: Sequence[Way], dates: Sequence[str], columns: int = 2) -> go.Figure:
    """Return the mean difference after each step with its paired interval, a chart per metric."""
    rows = -(-len(ways) // columns)
    figure = make_subplots(
        rows=rows, cols=columns, horizontal_spacing=0.1,
        vertical_spacing=min(0.3, 62 / (220 * rows)),
        subplot_titles=[style.title_of(way.outcome) for way in ways],
        figure=style.blank(220 * rows + 60),
    )  # fmt: skip
    for place, way in enumerate(ways):
        where = {"row": place // columns + 1, "col": place % columns + 1}
        known = np.isfinite(way.mean) & np.isfinite(way.low)
        days = [day for day, kept in zip(dates, known, strict=True) if kept]
        figure.add_trace(
            go.Scatter(
                x=days + days[::-1],
                y=style.rounded(way.high[known]) + style.rounded(way.low[known])[::-1],
                fill="toself", fillcolor=style.rgba(style.BLUE, 0.22), line={"width": 0},
                mode="lines", name="95 % interval of the mean", legendgroup="band",
                showlegend=place == 0, hoverinfo="skip",
            ), **where,
        )  # fmt: skip
        figure.add_trace(
            go.Scatter(
                x=days, y=style.rounded(way.mean[known]), mode="lines", name="mean difference",
                line={"color": style.BLUE, "width": 2.2}, legendgroup="mean",
                showlegend=place == 0, hovertemplate="%{y:+.3g}<extra></extra>",
            ), **where,
        )  # fmt: skip
        figure.add_hline(y=0, line={"color": style.GREY, "width": 1}, **where)
        unit = style.unit_of(way.outcome).removesuffix(" / step")
        figure.update_yaxes(style.axis(unit or "difference"), **where)
        figure.update_xaxes(style.axis(), **where)
    style.small_titles(figure)
    return figure


def accounts(found: Sequence[Account], named: Sequence[str], unit: str) -> go.Figure:
    """Return differences in what was brought, with their paired intervals."""
    if not found:
        return style.message("No clear difference of this kind.")
    figure = style.blank(ROW * len(found) + 90)
    values = [(account.effect, account.low, account.high) for account in found]
    figure.add_trace(interval_dots(named, values, [a.clear for a in found], style.VERMILION))
    figure.add_vline(x=0, line={"color": style.GREY, "width": 1})
    figure.update_xaxes(style.axis(unit))
    figure.update_yaxes(style.axis(autorange="reversed", showgrid=False))
    return figure.update_layout(showlegend=False)
