"""Trials: the same run, with the same luck, with an instrument and without."""

from collections.abc import Callable
from typing import Any, NamedTuple

import alliancesim as al
from alliancesim.instruments import ENGAGEMENTS
from tests.instruments.outcomes import TRUST, Outcome
from tests.instruments.situations import Data, careless_friends, merged

MEETINGS = [f"{year}-{month:02}-15" for year in range(2000, 2003) for month in (2, 5, 8, 11)]
"""Days on which A and B engage with each other, one in each step of a run."""
Situation = Callable[[], Data]
Pair = tuple[al.AllianceModel, al.AllianceModel]
"""The run with the instrument, and the run without."""


class Trial(NamedTuple):
    """An instrument in a situation, and what should become of it there."""

    use: Callable[[str, "Trial"], Pair]
    situation: Situation
    outcome: Outcome
    steps: int = len(MEETINGS)
    seed: int = 1
    through: Data | None = None
    """Parameters at which the mechanism behind the effect is out of action."""

    def unexplained(self) -> "Trial":
        """Return the same trial without the mechanism behind it."""
        data = self.situation()
        rules = merged(data["parameters"], self.through or {})
        return self._replace(situation=lambda: data | {"parameters": rules})

    def effect(self, instrument: str) -> float:
        """Return by how much the instrument makes the outcome better."""
        used, unused = (self.outcome.measure(model) for model in self.use(instrument, self))
        return self.outcome.better * (used - unused)


class Tested(NamedTuple):
    """The situations in which an instrument helps, does nothing, and backfires, if it can."""

    helps: Trial
    idle: Trial
    backfires: tuple[Trial, ...]


def held(situation: Situation, outcome: Outcome, **more: Any) -> Trial:
    """Return a trial in which A and B engage with each other once a step, whatever they want."""
    return Trial(_held, situation, outcome, **more)


def sour(outcome: Outcome = TRUST, situation: Situation = careless_friends) -> Trial:
    """Return a trial in which they choose to, until it first turns sour."""
    return Trial(_sour, situation, outcome)


def pulled(situation: Situation, outcome: Outcome, **more: Any) -> Trial:
    """Return a trial of a lever at its normal strength, against none."""
    return Trial(_pulled, situation, outcome, **more)


def model(data: Data, seed: int, **instruments: Data) -> al.AllianceModel:
    """Return a model in which nobody engages but as stated."""
    quiet = {name: {"intensity": 0.0} for name in ENGAGEMENTS}
    tools = merged(merged(quiet, data.get("instruments", {})), instruments)
    return al.AllianceModel(al.load(data | {"instruments": tools}), rng=seed)


def run(model: al.AllianceModel, steps: int) -> al.AllianceModel:
    """Let a model run for some steps, in which no dispute may break out by chance."""
    for _ in range(steps):
        model.step()
        assert not any(event.kind == "onset" for event in model.happened), "choose another seed"
    return model


def _held(instrument: str, trial: Trial) -> Pair:
    meetings = [
        {"date": day, "kind": "engage", "instrument": instrument, "actors": ["A", "B"]}
        for day in MEETINGS
    ]
    alone, seed, steps = trial.situation(), trial.seed, trial.steps
    meeting = alone | {"events": [*alone.get("events", []), *meetings]}
    return run(model(meeting, seed), steps), run(model(alone, seed), steps)


def _sour(instrument: str, trial: Trial) -> Pair:
    """Let A and B want it as much, and let it fail as often, as its ranges allow."""
    record = ENGAGEMENTS[instrument]
    eager = {
        "opportunities": 52.0, "intensity": 5.0, "inclination": record.inclination.hi,
        "breach": record.breach.hi,
    }  # fmt: skip
    data = trial.situation()
    chosen = model(data, trial.seed, **{instrument: eager})
    steps = 0
    while not any(event.kind == "breach" for event in chosen.happened):
        assert steps < trial.steps, f"{instrument} never turned sour"
        run(chosen, 1)
        steps += 1
    return chosen, run(model(data, trial.seed), steps)


def _pulled(instrument: str, trial: Trial) -> Pair:
    data, seed, steps = trial.situation(), trial.seed, trial.steps
    off = {instrument: {"intensity": 0.0}}
    return run(model(data, seed), steps), run(model(data, seed, **off), steps)
