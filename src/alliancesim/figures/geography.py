"""A map without the network: packaged outlines and two projections, in plain numbers.

The figures draw the map as ordinary lines and areas, so no map data is ever fetched. A cast that
fits on one side of the globe is seen from above its centre (Lambert's azimuthal equal-area
projection), which has no date line; a wider cast is drawn on a world map (Equal Earth) that is cut
where it tears the fewest ties.
"""

import functools
import importlib.resources
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Ring = tuple[Array, Array]
"""Longitudes and latitudes in degrees."""

HEMISPHERE = 36.0
"""Widest radius of a cast, in degrees, that is still drawn from above."""
FARTHEST = 115.0
"""What lies further from the centre than this is left out when seen from above."""


@functools.cache
def outlines() -> tuple[dict[str, list[Ring]], list[Ring]]:
    """Return the rings of each country, and all border lines once."""
    folder = importlib.resources.files("alliancesim") / "assets"
    stored = json.loads((folder / "outlines.json").read_text("utf-8"))
    scale = float(stored["per_degree"])
    arcs = [np.array(arc, float).reshape(-1, 2).cumsum(axis=0) / scale for arc in stored["arcs"]]
    countries = {
        name: [_joined(arcs, ring) for ring in rings] for name, rings in stored["countries"].items()
    }
    return countries, [(arc[:, 0], arc[:, 1]) for arc in arcs]


def _joined(arcs: list[Array], ring: list[int]) -> Ring:
    parts = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in ring]
    whole = np.concatenate([parts[0], *(part[1:] for part in parts[1:])])
    return _dense(whole[:, 0], whole[:, 1])


def _dense(lon: Array, lat: Array, step: float = 2.0) -> Ring:
    """Return the line with points at most ``step`` degrees apart, so that it bends on the map."""
    lon = np.unwrap(lon, period=360)
    counts = np.ceil(np.maximum(np.abs(np.diff(lon)), np.abs(np.diff(lat))) / step).astype(int)
    counts = np.maximum(counts, 1)
    at = np.concatenate([[0.0], np.cumsum(1 / np.repeat(counts, counts))])
    index = np.arange(len(lon))
    return np.interp(at, index, lon), np.interp(at, index, lat)


def country_at(lon: float, lat: float, name: str) -> str:
    """Return the country whose outline holds the place or bears the name; empty where none does."""
    countries, _ = outlines()
    if name in countries:
        return name
    for country, rings in countries.items():
        turns = (lon - 360, lon, lon + 360)  # rings over the date line go on beyond 180 degrees
        if sum(_inside(turn, lat, ring) for ring in rings for turn in turns) % 2:
            return country
    return next((country for country in countries if country.startswith(name)), "")


def _inside(lon: float, lat: float, ring: Ring) -> bool:
    x, y = ring
    above = y > lat
    crosses = above[1:] != above[:-1]
    x1, x2, y1, y2 = x[:-1][crosses], x[1:][crosses], y[:-1][crosses], y[1:][crosses]
    return bool(np.count_nonzero(lon < x1 + (lat - y1) / (y2 - y1) * (x2 - x1)) % 2)


@dataclass(frozen=True)
class Projection:
    """From degrees to the plane, centred on a cast."""

    lon: float
    lat: float
    world: bool

    def __call__(self, lon: Array, lat: Array) -> tuple[Array, Array]:
        """Project points; seen from above, points too far away are drawn in to the rim."""
        return self._equal_earth(lon, lat) if self.world else self._from_above(lon, lat)

    def places(self, lon: Array, lat: Array) -> tuple[Array, Array]:
        """Project places, wherever the world map is cut."""
        return self(self.lon + (lon - self.lon + 180) % 360 - 180, lat)

    def _from_above(self, lon: Array, lat: Array) -> tuple[Array, Array]:
        east, north, up = self._turned(lon, lat)
        angle = np.minimum(np.arccos(np.clip(up, -1, 1)), np.radians(FARTHEST))
        length = np.hypot(east, north)
        radius = 2 * np.sin(angle / 2) / np.where(length > 0, length, 1)
        return east * radius, north * radius

    def _turned(self, lon: Array, lat: Array) -> tuple[Array, Array, Array]:
        phi, phi0, turn = np.radians(lat), np.radians(self.lat), np.radians(lon - self.lon)
        east = np.cos(phi) * np.sin(turn)
        north = np.cos(phi0) * np.sin(phi) - np.sin(phi0) * np.cos(phi) * np.cos(turn)
        up = np.sin(phi0) * np.sin(phi) + np.cos(phi0) * np.cos(phi) * np.cos(turn)
        return east, north, up

    def _equal_earth(self, lon: Array, lat: Array) -> tuple[Array, Array]:
        """Project by Šavrič, Patterson and Jenny (2018)."""
        a1, a2, a3, a4, root = 1.340264, -0.081106, 0.000893, 0.003796, np.sqrt(3) / 2
        theta = np.arcsin(root * np.sin(np.radians(lat)))
        t2, t6 = theta**2, theta**6
        turn = np.radians(lon - self.lon)
        x = turn * np.cos(theta) / (root * (a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2)))
        return x, theta * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))

    def areas(self, rings: Iterable[Ring]) -> list[Ring]:
        """Project closed rings, cut where the map is cut; what cannot be seen is left out."""
        return [self(*piece) for ring in rings for piece in self._visible(ring)]

    def _visible(self, ring: Ring) -> list[Ring]:
        lon, lat = ring
        if self.world:
            return _cut(lon, lat, self.lon)
        up = self._turned(lon, lat)[2]
        return [ring] if up.max() > np.cos(np.radians(FARTHEST)) else []

    def rim(self) -> Ring:
        """Return the edge of the world map."""
        up = np.linspace(-90.0, 90.0, 61)
        side = np.full(61, 179.999)
        lat = np.concatenate([up, up[::-1]])
        return self._equal_earth(self.lon + np.concatenate([side, -side]), lat)

    def lines(self, lines: Iterable[Ring]) -> list[Ring]:
        """Project open lines, with gaps (NaN) where they leave the map or cross its cut."""
        return [self._line(*_dense(lon, lat)) for lon, lat in lines]

    def _line(self, lon: Array, lat: Array) -> Ring:
        if self.world:
            x, y = self.places(lon, lat)
            gone = np.abs(np.diff(x, prepend=x[0])) > np.pi / 2
        else:
            x, y = self(lon, lat)
            gone = self._turned(lon, lat)[2] < np.cos(np.radians(FARTHEST - 1))
        return np.where(gone, np.nan, x), np.where(gone, np.nan, y)


