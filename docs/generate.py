"""Writes what the documentation takes from the declarations: `python docs/generate.py`.

The page ``parameters.md`` is written whole; in hand-written pages only the text between a pair of
markers, ``<!-- name -->`` and ``<!-- /name -->``, is replaced. A test fails when a page is behind.
"""

import inspect
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import typer

import alliancesim as al
from alliancesim.cli import app
from alliancesim.cli.readers import groups
from alliancesim.cli.screen import span
from alliancesim.doctrines import DOCTRINES
from alliancesim.events import KINDS
from alliancesim.instruments import CHANNELS, Instrument
from alliancesim.instruments.record import Coefficient
from alliancesim.parameters import catalogue
from alliancesim.world import FIELDS

TOP = Path(__file__).resolve().parents[1]
GRADES = ("fitted", "literature", "assumption")
COMMAND = "python docs/generate.py"
UNITS = {
    "inclination": "utility",
    "provocation": "evidence",
    "intrusion": "1",
    "breach": "probability",
}
"""Units of the coefficients of an instrument that are not gains."""


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(given: object) -> str:
    text = f"{given:g}" if isinstance(given, float) else str(given)
    return re.sub(r"(?<!\\)\|", r"\\|", text) or " "


def code(name: str) -> str:
    """Return a name as code."""
    return f"`{name}`"


def coefficients(record: Instrument) -> Iterator[tuple[str, str, Coefficient]]:
    """Yield name, unit and declaration of each coefficient of an instrument."""
    for name in UNITS:
        yield name, UNITS[name], getattr(record, name)
    for channel, gain in record.gains.items():
        yield f"gains.{channel}", CHANNELS[channel].unit, gain


