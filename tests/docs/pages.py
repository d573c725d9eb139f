"""The pages of the documentation and the blocks of code in them.

Blocks are told apart by the words after the opening fence:

``sh``            run as it stands by a shell, in a folder of the page's own
``sh fails``      the same, and its messages are those of the ``text`` block that follows
``sh set-up``     sets up an environment: not run here, but what it names must exist
``python``        run, all blocks of a page in one process, in the page's folder
``yaml NAME``     saved under that name in the page's folder, and must be a valid scenario, or a
                  valid experiment if it has ``scenarios``
                  (``wrong.yaml`` must not be)
``yaml``          a fragment: must be valid on top of the first named file of the page
``text``          output or a formula: not run; a name after it is for the reader

Ensembles are made small before they are run: ``--runs N`` becomes ``--runs 2 --years 2``, and
``runs=N`` becomes ``runs=2, years=2``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = [
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "docs/tutorial.md",
    *sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("docs/howto/*.md")),
    "docs/notebooks/README.md",
    "docs/python.md",
    "docs/cli.md",
    "docs/misuse.md",
    "docs/versions.md",
    "docs/trace.md",
    "docs/checklist.md",
    "docs/model.md",
    "docs/crises.md",
    "docs/switches.md",
    "docs/odd.md",
    "docs/scenario-files.md",
    "docs/parameters.md",
    "docs/coverage.md",
    "docs/results.md",
    "docs/view.md",
    "docs/limits.md",
    "docs/sweeps.md",
    "docs/analysis.md",
    "docs/findings.md",
    "docs/history.md",
    "docs/landscape.md",
    "docs/teaching/README.md",
    "docs/teaching/plan.md",
    "docs/teaching/key.md",
    "docs/teaching/rubric.md",
    "scenarios/README.md",
    "experiments/README.md",
]
KINDS = {"sh", "sh fails", "sh set-up", "python", "yaml", "text"}
FENCE = re.compile(r"^```([^\n`]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
FEW = 2


@dataclass(frozen=True)
class Block:
    """A block of code: its language with what follows it, its text, and its first line."""

    kind: str
    name: str
    text: str
    line: int


def read(page: str) -> str:
    """Return the text of a page."""
    return (ROOT / page).read_text(encoding="utf-8")


def blocks(page: str) -> Iterator[Block]:
    """Yield the blocks of a page in order."""
    text = read(page)
    for found in FENCE.finditer(text):
        kind = found[1].strip()
        name = ""
        if kind.startswith("yaml "):
            kind, _, name = kind.partition(" ")
        kind = "text" if kind.startswith("text ") else kind
        yield Block(kind, name, found[2], text.count("\n", 0, found.start()) + 2)


def small(code: str) -> str:
    """Return code with few runs of few years in place of many."""
    code = re.sub(r"--runs \d+", f"--runs {FEW} --years {FEW}", code)
    return re.sub(r"\bruns=\d+", f"runs={FEW}, years={FEW}", code)


def prose(page: str) -> str:
    """Return the text of a page without its blocks."""
    return FENCE.sub("", read(page))
