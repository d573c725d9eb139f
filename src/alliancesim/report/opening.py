"""The opening of the report: title, question, headline and key figures."""

import math

from alliancesim.report.html import Markup, details, items, paragraph, section, table, tag, text
from alliancesim.report.words import (
    band,
    counted,
    index,
    listed,
    number,
    percent,
    signed,
    years,
)
from alliancesim.results import Results
from alliancesim.summaries import (
    Spread,
    at_end,
    at_start,
    compared,
    direction,
    has,
    runs_of,
    spread,
    totals,
    years_of,
)

SHOWN_NAMES = 14


def title_of(results: Results) -> str:
    """Return the title of the scenario, or its name."""
    return results.scenario.title or results.scenario.name


def opening(results: Results) -> Markup:
    """Return title, question and what was simulated."""
    scenario, many = results.scenario, runs_of(results)
    span = f"{scenario.clock.start:%B %Y}, {years(years_of(results))}"
    facts = (
        f"{counted(len(scenario.states), 'state')} · from {span} · {counted(many, 'run')} · "
        f"seed {results.manifest['seed']} · alliancesim {results.manifest['alliancesim']}"
    )
    parts = [
        tag("p", text("alliancesim report"), class_="kicker"),
        tag("h1", text(title_of(results))),
    ]
    if scenario.question:
        parts.append(tag("p", text(scenario.question), class_="question"))
    parts.append(tag("p", text(facts), class_="facts"))
    if scenario.description:
        parts.append(paragraph(scenario.description))
    return tag("header", *parts)


def headline(results: Results) -> Markup:
    """Return the answer in plain words, with numbers and intervals."""
    lines = [_disputes(results), _wars(results), _stability(results), _peace(results)]
    lede = tag("div", *[paragraph(line) for line in lines if line], class_="lede")
    parts = [lede, _caution(results), _cards(results), _cast(results)]
    return section("headline", "In short", *parts)


def _disputes(results: Results) -> str:
    total, many = spread(totals(results, "onsets"), counts=True), runs_of(results)
    span = years(years_of(results))
    if many == 1:
        return f"In the one run that was made, the cast had {_disputes_count(total)} in {span}."
    return (
        f"In {many} runs the cast had a median of {_disputes_count(total)} in "
        f"{span} (90 % of runs: {band(total)})."
    )


def _disputes_count(total: Spread) -> str:
    return counted(total.median, "militarised dispute")


def _wars(results: Results) -> str:
    wars, force = totals(results, "wars"), spread(totals(results, "uses_of_force"), counts=True)
    share = float((wars > 0).mean())
    if runs_of(results) == 1:
        return (
            f"There were {counted(force.median, 'use', 'uses')} of force and "
            f"{counted(float(wars.iloc[0]), 'war')}."
        )
    return (
        f"A median of {number(force.median)} of them reached the use of force (90 % of runs: "
        f"{band(force)}). There were {number(float(wars.mean()))} wars per run; {percent(share)} "
        "of the runs saw at least one."
    )


def _stability(results: Results) -> str:
    when, move = compared(results, "stability"), direction(results)
    start, end = float(when.first.mean()), spread(when.last)
    way = "rose" if move.change > 0 else "fell"
    if abs(move.change) < 0.005:
        way = "stayed where it was"
    interval = "" if runs_of(results) == 1 else f"; 5–95 %: {band(end, 'index')}"
    words = (
        f"The stability index {way}, from a mean of {index(start)} ({when.early}) to "
        f"{index(end.mean)} ({when.late}{interval})."
    )
    if math.isnan(move.agreeing) or way.startswith("stayed"):
        return words
    firm = "The direction does not depend on the weights" if move.agreeing >= 0.9 else (
        "The direction depends on the weights" if move.agreeing < 0.75 else
        "The direction depends somewhat on the weights"
    )  # fmt: skip
    return (
        f"{words} {firm}: {percent(move.agreeing)} of all weightings of its components agree "
        "on the sign of the mean change."
    )


def _peace(results: Results) -> str:
    if not has(results, "peace_probability"):
        return ""
    start = float(at_start(results, "peace_probability").mean())
    end = spread(at_end(results, "peace_probability"))
    interval = "" if runs_of(results) == 1 else f" (5–95 %: {band(end, 'percent')})"
    return (
        f"The probability that 12 months pass without a use of force in this cast was "
        f"{percent(start)} at the start and {percent(end.mean)} at the end{interval}."
    )


