"""What the run rests on: history, coefficients, assumptions, sources, and how to repeat it."""

import shlex
from collections import Counter

from alliancesim import figures
from alliancesim.instruments import coefficients
from alliancesim.parameters import Parameters, catalogue
from alliancesim.report.html import (
    Markup,
    chart,
    details,
    items,
    join,
    paragraph,
    prose,
    section,
    table,
    tag,
    text,
)
from alliancesim.report.words import counted, number, percent
from alliancesim.results import Results
from alliancesim.summaries import dispute_rates, names_of, runs_of, years_of

GRADES = {
    "fitted": "estimated on public data",
    "literature": "order of magnitude published",
    "assumption": "nobody measured it: sweep it",
}
NOT_CLAIMED = [
    "History tests base rates and ties, not the effects of instruments: no data set says what an "
    "exercise or a dialogue did to the risk of a dispute.",
    "“Why” lists the largest terms of the model at that moment, not causes in the world.",
    "Trust that an instrument's coefficient puts in is never a finding about that instrument.",
    "A probability for this cast is not one for the world: wars with states that the cast leaves "
    "out cannot happen here.",
    "Bands show the luck of the draw within this model; they leave out what nobody knows about "
    "its coefficients. A sweep over the uncertainties shows that part.",
]


def history(results: Results) -> Markup:
    """Return simulated against historical dispute rates."""
    rates, names = dispute_rates(results), names_of(results)
    title = "Simulated against historical disputes"
    if rates.empty:
        return section(
            "history", title, paragraph("No dyad of this scenario states its history of disputes.")
        )
    outside = int(rates["outside"].sum())
    known = int(rates["ratio"].notna().sum())
    silent = rates[(rates["past"] == 0) & (rates["simulated"] == 0)]
    rows = [
        [
            f"{names[row.state1]}, {names[row.state2]}",
            f"{number(row.past)} in {number(row.observed_years)}",
            f"{row.historical:.3f}",
            f"{row.simulated:.3f}",
            number(row.ratio) if row.ratio == row.ratio else "–",
            _verdict(bool(row.outside), bool(row.noise), row.ratio == row.ratio),
        ]
        for row in rates.drop(silent.index).itertuples()
    ]
    quiet = counted(len(silent), "more dyad has", "more dyads have")
    return section(
        "history",
        title,
        paragraph(
            f"{known - outside} of {counted(known, 'dyad')} with a record of disputes come within "
            f"a factor of two of it ({counted(runs_of(results), 'run')} of "
            f"{number(years_of(results))} years). Dyads are calibrated to this same history by a "
            "frailty, so agreement here is calibration, not validation."
        ),
        chart(
            "chart-history",
            figures.rates_figure(results),
            "Simulated and historical new disputes a year of each dyad on a logarithmic scale",
            "⚠ marks dyads outside a factor of two. The lines are 90 % intervals for the count "
            "on which a rate rests; where the two overlap, the gap may be chance.",
        ),
        table(
            [
                "Dyad",
                "Disputes in years",
                "History, a year",
                "Simulated, a year",
                "Ratio",
                "Within",
            ],
            rows,
            "New disputes a year",
            numeric=(1, 2, 3, 4),
        ),
        paragraph(f"{quiet} no dispute on record and none in any run."),
    )


def _verdict(outside: bool, noise: bool, known: bool) -> str:
    if not known:
        return "no dispute on record"
    if not outside:
        return "factor of two"
    return "⚠ outside, may be chance" if noise else "⚠ outside"


def grades(results: Results) -> dict[str, Counter[str]]:
    """Return how many coefficients are fitted, sourced and assumed, by where they stand."""
    used = [each for each in results.scenario.instruments.values() if each.enabled]
    return {
        "Parameters of the mechanisms": Counter(item.grade for item in catalogue().values()),
        "Coefficients of the instruments": Counter(
            each.given.grade for instrument in used for each in coefficients(instrument)
        ),
    }


