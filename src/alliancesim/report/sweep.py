"""The report of a sweep: what its outcomes depend on, as one page that asks nothing of any site."""

from pathlib import Path

from alliancesim import __version__
from alliancesim.experiments.analysis import Analysis, Reading
from alliancesim.experiments.analysis.discovery import Discovery
from alliancesim.experiments.analysis.regret import Regret
from alliancesim.experiments.analysis.surfaces import Surface
from alliancesim.figures import sweep as drawn
from alliancesim.figures import sweep_curves, sweep_planes, sweep_screening
from alliancesim.figures.style import title_of
from alliancesim.files import write_text
from alliancesim.parameters import catalogue
from alliancesim.report.document import document
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
from alliancesim.report.sweep_words import (
    DESIGNS,
    METHODS,
    answer,
    cautions,
    discovered,
    effect_of,
    figure,
    regrets,
    share,
    span,
    tables,
    title,
    where,
)
from alliancesim.report.words import counted, listed, percent

METHOD_NOTES = {
    "sobol": "Sobol' indices are shares of the variance of an outcome over the points. "
    "First-order: what an input makes alone. Total: all in which it has a part; what two inputs "
    "make together is in the total of both, so totals add up to more than 1. Intervals are "
    "bootstrap intervals over the blocks of the design.",
    "morris": "μ* is the mean size of the change of the outcome when one input alone moves, scaled "
    "to its whole range; σ is how much that change differs from place to place. Large σ: the input "
    "acts through others, or not along a line.",
    "rank": "Rank coefficients come from a regression of the ranks of the outcome on the ranks of "
    "all inputs, standardised: 1 is a perfect monotone relation. Intervals come from a bootstrap.",
    "effects": "The change is the mean outcome at the last level of an input less that at the "
    "first, over all other inputs; of inputs with many values, between the classes at both ends.",
    "luck": "The outcome of a point is the mean over its runs.",
}
"""How to read each measure."""


def write_sweep_report(found: Analysis, path: Path) -> Path:
    """Write the report of a sweep and return where it is.

    The file appears whole or not at all.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    write_text(path, sweep_html(found))
    return path


def sweep_html(found: Analysis) -> str:
    """Return the report of a sweep as one self-contained HTML page."""
    outcomes = [(f"outcome-{i}", name) for i, name in enumerate(found.outcomes)]
    contents = [
        *([("regret", "Least regret")] if found.regret else []),
        ("short", "In short"),
        *[(id_, title_of(name)) for id_, name in outcomes],
        ("design", "What varied"),
        ("reading", "How to read this"),
    ]
    body = join(
        tag("a", text("Skip to the findings"), class_="skip", href="#short"),
        _opening(found),
        _contents(contents),
        tag(
            "main",
            *([_regret(found.regret)] if found.regret else []),
            _short(found),
            *[_outcome(found, name, id_) for id_, name in outcomes],
            _design(found),
            _reading(found),
        ),
        _footer(),
    )
    return document(f"{found.sweep.experiment.name}: alliancesim sweep", body)


def _opening(found: Analysis) -> Markup:
    experiment = found.sweep.experiment
    points = found.sweep.points["point"].nunique()
    facts = (
        f"{DESIGNS[experiment.design.kind]} · {counted(points, 'point')} · "
        f"{counted(experiment.runs, 'run')} each · {listed(found.scenarios)} · "
        f"{counted(len(found.sweep.members), 'member')} · seed {experiment.seed}"
    )
    parts = [tag("p", text("alliancesim sweep"), class_="kicker"), tag("h1", text(experiment.name))]
    if experiment.question:
        parts.append(tag("p", text(experiment.question), class_="question"))
    parts.append(tag("p", text(facts), class_="facts"))
    if found.contrast:
        parts.append(paragraph(effect_of(found.contrast)))
    return tag("header", *parts)


def _contents(sections: list[tuple[str, str]]) -> Markup:
    links = [tag("li", tag("a", text(words), href=f"#{id_}")) for id_, words in sections]
    return tag("nav", tag("ol", *links), aria_label="Contents")


def _short(found: Analysis) -> Markup:
    many = len(found.scenarios)
    told = [
        tag(
            "p", tag("strong", text(f"{title(reading, many)}. ")),
            prose(" ".join(_headlines(reading))),
        )
        for reading in found.readings
    ]  # fmt: skip
    parts = [tag("div", *told, class_="lede")]
    warned = cautions(found)
    if warned:
        parts.append(tag("div", paragraph("Before quoting:"), items(warned), class_="caution"))
    parts.append(_outcomes(found))
    if sum(reading.varies for reading in found.readings) > 1:
        parts.append(
            chart(
                "chart-overview", drawn.overview(found),
                "How much each input matters for each outcome",
                f"{_measures(found)}. Darker: matters more; rows by the largest weight.",
            )
        )  # fmt: skip
    return section("short", "In short", *parts)


def _headlines(reading: Reading) -> list[str]:
    """Return what answers the user's own condition, and what matters most."""
    asked = reading.discovery if reading.discovery and reading.discovery.given else None
    count = 2 if reading.contrast else 1
    return [*(discovered(asked) if asked else []), *answer(reading)[:count]]


