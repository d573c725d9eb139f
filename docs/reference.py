"""The reference page: every number and name that the model declares."""

import inspect
from collections.abc import Callable, Iterable, Iterator

from docs.markdown import code, codes, contents, table

import alliancesim as al
from alliancesim.cli.readers import groups
from alliancesim.cli.screen import span
from alliancesim.doctrines import DOCTRINES, Doctrine
from alliancesim.events import KINDS
from alliancesim.instruments import CHANNELS, ENGAGEMENTS, LEVERS, Coefficient, Instrument
from alliancesim.instruments.coefficients import coefficients
from alliancesim.mechanisms import FAMILIES, PRESETS, Mechanism
from alliancesim.parameters import catalogue
from alliancesim.trends import TRENDS, Trend
from alliancesim.world import FIELDS

ORIGIN = "Written by `{command}` from the declarations in the code. Do not edit."
STANCES = {
    "situation": "on all of the above",
    "identity": "on likeness",
    "norms": "on a partner's lost standing",
    "habit": "on what was done before",
    "sovereignty": "on autonomy",
    "restraint": "on not provoking",
}
"""Weights of a doctrine that belong to no channel."""


def parameters(command: str, evidence: str) -> str:
    """Return the reference page.

    Parameters
    ----------
    command
        The command that writes the page.
    evidence
        The table of how many numbers rest on what.
    """
    return "\n\n".join(
        [
            "# Parameters, instruments, metrics and fields",
            f"<!-- {ORIGIN.format(command=command)} -->",
            "Every number and name that the model declares, with its unit, its range and what it"
            " rests on. *Fitted* numbers were estimated on public data; *literature* means that a"
            " sign or an order of magnitude is published; *assumption* means that nobody has"
            " measured it. In the terminal, `alliancesim explain NAME` shows the same, and which"
            " parts of the model read it. How to change a number:"
            " [scenario files](scenario-files.md#parameters).",
            contents(SECTIONS),
            evidence,
            *(part for title, make in SECTIONS.items() for part in (f"## {title}", *make())),
        ]
    )


def _parameters() -> Iterator[str]:
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
    yield (
        f"{len(ENGAGEMENTS)} of the {len(ENGAGEMENTS | LEVERS)} instruments are engagements of two"
        " states: their gains are per engagement of full quality. The others are levers, which"
        " [multiply what a phase does](switches.md#levers); their numbers stand with the"
        " parameters of that phase. Override a coefficient with `instruments:` in a scenario file"
        " or `--set instruments.NAME.PATH=VALUE`."
    )
    for name, record in ENGAGEMENTS.items():
        yield from _instrument(name, record, _uses(record))
        rows = [
            [code(item.path), item.given.value, span(item.given.lo, item.given.hi), item.unit,
             item.given.grade, item.given.source]
            for item in coefficients(record)
        ]  # fmt: skip
        yield table(["coefficient", "value", "range", "unit", "grade", "source"], rows)
    for name, record in LEVERS.items():
        yield from _instrument(name, record, [f"- A lever of the phase `{record.phase}`."])


def _instrument(name: str, record: Instrument, uses: Iterable[str]) -> Iterator[str]:
    yield f"### {name}"
    yield "\n".join([
        f"**{record.name}** ({record.family}; covers {', '.join(record.covers)})."
        f" {record.description}", "",
        f"- Helps: {record.helps}",
        f"- Does nothing: {record.idle}",
        f"- Backfires: {record.backfires}",
        f"- Costs each side: {_cost(record)}.",
        *uses,
    ])  # fmt: skip


def _cost(record: Instrument) -> str:
    told = [f"{record.cost:g} effort units"] if record.phase == "engage" else []
    if record.money:
        told.append(
            f"{record.money.low:g} to {record.money.high:g} million USD and about"
            f" {record.money.staff_days:,.0f} days of staff work"
        )
    return "; ".join(told)


def _uses(record: Instrument) -> list[str]:
    terms = ["the stronger side gives" if record.direction == "donor" else "mutual"]
    if record.minimum_trust:
        terms.append(f"no side below trust {record.minimum_trust:g}")
    if record.needs_pact:
        terms.append("only under a defence pact or a cooperation agreement")
    if record.available_from > Instrument.model_fields["available_from"].default:
        terms.append(f"from {record.available_from} on")
    if record.needs_industry:
        terms.append("as far as the giver's arms industry can")
    if record.secured:
        terms.append("breaches are leaks, rarer between resilient networks")
    return [
        f"- Lasts {record.days:g} days; {record.opportunities:g} opportunities per dyad and year.",
        f"- Terms: {'; '.join(terms)}.",
    ]


def _channels() -> Iterator[str]:
    yield (
        "What an engagement can act on, and the phase that takes the contribution up. A gain of the"
        " size of the scale counts as one unit in the choice of instruments (equation 6)."
    )
    rows = [
        [code(name), c.doc, c.unit, span(c.lo, c.hi), c.scale, code(c.phase)]
        for name, c in CHANNELS.items()
    ]
    yield table(["channel", "carries", "unit", "range of a gain", "scale", "taken up by"], rows)


