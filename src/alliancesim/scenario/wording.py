"""Pydantic's findings in plain words, at the keys that the user wrote."""

from typing import Any

from pydantic import BaseModel, ValidationError

from alliancesim.scenario.anatomy import Place, place
from alliancesim.scenario.errors import KeyPath, Problem, dotted, nearest, shown
from alliancesim.scenario.schema import Scenario
from alliancesim.scenario.tree import Node, leads_on, locate

EXPECTED = {
    "string_type": "text", "string_unicode": "text", "float_type": "a number",
    "int_type": "a whole number", "int_from_float": "a whole number",
    "finite_number": "a finite number", "bool_type": "true or false", "list_type": "a list",
    "tuple_type": "a list", "dict_type": "a mapping", "date_type": "a date (YYYY-MM-DD)",
    "date_from_datetime_inexact": "a date (YYYY-MM-DD)", "model_type": "a mapping",
    "model_attributes_type": "a mapping", "string_too_short": "text that is not empty",
    "union_tag_not_found": "a mapping with a key 'kind'",
}  # fmt: skip
RANGES = ("greater_than", "greater_than_equal", "less_than", "less_than_equal")
NUMBERS = ("Figure", "Coefficient")


def problems(
    error: ValidationError, data: Any, root: Node, top: type[BaseModel] = Scenario
) -> list[Problem]:
    """Return what ``error`` found wrong in ``data``, a would-be ``top``, located in ``root``."""
    found = {}
    for item in error.errors(include_url=False):
        path = _path(item, data)
        where = locate(root, path)
        message, suggestion = _message(item, path, data, top)
        key = dotted(path)
        found[where.file, where.line, key, message] = Problem(
            where.file, where.line, key, message, suggestion
        )
    return sorted(found.values(), key=lambda item: (item.file, item.line or 0))


def _path(item: Any, data: Any) -> KeyPath:
    """Return where an error lies in the file.

    Pydantic mixes the branches of its own schema into the location; only what leads on through
    ``data`` was written by the user, and the last part of a missing key.
    """
    path: KeyPath = ()
    *_, last = item["loc"] or ("",)
    for part in item["loc"]:
        if leads_on(data, part):
            path, data = (*path, part), data[part]
    if item["type"] == "union_tag_invalid":
        return (*path, "kind")
    return (*path, last) if item["type"] == "missing" else path


def _message(item: Any, path: KeyPath, data: Any, top: type[BaseModel]) -> tuple[str, str]:
    """Return what is wrong in words, and the nearest valid name where a name is wrong."""
    kind, given, context = item["type"], item["input"], item.get("ctx", {})
    if kind == "extra_forbidden":
        *above, name = path
        known = place(tuple(above), data, top).keys()
        inside = f" in {dotted(above)}" if above else ""
        return f"unknown key {shown(name)}{inside}", nearest(str(name), known)
    if kind == "missing":
        return "is missing", ""
    if kind == "value_error":
        return str(context["error"]), ""
    if path == ("format",):
        return f"is {shown(given)}, but this version reads format 1", ""
    if kind in ("literal_error", "union_tag_invalid"):
        return _choice(given, context)
    here = place(path, data, top)
    if kind in RANGES:
        return f"{shown(given)} is out of range; expected {here.span()}{_in(here)}", ""
    if kind == "string_pattern_mismatch":
        hyphen = " and -" if "-" in context["pattern"] else ""
        return f"{shown(given)} is not a name: write it with letters, digits, _{hyphen}", ""
    if kind in ("too_short", "too_long"):
        return _length(kind, context), ""
    if kind == "string_too_long":
        return f"is longer than {context['max_length']} characters", ""
    number = context.get("class_name") in NUMBERS
    wanted = "a number" if number else EXPECTED.get(kind, "something else")
    return f"expected {wanted}{_in(here)}, got {_got(given, wanted)}", ""


def _choice(given: Any, context: dict[str, Any]) -> tuple[str, str]:
    if "tag" in context:
        given = context["tag"]
    options = context.get("expected_tags") or context["expected"]
    names = [name.strip("'") for name in options.replace(" or ", ", ").split(", ")]
    return f"{shown(given)} is not one of {', '.join(names)}", nearest(str(given), names)


def _length(kind: str, context: dict[str, Any]) -> str:
    limit = context["min_length"] if kind == "too_short" else context["max_length"]
    word = "at least" if kind == "too_short" else "at most"
    return f"expected {word} {limit}, got {context['actual_length']}"


def _in(here: Place) -> str:
    unit = here.unit()
    return f" ({unit})" if unit not in ("", "1") else ""


def _got(given: Any, wanted: str) -> str:
    if isinstance(given, str):
        return f"the text {shown(given)}"
    quotes = wanted == "text" and isinstance(given, int | float)
    return shown(given) + ("; put it in quotes" if quotes else "")
