"""The report is one file, whole, safe, the same every time, and complete."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from plotly.offline import get_plotlyjs

from alliancesim import summaries
from alliancesim.report import report_html, write_report
from alliancesim.report.grounds import NOT_CLAIMED, command, grades
from alliancesim.report.html import prose, tag, text
from alliancesim.report.page import SECTIONS
from alliancesim.report.words import band, counted, listed, number, percent, years
from alliancesim.results import Results
from tests.report.synthetic_results import HOSTILE, PLACES, results

VOID = {"meta", "br", "img", "link", "input", "hr"}


class Reader(HTMLParser):
    """Collects tags, addresses and the text that is shown."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.shown: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data: str) -> None:
        if "script" not in self.open and "style" not in self.open:
            self.shown.append(data)

    @property
    def words(self) -> str:
        return " ".join(" ".join(self.shown).split())


@pytest.fixture(scope="module")
def ensemble() -> Results:
    return results()


@pytest.fixture(scope="module")
def page(ensemble: Results) -> str:
    return report_html(ensemble)


def without_library(page: str) -> str:
    return page.replace(get_plotlyjs(), "")


def test_the_page_is_one_file_and_asks_nothing_of_anyone(page: str) -> None:
    reader = Reader(without_library(page))
    assert page.count(get_plotlyjs()) == 1
    for name, attributes in reader.tags:
        assert "src" not in attributes
        assert name not in {"link", "iframe", "img", "object", "embed", "base"}
        assert (attributes.get("href") or "#").startswith("#")
    own = "".join(re.findall(r"<style>.*?</style>", without_library(page), re.S))
    assert "url(" not in own
    assert "@import" not in own
    assert "default-src 'none'" in page


def test_the_page_is_well_formed(page: str) -> None:
    reader = Reader(without_library(page))
    assert reader.wrong == []
    assert reader.open == []
    identifiers = [attrs["id"] for _, attrs in reader.tags if "id" in attrs]
    assert len(identifiers) == len(set(identifiers))
    links = {(attrs.get("href") or "")[1:] for name, attrs in reader.tags if name == "a"}
    assert links <= set(identifiers)


def test_all_sections_are_there_in_order(page: str) -> None:
    reader = Reader(without_library(page))
    found = [attrs["id"] for name, attrs in reader.tags if name == "section"]
    assert found == [name for name, _, _ in SECTIONS]


def test_the_page_can_be_read_aloud(page: str) -> None:
    reader = Reader(without_library(page))
    tags = reader.tags
    assert ("html", {"lang": "en"}) in tags
    charts = [attrs for name, attrs in tags if name == "div" and attrs.get("class") == "chart"]
    assert len(charts) >= 12
    assert all(attrs["role"] == "img" and attrs["aria-label"] for attrs in charts)
    assert all("height:" in (attrs["style"] or "") for attrs in charts)
    assert all(attrs.get("scope") in {"row", "col"} for name, attrs in tags if name == "th")
    count = [name for name, _ in tags].count
    assert count("caption") == count("table")
    assert next(name for name, _ in tags if re.fullmatch("h[1-6]", name)) == "h1"


def test_every_chart_has_its_data(page: str) -> None:
    tags = Reader(without_library(page)).tags
    places = [attrs["id"] for _, attrs in tags if attrs.get("class") == "chart"]
    assert [attrs["data-chart"] for _, attrs in tags if "data-chart" in attrs] == places


def test_the_same_results_give_the_same_bytes(page: str) -> None:
    assert report_html(results()) == page


def test_the_time_a_run_took_is_not_in_the_page(ensemble: Results, page: str) -> None:
    slower = Results({**ensemble.manifest, "timings": {"seconds": 1e9}}, ensemble.tables)
    assert report_html(slower) == page


