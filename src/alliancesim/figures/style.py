"""How figures look: palette, text that is safe to show, and axes with titles and units."""

from typing import Any

import plotly.graph_objects as go

from alliancesim.metrics import METRICS

BLUE, VERMILION, GREEN, ORANGE = "#0072B2", "#D55E00", "#009E73", "#E69F00"
PURPLE, SKY, YELLOW, GREY = "#CC79A7", "#56B4E9", "#F0E442", "#8A8A8A"
SERIES = (BLUE, ORANGE, GREEN, PURPLE, SKY, VERMILION, GREY, YELLOW)
"""Okabe and Ito's palette, which people with any colour vision can tell apart."""

SYMBOLS = ("circle", "square", "diamond", "triangle-up", "pentagon", "hexagon", "star", "cross")
"""One per series, so that no distinction rests on colour alone."""

HATCHES = ("", "/", "x", ".", "\\", "-", "+", "|")
FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'
INK = "#3b4148"
FAINT = "rgba(128,128,128,0.22)"
"""Half-transparent, so that one figure reads well on light and on dark paper."""
CLEAR = "rgba(0,0,0,0)"


def plain(text: object, limit: int = 200) -> str:
    """Return text that Plotly shows as it is: Plotly reads some HTML tags and entities."""
    words = str(text)
    if len(words) > limit:
        words = words[: limit - 1] + "…"
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def rgba(colour: str, opacity: float) -> str:
    """Return a ``#rrggbb`` colour with an opacity."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity:g})"


def rounded(values: Any, digits: int = 5) -> list[float | None]:
    """Return plain numbers with few digits; gaps where a value is missing."""
    return [None if value != value else float(f"{value:.{digits}g}") for value in values]


def hatched(shapes: str | list[str]) -> dict[str, Any]:
    """Return a pattern of white lines on a bar, so that colour does not stand alone."""
    return {
        "shape": shapes,
        "fillmode": "overlay",
        "fgcolor": "rgba(255,255,255,0.85)",
        "fgopacity": 1,
        "size": 7,
        "solidity": 0.25,
    }


def bars(labels: list[str], values: list[float], form: str, up: str, down: str) -> list[go.Bar]:
    """Return horizontal bars from the top down: plain in ``up`` above zero, hatched in ``down``."""
    traces = []
    for colour, hatch, sign in ((up, "", 1), (down, "/", -1)):
        kept = [i for i, value in enumerate(values) if value * sign > 0 or (not value and sign > 0)]
        if kept:
            traces.append(
                go.Bar(
                    x=rounded(values[i] for i in kept),
                    y=kept,
                    orientation="h",
                    width=0.8,
                    marker={"color": colour, "pattern": hatched(hatch)},
                    text=[format(values[i], form) for i in kept],
                    textposition="outside",
                    cliponaxis=False,
                    customdata=[plain(labels[i]) for i in kept],
                    hovertemplate="%{customdata}: %{x:+.3g}<extra></extra>",
                )
            )
    return traces


def names_axis(labels: list[str], rows: int) -> dict[str, Any]:
    """Return the vertical axis that names bars, with room for ``rows`` of them."""
    return axis(
        tickvals=list(range(len(labels))),
        ticktext=[plain(label, 42) for label in labels],
        range=[rows - 0.4, -0.6],
        showgrid=False,
    )


def small_titles(figure: go.Figure) -> None:
    """Set the titles of small charts, and the legend above them."""
    figure.update_annotations(font={"size": 13}, xanchor="center")
    figure.update_layout(legend={"y": 1, "yref": "container", "yanchor": "top"}, margin={"t": 64})


def axis(title: str = "", **more: Any) -> dict[str, Any]:
    """Return an axis with a title and quiet lines."""
    look: dict[str, Any] = {
        "title": {"text": title, "standoff": 8, "font": {"size": 13}},
        "gridcolor": FAINT,
        "linecolor": FAINT,
        "zerolinecolor": FAINT,
        "zeroline": False,
        "automargin": True,
    }
    return look | more


def hidden(**more: Any) -> dict[str, Any]:
    """Return an axis that does not show."""
    return {"visible": False, "fixedrange": False} | more


def blank(height: int, **layout: Any) -> go.Figure:
    """Return an empty figure in the house style; titles stand in the page, not in the figure."""
    look: dict[str, Any] = {
        "template": "none",
        "height": height,
        "autosize": True,
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "font": {"family": FONT, "size": 13, "color": INK},
        "margin": {"l": 10, "r": 12, "t": 34, "b": 10},
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "bgcolor": CLEAR},
        "hoverlabel": {"bgcolor": "#20252b", "font": {"color": "#ffffff"}, "align": "left"},
        "modebar": {"bgcolor": CLEAR, "color": "rgba(128,128,128,0.7)", "activecolor": GREY},
        "hovermode": "closest",
        "uirevision": "keep",
    }
    return go.Figure(layout=look | layout)


def message(text: str, height: int = 120) -> go.Figure:
    """Return a figure that says why there is nothing to draw."""
    figure = blank(height, xaxis=hidden(), yaxis=hidden())
    figure.add_annotation(
        text=plain(text), showarrow=False, x=0.5, y=0.5, xref="paper", yref="paper"
    )
    return figure


TAKEN = {"_mean": "mean over the run", "_max": "highest of the run", "_sum": "sum over the run",
         "_end": "end of the run"}  # fmt: skip
"""Endings of outcomes that sweeps take of a metric in another way than the usual one."""


def title_of(outcome: str) -> str:
    """Return the title of a metric in words, or of an outcome taken of one."""
    metric, taken = _metric_of(outcome)
    if metric not in METRICS:
        return outcome.replace("_", " ")
    return f"{METRICS[metric].title}, {taken}" if taken else METRICS[metric].title


def unit_of(outcome: str) -> str:
    """Return the unit of a metric, or of an outcome taken of one; empty for a pure number."""
    metric, _ = _metric_of(outcome)
    unit = METRICS[metric].unit if metric in METRICS else ""
    return "" if unit == "1" else unit


def _metric_of(outcome: str) -> tuple[str, str]:
    """Return the metric that an outcome is taken of, and how if not in the usual way."""
    for ending, words in TAKEN.items():
        if outcome not in METRICS and outcome.endswith(ending):
            return outcome.removesuffix(ending), words
    return outcome, ""


def labelled(metric: str) -> str:
    """Return title and unit of a metric for an axis."""
    unit = unit_of(metric)
    return f"{title_of(metric)} ({unit})" if unit else title_of(metric)


def bounds(metric: str) -> tuple[float, float]:
    """Return the range that a metric can take."""
    known = METRICS.get(metric)
    return (known.lo, known.hi) if known else (float("-inf"), float("inf"))
