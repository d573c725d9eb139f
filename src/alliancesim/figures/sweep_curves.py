"""Response curves: the mean outcome along an input, with what luck and the other inputs leave."""

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from alliancesim.experiments.analysis import Reading
from alliancesim.experiments.analysis.effects import MainEffect
from alliancesim.figures import style
from alliancesim.figures.sweep import labelled, order_of, short

CURVES = 6
ACROSS = 3
PANEL = 230
"""Height of a row of panels, pixels."""


def curves(reading: Reading) -> go.Figure:
    """Return a panel for each of the inputs that matter most, all on one scale."""
    own = {effect.input: effect for effect in reading.effects}
    shown = [own[name] for name in order_of(reading)[:CURVES]]
    across = min(ACROSS, len(shown))
    rows = -(-len(shown) // across)
    figure = make_subplots(
        rows=rows,
        cols=across,
        shared_yaxes="all",
        horizontal_spacing=0.04,
        vertical_spacing=0.36 / rows if rows > 1 else 0,
        subplot_titles=[style.plain(short(effect.input), 40) for effect in shown],
        figure=style.blank(PANEL * rows + 110),
    )
    for place, effect in enumerate(shown):
        where = {"row": place // across + 1, "col": place % across + 1}
        for trace in _curve(effect, key=place == 0):
            figure.add_trace(trace, **where)
        figure.update_xaxes(_axis(effect), **where)
    for row in range(1, rows + 1):
        figure.update_yaxes(style.axis(labelled(reading)), row=row, col=1)
    figure.update_yaxes(gridcolor=style.FAINT, zeroline=False, exponentformat="power")
    style.small_titles(figure)
    return figure


def _axis(effect: MainEffect) -> dict[str, object]:
    if _continuous(effect):
        return style.axis(nticks=5)
    places = [level.at for level in effect.levels]
    labels = [style.plain(level.label, 18) for level in effect.levels]
    room = 0.4 * (places[-1] - places[0]) / max(len(places) - 1, 1)
    return style.axis(
        tickvals=places, ticktext=labels, range=[places[0] - room, places[-1] + room]
    )  # fmt: skip


def _continuous(effect: MainEffect) -> bool:
    """Tell whether levels are classes of a number with many values."""
    return any(" to " in level.label for level in effect.levels)


def _curve(effect: MainEffect, *, key: bool) -> list[go.Scatter]:
    levels = effect.levels
    at = style.rounded(level.at for level in levels)
    spread = _band(
        at, [level.least for level in levels], [level.most for level in levels],
        style.rgba(style.SKY, 0.22), "nine points in ten", key=key,
    )  # fmt: skip
    known = [level for level in levels if level.low == level.low]
    interval = _band(
        style.rounded(level.at for level in known), [level.low for level in known],
        [level.high for level in known], style.rgba(style.BLUE, 0.38), "95 % interval of the mean",
        key=key,
    )  # fmt: skip
    mean = go.Scatter(
        x=at,
        y=style.rounded(level.mean for level in levels),
        mode="lines+markers" if effect.ordered else "markers",
        line={"color": style.BLUE, "width": 2},
        marker={"color": style.BLUE, "size": 6},
        name="mean",
        legendgroup="mean",
        showlegend=key,
        customdata=[_words(effect, place) for place in range(len(levels))],
        hovertemplate="%{customdata}<extra></extra>",
    )
    return [spread, interval, mean]


def _words(effect: MainEffect, place: int) -> str:
    level = effect.levels[place]
    return (
        f"{style.plain(effect.input)} = {style.plain(level.label)}<br>mean {level.mean:.3g} "
        f"({level.low:.3g} to {level.high:.3g})<br>nine points in ten: {level.least:.3g} to "
        f"{level.most:.3g}<br>{level.points} points"
    )


def _band(
    at: list[float | None],
    low: list[float],
    high: list[float],
    colour: str,
    name: str,
    *,
    key: bool,
) -> go.Scatter:
    """Return the area between two lines."""
    return go.Scatter(
        x=at + at[::-1],
        y=style.rounded(low) + style.rounded(high[::-1]),
        fill="toself",
        fillcolor=colour,
        line={"width": 0},
        mode="lines",
        name=name,
        legendgroup=name,
        showlegend=key,
        hoverinfo="skip",
    )
