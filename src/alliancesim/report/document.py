"""The frame of a page: one file, one style sheet, the plotting library once, no request."""

import importlib.resources

from plotly.offline import get_plotlyjs

from alliancesim.report.html import Markup, text

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
    "img-src data: blob:; base-uri 'none'; form-action 'none'"
)
"""The browser itself refuses every request from this page."""


def document(title: str, body: Markup) -> str:
    """Return a self-contained HTML page."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{text(title)}</title>\n<style>\n{_resource('style.css')}</style>\n</head>\n"
        f"<body>\n{body}\n<script>{get_plotlyjs()}</script>\n"
        f"<script>\n{_resource('charts.js')}</script>\n</body>\n</html>\n"
    )


def _resource(name: str) -> str:
    return (importlib.resources.files("alliancesim.report") / name).read_text("utf-8")
