"""What happened: ties, events, the most serious crises and the instruments used."""

import pandas as pd

from alliancesim import figures
from alliancesim.crisis import LEVELS
from alliancesim.figures.instruments import (
    contributions_by_label,
    engagements_by_year,
    label_of,
    who_with_whom,
)
from alliancesim.figures.ties import KINDS, ties
from alliancesim.report.html import (
    Markup,
    chart,
    details,
    items,
    paragraph,
    section,
    table,
    tag,
    text,
)
from alliancesim.report.words import counted, day, listed, month, number, percent
from alliancesim.results import Results
from alliancesim.summaries import (
    blocs,
    happened,
    names_of,
    representative_run,
    runs_of,
    years_of,
)

MANY_EVENTS = 400
BORDERS = (
    "Outlines: Natural Earth, present-day and coarse; borders are that source's view of territory, "
    "not this project's. Filled countries belong to the cast, in the colour of their bloc. Drag to "
    "move, double-click to reset."
)


def network(results: Results) -> Markup:
    """Return the ties on a map and as a circle."""
    groups = [group for group in blocs(results) if len(group) > 1]
    names = names_of(results)
    lines = [f"Bloc {i}: {listed([names[s] for s in group])}" for i, group in enumerate(groups, 1)]
    return section(
        "network",
        "Alliances and rivalries",
        paragraph(
            "Thick lines hold at the start and at the end of at least 90 % of the runs; thin "
            "ones for a part of the time. The size of a state's mark grows with its capability. "
            "Blocs are groups more densely bound by pacts within than without, at the start."
        ),
        items(lines) if lines else paragraph("No two states of the cast have a defence pact."),
        chart(
            "chart-map",
            figures.alliance_map(results),
            f"Map of the cast with {_ties_in_words(results)}",
            BORDERS,
        ),
        chart(
            "chart-circle",
            figures.alliance_circle(results, height=520),
            f"The cast as a circle, allies side by side, with {_ties_in_words(results)}",
            "The same ties without geography: allies stand side by side.",
        ),
        _ties_table(results),
    )


def _ties_in_words(results: Results) -> str:
    found = ties(results)
    counts = [(sum(tie.kind == kind for tie in found), look.name) for kind, look in KINDS.items()]
    return listed([counted(n, name, _plural(name)) for n, name in counts])


def _plural(name: str) -> str:
    return f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"


def _ties_table(results: Results) -> Markup:
    names, found = names_of(results), [tie for tie in ties(results) if not tie.lasting]
    if not found:
        return paragraph("All ties hold from the start to the end in nearly all runs.")
    found.sort(key=lambda tie: (-abs(tie.share - tie.start), tie.state1, tie.state2))
    rows = [
        [
            f"{names[tie.state1]}, {names[tie.state2]}",
            KINDS[tie.kind].name,
            "yes" if tie.start else "no",
            percent(tie.share),
        ]
        for tie in found[:40]
    ]
    head = ["Pair", "Tie", "At the start", "Share of runs at the end"]
    return details("Ties that come or go", table(head, rows, "Ties that come or go", numeric=[3]))


def events(results: Results) -> Markup:
    """Return the timeline of events."""
    run = representative_run(results)
    return section(
        "events",
        "What happened, and when",
        paragraph(
            f"The events of run {run}, the one nearest to the middle of the ensemble in its "
            "counts and indices. It is one possible history, not a forecast of dates."
            if runs_of(results) > 1
            else "The events of the run."
        ),
        chart(
            "chart-timeline",
            figures.timeline(results),
            f"Timeline of the events of run {run} by kind",
            "Point at a mark to read what happened.",
        ),
        chart(
            "chart-onsets",
            figures.onsets_over_time(results),
            "Disputes and uses of force by simulated year over all runs",
            "All runs. Years are counted from the start of the run.",
        ),
        _scheduled(results, run),
        _chronicle(results, run),
    )


def _scheduled(results: Results, run: int) -> Markup:
    events = happened(results)
    planned = events[(events["run"] == run) & events["kind"].str.startswith("scheduled_")]
    if planned.empty:
        return paragraph("The scenario schedules no events.")
    rows = [[month(e.when), e.text] for e in planned.itertuples()]
    return table(["Date", "Scheduled by the scenario"], rows, "Scheduled events, in all runs")


