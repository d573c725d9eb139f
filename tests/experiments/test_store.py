"""The store: whole shards or none, one writer, and tables that do not depend on the chunks."""

import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from alliancesim.experiments import Experiment, Sweep, load_experiment
from alliancesim.experiments import store as store_module
from alliancesim.experiments.chunks import Cutter, Plan, Task, failed, table_of
from alliancesim.experiments.processes import Processes
from alliancesim.experiments.store import DONE, FAILED, PENDING, Store
from alliancesim.results import ResultsError
from tests.experiments.small import SMALL, tables


@pytest.fixture(scope="module")
def experiment() -> Experiment:
    return load_experiment(SMALL | {"scenarios": ["teaching", "us_japan"], "runs": 10})


def tasks(experiment: Experiment) -> list[Task]:
    everything = np.arange(experiment.members)
    return [task for chunk in Cutter(experiment, everything, Processes(1)) for task in chunk]


def add(store: Store, some: list[Task], *, failing: int | None = None) -> None:
    """Add members whose outcomes are told from their numbers."""
    rows = [
        failed(task, "ValueError: no", "Traceback")
        if task.member == failing
        else failed(task, "") | {"error": None, "traceback": None, "onsets": float(task.member)}
        for task in some
    ]
    store.add(table_of(Plan.of(store.experiment), rows))


def test_tables_do_not_depend_on_how_members_were_cut(
    experiment: Experiment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "WINDOW", 17)
    everything = tasks(experiment)
    assert [task.member for task in everything] == list(range(120))
    for number, name in enumerate(("whole", "cut", "mixed")):
        order = np.random.default_rng(number).permutation(120) if name == "mixed" else range(120)
        size = 120 if name == "whole" else 7
        with Store.opened(tmp_path / name, experiment) as store:
            for start in range(0, 120, size):
                some = sorted(order[start : start + size])
                add(store, [everything[i] for i in some], failing=50)
            store.compact()
        assert not (tmp_path / name / "shards").exists()
    assert tables(tmp_path / "whole") == tables(tmp_path / "cut") == tables(tmp_path / "mixed")
    sweep = Sweep.load(tmp_path / "cut")
    keys = sweep.members[["point", "scenario", "run"]]
    assert keys.equals(keys.sort_values(["point", "scenario", "run"], ignore_index=True))
    assert sweep.members["onsets"].tolist() == [i for i in range(120) if i != 50]
    assert len(sweep.failures) == 1
    joined = sweep.members.merge(sweep.points, on=["point", "scenario", *sweep.inputs])
    assert len(joined) == 119


def test_what_is_done_is_known_when_the_folder_is_opened_again(
    experiment: Experiment, tmp_path: Path
) -> None:
    everything = tasks(experiment)
    with Store.opened(tmp_path, experiment) as store:
        add(store, everything[10:20], failing=12)
    with Store.opened(tmp_path, experiment) as store:
        status = store.status()
        assert np.flatnonzero(status == DONE).tolist() == [10, 11, *range(13, 20)]
        assert np.flatnonzero(status == FAILED).tolist() == [12]
        store.forget_failures()
        assert store.status()[12] == PENDING
        assert (store.status() == DONE).sum() == 9


def damage(path: Path, how: str) -> None:
    content = bytearray(path.read_bytes())
    if how == "cut short":
        path.write_bytes(content[: len(content) // 2])
    elif how == "empty":
        path.write_bytes(b"")
    else:
        content[len(content) // 4] ^= 0xFF
        path.write_bytes(content)


@pytest.mark.parametrize("how", ["cut short", "empty", "a flipped byte"])
def test_damaged_shards_are_thrown_away(experiment: Experiment, tmp_path: Path, how: str) -> None:
    everything = tasks(experiment)
    with Store.opened(tmp_path, experiment) as store:
        add(store, everything[:60])
        add(store, everything[60:])
    damage(sorted((tmp_path / "shards").iterdir())[1], how)
    with Store.opened(tmp_path, experiment) as store:
        assert np.flatnonzero(store.status() == PENDING).tolist() == list(range(60, 120))
        assert store.damaged == 1


def test_what_a_killed_process_left_half_written_is_cleared(
    experiment: Experiment, tmp_path: Path
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / ".part.abc").write_bytes(b"half")
    with Store.opened(tmp_path / "a", experiment) as store:
        add(store, tasks(experiment)[:5])
        (store.shards.folder / ".part.def").write_bytes(b"half")
        (store.folder / ".part.dir").mkdir()
    with Store.opened(tmp_path / "a", experiment):
        assert not list((tmp_path / "a").rglob(".part.*"))


HOLD = """
import sys
from pathlib import Path
from alliancesim.experiments import load_experiment
from alliancesim.experiments.store import Store
from tests.experiments.small import SMALL
with Store.opened(Path(sys.argv[1]), load_experiment(SMALL)):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_two_processes_do_not_write_the_same_folder(tmp_path: Path) -> None:
    small = load_experiment(SMALL)
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    with (
        pytest.raises(ResultsError, match="another process is writing to"),
        Store.opened(tmp_path, small),
    ):
        pass
    other.kill()
    other.wait()
    with Store.opened(tmp_path, small) as store:
        assert not store.complete


def test_a_folder_that_holds_something_else_is_refused(
    experiment: Experiment, tmp_path: Path
) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "diary.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ResultsError, match="holds something else"), \
            Store.opened(tmp_path / "own", experiment):  # fmt: skip
        pass
    with Store.opened(tmp_path / "small", load_experiment(SMALL)):
        pass
    with pytest.raises(ResultsError, match="holds another sweep"), \
            Store.opened(tmp_path / "small", experiment):  # fmt: skip
        pass
    with pytest.raises(ResultsError, match="is not the folder of a sweep"):
        Sweep.load(tmp_path / "own")
    with pytest.raises(ResultsError, match="is not done"):
        Sweep.load(tmp_path / "small")


@contextmanager
def full_disk(size: int) -> Iterator[None]:
    """Let the system refuse to write files beyond ``size`` bytes, as a full disk does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_loses_nothing_that_was_done(experiment: Experiment, tmp_path: Path) -> None:
    everything = tasks(experiment)
    with Store.opened(tmp_path, experiment) as store:
        add(store, everything[:60])
        with full_disk(100), pytest.raises(ResultsError, match="what is done is kept; run the"):
            add(store, everything[60:])
        with full_disk(100), pytest.raises(ResultsError, match="cannot write to"):
            store.compact()
    with Store.opened(tmp_path, experiment) as store:
        assert (store.status() == DONE).sum() == 60
        add(store, everything[60:])
        store.compact()
    assert len(Sweep.load(tmp_path).members) == 120


def test_a_folder_that_cannot_be_written_is_told_of(experiment: Experiment, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ResultsError, match=r"cannot write to .*file.in"), \
            Store.opened(tmp_path / "file" / "in", experiment):  # fmt: skip
        pass
    with pytest.raises(ResultsError, match="cannot write to /proc/sweep"), \
            Store.opened(Path("/proc/sweep"), experiment):  # fmt: skip
        pass
