"""How the indices and the expected disputes developed, and who trusts whom."""

import pandas as pd

from alliancesim import figures
from alliancesim.figures import style
from alliancesim.figures.instruments import label_of
from alliancesim.figures.trust import causes_of_trust, trust_by_dyad
from alliancesim.metrics import METRICS
from alliancesim.report.actors import by_region
from alliancesim.report.html import Markup, chart, details, items, paragraph, section, table
from alliancesim.report.words import index, month, number, signed
from alliancesim.results import Results
from alliancesim.summaries import COMPONENTS, bands, has, names_of, runs_of

ESCALATION = ("escalation_mean", "escalation_max", "live_crises", "tension_mean")
EXPECTED = ("expected_disputes", "peace_probability")
SHARES = ("expected_uses_of_force", "expected_fatal", "expected_wars")
READ = "Line: median of the runs. Dark band: the middle half of the runs; light band: nine in ten."


def stability(results: Results) -> Markup:
    """Return stability with its components."""
    parts = [name for name in COMPONENTS if has(results, name)]
    return section(
        "stability",
        "Stability",
        paragraph(
            "The stability index lies between 0 and 1. It is one minus the weighted mean of its "
            "components of instability, which are drawn below on one scale: an index should "
            "never be read without them. Lost ties and growing burdens look back a year, so the "
            "index begins when the first year is over."
        ),
        chart(
            "chart-stability",
            figures.fan(results, "stability"),
            _spoken(results, "stability"),
            _read(results),
        ),
        chart(
            "chart-stability-parts",
            figures.fans(results, parts, shared=True, height=230),
            "Components of instability over time: " + ", ".join(map(style.title_of, parts)),
            "Components of instability: higher is less stable.",
        ),
        _definitions(["stability", *parts]),
        _numbers(results, ["stability", *parts]),
    )


def escalation(results: Results) -> Markup:
    """Return escalation with its components, and the disputes to be expected."""
    parts = [name for name in ESCALATION if has(results, name)]
    expected = [name for name in EXPECTED if has(results, name)]
    shares = [name for name in SHARES if has(results, name)]
    return section(
        "escalation",
        "Escalation and expected disputes",
        paragraph(
            "The escalation index follows recent hostile acts; exercises and other engagements do "
            "not count as hostile acts."
        ),
        chart(
            "chart-escalation",
            figures.fan(results, "escalation", height=330),
            _spoken(results, "escalation"),
            _read(results),
        ),
        chart(
            "chart-escalation-parts",
            figures.fans(results, parts, height=230),
            "What stands behind escalation: " + ", ".join(map(style.title_of, parts)),
        ),
        paragraph(
            "Expected in the next twelve months at the hazards of the day, summed over the cast. "
            "This is the steadiest measure of risk here: it does not wait for rare events. Uses of "
            "force and wars follow from it by each pair's own chances on the hostility ladder (see "
            "the numbers below)."
        ),
        chart(
            "chart-expected",
            figures.fans(results, expected, height=230),
            "Disputes expected in the next twelve months, and the chance of no use of force",
            _read(results),
        ),
        by_region(results),
        _definitions(["escalation", *parts, *expected, *shares]),
        _numbers(results, ["escalation", *expected, *shares]),
    )


def _read(results: Results) -> str:
    return READ if runs_of(results) > 1 else "One run, so there is no band."


def _spoken(results: Results, metric: str) -> str:
    table = bands(results, metric)
    first, last = table.iloc[0], table.iloc[-1]
    return (
        f"{style.title_of(metric)} over time; median from {number(float(first['median']))} to "
        f"{number(float(last['median']))}, at the end nine runs in ten between "
        f"{number(float(last['low']))} and {number(float(last['high']))}"
    )


def _definitions(metrics: list[str]) -> Markup:
    known = [METRICS[name] for name in metrics if name in METRICS]
    if not known:
        return Markup("")
    lines = [f"{metric.title}: {' '.join(metric.doc.split())}" for metric in known]
    return details("How these are defined", items(lines))


def _numbers(results: Results, metrics: list[str]) -> Markup:
    """Return the numbers behind the charts, once a year."""
    step = float(results.manifest["step_years"])
    every = max(1, round(1 / step))
    rows = []
    tables = {metric: bands(results, metric) for metric in metrics if has(results, metric)}
    steps = next(iter(tables.values())).index if tables else pd.Index([])
    kept = [s for s in steps if s % every == 0 or s == steps.max()]
    kept = kept if len(kept) <= 40 else [kept[i * (len(kept) - 1) // 39] for i in range(40)]
    for at in kept:
        date = next(iter(tables.values())).loc[at, "date"]
        rows.append([month(date), *[_cell(table.loc[at]) for table in tables.values()]])
    head = ["Date", *[style.labelled(metric) for metric in tables]]
    caption = "Median over runs (5th to 95th percentile)"
    columns = range(1, len(head))
    return details("The numbers behind these charts", table(head, rows, caption, numeric=columns))


def _cell(row: pd.Series) -> str:
    median, low, high = (number(float(row[name])) for name in ("median", "low", "high"))
    return median if low == high == median else f"{median} ({low} to {high})"


def trust(results: Results) -> Markup:
    """Return who trusts whom, and the largest changes."""
    order, start, end = trust_by_dyad(results, "trust")
    names = names_of(results)
    moves = [
        (abs(end[i, j] - start[i, j]), one, two, start[i, j], end[i, j])
        for i, one in enumerate(order)
        for j, two in enumerate(order)
        if i != j and end[i, j] == end[i, j]
    ]
    moves.sort(key=lambda move: (-move[0], move[1], move[2]))
    rows = [
        [
            f"{names[one]} in {names[two]}",
            index(was),
            index(now),
            signed(now - was),
            _causes(results, one, two),
        ]
        for _, one, two, was, now in moves[:8]
    ]
    return section(
        "trust",
        "Who trusts whom",
        paragraph(
            "Trust is directed: the belief of the state in the row that the state in the column "
            "keeps its word and means no harm. Means over runs; states are ordered by bloc, and "
            "blocs of two or more are framed."
        ),
        chart(
            "chart-trust",
            figures.trust_matrix(results),
            "Matrices of directed trust between the states at the start, at the end, and change",
            "Rows trust, columns are trusted. Orange frames: states bound by pacts at the start.",
        ),
        table(
            ["Trust of", "Start", "End", "Change", "Evidence still remembered at the end"],
            rows,
            "Largest changes of trust (means over runs)",
            numeric=(1, 2, 3),
        ),
    )


def _causes(results: Results, truster: str, trusted: str) -> str:
    causes = causes_of_trust(results, truster, trusted)[:3]
    label = {"start": "held at the start"}
    words = [
        f"{label.get(name, label_of(results, name).lower())} {signed(value)}"
        for name, value in causes
    ]
    return ", ".join(words) or "none"
