"""Verbs of the record: data fetch, status, cite and compare; scenario from-history."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from alliancesim.cli.reading import Json
from alliancesim.cli.screen import console, print_json, table
from alliancesim.files import write_text

if TYPE_CHECKING:
    from alliancesim.history.agreement import Agreement
    from alliancesim.history.sources import Status

INCOMPLETE = 3
"""Exit code of a fetch that did not get everything."""
From = Annotated[
    Path | None, typer.Option("--from", help="Folder of the tables, instead of the fetched ones.")
]
data = typer.Typer(help="Fetch, check and cite the historical record, and compare cases with it.",
                   no_args_is_help=True)  # fmt: skip
scenario = typer.Typer(help="Write a scenario file from the historical record.",
                       no_args_is_help=True)  # fmt: skip


@data.command()
def fetch(source: From = None) -> None:
    """Download the tables of the record, or check those of a folder; 3 if some are not there.

    A folder that is named here or by ALLIANCESIM_HISTORY is used as it is, and nothing is
    downloaded.
    """
    from alliancesim.history.sources import fetch as download
    from alliancesim.history.sources import folder_of, own_folder
    from alliancesim.history.tables import tables

    wanted, folder = tables(), folder_of(source)
    if folder == own_folder():
        problems = []
        with _bar(sum(item.size for item in wanted.values())) as arrived:
            for done in download(folder, wanted):
                arrived(done.table.size)
                problems += [f"{done.table.file}: {done.problem}"] * bool(done.problem)
    else:
        problems = [f"{item.file} is missing" for item in wanted.values()
                    if not (folder / item.file).is_file()]  # fmt: skip
    for problem in problems:
        console(stderr=True).print(problem, soft_wrap=True)
    found = len(wanted) - len(problems)
    console().print(f"{found} of {len(wanted)} tables in {folder}", soft_wrap=True)
    if problems:
        raise typer.Exit(INCOMPLETE)


@contextmanager
def _bar(size: int) -> Iterator[Any]:
    """Show a bar of bytes on stderr, if that is a terminal."""
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    shown = console(stderr=True)
    columns = (TextColumn("fetching"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=shown, transient=True, disable=not shown.is_terminal) as bar:
        task = bar.add_task("fetching", total=size)
        yield lambda arrived: bar.advance(task, arrived)


@data.command()
def status(source: From = None, as_json: Json = False) -> None:
    """Say of each table whether it is there, what it covers, and if it is the pinned release's."""
    from alliancesim.history.sources import folder_of
    from alliancesim.history.sources import status as look

    folder = folder_of(source)
    found = list(look(folder))
    if as_json:
        print_json({"folder": str(folder), "tables": [_facts(item) for item in found]})
        return
    rows = [
        {
            "table": item.table.name,
            "kind": "outcome" if item.table.outcome else "covariate",
            "rows": f"{item.rows:,}" if item.rows else "",
            "years": f"{item.years[0]}-{item.years[1]}" if item.years else "",
            "release": _release(item),
        }
        for item in found
    ]
    shown = console()
    shown.print(table(rows))
    shown.print(f"folder  {folder}", soft_wrap=True)


def _release(item: "Status") -> str:
    if not item.present:
        return "missing"
    told = "pinned release" if item.pinned else "not the pinned release"
    return f"{told}, damaged: {item.problem}" if item.problem else told


def _facts(item: "Status") -> dict[str, Any]:
    return {
        "name": item.table.name,
        "file": item.table.file,
        "outcome": item.table.outcome,
        "present": item.present,
        "rows": item.rows,
        "years": list(item.years) if item.years else None,
        "sha256": item.sha256,
        "pinned_sha256": item.table.sha256,
        "pinned": item.pinned,
        "problem": item.problem,
        "url": item.table.url,
    }


@data.command()
def cite() -> None:
    """Print whom to cite: the authors of every table, and who assembled most of them."""
    from alliancesim.history.citations import ASSEMBLED, CITATIONS

    shown = console()
    shown.print(f"{ASSEMBLED}\n", soft_wrap=True)
    for text in dict.fromkeys(CITATIONS.values()):
        names = ", ".join(name for name, cited in CITATIONS.items() if cited == text)
        shown.print(f"{names}\n  {text}", soft_wrap=True)


