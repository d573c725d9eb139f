"""The page and the files of a comparison: what a change does, how sure that is, and why."""

import datetime
import json
import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from alliancesim import __version__
from alliancesim.assumptions import Assumptions
from alliancesim.comparison import Account, Comparison, Effect
from alliancesim.figures import comparison as figures
from alliancesim.folders import replacing
from alliancesim.metrics import METRICS
from alliancesim.report.comparison_assumptions import assumed_first
from alliancesim.report.comparison_data import facts, plain_numbers
from alliancesim.report.document import document
from alliancesim.report.html import (
    Markup,
    chart,
    details,
    join,
    paragraph,
    section,
    table,
    tag,
    text,
)
from alliancesim.report.words import counted, number, percent
from alliancesim.summaries import HEADLINES

ACCOUNTS = 15
"""Differences of a kind that the page shows; the file ``accounts.parquet`` has all of them."""
KINDS = {
    "contributions": (
        "What each instrument and mechanism brought",
        "share of all that its field received",
    ),
    "engagements": ("Engagements held, by instrument", "engagements"),
    "events": ("Events, by kind", "events"),
}


@dataclass(frozen=True)
class Asked:
    """What was compared."""

    before: str
    after: str
    changes: dict[str, Any]
    """Settings of the second version, by dotted path."""
    runs: int
    seed: int
    years: float | None
    dates: list[datetime.date]
    """Of the start and after each step."""
    arguments: list[str]
    """Words of the command that gives the same again."""


def write_comparison(
    asked: Asked,
    found: Comparison,
    over: Assumptions | None,
    folder: Path,
    brief: Callable[[Path], None] | None = None,
) -> None:
    """Write page, tables and a manifest into a folder; all or nothing.

    ``brief`` is called with the folder and writes the policy brief there, too.

    Raises
    ------
    ResultsError
        If the folder holds something else, or cannot be written.
    """
    frames = {
        "effects": pd.DataFrame(found.effects),
        "partings": pd.DataFrame(found.partings),
        "accounts": pd.DataFrame(found.accounts),
        "over_time": _over_time(asked, found),
    }
    if over is not None:
        frames |= {"draws": over.draws(), "effects_of_draws": over.table()}
    manifest = {
        "kind": "comparison",
        "alliancesim": __version__,
        "command": shlex.join(asked.arguments),
        **facts(asked.before, asked.after, asked.changes, asked.runs, asked.seed, found, over),
    }
    with replacing(folder) as scratch:
        for name, frame in frames.items():
            frame.to_parquet(scratch / f"{name}.parquet", index=False)
        told = json.dumps(plain_numbers(manifest), indent=1, ensure_ascii=False)
        (scratch / "manifest.json").write_text(told + "\n", encoding="utf-8")
        page = comparison_html(asked, found, over)
        (scratch / "comparison.html").write_text(page, encoding="utf-8", newline="\n")
        if brief is not None:
            brief(scratch)


def _over_time(asked: Asked, found: Comparison) -> pd.DataFrame:
    parts = [
        pd.DataFrame({
            "outcome": way.outcome, "step": range(len(way.mean)),
            "date": pd.to_datetime(pd.Series(asked.dates)),
            "mean": way.mean, "low": way.low, "high": way.high,
        })
        for way in found.ways
    ]  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def comparison_html(asked: Asked, found: Comparison, over: Assumptions | None) -> str:
    """Return the comparison as one self-contained HTML page."""
    sections = [
        _luck(asked, found),
        _time(asked, found),
        _why(found),
        _partings(asked, found),
        _all(found),
        _again(asked),
    ]
    if over is not None:
        sections.insert(0, assumed_first(over))
    body = join(_opening(asked), tag("main", *sections))
    return document(f"{_what(asked)}: alliancesim comparison", body)


def _what(asked: Asked) -> str:
    return asked.before if asked.before == asked.after else f"{asked.before} and {asked.after}"


def _opening(asked: Asked) -> Markup:
    listed = [f"{path} = {value}" for path, value in asked.changes.items()]
    first, last = asked.dates[0], asked.dates[-1]
    words = (
        f"{counted(asked.runs, 'pair')} with the same luck · seed {asked.seed} ·"
        f" {first:%B %Y} to {last:%B %Y}"
    )
    change = f"Changed in the second version: {'; '.join(listed)}." if listed else ""
    return tag(
        "header",
        tag("p", text("alliancesim compare"), class_="kicker"),
        tag("h1", text(f"What a change does: {_what(asked)}")),
        paragraph(change),
        tag("p", text(words), class_="facts"),
    )


def _luck(asked: Asked, found: Comparison) -> Markup:
    effects = [found.effect(name) for name in HEADLINES]
    words = (
        f"Both versions of each of {counted(asked.runs, 'run')} have the same luck. The 95 %"
        " intervals are those of the mean difference within pairs and speak of luck alone: they"
        " say nothing of what the model assumes. With few runs they are too short where the effect"
        " comes from rare large differences; 200 pairs or more are safer than 50."
    )
    drawn = chart(
        "chart-effects", figures.forest(effects), "Standardised effects with paired intervals",
        "Filled: the interval leaves out zero; open: it does not.",
    )  # fmt: skip
    return section("luck", "Effects, given the assumptions", paragraph(words), drawn,
                   _effects(effects, "Effects on the headline outcomes"))  # fmt: skip


