"""The public interface does not change by accident, and the wheel tells type checkers of it."""

import ast
import subprocess
import sys
from pathlib import Path

import alliancesim as al
from tests.packaging.public import FILE, lines


def test_the_interface_is_what_is_written_down() -> None:
    written = FILE.read_text(encoding="utf-8").splitlines()
    changed = "on purpose? follow docs/versions.md, then run python -m tests.packaging.public"
    assert list(lines()) == written, changed


def test_every_public_name_can_be_had_and_is_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "python.md").read_text(encoding="utf-8")
    for name in al.__all__:
        assert getattr(al, name) is not None
        assert name == "__version__" or f"::: alliancesim.{name}\n" in page, name
    assert dir(al) == sorted(al.__all__)


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import alliancesim, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"numpy", "mesa", "pandas", "plotly"} & set(done.stdout.split())


def test_type_checkers_see_the_names_that_are_loaded_late() -> None:
    tree = ast.parse(Path(al.__file__).read_text(encoding="utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    assert ast.unparse(block.test) == "TYPE_CHECKING"
    seen = {
        alias.asname: f"{node.module}.{alias.name}"
        for node in block.body if isinstance(node, ast.ImportFrom) for alias in node.names
    }  # fmt: skip
    assert seen == {name: f"{home}.{name}" for name, home in al._HOMES.items()}
    assert {*seen, "__version__"} == set(al.__all__)
