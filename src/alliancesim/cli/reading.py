"""Verbs that read and tell, and change nothing: validate, list, explain, schema."""

import enum
import sys
from typing import Annotated, Any

import typer

from alliancesim.cli.errors import USER_INPUT, UserError
from alliancesim.cli.screen import console, print_json, table, words

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]


class What(enum.StrEnum):
    """What can be listed."""

    scenarios = enum.auto()
    instruments = enum.auto()
    channels = enum.auto()
    mechanisms = enum.auto()
    trends = enum.auto()
    doctrines = enum.auto()
    metrics = enum.auto()
    parameters = enum.auto()
    coverage = enum.auto()


class Format(enum.StrEnum):
    """File formats that have a published schema."""

    scenario = enum.auto()
    experiment = enum.auto()


def validate(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Files or library names.")],
    as_json: Json = False,
) -> None:
    """Check scenario files and say what is wrong, where, and what was probably meant."""
    checked = [_check(file, quiet=as_json) for file in files]
    valid = all(item["valid"] for item in checked)
    if as_json:
        print_json({"valid": valid, "files": checked})
    if not valid:
        raise typer.Exit(USER_INPUT)


def _check(file: str, *, quiet: bool) -> dict[str, Any]:
    """Return what there is to say of a file; say it, too, unless ``quiet``."""
    from alliancesim.scenario import ScenarioError, load

    try:
        scenario = load(file)
    except ScenarioError as error:
        if not quiet:
            sys.stderr.write(f"{error}\n")
        problems = [vars(problem) for problem in error.problems]
        return {"file": file, "valid": False, "problems": problems}
    states, steps = len(scenario.states), scenario.clock.steps
    if not quiet:
        sys.stdout.write(f"{file}: valid, {states} states, {steps} steps\n")
    return {
        "file": file, "valid": True, "problems": [], "name": scenario.name, "states": states,
        "steps": steps,
    }  # fmt: skip


def list_(
    what: Annotated[What, typer.Argument(help="What to list.", show_choices=True)],
    as_json: Json = False,
) -> None:
    """List what there is of one kind, such as scenarios, instruments, mechanisms or trends."""
    from alliancesim.cli.listing import LISTS

    listing = LISTS[what.value]()
    if as_json:
        print_json({what.value: listing.rows})
    elif listing.rows:
        console().print(table(listing.rows, hidden=listing.hidden, by=listing.by))


def explain(
    name: Annotated[str, typer.Argument(help="Such as joint_exercise, arms_race or trust.memory.")],
    as_json: Json = False,
) -> None:
    """Explain a scenario, instrument, mechanism, trend, doctrine, metric, parameter or the like."""
    from alliancesim.cli import facts

    found = facts.explain(name)
    if not found:
        near = facts.nearest_names(name)
        if as_json:
            print_json({"name": name, "found": [], "nearest": near})
        hint = f"; did you mean {' or '.join(repr(item) for item in near)}?" if near else ""
        raise UserError(f"nothing is called {name!r}{hint}")
    if as_json:
        print_json({"name": name, "found": found})
    else:
        for item in found:
            _show(item)


def _show(item: dict[str, Any]) -> None:
    from rich.table import Table
    from rich.text import Text

    screen = console()
    title = f": {item['title']}" if item.get("title") else ""
    screen.print(Text(f"{item['name']} ({item['kind']}){title}", style="bold"))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    tables = []
    for key, value in item.items():
        if key in ("name", "kind", "title") or value in ("", None, []):
            continue
        if isinstance(value, list) and isinstance(value[0], dict):
            tables.append((key, value))
        else:
            grid.add_row(key.replace("_", " "), words(value))
    screen.print(grid)
    for key, rows in tables:
        screen.print(table(rows, title=key.replace("_", " ")))
    screen.print()


def schema(
    what: Annotated[Format, typer.Argument(help="Kind of file.")] = Format.scenario,
) -> None:
    """Print the JSON Schema of a kind of file, for completion in an editor."""
    from alliancesim.experiments import experiment_schema
    from alliancesim.scenario import json_schema

    print_json({Format.scenario: json_schema, Format.experiment: experiment_schema}[what]())


def register(app: typer.Typer) -> None:
    """Add the verbs of this file to the command line."""
    app.command()(validate)
    app.command("list")(list_)
    app.command()(explain)
    app.command()(schema)
