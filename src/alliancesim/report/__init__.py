"""One self-contained HTML page on an ensemble, for people to read."""

from alliancesim.report.page import report_html, write_report

__all__ = ["report_html", "write_report"]
