"""Blocs: which colour and name each bloc has, the same as long as its strongest member is in it."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from alliancesim.figures import style
from alliancesim.view.frames import Frame

COLOURS = tuple(colour for colour in style.SERIES if colour not in (style.GREY, style.YELLOW))


class Bloc(NamedTuple):
    """A group of states that are bound by pacts."""

    members: list[int]
    leader: int
    """Row of the strongest member."""
    colour: int
    """Place among ``COLOURS``; -1 for grey."""


def blocs(frame: Frame, start: Frame) -> list[Bloc]:
    """Return the blocs of two and more states at a step, the largest first.

    A bloc has the colour that its strongest member had at the start, so that colours stay with
    blocs that gain or lose members. With more blocs than colours, the smallest are grey.
    """
    home = _homes(start)
    strength = start.column("capability")
    found: list[Bloc] = []
    used: set[int] = set()
    for members in _groups(frame.bloc):
        leader = max(members, key=lambda row: (strength[row], -row))
        free = [colour for colour in range(len(COLOURS)) if colour not in used]
        wanted = home.get(leader, -1)
        colour = wanted if wanted in free else (free[-1] if free else -1)
        used.add(colour)
        found.append(Bloc(members, leader, colour))
    return found


def _groups(bloc: NDArray[np.intp]) -> list[list[int]]:
    groups: dict[int, list[int]] = {}
    for row, number in enumerate(bloc):
        groups.setdefault(int(number), []).append(row)
    shared = [members for members in groups.values() if len(members) > 1]
    return sorted(shared, key=lambda members: (-len(members), members[0]))


def _homes(start: Frame) -> dict[int, int]:
    groups = _groups(start.bloc)[: len(COLOURS)]
    return {row: place for place, members in enumerate(groups) for row in members}


def classes(found: list[Bloc], n: int) -> NDArray[np.intp]:
    """Return the place of each state's colour among ``COLOURS``; -1 for states without a bloc."""
    colours = np.full(n, -1, dtype=np.intp)
    for bloc in found:
        colours[bloc.members] = bloc.colour
    return colours
