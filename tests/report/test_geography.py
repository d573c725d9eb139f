"""The map needs no network, and looks right wherever the cast is."""

import numpy as np
import pytest

from alliancesim.figures import geography


def places(*pairs: tuple[float, float]) -> tuple[geography.Array, geography.Array]:
    lon, lat = np.array(pairs, float).T
    return lon, lat


PARIS, BERLIN, LONDON = (2.3, 48.9), (13.4, 52.5), (-0.1, 51.5)
TOKYO, WASHINGTON = (139.7, 35.7), (-77.0, 38.9)


def test_outlines_are_packaged_whole() -> None:
    countries, borders = geography.outlines()
    assert len(countries) > 170
    assert len(borders) > 500
    for rings in countries.values():
        for lon, lat in rings:
            assert abs(lat).max() <= 90
            assert np.abs(np.diff(lon)).max() < 5


@pytest.mark.parametrize(
    ("lon", "lat", "name", "expected"),
    [
        (*TOKYO, "Japan", "Japan"),
        (*WASHINGTON, "United States", "United States of America"),
        (-175.0, 66.0, "Chukotka", "Russia"),
        (178.4, -18.1, "Fiji", "Fiji"),
        (-30.0, 0.0, "Atlantis", ""),
    ],
)
def test_places_are_found_in_their_country(
    lon: float, lat: float, name: str, expected: str
) -> None:
    assert geography.country_at(lon, lat, name) == expected


def test_a_near_cast_is_seen_from_above_and_centred() -> None:
    projection = geography.fitted(*places(PARIS, BERLIN))
    assert not projection.world
    across, up = projection.places(*places(PARIS, BERLIN))
    assert across[0] < 0 < across[1]
    assert np.abs([across, up]).max() < 0.2


def test_the_pacific_is_not_torn_at_the_date_line() -> None:
    projection = geography.fitted(*places(TOKYO, WASHINGTON, LONDON), [(0, 1)])
    assert projection.world
    across, _ = projection.places(*places(TOKYO, WASHINGTON))
    assert across[0] < across[1]
    assert across[1] - across[0] < np.pi


def test_a_cast_on_both_sides_of_the_date_line_stays_together() -> None:
    lon, lat = places((178.4, -18.1), (-171.8, -13.8))
    across, _ = geography.fitted(lon, lat).places(lon, lat)
    assert 0 < across[1] - across[0] < 0.3


def test_from_above_distances_near_the_centre_are_true() -> None:
    projection = geography.Projection(0.0, 0.0, world=False)
    across, up = projection(np.array([10.0, 0.0]), np.array([0.0, 10.0]))
    assert across[0] == pytest.approx(np.radians(10), rel=2e-3)
    assert up[1] == pytest.approx(np.radians(10), rel=2e-3)


def test_areas_are_cut_at_the_edge_of_the_world_map() -> None:
    square = np.array([170.0, 190.0, 190.0, 170.0, 170.0]), np.array([0.0, 0.0, 10.0, 10.0, 0.0])
    whole = geography.Projection(180.0, 0.0, world=True).areas([square])
    cut = geography.Projection(0.0, 0.0, world=True).areas([square])
    assert len(whole) == 1
    assert len(cut) == 2
    assert sorted(np.sign(x.mean()) for x, _ in cut) == [-1, 1]


def test_lines_break_where_they_cross_the_edge() -> None:
    line = np.array([170.0, 190.0]), np.array([0.0, 0.0])
    x, _ = geography.Projection(0.0, 0.0, world=True).lines([line])[0]
    assert np.isnan(x).sum() == 1


def test_identical_places_do_not_break_the_fit() -> None:
    projection = geography.fitted(*places(PARIS, PARIS))
    assert np.isfinite(projection.places(*places(PARIS, PARIS))).all()
