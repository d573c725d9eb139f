"""Verbs that compare: compare, theories."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from alliancesim.cli.errors import UserError
from alliancesim.cli.reading import Json
from alliancesim.cli.running import figure, progress
from alliancesim.cli.screen import console, print_json, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from alliancesim.assumptions import Assumptions
    from alliancesim.comparison import Comparison, Effect
    from alliancesim.report.comparison import Asked
    from alliancesim.scenario import Scenario
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
    assumptions: Annotated[
        int, typer.Option(min=0, max=100_000, metavar="DRAWS",
                          help="Draws of the assumed coefficients from their ranges."),
    ] = 0,
    pairs: Annotated[int, typer.Option(min=2, max=100_000, help="Pairs at each draw.")] = 50,
    workers: Annotated[int, typer.Option(min=1, max=1000, help="Number of processes.")] = 1,
    out: Annotated[Path | None, typer.Option(help="Folder for a page, and tables.")] = None,
    brief: Annotated[
        bool, typer.Option("--brief", help="Write a policy brief of two pages, too.")
    ] = False,
    as_json: Json = False,
) -> None:  # fmt: skip
    """Say what a change does: two versions of a case with the same luck, run by run."""
    from alliancesim.assumptions import explore
    from alliancesim.comparison import compare_cases
    from alliancesim.folders import refuse_unwritable
    from alliancesim.report.comparison import Asked, write_comparison
    from alliancesim.report.comparison_data import facts

    changes: dict[str, Any] = dict(parse_all(settings))
    if other is None and not changes:
        raise UserError("nothing to compare: name a second scenario, or change one with --set")
    if assumptions == 1:
        raise UserError("one draw has no range: ask for two assumptions or more, better 200")
    before, after = versions(scenario, other, changes, years)
    folder = out
    if folder is None and (assumptions or brief):  # too long a work to be lost
        name = f"seed{seed}-runs{runs}"
        folder = default_folder("compare", before, after, name, [assumptions, pairs])
    if folder is not None:
        refuse_unwritable(folder)
    with progress(f"{before.name}, 2 x {runs} runs") as advance:
        found = compare_cases(
            before, after, runs=runs, seed=seed, workers=workers, progress=advance
        )
    over = None
    if assumptions:
        with progress(f"{assumptions} draws x {pairs} pairs") as advance:
            over = explore(
                before, after, draws=assumptions, pairs=pairs, seed=seed, workers=workers,
                progress=advance,
            )  # fmt: skip
    clock = before.clock
    asked = Asked(
        before.name, after.name, changes, runs, seed, years,
        [clock.date_at(step) for step in range(clock.steps + 1)],
        _command(scenario, other, settings, runs, seed, years, assumptions, pairs),
    )  # fmt: skip
    if folder is not None:
        told = _briefed(asked, before, after, found, over) if brief else None
        write_comparison(asked, found, over, folder, told)
    if as_json:
        where = {"results": str(folder)} if folder is not None else {}
        print_json(where | facts(before.name, after.name, changes, runs, seed, found, over))
        return
    if over is not None:
        tell_assumptions(over)
    _tell(found, runs)
    if folder is not None:
        console().print(f"page          {folder / 'comparison.html'}", soft_wrap=True)
    if folder is not None and brief:
        console().print(f"brief         {folder / 'brief.html'}", soft_wrap=True)


def _briefed(
    asked: "Asked", before: "Scenario", after: "Scenario", found: "Comparison",
    over: "Assumptions | None",
) -> "Callable[[Path], None]":  # fmt: skip
    """Return what writes the policy brief into a folder."""
    from functools import partial

    from alliancesim.report.brief import Briefed, write_brief

    changes = [f"{path} = {value}" for path, value in asked.changes.items()]
    words = [*asked.arguments, "--brief"]
    told = Briefed(before, after, changes, found, over, asked.runs, asked.seed, words)
    return partial(write_brief, told)


def parse_all(settings: list[str] | None) -> "Iterator[tuple[str, Any]]":
    """Yield path and value of each ``PATH=VALUE``."""
    from alliancesim.scenario import parse_assignment

    yield from (parse_assignment(text) for text in settings or [])


def versions(
    scenario: str, other: str | None, changes: dict[str, Any], years: float | None
) -> "tuple[Scenario, Scenario]":
    """Load both versions of a comparison."""
    from alliancesim.comparison import same_steps
    from alliancesim.scenario import load, with_horizon

    both = load(scenario), load(other or scenario, changes)
    before, after = both if years is None else tuple(with_horizon(case, years) for case in both)
    try:
        same_steps(before, after)
    except ValueError as error:
        raise UserError(str(error)) from None
    return before, after


def _command(
    scenario: str, other: str | None, settings: list[str] | None, runs: int, seed: int,
    years: float | None, assumptions: int, pairs: int,
) -> list[str]:  # fmt: skip
    """Return the words of the command that gives the same again."""
    words = ["alliancesim", "compare", scenario, *([other] if other else [])]
    words += [word for text in settings or [] for word in ("--set", text)]
    words += ["--runs", str(runs), "--seed", str(seed)]
    words += ["--years", f"{years:g}"] if years is not None else []
    return words + (["--assumptions", str(assumptions), "--pairs", str(pairs)] * bool(assumptions))


def default_folder(verb: str, before: "Scenario", after: Any, name: str, more: object) -> Path:
    """Return a folder that the same command finds again."""
    import hashlib
    import json

    from alliancesim.scenario import Scenario, dump

    told = [dump(case) if isinstance(case, Scenario) else case for case in (before, after)]
    text = json.dumps([*told, more], ensure_ascii=False)
    digest = hashlib.blake2b(text.encode(), digest_size=4).hexdigest()
    return Path("results") / before.name / f"{verb}-{name}-{digest}"


def tell_assumptions(over: "Assumptions") -> None:
    """Print what becomes of the effects over what was assumed."""
    from alliancesim.assumptions.wording import drivers, turning
    from alliancesim.metrics import METRICS

    rows = [
        {
            "outcome": METRICS[found.outcome].title,
            "effect": f"{found.central.effect:+.2g}",
            "5-95 %": f"{found.low:+.2g} to {found.high:+.2g}",
            "other sign": f"{found.against:.0%}" if found.against == found.against else "",
        }
        for found in over.findings
    ]
    shown = console()
    draws, number = len(over.effects), len(over.coefficients)
    shown.print(table(rows, title=f"Assumption: range of the effect over {draws} draws of {number}"
                                  " assumed coefficients"))  # fmt: skip
    for found in over.findings:
        if found.drivers or over.flip(found.outcome):
            name = METRICS[found.outcome].title
            shown.print(f"{name}: driven by {drivers(found)}; sign:"
                        f" {turning(found, over.flip(found.outcome))}")  # fmt: skip
    rate = over.runs / over.seconds
    shown.print(f"{over.runs:,} runs in {over.seconds:.1f} s, {rate:,.1f} runs per second")


def _tell(found: "Comparison", runs: int) -> None:
    from alliancesim.metrics import METRICS
    from alliancesim.summaries import HEADLINES

    rows = []
    for name in HEADLINES:
        item = found.effect(name)
        if item.effect != item.effect:
            continue
        rows.append({
            "outcome": METRICS[name].title,
            "before": figure(item.before),
            "effect": f"{item.effect:+.2g}" if item.effect else "0",
            "95 % interval": f"{item.low:+.2g} to {item.high:+.2g}" if item.effect else "",
            "up, better": _direction(item),
        })  # fmt: skip
    shown = console()
    shown.print(table(rows, title=f"Luck: {runs} pairs with the same luck"))
    parted = [parting for parting in found.partings if parting.step >= 0]
    shown.print("Intervals speak of luck only, not of what the model assumes.")
    few = [METRICS[name].title.lower() for name in HEADLINES if found.effect(name).few]
    if few:
        shown.print(f"Few pairs differ at all in {', '.join(few)}: rare cases may be missed, so"
                    " take more runs before trusting these intervals.", soft_wrap=True)  # fmt: skip
    if not parted:
        shown.print("The two versions give the same runs.")
        return
    gained = [f"{METRICS[name].title.lower()} {found.effect(name).variance_ratio:.3g}x"
              for name in ("trust_mean", "stability", "onsets")
              if found.effect(name).variance_ratio > 0]  # fmt: skip
    if gained:
        shown.print(f"Variance against two independent ensembles is less by: {', '.join(gained)}.")
    first = min(parted, key=lambda parting: parting.step)
    shown.print(f"{len(parted)} of {runs} pairs part, the first in step {first.step}.")
    if first.event:
        shown.print(f"First event that differs there: {first.event}", soft_wrap=True)
    _tell_accounts(found)


def _tell_accounts(found: "Comparison") -> None:
    """Print the contributions that differ most."""
    from alliancesim.report.comparison import account_name

    largest = found.largest("contributions", 8)
    if not largest:
        return
    rows = [
        {
            "contribution": account_name(account),
            "before": figure(account.before),
            "effect": f"{account.effect:+.2g}",
            "95 % interval": f"{account.low:+.2g} to {account.high:+.2g}",
            "of its field": f"{found.shared(account).effect:+.0%}",
        }
        for account in largest
    ]
    console().print(table(rows, title="What accounts for it: sums over a run, all states"))


def _direction(item: "Effect") -> str:
    if item.low == item.high == 0:
        return "no change"
    if not item.clear:
        return "unclear"
    better = f", {item.improved:.0%}" if item.improved == item.improved else ""
    return f"{item.raised:.0%}{better}"


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
    from alliancesim.folders import refuse_unwritable
    from alliancesim.report import write_report
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
        console().print(f"report        {folder / 'report.html'}", soft_wrap=True)


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
