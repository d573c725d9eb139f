"""Does the conclusion depend on the theory? The same scenario under every doctrine."""

import math

from alliancesim import figures
from alliancesim.comparison import Effect
from alliancesim.figures.theories import words_of
from alliancesim.metrics import METRICS
from alliancesim.report.grounds import command
from alliancesim.report.html import Markup, chart, paragraph, section, table, tag, text
from alliancesim.report.words import counted, listed, number, signed
from alliancesim.results import Results
from alliancesim.summaries import runs_of
from alliancesim.theories import OUTCOMES, Theories, found_in

TITLE = "Does the conclusion depend on the theory?"


def theory(results: Results) -> Markup:
    """Return the scenario under each theory side by side, where they were run."""
    found = found_in(results)
    if found is None:
        verb = command(results).replace("alliancesim run", "alliancesim theories", 1)
        return section(
            "theory",
            TITLE,
            paragraph(
                "Not tried here. To run this case under every doctrine with the same luck: "
                f"`{verb}`; with `--set` it also tests a policy under each."
            ),
        )
    parts = [_intro(results, found), _drawn(found), _changes(found)]
    if found.policy:
        parts[1:1] = [_verdicts(found)]
    return section("theory", TITLE, *parts)


def _intro(results: Results, found: Theories) -> Markup:
    words = (
        "Nobody knows which theory of what states want is right. The case ran as it is written "
        f"and, with the same luck ({counted(runs_of(results), 'run')} each), with all states "
        f"holding each of {counted(len(found.readings) - 1, 'doctrine')} throughout. Intervals "
        "are paired 95 % intervals and speak of luck alone."
    )
    if found.policy:
        settings = listed([f"`{path}={value}`" for path, value in found.policy.items()])
        words += f" Under each, the policy {settings} was tested."
    return paragraph(words)


def _drawn(found: Theories) -> Markup:
    what = "Effect of the policy" if found.policy else "Difference from the case as written"
    return chart(
        "chart-theories",
        figures.theory_effects(found),
        f"{what} under each doctrine, with intervals",
        f"{what}. Filled: the interval leaves out zero; open: it does not.",
    )


def _verdicts(found: Theories) -> Markup:
    rows = [
        [METRICS[verdict.outcome].title, verdict.words, _who(verdict.raised), _who(verdict.lowered)]
        for verdict in found.verdicts()
    ]
    depends = [verdict for verdict in found.verdicts() if verdict.depends]
    words = "On no outcome do two theories clearly disagree about the sign of the effect."
    if depends:
        names = listed([METRICS[verdict.outcome].title.lower() for verdict in depends])
        words = f"The sign of the effect depends on the theory for {names}."
    head = ["Outcome", "The policy", "Raised under", "Lowered under"]
    return tag(
        "div", paragraph(words), table(head, rows, "What the theories say of the policy's effect")
    )


def _who(doctrines: list[str]) -> str:
    return ", ".join(name.replace("_", " ") for name in doctrines) or "–"


def _changes(found: Theories) -> Markup:
    own = found.readings[0]
    others = found.readings[1:]
    rows = [
        [METRICS[outcome].title, number(own.changes[outcome].after)]
        + [_cell(reading.changes[outcome]) for reading in others]
        for outcome in OUTCOMES
    ]
    head = ["Outcome", "As written", *[words_of(reading) for reading in others]]
    note = "An asterisk marks differences whose interval leaves out zero."
    return tag(
        "div",
        tag("h3", text("The case itself under each theory")),
        table(head, rows, "Difference from the case as written", numeric=range(1, len(head))),
        paragraph(note),
    )


def _cell(effect: Effect) -> str:
    if math.isnan(effect.effect):
        return "not known"
    return signed(effect.effect) + ("*" if effect.clear else "")
