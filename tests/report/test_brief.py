"""The policy brief: its answer, cost, flips and grades, and that it prints on two pages."""

import dataclasses
import re
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from alliancesim.assumptions import Assumptions, Finding, Flip, explore
from alliancesim.assumptions.findings import Driver
from alliancesim.comparison import Account, Comparison, compare_cases
from alliancesim.report.brief import Briefed, firmness, write_brief
from alliancesim.report.brief_costs import costs, shortened, total, unpriced
from alliancesim.scenario import Scenario, load
from tests.cases import raw
from tests.report.test_browser import BROWSER

CHANGE: dict[str, Any] = {
    "instruments.dialogue.intensity": 3.0,
    "instruments.early_warning.intensity": 2.0,
}


@cache
def versions() -> tuple[Scenario, Scenario]:
    data = raw(3) | {"clock": {"start": "2000-01-01", "horizon": 2.0}, "preset": "minimal",
                     "title": "A <strait>", "question": "Does talk help? " * 60,
                     "omitted": ["Farland"]}  # fmt: skip
    return load(data), load(data, CHANGE)


@cache
def found() -> Comparison:
    return compare_cases(*versions(), runs=12, seed=3)


@cache
def over() -> Assumptions:
    explored = explore(*versions(), draws=4, pairs=4, seed=3, outcomes=("trust_mean", "onsets"))
    path = "instruments.dialogue.inclination.value"
    central = found().effect("trust_mean")
    finding = Finding("trust_mean", central, -0.2, 0.4, 0.25, 0.1, 0.3,
                      [Driver(path, 0.8, float("nan"))])  # fmt: skip
    flip = Flip("trust_mean", path, -0.5, -0.7, -0.6, clear=True)
    return dataclasses.replace(explored, findings=[finding], flips=[flip])


def briefed(over_: Assumptions | None, changes: int = 2) -> Briefed:
    shown = [f"{path} = {value}" for path, value in CHANGE.items()] * (changes // 2)
    words = ["alliancesim", "compare", "a.yaml", *["--set", "x" * 60] * changes]
    return Briefed(*versions(), shown, found(), over_, 12, 3, words)


def text(folder: Path, over_: Assumptions | None) -> str:
    write_brief(briefed(over_), folder)
    return (folder / "brief.md").read_text("utf-8")


def test_it_has_question_answer_cost_flips_evidence_and_limits(tmp_path: Path) -> None:
    page = text(tmp_path, over())
    titles = re.findall(r"^## (.+)$", page, re.MULTILINE)
    assert titles == ["Answer", "Cost", "Where the answer turns", "Evidence",
                      "Limits and reproduction"]  # fmt: skip
    assert "instruments.dialogue.intensity = 3.0" in page
    trust = next(line for line in page.splitlines() if line.startswith("| Mean trust | 0"))
    assert trust.endswith("| −0.2 to +0.4 | turns in 25\u202f% |")
    assert "instruments.dialogue.inclination = -0.6" in page
    assert "What the answer hangs on most" in page


def test_without_draws_it_says_that_assumptions_were_not_tried(tmp_path: Path) -> None:
    page = text(tmp_path, None)
    assert "not tried" in page
    assert "Not sought" in page
    assert "hangs on most" not in page


def test_costs_are_engagements_times_what_both_sides_declare() -> None:
    before, after = versions()
    accounts = [
        Account("engagements", "", "dialogue", 10, 15, 5, 4, 6),
        Account("engagements", "", "joint_exercise", 3, 1, -2, -3, -1),
        Account("engagements", "", "arms_sale", 3, 4, 1, -1, 3),  # luck may explain it
    ]
    direct, indirect = costs(dataclasses.replace(found(), accounts=accounts), before, after)
    assert [(c.instrument, c.low, c.high, c.staff_days) for c in direct] == [
        ("dialogue", 5 * 2 * 0.05, 5 * 2 * 0.5, 5 * 2 * 60)
    ]
    assert [(c.instrument, c.low, c.high, c.staff_days) for c in indirect] == [
        ("joint_exercise", -2 * 2 * 100, -2 * 2 * 10, -2 * 2 * 3000)
    ]
    whole = total([*direct, *indirect])
    assert (whole.low, whole.staff_days) == (-399.5, -11_400)
    assert [c.instrument for c in shortened([*direct, *indirect, *direct], 1)] == [
        "dialogue", "2 more instruments"
    ]  # fmt: skip


def test_levers_are_named_as_not_in_the_sum() -> None:
    left = [*unpriced(found(), *versions())]
    assert len(left) == 1
    assert left[0].startswith("Early warning: a lever")


def test_firmness_tells_luck_from_assumption() -> None:
    clear = found().effect("engagements")
    assert clear.clear
    finding = over().findings[0]
    assert firmness(clear, None, flips=False) == "beyond luck"
    assert firmness(clear, finding._replace(against=0.0), flips=False) == "holds"
    assert firmness(clear, finding._replace(against=0.0), flips=True).startswith("turns in")
    assert firmness(clear, finding._replace(luck=1.0), flips=False) == "needs pairs"
    assert firmness(clear._replace(low=-1.0, high=9.0), finding, flips=False) == "unclear"


def test_the_page_is_escaped_and_asks_for_nothing(tmp_path: Path) -> None:
    write_brief(briefed(over()), tmp_path)
    page = (tmp_path / "brief.html").read_text("utf-8")
    assert "A &lt;strait&gt;" in page
    assert "<script" not in page
    assert not re.search(r"(?:src|href)=|url\(", page)


@pytest.mark.skipif(BROWSER is None, reason="no Chromium found: the brief is not printed")
@pytest.mark.parametrize("draws", [False, True])
def test_it_prints_on_two_pages_however_much_there_is_to_say(tmp_path: Path, draws: bool) -> None:
    write_brief(briefed(over() if draws else None, 10), tmp_path)
    pdf = tmp_path / "brief.pdf"
    subprocess.run(
        [str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
         f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={pdf}",
         (tmp_path / "brief.html").as_uri()],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert len(re.findall(rb"/Type /Page\b", pdf.read_bytes())) == 2