def _mechanisms() -> Iterator[str]:
    yield (
        "Switch one off with `mechanisms: {NAME: off}`, which lays its neutral values over whatever"
        " the scenario says ([how](switches.md#mechanisms)). *Moves* names the metrics that"
        " switching it changes where the case gives it something to work on. Those with a star are"
        " part of the minimal preset."
    )
    for family, members in FAMILIES.items():
        yield f"### Mechanisms: {family}"
        rows = [
            [code(name) + "*" * record.core, f"**{record.name}.** {record.description}",
             _neutral(record), codes(record.claims), ", ".join(record.covers)]
            for name, record in members.items()
        ]  # fmt: skip
        yield table(["mechanism", "what it does", "neutral values", "moves", "covers"], rows)


def _neutral(record: Mechanism) -> str:
    return ", ".join(
        f"`{path.removeprefix('parameters.')}` "
        + (("on" if value else "off") if isinstance(value, bool) else f"{value:g}")
        for path, value in record.neutral.items()
    )


def _presets() -> Iterator[str]:
    yield "\n".join(f"- `{name}`: {preset.description}" for name, preset in PRESETS.items())


def _trends() -> Iterator[str]:
    yield (
        "All are off; `trends: {NAME: {enabled: true}}` switches one on"
        " ([how they act](switches.md#trends)). Factors multiply, shifts add."
    )
    for name, record in TRENDS.items():
        yield f"### {name}"
        yield "\n".join([
            f"**{record.name}** (covers {', '.join(record.covers)}). {record.description}", "",
            f"- Backfires: {record.backfires}",
            f"- {_course(record)}",
        ])  # fmt: skip
        rows = [
            [code(path), "shift" if path.startswith("shifts.") else "factor", *_given(item)]
            for path, item in record.coefficients().items()
        ]
        yield table(["what it moves", "how", "by", "range", "grade", "source"], rows)


def _course(record: Trend) -> str:
    begins = f"From {record.begins} on, in full after {record.ramp:g} years"
    only = f"; of instruments only {', '.join(record.families)}" if record.families else ""
    return f"{begins}{only}."


def _given(item: Coefficient) -> list[object]:
    return [item.value, span(item.lo, item.hi), item.grade, item.source]


def _doctrines() -> Iterator[str]:
    yield (
        "How a state weighs what cooperation brings (equation 6), relative to 1"
        " ([what the weights mean](switches.md#doctrines)). All are assumptions."
    )
    records = list(DOCTRINES.values())
    rows = [[code(c), *[record.weight(c) for record in records]] for c in CHANNELS]
    rows += [
        [f"{code(name)}, {what}", *[float(getattr(record, name)) for record in records]]
        for name, what in STANCES.items()
    ]
    yield table(["weight on", *map(code, DOCTRINES)], rows)
    yield "\n".join(_doctrine(name, record) for name, record in DOCTRINES.items())


def _doctrine(name: str, record: Doctrine) -> str:
    return f"- `{name}`: {record.description} *Theory:* {record.theory} *Expects:* {record.expects}"


def _metrics() -> Iterator[str]:
    yield "One column each in the table `metrics`, one row per run and step."
    for family in dict.fromkeys(metric.family for metric in al.METRICS.values()):
        yield f"### Metrics: {family}"
        rows = [
            [code(m.name), m.title, m.unit, span(m.lo, m.hi), m.doc]
            for m in al.METRICS.values()
            if m.family == family
        ]
        yield table(["metric", "title", "unit", "range", "formula"], rows)


def _fields() -> Iterator[str]:
    yield (
        "The state of the world as arrays, `model.world.NAME`. N is the number of states, M of"
        " dimensions of interest, K of engagements, L of causes of trust, A of threat actors. Each"
        " field has one writer; `start` writes before the first step only. Treaties, organisations,"
        " missions and live crises are records beside them."
    )
    rows = [
        [code(f.name), f.doc, f.shape, f.unit, span(f.lo, f.hi), code(f.writer)]
        for f in FIELDS.values()
    ]
    yield table(["field", "meaning", "shape", "unit", "range", "written by"], rows)


def _events() -> Iterator[str]:
    yield "Kinds of entries in the table `events`."
    yield table(["kind", "meaning"], [[code(kind), doc] for kind, doc in KINDS.items()])


SECTIONS: dict[str, Callable[[], Iterator[str]]] = {
    "Parameters": _parameters,
    "Instruments": _instruments,
    "Channels": _channels,
    "Mechanisms": _mechanisms,
    "Presets": _presets,
    "Trends": _trends,
    "Doctrines": _doctrines,
    "Metrics": _metrics,
    "Fields": _fields,
    "Events": _events,
}
"""The sections of the page, in order."""
