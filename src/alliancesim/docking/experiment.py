"""Experiment: the landscape of a case as coded, and what is left of it under other weights.

The prediction is the optimum of lowest energy. It is asked again with each weight up and down by
the spread, with each factor left out, with all weights drawn at once by Latin hypercube, and under
each reading of the codes that was named beforehand. Whatever comes out is told.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
from pydantic import Field, ValidationError, model_validator
from scipy.stats import qmc

from alliancesim.docking.coding import Coding, Reading, Record
from alliancesim.docking.factors import FACTORS, Array, factors, propensities, sizes
from alliancesim.docking.landscape import Landscape, Sides, luck, misplaced, splits
from alliancesim.scenario.errors import Problem, ScenarioError, dotted, nearest
from alliancesim.scenario.merge import read
from alliancesim.scenario.tree import Node, locate, plain


class Weights(Record):
    """Weights of the factors in the propensity; assumption, equal as in the paper."""

    ethnic: float = Field(default=1.0, ge=0, le=100)
    religion: float = Field(default=1.0, ge=0, le=100)
    border: float = Field(default=1.0, ge=0, le=100)
    government: float = Field(default=1.0, ge=0, le=100)
    war: float = Field(default=1.0, ge=0, le=100)

    @model_validator(mode="after")
    def _draws_somewhere(self) -> Self:
        if not any(self.model_dump().values()):
            raise ValueError("all weights are 0, so that no split is better than another")
        return self


class Own(Record):
    """How our model is run."""

    members: int = Field(default=20, ge=1, le=1000)
    """Runs."""
    years: int = Field(default=3, ge=1, le=20)
    """Length of a run, years."""


class Experiment(Record):
    """What is varied, and how much; the defaults are those of experiments/landscape_1936.yaml."""

    weights: Weights = Weights()
    spread: float = Field(default=0.5, ge=0, le=1)
    """Share of itself by which each weight is varied, up and down."""
    draws: int = Field(default=500, ge=1, le=100_000)
    """Sets of weights that are drawn."""
    seed: int = Field(default=1936, ge=0)
    own: Own = Own()


@dataclass(frozen=True)
class Optimum:
    """A split at rest."""

    split: Sides
    energy: float
    basin: float
    """Share of all splits that lead to it by steepest descent."""
    chance: float
    """Chance to end in it from a random split, if chance picks who moves."""


@dataclass(frozen=True)
class Variant:
    """The prediction under a change."""

    change: str
    split: Sides
    optima: int


@dataclass(frozen=True)
class Robustness:
    """Predictions under all changes."""

    single: list[Variant]
    """Each weight down and up by the spread."""
    without: list[Variant]
    """Each factor left out."""
    readings: list[Variant]
    drawn: Sides
    """The split of lowest energy under each set of weights that was drawn, draws×N."""


def experiment(path: Path) -> Experiment:
    """Return the experiment of a file.

    Raises
    ------
    ScenarioError
        If the file cannot be read or something in it is wrong; it says where.
    """
    root = read(path)
    try:
        return Experiment.model_validate(plain(root))
    except ValidationError as error:
        raise ScenarioError(_told(item, root) for item in error.errors()) from None


def _told(item: Any, root: Node) -> Problem:
    *above, name = path = item["loc"]
    where = locate(root, path)
    if item["type"] != "extra_forbidden":
        return Problem(where.file, where.line, dotted(path), f"{item['msg']}, got {item['input']}")
    known = Own.model_fields if above == ["own"] else Weights.model_fields
    known = known if above else Experiment.model_fields
    message = f"unknown key {dotted(path)!r}"
    return Problem(where.file, where.line, dotted(path), message, nearest(name, known))


def landscape(
    coding: Coding, weights: Mapping[str, float], reading: Reading | None = None
) -> Landscape:
    """Return the landscape of a case."""
    return Landscape(sizes(coding, reading), propensities(factors(coding, reading), weights))


def optima(given: Landscape) -> list[Optimum]:
    """Return the optima of a landscape, the lowest first: the prediction."""
    columns = zip(given.optima, given.basins(), given.chances(), strict=True)
    return [
        Optimum(given.splits[row], float(given.energies[row]), float(basin), float(chance))
        for row, basin, chance in columns
    ]


def robustness(coding: Coding, plan: Experiment) -> Robustness:
    """Return the predictions under all changes of weights and readings."""
    base = plan.weights.model_dump()

    def variant(
        change: str, weights: Mapping[str, float], reading: Reading | None = None
    ) -> Variant:
        found = landscape(coding, weights, reading)
        return Variant(change, found.lowest, len(found.optima))

    return Robustness(
        single=[
            variant(f"{name} × {factor:g}", base | {name: base[name] * factor})
            for name in FACTORS
            for factor in (1 - plan.spread, 1 + plan.spread)
        ],
        without=[variant(f"without {name}", base | {name: 0.0}) for name in FACTORS],
        readings=[variant(reading, base, reading) for reading in coding.readings],
        drawn=lowest(coding, draws(plan)),
    )


def draws(plan: Experiment) -> Array:
    """Return sets of weights within the spread by Latin hypercube, draws×factors."""
    hypercube = qmc.LatinHypercube(len(FACTORS), seed=np.random.default_rng(plan.seed))
    change: Array = 1 + plan.spread * (2 * hypercube.random(plan.draws) - 1)
    return change * [getattr(plan.weights, name) for name in FACTORS]


def lowest(coding: Coding, weights: Array) -> Sides:
    """Return the split of lowest energy under each set of weights.

    The energy is linear in the weights: E = Σ_f w_f E_f, E_f being that of factor f alone.
    """
    size = sizes(coding)
    alone = np.array([Landscape(size, factor).energies for factor in factors(coding).values()])
    best = [int((row @ alone).argmin()) for row in weights]
    return splits(len(size))[best]


def placing(coding: Coding, split: Sides) -> dict[str, Any]:
    """Return who of a case stands with whom in a split, and who is misplaced, by their letters."""
    wrong = misplaced(split, coding.allied)
    ours = np.where(wrong, -coding.allied, coding.allied)
    states = np.array(list(coding.states))
    return {
        "allied": states[ours == 1].tolist(),
        "axis": states[ours == -1].tolist(),
        "misplaced": int(wrong.sum()),
        "misplaced_states": states[wrong].tolist(),
        "misplaced_of_clear": int((wrong & coding.clear).sum()),
        "luck": luck(int(wrong.sum()), len(states)),
    }
