"""Ensembles written as they come: the same tables and hash, whole or not at all."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import alliancesim as al
from alliancesim import stored
from alliancesim.results import content_hash
from alliancesim.stored import TableWriter
from alliancesim.summaries import bands, outcomes
from tests.cases import case

RUNS = 4


@pytest.fixture(scope="module")
def held() -> al.Results:
    return al.run(case(4), runs=RUNS, seed=2, years=2)


@pytest.mark.parametrize("group", [1, 200_000, 10**9])
def test_a_streamed_ensemble_is_the_one_in_memory(
    held: al.Results, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, group: int
) -> None:
    monkeypatch.setattr(stored, "GROUP", group)
    folder = tmp_path / "deep" / "run"
    streamed = al.run(case(4), runs=RUNS, seed=2, years=2, folder=folder)
    assert streamed.manifest["content_hash"] == held.manifest["content_hash"]
    assert content_hash(streamed.tables) == content_hash(dict(streamed.tables))
    for name in held.tables:
        assert streamed.frame(name).equals(held.frame(name)), name
    groups = pq.read_metadata(folder / "metrics.parquet").num_row_groups
    assert groups == (RUNS if group == 1 else 1 if group == 10**9 else groups)
    assert repr(outcomes(al.Results.load(folder))) == repr(outcomes(held))
    assert bands(al.Results.load(folder), "trust_mean").equals(bands(held, "trust_mean"))
    assert [f.name for f in (tmp_path / "deep").iterdir()] == ["run"]
    again = al.Results.load(folder).save(folder)
    assert al.Results.load(folder).manifest == again.manifest


def test_nothing_is_left_of_an_ensemble_that_fails(tmp_path: Path) -> None:
    def full(_: int, __: int) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(al.ResultsError, match="No space left"):
        al.run(case(3), runs=2, years=1, progress=full, folder=tmp_path / "run")
    assert list(tmp_path.iterdir()) == []


def test_members_without_rows_do_not_settle_the_columns(tmp_path: Path) -> None:
    empty = pa.table({"run": pa.array([], pa.int32()), "what": pa.array([], pa.null())})
    full = pa.table({"run": pa.array([1], pa.int32()), "what": ["war"], "size": [2.0]})
    with TableWriter(tmp_path, ["events"]) as writer:
        for member in (empty, full, empty):
            writer.add({"events": member})
    whole = pa.concat_tables([empty, full, empty], promote_options="default")
    assert writer.stored()["events"].equals(whole)
    assert content_hash(writer.stored()) == content_hash({"events": whole})


def test_inner_damage_is_told_when_the_table_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    al.run(case(3), runs=1, years=1, folder=folder)
    file = folder / "metrics.parquet"
    data = bytearray(file.read_bytes())
    data[4:400] = bytes(396)
    file.write_bytes(data)
    results = al.Results.load(folder)
    with pytest.raises(al.ResultsError, match=r"metrics\.parquet is damaged: it is not the file"):
        _ = results.metrics
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    del manifest["files"]  # as before they had hashes: checksums of pages tell most of it
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    with pytest.raises(al.ResultsError, match=r"metrics\.parquet is missing or damaged"):
        _ = al.Results.load(folder).metrics