def assumptions(results: Results) -> Markup:
    """Return what the numbers of the model rest on."""
    counted_, scenario = grades(results), results.scenario
    whole = sum(counted_.values(), Counter())
    rows = [
        [where, *[str(each[grade]) for grade in GRADES], str(each.total())]
        for where, each in {**counted_, "Together": whole}.items()
    ]
    share = whole["assumption"] / max(1, whole.total())
    head = ["Coefficients", *[f"{grade} ({words})" for grade, words in GRADES.items()], "All"]
    parts = [
        paragraph(
            f"Of {whole.total()} coefficients {whole['fitted']} are fitted, "
            f"{whole['literature']} come from the literature and {whole['assumption']} "
            f"({percent(share)}) are assumptions."
        ),
        table(head, rows, "What the coefficients rest on", numeric=(1, 2, 3, 4)),
        _changed(results),
        tag("h3", text("Assumptions of this scenario")),
        items(scenario.assumptions)
        if scenario.assumptions
        else paragraph("The scenario states none."),
    ]
    return section("assumptions", "What this rests on", *parts)


def _changed(results: Results) -> Markup:
    rows = []
    for path, item in catalogue().items():
        now = _value(results.scenario.parameters, path)
        if now != item.default:
            rows.append([path, f"{item.default:g}", f"{now:g}", item.unit, item.doc])
    if not rows:
        return paragraph("All parameters of the mechanisms have their default values.")
    head = ["Parameter", "Default", "Here", "Unit", "What it does"]
    return table(head, rows, "Parameters that this scenario changes", numeric=(1, 2))


def _value(parameters: Parameters, path: str) -> float:
    found: object = parameters
    for name in path.split("."):
        found = getattr(found, name)
    return float(found)  # type: ignore[arg-type]


def sources(results: Results) -> Markup:
    """Return the citations of the scenario, as text: the page asks no other site."""
    cited = results.scenario.sources
    if not cited:
        return section("sources", "Sources", paragraph("The scenario names no sources."))
    entries = [
        join(tag("dt", text(name)), tag("dd", prose(words))) for name, words in cited.items()
    ]
    return section("sources", "Sources", tag("dl", *entries))


def limits(results: Results) -> Markup:
    """Return what the run does not claim."""
    lines = list(NOT_CLAIMED)
    if runs_of(results) == 1:
        lines.append("A single run says nothing about how likely its events were.")
    return section("limits", "What this does not claim", items(lines))


def command(results: Results) -> str:
    """Return the command that gives the same results again."""
    manifest = results.manifest
    words = ["alliancesim", "run", results.scenario.name]
    words += ["--runs", str(manifest["runs"]), "--seed", str(manifest["seed"])]
    if manifest["years"] is not None:
        words += ["--years", f"{manifest['years']:g}"]
    for path, value in manifest["overrides"].items():
        words += ["--set", f"{path}={value}"]
    return shlex.join(words)


def reproduce(results: Results) -> Markup:
    """Return command, seed, versions and content hash."""
    manifest = results.manifest
    facts = {
        "Seed": manifest["seed"],
        "Runs": manifest["runs"],
        "Steps": f"{manifest['steps']} of {manifest['step_years']:.4g} years",
        "alliancesim": manifest["alliancesim"],
        "Content hash of all tables": manifest["content_hash"],
    }
    facts |= manifest.get("versions") or {}
    rows = [[str(name), str(value)] for name, value in facts.items()]
    return section(
        "reproduce",
        "Reproduce",
        tag("pre", tag("code", text(command(results)))),
        paragraph(
            "The name stands for the packaged scenario or for the file of that name. The resolved "
            "scenario, with every setting, is in manifest.json beside this report. The same "
            "versions, scenario and seed give the same tables, whatever the number of workers."
        ),
        details("Versions and content hash", table(["What", "Value"], rows, "Made with")),
    )
