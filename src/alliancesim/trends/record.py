"""What a trend is: a dated change of the world that scales instruments and parameters.

By the calendar year y a trend has gone s = strength·min(1, (y + ½ - from) / ramp) of its way:
nothing before it begins, all of it at once where ramp is 0. A factor f then multiplies by
1 + (f - 1)·s, a shift d adds d·s. What comes out stays within the declared range of the
coefficient or parameter. Several trends act one after the other, in the order of the scenario.
"""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, field_validator

from alliancesim.instruments import Coefficient, Instrument
from alliancesim.instruments.record import Coef
from alliancesim.mechanisms import replaced, value_at
from alliancesim.parameters import Group, Parameters, catalogue

LARGEST = 5.0
"""Upper end of the range of a factor that states none, and of the intensity of an instrument."""


def _from_number(given: Any) -> Any:
    if isinstance(given, int | float) and not isinstance(given, bool):
        return {"value": float(given), "lo": min(0.0, given), "hi": max(LARGEST, given)}
    return given


Factor = Annotated[Coefficient, BeforeValidator(_from_number)]
"""A factor with its range, grade and source; 1 changes nothing. A plain number will do."""


class Trend(Group):
    """A development that changes what states can do or see, from a year on."""

    name: str = Field(min_length=1, description="name in words")
    description: str = Field(min_length=1, description="what changes, and how it enters the model")
    backfires: str = Field(default="", description="how it could make things worse")
    covers: tuple[str, ...] = Field(default=(), strict=False, description="checklist ids")
    enabled: bool = Field(default=False, description="true lets it act")
    begins: int = Field(default=2025, alias="from", ge=1816, le=3000, description="first year")
    ramp: float = Field(default=10.0, ge=0, le=100, description="years until it acts in full")
    strength: float = Field(default=1.0, ge=0, le=1, description="share of its effects that comes")
    families: tuple[str, ...] = Field(
        default=(), strict=False,
        description="families of instruments whose gains `channels` scales; all if none is named",
    )  # fmt: skip
    channels: dict[str, Factor] = Field(
        default_factory=dict, description="factor on the gains of a channel"
    )
    levers: dict[str, Factor] = Field(
        default_factory=dict, description="factor on the intensity of an instrument"
    )
    parameters: dict[str, Factor] = Field(
        default_factory=dict, description="factor on a parameter, such as perception.noise"
    )
    shifts: dict[str, Coef] = Field(
        default_factory=dict, description="amount added to a parameter, in its unit"
    )

    @field_validator("channels", "levers", "parameters")
    @classmethod
    def _not_negative(cls, factors: dict[str, Coefficient]) -> dict[str, Coefficient]:
        for name, factor in factors.items():
            if factor.lo < 0:
                raise ValueError(f"the factor of '{name}' may be negative; 1 changes nothing")
        return factors

    def coefficients(self) -> dict[str, Coefficient]:
        """Return all numbers of the trend by path, such as ``channels.information``."""
        parts = {
            "channels": self.channels,
            "levers": self.levers,
            "parameters": self.parameters,
            "shifts": self.shifts,
        }
        return {
            f"{part}.{name}": c for part, numbers in parts.items() for name, c in numbers.items()
        }

    def share(self, year: float) -> float:
        """Return how far the trend has gone by the middle of a calendar year, 0 to 1."""
        if not self.enabled or year < self.begins:
            return 0.0
        way = (year + 0.5 - self.begins) / self.ramp if self.ramp > 0 else 1.0
        return self.strength * min(1.0, way)


def under(
    trends: Iterable[Trend], parameters: Parameters, instruments: Mapping[str, Instrument],
    year: float,
) -> tuple[Parameters, dict[str, Instrument]]:  # fmt: skip
    """Return parameters and instruments as the trends have changed them by ``year``."""
    tools = dict(instruments)
    for trend in trends:
        if share := trend.share(year):
            parameters = _moved(trend, parameters, share)
            tools = {name: _scaled(trend, name, tool, share) for name, tool in tools.items()}
    return parameters, tools


def _times(value: float, factor: Coefficient, share: float) -> float:
    return value * (1 + (factor.value - 1) * share)


def _moved(trend: Trend, parameters: Parameters, share: float) -> Parameters:
    known = catalogue()
    for path in dict.fromkeys([*trend.parameters, *trend.shifts]):
        value = value_at(parameters, path)
        if path in trend.parameters:
            value = _times(value, trend.parameters[path], share)
        if path in trend.shifts:
            value += trend.shifts[path].value * share
        inside = min(max(value, known[path].lo), known[path].hi)
        parameters = replaced(parameters, path.split("."), inside)
    return parameters


def _scaled(trend: Trend, name: str, tool: Instrument, share: float) -> Instrument:
    changes: dict[str, Any] = {}
    if name in trend.levers:
        intensity = _times(tool.intensity, trend.levers[name], share)
        changes["intensity"] = min(intensity, LARGEST)
    touched = [channel for channel in tool.gains if channel in trend.channels]
    if touched and (not trend.families or tool.family in trend.families):
        scaled = {c: _gain(tool.gains[c], trend.channels[c], share) for c in touched}
        changes["gains"] = tool.gains | scaled
    return tool.model_copy(update=changes) if changes else tool


def _gain(gain: Coefficient, factor: Coefficient, share: float) -> Coefficient:
    value = min(max(_times(gain.value, factor, share), gain.lo), gain.hi)
    return gain.model_copy(update={"value": value})