def test_hostile_names_are_shown_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    for key, (_, *rest) in list(PLACES.items())[:3]:
        monkeypatch.setitem(PLACES, key, (f"{key} {HOSTILE}", *rest))
    breaking = "</script><script>alert(2)</script>"
    bad = results(
        title=f"Title {HOSTILE}",
        question=breaking,
        description=HOSTILE,
        assumptions=[HOSTILE],
        omitted=[breaking],
        sources={"cow": HOSTILE},
    )
    page = without_library(report_html(bad))
    reader = Reader(page)
    assert not any(name == "img" for name, _ in reader.tags)
    assert reader.wrong == []
    assert "alert(2)</script>" not in page
    assert HOSTILE in reader.words
    assert page.count("<script>") == 2  # the library and the drawing code


def test_the_headline_holds_the_numbers(ensemble: Results, page: str) -> None:
    words = Reader(without_library(page)).words
    total = summaries.spread(summaries.totals(ensemble, "onsets"), counts=True)
    assert f"a median of {counted(total.median, 'militarised dispute')} in three years" in words
    assert f"90 % of runs: {band(total)}" in words
    assert "of all weightings of its components agree" in words
    assert "12 months pass without a use of force in this cast" in words
    assert "United States, Japan, China, South Korea and North Korea" in words
    assert "India" in words


def test_the_grounds_are_laid_open(ensemble: Results, page: str) -> None:
    words = Reader(without_library(page)).words
    assert "calibration, not validation" in words
    assert all(line in words for line in NOT_CLAIMED)
    assert "Trust starts at the figures of the file." in words
    assert "https://correlatesofwar.org" in words
    assert ensemble.manifest["content_hash"] in words
    counts = grades(ensemble)
    assert sum(each.total() for each in counts.values()) > 100
    assert set().union(*counts.values()) == {"fitted", "literature", "assumption"}


def test_the_command_repeats_the_run(ensemble: Results) -> None:
    assert command(ensemble) == (
        "alliancesim run synthetic --runs 4 --seed 7 --set parameters.trust.memory=9.0"
    )
    changed = {"overrides": {"title": '"two words"'}, "years": 5.0}
    other = Results({**ensemble.manifest, **changed}, ensemble.tables)
    assert command(other).endswith("""--seed 7 --years 5 --set 'title="two words"'""")


@pytest.mark.parametrize(
    ("states", "runs", "years_", "quiet"),
    [(2, 1, 1.0, True), (2, 3, 1.0, False), (12, 2, 2.0, False), (3, 1, 4.0, False)],
)
def test_edge_cases_make_a_whole_page(states: int, runs: int, years_: float, quiet: bool) -> None:
    page = without_library(report_html(results(states, runs, years_, quiet=quiet)))
    reader = Reader(page)
    assert reader.wrong == []
    assert "nan" not in reader.words.lower().split()
    if quiet:
        assert "No run had a crisis." in reader.words
    if runs == 1:
        assert "One run is an anecdote" in reader.words


def test_the_report_is_written_whole(tmp_path: Path, ensemble: Results, page: str) -> None:
    path = write_report(ensemble, tmp_path / "new" / "report.html")
    assert path == tmp_path / "new" / "report.html"
    assert path.read_bytes() == page.encode()
    assert list(path.parent.iterdir()) == [path]
    assert path.stat().st_size < 6_000_000


def test_text_is_escaped_and_code_is_marked() -> None:
    assert text("<a & 'b'>") == "&lt;a &amp; &#x27;b&#x27;&gt;"
    assert prose("see `x<y>`") == "see <code>x&lt;y&gt;</code>"
    assert tag("p", text("x"), class_='a"b') == '<p class="a&quot;b">x</p>'


def test_numbers_are_told_in_words() -> None:
    assert [number(v) for v in (6.0, 6.5, 0.714, 0.0412, 1250.0, float("nan"), 1e-5)] == [
        "6", "6.5", "0.714", "0.041", "1\u202f250", "not known", "under 0.001",
    ]  # fmt: skip
    assert percent(0.345) == "34\u202f%"
    assert (years(1.0), years(10.0), years(2.5)) == ("one year", "ten years", "2.5 years")
    assert counted(1, "run") == "1 run"
    assert listed(["a", "b", "c"]) == "a, b and c"
