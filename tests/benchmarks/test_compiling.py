"""The first compilation is announced once; read-only caches and a broken numba are no obstacle."""

import subprocess
import sys
from pathlib import Path

import pytest

from alliancesim.compiled import COMPILING, VARIABLE

PROGRAM = """
import numpy as np
from alliancesim import compiled, draws
found = np.zeros((2, 2))
if compiled.available():
    for loop in (compiled.add_products, compiled.leave_untold):
        compiled.compiled(loop)(found, np.eye(2), np.ones((2, 2)))
found[:] = 0
draws.LARGE = 2
print(draws.Draws(1, 4).pairs_at(1, "test", np.array([1, 3, 8])).tolist())
"""


def run(**environment: str) -> tuple[str, str]:
    """Return what the program prints and what it says on standard error."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True,
        env={"PATH": "/usr/bin:/bin", **environment},
    )  # fmt: skip
    return done.stdout, done.stderr


@pytest.fixture(scope="module")
def numbers() -> str:
    return run(**{VARIABLE: "numpy"})[0]


def test_compilation_is_announced_once_and_never_again(tmp_path: Path, numbers: str) -> None:
    pytest.importorskip("numba")
    first, again = (run(NUMBA_CACHE_DIR=str(tmp_path)) for _ in range(2))
    assert first == (numbers, COMPILING + "\n")
    assert again == (numbers, "")


def test_a_cache_that_cannot_be_written_is_no_obstacle(numbers: str, tmp_path: Path) -> None:
    """Numba then keeps what it compiled beside the package, or compiles at every start."""
    pytest.importorskip("numba")
    file = tmp_path / "file"
    file.write_text("a file is in the way of the folder")
    found, said = run(NUMBA_CACHE_DIR=str(file / "cache"))
    assert found == numbers
    assert said in ("", COMPILING + "\n")


def broken(folder: Path) -> str:
    package = folder / "numba"
    package.mkdir()
    (package / "__init__.py").write_text("raise ImportError('it needs an older NumPy')\n")
    return str(folder)


def test_a_broken_numba_is_told_of_and_not_used(tmp_path: Path, numbers: str) -> None:
    said = "numba cannot be loaded, NumPy does its work: it needs an older NumPy\n"
    assert run(PYTHONPATH=broken(tmp_path)) == (numbers, said)


def test_a_broken_numba_that_is_asked_for_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError) as failed:
        run(PYTHONPATH=broken(tmp_path), **{VARIABLE: "numba"})
    assert f"{VARIABLE} asks for numba: it needs an older NumPy" in failed.value.stderr
