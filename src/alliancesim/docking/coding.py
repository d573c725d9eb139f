"""Coding: the states of a case and what was coded of them and of their pairs, with the reasons.

A code is a figure with its source or a judgement. The file of the case says which, and was fixed
before any energy was computed from it.
"""

import functools
import importlib.resources
from collections import Counter
from typing import Literal, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, model_validator
from ruamel.yaml import YAML

Faith = Literal["catholic", "protestant", "orthodox", "muslim", "jewish", "none"]
Regime = Literal["democratic", "authoritarian", "fascist", "communist"]
Reading = Literal["clear_only", "three_types", "strict_types", "main_faith", "equal_sizes"]
CONFLICTS = ("ethnic", "border", "war")
"""Factors that are coded pair by pair: a conflict or none."""


class Record(BaseModel):
    """A part of the file; keys that nobody reads are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Government(Record):
    """Type of government, and the two indices of democracy of the year."""

    type: Regime
    polyarchy: float = Field(ge=0, le=1)
    """Electoral democracy index of V-Dem."""
    polity2: int | None = Field(default=None, ge=-10, le=10)
    why: str = ""


class Side(Record):
    """The side that a state took in the war."""

    of: Literal["allied", "axis"] = Field(alias="is")
    doubtful: bool = False
    why: str


class State(Record):
    """A state of the case."""

    name: str
    ccode: int
    """Correlates of War number."""
    size: float = Field(gt=0, le=100)
    """Share of the world's capability, per cent."""
    government: Government
    religion: dict[Faith, float]
    """Shares of the population, per cent."""
    religion_source: str
    side: Side


class Conflict(Record):
    """A pair of states with a conflict of one kind."""

    pair: tuple[str, str]
    why: str
    doubtful: bool = False


class Coding(Record):
    """A case."""

    title: str
    year: int
    sources: dict[str, str]
    rules: dict[str, str]
    """How each factor was coded, in words."""
    readings: dict[Reading, str]
    """Other ways to read the codes, named before any was tried."""
    states: dict[str, State]
    """By their Correlates of War letters."""
    ethnic: list[Conflict]
    border: list[Conflict]
    war: list[Conflict]

    @property
    def allied(self) -> NDArray[np.float64]:
        """Sides of the war: 1 allied, -1 axis."""
        return np.array([1.0 if s.side.of == "allied" else -1.0 for s in self.states.values()])

    @property
    def clear(self) -> NDArray[np.bool_]:
        """States whose side is beyond doubt."""
        return np.array([not state.side.doubtful for state in self.states.values()])

    @model_validator(mode="after")
    def _fits(self) -> Self:
        for kind in CONFLICTS:
            pairs = Counter(frozenset(item.pair) for item in getattr(self, kind))
            for pair, number in pairs.items():
                if len(pair) != 2 or not pair <= self.states.keys():
                    raise ValueError(f"{kind}: {sorted(pair)} are not two states of the case")
                if number > 1:
                    raise ValueError(f"{kind}: {sorted(pair)} appear {number} times")
        return self


@functools.cache
def europe() -> Coding:
    """Return the seventeen European states of 1936."""
    file = importlib.resources.files("alliancesim.docking") / "europe_1936.yaml"
    return Coding.model_validate(YAML(typ="safe", pure=True).load(file.read_text("utf-8")))
