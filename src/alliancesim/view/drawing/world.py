"""World: the states with their ties and crises, on the map or in a circle.

The traces keep their places, so that a step only sends what changes.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from alliancesim.crisis import LEVELS
from alliancesim.figures import style
from alliancesim.figures.ties import KINDS, bowed
from alliancesim.scenario import Scenario
from alliancesim.view.drawing.look import CLASSES, Figure, hidden, layout, short
from alliancesim.view.drawing.paint import NONE, Paint, paint
from alliancesim.view.drawing.places import Ground, Stage, circle, ground, marker_sizes
from alliancesim.view.frames import Frame

MARKS = {1: "circle-open", 2: "circle-open", 3: "triangle-up", 4: "x", 5: "star"}
"""Symbol of a crisis by the level that it reached."""
Path = tuple[list[float | None], list[float | None]]
Pair = tuple[int, int]


class Wanted(NamedTuple):
    """What a picture of the world is to show."""

    round: bool
    """In a circle, instead of on the map."""
    by: str
    """Bloc, or the number of the states that colours them."""
    selected: str
    """Ids of states that are marked and whose ties are all shown, with spaces between."""
    veiled: bool = False
    """Whether hovering tells only what everybody knows."""

    @property
    def chosen(self) -> set[str]:
        """Ids of the states selected."""
        return set(self.selected.split())


def figure(scenario: Scenario, frame: Frame, start: Frame, wanted: Wanted) -> Figure:
    """Return the whole picture."""
    map_ = ground(scenario)
    stage = circle(start.bloc) if wanted.round else map_.stage
    below = _nothing() if wanted.round else _below(map_)
    traces = [*below, *moving(scenario, frame, start, wanted).values()]
    look = layout(
        xaxis=hidden(stage.across),
        yaxis=hidden(stage.up, scaleanchor="x", scaleratio=1),
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        dragmode="pan",
        uirevision=f"{scenario.name} {wanted.round}",
    )
    if not wanted.round and map_.water is None:
        look["plot_bgcolor"] = style.rgba(style.SKY, 0.1)
    return {"data": traces, "layout": look}


def moving(
    scenario: Scenario, frame: Frame, start: Frame, wanted: Wanted
) -> dict[str, dict[str, Any]]:
    """Return the traces that change from step to step, by name, in the order of the figure."""
    map_ = ground(scenario)
    stage = circle(start.bloc) if wanted.round else map_.stage
    colours = paint(wanted.by, scenario, frame, start)
    return {
        **_areas(map_, colours, wanted),
        **_ties(scenario, frame, stage, wanted),
        **_states(scenario, frame, stage, colours, wanted),
        **_crises(scenario, frame, stage),
    }


BELOW = 4
"""Traces below those that move: water, grid, land, borders."""


def _nothing() -> list[dict[str, Any]]:
    return [_line(([], []), "rgba(0,0,0,0)", 0.1) for _ in range(BELOW)]


def _below(map_: Ground) -> list[dict[str, Any]]:
    water = [] if map_.water is None else [map_.water]
    return [
        _area(_path(water), style.rgba(style.SKY, 0.1)),
        _line(_path(map_.grid), "rgba(128,128,128,0.14)", 0.7),
        _area(_path(map_.land), "rgba(128,128,128,0.17)"),
        _line(_path(map_.borders), "rgba(128,128,128,0.5)", 0.7),
    ]


def _areas(map_: Ground, colours: Paint, wanted: Wanted) -> dict[str, dict[str, Any]]:
    """Return the countries of the cast, a trace for each class of colour and one for none."""
    found = {}
    for place in range(-1, CLASSES):
        rows = [row for row in map_.cast if colours.classes[row] == place and not wanted.round]
        rings = [ring for row in rows for ring in map_.cast[row]]
        known = 0 <= place < len(colours.colours)
        colour = colours.colours[place] if known else NONE
        found[f"area {place}"] = _area(_path(rings), style.rgba(colour, 0.42))
    return found


def _ties(
    scenario: Scenario, frame: Frame, stage: Stage, wanted: Wanted
) -> dict[str, dict[str, Any]]:
    pacts = _pacts(frame, everything=stage.round)
    rivals = [(int(one), int(two)) for one, two in frame.rivals]
    issues = [pair for pair in _issues(scenario) if pair not in set(rivals)]
    chosen = {scenario.ids.index(id_) for id_ in wanted.chosen if id_ in scenario.ids}
    own = [pair for pair in _pacts(frame, everything=True) if chosen & {*pair}]
    faint = 0.16 if chosen else min(0.75, 0.2 + 22 / max(1, len(pacts)))
    pact, rivalry = KINDS["pact"], KINDS["rivalry"]
    return {
        "issues": _line(_ways(issues, stage, -0.08), style.rgba(style.ORANGE, 0.75), 1.4, "dot"),
        "rivals": _line(_ways(rivals, stage, rivalry.bow), style.rgba(rivalry.colour, 0.7), 1.5,
                        "dash"),
        "pacts": _line(_ways(pacts, stage, pact.bow), style.rgba(pact.colour, faint), 1.8),
        "own": _line(_ways(own, stage, pact.bow), style.rgba(pact.colour, 0.95), 2.6),
    }  # fmt: skip


def _pacts(frame: Frame, *, everything: bool) -> list[Pair]:
    """Return the pairs bound to defend each other; on the map, those of small treaties only.

    The members of a bloc have its colour there: lines between all of them would hide the rest.
    """
    if everything:
        return [(int(a), int(b)) for a, b in np.argwhere(np.triu(frame.treaties.bound("defence")))]
    pairs: dict[Pair, None] = {}
    for treaty in frame.treaties.having("defence"):
        members = sorted(treaty.active)
        if len(members) <= 3:
            pairs |= dict.fromkeys((a, b) for i, a in enumerate(members) for b in members[i + 1 :])
    return list(pairs)


@lru_cache(maxsize=8)
def _pairs_of_issues(ids: tuple[str, ...], sides: tuple[tuple[tuple[str, ...], ...], ...]) -> Any:
    row = {state: place for place, state in enumerate(ids)}
    found = {
        (min(row[a], row[b]), max(row[a], row[b]))
        for issue in sides
        for i, one in enumerate(issue)
        for other in issue[i + 1 :]
        for a in one
        for b in other
    }
    return sorted(found)


def _issues(scenario: Scenario) -> list[Pair]:
    """Return the pairs that the scenario puts on different sides of an issue."""
    sides = tuple(tuple(map(tuple, issue.sides)) for issue in scenario.disputes.values())
    found: list[Pair] = _pairs_of_issues(tuple(scenario.ids), sides)
    return found


def _states(
    scenario: Scenario, frame: Frame, stage: Stage, colours: Paint, wanted: Wanted
) -> dict[str, dict[str, Any]]:
    ids = scenario.ids
    mark = {
        "size": marker_sizes(frame.column("capability").astype(float)).tolist(),
        "color": colours.of_states(),
        "symbol": colours.symbols,
        "opacity": 1,
        "line": {
            "width": [3 if state in wanted.chosen else 1.2 for state in ids],
            "color": ["#111" if state in wanted.chosen else "#fff" for state in ids],
        },
    }
    labels = [
        style.plain(state, 14) if shown or state in wanted.chosen else ""
        for state, shown in zip(ids, stage.labelled, strict=True)
    ]
    states = {
        "type": "scatter",
        "mode": "markers+text",
        "x": short(stage.x),
        "y": short(stage.y),
        "text": labels,
        "textposition": stage.sides,
        "textfont": {"size": 12, "weight": 600},
        "marker": mark,
        "customdata": ids,
        "hovertext": _about(scenario, frame, colours, veiled=wanted.veiled),
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
    }
    return {"states": states}


def _about(scenario: Scenario, frame: Frame, colours: Paint, *, veiled: bool) -> list[str]:
    """Return what hovering tells of each state."""
    felt, expected = frame.column("threat_felt"), frame.column("expected_disputes")
    told = []
    for row, (id_, state) in enumerate(scenario.states.items()):
        words = f"<b>{style.plain(state.name)}</b> ({style.plain(id_)})"
        words += f"<br>{style.plain(colours.words[row])}"
        if not veiled:
            words += f"<br>threat felt {felt[row]:.2f}<br>expected disputes {expected[row]:.2f}"
            words += " a year<br><i>click to inspect</i>"
        told.append(words)
    return told


def _crises(scenario: Scenario, frame: Frame, stage: Stage) -> dict[str, dict[str, Any]]:
    names = [style.plain(state.name) for state in scenario.states.values()]
    mains = [(crisis.sides[0][0], crisis.sides[1][0]) for crisis in frame.crises]
    helpers = [
        (helper, side[0]) for crisis in frame.crises for side in crisis.sides for helper in side[1:]
    ]
    middles = [_middle(pair, stage) for pair in mains]
    text = [
        f"<b>{names[a]} against {names[b]}</b><br>level {crisis.top}, {LEVELS[crisis.top]}"
        f"<br>{crisis.days:.0f} days so far"
        + (f"<br>{len(crisis.sides[0]) + len(crisis.sides[1])} states in it")
        for crisis, (a, b) in zip(frame.crises, mains, strict=True)
    ]
    marks = {
        "type": "scatter",
        "mode": "markers",
        "x": short(x for x, _ in middles),
        "y": short(y for _, y in middles),
        "marker": {
            "symbol": [MARKS[crisis.top] for crisis in frame.crises],
            "size": [11 + 2 * crisis.top for crisis in frame.crises],
            "color": style.VERMILION,
            "line": {"color": "#fff", "width": 1.4},
        },
        "hovertext": text,
        "customdata": [f"crisis {crisis.id}" for crisis in frame.crises],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    return {
        "helpers": _line(_ways(helpers, stage, 0.0), style.rgba(style.VERMILION, 0.5), 2, "dot"),
        "crises": _line(_ways(mains, stage, -0.14), style.VERMILION, 3.6),
        "marks": marks,
    }


def _way(pair: Pair, stage: Stage, bow: float) -> tuple[Any, Any]:
    (x1, x2), (y1, y2) = stage.x[list(pair)], stage.y[list(pair)]
    if not stage.round:
        return bowed((np.linspace(x1, x2, 14), np.linspace(y1, y2, 14)), bow)
    at, pull = np.linspace(0, 1, 14), 0.35 - bow
    mx, my = (x1 + x2) / 2 * (1 - 2 * pull), (y1 + y2) / 2 * (1 - 2 * pull)
    return (
        (1 - at) ** 2 * x1 + 2 * at * (1 - at) * mx + at**2 * x2,
        (1 - at) ** 2 * y1 + 2 * at * (1 - at) * my + at**2 * y2,
    )


def _middle(pair: Pair, stage: Stage) -> tuple[float, float]:
    x, y = _way(pair, stage, -0.14)
    return float(x[7]), float(y[7])


def _ways(pairs: Iterable[Pair], stage: Stage, bow: float) -> Path:
    return _path(_way(pair, stage, bow) for pair in pairs)


def _path(rings: Iterable[tuple[Any, Any]]) -> Path:
    x: list[float | None] = []
    y: list[float | None] = []
    for across, up in rings:
        x += [*short(across), None]
        y += [*short(up), None]
    return x[:-1], y[:-1]


def _area(path: Path, colour: str) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "lines", "x": path[0], "y": path[1], "line": {"width": 0},
        "fill": "toself", "fillcolor": colour, "hoverinfo": "skip",
    }  # fmt: skip


def _line(path: Path, colour: str, width: float, dash: str = "solid") -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "lines", "x": path[0], "y": path[1], "connectgaps": False,
        "line": {"width": width, "color": colour, "dash": dash}, "hoverinfo": "skip",
    }  # fmt: skip
