"""Nothing is let in: what files, folders and pages of elsewhere could do, they cannot."""

import ast
import base64
import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import alliancesim as al
from alliancesim.experiments import load_experiment
from alliancesim.report import write_report
from alliancesim.scenario import ScenarioError, load
from alliancesim.view.app import LARGEST, Desk, listening
from alliancesim.view.callbacks.ensemble import MOST
from alliancesim.view.registry import CAP
from tests.experiments.small import SMALL
from tests.reliability.client import Page
from tests.reliability.mutations import ROOT
from tests.scenario.small_case import refused, write
from tests.view.worlds import HOSTILE, hostile, small

SOURCES = sorted((ROOT / "src").rglob("*.py"))
FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__"}
FORBIDDEN_MODULES = {"pickle", "shelve", "marshal", "dill", "cloudpickle", "joblib", "yaml", "xml"}
FORBIDDEN_NAMES = {
    "load_module",
    "system",
    "popen",
    "unsafe_load",
    "full_load",
    "read_pickle",
    "to_pickle",
}
SECRETS = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY|AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|xox[abp]-[0-9]{8}"
    r"|(?i:(?:api[_-]?key|secret|passwd|password|token)\s*[:=]\s*['\"][A-Za-z0-9+/_\-]{16,}['\"])"
)
TEXT = {".py", ".md", ".yaml", ".yml", ".toml", ".json", ".js", ".css", ".txt", ".lock", ".cff"}


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(ROOT / "src")))
def test_nothing_is_executed_that_was_read(file: Path) -> None:
    found = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names if _root(alias.name) in FORBIDDEN_MODULES]
        elif isinstance(node, ast.ImportFrom) and _root(node.module or "") in FORBIDDEN_MODULES:
            found.append(str(node.module))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            found += [node.func.id] if node.func.id in FORBIDDEN_CALLS else []
        elif isinstance(node, ast.Attribute) and node.attr in FORBIDDEN_NAMES:
            found.append(node.attr)
        elif isinstance(node, ast.keyword) and node.arg in ("shell", "allow_pickle"):
            found.append(node.arg)
    assert found == []


def _root(module: str) -> str:
    return module.partition(".")[0]


def test_the_scan_would_notice() -> None:
    assert FORBIDDEN_CALLS & {"eval"}
    assert SECRETS.search("password = 'abcdefgh12345678'")
    assert SECRETS.search("-----BEGIN RSA PRIVATE KEY")


def test_no_secret_stands_in_a_file() -> None:
    found = [
        f"{file.relative_to(ROOT)}: {match[0][:20]}"
        for folder in ("src", "tests", "docs", "scenarios", "experiments", "benchmarks", ".")
        for file in (ROOT / folder).glob("*" if folder == "." else "**/*")
        if file.is_file() and file.suffix in TEXT and file != Path(__file__)
        for match in SECRETS.finditer(file.read_text(encoding="utf-8", errors="replace"))
    ]
    assert found == []


