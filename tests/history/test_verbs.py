"""The verbs of the record: what they print, write and refuse."""

import json
import sys
from pathlib import Path

import pytest

from alliancesim.cli import main
from alliancesim.history import cache, sources
from alliancesim.history.sources import VARIABLE
from alliancesim.history.tables import tables
from alliancesim.scenario import load
from tests.history.test_sources import FILES, Server, server  # noqa: F401 (a fixture)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("COLUMNS", "150")
    monkeypatch.chdir(tmp_path)
    for module in (cache, sources):
        monkeypatch.setattr(module, "cache", lambda: tmp_path / "home")
    return tmp_path / "home"


def call(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["alliancesim", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def test_fetch_fetches_what_is_pinned(
    server: Server,  # noqa: F811
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    def release(**hashes: str) -> None:
        monkeypatch.setattr("alliancesim.history.tables.tables", lambda: server.release(**hashes))

    release(cow_states="0" * 64)
    assert call(monkeypatch, "data", "fetch") == 3
    told = capsys.readouterr()
    assert "1 of 2 tables" in told.out
    assert told.err.startswith("cow_states.rda: ")
    release()
    assert call(monkeypatch, "data", "fetch") == 0
    assert "2 of 2 tables" in capsys.readouterr().out
    assert {file.name: file.read_bytes() for file in (home / "tables").iterdir()} == FILES


@pytest.mark.parametrize("by_name", [True, False])
def test_fetch_uses_a_folder_as_it_is(
    pack: Path, tmp_path: Path, by_name: bool, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    def fetch(folder: Path) -> int:
        if by_name:
            monkeypatch.setenv(VARIABLE, str(folder))
            return call(monkeypatch, "data", "fetch")
        return call(monkeypatch, "data", "fetch", "--from", str(folder))

    assert fetch(pack) == 0
    assert f"23 of 23 tables in {pack}" in capsys.readouterr().out
    empty = tmp_path / "empty"
    empty.mkdir()
    assert fetch(empty) == 3
    told = capsys.readouterr()
    assert "0 of 23" in told.out
    assert "cow_states.rda is missing" in told.err
    assert fetch(tmp_path / "nowhere") == 2
    assert capsys.readouterr().err.startswith("there is no folder")


def test_status_says_what_is_there(
    pack: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(monkeypatch, "data", "status", "--from", str(pack)) == 0
    told = capsys.readouterr().out
    assert all(name in told for name in tables())
    assert "1910-1995" in told
    assert "not the pinned release" in told
    assert call(monkeypatch, "data", "status", "--from", str(pack), "--json") == 0
    facts = json.loads(capsys.readouterr().out)
    disputes = next(item for item in facts["tables"] if item["name"] == "cow_mid_ddydisps")
    assert disputes["rows"] == 16
    assert disputes["years"] == [1910, 1995]
    assert disputes["present"]
    assert not disputes["pinned"]
    assert disputes["outcome"]


def test_status_of_nothing_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(monkeypatch, "data", "status") == 0
    assert capsys.readouterr().out.count("missing") == len(tables())


def test_cite_names_every_table_and_its_authors(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(monkeypatch, "data", "cite") == 0
    told = capsys.readouterr().out
    assert all(name in told for name in tables())
    assert all(author in told for author in ("Palmer", "Leeds", "Singer", "Bailey", "Miller"))


def test_a_world_is_written_checked_and_run(
    pack: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    written = ("scenario", "from-history", "--year", "1986", "--from", str(pack), "--out")
    assert call(monkeypatch, *written, "world.yaml", "--states", "Europe,ALA,Golm") == 0
    assert "Aland, Corda, West Drune, Estova, Golm" in capsys.readouterr().out
    assert load("world.yaml").ids == ["ALA", "COR", "DRW", "EST", "GOL"]
    assert (
        Path("world.yaml")
        .read_text(encoding="utf-8")
        .startswith(
            '# Written by: alliancesim scenario from-history --year 1986 --states "Europe,ALA,Golm"'
        )
    )
    assert call(monkeypatch, "validate", "world.yaml") == 0
    assert call(monkeypatch, "run", "world.yaml", "--runs", "1", "--years", "1", "--no-report") == 0
    assert call(monkeypatch, *written, "all.yaml", "--step", "quarter", "--horizon", "5") == 0
    whole = load("all.yaml")
    assert len(whole.states) == 7
    assert (whole.clock.step, whole.clock.horizon) == ("quarter", 5.0)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--year", "1986", "--states", "ALA,Glm"), "did you mean"),
        (("--year", "1816"), "1815 is not in it"),
        (("--year", "2010"), "2009 is not in it"),
    ],
)
def test_what_cannot_be_written_is_told(
    pack: Path, words: tuple[str, ...], message: str, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    source = ("--from", str(pack), "--out", "world.yaml")
    assert call(monkeypatch, "scenario", "from-history", *words, *source) == 2
    assert message in capsys.readouterr().err
    assert not Path("world.yaml").exists()


def test_compare_shows_ranks_and_the_pairs_that_differ(
    pack: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source = ("--from", str(pack))
    call(monkeypatch, "scenario", "from-history", "--year", "1986", *source, "--out", "world.yaml")
    capsys.readouterr()
    assert call(monkeypatch, "data", "compare", "world.yaml", "--year", "1985", *source) == 0
    told = capsys.readouterr().out
    assert "world_1986" in told
    assert "the end of 1985" in told
    assert told.count("all 21") == told.count("with a past") == 2
    words = ("data", "compare", "world.yaml", "--year", "1985", *source, "--json")
    assert call(monkeypatch, *words) == 0
    facts = json.loads(capsys.readouterr().out)["scenarios"]["world_1986"]
    assert facts["rho"]["trust"] > 0.9
    assert len(facts["pairs"]) == 21


def test_help_needs_no_tables(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in (("data", "--help"), ("scenario", "--help"), ("data", "fetch", "-h")):
        assert call(monkeypatch, *words) == 0
    assert "from-history" in capsys.readouterr().out
