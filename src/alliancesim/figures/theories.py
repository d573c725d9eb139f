"""Theories side by side: what each would have a policy do, or how its world differs."""

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from alliancesim.comparison import Effect
from alliancesim.figures import style
from alliancesim.theories import OWN, Reading, Theories

DRAWN = ("engagements", "trust_mean", "expected_disputes", "stability")
"""Outcomes that the chart shows; the table has all of them."""
ROW = 34
"""Height of a doctrine's row, pixels."""


def theory_effects(found: Theories) -> go.Figure:
    """Return the effect of the policy by theory, or without one what each theory changes."""
    readings = found.readings if found.policy else found.readings[1:]
    figure = make_subplots(
        rows=1,
        cols=len(DRAWN),
        shared_yaxes=True,
        horizontal_spacing=0.04,
        subplot_titles=[style.title_of(outcome) for outcome in DRAWN],
        figure=style.blank(ROW * len(readings) + 130),
    )
    names = [words_of(reading) for reading in readings]
    for column, outcome in enumerate(DRAWN, 1):
        effects = [_shown(reading, found)[outcome] for reading in readings]
        figure.add_trace(_dots(names, effects), row=1, col=column)
        figure.add_vline(x=0, line={"color": style.GREY, "width": 1}, row=1, col=column)
        unit = style.unit_of(outcome).removesuffix(" / step") or "change"
        figure.update_xaxes(style.axis(unit, nticks=4), row=1, col=column)
    figure.update_yaxes(style.axis(autorange="reversed", showgrid=False))
    style.small_titles(figure)
    figure.update_layout(showlegend=False)
    return figure


def words_of(reading: Reading) -> str:
    """Return the name of a doctrine as it is read."""
    return OWN if reading.doctrine == OWN else reading.doctrine.replace("_", " ")


def _shown(reading: Reading, found: Theories) -> dict[str, Effect]:
    return reading.effects if found.policy else reading.changes


def _dots(names: list[str], effects: list[Effect]) -> go.Scatter:
    clear = [effect.clear for effect in effects]
    return go.Scatter(
        x=style.rounded(effect.effect for effect in effects),
        y=[style.plain(name) for name in names],
        error_x={
            "type": "data",
            "symmetric": False,
            "array": style.rounded(effect.high - effect.effect for effect in effects),
            "arrayminus": style.rounded(effect.effect - effect.low for effect in effects),
            "thickness": 1.6,
            "width": 4,
        },
        mode="markers",
        marker={
            "size": 10,
            "color": style.BLUE,
            "symbol": ["circle" if known else "circle-open" for known in clear],
        },
        hovertemplate="%{y}: %{x:+.3g}<extra></extra>",
    )
