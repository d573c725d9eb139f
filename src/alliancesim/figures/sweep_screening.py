"""Morris screening: how large elementary effects are, and how uneven."""

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from alliancesim.experiments.analysis.morris import Morris
from alliancesim.figures import style
from alliancesim.figures.sweep import DRAWN, ROW, dots_of, short

NAMED = 0.1
"""Share of the largest μ* from which a point of the plane is named."""


def screening(screen: Morris, outcome: str) -> go.Figure:
    """Return the mean size μ* of each input with its interval, and the plane of μ* and σ.

    ``outcome`` is its title with the unit.
    """
    shown = screen.effects[:DRAWN]
    figure = make_subplots(
        rows=1,
        cols=2,
        horizontal_spacing=0.12,
        subplot_titles=("Mean size of elementary effects", "Mean size and spread"),
        figure=style.blank(max(ROW * len(shown) + 120, 380)),
    )
    sizes = [(row, e.mu_star, e.low, e.high) for row, e in enumerate(shown)]
    figure.add_trace(dots_of(sizes, "μ*", style.BLUE, "circle"), row=1, col=1)
    figure.add_trace(_plane(screen), row=1, col=2)
    top = max(effect.mu_star for effect in screen.effects)
    figure.add_trace(_even(top), row=1, col=2)
    labels = [short(effect.input) for effect in shown]
    figure.update_yaxes(style.names_axis(labels, len(shown)), row=1, col=1)
    figure.update_xaxes(style.axis(f"μ*: {outcome}", rangemode="tozero"), row=1, col=1)
    figure.update_xaxes(style.axis("μ*", range=[0, top * 1.2]), row=1, col=2)
    figure.update_yaxes(style.axis("σ", rangemode="tozero"), row=1, col=2)
    style.small_titles(figure)
    figure.update_layout(showlegend=False, margin={"t": 40})
    return figure


def _plane(screen: Morris) -> go.Scatter:
    top = max(effect.mu_star for effect in screen.effects)
    named = [
        style.plain(short(effect.input), 30) if effect.mu_star > NAMED * top else ""
        for effect in screen.effects
    ]
    return go.Scatter(
        x=style.rounded(effect.mu_star for effect in screen.effects),
        y=style.rounded(effect.sigma for effect in screen.effects),
        text=named,
        mode="markers+text",
        textposition=[
            f"{'bottom' if place % 2 else 'top'} {'left' if e.mu_star > top / 2 else 'right'}"
            for place, e in enumerate(screen.effects)
        ],
        marker={"color": style.BLUE, "size": 9},
        customdata=[style.plain(effect.input) for effect in screen.effects],
        hovertemplate="%{customdata}: μ* %{x:.3g}, σ %{y:.3g}<extra></extra>",
        cliponaxis=False,
    )


def _even(top: float) -> go.Scatter:
    """Return the line on which spread and mean size are equal."""
    return go.Scatter(
        x=[0, top * 1.2],
        y=[0, top * 1.2],
        mode="lines",
        line={"color": style.GREY, "dash": "dot", "width": 1.5},
        hoverinfo="skip",
    )
