"""From the text of a YAML file to a tree whose values know their lines.

The tree is built from the parser's events rather than by a YAML constructor: nothing but plain
text, numbers, truth values, lists and mappings can come out, keys stay as they are written (the
state ``NO`` is not ``false``), and depth, size and repeated keys are checked on the way.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingStartEvent,
    ScalarEvent,
)

from alliancesim.scenario.errors import ScenarioError, problem, shown
from alliancesim.scenario.tree import DEPTH_LIMIT, Node

SIZE_LIMIT = 1_000_000
"""Values in a file, with every alias counted as often as it is used."""

NULLS = {"", "~", "null", "Null", "NULL"}
TRUTHS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
SPECIAL = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
FORBIDDEN = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def scalar(text: str) -> Any:
    """Return what unquoted YAML text stands for (YAML 1.2; dates stay text until the schema)."""
    if text in NULLS:
        return None
    if text in TRUTHS:
        return TRUTHS[text]
    if INTEGER.fullmatch(text):
        return int(text)
    if NUMBER.fullmatch(text):
        return float(text)
    return float(text.replace(".", "")) if SPECIAL.fullmatch(text) else text


def decode(raw: bytes, file: str) -> str:
    """Return the text of a file, which must be UTF-8 without control characters."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise problem(file, "is not UTF-8 text; save the file as UTF-8", line=line) from None
    if found := FORBIDDEN.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise problem(file, f"holds the control character {found[0]!r}", line=line)
    return text


def parse(text: str, file: str, limits: dict[str, int] | None = None) -> Node:
    """Return the tree of a YAML document.

    Parameters
    ----------
    text
        The document.
    file
        Its name in messages.
    limits
        Largest number of entries of some mappings at the top, by key; parsing stops there, so that
        a file that is far too large fails at once.
    """
    try:
        root = _Builder(file, limits or {}).build(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = None if mark is None else mark.line + 1
        column = "" if mark is None else f" at column {mark.column + 1}"
        raise problem(file, f"is not valid YAML: {_words(error)}{column}", line=line) from None
    except (YAMLError, ValueError, OverflowError) as error:  # the last two: absurd escapes
        raise problem(file, f"is not valid YAML: {str(error).splitlines()[0]}") from None
    return root or Node(None, file)


def _words(error: MarkedYAMLError) -> str:
    said = error.problem or error.context or "cannot be read"
    if "'\\t'" in said:
        return "a tab where YAML wants spaces"
    return " ".join(said.split())


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not been seen yet."""

    node: Node
    anchor: str | None
    key: str | None = None
    key_line: int = 0
    size: int = 1
    depth: int = 1
    lines: dict[str, int] = field(default_factory=dict)


class _Builder:
    """Turns the events of a YAML parser into nodes, without recursion."""

    def __init__(self, file: str, limits: dict[str, int]) -> None:
        self.file = file
        self.limits = limits
        self.root: Node | None = None
        self.stack: list[_Open] = []
        self.anchors: dict[str, tuple[Node, int, int]] = {}
        self.documents = 0

    def build(self, text: str) -> Node | None:
        for event in YAML(typ="safe", pure=True).parse(text):
            self._take(event, event.start_mark.line + 1)
        return self.root

    def _take(self, event: Any, line: int) -> None:
        if isinstance(event, DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise self._wrong("a second document begins here; a file holds one", line)
        elif isinstance(event, ScalarEvent):
            self._scalar(event, line)
        elif isinstance(event, AliasEvent):
            self._alias(event, line)
        elif isinstance(event, CollectionStartEvent):
            self._begin(event, line)
        elif isinstance(event, CollectionEndEvent):
            self._end()

    def _begin(self, event: CollectionStartEvent, line: int) -> None:
        self._plain(event, line)
        if self._wants_key():
            raise self._wrong("a key must be a single word or text", line)
        if len(self.stack) >= DEPTH_LIMIT:
            raise self._wrong(f"is nested more than {DEPTH_LIMIT} levels deep", line)
        value: Any = {} if isinstance(event, MappingStartEvent) else []
        self.stack.append(_Open(Node(value, self.file, line), event.anchor))

    def _end(self) -> None:
        done = self.stack.pop()
        if done.anchor:
            self.anchors[done.anchor] = (done.node, done.size, done.depth)
        self._attach(done.node, done.size, done.depth)

    def _scalar(self, event: ScalarEvent, line: int) -> None:
        self._plain(event, line)
        text = event.value
        if any("\ud800" <= c <= "\udfff" for c in text):
            raise self._wrong("an escape stands for half a character", line)
        if self._wants_key():
            self._key(text, line)
            return
        node = Node(scalar(text) if event.implicit[0] else text, self.file, line)
        if event.anchor:
            self.anchors[event.anchor] = (node, 1, 0)
        self._attach(node, 1, 0)

    def _alias(self, event: AliasEvent, line: int) -> None:
        if self._wants_key():
            raise self._wrong("an alias cannot be a key", line)
        if event.anchor not in self.anchors:
            raise self._wrong(f"the alias {shown(event.anchor)} stands for nothing above", line)
        node, size, depth = self.anchors[event.anchor]
        if len(self.stack) + depth > DEPTH_LIMIT:
            raise self._wrong(f"is nested more than {DEPTH_LIMIT} levels deep", line)
        self._attach(Node(node.value, self.file, line), size, depth)

    def _key(self, text: str, line: int) -> None:
        parent = self.stack[-1]
        if text in parent.lines:
            first = parent.lines[text]
            raise self._wrong(
                f"{self._noun()} {shown(text)} appears twice (first at line {first})", line
            )
        parent.key, parent.key_line = text, line
        parent.lines[text] = line

    def _attach(self, node: Node, size: int, depth: int) -> None:
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        parent.size += size
        parent.depth = max(parent.depth, depth + 1)
        if parent.size > SIZE_LIMIT:
            raise self._wrong(f"holds more than {SIZE_LIMIT:,} values", node.line or 0)
        if parent.key is None:
            parent.node.value.append(node)
            return
        node.line = parent.key_line
        parent.node.value[parent.key] = node
        parent.key = None
        self._count(parent)

    def _count(self, parent: _Open) -> None:
        section = self._section()
        limit = self.limits.get(section)
        if limit is not None and len(parent.node.value) > limit:
            message = f"more than {limit} {section}; {limit} is the limit"
            raise problem(self.file, message, line=parent.key_line, key=section)

    def _section(self) -> str:
        """Return the key of the top-level mapping being read, or ''."""
        return (self.stack[0].key or "") if len(self.stack) == 2 else ""

    def _noun(self) -> str:
        section = self._section()
        return section[:-1] if section.endswith("s") else "key"

    def _wants_key(self) -> bool:
        return (
            bool(self.stack)
            and self.stack[-1].key is None
            and isinstance(self.stack[-1].node.value, dict)
        )

    def _plain(self, event: Any, line: int) -> None:
        if event.tag is not None:
            raise self._wrong(f"the tag {shown(event.tag)} has no meaning here; remove it", line)

    def _wrong(self, message: str, line: int) -> ScenarioError:
        return problem(self.file, message, line=line)
