"""The house rules: imports run downward, one writer per field, one call per phase."""

import ast
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest

import alliancesim as al
from alliancesim import model as model_module
from alliancesim.scenario.events import ShockField
from alliancesim.world import FIELDS
from tests.cases import case
from tests.contract.rich_case import raw as lively

SOURCE = Path(al.__file__).parent
LAYERS = (
    ("parameters",),
    ("instruments",),
    ("doctrines",),
    ("mechanisms",),
    ("trends",),
    ("scenario",),
    ("compiled", "crisis", "treaties", "draws", "events", "nonstate"),
    ("organisations",),
    ("world",),
    ("ledger", "kernels", "toolbox"),
    ("phases",),
    ("agenda",),
    ("start", "watch"),
    ("metrics",),
    ("coverage",),
    ("agents",),
    ("model",),
    ("threads", "files", "folders"),
    ("pools",),
    ("history",),
    ("docking",),
    ("stored", "manifest"),
    ("results",),
    ("record",),
    ("ensemble",),
    ("summaries",),
    ("pairs",),
    ("comparison", "export", "patterns", "why"),
    ("theories",),
    ("experiments",),
    ("light",),
    ("assumptions", "ablation"),
    ("figures",),
    ("report",),
    ("view",),
    ("cli",),
    ("__main__",),
)
RANK = {room: rank for rank, rooms in enumerate(LAYERS) for room in rooms}
PHASES = (
    "forums", "environment", "threats", "perceive", "engage", "settle", "economy",
    "proliferation", "realign", "crises", "conduct", "learn",
)  # fmt: skip
PARTS = {"arms": "environment", "shocks": "environment", "exports": "conduct"}
"""Files in phases/ that are chapters of a phase."""


def room(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """Return the rooms that a module imports at run time (imports for type checks are free)."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            node.body = []
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("alliancesim"):
            parts = (node.module or "").split(".")
            found |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
    return found - {"__version__"}


MODULES = [p for p in sorted(SOURCE.rglob("*.py")) if p != SOURCE / "__init__.py"]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_imports_run_downward_only(path: Path) -> None:
    assert room(path) in RANK, f"say in LAYERS where {room(path)} lives"
    for name in imported(path):
        assert name in RANK, name
        assert RANK[name] <= RANK[room(path)], f"{path.name} imports {name}, which lies above it"


def test_step_calls_each_phase_once_and_in_order() -> None:
    tree = ast.parse((SOURCE / "model.py").read_text(encoding="utf-8"))
    step = next(n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name == "step")
    called = [
        node.func.id
        for node in sorted(
            (n for n in ast.walk(step) if isinstance(n, ast.Call)), key=lambda n: n.lineno
        )
        if isinstance(node.func, ast.Name)
    ]
    assert [name for name in called if name in PHASES] == list(PHASES)
    assert step.end_lineno is not None
    assert step.end_lineno - step.lineno < 40, "one step on one screen"
    homes = {p.stem for p in (SOURCE / "phases").iterdir() if not p.name.startswith("__")}
    assert homes == {*PHASES, *PARTS}, "every file in phases/ is a phase or a chapter of one"


def test_every_field_is_written_by_its_phase_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    written: dict[str, set[str]] = {name: set() for name in FIELDS}

    def watched(phase: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(world: Any, *args: Any) -> Any:
            before = world.copy()
            result = function(world, *args)
            for name in FIELDS:
                if not np.array_equal(getattr(before, name), getattr(world, name)):
                    written[name].add(phase)
            return result

        return call

    for phase in PHASES:
        monkeypatch.setattr(model_module, phase, watched(phase, getattr(model_module, phase)))
    shocks = [
        {"date": "2032-03-01", "kind": "shock", "field": field, "actors": ["A", "C"], "change": 0.2}
        for field in (*get_args(ShockField), "interests.order")
    ]
    war = [{"date": "2032-05-01", "kind": "incident", "actors": ["C", "A"], "level": 5}]
    data = lively()
    data["events"] = [*data["events"], *shocks, *war]
    data["parameters"]["ladder"] = data["parameters"].get("ladder", {}) | {"end_war": 0.1}
    for seed in (1, 2, 3):
        model = al.AllianceModel(al.load(data), rng=seed)
        while model.running:
            model.step()
    for name, phases in written.items():
        writer = FIELDS[name].writer
        assert phases == ({writer} if writer != "start" else set()), name


def test_large_files_are_rare() -> None:
    long = {p.name: n for p in MODULES if (n := len(p.read_text("utf-8").splitlines())) > 400}
    assert not long


def test_names_that_do_not_exist_are_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = al.nonsense
    assert case(3).name == "test_case"
