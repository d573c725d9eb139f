"""Results: whole or not at all, and refused when damaged."""

import json
from pathlib import Path

import pytest

import alliancesim as al
from alliancesim.results import content_hash
from tests.cases import case


@pytest.fixture
def results() -> al.Results:
    return al.run(case(4), runs=2, seed=1, years=3)


def test_what_is_saved_is_what_is_loaded(results: al.Results, tmp_path: Path) -> None:
    saved = results.save(tmp_path / "deep" / "folder")
    loaded = al.Results.load(tmp_path / "deep" / "folder")
    assert loaded.manifest == saved.manifest
    assert loaded.scenario == results.scenario
    assert content_hash(loaded.tables) == results.manifest["content_hash"]
    assert [p.name for p in (tmp_path / "deep").iterdir()] == ["folder"]
    for name in loaded.tables:
        assert loaded.frame(name).equals(results.frame(name)), name


def test_tables_hold_every_run_and_step(results: al.Results) -> None:
    assert len(results.metrics) == 2 * 37
    assert len(results.states) == 2 * 4 * 4
    assert len(results.dyads) == 2 * 4 * 6
    assert set(results.contributions["year"]) == {1, 2, 3}
    terms = results.events.query("kind == 'onset'")["terms"]
    assert len(terms), "the case has disputes"
    for row in terms:
        sizes = [abs(term["value"]) for term in row]
        assert sizes == sorted(sizes, reverse=True)


def test_nothing_is_left_when_writing_fails(results: al.Results, tmp_path: Path) -> None:
    def fail(_: al.Results, __: Path) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(al.ResultsError, match="No space left"):
        results.save(tmp_path / "folder", also=fail)
    assert list(tmp_path.iterdir()) == []
    saved = results.save(tmp_path / "folder")
    with pytest.raises(al.ResultsError, match="No space left"):
        results.save(tmp_path / "folder", also=fail)
    assert al.Results.load(tmp_path / "folder").manifest == saved.manifest


@pytest.mark.parametrize("damage", ["truncated", "missing", "manifest", "format", "empty"])
def test_damaged_folders_are_refused(results: al.Results, tmp_path: Path, damage: str) -> None:
    folder = tmp_path / "folder"
    results.save(folder)
    table, manifest = folder / "events.parquet", folder / "manifest.json"
    if damage == "truncated":
        table.write_bytes(table.read_bytes()[:200])
    elif damage == "missing":
        table.unlink()
    elif damage == "manifest":
        manifest.write_text("{", encoding="utf-8")
    elif damage == "format":
        manifest.write_text(json.dumps(results.manifest | {"format": 99}), encoding="utf-8")
    else:
        manifest.write_text("[]", encoding="utf-8")
    with pytest.raises(al.ResultsError, match=r"events\.parquet|manifest\.json"):
        al.Results.load(folder)


def test_an_unknown_table_is_named(results: al.Results) -> None:
    with pytest.raises(al.ResultsError, match="no table 'nothing'"):
        results.frame("nothing")


def test_a_run_in_which_nothing_happens_has_empty_tables() -> None:
    quiet = case(
        3,
        instruments={name: {"enabled": False} for name in al.INSTRUMENTS},
        parameters={"environment": {"leader_change_democracy": 0.0, "leader_change_autocracy": 0.0},
                    "onset": {"constant": -12.0}},
        dyads={}, disputes={},
    )  # fmt: skip
    results = al.run(quiet, years=1)
    assert len(results.engagements) == 0
    assert "trust" in results.engagements
    assert results.events["kind"].isin(["onset", "leader_change"]).sum() == 0