def _effects(effects: Sequence[Effect], caption: str) -> Markup:
    rows = [
        [METRICS[e.outcome].title, number(e.before), number(e.after), signed_short(e.effect),
         f"{signed_short(e.low)} to {signed_short(e.high)}", percent(e.raised), percent(e.lowered),
         percent(e.improved) if e.improved == e.improved else "–",
         f"{e.variance_ratio:.1f}×" if e.variance_ratio == e.variance_ratio else "–"]
        for e in effects if e.effect == e.effect
    ]  # fmt: skip
    head = ["Outcome", "Before", "After", "Effect", "95 % interval", "Higher in", "Lower in",
            "Better in", "Variance gained"]  # fmt: skip
    few = [METRICS[e.outcome].title.lower() for e in effects if e.few]
    rare = f" Few pairs differ at all in {', '.join(few)}: rare cases may be missed, so take more"
    note = paragraph(
        "Better: less violence and more trust, a judgement; of other outcomes nobody can say in"
        " general which way is better. Variance gained: that of the effect from two independent"
        " ensembles of the same size over that from pairs."
        + (f"{rare} runs before trusting these intervals." if few else "")
    )
    return tag("div", table(head, rows, caption, numeric=range(1, len(head))), note)


def signed_short(value: float) -> str:
    """Return a difference with its sign and two digits."""
    return "not known" if value != value else f"{value:+.2g}".replace("-", "−")


def _time(asked: Asked, found: Comparison) -> Markup:
    ways = [way for way in found.ways if (way.mean == way.mean).any()]
    drawn = chart(
        "chart-time", figures.over_time(ways, [f"{day:%Y-%m-%d}" for day in asked.dates]),
        "Mean difference in the headline outcomes over time, with paired intervals",
        "Second version less first; counts are running totals.",
    )  # fmt: skip
    return section("time", "When it acts", drawn)


def _why(found: Comparison) -> Markup:
    parts = []
    for kind, (title, unit) in KINDS.items():
        largest = found.largest(kind, ACCOUNTS)
        names = [account_name(account) for account in largest]
        if kind == "contributions":
            drawn = [found.shared(account) for account in largest]
        else:
            drawn = list(largest)
        parts += [
            tag("h3", text(title)),
            chart(f"chart-{kind}", figures.accounts(drawn, names, unit),
                  f"{title}: largest differences with paired intervals"),
            _accounts(largest, title),
        ]  # fmt: skip
    words = (
        "What adds up differently over a run: contributions to the stocks of the model by label,"
        " engagements and events; those whose paired interval leaves out zero, largest first."
        " Contributions are ranked by their share of all that their field received, since fields"
        " have units of their own. They are the model's own bookkeeping, not causes in the world."
    )
    return section("why", "What accounts for the difference", paragraph(words), *parts)


def account_name(account: Account) -> str:
    """Return what an account is about, in words."""
    label = account.label.replace("_", " ")
    return f"{account.field.replace('_', ' ')}: {label}" if account.field else label


def _accounts(largest: Sequence[Account], caption: str) -> Markup:
    rows = [
        [account_name(a), number(a.before), number(a.after), signed_short(a.effect),
         f"{signed_short(a.low)} to {signed_short(a.high)}"]
        for a in largest
    ]  # fmt: skip
    head = ["What", "Before", "After", "Effect", "95 % interval"]
    return table(head, rows, f"{caption}, sums over a run", numeric=range(1, 5))


def _partings(asked: Asked, found: Comparison) -> Markup:
    parted = [parting for parting in found.partings if parting.step >= 0]
    if not parted:
        return section("parting", "Where the pairs part", paragraph("All pairs stay the same."))
    rows = [
        [str(p.run), str(p.step), f"{asked.dates[p.step]:%B %Y}", p.event or "no event differs"]
        for p in parted
    ]  # fmt: skip
    words = f"{len(parted)} of {counted(asked.runs, 'pair')} part."
    head = ["Run", "Step", "In", "First event of that or a later step that only one has"]
    listed = table(head, rows[:20], "The first pairs", numeric=(1,))
    return section("parting", "Where the pairs part", paragraph(words), listed)


def _all(found: Comparison) -> Markup:
    return section("all", "All outcomes", details(
        f"All {len(found.effects)} metrics", _effects(found.effects, "Effects on all metrics")
    ))  # fmt: skip


def _again(asked: Asked) -> Markup:
    words = f"`{shlex.join(asked.arguments)}`, alliancesim {__version__}. Numbers do not depend on"
    return section("reproduce", "Reproduce", paragraph(f"{words} `--workers`."))
