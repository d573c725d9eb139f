"""The verb that takes things out, one at a time: ablate."""

import enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alliancesim.cli.comparing import default_folder
from alliancesim.cli.errors import UserError
from alliancesim.cli.reading import Json
from alliancesim.cli.running import progress
from alliancesim.cli.screen import console, print_json, table

if TYPE_CHECKING:
    from alliancesim.ablation import Ablation

OUTCOMES = ["stability", "trust_mean", "expected_disputes", "onsets"]
SHOWN = 15
"""Parts that the terminal shows."""


class Part(enum.StrEnum):
    """What can be taken out."""

    instruments = enum.auto()
    mechanisms = enum.auto()
    trends = enum.auto()


def ablate(
    scenario: Annotated[str, typer.Argument(help="Name in the library, or a file.")],
    what: Annotated[Part, typer.Option(help="What is taken out in turn.")] = Part.instruments,
    runs: Annotated[int, typer.Option(min=2, max=100_000, help="Number of pairs.")] = 20,
    outcome: Annotated[
        list[str] | None,
        typer.Option(help="A metric; may be repeated, and the first one ranks."),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Seed of all versions.")] = 1,
    years: Annotated[float | None, typer.Option(help="Horizon, instead of the scenario's.")] = None,
    workers: Annotated[int, typer.Option(min=1, max=1000, help="Number of processes.")] = 1,
    out: Annotated[Path | None, typer.Option(help="Folder for page and table.")] = None,
    as_json: Json = False,
) -> None:
    """Switch every instrument, mechanism or trend off in turn and rank what that does."""
    from alliancesim.ablation import What, parts_of
    from alliancesim.ablation import ablate as without_each
    from alliancesim.folders import refuse_unwritable
    from alliancesim.report.comparison_ablation import write_ablation
    from alliancesim.report.comparison_data import ablation_facts
    from alliancesim.scenario import load, with_horizon

    names = list(dict.fromkeys(outcome or OUTCOMES))
    _known(names)
    case = load(scenario)
    if years is not None:
        case = with_horizon(case, years)
    kind = What(what.value)
    parts = parts_of(case, kind)
    if not parts:
        raise UserError(f"no {what.value.removesuffix('s')} is switched on in {case.name}")
    folder = out or default_folder("ablate", case, what.value, f"seed{seed}-runs{runs}", names)
    refuse_unwritable(folder)
    with progress(f"{case.name} without each of {len(parts)} {what.value}") as advance:
        found = without_each(
            case, kind, names, runs=runs, seed=seed, workers=workers, progress=advance
        )
    words = ["alliancesim", "ablate", scenario, "--what", what.value, "--runs", str(runs)]
    words += ["--seed", str(seed), *(word for name in names for word in ("--outcome", name))]
    words += ["--years", f"{years:g}"] if years is not None else []
    write_ablation(found, f"{case.name} without each of its {what.value}", names, words, folder)
    if as_json:
        print_json({
            "results": str(folder), "scenario": case.name, "what": what.value, "runs": runs,
            "seed": seed, "outcomes": names, "parts": ablation_facts(found),
        })  # fmt: skip
    else:
        _tell(found, names, runs)
        console().print(f"page          {folder / 'ablation.html'}", soft_wrap=True)


def _known(names: list[str]) -> None:
    from alliancesim.metrics import METRICS
    from alliancesim.scenario.errors import nearest

    for name in names:
        if name not in METRICS:
            near = nearest(name, METRICS)
            raise UserError(f"no metric '{name}'" + (f"; did you mean '{near}'?" if near else ""))


def _tell(found: "list[Ablation]", names: list[str], runs: int) -> None:
    from alliancesim.report.comparison_ablation import cell

    shown, idle = console(), [item.name for item in found if item.idle]
    rows = [
        {"without": item.name, names[0]: cell(item, names[0])}
        | {name: cell(item, name).partition(" (")[0] for name in names[1:]}
        for item in found
        if not item.idle
    ]
    if rows:
        title = f"Without each in turn, {runs} pairs with the same luck"
        shown.print(table(rows[:SHOWN], title=title))
    if len(rows) > SHOWN:
        shown.print(f"{len(rows) - SHOWN} more are on the page.")
    if idle:
        shown.print(f"Without these, nothing changes: {', '.join(idle)}.")
    shown.print("* the 95 % interval leaves out zero; intervals speak of luck only.")


def register(app: typer.Typer) -> None:
    """Add the verbs of this file to the command line."""
    app.command()(ablate)