def _measures(found: Analysis) -> str:
    """Return what the overview shows."""
    names = {
        "total index": "Total Sobol' index",
        "μ*": "μ*, as a share of the largest of the outcome",
        "|rank coefficient|": "Size of the rank coefficient",
        "range of means": "Range of means over levels, as a share of the largest of the outcome",
    }
    used = dict.fromkeys(reading.measure for reading in found.readings if reading.varies)
    return "; ".join(names[measure] for measure in used)


def _regret(found: Regret) -> Markup:
    told = regrets(found)
    return section(
        "regret",
        "Least regret",
        paragraph(
            "The scenarios are taken as choices, and the points as what nobody knows. At each "
            "point a choice loses what the best one has there over it. First stands the choice "
            "whose worst loss is least."
        ),
        chart("chart-regret", drawn.regrets(found), "Mean and worst loss of each scenario"),
        table(list(told.rows[0]), [list(row.values()) for row in told.rows], told.title),
    )


def _outcomes(found: Analysis) -> Markup:
    body = [
        [
            title(reading, len(found.scenarios)),
            figure(reading.spread.mean),
            figure(reading.spread.median),
            span(reading.spread.least, reading.spread.most),
            "not known" if reading.noise != reading.noise else share(reading.noise),
            str(reading.points),
        ]
        for reading in found.readings
    ]
    head = ["Outcome", "Mean", "Median", "Nine points in ten", "Luck", "Points"]
    caption = "Outcomes over the points of the design; luck as a share of their variance"
    return table(head, body, caption, numeric=range(1, len(head)))


def _outcome(found: Analysis, outcome: str, id_: str) -> Markup:
    readings = found.of(outcome)
    parts = [
        part
        for i, reading in enumerate(readings)
        for part in _scenario(reading, f"{id_}-{i}", named=len(readings) > 1)
    ]
    return section(id_, title_of(outcome), *parts)


def _scenario(reading: Reading, id_: str, *, named: bool) -> list[Markup]:
    parts = [tag("h3", text(reading.scenario))] if named else []
    parts += [paragraph(line) for line in answer(reading)]
    if not reading.varies:
        return parts
    parts += _screenings(reading, id_) if reading.morris else [_importance(reading, id_)]
    parts.append(_tables(reading))
    if any(part.pairs for part in reading.sobol):
        parts.append(_pairs(reading))
    if not reading.morris:
        parts.append(_curves(reading, id_))
    if reading.surface is not None:
        parts.append(_surface(reading, reading.surface, id_))
    if reading.discovery is not None:
        parts.append(_discovery(reading, reading.discovery, id_))
    return parts


def _importance(reading: Reading, id_: str) -> Markup:
    over = reading.effects[0].over
    note = (
        f"Bars are 95 % intervals, those of the change over {over}. Filled diamonds: the interval "
        "leaves out zero."
    )
    if drawn.has_floor(reading):
        note += " Dotted line: share of luck, at which the total index of an idle input may stand."
    return chart(
        f"chart-{id_}-importance", drawn.importance(reading),
        f"How much inputs matter for {drawn.title_of(reading)}", note,
    )  # fmt: skip


def _tables(reading: Reading) -> Markup:
    whole = [
        table(list(each.rows[0]), [list(row.values()) for row in each.rows], each.title,
              numeric=range(1, len(each.rows[0])))
        for each in tables(reading)
    ]  # fmt: skip
    return details("In numbers", *whole)


def _screenings(reading: Reading, id_: str) -> list[Markup]:
    """Return Morris' charts, one per combination of crossed levers."""
    parts = []
    for place, screen in enumerate(reading.morris):
        note = (
            "Left: bars are 95 % intervals. Right: above the dotted line an input acts through "
            "others, or not along a line."
        )
        if screen.luck == screen.luck:
            note += f" Luck alone would give σ of about {figure(screen.luck)}."
        if screen.setting:
            note = f"Under {drawn.under(screen.setting)}. {note}"
        parts.append(
            chart(
                f"chart-{id_}-screening-{place}",
                sweep_screening.screening(screen, drawn.labelled(reading)),
                f"Elementary effects on {drawn.title_of(reading)}", note,
            )
        )  # fmt: skip
    return parts


