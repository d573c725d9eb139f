"""The verb that says what a sweep has found: analyse."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from alliancesim.cli.errors import UserError
from alliancesim.cli.reading import Json
from alliancesim.cli.screen import console, print_json, table

if TYPE_CHECKING:
    from alliancesim.experiments import Sweep
    from alliancesim.experiments.analysis import Analysis, Reading

MANY = 12
"""Outcomes up to this number are all analysed where none is named."""


def analyse(
    sweep: Annotated[Path, typer.Argument(help="Folder of a finished sweep.")],
    outcome: Annotated[
        list[str] | None, typer.Option("--outcome", help="Only this outcome; may be repeated.")
    ] = None,
    when: Annotated[
        str,
        typer.Option(metavar="CONDITION", help="Under which inputs is it met? Such as 'onsets>3'."),
    ] = "",
    effect: Annotated[
        str,
        typer.Option(metavar="LEVER", help="Analyse the effect of this lever on the outcomes."),
    ] = "",
    regret: Annotated[
        str,
        typer.Option(
            metavar="OUTCOME", help="What does each scenario lose against the best, point by point?"
        ),
    ] = "",
    aim: Annotated[
        Literal["low", "high"], typer.Option(help="Which values of that outcome are good.")
    ] = "low",
    discovery: Annotated[
        Literal["cart", "prim"],
        typer.Option(help="How conditions are sought; prim needs ema-workbench."),
    ] = "cart",
    out: Annotated[
        Path | None, typer.Option(help="The report; report.html in the folder unless given.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Say which inputs of a sweep its outcomes depend on, and how; write a report."""
    from alliancesim.experiments import Sweep
    from alliancesim.experiments.analysis import analyse as analysed
    from alliancesim.report.sweep import write_sweep_report

    loaded = Sweep.load(sweep)
    usual = [regret] if regret else _usual(loaded)
    found = analysed(loaded, outcome or usual, when, discovery, effect, regret, aim)
    page = out or sweep / "report.html"
    if page.is_dir():
        raise UserError(f"{page} is a folder; name a file for the report")
    write_sweep_report(found, page)
    if as_json:
        print_json({"report": str(page), **found.plain()})
    else:
        _tell(found, named=bool(outcome))
        console().print(f"report        {page}", soft_wrap=True)


def _usual(sweep: "Sweep") -> list[str]:
    """Return the outcomes to analyse where none is named: all, or of many those of a summary."""
    from alliancesim.summaries import HEADLINES

    if len(sweep.outcomes) <= MANY:
        return []
    return [name for name in HEADLINES if name in sweep.outcomes] or sweep.outcomes[:MANY]


def _tell(found: "Analysis", *, named: bool) -> None:
    from alliancesim.report.sweep_words import cautions, effect_of, regrets, title

    screen = console()
    if found.contrast:
        screen.print(effect_of(found.contrast).replace("`", ""))
    if found.regret:
        lost = regrets(found.regret)
        screen.print(table(lost.rows, title=lost.title))
    else:
        for reading in found.readings:
            _show(reading, title(reading, len(found.scenarios)))
    for line in cautions(found):
        screen.print(f"! {line}")
    left = len(found.sweep.outcomes) - len(found.outcomes)
    if left and not named and not found.regret:
        screen.print(f"Outcomes that are not shown: {left}. Name them with --outcome.")


def _show(reading: "Reading", title: str) -> None:
    from rich.text import Text

    from alliancesim.report.sweep_words import METHODS, answer, discovered, tables, where

    screen = console()
    screen.print(Text(title, style="bold"))
    for line in answer(reading):
        screen.print(line.replace("`", ""))
    for each in tables(reading):
        screen.print(table(each.rows, title=each.title))
    found = reading.discovery
    if found is not None:
        for line in discovered(found):
            screen.print(line.replace("`", ""))
        for number, rule in enumerate(found.rules, 1):
            words = where(rule.box).replace("`", "")
            screen.print(
                f"  rule {number} ({METHODS[found.method]}): {words} "
                f"(coverage {rule.coverage:.0%}, density {rule.density:.0%})"
            )
    screen.print()


def register(app: typer.Typer) -> None:
    """Add the verbs of this file to the command line."""
    app.command()(analyse)
