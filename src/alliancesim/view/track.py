"""Track: a run that can be looked at, gone back in, changed and taken up again at any step."""

from collections.abc import Callable
from typing import Self

from alliancesim.draws import Seed
from alliancesim.model import AllianceModel, Checkpoint
from alliancesim.scenario import Scenario
from alliancesim.view.film import Film
from alliancesim.world import FIELDS

CHECKPOINT_BYTES = 160_000_000
"""Memory for checkpoints of a run; beyond it every second one is dropped."""
SPACING = 12
"""Steps between checkpoints, as long as there is memory for them."""


class Checkpoints:
    """States of a run from which it can go on, one every so many steps."""

    def __init__(self) -> None:
        self.kept: dict[int, Checkpoint] = {}
        self.spacing = SPACING

    def take(self, model: AllianceModel) -> None:
        """Keep the state of the model, if it is one of those that are kept."""
        if model.steps % self.spacing:
            return
        self.kept[model.steps] = model.checkpoint()
        each = sum(getattr(model.world, name).nbytes for name in FIELDS)
        while len(self.kept) > max(3, CHECKPOINT_BYTES // each):
            self.spacing *= 2
            self.kept = {s: kept for s, kept in self.kept.items() if s % self.spacing == 0}

    def before(self, step: int) -> Checkpoint:
        """Return the last state kept at or before ``step``."""
        return self.kept[max(s for s in self.kept if s <= step)]

    def until(self, step: int) -> "Checkpoints":
        """Return the states kept up to ``step``."""
        cut = Checkpoints()
        cut.spacing = self.spacing
        cut.kept = {s: kept for s, kept in self.kept.items() if s <= step}
        return cut


class Track:
    """A run of a scenario with its film and its checkpoints.

    A track is never sent back: ``branch`` returns a new one with the same past, which goes on from
    any step under the same scenario or under one with other events from there on. As a run follows
    from its scenario and its luck alone, running ``scenario`` from the start gives the same track.
    """

    def __init__(self, scenario: Scenario, luck: Seed) -> None:
        self.scenario, self.luck = scenario, luck
        self.model = AllianceModel(scenario, rng=luck)
        self.film, self.checkpoints = Film(), Checkpoints()
        self._take()
        self._looked_at: tuple[int, AllianceModel] | None = None

    def _take(self) -> None:
        self.film.take(self.model)
        self.checkpoints.take(self.model)

    @property
    def head(self) -> int:
        """The step that the run has reached."""
        return self.film.head

    @property
    def last(self) -> int:
        """The step at which the run ends."""
        return self.scenario.clock.steps

    @property
    def running(self) -> bool:
        """Whether there are steps left."""
        return bool(self.model.running)

    def advance(self) -> None:
        """Simulate one step."""
        self.model.step()
        self._take()

    def branch(
        self, step: int, scenario: Scenario, told: Callable[[int], None] | None = None
    ) -> Self:
        """Return a track with this one's past up to ``step`` that goes on under ``scenario``.

        The events of ``scenario`` must be those of this track up to and including ``step``.
        """
        twin = type(self).__new__(type(self))
        twin.scenario, twin.luck = scenario, self.luck
        twin.model = self._resumed(step, scenario, told)
        twin.film, twin.checkpoints = self.film.until(step), self.checkpoints.until(step)
        twin._looked_at = None
        return twin

    def model_at(self, step: int) -> AllianceModel:
        """Return a model that stands at ``step``: the run's own, or one to look at only."""
        if step == self.head:
            return self.model
        if self._looked_at is None or self._looked_at[0] != step:
            self._looked_at = step, self._resumed(step, self.scenario, None)
        return self._looked_at[1]

    def _resumed(
        self, step: int, scenario: Scenario, told: Callable[[int], None] | None
    ) -> AllianceModel:
        """Return a new model at ``step``, simulated again from the last checkpoint before it."""
        here = step == self.model.steps
        saved = self.model.checkpoint() if here else self.checkpoints.before(step)
        # A checkpoint holds the settings changed so far; the events are those of the new future.
        acting = saved.scenario.model_copy(update={"events": scenario.events})
        model = AllianceModel(scenario, rng=self.luck)
        model.restore(saved._replace(scenario=acting))
        while model.steps < step:
            model.step()
            if told is not None:
                told(model.steps)
        return model
