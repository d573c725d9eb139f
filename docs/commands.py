"""The reference page of the command line, from the declarations of the verbs."""

import enum
import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_type_hints

import typer
from docs.markdown import code, codes, contents, table

from alliancesim.cli import app

ALL_OF_THEM = """\
## For all verbs

**Output.** What was asked for goes to standard output, bars and messages to standard error. With
`--json` standard output holds one JSON object and nothing else, so that it can be piped:
`alliancesim list instruments --json | jq '.instruments[].name'`. What reads a pipe may stop early
(`| head`).

**Colours and width.** Colours and bars appear on terminals only; `NO_COLOR=1` switches colours off
there, too. `COLUMNS` sets the width of tables where it is not a terminal.

**Completion.** `alliancesim --install-completion` sets up Tab in bash, zsh, fish and PowerShell;
`--show-completion` prints what it would install.

**Files.** Paths are those of the system that it runs on; text files are UTF-8.

| exit code | meaning |
| --- | --- |
| 0 | done |
| 1 | whoever read the output has gone; with a traceback, a fault of the program |
| 2 | something in what you gave; the message says what, where and what was probably meant |
| 3 | a sweep in which members failed, or a download that is not whole |
| 130, 143 | interrupted, ended |

| environment variable | meaning |
| --- | --- |
| `NO_COLOR` | no colours |
| `COLUMNS` | width of tables, characters |
| `ALLIANCESIM_HISTORY` | folder with the historical tables, instead of where `fetch` puts them |"""
KINDS = {int: "number", float: "number", str: "text", Path: "path"}
"""Types of options in words."""


def commands(origin: str) -> str:
    """Return the page; ``origin`` says what writes it."""
    verbs = dict(_verbs(typer.main.get_command(app), ""))
    return "\n\n".join(
        [
            "# Command line",
            f"<!-- {origin} -->",
            "Every verb with its arguments and options, as `--help` tells them. To set any value of"
            " a scenario: [changing a value for one"
            " run](scenario-files.md#changing-a-value-for-one-run).",
            contents(["For all verbs", *verbs]),
            ALL_OF_THEM,
            *[part for name, verb in verbs.items() for part in _page(name, verb)],
        ]
    )


def _verbs(group: Any, before: str) -> Iterator[tuple[str, Any]]:
    for name, verb in group.commands.items():
        if hasattr(verb, "commands"):
            yield from _verbs(verb, f"{before}{name} ")
        else:
            yield f"{before}{name}", verb


def _page(name: str, verb: Any) -> Iterator[str]:
    yield f"## {name}"
    yield (verb.help or "").strip()
    hints = get_type_hints(inspect.unwrap(verb.callback))
    rows = [_row(item, hints[item.name]) for item in verb.params if item.name != "help"]
    if rows:
        yield table(["", "", "unless given", "meaning"], rows)


def _row(item: Any, hint: Any) -> list[str]:
    if item.param_type_name == "argument":
        name = (item.metavar or item.name).upper().strip("{}[]").removesuffix("...")
        return [code(name), _type(item, hint), "must be given" * item.required, item.help or ""]
    names = codes([*item.opts, *item.secondary_opts])
    return [names, _type(item, hint), _default(item), item.help or ""]


def _type(item: Any, hint: Any) -> str:
    """Return what a parameter takes: the words of its own, its choices, or the kind of value."""
    if item.param_type_name == "option" and item.is_flag:
        return ""
    inside = [*_classes(hint)]
    chosen = next((kind for kind in inside if issubclass(kind, enum.Enum)), None)
    if chosen is not None:
        return codes(str(choice.value) for choice in chosen)
    if item.param_type_name == "option" and item.metavar:
        return code(item.metavar)
    return next((KINDS[kind] for kind in inside if kind in KINDS), "")


def _classes(hint: Any) -> Iterator[type]:
    """Yield the plain classes inside a type hint."""
    inner = get_args(hint)
    if not inner and isinstance(hint, type):
        yield hint
    for part in inner:
        yield from _classes(part)


def _default(item: Any) -> str:
    if item.required:
        return "must be given"
    value = getattr(item.default, "value", item.default)
    if value is None or callable(value) or item.is_flag or value == ():
        return ""
    return code(str(value))
