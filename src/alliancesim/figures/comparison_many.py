"""Many comparisons in one figure: over what was assumed, and without each part."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from alliancesim.ablation import Ablation
from alliancesim.assumptions import Finding
from alliancesim.figures import style
from alliancesim.figures.comparison import ROW, STANDARD, interval_dots

MOST = 20
"""Parts that a figure shows; the table has all of them."""


def assumption_ranges(findings: Sequence[Finding]) -> go.Figure:
    """Return the range of each effect over the draws, and beside it luck alone in the case."""
    shown = [found for found in findings if np.isfinite(found.central.standardised()).all()]
    if not shown:
        return style.message("Nothing to draw: no outcome differs between the runs of a version.")
    figure = style.blank(40 * len(shown) + 110)
    units = [found.central.deviation for found in shown]
    middle = [
        ((f.low + f.high) / 2 / unit, f.low / unit, f.high / unit)
        for f, unit in zip(shown, units, strict=True)
    ]
    rows = np.arange(len(shown), dtype=float)
    ranges = interval_dots([""] * len(shown), middle, [True] * len(shown), style.ORANGE)
    ranges.update(
        y=(rows - 0.16).tolist(), name="assumption: 5th to 95th percentile over draws",
        marker={"size": 6, "symbol": "square", "color": style.ORANGE},
        hovertemplate="%{text}<extra></extra>",
        text=[f"{style.title_of(f.outcome)}: {f.low:+.3g} to {f.high:+.3g}" for f in shown],
    )  # fmt: skip
    ranges.error_x.update(thickness=6, width=0, color=style.ORANGE)
    luck = interval_dots(
        [""] * len(shown), [f.central.standardised() for f in shown],
        [f.central.clear for f in shown], style.BLUE,
    )  # fmt: skip
    luck.update(
        y=(rows + 0.16).tolist(), name="luck: paired 95 % interval in the case",
        hovertemplate="%{x:+.3g}<extra></extra>",
    )  # fmt: skip
    figure.add_traces([ranges, luck])
    figure.add_vline(x=0, line={"color": style.GREY, "width": 1})
    figure.update_xaxes(style.axis(STANDARD))
    figure.update_yaxes(style.names_axis([style.title_of(f.outcome) for f in shown], len(shown)))
    return figure


def without_each(found: Sequence[Ablation], outcomes: Sequence[str]) -> go.Figure:
    """Return the effect of taking each part out, a chart per outcome."""
    shown = [item for item in found if not item.idle][:MOST]
    if not shown:
        return style.message("No part changes any of these outcomes.")
    figure = make_subplots(
        rows=1, cols=len(outcomes), shared_yaxes=True, horizontal_spacing=0.04,
        subplot_titles=[style.title_of(outcome) for outcome in outcomes],
        figure=style.blank(ROW * len(shown) + 130),
    )  # fmt: skip
    for column, outcome in enumerate(outcomes, 1):
        effects = [item.effects[outcome] for item in shown]
        dots = interval_dots(
            [item.title for item in shown], [(e.effect, e.low, e.high) for e in effects],
            [effect.clear for effect in effects], style.BLUE,
        )  # fmt: skip
        figure.add_trace(dots, row=1, col=column)
        figure.add_vline(x=0, line={"color": style.GREY, "width": 1}, row=1, col=column)
        unit = style.unit_of(outcome).removesuffix(" / step") or "change"
        figure.update_xaxes(style.axis(unit, nticks=4), row=1, col=column)
    figure.update_yaxes(style.axis(autorange="reversed", showgrid=False))
    style.small_titles(figure)
    return figure.update_layout(showlegend=False)
