"""What the documentation shows, works: its commands, its code and its files."""

import itertools
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import alliancesim as al
from alliancesim.cli import main
from alliancesim.events import KINDS as HAPPENINGS
from alliancesim.experiments import load_experiment
from tests.docs.pages import KINDS, PAGES, ROOT, Block, blocks, small
from tests.docs.test_pages import verbs

NAMED = [(page, block) for page in PAGES for block in blocks(page)]
RUN = [page for page in PAGES if any(b.kind in ("sh", "sh fails", "python") for b in blocks(page))]
FRAGMENTS = [(page, b) for page, b in NAMED if b.kind == "yaml" and not b.name]


def label(given: object) -> str:
    return f"line {given.line}" if isinstance(given, Block) else str(given)


def environment() -> dict[str, str]:
    """Return the environment of a user who has just activated this one."""
    scripts = Path(sys.executable).parent
    known = {**os.environ, "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}"}
    return {**known, "COLUMNS": "100", "PYTHONWARNINGS": "error::DeprecationWarning:alliancesim"}


def save(page: str, folder: Path) -> None:
    for block in blocks(page):
        if block.name:
            (folder / block.name).write_text(block.text, encoding="utf-8")


def shell(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "-eu", "-c", small(code)],
        cwd=folder, env=environment(), capture_output=True, text=True, timeout=120,
    )  # fmt: skip


def test_blocks_are_marked() -> None:
    unmarked = [(page, b.line, b.kind) for page, b in NAMED if b.kind not in KINDS]
    assert not unmarked


def command(words: list[str], monkeypatch: pytest.MonkeyPatch) -> int | str | None:
    """Run the command line in this process, which has imported all it needs; return the code."""
    monkeypatch.setattr(sys, "argv", words)
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code


@pytest.mark.parametrize("page", RUN)
def test_the_code_of_a_page_runs(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    save(page, tmp_path)
    names: dict[str, object] = {}
    for block in blocks(page):
        if block.kind == "sh":
            for line in small(block.text).splitlines():
                code = command(shlex.split(line), monkeypatch)
                assert code in (None, 0), f"{page}, line {block.line}: {capsys.readouterr().err}"
        elif block.kind == "python":
            exec(compile(small(block.text), f"{page}:{block.line}", "exec"), names)  # noqa: S102


def test_commands_are_plain_enough_to_be_run_here() -> None:
    lines = [line for _, b in NAMED if b.kind == "sh" for line in b.text.splitlines()]
    assert lines
    assert not [
        line for line in lines if re.search(r"[|&;$`\\]|^(?!alliancesim )|(?<![\w'])>", line)
    ]


def test_what_is_shown_to_fail_fails_as_shown(tmp_path: Path) -> None:
    shown = 0
    for page in PAGES:
        save(page, tmp_path)
        inside = list(blocks(page))
        for block, following in itertools.pairwise(inside):
            if block.kind == "sh fails":
                done = shell(block.text, tmp_path)
                assert done.returncode == 2
                assert done.stderr == following.text
                shown += 1
    assert shown


@pytest.mark.parametrize("page", [page for page in PAGES if any(b.name for b in blocks(page))])
def test_files_shown_whole_are_scenarios(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    save(page, tmp_path)
    for block in blocks(page):
        if block.name and block.name != "wrong.yaml":
            read = load_experiment if "\nscenarios:" in block.text else al.load
            assert read(block.name).name == block.name.removesuffix(".yaml")


@pytest.mark.parametrize(("page", "fragment"), FRAGMENTS, ids=label)
def test_fragments_fit_the_file_of_their_page(
    page: str, fragment: Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    save(page, tmp_path)
    base = next(block.name for block in blocks(page) if block.name)
    text = f"base: {base}\nname: fragment\n{fragment.text}"
    Path("fragment.yaml").write_text(text, encoding="utf-8")
    case = al.load("fragment.yaml", {"clock.horizon": 0.25, "events": []})
    assert al.load("fragment.yaml").name == "fragment"
    al.AllianceModel(case, rng=1).step()


def test_every_kind_of_event_that_the_guide_shows_happens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = "docs/scenario-files.md"
    monkeypatch.chdir(tmp_path)
    save(page, tmp_path)
    shown = next(b for b in blocks(page) if b.kind == "yaml" and b.text.startswith("events:"))
    text = f"base: strait.yaml\nname: fragment\n{shown.text}"
    Path("fragment.yaml").write_text(text, encoding="utf-8")
    model = al.AllianceModel(al.load("fragment.yaml", {"clock.step": "quarter"}), rng=1)
    happened = set()
    while model.running:
        model.step()
        happened |= {event.kind for event in model.happened}
    # A commitment that is put to the test is told as what it was.
    dated = {kind for kind in HAPPENINGS if kind.startswith("scheduled_")}
    assert dated | {"honoured"} <= happened


GROUPS = {"data", "scenario"}
INSTALLS = {
    "python3 -m venv .venv && . .venv/bin/activate && pip install .",
    "pip install 'alliancesim[history]'",
}


def test_set_up_names_what_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    lines = [
        line for _, block in NAMED if block.kind == "sh set-up" for line in block.text.splitlines()
    ]
    assert lines
    for line in lines:
        if line.startswith("make "):
            assert f"\n{line.removeprefix('make ')}:" in makefile
        elif line.startswith("alliancesim "):
            assert line.split()[1] in GROUPS | set(verbs()), line
        else:
            assert line in INSTALLS


def test_the_complete_file_of_the_readme_is_short() -> None:
    whole = next(block for block in blocks("README.md") if block.name == "strait.yaml")
    assert len(whole.text.splitlines()) <= 16
