"""`compare` and `ablate` through real processes: what they print, write, and refuse."""

import json
from pathlib import Path

import pandas as pd
import pytest

from alliancesim.scenario import load, to_yaml
from tests.cases import case
from tests.cli.test_running import cli, facts
from tests.report import test_browser as browser


@pytest.fixture(scope="module")
def scenario(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("case") / "small.yaml"
    small = load(case(3), {"clock.horizon": 1.0, "preset": "minimal"})
    file.write_text(to_yaml(small), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def compared(scenario: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("compared")
    words = ("compare", str(scenario), "--set", "instruments.dialogue.enabled=false", "--runs", "4",
             "--assumptions", "5", "--pairs", "3", "--workers", "2", "--json")  # fmt: skip
    found = facts(cli(*words, cwd=folder))
    assert next(iter(found)) == "results"
    assert list(found)[1] == "assumptions", "shown first"
    assert found["assumptions"]["draws"] == 5
    assert found["effects"]["engagements"]["effect"] < 0
    assert found["accounts"]["engagements"][0]["label"] == "dialogue"
    return folder / found["results"]


def test_compare_writes_page_and_tables(compared: Path) -> None:
    assert {file.name for file in compared.iterdir()} == {
        "manifest.json", "comparison.html", "effects.parquet", "partings.parquet",
        "accounts.parquet", "over_time.parquet", "draws.parquet", "effects_of_draws.parquet",
    }  # fmt: skip
    draws = pd.read_parquet(compared / "draws.parquet")
    effects = pd.read_parquet(compared / "effects_of_draws.parquet")
    manifest = json.loads((compared / "manifest.json").read_text("utf-8"))
    assert len(draws) == 5
    assert len(draws.columns) == manifest["assumptions"]["coefficients"] + 1
    assert set(effects["draw"]) == set(range(5))
    page = (compared / "comparison.html").read_text("utf-8")
    places = [page.index(f'id="{name}"') for name in ("assumptions", "luck", "time", "why")]
    assert places == sorted(places)
    assert manifest["command"].replace("'", "&#x27;") in page


@pytest.mark.skipif(browser.BROWSER is None, reason="no Chromium found")
def test_the_page_draws_itself_without_a_request(compared: Path, tmp_path: Path) -> None:
    document, console, asked = browser.drawn(compared / "comparison.html", tmp_path)
    assert console == ""
    assert 'data-drawn="yes"' in document
    assert asked == set()


def test_people_are_told_of_luck_and_of_what_accounts_for_it(
    scenario: Path, tmp_path: Path
) -> None:
    run = cli("compare", str(scenario), "--set", "instruments.dialogue.enabled=false", "--runs",
              "3", "--out", "mine", cwd=tmp_path)  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert "Luck: 3 pairs" in run.stdout
    assert "good: dialogue" in run.stdout
    assert "mine/comparison.html" in run.stdout
    assert not (tmp_path / "mine" / "draws.parquet").exists()


def test_ablate_ranks_and_writes(scenario: Path, tmp_path: Path) -> None:
    words = ("ablate", str(scenario), "--runs", "2", "--outcome", "engagements", "--outcome",
             "trust_mean")  # fmt: skip
    found = facts(cli(*words, "--json", cwd=tmp_path))
    sizes = [abs(part["effects"]["engagements"]["effect"]) for part in found["parts"]]
    assert len(sizes) == 3
    assert sizes == sorted(sizes, reverse=True)
    folder = tmp_path / found["results"]
    assert {f.name for f in folder.iterdir()} == {
        "manifest.json", "ablation.html", "ablation.parquet"
    }  # fmt: skip
    assert len(pd.read_parquet(folder / "ablation.parquet")) == 6
    told = cli(*words, "--workers", "2", cwd=tmp_path)
    assert told.returncode == 0, told.stderr
    assert "Without each in turn" in told.stdout


BAD = {
    "nothing changes": (("compare", "teaching"), "nothing to compare"),
    "other clock": (("compare", "teaching", "--set", "clock.step=year"), "clock"),
    "one draw": (("compare", "teaching", "--set", "clock.step=month", "--assumptions", "1"),
                 "two assumptions"),
    "unknown metric": (("ablate", "teaching", "--outcome", "stabilty"), "stability"),
    "no trend": (("ablate", "teaching", "--what", "trends"), "no trend is switched on"),
    "unknown part": (("ablate", "teaching", "--what", "people"), "mechanisms"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_input_gives_one_message_and_leaves_nothing(name: str, tmp_path: Path) -> None:
    words, hint = BAD[name]
    run = cli(*words, cwd=tmp_path)
    assert run.returncode == 2
    assert run.stdout == ""
    assert hint in run.stderr
    assert "Traceback" not in run.stderr
    assert list(tmp_path.iterdir()) == []
