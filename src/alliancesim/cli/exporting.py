"""Verbs that hand results to other tools: export."""

import datetime
import enum
import sys
from pathlib import Path
from typing import Annotated

import typer

from alliancesim.cli.errors import UserError
from alliancesim.cli.reading import Json
from alliancesim.cli.screen import print_json
from alliancesim.files import write_text


class Format(enum.StrEnum):
    """What can be written."""

    graphml = enum.auto()
    geojson = enum.auto()
    csv = enum.auto()
    tables = enum.auto()


def export(
    folder: Annotated[Path, typer.Argument(help="A results folder.")],
    format_: Annotated[
        Format, typer.Option("--format", help="The network, the map, all pairs; or all tables.")
    ] = Format.graphml,
    date: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="Day of the run; its end if not given.")
    ] = None,
    run: Annotated[int, typer.Option(min=0, help="Number of the member.")] = 0,
    out: Annotated[
        Path | None, typer.Option(help="File, or folder for tables; standard output if not given.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Write alliances at any date as GraphML, GeoJSON or CSV, or all tables as CSV."""
    from alliancesim.export import FORMATS, model_at, write_tables
    from alliancesim.results import Results

    day = None if date is None else _day(date)
    if as_json and out is None:
        raise UserError("--json says what was written: name a file with --out")
    results = Results.load(folder)
    if format_ is Format.tables:
        if out is None:
            raise UserError("tables need a folder: name one with --out")
        if day is not None:
            raise UserError("--date is for one day; tables hold all of them")
        written, shown = write_tables(results, out), None
    else:
        model = model_at(results, day, run)
        text, shown = FORMATS[format_](model), model.date.isoformat()
        if out is None:
            sys.stdout.write(text)
            return
        write_text(out, text)
        written = [out]
    if as_json:
        print_json({"format": format_.value, "date": shown, "files": [str(f) for f in written]})
    else:
        sys.stdout.writelines(f"{file}\n" for file in written)


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise UserError(
            f"--date {text!r} is no day; expected YYYY-MM-DD, as in 2030-06-30"
        ) from None


def register(app: typer.Typer) -> None:
    """Add the verbs of this file to the command line."""
    app.command()(export)
