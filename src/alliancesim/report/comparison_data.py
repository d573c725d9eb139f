"""A comparison as data for programs: what ``--json`` prints and the manifest keeps."""

import math
from typing import Any

from alliancesim.ablation import Ablation
from alliancesim.assumptions import Assumptions
from alliancesim.comparison import Comparison, Effect

SHOWN = 10
"""Accounts of each kind; the table has all of them."""


def facts(
    before: str, after: str, changes: dict[str, Any], runs: int, seed: int, found: Comparison,
    over: Assumptions | None,
) -> dict[str, Any]:  # fmt: skip
    """Return what a program wants to know of a comparison."""
    steps = [parting.step for parting in found.partings if parting.step >= 0]
    told = {
        "before": before,
        "after": after,
        "changes": changes,
        "runs": runs,
        "seed": seed,
        "effects": {item.outcome: effect_facts(item) for item in found.effects},
        "same_runs": runs - len(steps),
        "first_difference": min(steps) if steps else None,
        "partings": [parting._asdict() for parting in found.partings],
        "accounts": {
            kind: [account._asdict() for account in found.largest(kind, SHOWN)]
            for kind in ("contributions", "engagements", "events")
        },
    }
    return told if over is None else {"assumptions": over_facts(over)} | told


def effect_facts(effect: Effect) -> dict[str, Any]:
    """Return an effect with what follows from it."""
    more = {"clear": effect.clear, "few": effect.few, "improved": effect.improved}
    return {**effect._asdict(), **more}


def over_facts(over: Assumptions) -> dict[str, Any]:
    """Return what the draws of assumed coefficients say."""
    outcomes = {}
    for found in over.findings:
        flip = over.flip(found.outcome)
        outcomes[found.outcome] = {
            "case": effect_facts(found.central),
            "low": found.low,
            "high": found.high,
            "sign_differs": found.against,
            "sign_clearly_differs": found.clearly_against,
            "share_of_luck": found.luck,
            "drivers": [driver._asdict() for driver in found.drivers],
            "flip": None if flip is None else {**flip._asdict(), "found": flip.found},
        }
    return {
        "draws": len(over.effects),
        "pairs": over.pairs,
        "coefficients": len(over.coefficients),
        "runs": over.runs,
        "seconds": over.seconds,
        "outcomes": outcomes,
    }


def ablation_facts(found: list[Ablation]) -> list[dict[str, Any]]:
    """Return the parts in their order, with the effects of taking each out."""
    return [
        {
            "name": item.name,
            "title": item.title,
            "idle": item.idle,
            "effects": {name: effect_facts(effect) for name, effect in item.effects.items()},
        }
        for item in found
    ]


def plain_numbers(data: Any) -> Any:
    """Return data for JSON: what is not a finite number becomes null."""
    if isinstance(data, dict):
        return {key: plain_numbers(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [plain_numbers(value) for value in data]
    return None if isinstance(data, float) and not math.isfinite(data) else data
