"""One way to declare a number: default, unit, range, grade, source and meaning in one place."""

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

Grade = Literal["fitted", "literature", "assumption"]


def par(
    default: float,
    doc: str,
    *,
    unit: str,
    lo: float,
    hi: float,
    grade: Grade,
    source: str = "",
) -> Any:
    """Declare a model parameter as a pydantic field that carries its own documentation.

    Parameters
    ----------
    default
        Value used unless a scenario says otherwise.
    doc
        One sentence: what the number does.
    unit
        Unit in words; ``"1"`` for a pure number.
    lo, hi
        Range that a scenario may set and a sweep may sample.
    grade
        ``fitted`` (estimated on public data), ``literature`` (order of magnitude published) or
        ``assumption`` (nobody measured it: sweep it).
    source
        Where the value comes from; empty only for assumptions.
    """
    about = {"unit": unit, "grade": grade, "source": source}
    return Field(default, description=doc, ge=lo, le=hi, json_schema_extra=about)  # type: ignore[arg-type]


class Group(BaseModel):
    """A frozen group of declared numbers; unknown keys and wrong types are refused."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, allow_inf_nan=False, validate_default=True
    )


class Declared(NamedTuple):
    """Everything known about one declared parameter."""

    path: str
    default: float
    unit: str
    lo: float
    hi: float
    grade: Grade
    source: str
    doc: str


def declared(group: type[BaseModel], prefix: str) -> Iterator[Declared]:
    """Yield the declarations of ``group`` and of the groups inside it, in source order."""
    for name, info in group.model_fields.items():
        path = f"{prefix}.{name}"
        if isinstance(info.annotation, type) and issubclass(info.annotation, BaseModel):
            yield from declared(info.annotation, path)
            continue
        about = info.json_schema_extra
        if not isinstance(about, dict) or "grade" not in about:
            continue
        lo = next(m.ge for m in info.metadata if hasattr(m, "ge"))
        hi = next(m.le for m in info.metadata if hasattr(m, "le"))
        yield Declared(
            path,
            info.default,
            str(about["unit"]),
            lo,
            hi,
            about["grade"],  # type: ignore[arg-type]
            str(about["source"]),
            info.description or "",
        )