def _chronicle(results: Results, run: int) -> Markup:
    own = happened(results)
    own = own[own["run"] == run]
    own = own[~own["kind"].str.startswith("scheduled_")]
    if own.empty:
        return paragraph("Nothing else happened in this run.")
    caption = f"Run {run}: {counted(len(own), 'event')}"
    if len(own) > MANY_EVENTS:
        caption += f", the first {MANY_EVENTS}"
    return details(f"All events of run {run}", chronology(own.head(MANY_EVENTS), caption))


def chronology(own: pd.DataFrame, caption: str) -> Markup:
    """Return events as a table, in the order in which they happened."""
    rows = [
        [day(e.when), e.text, _level(int(e.level))]
        for e in own.sort_values(["when", "event"]).itertuples()
    ]
    return table(["Date", "What happened", "Hostility"], rows, caption)


def _level(level: int) -> str:
    return f"{level}: {LEVELS[level]}" if level in LEVELS and level > 1 else ""


def instruments(results: Results) -> Markup:
    """Return which instruments were used, by whom, and what they contributed."""
    parts = [
        chart(
            "chart-engagements",
            figures.engagement_counts(results),
            "Engagements a year by instrument, mean over runs",
            "Mean over runs. The largest instrument stands at the bottom of a bar.",
        )
    ]
    if not results.engagements.empty:
        parts += [_pairs(results), _use(results)]
    parts += [
        tag("h3", text("What they contributed")),
        paragraph(
            "Every change of a stock in the model is a sum of labelled terms. The bars show their "
            "totals over a run, summed over all pairs, as means over runs. What an instrument "
            "adds to trust comes from a coefficient that was put in: it is bookkeeping, not a "
            "finding about that instrument."
        ),
        chart(
            "chart-contributions",
            figures.contributions(results),
            "Largest contributions of instruments and mechanisms to each stock",
            "Blue, plain: adds to the stock; vermilion, hatched: takes away from it.",
        ),
        _contributions(results),
    ]
    return section("instruments", "Instruments used", *parts)


def _pairs(results: Results) -> Markup:
    names, busiest = names_of(results), who_with_whom(results)
    rows = [
        [
            f"{names.get(row.state1, row.state1)}, {names.get(row.state2, row.state2)}",
            f"{row.rate:.1f}",
            row.instruments,
            percent(row.breaches),
        ]
        for row in busiest.itertuples()
    ]
    head = ["Pair", "Engagements a year", "Commonest (a year)", "Turned sour"]
    return table(head, rows, "Who with whom: the busiest pairs, means over runs", numeric=[1, 3])


def _use(results: Results) -> Markup:
    frame, yearly = results.engagements, engagements_by_year(results)
    per_year = runs_of(results) * years_of(results)
    rows = []
    for name in yearly.columns:
        own = frame[frame["instrument"] == name]
        rows.append(
            [
                label_of(results, str(name)),
                number(len(own) / per_year),
                percent(float(own["scheduled"].astype(bool).mean())),
                number(float(own["quality"].mean())),
                percent(float(own["breach"].astype(bool).mean())),
            ]
        )
    idle = [i.name for k, i in results.scenario.instruments.items() if k not in yearly.columns]
    head = ["Instrument", "A year", "Scheduled", "Mean quality", "Turned sour"]
    use = table(head, rows, "How often each was used, means over runs", numeric=[1, 2, 3, 4])
    note = [paragraph(f"Never used in any run: {listed(idle)}.")] if idle else []
    return details("Each instrument in numbers", use, *note)


def _contributions(results: Results) -> Markup:
    totals = contributions_by_label(results)
    if totals.empty:
        return Markup("")
    rows = [
        [row.field.replace("_", " "), label_of(results, row.label), f"{row.amount:+.4g}"]
        for row in totals.sort_values(["field", "amount"], ascending=[True, False]).itertuples()
    ]
    whole = table(
        ["Stock", "Contributed by", "Total of a run"], rows, "All contributions", numeric=[2]
    )
    return details("All contributions in numbers", whole)
