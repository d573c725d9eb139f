"""Over what was assumed: the first section of a comparison that looked at it."""

from alliancesim.assumptions import Assumptions, Finding
from alliancesim.assumptions.wording import drivers, short, turning
from alliancesim.figures.comparison_many import assumption_ranges
from alliancesim.metrics import METRICS
from alliancesim.report.html import Markup, chart, details, paragraph, section, table
from alliancesim.report.words import counted, percent


def assumed_first(over: Assumptions) -> Markup:
    """Return the range of each effect over the assumptions, what drives it and where it turns."""
    words = (
        f"{counted(len(over.coefficients), 'coefficient')} on which the difference may rest"
        f" {'was' if len(over.coefficients) == 1 else 'were'} never measured: they are graded as"
        f" assumptions. {counted(len(over.effects), 'draw')} of all of them from their declared"
        f" ranges (a Latin hypercube), {counted(over.pairs, 'pair')} of runs each, give the range"
        " of the effect. It has the luck within draws taken out of its width."
    )
    rows = [_row(over, found) for found in over.findings]
    head = [
        "Outcome", "Effect in the case (luck: 95 %)", "Range over assumptions (5–95 %)",
        "Other sign in", "Clearly so in", "Driven by (rank correlation)", "Sign flips at",
    ]  # fmt: skip
    drawn = chart(
        "chart-assumptions", assumption_ranges(over.findings),
        "Range of the effect over what was assumed, beside luck in the case",
        "Orange: assumption; blue: luck. They are two kinds of uncertainty and do not add up.",
    )  # fmt: skip
    return section(
        "assumptions", "Does it depend on what was assumed?", paragraph(words),
        table(head, rows, "The effect over what was assumed", numeric=(1, 2, 3, 4)), drawn,
        paragraph(_reading()), _ranges(over),
    )  # fmt: skip


def _row(over: Assumptions, found: Finding) -> list[str]:
    case = found.central
    return [
        METRICS[found.outcome].title,
        f"{case.effect:+.2g} ({case.low:+.2g} to {case.high:+.2g})",
        f"{found.low:+.2g} to {found.high:+.2g}",
        percent(found.against) if found.against == found.against else "–",
        percent(found.clearly_against) if found.against == found.against else "–",
        drivers(found),
        turning(found, over.flip(found.outcome)),
    ]


def _reading() -> str:
    return (
        "Drivers are the coefficients whose rank correlation with the effect over draws is unlikely"
        " to be chance (false discovery rate 5 %), three at most. The value at which the sign flips"
        " was sought by paired runs along the first driver, all others as in the case: both ends of"
        " its range first, then by halving. The sources of ranges are in the parameter catalogue."
    )


def _ranges(over: Assumptions) -> Markup:
    rows = [
        [short(item.path), f"{item.value:g}", f"{item.lo:g} to {item.hi:g}", item.unit, item.doc]
        for item in over.coefficients
    ]
    head = ["Coefficient", "In the case", "Range", "Unit", "Meaning"]
    return details("All coefficients that were drawn", table(head, rows, "Declared ranges",
                                                             numeric=(1, 2)))  # fmt: skip
