"""Paint: the classes in which the map shows blocs or a number of each state, and their legend."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from alliancesim.figures import style
from alliancesim.scenario import Scenario
from alliancesim.view.drawing.blocs import COLOURS, blocs, classes
from alliancesim.view.drawing.look import CLASSES, SHADES
from alliancesim.view.frames import STATE_COLUMNS, Frame

NONE = "#8a9199"
BLOC = "bloc"


class Entry(NamedTuple):
    """A line of a legend."""

    colour: str
    text: str


class Paint(NamedTuple):
    """Colours of the states."""

    classes: NDArray[np.intp]
    """Class of each state; -1 for none."""
    colours: tuple[str, ...]
    """Colour of each class."""
    symbols: list[str]
    """Symbol of each state: no distinction rests on colour alone."""
    words: list[str]
    """What the class of each state means."""
    title: str
    legend: list[Entry]

    def of_states(self) -> list[str]:
        """Return the colour of each state."""
        return [self.colours[place] if place >= 0 else NONE for place in self.classes]


def paint(by: str, scenario: Scenario, frame: Frame, start: Frame) -> Paint:
    """Return the colours of the states by bloc or by one of their numbers."""
    return _by_bloc(scenario, frame, start) if by == BLOC else _by_number(by, frame, start)


def _by_bloc(scenario: Scenario, frame: Frame, start: Frame) -> Paint:
    names = [state.name for state in scenario.states.values()]
    found = blocs(frame, start)
    of = classes(found, len(names))
    words = ["no pact within the cast"] * len(names)
    legend = []
    for bloc in found:
        name = f"bloc of {names[bloc.leader]}"
        for row in bloc.members:
            words[row] = name
        colour = COLOURS[bloc.colour] if bloc.colour >= 0 else NONE
        legend.append(Entry(colour, f"{name} ({len(bloc.members)})"))
    if (of < 0).any():
        legend.append(Entry(NONE, "no pact within the cast"))
    symbols = [style.SYMBOLS[place % len(style.SYMBOLS)] if place >= 0 else "x" for place in of]
    return Paint(of, COLOURS, symbols, words, "Blocs: states bound by pacts", legend)


def _by_number(by: str, frame: Frame, start: Frame) -> Paint:
    column, values = STATE_COLUMNS[by], frame.column(by)
    edges = _edges(by, start)
    of = np.searchsorted(edges, values, side="right").astype(np.intp)
    ends = [f"{column.low:g}", *(f"{edge:.2g}" for edge in edges)]
    legend = [
        Entry(SHADES[place], f"{ends[place]} to {ends[place + 1]}" if place < len(edges)
              else f"{ends[place]} and above")
        for place in range(len(edges) + 1)
    ]  # fmt: skip
    words = [f"{value:.3g} {column.unit}" for value in values]
    title = f"{column.title} ({column.unit})"
    return Paint(of, SHADES, ["circle"] * len(values), words, title, legend)


def _edges(by: str, start: Frame) -> NDArray[np.float64]:
    """Return the inner edges of the classes: even on a scale with ends, else those of the start."""
    column = STATE_COLUMNS[by]
    if np.isfinite(column.high):
        return np.linspace(column.low, column.high, CLASSES + 1)[1:-1]
    values = np.asarray(start.column(by), dtype=float)
    edges = np.quantile(values, np.linspace(0, 1, CLASSES + 1)[1:-1])
    nice = np.unique([float(f"{edge:.2g}") for edge in edges if edge > 0])
    return nice if len(nice) else np.array([0.1, 0.2, 0.5, 1.0, 2.0, 5.0])