def _pairs(reading: Reading) -> Markup:
    body = [
        [" × ".join(drawn.short(name) for name in pair.inputs), drawn.under(part.setting) or "–",
         f"{pair.value:.2f}", f"{pair.low:.2f} to {pair.high:.2f}"]
        for part in reading.sobol for pair in part.pairs[:8]
    ]  # fmt: skip
    head = ["Inputs", "Under", "Second-order index", "95 % interval"]
    return details(
        "What pairs of inputs make only together",
        table(head, body, "Second-order indices, the largest", numeric=(2, 3)),
    )


def _curves(reading: Reading, id_: str) -> Markup:
    return chart(
        f"chart-{id_}-curves", sweep_curves.curves(reading),
        f"{drawn.title_of(reading)} along each of the inputs that matter most",
        "Line: mean over all other inputs, with its 95 % interval. Light: nine points in ten, that "
        "is what the other inputs make of it.",
    )  # fmt: skip


def _surface(reading: Reading, found: Surface, id_: str) -> Markup:
    return chart(
        f"chart-{id_}-surface", sweep_planes.heat_map(reading, found),
        f"Mean of {drawn.title_of(reading)} over two inputs",
        "Mean over all other inputs for the two inputs that matter most. Empty: no points.",
    )  # fmt: skip


def _discovery(reading: Reading, found: Discovery, id_: str) -> Markup:
    why = "" if found.given else " (the highest quarter of points; --when asks for another)"
    parts = [tag("h3", text(f"Where is {found.condition}?{why}"))]
    parts += [paragraph(line) for line in discovered(found)]
    if found.rules:
        body = [
            [str(place), where(each.box).replace("`", ""), percent(each.coverage),
             percent(each.density), f"{each.of_interest} of {each.points}"]
            for place, each in enumerate(found.rules, 1)
        ]  # fmt: skip
        head = ["Rule", "Where", "Coverage", "Density", "Points"]
        caption = (
            f"Rules by {METHODS[found.method]}: coverage is the share of all points of interest, "
            "density the share of interest within"
        )
        parts.append(table(head, body, caption, numeric=(2, 3, 4)))
    figure = sweep_planes.cases(reading, found) if found.enough else None
    if figure is not None:
        parts.append(
            chart(
                f"chart-{id_}-cases", figure, f"Points where {found.condition}, over two inputs",
                "A box shows what a rule asks of these two inputs; it may ask more of others.",
            )
        )  # fmt: skip
    return tag("div", *parts)


def _design(found: Analysis) -> Markup:
    experiment, known = found.sweep.experiment, catalogue()
    body = []
    for name in found.sweep.inputs:
        values = found.sweep.points[name]
        declared = known.get(name.removeprefix("parameters."))
        distinct = list(dict.fromkeys(values.tolist()))
        told = (
            span(float(values.min()), float(values.max()))
            if len(distinct) > 10
            else ", ".join(str(value) for value in distinct)
        )
        body.append([
            name, "lever" if name in experiment.levers else "uncertainty", told,
            f"{declared.doc} ({declared.unit})" if declared else "",
            declared.grade if declared else "",
        ])  # fmt: skip
    head = ["Input", "Kind", "Values", "Meaning", "Grade"]
    nothing = paragraph("Nothing: the same point was run again and again.")
    whole = table(head, body, "Inputs of the design") if body else nothing
    return section("design", "What varied", whole)


def _reading(found: Analysis) -> Markup:
    kind = found.sweep.experiment.design.kind
    keys = [kind if kind in METHOD_NOTES else "rank", "effects", "luck"]
    lines = [METHOD_NOTES[key] for key in keys] + [
        "Findings hold for this model, these scenarios and the ranges that were tried: an input "
        "that was not varied, or hardly, cannot matter here. That an input matters says that the "
        "model is sensitive to it, not that the world is.",
    ]
    return section("reading", "How to read this", items(lines))


def _footer() -> Markup:
    words = (
        f"Made by alliancesim {__version__}. This page is one file: it holds its data and its "
        "charts, and asks nothing of any other site."
    )
    needs = paragraph("The charts need JavaScript; the tables hold the main numbers without it.")
    return tag("footer", paragraph(words), tag("noscript", needs))
