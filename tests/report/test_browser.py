"""The report draws itself in a browser, without a request and without an error."""

import json
import shutil
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from alliancesim.report import write_report
from tests.report.synthetic_results import HOSTILE, PLACES, results

OWN_CALLS = ("google.com", "googleapis.com", "gstatic.com")
"""The browser looks for updates of itself; that is none of the page's doing."""
BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-extensions",
    "--virtual-time-budget=30000", "--window-size=1200,2000",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)  # fmt: skip

pytestmark = pytest.mark.skipif(
    BROWSER is None, reason="no Chromium found: the report is not drawn in a browser"
)


def drawn(page: Path, scratch: Path) -> tuple[str, str, set[str]]:
    """Open a page; return its document, what it said on the console, and what it asked for."""
    log = scratch / "requests.json"
    done = subprocess.run(
        [
            str(BROWSER), *QUIET, f"--user-data-dir={scratch / 'profile'}", f"--log-net-log={log}",
            "--enable-logging=stderr", "--v=0", "--dump-dom", page.as_uri(),
        ],
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    text = log.read_text()
    events = json.loads(text if text.rstrip().endswith("}") else text.rstrip().rstrip(",") + "]}")
    asked = {event.get("params", {}).get("url", "") for event in events["events"]}
    console = "\n".join(line for line in done.stderr.splitlines() if "CONSOLE" in line)
    outside = {urlsplit(url).hostname or "" for url in asked if url.startswith("http")}
    return done.stdout, console, {host for host in outside if not host.endswith(OWN_CALLS)}


def test_the_report_draws_all_charts_without_network_or_errors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *rest = PLACES["USA"]
    monkeypatch.setitem(PLACES, "USA", (f"{first} {HOSTILE}", *rest))
    page = write_report(results(), tmp_path / "report.html")
    document, console, asked = drawn(page, tmp_path)
    assert console == ""
    assert 'data-drawn="yes"' in document
    charts = page.read_text().count('class="chart"')
    assert document.count("js-plotly-plot") >= charts
    assert "<img src" not in document
    assert asked == set()
