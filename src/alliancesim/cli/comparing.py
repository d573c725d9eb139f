"""Verbs that compare: compare, theories."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from alliancesim.cli.errors import UserError
from alliancesim.cli.reading import Json
from alliancesim.cli.running import SUMMARY, figure, progress
from alliancesim.cli.screen import console, print_json, table

if TYPE_CHECKING:
    from alliancesim.comparison import Comparison, Effect
    from alliancesim.theories import Theories


def compare(
    scenario: Annotated[str, typer.Argument(help="Name in the library, or a file.")],
    other: Annotated[
        str | None, typer.Argument(metavar="SCENARIO2", help="The second version, if a file.")
    ] = None,
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="PATH=VALUE", help="Change in the second version."),
    ] = None,
    runs: Annotated[int, typer.Option(min=2, max=100_000, help="Number of pairs.")] = 50,
    seed: Annotated[int, typer.Option(min=0, help="Seed of both ensembles.")] = 1,
    years: Annotated[float | None, typer.Option(help="Horizon, instead of the scenario's.")] = None,
    as_json: Json = False,
) -> None:
    """Say what a change does: two versions of a case with the same luck, run by run."""
    from alliancesim.comparison import compare as paired
    from alliancesim.ensemble import run
    from alliancesim.scenario import load, parse_assignment

    changes: dict[str, Any] = dict(parse_assignment(text) for text in settings or [])
    if other is None and not changes:
        raise UserError("nothing to compare: name a second scenario, or change one with --set")
    before, after = load(scenario), load(other or scenario, changes)
    if before.clock.step != after.clock.step or before.clock.steps != after.clock.steps:
        raise UserError("the two versions differ in their clock; pairs need the same steps")
    with progress(f"{before.name}, 2 x {runs} runs") as advance:
        one, two = (
            run(case, runs=runs, seed=seed, years=years, progress=advance)
            for case in (before, after)
        )
    found = paired(one, two)
    if as_json:
        print_json(_facts(found, before.name, after.name, changes, runs, seed))
    else:
        _tell(found, runs)


def _facts(
    found: "Comparison", before: str, after: str, changes: dict[str, Any], runs: int, seed: int
) -> dict[str, Any]:
    steps = [parting.step for parting in found.partings if parting.step >= 0]
    return {
        "before": before,
        "after": after,
        "changes": changes,
        "runs": runs,
        "seed": seed,
        "effects": {
            item.outcome: {**item._asdict(), "clear": item.clear} for item in found.effects
        },
        "same_runs": runs - len(steps),
        "first_difference": min(steps) if steps else None,
    }


def _tell(found: "Comparison", runs: int) -> None:
    from alliancesim.metrics import METRICS

    rows = []
    for name in SUMMARY:
        item = found.effect(name)
        if item.effect != item.effect:
            continue
        rows.append({
            "outcome": METRICS[name].title,
            "before": figure(item.before),
            "effect": f"{item.effect:+.2g}" if item.effect else "0",
            "95 % interval": f"{item.low:+.2g} to {item.high:+.2g}" if item.effect else "",
            "higher in": _direction(item),
        })  # fmt: skip
    shown = console()
    shown.print(table(rows, title=f"{runs} pairs with the same luck"))
    parted = [parting for parting in found.partings if parting.step >= 0]
    shown.print("Intervals speak of luck only, not of what the model assumes.")
    if not parted:
        shown.print("The two versions give the same runs.")
        return
    first = min(parted, key=lambda parting: parting.step)
    shown.print(f"{len(parted)} of {runs} pairs part, the first in step {first.step}.")
    if first.event:
        shown.print(f"First event that differs there: {first.event}", soft_wrap=True)


def _direction(item: "Effect") -> str:
    if item.low == item.high == 0:
        return "no change"
    return f"{item.raised:.0%}" if item.clear else "unclear"


def theories(
    scenario: Annotated[str, typer.Argument(help="Name in the library, or a file.")],
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="PATH=VALUE", help="Policy to test under every theory."),
    ] = None,
    runs: Annotated[int, typer.Option(min=2, max=100_000, help="Number of seeds.")] = 20,
    seed: Annotated[int, typer.Option(min=0, help="Seed of all ensembles.")] = 1,
    years: Annotated[float | None, typer.Option(help="Horizon, instead of the scenario's.")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for the results.")] = None,
    as_json: Json = False,
) -> None:
    """Run a case under every doctrine, to see whether a conclusion depends on the theory."""
    from alliancesim.report import write_report
    from alliancesim.results import refuse_unwritable
    from alliancesim.scenario import load, parse_assignment
    from alliancesim.theories import found_in
    from alliancesim.theories import theories as side_by_side

    policy: dict[str, Any] = dict(parse_assignment(text) for text in settings or [])
    case = load(scenario)
    load(case, policy)  # a policy that does not fit is told before anything runs
    folder = out or Path("results") / case.name / f"theories-seed{seed}-runs{runs}"
    refuse_unwritable(folder)
    with progress(f"{case.name} under every doctrine, {runs} runs each") as advance:
        results = side_by_side(
            case, runs=runs, seed=seed, years=years, policy=policy, progress=advance
        )
    written = results.save(folder, also=write_report)
    found = found_in(written)
    assert found is not None  # noqa: S101 - told to the type checker; theories() put it there
    if as_json:
        print_json({"results": str(folder), "runs": runs, "seed": seed, **found.plain()})
    else:
        _tell_theories(found, runs)
        console().print(f"report        {folder}/report.html", soft_wrap=True)


def _tell_theories(found: "Theories", runs: int) -> None:
    from alliancesim.metrics import METRICS

    outcomes = ("engagements", "trust_mean", "expected_disputes", "onsets", "stability")
    rows = []
    for reading in found.readings:
        effects = reading.effects if found.policy else reading.changes
        rows.append({"doctrine": reading.doctrine.replace("_", " ")} | {
            METRICS[name].title: f"{effects[name].effect:+.2g}{'*' * effects[name].clear}"
            for name in outcomes
        })  # fmt: skip
    what = "Effect of the policy" if found.policy else "Difference from the case as written"
    shown = console()
    shown.print(table(rows, title=f"{what} under each doctrine, {runs} pairs with the same luck"))
    shown.print("* the 95 % interval leaves out zero; intervals speak of luck only.")
    for verdict in found.verdicts():
        shown.print(f"{METRICS[verdict.outcome].title}: {verdict.words}")


def register(app: typer.Typer) -> None:
    """Add the verbs of this file to the command line."""
    app.command()(compare)
    app.command()(theories)
