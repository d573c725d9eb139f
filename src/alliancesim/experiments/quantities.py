"""Quantities that vary: the values of a lever, and the distribution of an uncertainty."""

import math
from collections.abc import Sequence
from typing import Annotated, Any, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from alliancesim.scenario.events import Model

Scalar = bool | int | float | str
Array = NDArray[np.float64]
FAMILIES = ("declared", "uniform", "loguniform", "triangular", "normal", "choice")
SPREADS = 4.0
"""Standard deviations from the mean at which a normal is cut where nothing else is said."""


def _scalar(given: Any) -> Any:
    if not isinstance(given, Scalar):
        raise ValueError("expected a number, text, or true or false")
    return given


Value = Annotated[
    Any, BeforeValidator(_scalar), WithJsonSchema({"type": ["number", "string", "boolean"]})
]
Values = Annotated[list[Value], Field(min_length=1)]
Pair = Annotated[list[float], Field(min_length=2, max_length=2)]
Triple = Annotated[list[float], Field(min_length=3, max_length=3)]


class Uncertainty(Model):
    """The distribution of a value that nobody knows; exactly one family is named."""

    declared: bool = Field(default=False, description="uniform over the declared range")
    uniform: Pair | None = Field(default=None, description="[low, high]")
    loguniform: Pair | None = Field(
        default=None, description="[low, high], both above 0; even in the logarithm"
    )
    triangular: Triple | None = Field(default=None, description="[low, mode, high]")
    normal: Pair | None = Field(default=None, description="[mean, standard deviation]")
    within: Pair | None = Field(
        default=None, description="[low, high], where a normal is cut; 4 deviations unless given"
    )
    choice: Values | None = Field(default=None, description="values, all as likely")

    @model_validator(mode="after")
    def _one_family(self) -> Self:
        named = [name for name in FAMILIES if getattr(self, name)]
        if len(named) != 1:
            raise ValueError(f"name one distribution: {', '.join(FAMILIES)}")
        if self.within and not self.normal:
            raise ValueError("only a normal is cut by within")
        if self.declared or self.choice:
            return self
        low, high = self.bounds
        if not low < high:
            raise ValueError(f"low must be below high, not {low:g} and {high:g}")
        if self.loguniform and low <= 0:
            raise ValueError(f"a loguniform lies above 0, not at {low:g}")
        if self.triangular and not low <= self.triangular[1] <= high:
            raise ValueError(f"the mode {self.triangular[1]:g} is not between {low:g} and {high:g}")
        if self.normal and self.normal[1] <= 0:
            raise ValueError("a standard deviation is above 0")
        return self

    @property
    def bounds(self) -> tuple[float, float]:
        """Lowest and highest value; of a choice, of the number of the value."""
        if self.normal:
            mean, sd = self.normal
            low, high = self.within or (mean - SPREADS * sd, mean + SPREADS * sd)
            return low, high
        if self.choice:
            return 0.0, float(len(self.choice))
        ends = self.uniform or self.loguniform or self.triangular
        assert ends is not None  # noqa: S101 - told to the type checker; a range is resolved first
        return ends[0], ends[-1]

    def quantiles(self, shares: Array) -> list[Scalar]:
        """Return the values below which the given shares of the distribution lie."""
        from scipy import stats

        low, high = self.bounds
        if self.choice:
            rows = np.minimum((shares * high).astype(int), len(self.choice) - 1)
            return [self.choice[row] for row in rows]
        if self.loguniform:
            law = stats.loguniform(low, high)
        elif self.triangular:
            law = stats.triang((self.triangular[1] - low) / (high - low), low, high - low)
        elif self.normal:
            mean, sd = self.normal
            law = stats.truncnorm((low - mean) / sd, (high - mean) / sd, mean, sd)
        else:
            law = stats.uniform(low, high - low)
        found: list[Scalar] = np.clip(law.ppf(shares), low, high).tolist()
        return found

    def spaced(self, levels: int) -> list[Scalar]:
        """Return ``levels`` values from end to end; all values of a choice."""
        if self.choice:
            return list(self.choice)
        space = np.geomspace if self.loguniform else np.linspace
        found: list[Scalar] = space(*self.bounds, levels).tolist()
        return found

    def salib(self) -> tuple[str, list[float]]:
        """Return the name and the bounds that SALib knows the distribution by."""
        low, high = self.bounds
        if self.loguniform:
            return "logunif", [low, high]
        if self.triangular:
            return "triang", [low, high, (self.triangular[1] - low) / (high - low)]
        if self.normal:
            return "truncnorm", [low, high, *self.normal]
        return "unif", [low, high]


class Lever(Model):
    """The settings of a policy: values, all of which are tried, or a range that is sampled."""

    values: Values | None = None
    low: float | None = None
    high: float | None = None

    @model_validator(mode="after")
    def _values_or_range(self) -> Self:
        if self.values is None and (self.low is None or self.high is None):
            raise ValueError("a lever is a list of values, or has low and high")
        if self.values is not None and (self.low is not None or self.high is not None):
            raise ValueError("a lever has either values or low and high")
        if self.low is not None and self.high is not None and self.low >= self.high:
            raise ValueError(f"low must be below high, not {self.low:g} and {self.high:g}")
        return self

    @property
    def range(self) -> Uncertainty | None:
        """The range as a distribution; None where values are listed."""
        if self.low is None or self.high is None:
            return None
        return Uncertainty(uniform=[self.low, self.high])


def column(values: Sequence[Any]) -> list[Scalar]:
    """Return values of one kind, as a column of a table holds them: numbers, truths or text.

    Raises
    ------
    ValueError
        If they are of several kinds.
    """
    kinds = {_kind(value) for value in values}
    if len(kinds) > 1:
        raise ValueError(f"holds {' and '.join(sorted(kinds))}; a column holds values of one kind")
    if any(isinstance(value, float) for value in values):
        if not all(math.isfinite(value) for value in values):
            raise ValueError("holds a number that is not finite")
        return [float(value) for value in values]
    return list(values)


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "truths"
    return "numbers" if isinstance(value, int | float) else "text"
