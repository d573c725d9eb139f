"""Verbs that ask: why."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from alliancesim.cli.reading import Json
from alliancesim.cli.screen import console, print_json, table


def why(
    folder: Annotated[Path, typer.Argument(help="A results folder.")],
    event: Annotated[
        str | None,
        typer.Argument(help="RUN:EVENT, as in 0:12; the most serious dispute if not given."),
    ] = None,
    knockout: Annotated[
        bool, typer.Option("--knockout", help="Run again without each of the largest terms.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Tell the story of an event: its largest terms, and what led to it."""
    from alliancesim.results import Results
    from alliancesim.why import event_of, find, knock_out, most_serious, story, terms_of

    results = Results.load(folder)
    run, number = find(results, event) if event else most_serious(results)
    lines = story(results, run, number)
    tested = knock_out(results, run, number) if knockout else []
    if as_json:
        found = event_of(results, run, number)
        print_json({
            "event": f"{run}:{number}",
            "kind": found["kind"],
            "date": f"{found['when']:%Y-%m-%d}",
            "text": found["text"],
            "terms": [{"label": label, "value": value} for label, value in terms_of(found)],
            "story": lines,
            "knockout": [item._asdict() for item in tested],
        })  # fmt: skip
        return
    sys.stdout.write("\n".join([f"Event {run}:{number}", *lines]) + "\n")
    if tested:
        rows = [
            {
                "without": item.term,
                "term": f"{item.value:+.2f}",
                "coefficient set to 0": item.path.removeprefix("parameters."),
                "the event": "still happens" if item.happens else "does not happen",
            }
            for item in tested
        ]
        console().print(table(rows, title="The same step with the same luck"))


def register(app: typer.Typer) -> None:
    """Add the verbs of this file to the command line."""
    app.command()(why)
