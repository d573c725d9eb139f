"""The site builds without a warning, its links and anchors resolve, and it asks no other host."""

import os
import re
import subprocess
import sys
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.docs.pages import PAGES, ROOT

pytest.importorskip("mkdocs", reason="the extra docs (mkdocs-material) is not installed")
pytest.importorskip("mkdocstrings", reason="the extra docs (mkdocstrings) is not installed")

LOADING = {"script": "src", "img": "src", "iframe": "src", "link": "href", "source": "src"}
"""What a browser fetches when it opens a page, by tag."""


class Page(HTMLParser):
    """Links, anchors and what is loaded of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.loaded: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        self.anchors |= {given[key] for key in ("id", "name") if key in given}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag in LOADING and LOADING[tag] in given and given.get("rel") != "canonical":
            self.loaded.append(given[LOADING[tag]])


@cache
def parsed(path: Path) -> Page:
    return Page(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT, capture_output=True, text=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def pages(site: Path) -> list[Path]:
    return [path for path in sorted(site.rglob("*.html")) if path.name != "404.html"]


def test_every_tested_page_is_in_the_site(site: Path) -> None:
    for page in PAGES:
        made = "index" if page == "README.md" else page.removeprefix("docs/").removesuffix(".md")
        made = made.replace("README", "index")
        assert (site / f"{made}.html").is_file(), page


def test_links_and_anchors_resolve(site: Path) -> None:
    broken = []
    for path in pages(site):
        for link in parsed(path).links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            target = target / "index.html" if target.is_dir() else target
            known = target.suffix != ".html" or not parts.fragment or (
                target.is_file() and unquote(parts.fragment) in parsed(target).anchors
            )  # fmt: skip
            if not target.is_file() or not known:
                broken.append(f"{path.relative_to(site)}: {link}")
    assert not broken


def test_nothing_is_loaded_from_other_hosts(site: Path) -> None:
    foreign = re.compile(r"^(?:https?:)?//")
    for path in pages(site):
        assert not [url for url in parsed(path).loaded if foreign.match(url)], path
    for sheet in site.rglob("*.css"):
        assert not re.search(r"(?:url\(|@import)\s*['\"]?https?:", sheet.read_text("utf-8")), sheet
