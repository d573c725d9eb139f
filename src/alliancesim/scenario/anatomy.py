"""What the schema expects at a path of a scenario: which keys, which range, which unit."""

import types
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from alliancesim.scenario.errors import KeyPath
from alliancesim.scenario.schema import Scenario
from alliancesim.scenario.tree import leads_on


class Place(NamedTuple):
    """The types that may stand at a path, and the declaration of the field that holds them."""

    types: list[Any]
    field: FieldInfo | None = None

    def keys(self) -> list[str]:
        """Return the keys that a mapping may have here; empty where any key will do."""
        return [str(name) for kind in self.types if _is_model(kind) for name in _fields(kind)]

    def span(self) -> str:
        """Return the range of the number that is expected here, in words, or ''."""
        limits: dict[str, float] = {}
        for limit in self.field.metadata if self.field else []:
            limits |= {k: getattr(limit, k) for k in ("ge", "gt", "le", "lt") if hasattr(limit, k)}
        low = f"above {limits['gt']:g}" if "gt" in limits else f"{limits.get('ge', 0):g}"
        high = limits.get("le", limits.get("lt"))
        if "ge" in limits and high is not None:
            return f"{low} to {high:g}"
        if high is not None:
            return f"{low} and at most {high:g}"
        return low if "gt" in limits else f"at least {low}"

    def unit(self) -> str:
        """Return the unit of the number that is expected here, or ''."""
        about = self.field.json_schema_extra if self.field else None
        return str(about.get("unit", "")) if isinstance(about, dict) else ""


def place(path: KeyPath, data: Any, top: type[BaseModel] = Scenario) -> Place:
    """Return what is expected at ``path`` of ``data``, which may be wrong in every way.

    ``top`` is what the whole of ``data`` should be.
    """
    here = Place([top])
    for part in path:
        here = _inside(here.types, part, data)
        data = _child(data, part)
    return here


def _child(data: Any, part: str | int) -> Any:
    return data[part] if leads_on(data, part) else None


def _inside(kinds: list[Any], part: str | int, data: Any) -> Place:
    found: list[Any] = []
    field = None
    for kind in kinds:
        if _is_model(kind):
            if part in _fields(kind):
                field = _fields(kind)[part]
                found += _kinds(field.annotation, data, part)
        elif get_origin(kind) is dict:
            found += _kinds(get_args(kind)[1], data, part)
        elif get_origin(kind) in (list, tuple):
            found += _kinds(get_args(kind)[0], data, part)
    return Place(found, field)


def _kinds(annotation: Any, data: Any, part: str | int) -> list[Any]:
    """Return the types in an annotation; of several kinds of event only the one that is meant."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _kinds(get_args(annotation)[0], data, part)
    if origin not in (Union, types.UnionType):
        return [annotation]
    found = [kind for item in get_args(annotation) for kind in _kinds(item, data, part)]
    child = _child(data, part)
    named = child.get("kind") if isinstance(child, dict) else None
    meant = [kind for kind in found if named is not None and named in _names(kind)]
    return meant or found


def _names(kind: Any) -> tuple[Any, ...]:
    """Return the values of ``kind:`` that stand for a kind of event."""
    if not _is_model(kind) or "kind" not in kind.model_fields:
        return ()
    annotation = kind.model_fields["kind"].annotation
    return get_args(annotation) if get_origin(annotation) is Literal else ()


def _fields(kind: type[BaseModel]) -> dict[str | int, FieldInfo]:
    """Return the fields of a model by the keys that a user writes."""
    return {info.alias or name: info for name, info in kind.model_fields.items()}


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)
