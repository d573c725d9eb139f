"""Actors other than states, and what is not about disputes: threats, conduct, money."""

import pandas as pd

from alliancesim import figures
from alliancesim.report.html import Markup, chart, join, paragraph, section, table, tag, text
from alliancesim.report.words import counted, number, percent
from alliancesim.results import Results
from alliancesim.summaries import has, names_of, runs_of, years_of

THREATS = ("attacks", "cyber_attacks", "deaths", "cyber_mean")
CONDUCT = ("standing_mean", "transparency_mean", "accountability_mean", "compliance")
MONEY = ("output_gain", "burden_mean", "pooling_gain", "arms_race")
SERVICES = {
    "mediation": "mediated crises",
    "settlement": "disputes settled by agreement",
    "deployment": "peacekeeping missions sent",
    "alarm": "alarms raised",
    "prevention": "preventive missions",
}
"""Kinds of events by which third parties keep the peace, and what they are called."""
REGIONS = 8
"""Regions and pairs of regions in the table of regions."""
MANY = 20
"""Rows of actors and states that the table of threats shows."""


def threats(results: Results) -> Markup:
    """Return how often non-state actors strike, against whom, and whom victims blame."""
    if not results.scenario.threats:
        return section(
            "threats", "Threats", paragraph("The scenario names no non-state actor that strikes.")
        )
    events = results.events
    blamed = events[events["kind"] == "attributed"]
    wrongly = int(blamed["text"].str.contains("wrongly").sum())
    words = "No victim blamed a state for attacks."
    if len(blamed):
        words = (
            f"Victims blamed a state {counted(len(blamed), 'time')} in "
            f"{counted(runs_of(results), 'run')}, wrongly in {percent(wrongly / len(blamed))}."
        )
    return section(
        "threats",
        "Threats",
        paragraph(
            "Incidents of non-state actors by the rates of the scenario, as neighbours, illicit "
            f"arms, help and resilience have moved them. {words}"
        ),
        _fans(results, "threats", THREATS),
        _threat_table(results),
    )


def _threat_table(results: Results) -> Markup:
    frame, names = results.threats, names_of(results)
    span = runs_of(results) * years_of(results)
    found = frame.groupby(["threat", "state"], sort=False)["incidents"].sum() / span
    actors = results.scenario.threats
    rows = [
        [actors[threat].name, actors[threat].type, names[state],
         number(actors[threat].rates[state].value), number(rate)]
        for (threat, state), rate in found.sort_values(ascending=False).head(MANY).items()
        if state in actors[threat].rates
    ]  # fmt: skip
    head = ["Actor", "Type", "Strikes", "Stated, a year", "In the runs, a year"]
    return table(head, rows, "Incidents by actor and state, the most frequent", numeric=(3, 4))


def organisations(results: Results) -> Markup:
    """Return what organisations could do, and what third parties did to keep the peace."""
    known = results.scenario.organisations
    parts = [paragraph(_services(results))]
    if known:
        parts.append(_capacities(results))
    else:
        parts.append(paragraph("The scenario has no organisations: only states can mediate."))
    return section("organisations", "Organisations and third parties", *parts)


def _services(results: Results) -> str:
    events, span = results.events, runs_of(results) * years_of(results)
    crises = events[events["kind"] == "crisis_end"]
    number_of = events["kind"].value_counts()
    told = [
        f"{number(int(number_of.get(kind, 0)) / span)} {words}" for kind, words in SERVICES.items()
    ]
    mediated = events[events["kind"] == "mediation"].groupby("run")["crisis"].nunique().sum()
    share = mediated / len(crises) if len(crises) else float("nan")
    return (
        f"A year and run: {', '.join(told)}. Of the disputes that ended, {percent(share)} had a "
        "mediator. Alarms read the model's own hazard with an error: real ones know less."
    )


def _capacities(results: Results) -> Markup:
    frame = results.organisations
    by_step = frame.groupby(["organisation", "step"])[["will", "cohesion"]].mean()
    rows = []
    for id_, given in results.scenario.organisations.items():
        own = by_step.loc[id_]
        rows.append([
            given.name, given.type, number(given.mediation.value), number(given.norms.value),
            number(given.peacekeeping.value), percent(float(own["will"].iloc[0])),
            percent(float(own["will"].iloc[-1])), number(len(given.meetings)),
        ])  # fmt: skip
    head = ["Organisation", "Type", "Mediation", "Norms", "Troops, thousand", "Will at the start",
            "At the end", "Meetings a year"]  # fmt: skip
    note = paragraph("Will: share of its capacity that its members' agreement lets it use.")
    return join(table(head, rows, "Organisations", numeric=range(2, len(head))), note)


def conduct(results: Results) -> Markup:
    """Return conduct, and what came to light."""
    events = results.events
    found = events[events["kind"] == "conduct_breach"]
    span = runs_of(results) * years_of(results)
    arms = int(found["text"].str.contains("against the criteria").sum())
    return section(
        "conduct",
        "Conduct and money",
        paragraph(
            f"{number(len(found) / span)} breaches of norms a year came to light, "
            f"{number(arms / span)} of them deliveries of arms against the export criteria."
        ),
        _fans(results, "conduct", CONDUCT),
        tag("h3", text("Money")),
        _fans(results, "money", MONEY),
    )


def _fans(results: Results, name: str, metrics: tuple[str, ...]) -> Markup:
    known = [metric for metric in metrics if has(results, metric)]
    titles = ", ".join(figures.style.title_of(metric) for metric in known)
    return chart(f"chart-{name}", figures.fans(results, known, height=220), f"Over time: {titles}")


def by_region(results: Results) -> Markup:
    """Return expected disputes and trust by region, at the start and at the end."""
    frame = results.regions
    steps = frame["step"]
    ends = [frame[steps == step].groupby("region").mean(numeric_only=True)
            for step in (steps.min(), steps.max())]  # fmt: skip
    if len(ends[0]) < 2:
        return Markup("")
    rows = [
        [str(region), *(_cell(end, str(region), column)
                        for column in ("expected_disputes", "trust_mean") for end in ends)]
        for region in ends[0].nlargest(REGIONS, "expected_disputes").index
        if ends[0].loc[region, "expected_disputes"] > 0
    ]  # fmt: skip
    head = ["Region, or two", "Disputes a year, start", "end", "Mean trust, start", "end"]
    caption = "By region: pairs within one, or between two; those with most disputes"
    return table(head, rows, caption, numeric=range(1, 5))


def _cell(frame: pd.DataFrame, region: str, column: str) -> str:
    return number(float(frame.loc[region, column]))
