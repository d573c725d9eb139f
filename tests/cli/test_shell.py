"""Comfort in a shell: pipes that close, colours, completion, JSON everywhere, exit codes."""

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

import alliancesim as al
from alliancesim.cli import app
from alliancesim.cli.errors import INTERRUPTED, USER_INPUT
from tests.cli.test_running import cli
from tests.docs.pages import read

NO_JSON = {
    "schema": "prints JSON whatever",
    "view": "opens a page",
    "report": "prints the path of the file",
    "fit": "writes JSON beside its file",
    "forecast": "writes a record as JSON beside its table",
    "backtest": "writes its verdict as JSON",
    "data fetch": "downloads",
    "data cite": "prints references",
    "scenario from-history": "writes a file",
}
"""Verbs without ``--json``, and why."""


def verbs(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    for name, verb in group.commands.items():
        if hasattr(verb, "commands"):
            yield from verbs(verb, f"{before}{name} ")
        else:
            yield before + name, verb


VERBS = dict(verbs(typer.main.get_command(app)))


def started(*words: str, **kept: Any) -> "subprocess.Popen[str]":
    return subprocess.Popen([sys.executable, "-m", "alliancesim", *words], text=True, **kept)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such pipes")
@pytest.mark.parametrize(
    "words", [("list", "parameters", "--json"), ("list", "instruments"), ("schema",), ("--help",)]
)
def test_a_pipe_that_nobody_reads_any_more_ends_it_quietly(words: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with started(*words, stdout=writing, stderr=subprocess.PIPE) as process:
        os.close(writing)
        _, said = process.communicate(timeout=60)
    assert said == ""
    assert process.returncode == 1


def test_tables_have_no_colours_in_pipes_nor_with_no_color() -> None:
    escape = "\x1b["
    assert escape not in cli("list", "instruments", cwd=Path.cwd()).stdout
    forced = {**os.environ, "FORCE_COLOR": "1", "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "alliancesim", "explain", "dialogue"],
        env=forced, capture_output=True, text=True, check=True,
    )  # fmt: skip
    colours = re.findall(r"\x1b\[(?:[0-9;]*;)?(?:3[0-7]|9[0-7]|38;[0-9;]+)m", done.stdout)
    assert not colours


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_it_completes_in_usual_shells(shell: str) -> None:
    from typer.completion import get_completion_script  # type: ignore[attr-defined]

    script = get_completion_script(
        prog_name="alliancesim", complete_var="_ALLIANCESIM_COMPLETE", shell=shell
    )
    assert "alliancesim" in script


def test_verbs_are_completed() -> None:
    words = {"_ALLIANCESIM_COMPLETE": "complete_bash", "COMP_WORDS": "alliancesim com",
             "COMP_CWORD": "1"}  # fmt: skip
    done = subprocess.run(
        [str(Path(sys.executable).with_name("alliancesim"))],
        env=os.environ | words, capture_output=True, text=True,
    )  # fmt: skip
    assert done.stdout.split() == ["compare"]


def test_verbs_have_json_or_say_why_not() -> None:
    without = {name for name, verb in VERBS.items()
               if not any("--json" in item.opts for item in verb.params)}  # fmt: skip
    assert without == set(NO_JSON)


@pytest.mark.parametrize("what", ["scenarios", "instruments", "metrics", "coverage"])
def test_json_holds_one_object_and_nothing_else(what: str) -> None:
    done = cli("list", what, "--json", cwd=Path.cwd())
    assert done.stderr == ""
    assert list(json.loads(done.stdout)) == [what]


def test_exit_codes_that_are_used_are_documented() -> None:
    page = read("docs/cli.md")
    for code in (0, 1, USER_INPUT, 3, INTERRUPTED, 143):
        assert re.search(rf"^\| (?:\d+, )?{code}\b", page, re.MULTILINE), code


def test_no_path_is_put_together_with_slashes() -> None:
    """``f"{folder}/name"`` is a path on one system only."""
    found = []
    for path in sorted(Path(al.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                parts = [p.value for p in node.values if isinstance(p, ast.Constant)]
                shown = "".join(p for p in parts if isinstance(p, str))
                if re.search(r"/[\w.-]+\.(?:html|parquet|json|yaml|csv|png)$", shown):
                    found.append(f"{path.name}:{node.lineno}")
    assert not found
