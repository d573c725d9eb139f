"""Writes what the documentation takes from the declarations: `python -m docs.generate`.

The pages ``parameters.md``, ``coverage.md`` and ``cli.md`` are written whole; in hand-written pages
only the text between a pair of markers, ``<!-- name -->`` and ``<!-- /name -->``, is replaced. A
test fails when a page is behind.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import typer
from docs.markdown import between, code, codes, table

import alliancesim as al
from alliancesim.cli import app
from alliancesim.cli.listing import coverage as listed
from alliancesim.instruments.coefficients import coefficients
from alliancesim.parameters import catalogue
from alliancesim.world import FIELDS
from docs import commands, reference

TOP = Path(__file__).resolve().parents[1]
GRADES = ("fitted", "literature", "assumption")
COMMAND = "python -m docs.generate"
KINDS = {
    "I": "Instruments", "M": "Mechanisms and state", "A": "Actors", "T": "Threats and events",
    "C": "Challenges and limits", "K": "Cases", "X": "Metrics", "F": "Trends of the future",
    "P": "Policies",
}  # fmt: skip
"""Kinds of concepts by the letter of their ids."""
ENTITIES = {
    "N": "state", "N×M": "state, per dimension of interest", "N×N": "ordered dyad",
    "N×N symmetric": "dyad", "K×N×N": "dyad, per engagement", "L×N×N": "ordered dyad, per cause",
    "3×N×N": "dyad, its last three disputes", "A×N": "threat actor in a state",
    "3×A×N": "threat actor in a state, per cause",
}  # fmt: skip
"""What an array of a shape describes."""
PHASES = (
    "forums", "environment", "threats", "perceive", "engage", "settle", "economy",
    "proliferation", "realign", "crises", "conduct", "learn",
)  # fmt: skip
"""The phases in the order of a step."""
RECORDS = {"forums": ["organisations"], "realign": ["treaties"], "crises": ["crises", "missions"]}
"""What phases write that is no array."""


def grades() -> dict[str, Counter[str]]:
    """Return how many numbers are fitted, published and assumed, by where they stand."""
    records = al.INSTRUMENTS.values()
    return {
        "mechanisms": Counter(item.grade for item in catalogue().values()),
        "instruments": Counter(item.given.grade for r in records for item in coefficients(r)),
    }


def verbs() -> str:
    """Return the table of verbs."""
    rows = [
        [code(f"alliancesim {name}{_arguments(verb)}"), (verb.help or "").split("\n\n")[0]]
        for name, verb in typer.main.get_command(app).commands.items()  # type: ignore[attr-defined]
    ]
    return table(["verb", "what it does"], rows)


def _arguments(verb: Any) -> str:
    words = []
    for item in verb.params:
        if item.param_type_name == "argument":
            name = (item.metavar or item.name).upper().strip("{}")
            words.append(name if item.required else f"[{name}]")
    return "".join(f" {word}" for word in words)


def cases(folder: str = "scenarios/") -> str:
    """Return the table of the library's cases."""
    rows = []
    for name, path in al.library().items():
        case = al.load(name)
        question = f"{case.question.strip()} {len(case.states)} states"
        years = f"{case.clock.start.year} to {case.clock.date_at(case.clock.steps).year}"
        rows.append([f"[{code(name)}]({folder}{path.name})", f"{question}, {years}."])
    return table(["case", "question and size"], rows)


def casts() -> str:
    """Return the table of the library's cases with who takes part."""
    rows = []
    for name, path in al.library().items():
        case = al.load(name)
        rows.append([f"[{code(name)}]({path.name})", case.question.strip(), case.cast])
    return table(["case", "question", "cast"], rows)


def instruments() -> str:
    """Return the table of instruments, a line each: when it helps and when it backfires."""
    families = dict.fromkeys(record.family for record in al.INSTRUMENTS.values())
    rows = [
        [code(name), family, record.helps, record.backfires]
        for family in families
        for name, record in al.INSTRUMENTS.items()
        if record.family == family
    ]
    return table(["instrument", "family", "helps", "backfires"], rows)


def evidence() -> str:
    """Return how many numbers rest on what."""
    found = grades()
    whole = sum(found.values(), Counter())
    rows = [
        [where, *[each[grade] for grade in GRADES], each.total()]
        for where, each in {
            "parameters of the mechanisms": found["mechanisms"],
            "coefficients of the instruments": found["instruments"],
            "**together**": whole,
        }.items()
    ]
    return table(["", *GRADES, "all"], rows)


