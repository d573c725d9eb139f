"""A scenario before it is checked: plain values that remember their file and line."""

import math
import numbers
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from alliancesim.scenario.errors import KeyPath, problem

DEPTH_LIMIT = 50
"""Levels of mappings and lists inside each other; a scenario needs eight."""


@dataclass(slots=True)
class Node:
    """A scalar, a list of nodes or a mapping of nodes, and where it was written."""

    value: Any
    file: str
    line: int | None = None


def grow(data: Any, file: str, depth: int = 0) -> Node:
    """Return the tree of plain Python data, all of it said to come from ``file``."""
    if depth > DEPTH_LIMIT:
        raise problem(file, f"is nested more than {DEPTH_LIMIT} levels deep")
    if isinstance(data, Mapping):
        children = {str(key): grow(value, file, depth + 1) for key, value in data.items()}
        return Node(children, file)
    if isinstance(data, list | tuple):
        return Node([grow(value, file, depth + 1) for value in data], file)
    return Node(_number(data), file)


def _number(value: Any) -> Any:
    """Turn the numbers of numpy and the like into Python's own; leave all else alone.

    Whole numbers that no float can hold become infinite, which is refused where a number is wanted.
    """
    if isinstance(value, int) and abs(value) > sys.float_info.max:
        return math.inf if value > 0 else -math.inf
    if isinstance(value, bool | int | float):
        return value if type(value) in (bool, int, float) else float(value)
    if isinstance(value, numbers.Integral):
        return int(value)
    return float(value) if isinstance(value, numbers.Real) else value


def plain(node: Node) -> Any:
    """Return the plain data of a tree."""
    if isinstance(node.value, dict):
        return {key: plain(child) for key, child in node.value.items()}
    if isinstance(node.value, list):
        return [plain(child) for child in node.value]
    return node.value


def leads_on(value: Any, part: str | int) -> bool:
    """Tell whether ``value`` is a mapping with the key, or a list with the position, ``part``."""
    if isinstance(value, list):
        return isinstance(part, int) and part < len(value)
    return isinstance(value, dict) and part in value


def locate(root: Node, path: KeyPath) -> Node:
    """Return the node at ``path``, or the last one on the way to it that exists."""
    node = root
    for part in path:
        if not leads_on(node.value, part):
            break
        node = node.value[part]
    return node
