"""The page: all sections in order, one style sheet, the plotting library once, no request."""

from pathlib import Path

from alliancesim.files import write_text
from alliancesim.report import actors, grounds, happenings, opening, reasons, theory, trends
from alliancesim.report.document import document
from alliancesim.report.html import Markup, join, paragraph, tag, text
from alliancesim.results import Results

SECTIONS = (
    ("headline", "In short", opening.headline),
    ("stability", "Stability", trends.stability),
    ("escalation", "Escalation", trends.escalation),
    ("trust", "Trust", trends.trust),
    ("network", "Alliances", happenings.network),
    ("events", "Events", happenings.events),
    ("crises", "Crises", reasons.crises),
    ("promises", "Promises", reasons.promises),
    ("instruments", "Instruments", happenings.instruments),
    ("threats", "Threats", actors.threats),
    ("organisations", "Organisations", actors.organisations),
    ("conduct", "Conduct and money", actors.conduct),
    ("theory", "Theory", theory.theory),
    ("history", "History", grounds.history),
    ("assumptions", "Assumptions", grounds.assumptions),
    ("sources", "Sources", grounds.sources),
    ("limits", "Limits", grounds.limits),
    ("reproduce", "Reproduce", grounds.reproduce),
)


def report_html(results: Results) -> str:
    """Return the report as one self-contained HTML page.

    The same results give the same text, to the last byte.

    Parameters
    ----------
    results
        The ensemble to report on.

    Returns
    -------
    str
        The page. It opens from a file without any network.
    """
    body = join(
        tag("a", text("Skip to the findings"), class_="skip", href="#headline"),
        opening.opening(results),
        opening.contents([(name, title) for name, title, _ in SECTIONS]),
        tag("main", *[make(results) for _, _, make in SECTIONS]),
        _footer(results),
    )
    return document(f"{opening.title_of(results)}: alliancesim report", body)


def write_report(results: Results, path: Path) -> Path:
    """Write the report and return where it is.

    The file appears whole or not at all.
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_text(path, report_html(results))
    return path


def _footer(results: Results) -> Markup:
    words = (
        f"Made by alliancesim {results.manifest['alliancesim']}. This page is one file: it holds "
        "its data and its charts, and asks nothing of any other site."
    )
    needs = paragraph("The charts need JavaScript; the tables hold the main numbers without it.")
    return tag("footer", paragraph(words), tag("noscript", needs))
