"""The policy brief of a comparison: two pages for those who decide.

Question, answer with its two kinds of ranges, cost, points at which the answer turns, and the grade
of the evidence. The same parts are written as a page that prints on two sides of A4, and as
Markdown.
"""

import shlex
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from textwrap import shorten
from typing import NamedTuple

from alliancesim import __version__
from alliancesim.assumptions import Assumptions, Finding
from alliancesim.assumptions.wording import drivers, short, turning
from alliancesim.comparison import BETTER, Comparison, Effect
from alliancesim.instruments import coefficients
from alliancesim.metrics import METRICS
from alliancesim.parameters import Grade, catalogue
from alliancesim.report.brief_costs import Cost, costs, shortened, total, unpriced
from alliancesim.report.brief_page import Part, Table, html, markdown
from alliancesim.report.words import counted, listed, number, percent, years
from alliancesim.scenario import Scenario
from alliancesim.summaries import HEADLINES

GRADES: tuple[Grade, ...] = ("fitted", "literature", "assumption")
ANSWERED = ("onsets", "uses_of_force", "wars", "trust_mean")
"""Outcomes that the answer puts into words; the table has all headlines."""
MOST = 5
"""Rows of costs, changes and drivers that are shown one by one."""
WORDS = 320
"""Characters of a question that are shown."""
HOLDS = 0.05
"""Share of draws with the other sign below which the sign is said to hold."""


READING = (
    "*Firm*: holds, the sign is the same in 95 % of draws, and no value was found at which it"
    " changes; turns in, the share of draws with the other sign; unclear, luck may explain it; few"
    " pairs, it rests on fewer than ten; needs pairs, luck within draws hides the assumptions."
)
APART = "The two ranges are of different kinds and do not add up."
UNTRIED = "What nobody has measured was not varied: the range speaks of luck alone."


class Briefed(NamedTuple):
    """A comparison, and what it was made of."""

    before: Scenario
    after: Scenario
    changes: list[str]
    """Settings of the second version, as ``path = value``."""
    found: Comparison
    over: Assumptions | None
    runs: int
    seed: int
    arguments: list[str]
    """Words of the command that gives the same again."""

    def finding(self, outcome: str) -> Finding | None:
        """Return what the draws of assumed coefficients say of an outcome."""
        known = self.over.findings if self.over else []
        return next((item for item in known if item.outcome == outcome), None)


def write_brief(asked: Briefed, folder: Path) -> None:
    """Write ``brief.html`` and ``brief.md`` into a folder."""
    title, lead, parts = _title(asked), _lead(asked), [*_parts(asked)]
    effects = [asked.found.effect(name) for name in HEADLINES]
    page = html(title, lead, parts, effects, {name: asked.finding(name) for name in HEADLINES})
    (folder / "brief.html").write_text(page, encoding="utf-8", newline="\n")
    text = markdown(title, lead, parts)
    (folder / "brief.md").write_text(text, encoding="utf-8", newline="\n")


def _title(asked: Briefed) -> str:
    return asked.before.title or asked.before.name


