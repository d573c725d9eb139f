"""Figures: numbers that may carry the source they were taken from."""

from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
)
from pydantic.config import JsonDict


class Figure(BaseModel):
    """A number and, where it is known, its source and unit."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)

    value: float
    source: str = Field(default="", description="a key of `sources`, or the source in words")
    unit: str = Field(default="", description="checked against the unit that is expected")


def _wrap(given: Any) -> Any:
    if isinstance(given, int | float) and not isinstance(given, bool):
        return {"value": float(given)}
    return given


def figure(lo: float, hi: float, unit: str, *, above: bool = False) -> Any:
    """Return the type of a figure that must lie in [lo, hi] (in (lo, hi] with ``above``)."""

    def check(given: Figure) -> Figure:
        if given.unit and given.unit != unit:
            raise ValueError(f"unit is '{given.unit}', but '{unit}' is expected")
        if given.value < lo or given.value > hi or (above and given.value == lo):
            span = f"above {lo:g} and at most {hi:g}" if above else f"{lo:g} to {hi:g}"
            stated = "" if unit == "1" else f" ({unit})"
            raise ValueError(f"{given.value:g} is out of range; expected {span}{stated}")
        return given

    about: JsonDict = {"unit": unit, "minimum": lo, "maximum": hi}
    number = {"type": "number", "exclusiveMinimum" if above else "minimum": lo, "maximum": hi}
    sourced = {
        "type": "object",
        "properties": {
            "value": number, "source": {"type": "string"}, "unit": {"const": unit},
        },
        "required": ["value"],
        "additionalProperties": False,
    }  # fmt: skip
    return Annotated[
        Figure,
        BeforeValidator(_wrap),
        AfterValidator(check),
        Field(json_schema_extra=about),
        WithJsonSchema({"anyOf": [number, sourced]}),
    ]


Share = figure(0.0, 1.0, "1")
Capability = figure(0.0, 1.0, "share of system", above=True)
Burden = figure(0.0, 0.4, "share of GDP", above=True)
Output = figure(0.0, 1e6, "bn USD", above=True)
Effort = figure(0.0, 1e5, "effort units / year")
Growth = figure(-0.5, 0.5, "1 / year")
Position = figure(-1.0, 1.0, "1")
Kilometres = figure(0.0, 20100.0, "km")
Years = figure(0.0, 500.0, "years")
Count = figure(0.0, 1e6, "1")
PerYear = figure(0.0, 1e5, "1 / year")
Wars = figure(0.0, 10.0, "wars")
Evidence = figure(0.0, 1000.0, "evidence")
Troops = figure(0.0, 1000.0, "thousand troops")
Size = figure(0.0, 10.0, "50 000 troops")
