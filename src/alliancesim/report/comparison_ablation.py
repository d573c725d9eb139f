"""The page and the table of an ablation: what each part does in a case."""

import json
import shlex
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from alliancesim import __version__
from alliancesim.ablation import Ablation
from alliancesim.figures.comparison_many import without_each
from alliancesim.folders import replacing
from alliancesim.metrics import METRICS
from alliancesim.report.comparison_data import ablation_facts, plain_numbers
from alliancesim.report.document import document
from alliancesim.report.html import Markup, chart, join, paragraph, section, table, tag, text


def write_ablation(
    found: list[Ablation], title: str, outcomes: Sequence[str], arguments: list[str], folder: Path
) -> None:
    """Write page, table and a manifest into a folder; all or nothing.

    Raises
    ------
    ResultsError
        If the folder holds something else, or cannot be written.
    """
    rows = [
        {"part": item.name, "title": item.title, **effect._asdict()}
        for item in found
        for effect in item.effects.values()
    ]
    manifest = {
        "kind": "ablation",
        "alliancesim": __version__,
        "command": shlex.join(arguments),
        "parts": ablation_facts(found),
    }
    with replacing(folder) as scratch:
        pd.DataFrame(rows).to_parquet(scratch / "ablation.parquet", index=False)
        told = json.dumps(plain_numbers(manifest), indent=1, ensure_ascii=False)
        (scratch / "manifest.json").write_text(told + "\n", encoding="utf-8")
        page = ablation_html(found, title, outcomes, arguments)
        (scratch / "ablation.html").write_text(page, encoding="utf-8", newline="\n")


def ablation_html(
    found: list[Ablation], title: str, outcomes: Sequence[str], arguments: list[str]
) -> str:
    """Return the ablation as one self-contained HTML page."""
    words = (
        "The case ran as it is and once without each part, with the same luck. Effects are the case"
        " without the part less the case as it is, with paired 95 % intervals, which speak of luck"
        " alone. What a part does depends on all the others being there. Of parts that do nothing,"
        " one in twenty looks clear by chance."
    )
    drawn = chart(
        "chart-ablation", without_each(found, outcomes), "Effects of taking each part out",
        "Filled: the interval leaves out zero; open: it does not.",
    )  # fmt: skip
    body = join(
        tag("header", tag("p", text("alliancesim ablate"), class_="kicker"),
            tag("h1", text(title)), paragraph(words)),
        tag("main",
            section("effects", "Ranked", drawn, _table(found, outcomes)),
            section("reproduce", "Reproduce", paragraph(f"`{shlex.join(arguments)}`"))),
    )  # fmt: skip
    return document(f"{title}: alliancesim ablation", body)


def _table(found: list[Ablation], outcomes: Sequence[str]) -> Markup:
    rows = [
        [item.title, *[cell(item, outcome) for outcome in outcomes]]
        for item in found
    ]  # fmt: skip
    head = ["Without", *[METRICS[outcome].title for outcome in outcomes]]
    return table(head, rows, f"Ranked by {METRICS[outcomes[0]].title.lower()}; * the interval"
                 " leaves out zero", numeric=range(1, len(head)))  # fmt: skip


def cell(item: Ablation, outcome: str) -> str:
    """Return an effect with its interval and, if that leaves out zero, an asterisk."""
    effect = item.effects[outcome]
    if effect.effect != effect.effect:
        return "not known"
    if effect.low == effect.high == 0:
        return "none"
    return f"{effect.effect:+.2g}{'*' * effect.clear} ({effect.low:+.2g} to {effect.high:+.2g})"
