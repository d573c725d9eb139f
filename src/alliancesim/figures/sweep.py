"""Sweeps: how much each input matters for an outcome, and what it does to it."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from alliancesim.experiments.analysis import Analysis, Reading
from alliancesim.experiments.analysis.regret import Regret
from alliancesim.figures import style

ROW = 34
"""Height of an input's row, pixels."""
DRAWN = 12
"""Inputs that a chart shows, those that matter most; the table has all of them."""
CROWDED = 6
"""Columns of a matrix above which their headings stand aslant."""
CHANGE = "Change of the outcome over the range of the input"
PREFIXES = ("parameters.", "instruments.")


def short(path: str) -> str:
    """Return the name of an input without the word that most paths begin with."""
    for prefix in PREFIXES:
        path = path.removeprefix(prefix)
    return path


def under(setting: str) -> str:
    """Return a combination of levers with short names."""
    return ", ".join(short(part) for part in setting.split(", "))


def labelled(reading: Reading) -> str:
    """Return title and unit of an outcome; counts are summed over the steps of a run."""
    unit = style.unit_of(reading.outcome).removesuffix(" / step")
    title = title_of(reading)
    return f"{title} ({unit})" if unit else title


def title_of(reading: Reading) -> str:
    """Return the title of an outcome, or of the effect on it."""
    title = style.title_of(reading.outcome)
    return f"Effect on {title[0].lower()}{title[1:]}" if reading.contrast else title


def order_of(reading: Reading) -> list[str]:
    """Return inputs as they are drawn: by how much they matter, then those without a weight."""
    ranked = [weight.input for weight in reading.ranking]
    return ranked + [effect.input for effect in reading.effects if effect.input not in ranked]


def importance(reading: Reading) -> go.Figure:
    """Return, by input, the measure of the design (if it has one) and the change of the outcome."""
    names = order_of(reading)[:DRAWN]
    panels = [(_weights(reading, names), _measure(reading), _unit(reading))]
    panels.append(([_changes(reading, names)], CHANGE, labelled(reading)))
    panels = [panel for panel in panels if panel[0]]
    legend = 24 * len(reading.sobol)
    row = ROW + 16 * max(len(reading.sobol) - 1, 0)
    figure = make_subplots(
        rows=1,
        cols=len(panels),
        shared_yaxes=True,
        horizontal_spacing=0.06,
        subplot_titles=[title for _, title, _ in panels],
        figure=style.blank(row * len(names) + 120 + legend),
    )
    for column, (traces, _, unit) in enumerate(panels, 1):
        figure.add_traces(traces, rows=1, cols=column)
        figure.add_vline(x=0, line={"color": style.GREY, "width": 1}, row=1, col=column)
        figure.update_xaxes(style.axis(unit, nticks=6, exponentformat="power"), row=1, col=column)
    if has_floor(reading):
        line = {"color": style.VERMILION, "width": 1.5, "dash": "dot"}
        figure.add_vline(x=reading.noise, line=line, row=1, col=1)
    figure.update_yaxes(style.names_axis([short(name) for name in names], len(names)))
    style.small_titles(figure)
    figure.update_layout(showlegend=legend > 0, margin={"t": 40 + legend})
    return figure


def has_floor(reading: Reading) -> bool:
    """Tell whether luck lifts the total indices of inputs that do nothing.

    Where points share their luck it does not: an idle input then changes nothing at all.
    """
    known = reading.noise == reading.noise
    return bool(reading.sobol) and known and not reading.cases.shared_luck


def _measure(reading: Reading) -> str:
    if reading.sobol:
        return "Sobol' indices"
    return "Rank regression" if reading.regression else ""


def _unit(reading: Reading) -> str:
    return "share of the variance" if reading.sobol else "coefficient"


def _weights(reading: Reading, names: list[str]) -> list[go.Scatter]:
    """Return the dots of the measure."""
    if reading.sobol:
        return _sobol(reading, names)
    if reading.regression is None:
        return []
    dots = [
        (names.index(c.input), c.value, c.low, c.high)
        for c in reading.regression.coefficients
        if c.input in names
    ]
    return [dots_of(dots, "coefficient", style.BLUE, "circle")]