def variables() -> str:
    """Return the state variables by entity, those that change and those that stay."""
    rows = []
    for shape, entity in ENTITIES.items():
        of_shape = [item for item in FIELDS.values() if item.shape == shape]
        changing = codes(item.name for item in of_shape if item.writer != "start")
        fixed = codes(item.name for item in of_shape if item.writer == "start")
        rows.append([entity, changing, fixed])
    return table(["entity", "changes in a run", "stays as it starts"], rows)


def writers() -> str:
    """Return which phase writes which fields, in the order of the step."""
    rows = [
        [code(phase), codes([*RECORDS.get(phase, []), *_written(phase)]) or "the ledger only"]
        for phase in PHASES
    ]
    return table(["phase", "writes"], rows)


def _written(phase: str) -> list[str]:
    return [item.name for item in FIELDS.values() if item.writer == phase]


def coverage() -> str:
    """Return the page on where each concept lives and which test shows it."""
    return "\n\n".join(
        [
            "# Coverage",
            f"<!-- {reference.ORIGIN.format(command=COMMAND)} -->",
            "Every concept of military diplomacy that the model sets out to cover, by id; where it"
            " lives, and the test that exercises it. Instruments, mechanisms, trends and metrics"
            " say themselves what they cover. A test walks this map: it fails when an id is"
            " missing, when a place does not exist, or when switching an instrument, a mechanism"
            " or a trend moves nothing that it claims to move. `alliancesim list coverage` prints"
            " the same. That a concept is here says that it can be switched and measured, not that"
            " it is right: [limits](limits.md).",
            *_concepts(),
        ]
    )


def _concepts() -> Iterator[str]:
    rows = listed().rows
    for letter, title in KINDS.items():
        yield f"## {title}"
        yield table(
            ["id", "concept", "lives in", "test"],
            [
                [row["id"], row["concept"], ", ".join(row["lives_in"]), codes(row["tests"])]
                for row in rows
                if row["id"].startswith(letter)
            ],
        )


def output() -> str:
    """Return what the terminal shows of the README's first run, as a block."""
    words = ["run", "us_japan", "--runs", "20", "--seed", "7"]
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(  # noqa: S603 - nothing in it comes from outside
            [sys.executable, "-m", "alliancesim", *words],
            cwd=folder,
            env={**os.environ, "COLUMNS": "100"},
            check=True,
            capture_output=True,
            encoding="utf-8",
        )
    lines = [line.rstrip() for line in done.stdout.rstrip().splitlines()]
    return "\n".join(["```text", *lines, "```"])


PARTS: dict[str, dict[str, Callable[[], str]]] = {
    "README.md": {
        "output": output,
        "verbs": verbs,
        "cases": cases,
        "instruments": instruments,
        "evidence": evidence,
    },
    "docs/odd.md": {"variables": variables, "writers": writers},
    "scenarios/README.md": {"cases": casts},
}
"""Generated parts of hand-written pages, by marker."""
VOLATILE = re.compile(r"^[\d.,]+ s, [\d.,]+ steps per second$|^content hash .*$", re.MULTILINE)
"""Lines that differ from machine to machine."""


def pages() -> dict[str, str]:
    """Return what the generated pages should hold, by path."""
    made = {
        "docs/parameters.md": reference.parameters(COMMAND, evidence()) + "\n",
        "docs/coverage.md": coverage() + "\n",
        "docs/cli.md": commands.commands(reference.ORIGIN.format(command=COMMAND)) + "\n",
    }
    for page, parts in PARTS.items():
        text = (TOP / page).read_text(encoding="utf-8")
        for marker, make in parts.items():
            text = between(text, marker, make())
        made[page] = text
    return made


def behind() -> list[str]:
    """Return the pages that are not what they should be."""
    return [page for page, text in pages().items() if not _same(TOP / page, text)]


def _same(path: Path, text: str) -> bool:
    """Tell whether a page holds the text, but for what differs from machine to machine."""
    now = path.read_text(encoding="utf-8") if path.is_file() else ""
    return VOLATILE.sub("", now) == VOLATILE.sub("", text)


def main() -> None:
    """Write the generated pages and name those that changed."""
    for page, text in pages().items():
        if not _same(TOP / page, text):
            (TOP / page).write_text(text, encoding="utf-8")
            sys.stdout.write(f"{page}\n")


if __name__ == "__main__":
    main()
