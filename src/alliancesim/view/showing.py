"""Showing: what a page needs to know of a session to draw it, and what it has drawn already."""

import datetime
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from alliancesim.figures.timeline import Mark, mark_of
from alliancesim.scenario import Scenario
from alliancesim.scenario.schema import Clock
from alliancesim.view.drawing.series import Band, Curves
from alliancesim.view.frames import Frame, Happening
from alliancesim.view.session import Session

FEED = 60
"""Events that the feed lists."""
MARKED = 160
"""Marks on the timeline, at most."""
SORTS: dict[str, tuple[str, ...]] = {
    "everything": (),
    "disputes and wars": ("war", "use of force", "lesser disputes", "crises end"),
    "treaties and allies": ("treaties", "allies in crises"),
    "third parties": ("third parties",),
    "attacks": ("attacks",),
    "dated by the scenario": ("scheduled",),
    "other": ("other",),
}
"""What the feed can be narrowed to, and the rows of the report's timeline that each stands for."""


@lru_cache(maxsize=32)
def dates(clock: Clock) -> tuple[datetime.date, ...]:
    """Return the date of each step of the horizon."""
    return tuple(clock.date_at(step) for step in range(clock.steps + 1))


def frames(session: Session) -> tuple[Frame, Frame]:
    """Return the frame that is shown and that of the start."""
    film = session.track.film
    return film.frame(session.shown), film.frames[0]


def curves(session: Session, metric: str) -> Curves:
    """Return what a chart of a metric shows."""
    fork = session.tracks.get("B")
    own = None
    if fork is not None:
        own = fork.film.values(metric).copy()
        own[: session.forked_at] = np.nan  # the past is the run's
    ensemble = session.ensemble
    band = None
    if ensemble is not None and (quantiles := ensemble.band(metric)) is not None:
        band = Band(*quantiles)
    return Curves(
        metric,
        dates(session.tracks["A"].scenario.clock),
        session.tracks["A"].film.values(metric),
        own,
        band,
        session.shown,
    )


def mark(happening: Happening) -> Mark:
    """Return how an event is drawn."""
    return mark_of(happening.event.kind, happening.event.level)


def feed(session: Session, sort: str, actor: str) -> list[Happening]:
    """Return the newest events up to the step shown, of a sort and of a state if one is named."""
    film = session.track.film
    rows, found = SORTS.get(sort, ()), []
    for happening in reversed(film.events[: film.events_until(session.shown)]):
        if rows and mark(happening).row not in rows:
            continue
        if actor and actor not in happening.event.actors:
            continue
        found.append(happening)
        if len(found) == FEED:
            break
    return sorted(found, key=lambda happening: (happening.day, happening.number), reverse=True)


class Tick(NamedTuple):
    """A mark on the timeline."""

    share: float
    """Where it stands, 0 at the start and 1 at the horizon."""
    sort: str
    words: str


def ticks(session: Session) -> list[Tick]:
    """Return the marks of the timeline: what is dated, uses of force and wars, and the fork."""
    scenario, film = session.scenario, session.track.film
    found = [
        Tick(_share(scenario, day), "done" if place in session.done() else "dated",
             f"{day}: {event.note or event.kind}")
        for place, event in enumerate(scenario.events)
        for day in event.days(scenario.clock.last_day)
    ]  # fmt: skip
    for happening in film.grave[-MARKED:]:
        sort = "war" if happening.event.level >= 5 else "force"
        words = f"{happening.day}: {happening.event.text}"
        found.append(Tick(_share(scenario, happening.day), sort, words))
    if session.forked_at is not None:
        date = scenario.clock.date_at(session.forked_at)
        found.append(Tick(_share(scenario, date), "fork", f"{date}: the fork parts from the run"))
    return found


def _share(scenario: Scenario, day: datetime.date) -> float:
    span = dates(scenario.clock)
    return max(0.0, min(1.0, (day - span[0]).days / max(1, (span[-1] - span[0]).days)))


def years(clock: Clock, most: int = 12) -> list[tuple[float, str]]:
    """Return where years begin on the timeline, and their numbers; not more than ``most``."""
    span = dates(clock)
    first, last = span[0].year, span[-1].year
    every = max(1, -(-(last - first + 1) // most))
    whole = (span[-1] - span[0]).days or 1
    found = []
    for year in range(first, last + 1, every):
        day = max(datetime.date(year, 1, 1), span[0])
        share = (day - span[0]).days / whole
        if share < 0.97:  # the last number would not fit
            found.append((share, str(year)))
    return found


def listed(names: Sequence[str]) -> str:
    """Return names in words."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
