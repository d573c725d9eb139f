"""Look: what all figures of the page share. Text gets its colour from the style sheet."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from plotly.colors import sample_colorscale

from alliancesim.figures import style

Figure = dict[str, Any]
A, B = style.BLUE, style.VERMILION
"""Colours of the run and of the fork; the fork is dashed as well."""
CLASSES = 7
"""Shades in which the map shows a number."""


def _hex(colour: str) -> str:
    return "#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", colour)[:3])


SHADES: tuple[str, ...] = tuple(
    _hex(shade)
    for shade in sample_colorscale("Cividis", [i / (CLASSES - 1) for i in range(CLASSES)])
)
"""From low to high, told apart by lightness alone, so by people with any colour vision."""
HOVER = {"bgcolor": "#20252b", "font": {"color": "#ffffff", "size": 12}, "align": "left"}


def layout(**more: Any) -> dict[str, Any]:
    """Return the layout that all figures share, with more or other entries."""
    look: dict[str, Any] = {
        "template": "none",
        "autosize": True,
        "paper_bgcolor": style.CLEAR,
        "plot_bgcolor": style.CLEAR,
        "font": {"family": style.FONT, "size": 12},
        "margin": {"l": 46, "r": 12, "t": 8, "b": 26},
        "showlegend": False,
        "hoverlabel": HOVER,
        "hovermode": "closest",
        "uirevision": "keep",
        "modebar": {"bgcolor": style.CLEAR, "color": "rgba(128,128,128,0.7)",
                    "activecolor": style.GREY},
    }  # fmt: skip
    return look | more


def axis(**more: Any) -> dict[str, Any]:
    """Return an axis with quiet lines."""
    quiet = {"gridcolor": style.FAINT, "linecolor": style.FAINT, "zeroline": False,
             "tickfont": {"size": 11}}  # fmt: skip
    return quiet | more


def hidden(span: Sequence[float], **more: Any) -> dict[str, Any]:
    """Return an axis that does not show."""
    return {"visible": False, "range": [round(float(end), 4) for end in span]} | more


def short(values: Iterable[float], digits: int = 4) -> list[float | None]:
    """Return plain rounded numbers; gaps where a value is missing."""
    return [None if value != value else round(float(value), digits) for value in values]


def message(text: str) -> Figure:
    """Return a figure that says why there is nothing to draw."""
    note = {"text": style.plain(text), "showarrow": False, "x": 0.5, "y": 0.5,
            "xref": "paper", "yref": "paper"}  # fmt: skip
    return {
        "data": [],
        "layout": layout(xaxis=hidden((0, 1)), yaxis=hidden((0, 1)), annotations=[note]),
    }
