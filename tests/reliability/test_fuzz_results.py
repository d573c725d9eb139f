"""Whatever is wrong with a folder of results or of a sweep: it is read as it was, or refused."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import alliancesim as al
from alliancesim.experiments import Sweep
from alliancesim.results import SCHEMAS, content_hash
from alliancesim.summaries import outcomes
from tests.cases import case
from tests.experiments.small import undisturbed, write
from tests.reliability.limits import bounded, fuzz
from tests.reliability.mutations import mutated_data, places

WAYS = ["cut", "flip", "swap", "lose", "empty", "garbage", "shift"]
Damage = tuple[str, str, float, int]
"""How a file is damaged, which one, where, and by what."""


def damages(names: list[str]) -> st.SearchStrategy[Damage]:
    """Return damages to files with these names."""
    return st.tuples(
        st.sampled_from(WAYS), st.sampled_from(names), st.floats(0, 0.999), st.integers(1, 255)
    )


def spoil(folder: Path, damage: Damage) -> None:
    """Damage a file of a folder."""
    way, name, share, byte = damage
    file = folder / name
    raw = bytearray(file.read_bytes())
    at = int(share * len(raw))
    if way == "flip":
        raw[at] ^= byte
    elif way == "shift":
        del raw[at]
    else:
        others = [path for path in sorted(folder.glob("*.parquet")) if path != file]
        raw = {
            "cut": raw[:at], "empty": bytearray(), "garbage": bytearray([byte] * at),
            "swap": bytearray(others[byte % len(others)].read_bytes()), "lose": raw,
        }[way]  # fmt: skip
    file.write_bytes(raw)
    if way == "lose":
        file.unlink()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("results") / "whole"
    al.run(case(3), runs=2, seed=1, years=2, folder=folder)
    return folder


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sweep")
    undisturbed(write(folder, runs=1), folder / "whole")
    return folder / "whole"


def copied(whole: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "damaged"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(whole, folder)
    return folder


def attempt(step: Callable[[], Any], kind: str) -> str:
    """Return the error with which a folder is refused, or nothing."""
    told = ""
    with bounded(kind) as tally:
        try:
            step()
        except al.ResultsError as error:
            tally.refused += 1
            told = str(error) or "no words"
    return told


def used(folder: Path) -> al.Results:
    """Read all there is in a folder."""
    results = al.Results.load(folder)
    assert results.scenario.states
    for name in results.tables:
        results.frame(name)
        list(results.pieces(name))
    return results


@fuzz(0.05)
@given(damage=damages([f"{name}.parquet" for name in SCHEMAS]))
@example(damage=("flip", "threats.parquet", 0.15095809872507707, 162))
@example(damage=("flip", "metrics.parquet", 0.6136479311854508, 107))
@example(damage=("flip", "dyads.parquet", 0.5001699547634255, 113))
def test_a_damaged_table_is_refused_or_does_not_matter(
    damage: Damage, whole: Path, tmp_path: Path
) -> None:
    folder = copied(whole, tmp_path)
    spoil(folder, damage)
    told = attempt(lambda: used(folder), "tables of results")
    if told:
        assert ".parquet" in told
    else:
        tables = al.Results.load(folder).tables
        assert content_hash(tables) == al.Results.load(whole).manifest["content_hash"]


MANIFEST: dict[str, Any] = {
    "format": 1, "alliancesim": "0.1.0", "scenario": {"name": "x"}, "overrides": {"a.b": "1"},
    "years": 2, "seed": 1, "runs": 2, "steps": 24, "step_years": 1 / 12,
    "tables": sorted(SCHEMAS), "rows": {"events": 1}, "content_hash": "ab",
    "versions": {"python": "3"},
    "timings": {"seconds": 1.0, "steps_per_second": 48.0},
}  # fmt: skip
SHAPES = st.one_of(
    mutated_data([json.dumps(MANIFEST)], [list(places(MANIFEST))]),
    st.sampled_from([[], {}, None, 1, "x", {"format": True}, {"format": 1}, [MANIFEST]]),
)


@fuzz(0.03)
@given(data=SHAPES)
def test_an_edited_manifest_is_refused_or_tells_the_truth(
    data: Any, whole: Path, tmp_path: Path
) -> None:
    folder = copied(whole, tmp_path)
    true = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    if isinstance(data, dict):
        kept = {key for key in ("scenario", "rows") if data.get(key) == MANIFEST[key]}
        data = data | {key: true[key] for key in kept}
    (folder / "manifest.json").write_text(json.dumps(data, default=repr), encoding="utf-8")

    def step() -> None:
        results = used(folder)
        assert outcomes(results)

    told = attempt(step, "manifests")
    if told:
        assert "manifest.json" in told
    else:
        assert data["runs"] * (data["steps"] + 1) == true["runs"] * (true["steps"] + 1)


@fuzz(0.02)
@given(damage=damages(["members.parquet", "failures.parquet", "points.parquet", "manifest.json"]))
@example(damage=("flip", "points.parquet", 0.7352799770036721, 25))
def test_a_damaged_sweep_is_refused_or_read(damage: Damage, swept: Path, tmp_path: Path) -> None:
    folder = copied(swept, tmp_path)
    spoil(folder, damage)

    def step() -> None:
        sweep = Sweep.load(folder)
        assert len(sweep.points) >= 0
        assert len(sweep.members) == sweep.manifest["members"]
        assert len(sweep.failures) == sweep.manifest["failures"]
        assert sweep.inputs
        assert sweep.outcomes
        assert sweep.experiment.members
        whole = Sweep.load(swept)
        for name in ("points", "members", "failures"):
            assert getattr(sweep, name).equals(getattr(whole, name))

    told = attempt(step, "sweeps")
    if told:
        assert damage[1] in told or "manifest.json" in told
