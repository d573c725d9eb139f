"""The wheel carries all that a run needs, and works from any folder."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import alliancesim as al

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_scenarios_types_and_assets(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for case in al.library():
        assert f"alliancesim/scenarios/{case}.yaml" in names
    assert {"alliancesim/py.typed", "alliancesim/assets/outlines.json"} <= names
    assert not any("tests" in name for name in names)


def test_what_the_wheel_holds_runs_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]);"
        "import alliancesim as al;"
        "assert al.__file__.startswith(sys.argv[1]), al.__file__;"
        "print(al.run('us_japan', years=1).metrics['step'].max())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "site")],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout.strip() == "12", done.stderr