def grades() -> dict[str, Counter[str]]:
    """Return how many numbers are fitted, published and assumed, by where they stand."""
    records = al.INSTRUMENTS.values()
    return {
        "mechanisms": Counter(item.grade for item in catalogue().values()),
        "instruments": Counter(item.grade for r in records for *_, item in coefficients(r)),
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
    """Return the table of instruments: what each is, when it helps and when it backfires."""
    rows = [
        [code(name), f"**{r.name}.** {r.description}", r.helps, r.backfires]
        for name, r in al.INSTRUMENTS.items()
    ]
    return table(["instrument", "what it is", "helps", "backfires"], rows)


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


def parameters() -> str:
    """Return the reference page."""
    return "\n\n".join(
        [
            "# Parameters, instruments, metrics and fields",
            f"<!-- Written by `{COMMAND}` from the declarations in the code. Do not edit. -->",
            "Every number and name that the model declares, with its unit, its range and what it"
            " rests on. *Fitted* numbers were estimated on public data; *literature* means that a"
            " sign or an order of magnitude is published; *assumption* means that nobody has"
            " measured it. In the terminal, `alliancesim explain NAME` shows the same, and which"
            " parts of the model read it. How to change a number:"
            " [scenario files](scenario-files.md#parameters).",
            evidence(),
            *_parameters(),
            *_instruments(),
            *_channels(),
            *_doctrines(),
            *_metrics(),
            *_fields(),
            *_events(),
        ]
    )


def _parameters() -> Iterator[str]:
    yield "## Parameters"
    yield "Set one with `parameters:` in a scenario file, or with `--set parameters.PATH=VALUE`."
    for path, group in groups().items():
        known = [item for item in catalogue().values() if item.path.rpartition(".")[0]
                 == f"parameters.{path}"]  # fmt: skip
        if not known:
            continue
        yield f"### {path}"
        yield " ".join(inspect.cleandoc(group.__doc__ or "").split())
        rows = [
            [code(item.path.rpartition(".")[2]), float(item.default), item.unit,
             span(item.lo, item.hi), item.grade, _sentence(item.doc, item.source)]
            for item in known
        ]  # fmt: skip
        yield table(["name", "default", "unit", "range", "grade", "meaning and source"], rows)


def _sentence(doc: str, source: str) -> str:
    return f"{doc}; *{source}*" if source else doc


def _instruments() -> Iterator[str]:
    yield "## Instruments"
    yield (
        "Gains are per engagement of full quality. Override a coefficient with"
        " `instruments:` in a scenario file or `--set instruments.NAME.PATH=VALUE`."
    )
    for name, record in al.INSTRUMENTS.items():
        yield f"### {name}"
        money = record.money
        cost = f"{record.cost:g} effort units"
        if money:
            cost += (
                f"; {money.low:g} to {money.high:g} million USD and about"
                f" {money.staff_days:,.0f} days of staff work"
            )
        yield "\n".join([
            f"{record.description}", "",
            f"- Helps: {record.helps}",
            f"- Does nothing: {record.idle}",
            f"- Backfires: {record.backfires}",
            f"- Costs each side: {cost}.",
            f"- Opportunities: {record.opportunities:g} per dyad and year.",
            f"- Terms: {_terms(record)}.",
        ])  # fmt: skip
        rows = [
            [code(key), item.value, span(item.lo, item.hi), unit, item.grade, item.source]
            for key, unit, item in coefficients(record)
        ]
        yield table(["coefficient", "value", "range", "unit", "grade", "source"], rows)


def _terms(record: Instrument) -> str:
    terms = ["the stronger side gives" if record.direction == "donor" else "mutual"]
    if record.minimum_trust:
        terms.append(f"no side below trust {record.minimum_trust:g}")
    if record.needs_pact:
        terms.append("only under a defence pact or a cooperation agreement")
    if record.available_from > Instrument.model_fields["available_from"].default:
        terms.append(f"from {record.available_from} on")
    return "; ".join(terms)


def _channels() -> Iterator[str]:
    yield "## Channels"
    yield (
        "What an engagement can act on, and the phase that takes the contribution up. A gain of the"
        " size of the scale counts as one unit in the choice of instruments (equation 6)."
    )
    rows = [
        [code(name), c.doc, c.unit, span(c.lo, c.hi), c.scale, code(c.phase)]
        for name, c in CHANNELS.items()
    ]
    yield table(["channel", "carries", "unit", "range of a gain", "scale", "taken up by"], rows)


def _doctrines() -> Iterator[str]:
    yield "## Doctrines"
    yield (
        "How a state weighs what cooperation brings (equation 6), relative to 1. All are"
        " assumptions."
    )
    names = list(DOCTRINES)
    rows = [[code(c), *[DOCTRINES[name].weight(c) for name in names]] for c in CHANNELS]
    rows.append(["restraint (not provoking)", *[DOCTRINES[name].restraint for name in names]])
    rows.append(["sovereignty (autonomy)", *[DOCTRINES[name].sovereignty for name in names]])
    yield table(["weight on", *map(code, names)], rows)
    yield "\n".join(f"- `{name}`: {record.description}" for name, record in DOCTRINES.items())


def _metrics() -> Iterator[str]:
    yield "## Metrics"
    yield "One column each in the table `metrics`, one row per run and step."
    for family in dict.fromkeys(metric.family for metric in al.METRICS.values()):
        yield f"### {family}"
        rows = [
            [code(m.name), m.title, m.unit, span(m.lo, m.hi), m.doc]
            for m in al.METRICS.values()
            if m.family == family
        ]
        yield table(["metric", "title", "unit", "range", "formula"], rows)


def _fields() -> Iterator[str]:
    yield "## Fields"
    yield (
        "The state of the world as arrays, `model.world.NAME`. N is the number of states, M of"
        " dimensions of interest, K of instruments, L of causes of trust. Each field has one"
        " writer; `start` writes before the first step only."
    )
    rows = [
        [code(f.name), f.doc, f.shape, f.unit, span(f.lo, f.hi), code(f.writer)]
        for f in FIELDS.values()
    ]
    yield table(["field", "meaning", "shape", "unit", "range", "written by"], rows)


def _events() -> Iterator[str]:
    yield "## Events"
    yield "Kinds of entries in the table `events`."
    yield table(["kind", "meaning"], [[code(kind), doc] for kind, doc in KINDS.items()])


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


def between(text: str, marker: str, content: str) -> str:
    """Return ``text`` with ``content`` between the markers of that name."""
    pattern = re.compile(rf"(<!-- {marker} -->\n).*?(<!-- /{marker} -->)", re.DOTALL)
    replaced, found = pattern.subn(lambda match: f"{match[1]}{content}\n{match[2]}", text)
    if found != 1:
        raise ValueError(f"expected one pair of markers '{marker}', found {found}")
    return replaced


PARTS: dict[str, dict[str, Callable[[], str]]] = {
    "README.md": {
        "output": output,
        "verbs": verbs,
        "cases": cases,
        "instruments": instruments,
        "evidence": evidence,
    },
    "scenarios/README.md": {"cases": casts},
}
"""Generated parts of hand-written pages, by marker."""
VOLATILE = re.compile(r"^[\d.,]+ s, [\d.,]+ steps per second$|^content hash .*$", re.MULTILINE)
"""Lines that differ from machine to machine."""


def pages() -> dict[str, str]:
    """Return what the generated pages should hold, by path."""
    made = {"docs/parameters.md": parameters() + "\n"}
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
