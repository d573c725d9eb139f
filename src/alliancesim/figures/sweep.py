"""Sweeps: how much each input matters for an outcome, and what it does to it."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from alliancesim.experiments.analysis import Analysis, Reading
from alliancesim.figures import style

ROW = 34
"""Height of an input's row, pixels."""
DRAWN = 12
"""Inputs that a chart shows, those that matter most; the table has all of them."""
PREFIXES = ("parameters.", "instruments.")


def short(path: str) -> str:
    """Return the name of an input without the word that most paths begin with."""
    for prefix in PREFIXES:
        path = path.removeprefix(prefix)
    return path


def labelled(outcome: str) -> str:
    """Return title and unit of an outcome; counts are summed over the steps of a run."""
    unit = style.unit_of(outcome).removesuffix(" / step")
    return f"{style.title_of(outcome)} ({unit})" if unit else style.title_of(outcome)


def order_of(reading: Reading) -> list[str]:
    """Return inputs as they are drawn: by how much they matter, then those without a weight."""
    ranked = [weight.input for weight in reading.ranking]
    return ranked + [effect.input for effect in reading.effects if effect.input not in ranked]


def importance(reading: Reading) -> go.Figure:
    """Return, by input, the measure that the design gives and the change of the outcome."""
    names = order_of(reading)[:DRAWN]
    many = len(reading.sobol) + len(reading.morris) > 1
    keyed = bool(reading.sobol) or many
    figure = make_subplots(
        rows=1,
        cols=2,
        shared_yaxes=True,
        horizontal_spacing=0.06,
        subplot_titles=(_measure(reading), "Change of the outcome over the range of the input"),
        figure=style.blank(ROW * len(names) + 120 + 24 * keyed),
    )
    for trace in _weights(reading, names):
        figure.add_trace(trace, row=1, col=1)
    figure.add_trace(_changes(reading, names), row=1, col=2)
    for column in (1, 2):
        figure.add_vline(x=0, line={"color": style.GREY, "width": 1}, row=1, col=column)
    if reading.sobol and reading.noise == reading.noise:
        line = {"color": style.VERMILION, "width": 1.5, "dash": "dot"}
        figure.add_vline(x=reading.noise, line=line, row=1, col=1)
    figure.update_xaxes(style.axis(_unit(reading), nticks=6), row=1, col=1)
    figure.update_xaxes(style.axis(labelled(reading.outcome), nticks=6), row=1, col=2)
    figure.update_yaxes(style.names_axis([short(name) for name in names], len(names)))
    style.small_titles(figure)
    figure.update_layout(showlegend=keyed, margin={"t": 40 + 24 * keyed})
    return figure


def _measure(reading: Reading) -> str:
    if reading.sobol:
        return "Sobol' indices: share of the variance"
    if reading.morris:
        return "Morris: mean size of elementary effects, μ*"
    return "Rank regression: direction and strength"


def _unit(reading: Reading) -> str:
    if reading.morris:
        return labelled(reading.outcome)
    return "share of the variance" if reading.sobol else "standardised coefficient of ranks"


def _weights(reading: Reading, names: list[str]) -> list[go.Scatter]:
    """Return the dots of the measure: one series, or one per combination of crossed levers."""
    if reading.sobol:
        return _sobol(reading, names)
    if reading.morris:
        shifts = _shifts(len(reading.morris))
        return [
            _dots(
                [(names.index(e.input) + shift, e.mu_star, e.low, e.high)
                 for e in screen.effects if e.input in names],
                screen.setting or "μ*", style.SERIES[i], style.SYMBOLS[i],
            )
            for i, (screen, shift) in enumerate(zip(reading.morris, shifts, strict=True))
        ]  # fmt: skip
    if reading.regression is None:
        return []
    places = {name: row for row, name in enumerate(names)}
    dots = [
        (places[home], c.value, c.low, c.high)
        for c in reading.regression.coefficients
        if (home := _home(c.input, reading)) in places
    ]
    return [_dots(dots, "coefficient", style.BLUE, "circle")]


def _home(column: str, reading: Reading) -> str:
    """Return the input that a column of the regression belongs to."""
    return column if column in reading.cases.x else column.rpartition("=")[0]


def _sobol(reading: Reading, names: list[str]) -> list[go.Scatter]:
    traces = []
    for i, (part, shift) in enumerate(zip(reading.sobol, _shifts(len(reading.sobol)), strict=True)):
        colour, symbol = style.SERIES[i % len(style.SERIES)], style.SYMBOLS[i % len(style.SYMBOLS)]
        own = [(names.index(x.input), x) for x in part.indices if x.input in names]
        after = f", {part.setting}" if part.setting else ""
        total = [(r + shift - 0.12, x.total, x.total_low, x.total_high) for r, x in own]
        first = [(r + shift + 0.12, x.first, x.first_low, x.first_high) for r, x in own]
        traces.append(_dots(total, f"in all (total index){after}", colour, symbol))
        traces.append(_dots(first, f"alone (first-order){after}", colour, f"{symbol}-open"))
    return traces


