"""Who trusts whom: matrices at the start, at the end, and the difference."""

from itertools import accumulate

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from numpy.typing import NDArray
from plotly.subplots import make_subplots

from alliancesim.figures import style
from alliancesim.results import Results
from alliancesim.summaries import blocs, runs_of

Matrix = NDArray[np.float64]
SIDE_BY_SIDE = 14
"""Casts up to this size fit with three matrices in a row."""
WRITTEN = 7
"""Casts up to this size have the numbers in the cells."""
LEVEL = [[0.0, "#fff7e6"], [0.25, "#cfe3ef"], [0.5, "#86bcd9"], [0.75, "#3182b3"], [1, "#0b3c5d"]]
CHANGE = [[0.0, style.VERMILION], [0.5, "#f7f5f2"], [1.0, style.BLUE]]


def trust_by_dyad(results: Results, column: str) -> tuple[list[str], Matrix, Matrix]:
    """Return states ordered by bloc, and the mean over runs at the start and at the end.

    Row i, column j of a matrix holds what i has for j; the diagonal is empty.
    """
    order = [state for group in blocs(results) for state in group]
    steps = results.dyads["step"]
    first, last = (results.dyads[steps == step] for step in (steps.min(), steps.max()))
    return order, _matrix(first, column, order), _matrix(last, column, order)


def _matrix(frame: pd.DataFrame, column: str, order: list[str]) -> Matrix:
    place = {state: i for i, state in enumerate(order)}
    mean = frame.groupby(["state1", "state2"], observed=True)[[f"{column}_12", f"{column}_21"]]
    matrix = np.full((len(order), len(order)), np.nan)
    for (one, two), there, back in mean.mean().itertuples(name=None):
        matrix[place[one], place[two]] = there
        matrix[place[two], place[one]] = back
    return matrix


def causes_of_trust(results: Results, truster: str, trusted: str) -> list[tuple[str, float]]:
    """Return what the trust of one state in another rests on at the end, the largest first.

    Good minus bad evidence still remembered, by cause, as a mean over runs.
    """
    frame = results.causes_of_trust
    at_end = frame["step"] == results.manifest["steps"]
    own = frame[at_end & (frame["state1"] == truster) & (frame["state2"] == trusted)]
    net = (own["good"] - own["bad"]).groupby(own["cause"]).sum() / runs_of(results)
    return sorted(
        ((str(cause), float(value)) for cause, value in net.items()),
        key=lambda pair: (-abs(pair[1]), pair[0]),
    )


def trust_matrix(results: Results) -> go.Figure:
    """Return the trust of rows in columns: start, end, and end minus start, means over runs."""
    order, start, end = trust_by_dyad(results, "trust")
    wide = len(order) <= SIDE_BY_SIDE
    titles = ("At the start", "At the end", "Change")
    size = 330 if wide else min(760, 200 + 14 * len(order))
    figure = make_subplots(
        rows=1 if wide else 3,
        cols=3 if wide else 1,
        subplot_titles=titles,
        horizontal_spacing=0.075,
        vertical_spacing=0.0 if wide else 90 / (3 * size),
        figure=style.blank(size + 130 if wide else 3 * size + 140),
    )
    reach = float(np.nanmax(np.abs(end - start), initial=0.02))
    for i, (matrix, scale, limits) in enumerate(
        ((start, LEVEL, (0, 1)), (end, LEVEL, (0, 1)), (end - start, CHANGE, (-reach, reach)))
    ):
        where = {"row": 1 if wide else i + 1, "col": i + 1 if wide else 1}
        figure.add_trace(_heat(order, matrix, i), **where)
        figure.update_traces(selector={"name": str(i)}, colorscale=scale)
        figure.update_traces(selector={"name": str(i)}, zmin=limits[0], zmax=limits[1])
        side = "state that trusts" if i == 0 or not wide else ""
        figure.update_yaxes(_states(side, order, autorange="reversed"), **where)
        figure.update_xaxes(_states("state that is trusted", order), **where)
    _frames(figure, [len(group) for group in blocs(results)])
    _bars(figure, wide)
    style.small_titles(figure)
    figure.update_layout(margin={"t": 34})
    return figure


def _states(title: str, order: list[str], **more: object) -> dict[str, object]:
    labels = [style.plain(state, 14) for state in order]
    ticks = {
        "tickmode": "array",
        "tickvals": list(range(len(order))),
        "ticktext": labels,
        "showticklabels": len(order) <= 60,
        "ticks": "" if len(order) > 60 else "outside",
    }
    look = style.axis(title, type="category", showgrid=False, tickfont={"size": 12})
    return look | ticks | more


def _heat(order: list[str], matrix: Matrix, number: int) -> go.Heatmap:
    change = number == 2
    shown = [style.plain(state) for state in order]
    return go.Heatmap(
        x=shown,
        y=shown,
        z=[style.rounded(row, 3) for row in matrix],
        name=str(number),
        xgap=int(len(order) <= 60),
        ygap=int(len(order) <= 60),
        texttemplate=("%{z:+.2f}" if change else "%{z:.2f}") if len(order) <= WRITTEN else None,
        hovertemplate="%{y} in %{x}: "
        + ("%{z:+.3f}" if change else "%{z:.3f}")
        + "<extra></extra>",
        coloraxis=None,
        hoverongaps=False,
    )


def _frames(figure: go.Figure, sizes: list[int]) -> None:
    """Frame the blocs on the diagonal."""
    if max(sizes) == 1:
        return
    ends = list(accumulate(sizes))
    line = {"color": style.ORANGE, "width": 2}
    for size, end in zip(sizes, ends, strict=True):
        low, high = end - size - 0.5, end - 0.5
        if size > 1:
            box = {"x0": low, "y0": low, "x1": high, "y1": high, "line": line}
            figure.add_shape(type="rect", row="all", col="all", **box)


def _bars(figure: go.Figure, wide: bool) -> None:
    """Put the colour bars below the matrices (beside them where these are stacked)."""
    for number, title in (("0", ""), ("1", "trust (0 to 1)"), ("2", "change of trust")):
        look = {"text": title, "font": {"size": 13}}
        bar: dict[str, object] = {"title": look, "thickness": 12, "outlinewidth": 0}
        if wide:
            spot = {"0": 0.14, "1": 0.325, "2": 0.86}[number]
            bar |= {"orientation": "h", "y": -0.3, "yanchor": "top", "x": spot, "len": 0.27}
            bar["title"] = look | {"side": "bottom"}
        else:
            bar |= {"len": 0.3, "y": {"0": 0.86, "1": 0.5, "2": 0.14}[number]}
        figure.update_traces(selector={"name": number}, colorbar=bar, showscale=number != "0")
