"""Why it happened: the most serious crises and the promises, with the terms behind them."""

import pandas as pd

from alliancesim import figures
from alliancesim.crisis import LEVELS
from alliancesim.figures.crises import Story
from alliancesim.report.happenings import chronology
from alliancesim.report.html import Markup, chart, items, paragraph, section, table, tag, text
from alliancesim.report.words import counted, day
from alliancesim.results import Results
from alliancesim.summaries import happened, runs_of
from alliancesim.why import story, terms_of

PROMISES = {
    "pact_signed": "signed",
    "pact_ended": "left or ended",
    "acceded": "joined a bloc",
    "suspended": "suspended",
    "honoured": "honoured",
    "reneged": "not honoured",
}
"""Events about promises between states, and what they are called in the table."""
MANY = 12
"""Promises of a kind that the table shows."""
LARGEST = 3
"""Terms that the table names."""


def crises(results: Results) -> Markup:
    """Return the most serious crises, and why the model had them."""
    stories = figures.serious_crises(results)
    if not stories:
        return section("crises", "The most serious crises", paragraph("No run had a crisis."))
    return section(
        "crises",
        "The most serious crises, and why",
        paragraph(
            "Over all runs, by the level of hostility reached, then by duration. “Why” names the "
            "largest terms in the model's own equation at that moment. Set a term to zero from "
            "the command line (`--set`) to test it; none of this shows causes in the world."
        ),
        *[_crisis(results, crisis, place) for place, crisis in enumerate(stories, 1)],
    )


def _crisis(results: Results, crisis: Story, place: int) -> Markup:
    facts = f"Level {crisis.level} ({LEVELS.get(crisis.level, 'not known')}), {_length(crisis)}."
    if crisis.open:
        facts += " It was still open when the run ended."
    if crisis.scheduled:
        facts += " The scenario set it off."
    title = figures.heading(results, crisis)
    return tag(
        "article",
        tag("h3", text(f"{place}. {title}")),
        paragraph(facts),
        chart(
            f"chart-crisis-{place}",
            figures.crisis_terms(crisis),
            f"Largest terms of the model behind the crisis of {title}",
            "Right (vermilion, plain): made it more likely; left (blue, hatched): less likely.",
        ),
        tag("h4", text("What led to it")),
        items(_background(results, crisis)),
        chronology(crisis.events, "Chronology of this crisis"),
    )


def _length(crisis: Story) -> str:
    days = max(1, round(crisis.days))
    return f"about {counted(days, 'day')} from the first to the last event"


def _background(results: Results, crisis: Story) -> list[str]:
    """Return the story of the first event without its course, which the chronology tells."""
    lines = story(results, crisis.run, int(crisis.onset["event"]))[1:]
    ends = next((n for n, line in enumerate(lines) if line.startswith("The same dispute")), None)
    return [line.strip() for line in lines[:ends]]


def promises(results: Results) -> Markup:
    """Return what was promised, kept and broken, with the largest terms behind each."""
    events = happened(results)
    own = events[events["kind"].isin(PROMISES) & (events["terms"].map(len) > 0)]
    if own.empty:
        return section(
            "promises",
            "Pacts and promises, and why",
            paragraph("In no run was a pact signed, left or called on, other than as dated."),
        )
    return section(
        "promises",
        "Pacts and promises, and why",
        paragraph(
            f"In {counted(runs_of(results), 'run')}: {_counts(own)}. The table names the largest "
            "terms of the model's equation at that moment, in log-odds; a plus made it likelier."
        ),
        _promise_table(own),
    )


def _counts(own: pd.DataFrame) -> str:
    number = own["kind"].value_counts()
    return ", ".join(
        f"{int(number[kind])} {words}" for kind, words in PROMISES.items() if kind in number
    )


def _promise_table(own: pd.DataFrame) -> Markup:
    shown = own.groupby("kind", sort=False).head(MANY).sort_values(["run", "when", "event"])
    rows = [
        [
            f"{event['run']}:{event['event']}",
            day(event["when"]),
            event["text"],
            ", ".join(f"{label} {value:+.2f}" for label, value in terms_of(event)[:LARGEST]),
        ]
        for event in shown.to_dict("records")
    ]
    caption = f"Promises: up to {MANY} of a kind, of all runs"
    return table(["Event", "Date", "What happened", "Largest terms"], rows, caption)