def _sobol(reading: Reading, names: list[str]) -> list[go.Scatter]:
    traces = []
    for i, (part, shift) in enumerate(zip(reading.sobol, _shifts(len(reading.sobol)), strict=True)):
        colour, symbol = style.SERIES[i % len(style.SERIES)], style.SYMBOLS[i % len(style.SYMBOLS)]
        own = [(names.index(x.input), x) for x in part.indices if x.input in names]
        after = f", {under(part.setting)}" if part.setting else ""
        total = [(r + shift - 0.12, x.total, x.total_low, x.total_high) for r, x in own]
        first = [(r + shift + 0.12, x.first, x.first_low, x.first_high) for r, x in own]
        traces.append(dots_of(total, f"in all (total index){after}", colour, symbol))
        traces.append(dots_of(first, f"alone (first-order){after}", colour, f"{symbol}-open"))
    return traces


def _shifts(count: int) -> list[float]:
    """Return how far each of several series is moved off the middle of a row."""
    return [0.6 * (i - (count - 1) / 2) / count for i in range(count)]


def dots_of(
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
    trace = dots_of(
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


def regrets(found: Regret) -> go.Figure:
    """Return the mean loss of each scenario with its interval, and the worst."""
    rows = list(enumerate(found.choices))
    figure = style.blank(ROW * len(rows) + 140)
    mean = [(row, choice.mean, choice.low, choice.high) for row, choice in rows]
    figure.add_trace(dots_of(mean, "mean over the points", style.BLUE, "circle"))
    figure.add_scatter(
        x=style.rounded(choice.worst for _, choice in rows),
        y=[row for row, _ in rows],
        mode="markers",
        name="worst point",
        marker={"color": style.VERMILION, "symbol": "line-ns", "size": 14,
                "line": {"width": 3, "color": style.VERMILION}},
        hovertemplate="worst point: %{x:.3g}<extra></extra>",
    )  # fmt: skip
    unit = style.unit_of(found.outcome).removesuffix(" / step")
    loss = f"loss against the best scenario ({unit})" if unit else "loss against the best scenario"
    figure.update_xaxes(style.axis(loss, rangemode="tozero"))
    names = [choice.scenario for choice in found.choices]
    figure.update_yaxes(style.names_axis(names, len(names)))
    return figure


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
    columns = [_column(reading, found) for reading in shown]
    nothing = float("nan")
    z = [
        style.rounded(
            (own.get(name, nothing) / top for own, top in zip(weights, scale, strict=True)), 3
        )
        for name in inputs
    ]
    crowded = len(columns) > CROWDED
    figure = style.blank(26 * len(inputs) + (260 if crowded else 150))
    figure.add_trace(
        go.Heatmap(
            z=z, x=columns, y=[style.plain(short(name)) for name in inputs], zmin=0, zmax=1,
            colorscale=[[0, "#fff7e6"], [0.5, "#86bcd9"], [1, "#0b3c5d"]], xgap=2, ygap=2,
            texttemplate="%{z:.2f}", colorbar={"thickness": 12, "outlinewidth": 0},
            hovertemplate="%{y}, %{x}: %{z:.2f}<extra></extra>", hoverongaps=False,
        )
    )  # fmt: skip
    angle = -40 if crowded else 0
    figure.update_xaxes(style.axis(side="top", showgrid=False, type="category", tickangle=angle))
    figure.update_layout(margin={"t": 150 if crowded else 60})
    figure.update_yaxes(style.axis(autorange="reversed", showgrid=False, type="category"))
    return figure


def _column(reading: Reading, found: Analysis) -> str:
    title, scenario = style.plain(title_of(reading), 36), style.plain(reading.scenario, 28)
    if len(found.scenarios) == 1:
        return title
    return scenario if len(found.outcomes) == 1 else f"{title}<br>{scenario}"
