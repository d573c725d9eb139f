"""What a scenario says on top of its base, the built-in library and the command line."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from alliancesim.doctrines import DOCTRINES
from alliancesim.instruments import INSTRUMENTS
from alliancesim.scenario.errors import Problem, ScenarioError, problem, shown
from alliancesim.scenario.files import find, label
from alliancesim.scenario.reading import decode, parse, scalar
from alliancesim.scenario.schema import STATE_LIMIT
from alliancesim.scenario.tree import Node, grow, plain
from alliancesim.trends import TRENDS

BYTES_LIMIT = 5_000_000
BUILT_IN = "the built-in library"
COMMAND_LINE = "--set"
COEFFICIENT = {"value", "lo", "hi"}


def merged(under: Node, over: Node) -> Node:
    """Return ``over`` laid on ``under``.

    Mappings merge key by key, where a plain number is a figure that has only its value. ``null``
    takes a key away, and a plain number over a coefficient moves its value within the range it
    has. All else replaces what lies below.
    """
    below = as_mapping(under).value
    if isinstance(over.value, int | float) and below.keys() >= COEFFICIENT:
        return Node(below | {"value": over}, over.file, over.line)
    if not isinstance(over.value, dict):
        return over
    children = dict(below)
    for key, child in over.value.items():
        if key not in children:
            children[key] = child
        elif child.value is None:
            del children[key]
        else:
            children[key] = merged(children[key], child)
    return Node(children, over.file, over.line)


def as_mapping(node: Node) -> Node:
    """Return a node as a mapping: a number as a figure, all else but mappings as nothing."""
    if isinstance(node.value, dict):
        return node
    inner = {"value": node} if isinstance(node.value, int | float) else {}
    return Node(inner, node.file, node.line)


def defaults() -> Node:
    """Return the built-in instruments, doctrines and trends: the lowest layer of all scenarios."""
    return grow(
        {
            "instruments": {key: _record(item) for key, item in INSTRUMENTS.items()},
            "doctrines": {key: _record(item) for key, item in DOCTRINES.items()},
            "trends": {key: _record(item) for key, item in TRENDS.items()},
        },
        BUILT_IN,
    )


def _record(item: Any) -> Any:
    return item.model_dump(mode="json", exclude_none=True, by_alias=True)


def read(path: Path) -> Node:
    """Return the tree of one scenario file, without its base."""
    return mapping(tree_of(path))


def tree_of(path: Path) -> Node:
    """Return the tree of a YAML file, whatever it holds."""
    file = label(path)
    try:
        if path.is_dir():
            raise problem(file, "is a folder; give the file inside it")
        with path.open("rb") as stream:
            raw = stream.read(BYTES_LIMIT + 1)
    except OSError as error:
        raise problem(file, f"cannot be read: {error.strerror}") from None
    if len(raw) > BYTES_LIMIT:
        raise problem(file, f"is larger than {BYTES_LIMIT // 1_000_000} MB, the limit")
    return parse(decode(raw, file), file, {"states": STATE_LIMIT})


def mapping(root: Node) -> Node:
    """Return ``root``, which must be a mapping."""
    if root.value is None:
        raise problem(root.file, "is empty; a scenario needs at least name, clock and states")
    if not isinstance(root.value, dict):
        raise problem(
            root.file,
            f"holds {shown(root.value)}; a scenario is a mapping of keys such as name and states",
            line=root.line,
        )
    return root


def layers(root: Node, folder: Path | None, seen: tuple[Path, ...] = ()) -> list[Node]:
    """Return a scenario and all that it inherits from, the lowest first.

    Parameters
    ----------
    root
        Tree of the scenario.
    folder
        Where a relative path after ``base`` starts from; ``None`` for data, of which the user's
        own program names the base.
    seen
        Files that inherit from this one, to tell when they go in a circle.
    """
    own = Node({k: v for k, v in root.value.items() if k != "base"}, root.file, root.line)
    base = root.value.get("base")
    if base is None or base.value is None:
        return [own]
    if not isinstance(base.value, str):
        raise problem(base.file, "expected the name or file of a scenario", line=base.line,
                      key="base")  # fmt: skip
    path = _base(base, folder)
    if path in seen:
        chain = " -> ".join(item.name for item in (*seen[seen.index(path) :], path))
        raise problem(base.file, f"goes in a circle: {chain}", line=base.line, key="base")
    return [*layers(read(path), path.parent, (*seen, path)), own]


def _base(base: Node, folder: Path | None) -> Path:
    try:
        return find(base.value, folder).resolve()
    except ScenarioError as error:
        found = error.problems[0]
        message = f"{shown(base.value)}: {found.message}"
        raise ScenarioError(
            [Problem(base.file, base.line, "base", message, found.suggestion)]
        ) from None


def assigned(root: Node, path: str, value: Any, file: str = COMMAND_LINE) -> Node:
    """Return ``root`` with ``value`` merged in at a dotted path."""
    parts = path.split(".")
    if not all(parts):
        raise problem(file, f"{shown(path)} is not a dotted path such as parameters.trust.memory")
    return _assign(root, parts, grow(value, file))


def _assign(root: Node, parts: list[str], value: Node) -> Node:
    first, rest = parts[0], parts[1:]
    if isinstance(root.value, list) and first.isdecimal() and int(first) < len(root.value):
        index = int(first)
        child = _assign(root.value[index], rest, value) if rest else value
        return Node([*root.value[:index], child, *root.value[index + 1 :]], root.file, root.line)
    root = as_mapping(root)
    if rest:
        inner = _assign(root.value.get(first, Node({}, value.file)), rest, value)
        return Node(root.value | {first: inner}, root.file, root.line)
    return Node(merged(root, Node({first: value}, value.file)).value, root.file, root.line)


def parse_assignment(text: str) -> tuple[str, Any]:
    """Split ``PATH=VALUE`` as given to ``--set``; the value is read as YAML.

    Examples
    --------
    >>> parse_assignment("parameters.trust.memory=5")
    ('parameters.trust.memory', 5)
    """
    path, sign, value = text.partition("=")
    path = path.strip()
    if not sign or not all(path.split(".")):
        raise problem(COMMAND_LINE, f"{shown(text)} is not of the form PATH=VALUE")
    return path, _value(value.strip(), path)


def _value(text: str, path: str) -> Any:
    if not text.startswith(("[", "{", "'", '"')):
        return scalar(text)
    try:
        return plain(parse(text, COMMAND_LINE))
    except ScenarioError as error:
        raise problem(COMMAND_LINE, error.problems[0].message, key=path) from None


def assignments(root: Node, changes: Mapping[str, Any]) -> Node:
    """Return ``root`` with all of ``changes``, which map dotted paths to values."""
    for path, value in changes.items():
        root = assigned(root, path, value)
    return root