@data.command()
def compare(
    scenarios: Annotated[list[str], typer.Argument(metavar="SCENARIO...", help="Names or files.")],
    year: Annotated[
        int | None, typer.Option(help="Year of the record; its last if not given.")
    ] = None,
    worst: Annotated[int, typer.Option(min=0, help="Pairs shown that differ most.")] = 3,
    source: From = None,
    as_json: Json = False,
) -> None:
    """Compare the trust and tension that scenarios start with with those of the record, in rank."""
    from alliancesim.history.agreement import agreement
    from alliancesim.history.assimilation import assimilate
    from alliancesim.history.cache import cached
    from alliancesim.history.cast import iso_codes
    from alliancesim.history.sources import folder_of
    from alliancesim.parameters import Parameters
    from alliancesim.scenario import load

    folder = folder_of(source)
    panel = cached(folder)
    last = panel.latest(year)
    cases = [load(name) for name in scenarios]
    *_, now = assimilate(panel, Parameters(), panel.years[0], last)
    states, iso = panel.at(last)[0], iso_codes(folder)
    found = {case.name: agreement(case, now, states[states["stays"]], iso) for case in cases}
    if as_json:
        print_json({"year": last, "scenarios": {
            name: {"rho": item.rho, "rho_past": item.rho_past, "unknown": item.unknown,
                   "pairs": item.pairs.to_dict(orient="records")}
            for name, item in found.items()
        }})  # fmt: skip
        return
    rows = [row for name, item in found.items() for row in _differences(name, item, worst)]
    console().print(table(rows, by="scenario", title=f"Against the record to the end of {last}"))


def _differences(name: str, found: "Agreement", worst: int) -> Iterator[dict[str, Any]]:
    """Yield, for each quantity, the rank correlations and the pairs that differ most."""
    without = f", without {', '.join(found.unknown)}" if found.unknown else ""
    kinds = (f"all {len(found.pairs)}", found.rho), (f"{found.pairs['past'].sum()} with a past",
                                                     found.rho_past)  # fmt: skip
    for quantity in found.rho:
        row = {"scenario": f"{name}{without}", "quantity": quantity}
        for kind, rho in kinds:
            yield row | {"pair": kind, "rank correlation": f"{rho[quantity]:.2f}", "file": "",
                         "record": "", "difference in rank": ""}  # fmt: skip
        order = found.pairs[f"{quantity}_gap"].abs().sort_values(ascending=False).index
        for pair in found.pairs.loc[order[:worst]].to_dict(orient="records"):
            yield row | {
                "pair": f"{pair['one']}-{pair['other']}",
                "rank correlation": "",
                "file": f"{pair[quantity]:.2f}",
                "record": f"{pair[f'{quantity}_record']:.2f}",
                "difference in rank": f"{100 * pair[f'{quantity}_gap']:+.0f} %",
            }


@scenario.command("from-history")
def from_history(
    year: Annotated[int, typer.Option(help="The run starts on 1 January of it.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="File to write.")],
    states: Annotated[
        str,
        typer.Option(help="all, or letters, numbers, names or regions of states, with commas."),
    ] = "all",
    step: Annotated[Literal["month", "quarter", "year"], typer.Option(help="Length of a step.")]
    = "month",
    horizon: Annotated[float, typer.Option(help="Years of a run.")] = 10.0,
    source: From = None,
) -> None:  # fmt: skip
    """Write the world, or a part of it, as it stood at the start of a year, as a scenario file."""
    from alliancesim.history.cache import cached
    from alliancesim.history.cast import cast, iso_codes
    from alliancesim.history.sources import folder_of
    from alliancesim.history.worlds import world
    from alliancesim.scenario import to_yaml

    folder = folder_of(source)
    panel = cached(folder)
    members = panel.at(panel.latest(year - 1))[0]
    chosen = cast(states, members[members["stays"]], iso_codes(folder))
    written = world(panel, year, chosen, step=step, horizon=horizon)
    write_text(out, HEAD.format(year=year, states=states) + to_yaml(written))
    names = written.cast if len(chosen) <= FEW else f"{len(chosen)} states"
    number = len(written.dyads), len(written.alliances)
    console().print(f"{out}: {names}; {number[0]} pairs, {number[1]} treaties", soft_wrap=True)


HEAD = """\
# Written by: alliancesim scenario from-history --year {year} --states "{states}"
"""
FEW = 12
"""States that are named one by one."""


def register(app: typer.Typer) -> None:
    """Add the verbs of this file to the command line."""
    app.add_typer(data, name="data")
    app.add_typer(scenario, name="scenario")
