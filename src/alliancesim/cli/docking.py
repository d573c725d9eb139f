"""The verb that docks: the landscape of Europe in 1936 by Axelrod and Bennett, beside our model."""

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from alliancesim.cli.errors import UserError
from alliancesim.cli.reading import Json
from alliancesim.cli.screen import console, print_json, table
from alliancesim.files import write_text

if TYPE_CHECKING:
    from alliancesim.docking.coding import Coding
    from alliancesim.docking.experiment import Experiment, Robustness, Variant
    from alliancesim.docking.landscape import Landscape

SHOWN = 6
"""Optima that are shown; the JSON has all."""
FILE = "docking.json"


def dock(
    plan: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help="Weights and ranges; built in if not given."),
    ] = None,
    own: Annotated[
        bool, typer.Option("--own", help="Also ask our model, from the record (data fetch).")
    ] = False,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help=f"Folder in which to write {FILE}.")
    ] = None,
    source: Annotated[
        Path | None, typer.Option("--from", help="Folder of the tables of the record, for --own.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Split the Europe of 1936 by landscape theory; compare with the sides of the war."""
    from alliancesim.docking.coding import europe
    from alliancesim.docking.experiment import Experiment, experiment, landscape, optima, robustness

    if out is not None and out.exists() and not out.is_dir():
        raise UserError(f"{out} is a file; --out wants a folder")
    folder = _folder(source) if own else None
    wanted, coding = experiment(plan) if plan else Experiment(), europe()
    base = landscape(coding, wanted.weights.model_dump())
    tried = robustness(coding, wanted)
    told: dict[str, Any] = {
        "case": coding.title,
        "rules": coding.rules,
        "weights": wanted.weights.model_dump(),
        "names": {letters: state.name for letters, state in coding.states.items()},
        "sides": {letters: state.side.of for letters, state in coding.states.items()},
        "optima": [
            {"energy": item.energy, "basin": item.basin, "chance": item.chance}
            | _placing(coding, item.split)
            for item in optima(base)
        ],
        "robustness": _robustness(coding, wanted, tried, base.lowest),
    }
    if folder is not None:
        told["own"] = _own(coding, wanted, base, folder)
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        text = json.dumps(told, indent=1, ensure_ascii=False) + "\n"
        write_text(out / FILE, text)
    if as_json:
        print_json(told)
    else:
        _show(told)


def _folder(source: Path | None) -> Path:
    from alliancesim.history.sources import folder_of

    return folder_of(source)


def _placing(coding: "Coding", split: Any) -> dict[str, Any]:
    from alliancesim.docking.experiment import placing

    return placing(coding, split)


def _robustness(
    coding: "Coding", plan: "Experiment", tried: "Robustness", base: Any
) -> dict[str, Any]:
    """Return how many are misplaced under each change, and over the weights that were drawn."""
    import numpy as np

    from alliancesim.docking.landscape import misplaced

    counts = misplaced(tried.drawn, coding.allied).sum(axis=1).tolist()
    return {
        name: [_variant(coding, item) for item in getattr(tried, name)]
        for name in ("single", "without", "readings")
    } | {
        "drawn": {
            "draws": plan.draws,
            "spread": plan.spread,
            "median": float(np.median(counts)),
            "misplaced": {str(k): n / plan.draws for k, n in sorted(Counter(counts).items())},
            "same_split": float((tried.drawn == base).all(axis=1).mean()),
        }
    }


def _variant(coding: "Coding", item: "Variant") -> dict[str, Any]:
    return {"change": item.change, "optima": item.optima} | _placing(coding, item.split)


def _own(coding: "Coding", plan: "Experiment", base: "Landscape", folder: Path) -> dict[str, Any]:
    """Return the same figures for propensities as coded, from treaties and from our model."""
    from alliancesim.docking.own import apart, own
    from alliancesim.history.cache import cached

    panel = cached(folder, last=coding.year - 1)
    return {
        name: {"optima": len(item.optima), "apart": apart(coding, item.propensities)}
        | _placing(coding, item.lowest)
        for name, item in ({"coded": base} | own(panel, coding, plan)).items()
    }


def _show(told: dict[str, Any]) -> None:
    shown, names = console(), told["names"]
    shown.print(f"{told['case']}: landscape theory of aggregation (Axelrod & Bennett 1993)\n")
    shown.print(table([
        {"factor": name, "weight": weight, "meaning": told["rules"][name]}
        for name, weight in told["weights"].items()
    ]))  # fmt: skip
    number = len(told["optima"])
    few = f" (the {SHOWN} lowest)" if number > SHOWN else ""
    shown.print(table([
        {
            "energy": f"{item['energy']:.1f}",
            "basin": f"{100 * item['basin']:.0f} %",
            "reached": f"{100 * item['chance']:.0f} %",
            "misplaced": f"{item['misplaced']} of {len(names)}",
            "luck": f"{100 * item['luck']:.0f} %",
            "who": " ".join(item["misplaced_states"]) or "nobody",
        }
        for item in told["optima"][:SHOWN]
    ], title=f"{number} optima{few}"))  # fmt: skip
    shown.print("basin: splits that lead there by steepest descent; reached: from a random split by"
                " chance moves;\nluck: splits that misplace as few\n")  # fmt: skip
    best = told["optima"][0]
    for side in ("allied", "axis"):
        who = ", ".join(f"{names[state]} ({state})" for state in best[side])
        shown.print(f"predicted {side}: {who}")
    _show_robustness(told["robustness"])
    if "own" in told:
        rows = [
            {"propensities": name, "pairs told apart": f"{item['apart']:.2f}"} | _row(item)
            for name, item in told["own"].items()
        ]
        shown.print(table(rows, title="Propensities as coded, of treaties alone, and of our model"))


def _show_robustness(found: dict[str, Any]) -> None:
    shown, drawn = console(), found["drawn"]
    titles = {"single": "one weight changed", "without": "one factor left out",
              "readings": "another reading of the codes"}  # fmt: skip
    rows = [
        {"kind": title, "change": item["change"].replace("_", " ")} | _row(item)
        for kind, title in titles.items()
        for item in found[kind]
    ]
    shown.print()
    shown.print(table(rows, by="kind", title="The prediction under changes"))
    counts = ", ".join(f"{k}: {100 * share:.1f} %" for k, share in drawn["misplaced"].items())
    shown.print(f"All weights at once, ±{100 * drawn['spread']:.0f} %, {drawn['draws']} draws:"
                f" median {drawn['median']:g} misplaced\n  ({counts});"
                f" the same split in {100 * drawn['same_split']:.0f} %")  # fmt: skip


def _row(item: dict[str, Any]) -> dict[str, Any]:
    who = " ".join(item["misplaced_states"]) or "nobody"
    return {"misplaced": item["misplaced"], "optima": item["optima"], "who": who}


def register(app: typer.Typer) -> None:
    """Add the verb of this file to the command line."""
    app.command()(dock)
