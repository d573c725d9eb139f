"""What is wrong with a scenario, said so that its author can mend it."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

SHOWN = 10
"""Problems that a message spells out before it says how many more there are."""

KeyPath = tuple[str | int, ...]
"""Keys and list positions that lead from the top of a scenario to a value."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, and where."""

    file: str
    line: int | None
    key: str
    message: str
    suggestion: str = ""
    """The nearest valid name; empty where nothing comes near."""

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        named = not self.key or self.message.startswith("unknown key")
        subject = "" if named else f"{self.key}: "
        hint = f"; did you mean {shown(self.suggestion)}?" if self.suggestion else ""
        return escaped(f"{place}: {subject}{self.message}{hint}")


class ScenarioError(Exception):
    """A scenario cannot be used; ``problems`` says why, in the order of the files."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        lines = [str(problem) for problem in self.problems[:SHOWN]]
        rest = len(self.problems) - len(lines)
        return "\n".join(lines + ([f"and {rest} more"] if rest else []))


def problem(file: str, message: str, *, line: int | None = None, key: str = "") -> ScenarioError:
    """Return an error with a single problem, ready to be raised."""
    return ScenarioError([Problem(file, line, key, message)])


def dotted(path: Sequence[str | int]) -> str:
    """Write a path as it is written after ``--set``."""
    return ".".join(str(part) for part in path)


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the name in ``known`` that ``name`` was most likely meant to be, or ''."""
    folded = {candidate.casefold(): candidate for candidate in known}
    close = difflib.get_close_matches(name.casefold(), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else ""


def shown(value: Any, limit: int = 60) -> str:
    """Show a value on one line, shortened and with line breaks and the like escaped."""
    if isinstance(value, str):
        return f"'{shorten(escaped(value[: limit + 1]), limit)}'"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    if value is None:
        return "nothing"
    return shorten(f"{value:g}" if isinstance(value, float) else str(value))


def escaped(text: str) -> str:
    """Return ``text`` with everything that does not print escaped as in Python."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def shorten(text: str, limit: int = 60) -> str:
    """Cut ``text`` to ``limit`` characters."""
    return text if len(text) <= limit else text[: limit - 3] + "..."
