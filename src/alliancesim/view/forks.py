"""Forks: how two runs with the same luck differ, where they part, and what accounts for it."""

from typing import NamedTuple

import numpy as np
from scipy.special import stdtrit

from alliancesim.metrics import METRICS
from alliancesim.summaries import is_count
from alliancesim.view.ensembles import Ensemble
from alliancesim.view.film import Film
from alliancesim.view.frames import Happening
from alliancesim.view.track import Track
from alliancesim.world import Array

TOLD = (
    "stability", "escalation", "onsets", "uses_of_force", "wars", "expected_disputes",
    "expected_uses_of_force", "expected_wars", "trust_mean", "tension_mean", "engagements",
    "alliance_density", "burden_mean", "interoperability_mean",
)  # fmt: skip
"""Metrics of the table of differences."""


class Difference(NamedTuple):
    """A metric in the run and in the fork: now, or its sum since they parted if it counts."""

    metric: str
    run: float
    fork: float

    @property
    def change(self) -> float:
        """Fork less run."""
        return self.fork - self.run


class Parting(NamedTuple):
    """Where two runs part."""

    step: int
    """First step with a different metric; -1 as long as there is none."""
    metrics: list[str]
    """Metrics that differ in that step."""
    event: Happening | None
    """First event that only one of them has."""
    only: str
    """Which of the two has it."""


def parting(run: Film, fork: Film, since: int) -> Parting:
    """Return where the fork parts from the run, looked for after the step ``since``."""
    last = min(run.length, fork.length)
    one, two = run.table()[:last], fork.table()[:last]
    differs = ~((one == two) | (np.isnan(one) & np.isnan(two)))
    steps = np.flatnonzero(differs.any(axis=1))
    step = int(steps[0]) if len(steps) else -1
    names = [name for name, other in zip(METRICS, differs[step], strict=True) if other]
    event, only = _first_event(run, fork, since, last - 1)
    return Parting(step, names if step >= 0 else [], event, only)


def _first_event(run: Film, fork: Film, since: int, last: int) -> tuple[Happening | None, str]:
    sides = {"run": _texts(run, since, last), "fork": _texts(fork, since, last)}
    alone = [
        (happening, name)
        for name, other in (("run", "fork"), ("fork", "run"))
        for text, happening in sides[name].items()
        if text not in sides[other]
    ]
    if not alone:
        return None, ""
    return min(alone, key=lambda found: (found[0].step, found[0].day, found[1]))


def _texts(film: Film, since: int, last: int) -> dict[tuple[int, str], Happening]:
    return {(h.step, h.event.text): h for h in film.events if since < h.step <= last}


def differences(run: Film, fork: Film, since: int, step: int) -> list[Difference]:
    """Return how the two differ at ``step``; counts are summed over the steps after ``since``."""
    step = min(step, run.head, fork.head)
    return [
        Difference(name, *(_told(film, name, since, step) for film in (run, fork))) for name in TOLD
    ]


def _told(film: Film, metric: str, since: int, step: int) -> float:
    values = film.values(metric, step)
    return float(np.nansum(values[since + 1 :])) if is_count(metric) else float(values[-1])


def accounts(run: Track, fork: Track, step: int) -> list[tuple[str, float]]:
    """Return by which causes trust differs: evidence alive, for less against, fork less run."""
    step = min(step, run.head, fork.head)
    sums = []
    for track in (run, fork):
        model = track.model_at(step)
        good, bad = model.world.credits()
        net = good - bad
        sums.append(dict(zip(model.causes, net.sum(axis=(1, 2)), strict=True)))
    causes = list(dict.fromkeys([*sums[0], *sums[1]]))
    found = [(cause, float(sums[1].get(cause, 0.0) - sums[0].get(cause, 0.0))) for cause in causes]
    kept = [(cause, value) for cause, value in found if abs(value) > 0.005]
    return sorted(kept, key=lambda term: -abs(term[1]))


class Paired(NamedTuple):
    """The mean difference of pairs with the same luck, and its 95 % interval, per step."""

    mean: Array
    low: Array
    high: Array
    pairs: int


def paired(before: Ensemble, after: Ensemble, metric: str) -> Paired | None:
    """Return the paired difference of a metric over the members that both have; None of too few.

    The interval (Student's t) speaks of luck alone, not of what the model assumes.
    """
    one, two = before.values(metric), after.values(metric)
    pairs = min(len(one), len(two))
    if pairs < 3:
        return None
    difference = two[:pairs] - one[:pairs]
    if is_count(metric):
        difference = np.nancumsum(difference, axis=1)
    mean = difference.mean(axis=0)
    half = float(stdtrit(pairs - 1, 0.975)) * difference.std(axis=0, ddof=1) / np.sqrt(pairs)
    return Paired(mean, mean - half, mean + half, pairs)