def _cut(lon: Array, lat: Array, centre: float) -> list[Ring]:
    """Cut a ring into the pieces that lie within half a turn of ``centre``."""
    pieces = []
    for turn in (-720, -360, 0, 360, 720):
        x, y = lon + turn, lat
        for sign in (1.0, -1.0):
            x, y = _half_plane(x, y, sign, 180 + sign * centre)
        if len(x):
            pieces.append((x, y))
    return pieces


def _half_plane(x: Array, y: Array, sign: float, limit: float) -> Ring:
    """Keep the part of a ring where ``sign * x <= limit`` (Sutherland and Hodgman)."""
    if not len(x) or (sign * x <= limit).all():
        return x, y
    kept: list[tuple[float, float]] = []
    for i in range(len(x)):
        x1, y1, x2, y2 = x[i - 1], y[i - 1], x[i], y[i]
        if (sign * x1 <= limit) != (sign * x2 <= limit):
            edge = sign * limit
            kept.append((edge, y1 + (edge - x1) / (x2 - x1) * (y2 - y1)))
        if sign * x2 <= limit:
            kept.append((x2, y2))
    points = np.array(kept).reshape(-1, 2)
    return points[:, 0], points[:, 1]


def fitted(lon: Array, lat: Array, ties: Sequence[tuple[int, int]] = ()) -> Projection:
    """Return the projection that shows these places, and the ties between them, best."""
    centre, radius = _enclosing(lon, lat)
    if radius <= HEMISPHERE:
        return Projection(*centre, world=False)
    return Projection(_shortest_ties(lon, ties), 0.0, world=True)


def _enclosing(lon: Array, lat: Array) -> tuple[tuple[float, float], float]:
    """Return centre and radius (degrees) of a small circle on the globe around all places."""
    places = _vectors(lon, lat)
    centre = places.mean(axis=0)
    for step in range(1, 200):  # Bădoiu and Clarkson: walk to the farthest by ever shorter steps
        farthest = places[np.argmin(places @ centre)]
        centre = centre + (farthest - centre) / (step + 1)
        centre /= np.linalg.norm(centre) or 1.0
    radius = np.degrees(np.arccos(np.clip((places @ centre).min(), -1, 1)))
    middle = np.degrees(np.arctan2(centre[1], centre[0])), np.degrees(np.arcsin(centre[2]))
    return (float(middle[0]), float(middle[1])), float(radius)


def _vectors(lon: Array, lat: Array) -> Array:
    turn, phi = np.radians(lon), np.radians(lat)
    return np.stack([np.cos(phi) * np.cos(turn), np.cos(phi) * np.sin(turn), np.sin(phi)], axis=1)


def _shortest_ties(lon: Array, ties: Sequence[tuple[int, int]]) -> float:
    """Return the middle longitude of the world map on which the ties are shortest."""
    every = np.arange(-180.0, 180.0, 10.0)
    pairs = np.array(ties or [(i, i - 1) for i in range(len(lon))])
    turned = (lon[None, :] - every[:, None] + 180) % 360 - 180
    lengths = np.abs(turned[:, pairs[:, 0]] - turned[:, pairs[:, 1]]).sum(axis=1)
    near_middle = np.abs(turned).mean(axis=1)  # decides where the ties do not
    return float(every[np.argmin(lengths + 0.1 * near_middle)])