def _lead(asked: Briefed) -> list[str]:
    """Return question and change."""
    shown = [shorten(change, WORDS // 4, placeholder=" …") for change in asked.changes[:MOST]]
    if len(asked.changes) > MOST:
        shown = [*shown, f"and {len(asked.changes) - MOST} more"]
    change = "; ".join(shown) or f"{asked.after.name} in place of {asked.before.name}"
    question = shorten(asked.before.question, WORDS, placeholder=" …")
    return [f"Question of the case: {question}", f"The change: {change}."]


def _parts(asked: Briefed) -> Iterator[Part]:
    yield _answer(asked)
    yield _cost(asked)
    yield _turning(asked)
    yield _evidence(asked)
    yield _limits(asked)


def _span(asked: Briefed) -> str:
    clock = asked.before.clock
    return years(clock.steps * clock.years)


def _answer(asked: Briefed) -> Part:
    words = [_sentence(asked, asked.found.effect(name)) for name in ANSWERED]
    rows = [
        [METRICS[name].title, number(effect.before), number(effect.after), short_of(effect.effect),
         _range(effect.low, effect.high), _assumed_range(asked.finding(name)),
         firmness(effect, asked.finding(name), flips=_flips(asked, name))]
        for name in HEADLINES
        if (effect := asked.found.effect(name)).effect == effect.effect
    ]  # fmt: skip
    head = ["Outcome", "Before", "After", "Effect", "Luck, 95 %", "Assumptions, 90 %",
            "Firm"]  # fmt: skip
    return Part(
        "Answer", words, Table(head, rows, (1, 2, 3, 4, 5)),
        f"{counted(asked.runs, 'pair')} of runs with the same luck, {_span(asked)} each; means over"
        f" runs. {APART if asked.over else UNTRIED}",
        chart=True,
    )  # fmt: skip


def _sentence(asked: Briefed, effect: Effect) -> str:
    """Return what the change does to an outcome, in a sentence."""
    title = METRICS[effect.outcome].title
    if effect.effect != effect.effect:
        return f"**{title}**: not known in these runs."
    if effect.low == effect.high == 0:
        return f"**{title}**: no pair of runs differs."
    if not effect.clear:
        return (
            f"**{title}**: no clear effect; {short_of(effect.effect)}, and luck alone gives"
            f" {_range(effect.low, effect.high)}."
        )
    good = effect.effect * BETTER.get(effect.outcome, 0) > 0
    kind = ("an improvement" if good else "a turn for the worse") if BETTER.get(
        effect.outcome) else "a change"  # fmt: skip
    finding = asked.finding(effect.outcome)
    seen = finding is not None and not hidden(finding)
    more = f", over the assumptions {_assumed_range(finding)}" if seen else ""
    return (
        f"**{title}**: from {number(effect.before)} to {number(effect.after)}, {kind} of"
        f" {short_of(effect.effect)} (luck: {_range(effect.low, effect.high)}{more})."
    )


def firmness(effect: Effect, finding: Finding | None, *, flips: bool) -> str:
    """Return how firm the sign of an effect is within the model, in a word or two."""
    if effect.low == effect.high == 0:
        return "no effect"
    if not effect.clear:
        return "unclear"
    if effect.few:
        return "few pairs"
    if finding is None:
        return "beyond luck"
    if hidden(finding):
        return "needs pairs"
    if flips or finding.against >= HOLDS:
        return f"turns in {percent(finding.against)}"
    return "holds"


def _flips(asked: Briefed, outcome: str) -> bool:
    flip = asked.over.flip(outcome) if asked.over else None
    return flip is not None and flip.found


def _assumed_range(finding: Finding | None) -> str:
    if finding is None:
        return "not tried"
    return "hidden by luck" if hidden(finding) else _range(finding.low, finding.high)


def hidden(finding: Finding) -> bool:
    """Whether draws differ no more than luck makes them: with more pairs they might."""
    return finding.luck >= 1.0


def _range(low: float, high: float) -> str:
    return f"{short_of(low)} to {short_of(high)}"


def short_of(value: float) -> str:
    """Return a difference with its sign and two digits."""
    if value != value:
        return "not known"
    return f"{value:+.2g}".replace("-", "−") if value else "0"


def _cost(asked: Briefed) -> Part:
    direct, indirect = costs(asked.found, asked.before, asked.after)
    span, left = _span(asked), _left_out(asked)
    words = [
        f"Over {span}, what the change sets costs all states of the cast together"
        f" **{_money(total(direct))} million USD** and **{_days(total(direct))} staff-days**."
        if direct else "The change sets no engagement whose number could be counted.",
        f"What it moves besides: {_money(total(indirect))} million USD and"
        f" {_days(total(indirect))} staff-days."
        if indirect else "It moves no other engagements beyond luck.",
    ]  # fmt: skip
    if not direct and not indirect:
        return Part("Cost", [*words, *left], None, "")
    names = {name: record.name for name, record in asked.after.instruments.items()}
    rows = [
        [names.get(cost.instrument, cost.instrument), kind, _thousands(cost.engagements),
         _money(cost), _days(cost)]
        for kind, found in (("set", direct), ("moved", indirect))
        for cost in shortened(found, MOST)
    ]  # fmt: skip
    note = (
        "More (+) or less (−) than without the change: the difference in engagements held, times"
        " what one is declared to cost each of its two sides. Those are orders of magnitude, judged"
        " by the authors and never measured. Moved: instruments that the change does not set but"
        " that are used more or less because of it, beyond luck."
    )
    head = ["Instrument", "", "Engagements", "Million USD", "Staff-days"]
    return Part("Cost", [*words, *left], Table(head, rows, (2, 3, 4)), note)


def _money(cost: Cost) -> str:
    return f"{_thousands(cost.low)} to {_thousands(cost.high)}"


def _days(cost: Cost) -> str:
    return _thousands(cost.staff_days)


def _thousands(value: float) -> str:
    """Return an amount with its sign and two digits, in full."""
    rounded = float(f"{value:.2g}")
    shown = f"{rounded:+,.0f}" if abs(rounded) >= 10 else f"{rounded:+.2g}"
    return shown.replace(",", "\u202f").replace("-", "−")


def _left_out(asked: Briefed) -> list[str]:
    left = [*unpriced(asked.found, asked.before, asked.after)][:MOST]
    return [f"Not in the sum. {'; '.join(left)}."] if left else []


def _turning(asked: Briefed) -> Part:
    title, over = "Where the answer turns", asked.over
    if over is None:
        words = "Not sought. Add `--assumptions 200` to draw the assumed coefficients from their"
        return Part(title, [f"{words} ranges and look for the values at which a sign changes."],
                    None, "")  # fmt: skip
    rows = [
        [METRICS[found.outcome].title, drivers(found), turning(found, over.flip(found.outcome))]
        for found in over.findings
        if found.drivers or over.flip(found.outcome)
    ][: 2 * MOST]
    words = (
        f"{counted(len(over.coefficients), 'coefficient')} were never measured;"
        f" {counted(len(over.effects), 'draw')} of all of them from their ranges,"
        f" {counted(over.pairs, 'pair')} each."
    )
    if not rows:
        return Part(title, [f"{words} No coefficient stands out."], None, READING)
    head = ["Outcome", "Driven by (rank correlation)", "Sign changes at"]
    return Part(title, [words], Table(head, rows, ()), READING)


def _evidence(asked: Briefed) -> Part:
    changed = [
        record for name, record in asked.after.instruments.items()
        if record != asked.before.instruments.get(name)
    ]  # fmt: skip
    rows = []
    if changed:
        names = listed([record.name for record in changed[:MOST]])
        grades = Counter(c.given.grade for record in changed for c in coefficients(record))
        rows.append([f"Coefficients of {names}", *[str(grades[grade]) for grade in GRADES]])
    known = catalogue().values()
    grades = Counter(item.grade for item in known)
    rows.append(["Parameters of the model", *[str(grades[grade]) for grade in GRADES]])
    words = [
        "*Fitted*: estimated on public data. *Literature*: a sign or an order of magnitude is"
        " published. *Assumption*: nobody has measured it."
    ]
    named = [d.path for found in (asked.over.findings if asked.over else []) for d in found.drivers]
    if named:
        top = [short(path) for path, _ in Counter(named).most_common(MOST)]
        words.append(
            f"What the answer hangs on most, all of it assumption: {listed(top)}. Ask what is known"
            " of these before acting on the answer."
        )
    head = ["Numbers", "Fitted", "Literature", "Assumption"]
    return Part("Evidence", words, Table(head, rows, (1, 2, 3)), "")


def _limits(asked: Briefed) -> Part:
    omitted = asked.before.omitted
    left = counted(len(omitted), "relevant state or group", "relevant states or groups")
    cast = f"The cast leaves out {left}. " if omitted else ""
    words = [
        "This is what follows from a model and its assumptions, not a forecast, and not advice: no"
        " data set says what an instrument of military diplomacy did to the risk of a dispute."
        f" {cast}The page of the comparison has all outcomes and what accounts for the"
        " difference.",
        f"Made by alliancesim {__version__}: `{shlex.join(asked.arguments)}`",
    ]
    return Part("Limits and reproduction", words, None, "")
