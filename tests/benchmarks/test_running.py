"""The command line of the benchmarks: parts, verdicts, and the record in JSON."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.measuring import Effort, Figure, interleaved
from benchmarks.rows.sizes import exponent
from benchmarks.running import ROWS, line, record

from benchmarks import page

ROOT = Path(__file__).parents[2]


def bench(*words: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "benchmarks", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


def test_a_part_is_measured_printed_and_kept(tmp_path: Path) -> None:
    out = tmp_path / "record.json"
    done = bench("sizes", "--quick", "--sizes", "4", "6", "--out", str(out))
    assert done.returncode == 0, done.stderr
    assert "twin / product, N = 4" in done.stdout
    found = json.loads(out.read_text())
    assert set(found["rows"]) == {"sizes"}
    values = {figure["name"]: figure["value"] for figure in found["rows"]["sizes"]}
    twin, product = (values[f"step{of}, N = 6"] for of in (" of the plain twin", ""))
    assert values["twin / product, N = 6"] == pytest.approx(twin / product)
    assert found["machine"]["versions"]["numpy"]
    assert found["machine"]["date"]


def test_an_unknown_part_is_refused_with_the_known_ones() -> None:
    done = bench("size")
    assert done.returncode == 2
    assert "no part 'size'" in done.stderr
    assert all(name in done.stderr for name in ROWS)


@pytest.mark.parametrize(
    ("value", "larger", "verdict"),
    [
        (40.0, True, "aim met"), (20.0, True, "met"), (10.0, True, "missed"),
        (10.0, False, "aim met"), (25.0, False, "met"), (40.0, False, "missed"),
        (None, False, "skipped"),
    ],
)  # fmt: skip
def test_verdicts(value: float | None, larger: bool, verdict: str) -> None:
    least, aim = (18.0, 35.0) if larger else (30.0, 20.0)
    figure = Figure("x", value, "times", least, aim, larger=larger)
    assert figure.verdict == verdict
    assert line(figure).endswith(verdict)


def test_medians_are_per_unit_and_the_exponent_is_a_slope() -> None:
    calls: list[str] = []

    def work(name: str) -> int:
        calls.append(name)
        return 2

    found = interleaved({name: lambda name=name: work(name) for name in "ab"}, 3)  # type: ignore[misc]
    assert calls == ["a", "b"] * 3
    assert all(seconds >= 0 for seconds in found.values())
    assert exponent({10: 1.0, 100: 100.0}) == pytest.approx(2.0)


def test_the_page_is_written_from_the_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    figures = [
        Figure("twin / product, N = 10", 20.0, "times", 18.0, 35.0, larger=True),
        Figure("step, N = 10", 1234.5, "µs CPU"),
        Figure("500 members", None, "min", 15.0, 4.0, note="no record"),
    ]
    found = record(Effort(quick=False, repeats=1, sizes=(10,)), {"sizes": figures})
    (tmp_path / "latest.json").write_text(json.dumps(found))
    text = f"before\n{page.START}old\n{page.END}after\n"
    monkeypatch.setattr(page, "RESULTS", tmp_path)
    monkeypatch.setattr(page, "PAGE", tmp_path / "page.md")
    (tmp_path / "page.md").write_text(text)
    page.main()
    written = (tmp_path / "page.md").read_text()
    assert written.startswith(f"before\n{page.START}Measured on ")
    assert written.endswith(f"{page.END}after\n")
    assert "old" not in written
    assert "| twin / product, N = 10 | 18 | 35 | 20 times | met | sizes |" in written
    assert "| 500 members | 15 | 4 | no record | skipped | sizes |" in written
    assert "| 10 | 1,234 |" in written


def test_the_documentation_has_the_markers() -> None:
    text = page.PAGE.read_text(encoding="utf-8")
    assert text.count(page.START) == text.count(page.END) == 1
