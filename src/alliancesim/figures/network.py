"""Alliances and rivalries: on a map, and as a circle ordered by bloc."""

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from alliancesim.figures import geography, style
from alliancesim.figures.geography import Array, Projection, Ring
from alliancesim.figures.ties import KINDS, Tie, Way, bowed, draw, key, ties
from alliancesim.results import Results
from alliancesim.summaries import blocs, names_of

Places = dict[str, tuple[float, float]]
HEIGHT = 600
ASPECT = 1.75
"""Width over height that the map is laid out for."""
LEAST_VIEW = 0.15
"""Least half-height of the map, in earth radii: about 950 km."""
LABELLED = 60
SIDES = {
    0: "middle right", 1: "top right", 2: "top center", 3: "top left",
    4: "middle left", 5: "bottom left", 6: "bottom center", 7: "bottom right",
}  # fmt: skip


def alliance_map(results: Results, height: int = HEIGHT) -> go.Figure:
    """Return the ties of the cast on a map centred on it; no map data is fetched."""
    states = results.scenario.states
    lon = np.array([state.location.lon for state in states.values()])
    lat = np.array([state.location.lat for state in states.values()])
    found, number = ties(results), {state: i for i, state in enumerate(states)}
    bound = [(number[tie.state1], number[tie.state2]) for tie in found if tie.start]
    projection = geography.fitted(lon, lat, bound)
    across, up = projection.places(lon, lat)
    places: Places = dict(zip(states, zip(across, up, strict=True), strict=True))
    ways = {key(tie): _arc(places, tie, _points(found)) for tie in found}
    view = _view(across, up, ways)
    figure = style.blank(height, xaxis=hidden_axis(view[0]), yaxis=hidden_axis(view[1], True))
    figure.update_layout(dragmode="pan")
    _background(figure, results, projection, view)
    draw(figure, results, found, ways)
    _states(figure, results, places)
    return figure


def alliance_circle(results: Results, height: int = HEIGHT) -> go.Figure:
    """Return the ties of the cast as a circle, allies side by side."""
    order = [state for group in blocs(results) for state in group]
    angle = np.pi / 2 - 2 * np.pi * np.arange(len(order)) / len(order)
    places = {s: (float(np.cos(a)), float(np.sin(a))) for s, a in zip(order, angle, strict=True)}
    found = ties(results)
    ways = {key(tie): _chord(places, tie, _points(found)) for tie in found}
    figure = style.blank(
        height, xaxis=hidden_axis((-1.3, 1.3)), yaxis=hidden_axis((-1.16, 1.16), True)
    )
    draw(figure, results, found, ways)
    _states(figure, results, places, outward=True)
    return figure


def hidden_axis(span: tuple[float, float], tied: bool = False) -> dict[str, object]:
    """Return an axis that does not show; ``tied`` keeps the scales of x and y equal."""
    more = {"scaleanchor": "x", "scaleratio": 1} if tied else {}
    return style.hidden(range=[round(float(end), 4) for end in span], **more)


def _points(found: list[Tie]) -> int:
    """Return the points of a curve; fewer where there are so many that nobody could follow one."""
    return 24 if len(found) <= 300 else 7


def _arc(places: Places, tie: Tie, points: int) -> Way:
    """Return a gentle arc on the map: a tie has no route to draw."""
    (x1, y1), (x2, y2) = places[tie.state1], places[tie.state2]
    return bowed((np.linspace(x1, x2, points), np.linspace(y1, y2, points)), KINDS[tie.kind].bow)


def _chord(places: Places, tie: Tie, points: int) -> Way:
    """Return a curve between two places that bends toward the middle of the circle."""
    (x1, y1), (x2, y2) = places[tie.state1], places[tie.state2]
    at = np.linspace(0, 1, points)
    pull = 0.35 + {"pact": 0.0, "agreement": 0.12, "rivalry": -0.12}[tie.kind]
    mx, my = (x1 + x2) / 2 * (1 - 2 * pull), (y1 + y2) / 2 * (1 - 2 * pull)
    return (
        (1 - at) ** 2 * x1 + 2 * at * (1 - at) * mx + at**2 * x2,
        (1 - at) ** 2 * y1 + 2 * at * (1 - at) * my + at**2 * y2,
    )


def _view(across: Array, up: Array, ways: dict[str, Way]) -> tuple[tuple[float, float], ...]:
    """Return the window of the map: all states and ties, with a margin, in a landscape format."""
    x = np.concatenate([across, *(way[0] for way in ways.values())])
    y = np.concatenate([up, *(way[1] for way in ways.values())])
    middle = [(np.nanmin(v) + np.nanmax(v)) / 2 for v in (x, y)]
    half = [(np.nanmax(v) - np.nanmin(v)) / 2 for v in (x, y)]
    tall = max(half[1] * 1.22, half[0] * 1.16 / ASPECT, LEAST_VIEW)
    wide = tall * ASPECT
    return (middle[0] - wide, middle[0] + wide), (middle[1] - tall, middle[1] + tall)