def _caution(results: Results) -> Markup:
    scenario = results.scenario
    names = [state.name for state in scenario.states.values()]
    shown = names[:SHOWN_NAMES]
    if len(names) > SHOWN_NAMES:
        shown.append(f"{len(names) - SHOWN_NAMES} more")
    lines = [f"These numbers hold for this cast: {listed(shown)}."]
    if runs_of(results) == 1:
        lines.append("One run is an anecdote: make more runs to see the spread.")
    if not scenario.omitted:
        lines.append("The scenario names no relevant state that it leaves out.")
    parts = [paragraph(line) for line in lines]
    if scenario.omitted:
        parts += [paragraph("Left out, though they matter to the question:")]
        parts += [items(scenario.omitted)]
    return tag("aside", *parts, class_="caution", aria_label="What these numbers hold for")


def _cards(results: Results) -> Markup:
    cards = [
        _count_card(results, "onsets", "Militarised disputes"),
        _count_card(results, "uses_of_force", "Uses of force"),
        _wars_card(results),
        _index_card(results, "stability", "Stability index"),
        _index_card(results, "escalation", "Escalation index"),
        _level_card(results, "peace_probability", "12 months without force", "percent"),
        _level_card(results, "trust_mean", "Mean trust"),
        _commitments_card(results),
    ]
    return tag("ul", *[card for card in cards if card], class_="cards", aria_label="Key figures")


def _card(title: str, value: str, note: str) -> Markup:
    return tag(
        "li",
        tag("span", text(title), class_="name"),
        tag("strong", text(value)),
        tag("span", text(note), class_="note"),
    )


def _count_card(results: Results, metric: str, title: str) -> Markup:
    total = spread(totals(results, metric), counts=True)
    if runs_of(results) == 1:
        return _card(title, number(total.median), "in the run")
    return _card(title, number(total.median), f"median of runs; 90 %: {band(total)}")


def _wars_card(results: Results) -> Markup:
    wars = totals(results, "wars")
    note = f"{percent(float((wars > 0).mean()))} of runs have one or more"
    return _card("Wars per run", number(float(wars.mean())), note)


def _level_card(results: Results, metric: str, title: str, form: str = "index") -> Markup:
    if not has(results, metric):
        return Markup("")
    start, end = float(at_start(results, metric).mean()), spread(at_end(results, metric))
    show = percent if form == "percent" else index
    change = end.mean - start
    moved = signed(change) if form == "index" else f"{100 * change:+.0f} points".replace("-", "−")
    spread_note = "" if runs_of(results) == 1 else f"; 90 %: {band(end, form)}"
    return _card(title, f"{show(start)} → {show(end.mean)}", f"start → end ({moved}){spread_note}")


def _index_card(results: Results, metric: str, title: str) -> Markup:
    if not has(results, metric):
        return Markup("")
    when = compared(results, metric)
    end = spread(when.last)
    bands = "" if runs_of(results) == 1 else f"; 90 %: {band(end, 'index')}"
    note = f"{when.early} → {when.late} ({signed(when.change)}){bands}"
    return _card(title, f"{index(float(when.first.mean()))} → {index(end.mean)}", note)


def _commitments_card(results: Results) -> Markup:
    if not has(results, "commitments_invoked"):
        return Markup("")
    invoked = float(totals(results, "commitments_invoked").sum())
    honoured = float(totals(results, "commitments_honoured").sum())
    if not invoked:
        return _card("Commitments honoured", "none invoked", "in any run")
    note = f"{number(honoured)} of {number(invoked)} invoked, all runs"
    return _card("Commitments honoured", percent(honoured / invoked), note)


def _cast(results: Results) -> Markup:
    rows = [
        [
            state.name,
            key,
            state.region,
            f"{state.capability.value:.3g}",
            f"{state.output.value:,.0f}".replace(",", "\u202f"),
            f"{state.burden.value:.1%}",
            index(state.regime.value),
            state.doctrine or results.scenario.doctrine,
        ]
        for key, state in results.scenario.states.items()
    ]
    head = [
        "State", "Id", "Region", "Capability (share of system)", "GDP (bn USD)",
        "Military burden (of GDP)", "Electoral democracy (0 to 1)", "Doctrine",
    ]  # fmt: skip
    whole = table(head, rows, "The cast at the start", numeric=(3, 4, 5, 6))
    return details("The cast", whole)


def contents(entries: list[tuple[str, str]]) -> Markup:
    """Return the table of contents as (id, title)."""
    links = [tag("li", tag("a", text(title), href=f"#{name}")) for name, title in entries]
    return tag("nav", tag("ol", *links), aria_label="Contents")