@pytest.mark.parametrize("path", ["../secret.yaml", "/etc/passwd", "below/../../secret.yaml"])
def test_no_path_in_a_file_leads_out_of_its_folder(path: str, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("question: classified\n", encoding="utf-8")
    home = tmp_path / "home"
    home.mkdir()
    (item,) = refused(write(home, f"base: {path}\nname: x\n")).problems
    assert "leads out of the folder" in item.message
    assert (item.key, item.line) == ("base", 1)
    for changes, key in (
        ({"scenarios": [path]}, "scenarios.0.scenario"),
        ({"scenarios": [{"scenario": {"base": path, "name": "x"}}]}, "scenarios.0.scenario.base"),
        ({"design": {"kind": "points", "csv": path}, "levers": {}, "uncertainties": {}},
         "design.csv"),
    ):  # fmt: skip
        file = write(home, json.dumps(SMALL | changes), "experiment.yaml")
        with pytest.raises(ScenarioError, match="leads out of the folder") as caught:
            load_experiment(file)
        assert caught.value.problems[0].key == key


def test_where_one_works_files_may_name_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("cases", "plans"):
        (tmp_path / name).mkdir()
    write(tmp_path / "cases", "base: teaching\nname: own\n", "own.yaml")
    file = write(tmp_path / "plans", json.dumps(SMALL | {"scenarios": ["../cases/own.yaml"]}))
    assert list(load_experiment(file).cases) == ["own"]
    assert load({"base": str(tmp_path / "cases" / "own.yaml"), "title": "x"}).name == "own"


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    made = Desk(small(), "test_case", 3)
    yield made
    made.close()


@pytest.fixture(scope="module")
def address(desk: Desk) -> Iterator[str]:
    server = listening(desk, "127.0.0.1", 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture
def page(address: str) -> Page:
    return Page(address)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Host": "evil.example", "Origin": "http://evil.example"},
        {"Host": "127.0.0.1.evil.example"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
def test_pages_of_elsewhere_change_nothing(headers: dict[str, str], page: Page, desk: Desk) -> None:
    session = desk.sessions.get(page.session)
    assert session is not None
    body = page.body(page.taking("play.n_clicks"), forward__n_clicks=1)
    assert page.posted(body, **headers)[0] == 403
    assert not session.busy
    assert page.posted(body)[0] in (200, 204)
    session.catch_up()
    assert session.shown == 1


def test_no_other_page_shows_this_one_inside(page: Page) -> None:
    page.line.request("GET", "/")
    answer = page.line.getresponse()
    answer.read()
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_what_is_too_large_is_refused(page: Page) -> None:
    assert page.posted(b"{" + b" " * LARGEST)[0] == 413


@pytest.mark.parametrize(
    "path", ["assets/../app.py", "assets/%2e%2e/app.py", "assets/..%2fapp.py",
             "..%2f..%2fetc/passwd", "seat/assets/%2e%2e/%2e%2e/app.py",
             "_dash-component-suites/../../app.py"],
)  # fmt: skip
def test_no_address_leads_out_of_the_assets(path: str, page: Page) -> None:
    _, content = page.asked("GET", path)
    assert b"import" not in content
    assert b"root:" not in content


@pytest.mark.parametrize("body", [b"{", b"[]", b"null", b'{"output": "x.y"}', b"\xff\xfe"])
def test_a_broken_request_shows_nothing_of_the_machine(body: bytes, page: Page) -> None:
    code, content = page.posted(body)
    assert code >= 400
    shows_nothing(content)


def shows_nothing(content: bytes | str) -> None:
    """Assert that a text holds neither traceback nor path."""
    text = content.decode("utf-8", "replace") if isinstance(content, bytes) else content
    assert "Traceback" not in text
    assert ".py" not in text
    assert str(ROOT) not in text
    assert not re.search(r"/(?:tmp|home|usr|var|root)/", text)


@pytest.mark.parametrize(
    ("name", "words"),
    [("/etc/passwd", "no such scenario"), ("../scenarios/teaching.yaml", "no such scenario")],
)
def test_a_page_opens_no_file_of_the_machine(name: str, words: str, page: Page) -> None:
    answer = page.press("open", scenario__value=name)
    assert words in json.dumps(answer["messages"])


@pytest.mark.parametrize(
    "text", ["base: other.yaml\nname: x\n", "base: /etc/passwd\nname: x\n", "name: [\n", "\x00"]
)
def test_an_uploaded_file_that_cannot_be_used_shows_no_path(text: str, page: Page) -> None:
    sent = "data:;base64," + base64.b64encode(text.encode()).decode()
    answer = page.call(
        page.taking("upload.contents"), upload__contents=sent, upload__filename="../../mine.yaml"
    )
    shown = json.dumps(answer["messages"])
    assert "cannot be used" in shown
    assert "mine.yaml" in shown
    shows_nothing(shown.replace("/etc/passwd", ""))  # which the file itself names


def test_a_page_cannot_ask_for_too_much(page: Page, desk: Desk) -> None:
    answer = page.press("simulate", runs__value=MOST + 1)
    assert f"from 1 to {MOST}" in json.dumps(answer)
    session = desk.sessions.get(page.session)
    assert session is not None
    assert session.ensemble is None
    assert len(desk.sessions) <= CAP
    long = refused_length()
    assert "1000" in str(long)


def refused_length() -> ScenarioError:
    """Return the error with which too long a run is refused."""
    with pytest.raises(ScenarioError) as caught:
        load("teaching", {"clock.horizon": 1001.0})
    return caught.value


def test_hostile_names_stay_text_in_reports(tmp_path: Path) -> None:
    results = al.run(hostile(), runs=2, seed=1, years=1)
    page = write_report(results, tmp_path / "report.html").read_text(encoding="utf-8")
    assert HOSTILE not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page or "\\u003cimg src=x" in page
