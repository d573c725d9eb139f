"""Bars: labelled terms and shares, positive plain and negative hatched."""

from collections.abc import Sequence

from alliancesim.figures import style
from alliancesim.view.drawing.look import Figure, axis, layout

MOST = 10
"""Bars of a chart; what is smaller is left out."""


def terms(given: Sequence[tuple[str, float]], unit: str, *, signed: bool = True) -> Figure:
    """Return labelled terms as horizontal bars, the largest on top."""
    kept = list(given)[:MOST]
    labels = [style.plain(label.replace("_", " "), 34) for label, _ in kept]
    values = [value for _, value in kept]
    bar = {
        "type": "bar",
        "orientation": "h",
        "x": style.rounded(values, 3),
        "y": list(range(len(kept))),
        "marker": {
            "color": [style.VERMILION if value > 0 else style.BLUE for value in values],
            "pattern": style.hatched(["" if value > 0 else "/" for value in values]),
        },
        "text": [f"{value:+.2f}" if signed else f"{value:.2f}" for value in values],
        "textposition": "outside",
        "cliponaxis": False,
        "customdata": labels,
        "hovertemplate": "%{customdata}: %{x:+.3f}<extra></extra>",
    }
    reach = max((abs(value) for value in values), default=1.0) * 1.35
    low = -reach if any(value < 0 for value in values) else 0.0
    high = reach if any(value > 0 for value in values) else 0.0
    names = axis(tickvals=bar["y"], ticktext=labels, range=[len(kept) - 0.4, -0.6], showgrid=False,
                 automargin=True)  # fmt: skip
    look = layout(
        yaxis=names,
        xaxis=axis(range=[low, high], title={"text": unit, "font": {"size": 11}}, nticks=5,
                   zeroline=True, zerolinecolor=style.GREY),
        margin={"l": 10, "r": 10, "t": 4, "b": 36},
        bargap=0.3,
    )  # fmt: skip
    return {"data": [bar], "layout": look}
