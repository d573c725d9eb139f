"""Places: where the states stand on the map and in the circle, and which side labels go to."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from alliancesim.figures import geography
from alliancesim.figures.geography import Array, Projection, Ring
from alliancesim.scenario import Scenario

ASPECT = 2.1
"""Width over height that pictures are laid out for."""
WIDTH = 860.0
"""Pixels of that width, to judge which labels fit."""
STRETCH = 1.75
"""Width over height of the circle, which is an ellipse: labels stand side by side."""
LEAST_VIEW = 0.15
"""Least half-height of the map, in earth radii: about 950 km."""
LABELLED = 40
"""States up to which all are labelled; of more, the strongest that fit."""
SIDES: dict[str, tuple[float, float]] = {
    "middle right": (1, 0), "middle left": (-1, 0), "top center": (0, 1), "bottom center": (0, -1),
    "top right": (0.8, 0.8), "bottom right": (0.8, -0.8), "top left": (-0.8, 0.8),
    "bottom left": (-0.8, -0.8),
}  # fmt: skip


class Stage(NamedTuple):
    """Where the states stand in a picture."""

    x: Array
    y: Array
    across: tuple[float, float]
    up: tuple[float, float]
    """Ends of the axes."""
    sides: list[str]
    """Side of the mark on which each label stands."""
    labelled: NDArray[np.bool_]
    round: bool
    """Whether it is the circle."""


class Ground(NamedTuple):
    """The map below the states, projected."""

    stage: Stage
    water: Ring | None
    """Edge of the world map; ``None`` where the cast is seen from above."""
    grid: list[Ring]
    land: list[Ring]
    """Countries that are no state of the cast."""
    cast: dict[int, list[Ring]]
    """Countries of the cast by row."""
    borders: list[Ring]
    known: float
    """Share of the states that bear the name of a country: invented worlds have none."""


@lru_cache(maxsize=8)
def _ground(places: tuple[tuple[str, str, float, float], ...], sizes: tuple[float, ...]) -> Ground:
    lon = np.array([place[2] for place in places])
    lat = np.array([place[3] for place in places])
    projection = geography.fitted(lon, lat)
    x, y = projection.places(lon, lat)
    across, up = _window(x, y, projection)
    labels = [place[0] for place in places]
    sides, labelled = _sides(labels, x, y, across, np.array(sizes))
    countries, borders = geography.outlines()
    found = [geography.country_at(*place[2:], place[1]) for place in places]
    cast: dict[int, list[Ring]] = {}
    for row, country in enumerate(found):
        if country and country not in found[:row]:
            cast[row] = _near(projection.areas(countries[country]), across, up)
    rest = [ring for name, rings in countries.items() if name not in found for ring in rings]
    named = [any(name.startswith(place[1]) for name in countries) for place in places]
    return Ground(
        stage=Stage(x, y, across, up, sides, labelled, round=False),
        water=projection.rim() if projection.world else None,
        grid=_near(projection.lines(_graticule()), across, up),
        land=_near(projection.areas(rest), across, up),
        cast=cast,
        borders=_near(projection.lines(borders), across, up),
        known=float(np.mean(named)),
    )


def ground(scenario: Scenario) -> Ground:
    """Return the map of a scenario; it is worked out once."""
    states = scenario.states.items()
    places = tuple((id_, s.name, s.location.lon, s.location.lat) for id_, s in states)
    return _ground(places, tuple(s.capability.value for s in scenario.states.values()))


def circle(bloc: NDArray[np.intp]) -> Stage:
    """Return the states in a circle, those of a bloc side by side."""
    order = np.argsort(bloc, kind="stable")
    n = len(order)
    angle = np.empty(n)
    angle[order] = np.pi / 2 - 2 * np.pi * np.arange(n) / n
    x, y = STRETCH * np.cos(angle), np.sin(angle)
    sides = [_outward(turn) for turn in angle]
    everybody = np.ones(n, dtype=bool) if n <= 2 * LABELLED else np.zeros(n, dtype=bool)
    return Stage(x, y, (-1.3 * ASPECT, 1.3 * ASPECT), (-1.3, 1.3), sides, everybody, round=True)


def _outward(turn: float) -> str:
    across, up = np.cos(turn), np.sin(turn)
    vertical = "top" if up > 0.4 else "bottom" if up < -0.4 else "middle"
    sideways = "right" if across > 0.25 else "left" if across < -0.25 else "center"
    return f"{vertical} {sideways}"


def _window(x: Array, y: Array, projection: Projection) -> tuple[tuple[float, float], ...]:
    """Return the window of the map: all states with a margin, in the format of the page."""
    middle = (x.min() + x.max()) / 2, (y.min() + y.max()) / 2
    half = np.ptp(x) / 2, np.ptp(y) / 2
    tall = max(half[1] * 1.25, half[0] * 1.12 / ASPECT, LEAST_VIEW)
    if projection.world:  # the whole world in height, or less where the cast allows it
        tall = min(tall, 1.35)
    return (middle[0] - tall * ASPECT, middle[0] + tall * ASPECT), (
        middle[1] - tall,
        middle[1] + tall,
    )


def _graticule() -> list[Ring]:
    every = np.arange(-180.0, 181.0, 15.0)
    return [
        *((np.full(2, lon), np.array([-75.0, 75.0])) for lon in every),
        *((every, np.full(len(every), lat)) for lat in every[np.abs(every) <= 75]),
    ]


def _near(rings: list[Ring], across: tuple[float, float], up: tuple[float, float]) -> list[Ring]:
    """Keep what touches the window or its surroundings: a page may be wider than planned."""
    room = (across[1] - across[0]) / 2
    kept = []
    for x, y in rings:
        seen = ~np.isnan(x)
        if (
            seen.any()
            and x[seen].min() < across[1] + room
            and x[seen].max() > across[0] - room
            and y[seen].min() < up[1] + room
            and y[seen].max() > up[0] - room
        ):
            kept.append((x, y))
    return kept


def marker_sizes(capability: Array) -> Array:
    """Return the diameters of the marks of states, in pixels: areas go with capability."""
    return np.round(8 + 30 * np.sqrt(np.clip(capability, 0, 1)), 1)


def _sides(
    labels: list[str], x: Array, y: Array, across: tuple[float, float], capability: Array
) -> tuple[list[str], NDArray[np.bool_]]:
    """Put each label where it covers no mark and no other label; the strongest choose first."""
    scale = WIDTH / (across[1] - across[0])
    px, py, radius = x * scale, y * scale, marker_sizes(capability) / 2
    taken = [(px[i] - r, py[i] - r, px[i] + r, py[i] + r) for i, r in enumerate(radius)]
    sides, shown = ["middle right"] * len(labels), np.ones(len(labels), dtype=bool)
    for row in np.argsort(-capability, kind="stable"):
        wide, tall = 8.0 * len(labels[row]) + 4, 15.0
        options = {}
        for side, (dx, dy) in SIDES.items():
            cx = px[row] + dx * (radius[row] + wide / 2)
            cy = py[row] + dy * (radius[row] + tall / 2)
            box = (cx - wide / 2, cy - tall / 2, cx + wide / 2, cy + tall / 2)
            others = (other for i, other in enumerate(taken) if i != row)
            options[side] = sum(_overlap(box, other) for other in others), box
        best = min(options, key=lambda side: options[side][0])
        covered, box = options[best]
        shown[row] = len(labels) <= LABELLED or covered < 1
        sides[row] = best
        if shown[row]:
            taken.append(box)
    return sides, shown


def _overlap(a: tuple[float, ...], b: tuple[float, ...]) -> float:
    wide, tall = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    return wide * tall if wide > 0 and tall > 0 else 0.0
