"""Matrix: who trusts whom, ordered by bloc, now or as a change since the start."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from alliancesim.figures import style
from alliancesim.scenario import Scenario
from alliancesim.view.drawing.look import Figure, layout
from alliancesim.view.frames import Frame

NAMED = 60
"""States up to which rows and columns bear names."""
CHANGE = "change"
TRUST_SCALE = "Cividis"
CHANGE_SCALE = [[0, style.VERMILION], [0.5, "#f2f2f0"], [1, style.BLUE]]


def order_of(frame: Frame) -> NDArray[np.intp]:
    """Return the rows of the states, those of a bloc side by side, the largest bloc first."""
    sizes = np.bincount(frame.bloc)
    return np.lexsort((np.arange(len(frame.bloc)), frame.bloc, -sizes[frame.bloc]))


def figure(scenario: Scenario, frame: Frame, start: Frame, mode: str) -> Figure:
    """Return the whole heat map: rows trust columns."""
    order = order_of(start)
    ids = [style.plain(scenario.ids[row], 14) for row in order]
    names = [style.plain(list(scenario.states.values())[row].name, 40) for row in order]
    change = mode == CHANGE
    unit = "change of trust since the start" if change else "trust, 0 to 1"
    heat: dict[str, Any] = {
        "type": "heatmap",
        "z": values(frame, start, mode),
        "x": list(range(len(ids))),
        "y": list(range(len(ids))),
        "customdata": [[[a, b] for b in names] for a in names] if len(ids) <= NAMED else None,
        "zmin": -0.5 if change else 0,
        "zmax": 0.5 if change else 1,
        "colorscale": CHANGE_SCALE if change else TRUST_SCALE,
        "xgap": 1 if len(ids) <= NAMED else 0,
        "ygap": 1 if len(ids) <= NAMED else 0,
        "colorbar": {"title": {"text": unit, "side": "right", "font": {"size": 11}},
                     "thickness": 10, "len": 0.9, "outlinewidth": 0, "tickfont": {"size": 10}},
        "hoverongaps": False,
        "hovertemplate": "<b>%{customdata[0]}</b> trusts <b>%{customdata[1]}</b>: %{z:.2f}"
        "<extra></extra>" if len(ids) <= NAMED else "%{z:.2f}<extra></extra>",
    }  # fmt: skip
    ticks = {
        "tickvals": list(range(len(ids))),
        "ticktext": ids if len(ids) <= NAMED else [],
        "tickfont": {"size": 10},
        "showgrid": False,
        "zeroline": False,
        "ticks": "",
    }
    look = layout(
        xaxis=ticks | {"side": "top", "title": {"text": "is trusted", "font": {"size": 11}}},
        yaxis=ticks | {"autorange": "reversed", "title": {"text": "trusts", "font": {"size": 11}},
                       "automargin": True},
        margin={"l": 60, "r": 10, "t": 56, "b": 10},
        uirevision=mode,
    )  # fmt: skip
    return {"data": [heat], "layout": look}


def values(frame: Frame, start: Frame, mode: str) -> list[list[float | None]]:
    """Return the numbers of the heat map, a gap where a state would trust itself."""
    order = order_of(start)
    trust = frame.trust.astype(float)
    if mode == CHANGE:
        trust = trust - start.trust.astype(float)
    trust = trust[np.ix_(order, order)].round(3)
    rows: list[list[float | None]] = trust.tolist()
    for place, row in enumerate(rows):
        row[place] = None
    return rows


def states_at(scenario: Scenario, start: Frame, x: int, y: int) -> tuple[str, str]:
    """Return the ids of who trusts whom in a cell."""
    order = order_of(start)
    return scenario.ids[order[y]], scenario.ids[order[x]]
