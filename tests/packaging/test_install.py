"""The distributions: the wheel is the same from the sdist, and works where nothing else is."""

import sys
from pathlib import Path

import pytest

from tests.packaging.wheels import (
    ROOT,
    SMOKE,
    build,
    built_from_sdist,
    contents,
    environment,
    pip,
    reaches_index,
    tried,
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


def test_the_sdist_holds_all_that_the_wheel_needs(wheel: Path, tmp_path: Path) -> None:
    assert contents(built_from_sdist(tmp_path)) == contents(wheel)


def test_the_wheel_holds_no_tests_and_little_else_than_code(wheel: Path) -> None:
    names = contents(wheel)
    assert not [n for n in names if n.startswith(("tests/", "docs/")) or "__pycache__" in n]
    assert wheel.stat().st_size < 3_000_000


def test_the_installed_wheel_works_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    """One version here; ``make wheels`` tries all that are supported."""
    own = environment(sys.executable, tmp_path / "environment")
    if not reaches_index(own, tmp_path / "probe"):
        pytest.skip("no package index can be reached: the wheel's dependencies cannot be installed")
    done = pip(own, "install", "--quiet", str(wheel))
    assert done.returncode == 0, done.stderr
    assert "works" in tried(own, tmp_path / "empty", SMOKE)
