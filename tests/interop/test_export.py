"""Export to tools that draw networks and maps, and reading of results by other libraries."""

import datetime
import io
import json
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import alliancesim as al
from alliancesim.export import alliance_graph, csv, geojson, graphml, model_at, write_tables
from alliancesim.results import Results
from tests.cases import raw
from tests.cli.test_running import cli, facts

SIGNED = datetime.date(2000, 7, 15)
CASE = raw(4) | {
    "clock": {"start": "2000-01-01", "horizon": 2.0},
    "events": [{"date": SIGNED.isoformat(), "kind": "sign", "alliance": "late",
                "name": "Late pact", "members": ["B", "D"], "obligations": ["defence"]}],
}  # fmt: skip
CASE["states"]["D"]["location"] = {"lat": 10.0, "lon": 170.0}
CASE["states"]["B"]["location"] = {"lat": 20.0, "lon": -170.0}


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    folder = tmp_path_factory.mktemp("made") / "results"
    return al.run(al.load(CASE), runs=2, seed=5).save(folder)


def test_alliances_are_those_of_the_date_between_yearly_tables(results: Results) -> None:
    before = alliance_graph(model_at(results, datetime.date(2000, 7, 1), run=1))
    after = alliance_graph(model_at(results, datetime.date(2000, 8, 1), run=1))
    assert not before.has_edge("B", "D")
    assert after.edges["B", "D"]["pact"]
    assert after.edges["B", "D"]["treaties"] == "Late pact"
    assert (before.graph["date"], after.graph["date"]) == ("2000-07-01", "2000-08-01")


def test_the_end_is_that_of_the_tables(results: Results) -> None:
    table = pd.read_csv(io.StringIO(csv(model_at(results, run=1))))
    dyads = results.dyads
    last = dyads[(dyads["run"] == 1) & (dyads["step"] == 24)].reset_index(drop=True)
    for column in ("trust_12", "tension", "onset_rate"):
        assert np.allclose(table[column], last[column])
    assert list(table["pact"]) == list(last["pact"])


def test_graphml_comes_back_as_the_same_network(results: Results) -> None:
    model = model_at(results)
    read = nx.parse_graphml(graphml(model))
    made = alliance_graph(model)
    assert set(read.nodes) == {"A", "B", "C", "D"}
    assert {frozenset(e) for e in read.edges} == {frozenset(e) for e in made.edges}
    assert read.edges["A", "C"]["rivalry"] is True
    assert read.nodes["A"]["capability"] == pytest.approx(made.nodes["A"]["capability"])


def test_geojson_cuts_lines_at_the_antimeridian(results: Results) -> None:
    whole = json.loads(geojson(model_at(results)))
    assert whole["type"] == "FeatureCollection"
    points = [f for f in whole["features"] if f["geometry"]["type"] == "Point"]
    assert {f["properties"]["id"] for f in points} == {"A", "B", "C", "D"}
    line = next(f for f in whole["features"] if f["properties"].get("treaties") == "Late pact")
    assert line["geometry"] == {
        "type": "MultiLineString",
        "coordinates": [[[-170.0, 20.0], [-180.0, 15.0]], [[180.0, 15.0], [170.0, 10.0]]],
    }


def test_a_date_outside_or_another_model_is_refused(results: Results) -> None:
    with pytest.raises(al.ResultsError, match="outside the run"):
        model_at(results, datetime.date(2010, 1, 1))
    with pytest.raises(al.ResultsError, match="runs 0 to 1"):
        model_at(results, run=2)
    other = Results(results.manifest | {"seed": 6}, results.tables)
    with pytest.raises(al.ResultsError, match="does not come out"):
        model_at(other)


def test_tables_as_csv_hold_what_the_parquet_files_hold(results: Results, tmp_path: Path) -> None:
    files = write_tables(results, tmp_path / "csv")
    assert {file.stem for file in files} == set(results.tables)
    events = pd.read_csv(tmp_path / "csv" / "events.csv")
    assert len(events) == len(results.events)
    assert json.loads(events["actors"][0]) == list(results.events["actors"].iloc[0])
    metrics = pd.read_csv(tmp_path / "csv" / "metrics.csv")
    assert np.allclose(metrics["trust_mean"], results.metrics["trust_mean"])


def test_pandas_reads_results_without_this_package(results: Results) -> None:
    assert results.folder is not None
    frame = pd.read_parquet(results.folder / "metrics.parquet")
    assert len(frame) == 2 * 25
    assert frame["trust_mean"].equals(results.metrics["trust_mean"])


def test_polars_reads_results(results: Results) -> None:
    polars = pytest.importorskip("polars", reason="polars is not installed")
    assert results.folder is not None
    frame = polars.read_parquet(results.folder / "events.parquet")
    assert frame.height == len(results.events)
    assert frame["actors"].to_list() == [list(actors) for actors in results.events["actors"]]
    lazy = polars.scan_parquet(results.folder / "metrics.parquet")
    means = lazy.group_by("run").agg(polars.col("onsets").sum()).sort("run").collect()
    assert means["onsets"].to_list() == list(results.metrics.groupby("run")["onsets"].sum())


def test_the_verb_writes_to_a_pipe_or_a_file(results: Results, tmp_path: Path) -> None:
    folder = str(results.folder)
    piped = cli("export", folder, "--date", "2000-12-31", cwd=tmp_path)
    assert piped.returncode == 0, piped.stderr
    assert nx.parse_graphml(piped.stdout).graph["date"] == "2000-12-01"
    words = ("export", folder, "--format", "geojson", "--out", "map.geojson", "--json")
    assert facts(cli(*words, cwd=tmp_path))["date"] == "2002-01-01"
    assert json.loads((tmp_path / "map.geojson").read_text("utf-8"))["scenario"] == "test_case"


BAD = {
    "no day": (("--date", "soon"), "YYYY-MM-DD"),
    "tables to nowhere": (("--format", "tables"), "--out"),
    "tables of a day": (("--format", "tables", "--out", "t", "--date", "2000-12-31"), "all of"),
    "facts beside the file": (("--json",), "--out"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_gives_one_message(results: Results, name: str, tmp_path: Path) -> None:
    words, hint = BAD[name]
    run = cli("export", str(results.folder), *words, cwd=tmp_path)
    assert (run.returncode, run.stdout) == (2, "")
    assert hint in run.stderr
    assert "Traceback" not in run.stderr
    assert not list(tmp_path.iterdir())
