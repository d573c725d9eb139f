"""A brief as a page that prints on two sides of A4, without scripts, and as Markdown."""

import importlib.resources
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from alliancesim.assumptions import Finding
from alliancesim.comparison import Effect
from alliancesim.metrics import METRICS
from alliancesim.report.html import Markup, join, tag, text
from alliancesim.report.html import table as html_table

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""The browser itself refuses every request from the page."""
ROW, LABEL, WIDTH, EDGE = 16, 240, 720, 12
"""Height of a row of the chart, width of its labels, of all of it, and of its margin; pixels."""
WIDEST = 3.0
"""Standard deviations beyond which a range is cut at the edge of the chart."""


class Table(NamedTuple):
    """A table of plain text."""

    head: list[str]
    rows: list[list[str]]
    numeric: tuple[int, ...]


class Part(NamedTuple):
    """A part of the brief: a title, paragraphs, a table and how to read it."""

    title: str
    words: list[str]
    table: Table | None
    note: str
    chart: bool = False


def markdown(title: str, lead: Sequence[str], parts: Sequence[Part]) -> str:
    """Return the brief as Markdown."""
    lines = [f"# {title}: policy brief", *lead]
    for part in parts:
        lines += [f"## {part.title}", *part.words]
        if part.table is not None:
            head, rows, _ = part.table
            grid = [head, ["---"] * len(head), *rows]
            lines.append("\n".join(f"| {' | '.join(map(_cell, row))} |" for row in grid))
        lines += [part.note] * bool(part.note)
    return "\n\n".join(lines) + "\n"


def _cell(words: str) -> str:
    return words.replace("|", "\\|")


def html(
    title: str,
    lead: Sequence[str],
    parts: Sequence[Part],
    effects: Sequence[Effect],
    findings: Mapping[str, Finding | None],
) -> str:
    """Return the brief as one self-contained page."""
    sections = [_section(part, effects, findings) for part in parts]
    header = tag(
        "header",
        tag("p", text("Policy brief · alliancesim compare"), class_="kicker"),
        tag("h1", text(title)),
        *[_paragraph(words) for words in lead],
    )
    style = (importlib.resources.files("alliancesim.report") / "brief.css").read_text("utf-8")
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{text(title)}: policy brief</title>\n<style>\n{style}</style>\n</head>\n"
        f"<body>\n{join(header, tag('main', *sections))}\n</body>\n</html>\n"
    )


def _section(
    part: Part, effects: Sequence[Effect], findings: Mapping[str, Finding | None]
) -> Markup:
    content = [tag("h2", text(part.title)), *[_paragraph(words) for words in part.words]]
    if part.chart:
        content.append(forest(effects, findings))
    if part.table is not None:
        head, rows, numeric = part.table
        content.append(html_table(head, rows, part.title, numeric=numeric))
    if part.note:
        content.append(tag("p", _marked(part.note), class_="note"))
    return tag("section", *content, id=part.title.partition(" ")[0].lower())


def _paragraph(words: str) -> Markup:
    return tag("p", _marked(words))


def _marked(words: str) -> Markup:
    """Return text with the little Markdown that briefs use: bold, emphasis, code."""
    marked = re.sub(r"\*\*([^*]+)\*\*", r"<strong>\1</strong>", text(words))
    marked = re.sub(r"\*([^*]+)\*", r"<em>\1</em>", marked)
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", marked))


def forest(effects: Sequence[Effect], findings: Mapping[str, Finding | None]) -> Markup:
    """Return a drawing of the standardised effects: luck above, assumptions below, a row each."""
    rows = [effect for effect in effects if effect.deviation > 0 and effect.pairs > 1]
    ends = [abs(end) for e in rows for end in _ends(e, findings.get(e.outcome))]
    most = min(WIDEST, 1.1 * max(ends, default=1.0) or 1.0)
    drawn = [_row(i, e, findings.get(e.outcome), most) for i, e in enumerate(rows)]
    height = ROW * len(rows) + 24
    zero = f'<line class="zero" x1="{_x(0, most)}" x2="{_x(0, most)}" y1="0" y2="{height - 22}"/>'
    words = f"0, and on either side {most:.2g} standard deviations over runs"
    axis = f'<text class="axis" x="{_x(0, most)}" y="{height - 6}">{words}</text>'
    whole = Markup(
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="Effects with their ranges">'
        f"{zero}{''.join(drawn)}{axis}</svg>"
    )
    caption = text(
        "Effects in standard deviations. Blue: range of luck (filled: leaves out zero); orange:"
        " range over the assumptions, where tried. What lies beyond the edge is drawn at it."
    )
    return tag("figure", whole, tag("figcaption", caption))


def _ends(effect: Effect, finding: Finding | None) -> list[float]:
    ends = [effect.low, effect.high, *([finding.low, finding.high] if finding else [])]
    return [end / effect.deviation for end in ends]


def _row(number: int, effect: Effect, finding: Finding | None, most: float) -> str:
    middle = number * ROW + ROW / 2
    low, high, *assumed = _ends(effect, finding)
    parts = [
        f'<text x="0" y="{middle + 4}">{text(METRICS[effect.outcome].title)}</text>',
        _bar("luck", low, high, middle - 2, most),
        f'<circle class="{"clear" if effect.clear else "open"}" r="3.2" cy="{middle - 2}"'
        f' cx="{_x(effect.effect / effect.deviation, most)}"/>',
    ]
    if assumed:
        parts.append(_bar("assumed", assumed[0], assumed[1], middle + 4, most))
    return "".join(parts)


def _bar(kind: str, low: float, high: float, y: float, most: float) -> str:
    ends = f'x1="{_x(low, most)}" x2="{_x(high, most)}"'
    return f'<line class="{kind}" {ends} y1="{y}" y2="{y}"/>'


def _x(value: float, most: float) -> float:
    share = (min(max(value, -most), most) + most) / (2 * most)
    return round(LABEL + share * (WIDTH - LABEL - EDGE), 1)
