"""A small experiment, and the command line that runs it."""

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import numpy as np
import pandas as pd
import pytest

from alliancesim.cli import main
from alliancesim.experiments import load_experiment
from alliancesim.experiments.chunks import Cutter, Plan, run_chunk
from alliancesim.experiments.processes import Processes
from alliancesim.experiments.store import Store

SMALL: dict[str, Any] = {
    "name": "small",
    "scenarios": ["teaching"],
    "levers": {"instruments.dialogue.intensity": [0, 3]},
    "uncertainties": {"parameters.trust.memory": {"uniform": [4, 12]}},
    "design": {"kind": "latin_hypercube", "n": 3},
    "runs": 4,
    "seed": 7,
    "years": 1,
    "outcomes": ["onsets", "trust_mean", {"of": "escalation", "take": "max"}],
}
"""24 members of a year."""
BREAKING: dict[str, Any] = {
    "levers": {
        "instruments.dialogue.gains.trust.value": [0.03, 0.09],
        "instruments.dialogue.gains.trust.hi": [0.1, 0.05],
    },
    "uncertainties": {},
    "design": {"kind": "factorial"},
    "runs": 2,
}
"""Values that fit alone; the last point, 0.09 of at most 0.05, does not fit."""


class Said(NamedTuple):
    """What a verb printed."""

    stdout: str
    stderr: str


def write(folder: Path, **changes: Any) -> Path:
    """Write the small experiment with changes; JSON is YAML."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "small.yaml"
    file.write_text(json.dumps(SMALL | changes, indent=1), encoding="utf-8")
    return file


def command(file: Path, out: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "alliancesim", "sweep", str(file), "--out", str(out), *more]


def swept(file: Path, out: Path, *more: str, code: int = 0) -> Said:
    """Run the verb in this process, which has imported all it needs; the workers are processes."""
    stdout, stderr = io.StringIO(), io.StringIO()
    with (
        mock.patch.object(sys, "argv", ["alliancesim", *command(file, out, *more)[3:]]),
        redirect_stdout(stdout),
        redirect_stderr(stderr),
        pytest.raises(SystemExit) as ended,
    ):
        main()
    assert (ended.value.code or 0) == code, stderr.getvalue()
    return Said(stdout.getvalue(), stderr.getvalue())


def undisturbed(file: Path, out: Path, **options: Any) -> dict[str, bytes]:
    """Return the tables that a sweep should come to: its members one after the other, here."""
    experiment = load_experiment(file, **options)
    with Store.opened(out, experiment) as store:
        everything = np.arange(experiment.members)
        for chunk in Cutter(experiment, everything, Processes(1)):
            store.add(run_chunk(Plan.of(experiment), chunk).table)
        store.compact()
    return tables(out)


def tables(folder: Path) -> dict[str, bytes]:
    """Return the tables of a sweep, byte by byte."""
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.parquet"))}


def members(folder: Path) -> pd.DataFrame:
    return pd.read_parquet(folder / "members.parquet")