def _shifts(count: int) -> list[float]:
    """Return how far each of several series is moved off the middle of a row."""
    return [0.6 * (i - (count - 1) / 2) / count for i in range(count)]


def _dots(
    dots: Sequence[tuple[float, float, float, float]], name: str, colour: str, symbol: str
) -> go.Scatter:
    """Return dots with intervals: row, value and ends of the interval of each."""
    rows, values, lows, highs = zip(*dots, strict=True) if dots else ((), (), (), ())
    return go.Scatter(
        x=style.rounded(values),
        y=list(rows),
        error_x=_bars(values, lows, highs, colour),
        mode="markers",
        name=style.plain(name, 80),
        marker={
            "color": colour,
            "symbol": symbol,
            "size": 9,
            "line": {"width": 1.8, "color": colour},
        },
        customdata=[
            f"{value:.3g} (95 % interval {low:.3g} to {high:.3g})"
            for value, low, high in zip(values, lows, highs, strict=True)
        ],
        hovertemplate=f"{style.plain(name, 80)}: %{{customdata}}<extra></extra>",
    )  # fmt: skip


def _bars(
    values: Sequence[float], lows: Sequence[float], highs: Sequence[float], colour: str
) -> dict[str, Any]:
    return {
        "type": "data",
        "symmetric": False,
        "array": style.rounded(high - value for value, high in zip(values, highs, strict=True)),
        "arrayminus": style.rounded(value - low for value, low in zip(values, lows, strict=True)),
        "color": style.rgba(colour, 0.65),
        "thickness": 1.6,
        "width": 4,
    }


def _changes(reading: Reading, names: list[str]) -> go.Scatter:
    """Return main effects: filled where the interval leaves out zero."""
    own = {effect.input: effect for effect in reading.effects}
    found = [own[name] for name in names]
    trace = _dots(
        [(row, e.change, e.low, e.high) for row, e in enumerate(found)],
        "change", style.GREEN, "diamond",
    )  # fmt: skip
    symbols = ["diamond" if effect.clear else "diamond-open" for effect in found]
    words = [
        f"{style.plain(e.input)} from {style.plain(e.start)} to {style.plain(e.end)}: {told}"
        for e, told in zip(found, trace.customdata, strict=True)
    ]
    trace.update(
        marker_symbol=symbols, customdata=words, hovertemplate="%{customdata}<extra></extra>",
        showlegend=False,
    )  # fmt: skip
    return trace


def overview(found: Analysis) -> go.Figure:
    """Return a matrix: how much each input (rows) matters for each outcome (columns)."""
    shown = [reading for reading in found.readings if reading.varies]
    weights = [{weight.input: weight.value for weight in reading.ranking} for reading in shown]
    scale = [
        max(own.values()) if reading.measure in ("μ*", "range of means") else 1.0
        for reading, own in zip(shown, weights, strict=True)
    ]
    known = list(dict.fromkeys(name for own in weights for name in own))
    inputs = sorted(known, key=lambda name: -max(own.get(name, 0) for own in weights))[: 2 * DRAWN]
    columns = [_column(reading, len(found.scenarios)) for reading in shown]
    nothing = float("nan")
    z = [
        style.rounded(
            (own.get(name, nothing) / top for own, top in zip(weights, scale, strict=True)), 3
        )
        for name in inputs
    ]
    figure = style.blank(26 * len(inputs) + 150)
    figure.add_trace(
        go.Heatmap(
            z=z, x=columns, y=[style.plain(short(name)) for name in inputs], zmin=0, zmax=1,
            colorscale=[[0, "#fff7e6"], [0.5, "#86bcd9"], [1, "#0b3c5d"]], xgap=2, ygap=2,
            texttemplate="%{z:.2f}", colorbar={"thickness": 12, "outlinewidth": 0},
            hovertemplate="%{y}, %{x}: %{z:.2f}<extra></extra>", hoverongaps=False,
        )
    )  # fmt: skip
    figure.update_xaxes(style.axis(side="top", showgrid=False, type="category", tickangle=0))
    figure.update_yaxes(style.axis(autorange="reversed", showgrid=False, type="category"))
    return figure


def _column(reading: Reading, scenarios: int) -> str:
    title = style.plain(style.title_of(reading.outcome), 28)
    return f"{title}<br>{style.plain(reading.scenario, 28)}" if scenarios > 1 else title
