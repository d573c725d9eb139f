"""Ablation: every instrument, mechanism or trend off in turn, with the same luck.

The case runs as it is and once without each; the differences within pairs say what each does here,
given that all others are there. Effects of two together are not the sum of both alone.
"""

import enum
from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple

from alliancesim.comparison import Effect, effect_of
from alliancesim.ensemble import Progress
from alliancesim.light import Block, light_outcomes
from alliancesim.mechanisms import MECHANISMS
from alliancesim.pools import shared_out
from alliancesim.scenario import Scenario, in_force, load, switched_off


class What(enum.StrEnum):
    """Kinds of parts that can be taken out."""

    instruments = enum.auto()
    mechanisms = enum.auto()
    trends = enum.auto()


class Part(NamedTuple):
    """A part of the case that can be taken out."""

    name: str
    title: str
    setting: dict[str, Any]
    """The override that takes it out."""


class Ablation(NamedTuple):
    """What becomes of the case without a part."""

    name: str
    title: str
    effects: dict[str, Effect]
    """By outcome: the case without the part, less the case as it is."""

    @property
    def idle(self) -> bool:
        """Whether no run differs in any of the outcomes."""
        return all(e.effect == e.low == e.high == 0 or e.effect != e.effect
                   for e in self.effects.values())  # fmt: skip


def parts_of(case: Scenario, what: What) -> list[Part]:
    """Return what is switched on in a case at its start and can be taken out."""
    if what is What.instruments:
        acting = in_force(case, case.clock.start.year).instruments
        return [Part(name, tool.name, {f"instruments.{name}.enabled": False})
                for name, tool in acting.items() if tool.enabled]  # fmt: skip
    if what is What.mechanisms:
        off = set(switched_off(case))
        return [Part(name, mechanism.name, {f"mechanisms.{name}": False})
                for name, mechanism in MECHANISMS.items() if name not in off]  # fmt: skip
    return [Part(name, trend.name, {f"trends.{name}.enabled": False})
            for name, trend in case.trends.items() if trend.enabled]  # fmt: skip


def ablate(
    case: Scenario,
    what: What,
    outcomes: Sequence[str],
    *,
    runs: int,
    seed: int = 1,
    workers: int = 1,
    progress: Progress | None = None,
) -> list[Ablation]:
    """Take each part out in turn and return the effects, largest on the first outcome first.

    Parameters
    ----------
    case
        The case as it is.
    what
        Kind of part.
    outcomes
        Metrics to look at; the first one ranks.
    runs, seed
        Pairs, and the seed of all versions.
    workers
        Number of processes; the effects do not depend on it.
    progress
        Called with the steps done and the number of all steps, after each version.
    """
    parts = parts_of(case, what)
    versions = [case, *(load(case, part.setting) for part in parts)]
    blocks = [Block(version, seed, 0, runs) for version in versions]
    found, each = [], runs * case.clock.steps
    for rows in shared_out(partial(light_outcomes, tuple(outcomes)), blocks, workers):
        found.append(rows)
        if progress is not None:
            progress(len(found) * each, len(blocks) * each)
    whole, *without = found
    ablations = [
        Ablation(
            part.name,
            part.title,
            {name: effect_of(name, whole[:, i], rows[:, i]) for i, name in enumerate(outcomes)},
        )
        for part, rows in zip(parts, without, strict=True)
    ]
    return sorted(ablations, key=lambda item: -_size(item.effects[outcomes[0]]))


def _size(effect: Effect) -> float:
    return abs(effect.effect) if effect.effect == effect.effect else 0.0