def _background(
    figure: go.Figure,
    results: Results,
    projection: Projection,
    view: tuple[tuple[float, float], ...],
) -> None:
    countries, borders = geography.outlines()
    colours = _bloc_colours(results)
    cast: dict[str, str] = {}
    for key_, state in results.scenario.states.items():
        where = state.location
        cast.setdefault(geography.country_at(where.lon, where.lat, state.name), colours[key_])
    water = style.rgba(style.SKY, 0.1)
    if projection.world:
        figure.add_trace(_areas([projection.rim()], view, water))
    else:
        figure.update_layout(plot_bgcolor=water)
    figure.add_trace(_lines(projection.lines(_graticule()), view, "rgba(128,128,128,0.16)", 0.7))
    for colour in dict.fromkeys(["", *cast.values()]):
        rings = [
            ring
            for name, each in countries.items()
            if cast.get(name, "") == colour
            for ring in each
        ]
        paint = style.rgba(colour, 0.34) if colour else "rgba(128,128,128,0.17)"
        figure.add_trace(_areas(projection.areas(rings), view, paint))
    figure.add_trace(_lines(projection.lines(borders), view, "rgba(128,128,128,0.55)", 0.8))


def _graticule() -> list[Ring]:
    every = np.arange(-180.0, 181.0, 15.0)
    return [
        *((np.full(2, lon), np.array([-75.0, 75.0])) for lon in every),
        *((every, np.full(len(every), lat)) for lat in every[np.abs(every) <= 75]),
    ]


def _near(rings: list[Ring], view: tuple[tuple[float, float], ...]) -> list[Ring]:
    """Keep what touches the window or its surroundings (charts may be wider than planned)."""
    (left, right), (low, high) = view
    room = (right - left) / 2
    kept = []
    for x, y in rings:
        known = ~np.isnan(x)
        if not known.any():
            continue
        x1, x2, y1, y2 = x[known].min(), x[known].max(), y[known].min(), y[known].max()
        if x1 < right + room and x2 > left - room and y1 < high + room and y2 > low - room:
            kept.append((x, y))
    return kept


def _path(rings: list[Ring]) -> tuple[list[float | None], list[float | None]]:
    x: list[float | None] = []
    y: list[float | None] = []
    for across, up in rings:
        x += [*_short(across), None]
        y += [*_short(up), None]
    return x[:-1], y[:-1]


def _short(values: NDArray[np.float64]) -> list[float | None]:
    return [None if value != value else round(float(value), 4) for value in values]


def _areas(rings: list[Ring], view: tuple[tuple[float, float], ...], colour: str) -> go.Scatter:
    x, y = _path(_near(rings, view))
    return go.Scatter(
        x=x, y=y, mode="lines", line={"width": 0}, fill="toself", fillcolor=colour,
        hoverinfo="skip", showlegend=False,
    )  # fmt: skip


def _lines(
    rings: list[Ring], view: tuple[tuple[float, float], ...], colour: str, width: float
) -> go.Scatter:
    x, y = _path(_near(rings, view))
    return go.Scatter(
        x=x, y=y, mode="lines", line={"width": width, "color": colour}, connectgaps=False,
        hoverinfo="skip", showlegend=False,
    )  # fmt: skip


def _bloc_colours(results: Results) -> dict[str, str]:
    groups = blocs(results)
    return {
        state: style.GREY if len(group) == 1 else style.SERIES[number % len(style.SERIES)]
        for number, group in enumerate(groups)
        for state in group
    }


def _states(figure: go.Figure, results: Results, places: Places, *, outward: bool = False) -> None:
    """Add the states: size by capability, colour and symbol by bloc."""
    groups = blocs(results)
    bound = [group for group in groups if len(group) > 1]
    alone = [group[0] for group in groups if len(group) == 1]
    colours, sides = _bloc_colours(results), _sides(places, outward=outward)
    for number, group in enumerate([*bound, alone]):
        if not group:
            continue
        name = "no pact in the cast" if group is alone else f"bloc {number + 1}"
        symbol = "x" if group is alone else style.SYMBOLS[number % len(style.SYMBOLS)]
        figure.add_trace(
            go.Scatter(
                x=style.rounded(places[state][0] for state in group),
                y=style.rounded(places[state][1] for state in group),
                text=[style.plain(state, 14) for state in group],
                mode="markers+text" if len(places) <= LABELLED else "markers",
                textposition=[sides[state] for state in group],
                textfont={"size": 13, "weight": 600},
                marker={
                    "size": [_size(results, state) for state in group],
                    "color": colours[group[0]],
                    "symbol": symbol,
                    "opacity": 1,
                    "line": {"color": "#ffffff", "width": 1.2},
                },
                customdata=[_about(results, state) for state in group],
                hovertemplate="%{customdata}<extra></extra>",
                name=f"{name}: {style.plain(', '.join(group), 46)}",
            )
        )


def _size(results: Results, state: str) -> float:
    share = results.scenario.states[state].capability.value
    return round(9 + 34 * float(np.sqrt(share)), 1)


def _about(results: Results, state: str) -> str:
    record = results.scenario.states[state]
    return "<br>".join(
        [
            f"<b>{style.plain(names_of(results)[state])}</b> ({style.plain(state)})",
            f"capability {record.capability.value:.3g} of the system",
            f"military burden {record.burden.value:.1%} of GDP",
            f"electoral democracy {record.regime.value:.2f}",
        ]
    )


def _sides(places: Places, *, outward: bool) -> dict[str, str]:
    """Put each label on the side where the neighbours are not."""
    points = np.array(list(places.values()), float)
    spread = float(np.ptp(points, axis=0).max()) or 1.0
    chosen = {}
    for i, state in enumerate(places):
        away = points[i] - points
        distance = np.hypot(*away.T)
        weight = 1 / np.maximum(distance, 0.01 * spread) ** 2
        weight[i] = 0.0
        push = points[i] if outward else (away * weight[:, None] / spread).sum(axis=0)
        turn = np.arctan2(push[1], push[0]) if np.hypot(*push) > 0 else np.pi / 2
        chosen[state] = SIDES[round(turn / (np.pi / 4)) % 8]
    return chosen
