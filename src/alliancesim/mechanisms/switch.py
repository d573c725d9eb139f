"""Switching: parameters and instruments with the neutral sets of some mechanisms laid over them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from alliancesim.instruments import Coefficient, Instrument
from alliancesim.mechanisms.record import Mechanism
from alliancesim.parameters import Group, Parameters

Record = TypeVar("Record", bound=Group)
ALL = "*"
"""Stands for every instrument in a path."""


def value_at(parameters: Parameters, path: str) -> float:
    """Return the parameter at a dotted path such as ``trust.memory``."""
    found: Any = parameters
    for name in path.split("."):
        found = getattr(found, name)
    return float(found)


def replaced(record: Record, path: Sequence[str], value: float | bool) -> Record:
    """Return ``record`` with the value at ``path`` replaced; a coefficient keeps its range."""
    name, *rest = path
    return record.model_copy(update={name: _changed(getattr(record, name), rest, value)})


def _changed(found: Any, path: Sequence[str], value: float | bool) -> Any:
    if isinstance(found, Mapping):  # gains: an instrument has only some of them
        name, *rest = path
        return {**found, name: _changed(found[name], rest, value)} if name in found else found
    if path:
        return replaced(found, path, value)
    if isinstance(found, Coefficient):
        return found.model_copy(update={"value": value})
    return value


def without(
    off: Iterable[Mechanism], parameters: Parameters, instruments: Mapping[str, Instrument]
) -> tuple[Parameters, dict[str, Instrument]]:
    """Return parameters and instruments in which the mechanisms ``off`` do nothing."""
    tools = dict(instruments)
    for mechanism in off:
        for path, value in mechanism.neutral.items():
            section, *rest = path.split(".")
            if section == "parameters":
                parameters = replaced(parameters, rest, value)
                continue
            name, *inner = rest
            for each in tools if name == ALL else {name} & tools.keys():
                tools[each] = replaced(tools[each], inner, value)
    return parameters, tools
