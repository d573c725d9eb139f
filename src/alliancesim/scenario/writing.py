"""A scenario as plain data and as YAML, from which it can be loaded again unchanged."""

import io
import re
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.emitter import RoundTripEmitter
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from alliancesim.scenario.merge import defaults
from alliancesim.scenario.reading import scalar
from alliancesim.scenario.schema import Scenario
from alliancesim.scenario.tree import plain

FIGURE = {"value", "source", "unit"}
SENTENCE = 40
"""Characters from which text is a sentence rather than a name."""
PLAIN = re.compile(r"\w.*")
"""Text on one line that may stand without quotes: an indicator of YAML does not open it."""


class Unfolded(RoundTripEmitter):
    """An emitter that keeps quoted text on one line.

    Folding it after an escaped character would lose a space or add one.
    """

    def write_double_quoted(self, text: Any, split: Any = True) -> None:  # noqa: ARG002
        """Write text in double quotes, whatever ``split`` asks for."""
        super().write_double_quoted(text, split=False)


def dump(scenario: Scenario) -> dict[str, Any]:
    """Return everything that ``scenario`` holds, defaults included, as data for JSON.

    ``load(dump(scenario)) == scenario``. The order of the states is part of the scenario, so do
    not sort the keys.
    """
    data = scenario.model_dump(mode="json", exclude_none=True, by_alias=True)
    for section, built_in in plain(defaults()).items():
        data[section] = _with_gaps(data[section], built_in)
    short: dict[str, Any] = _short(data)
    return short


def to_yaml(scenario: Scenario) -> str:
    """Return the text of a scenario file: only what differs from the defaults."""
    data = scenario.model_dump(exclude_defaults=True, exclude_none=True, by_alias=True)
    whole = dump(scenario)
    for section, built_in in plain(defaults()).items():
        data[section] = _difference(whole[section], built_in)
        if not data[section]:
            del data[section]
    yaml = YAML(typ="rt", pure=True)
    yaml.Emitter = Unfolded
    yaml.width = 100
    yaml.default_flow_style = None
    text = io.StringIO()
    yaml.dump(_quoted(_short(data)), text)
    return text.getvalue()


def _with_gaps(data: Any, under: Any) -> Any:
    """Return ``data`` with a null for each key that it lacks, as merging would bring it back."""
    if not isinstance(data, dict) or not isinstance(under, dict):
        return data
    filled = {key: _with_gaps(value, under.get(key)) for key, value in data.items()}
    return filled | {key: None for key in under if key not in data}


def _difference(data: dict[str, Any], under: dict[str, Any]) -> dict[str, Any]:
    """Return the entries of ``data`` that merging over ``under`` has to bring."""
    changed = {}
    for key, value in data.items():
        below = under.get(key)
        if isinstance(value, dict) and isinstance(below, dict):
            if inner := _difference(value, below):
                changed[key] = inner
        elif key not in under or value != below:
            changed[key] = value
    return changed


def _short(data: Any) -> Any:
    """Return ``data`` with figures as they are written: a number, if need be with its source."""
    if isinstance(data, dict):
        if isinstance(data.get("value"), int | float) and data.keys() <= FIGURE:
            told = {key: value for key, value in data.items() if value != ""}
            return told if len(told) > 1 else data["value"]
        return {key: _short(value) for key, value in data.items()}
    return [_short(item) for item in data] if isinstance(data, list | tuple) else data


def _quoted(data: Any) -> Any:
    """Return ``data`` with text in the style of YAML that brings it back unchanged.

    Lists and mappings of sentences get a line for each.
    """
    if not isinstance(data, dict | list):
        return _text(data) if isinstance(data, str) else data
    items = data.values() if isinstance(data, dict) else data
    if any(isinstance(item, str) and len(item) > SENTENCE for item in items):
        return _spread(data)
    if isinstance(data, dict):
        return {key: _quoted(value) for key, value in data.items()}
    return [_quoted(item) for item in data]


def _spread(data: Any) -> Any:
    """Return a list or mapping that is written with a line for each item."""
    spread: Any = CommentedSeq(_quoted(item) for item in data)
    if isinstance(data, dict):
        spread = CommentedMap((key, _quoted(value)) for key, value in data.items())
    spread.fa.set_block_style()
    return spread


def _text(text: str) -> str:
    lines = text.removesuffix("\n").split("\n")
    if not all(line.isprintable() and line == line.strip() for line in lines):
        return DoubleQuotedScalarString(text)
    if "\n" in text and lines[0] and lines[-1]:
        return LiteralScalarString(text)
    plain_enough = PLAIN.fullmatch(text) and isinstance(scalar(text), str)
    return text if plain_enough else DoubleQuotedScalarString(text)
