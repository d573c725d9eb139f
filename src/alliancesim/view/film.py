"""Film: the frames, metrics and events of a run so far, within bounds of memory."""

from bisect import bisect_right
from typing import Self

import numpy as np

from alliancesim.metrics import METRICS
from alliancesim.model import AllianceModel
from alliancesim.view.frames import Frame, Happening, frame_of, happenings_of
from alliancesim.world import Array

FRAME_BYTES = 64_000_000
"""Memory for frames; beyond it every second one is dropped, and half as many kept from then on."""
EVENT_LIMIT = 20_000
"""Events that are kept, the newest."""
FORCE = 4
"""Level of hostility of the use of force."""
NAMES = {name: place for place, name in enumerate(METRICS)}


class Film:
    """What there is to show of a run: a row of metrics per step, frames, and events."""

    def __init__(self) -> None:
        self.frames: list[Frame] = []
        self.steps: list[int] = []
        """Step of each frame kept."""
        self.events: list[Happening] = []
        self.grave: list[Happening] = []
        """Those of them with force or war, for the timeline."""
        self.number = 0
        """Events so far, those no longer kept included."""
        self.spacing = 1
        self.length = 0
        """Steps taken in, the start included."""
        self._values = np.full((64, len(NAMES)), np.nan)
        self._bytes = 0

    def take(self, model: AllianceModel) -> None:
        """Take in the step that a model has just finished."""
        if self.length == len(self._values):
            self._values = np.concatenate([self._values, np.full_like(self._values, np.nan)])
        self._values[self.length] = [model.latest[name] for name in NAMES]
        self.length += 1
        self._take_events(model)
        if model.steps % self.spacing == 0:
            self._take_frame(frame_of(model))

    def _take_events(self, model: AllianceModel) -> None:
        new = happenings_of(model, self.number)
        self.number += len(new)
        # A new list, never the old one changed: a page may be reading it.
        if new:
            self.events = [*self.events, *new][-EVENT_LIMIT:]
            self.grave = [*self.grave, *filter(_grave, new)][-EVENT_LIMIT:]

    def _take_frame(self, frame: Frame) -> None:
        self.frames.append(frame)
        self.steps.append(frame.step)
        self._bytes += frame.nbytes
        while self._bytes > FRAME_BYTES and len(self.frames) > 2:
            self.spacing *= 2
            self.frames = [kept for kept in self.frames if kept.step % self.spacing == 0]
            self.steps = [kept.step for kept in self.frames]
            self._bytes = sum(kept.nbytes for kept in self.frames)

    @property
    def head(self) -> int:
        """The last step taken in."""
        return self.length - 1

    def frame(self, step: int) -> Frame:
        """Return the frame of a step, or the last one kept before it."""
        return self.frames[max(0, bisect_right(self.steps, step) - 1)]

    def values(self, metric: str, last: int | None = None) -> Array:
        """Return a metric at each step from the start on, to ``last`` or to the end."""
        until = self.length if last is None else min(self.length, last + 1)
        column: Array = self._values[:until, NAMES[metric]]
        return column

    def row(self, step: int) -> dict[str, float]:
        """Return all metrics of a step."""
        return dict(zip(NAMES, self._values[step].tolist(), strict=True))

    def table(self) -> Array:
        """Return all metrics of all steps, a row per step."""
        return self._values[: self.length]

    def events_until(self, step: int) -> int:
        """Return how many of the events kept happened by the end of a step."""
        return bisect_right(self.events, step, key=lambda happening: happening.step)

    def until(self, step: int) -> Self:
        """Return a film of the same run that ends with ``step``."""
        cut = type(self)()
        cut.spacing, cut.length = self.spacing, step + 1
        cut._values = self._values[: max(64, step + 1)].copy()
        cut._values[step + 1 :] = np.nan
        cut.frames = [frame for frame in self.frames if frame.step <= step]
        cut.steps = [frame.step for frame in cut.frames]
        cut._bytes = sum(frame.nbytes for frame in cut.frames)
        cut.events = [event for event in self.events if event.step <= step]
        cut.grave = [event for event in self.grave if event.step <= step]
        dropped = sum(event.step > step for event in self.events)
        cut.number = self.number - dropped
        return cut


def _grave(happening: Happening) -> bool:
    return happening.event.kind in ("onset", "escalation") and happening.event.level >= FORCE
