"""A real browser on a real server, and what its pages must never do."""

import os
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alliancesim.scenario import Scenario
from alliancesim.view.app import Desk, listening

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
OUTSIDE = re.compile(r"^(?:https?|wss?)://(?!127\.0\.0\.1[:/]|localhost[:/])")
"""Addresses that are not of this machine; only these are intercepted, so nothing else is slowed."""
ARTEFACTS = os.environ.get("ALLIANCESIM_ARTEFACTS")
"""Folder for the screenshots, instead of a temporary one."""


@contextmanager
def serving(scenario: Scenario, name: str = "test_case", seed: int = 3) -> Iterator[str]:
    """Serve the view of a scenario on a free port and give its address."""
    desk = Desk(scenario, name, seed)
    server = listening(desk, "127.0.0.1", 0)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join(5)
        desk.close()


class Browsing:
    """Pages of a browser, watched: what they said and asked for that they should not."""

    def __init__(self, browser: Any, folder: Path) -> None:
        self.browser, self.folder = browser, folder
        self.complaints: list[str] = []

    def open(self, address: str, **settings: Any) -> Any:
        """Return a page of a user of one's own, drawn and ready."""
        view = {"width": 1280, "height": 800}
        context = self.browser.new_context(viewport=view, accept_downloads=True, **settings)
        context.set_default_timeout(20_000)
        context.route(OUTSIDE, self._refuse)
        page = context.new_page()
        self.watch(page)
        page.goto(address)
        return page

    def watch(self, page: Any) -> None:
        """Note what a page should not do."""
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("dialog", self._asked)
        page.on("response", self._answered)

    def _refuse(self, route: Any) -> None:
        self.complaints.append(f"asked for {route.request.url}")
        route.abort()

    def _said(self, message: Any) -> None:
        if message.type == "error":
            self.complaints.append(f"console: {message.text}")

    def _asked(self, dialog: Any) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _answered(self, response: Any) -> None:
        if response.status >= 400:
            self.complaints.append(f"{response.status} {response.url}")

    def close(self) -> None:
        """Close all pages, before the server that they ask is gone."""
        for context in self.browser.contexts:
            context.close()

    def picture(self, page: Any, name: str) -> None:
        """Keep a picture of a page."""
        page.screenshot(path=str(self.folder / f"{name}.png"))


def ready(page: Any) -> Any:
    """Wait until everything on the page of the view is drawn."""
    page.wait_for_selector("#feed li")
    for name in ("world", "chart-0", "chart-2"):
        page.wait_for_selector(f"#{name} .main-svg")
    page.wait_for_selector("#slider-input")
    return page


def drawn(page: Any, name: str) -> Any:
    """Return the data that a chart shows."""
    return page.evaluate(f"document.querySelector('#{name} .js-plotly-plot').data")


def shown(page: Any) -> int:
    """Return the step that the page shows."""
    return int(page.inner_text("#status").split()[1])


def until(page: Any, condition: str, timeout: int = 20_000) -> None:
    """Wait for a condition in the page."""
    page.wait_for_function(condition, timeout=timeout)


def bench(page: Any, name: str) -> None:
    """Open a tab of the workbench."""
    page.locator("#bench label", has_text=name).click()


def choose(page: Any, list_: str, *names: str) -> None:
    """Choose entries of a list by their text."""
    page.click(f"#{list_}")
    for name in names:
        field = page.locator(".dash-dropdown-search").last
        if field.count() and field.is_visible():
            field.fill(name)
        page.locator(
            ".dash-dropdown-content .dash-options-list-option", has_text=name
        ).first.click()
    page.keyboard.press("Escape")
