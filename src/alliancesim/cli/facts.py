"""Everything that has a name, and what is known about it, read off the declarations."""

from collections.abc import Callable
from typing import Any

from alliancesim.cli.readers import groups, phases, readers
from alliancesim.cli.screen import span
from alliancesim.doctrines import DOCTRINES
from alliancesim.instruments import CHANNELS, INSTRUMENTS, coefficients
from alliancesim.mechanisms import MECHANISMS, PRESETS
from alliancesim.metrics import METRICS
from alliancesim.parameters import catalogue
from alliancesim.scenario import library, load
from alliancesim.scenario.errors import nearest
from alliancesim.trends import TRENDS
from alliancesim.world import FIELDS

Facts = dict[str, Any]


def explain(name: str) -> list[Facts]:
    """Return what is known about ``name``, one entry for each kind of thing that bears it."""
    section, _, rest = name.partition(".")
    return [
        {"kind": kind, "name": candidate, **describe(candidate)}
        for kind, (known, describe) in _kinds().items()
        for candidate in ((name, rest) if section == f"{kind}s" else (name,))
        if candidate in known
    ]


def nearest_names(name: str) -> list[str]:
    """Return the nearest name of each kind, the best known kinds first."""
    found = [nearest(name, known) for known, _ in _kinds().values()]
    return list(dict.fromkeys(candidate for candidate in found if candidate))


def _kinds() -> dict[str, tuple[list[str], Callable[[str], Facts]]]:
    return {
        "scenario": (list(library()), scenario),
        "instrument": (list(INSTRUMENTS), instrument),
        "mechanism": (list(MECHANISMS), mechanism),
        "trend": (list(TRENDS), trend),
        "preset": (list(PRESETS), preset),
        "doctrine": (list(DOCTRINES), doctrine),
        "metric": (list(METRICS), metric),
        "parameter": (list(catalogue()), parameter),
        "group of parameters": (list(groups()), group),
        "channel": (list(CHANNELS), channel),
        "field": (list(FIELDS), field),
        "phase": (list(phases()), phase),
    }


def scenario(name: str) -> Facts:
    """Return what a scenario of the library asks, of whom and when."""
    case = load(name)
    clock = case.clock
    return {
        "title": case.title,
        "question": case.question,
        "description": case.description,
        "states": case.cast,
        "period": f"{clock.start} to {clock.date_at(clock.steps)}",
        "steps": f"{clock.steps}, one a {clock.step}",
        "alliances": [alliance.name for alliance in case.alliances.values()],
        "disputes": [dispute.name for dispute in case.disputes.values()],
        "events": len(case.events),
        "preset": case.preset,
        "mechanisms_off": [key for key, on in case.mechanisms.items() if not on],
        "trends_on": [key for key, item in case.trends.items() if item.enabled],
        "assumptions": case.assumptions,
        "left_out": case.omitted,
        "file": str(library()[name]),
    }


def instrument(name: str) -> Facts:
    """Return the record of a built-in instrument."""
    record = INSTRUMENTS[name]
    money = record.money
    known: Facts = {
        "title": record.name,
        "meaning": record.description,
        "helps": record.helps,
        "does_nothing": record.idle,
        "backfires": record.backfires,
        "family": record.family,
        "covers": list(record.covers),
        "money": money
        and f"{money.low:g} to {money.high:g} million USD, {money.staff_days:g} days of staff work",
        "available_from": record.available_from,
    }
    if record.phase != "engage":
        return known | {"taken_up_by": [record.phase], "strength": record.intensity}
    return known | {
        "cost": f"{record.cost:g} effort units",
        "lasts": f"{record.days:g} days",
        "opportunities": f"{record.opportunities:g} per dyad and year",
        "direction": record.direction,
        "minimum_trust": record.minimum_trust,
        "needs_pact": record.needs_pact,
        "taken_up_by": sorted({CHANNELS[key].phase for key in record.gains}),
        "coefficients": [
            {"coefficient": path, "value": given.value, "range": span(given.lo, given.hi),
             "unit": unit, "grade": given.grade, "source": given.source}
            for path, unit, given in coefficients(record)
        ],
    }  # fmt: skip


def mechanism(name: str) -> Facts:
    """Return what a mechanism does, the values that switch it off, and what that should move."""
    record = MECHANISMS[name]
    known = {f"parameters.{path}": item.default for path, item in catalogue().items()}
    return {
        "title": record.name,
        "meaning": record.description,
        "covers": list(record.covers),
        "switch": f"mechanisms: {{{name}: off}}",
        "in_minimal_preset": record.core,
        "moves": list(record.claims),
        "acts_in": sorted({room for path in record.neutral for room in _rooms(path)}),
        "neutral_values": [
            {"path": path, "neutral": value, "default": known.get(path, "as declared")}
            for path, value in record.neutral.items()
        ],
    }


def _rooms(path: str) -> list[str]:
    """Return the modules in which the value at a path of a scenario acts."""
    section, _, rest = path.partition(".")
    if section == "parameters":
        return readers("rules", rest)
    tool, *_, last = rest.split(".")
    if last in CHANNELS:
        return [f"phases.{CHANNELS[last].phase}"]
    return [f"phases.{INSTRUMENTS[tool].phase if tool in INSTRUMENTS else 'engage'}"]


def trend(name: str) -> Facts:
    """Return what a trend changes from when on, and how it could make things worse."""
    record = TRENDS[name]
    return {
        "title": record.name,
        "meaning": record.description,
        "backfires": record.backfires,
        "covers": list(record.covers),
        "switch": f"trends: {{{name}: {{enabled: true}}}}",
        "from": record.begins,
        "in_full_after": f"{record.ramp:g} years",
        "strength": record.strength,
        "families": list(record.families),
        "changes": [
            {"path": path, "kind": "shift" if path.startswith("shifts.") else "factor",
             "value": given.value, "range": span(given.lo, given.hi), "grade": given.grade,
             "source": given.source}
            for path, given in record.coefficients().items()
        ],
    }  # fmt: skip


def preset(name: str) -> Facts:
    """Return how much of the model a preset uses."""
    record = PRESETS[name]
    return {
        "meaning": record.description,
        "switch": f"preset: {name}",
        "instruments": list(INSTRUMENTS if record.instruments is None else record.instruments),
        "mechanisms": [
            key for key, item in MECHANISMS.items() if item.core or not record.core_only
        ],
    }


def doctrine(name: str) -> Facts:
    """Return the theory behind a doctrine, and how it weighs what cooperation brings."""
    record = DOCTRINES[name]
    return {
        "title": record.name,
        "meaning": record.description,
        "theory": record.theory,
        "expects": record.expects,
        "weights": {key: record.weight(key) for key in CHANNELS},
        "situation": record.situation,
        "identity": record.identity,
        "habit": record.habit,
        "norms": record.norms,
        "restraint": record.restraint,
        "sovereignty": record.sovereignty,
        "grade": "assumption",
    }


def metric(name: str) -> Facts:
    """Return the formula, unit and range of a metric."""
    found = METRICS[name]
    return {
        "title": found.title,
        "formula": found.doc,
        "unit": found.unit,
        "range": span(found.lo, found.hi),
        "family": found.family,
        "covers": list(found.covers),
        "moved_by": [key for key, item in MECHANISMS.items() if name in item.claims],
    }


def parameter(name: str) -> Facts:
    """Return the declaration of a parameter and who reads it."""
    declared = catalogue()[name]
    home = groups()[name.rpartition(".")[0]]
    return {
        "meaning": declared.doc,
        "part_of": _first(home.__doc__),
        "default": declared.default,
        "unit": declared.unit,
        "range": span(declared.lo, declared.hi),
        "grade": declared.grade,
        "source": declared.source,
        "read_by": readers("rules", name),
        "switched_off_by": [
            key for key, item in MECHANISMS.items() if f"parameters.{name}" in item.neutral
        ],
        "moved_by_trends": [
            key for key, item in TRENDS.items() if name in {**item.parameters, **item.shifts}
        ],
    }


def group(name: str) -> Facts:
    """Return what a group of parameters is about, and its parameters."""
    rows = [
        {"parameter": path, "default": item.default, "unit": item.unit, "grade": item.grade,
         "meaning": item.doc}
        for path, item in catalogue().items() if path.startswith(f"{name}.")
    ]  # fmt: skip
    return {"meaning": _first(groups()[name].__doc__), "parameters": rows}


def channel(name: str) -> Facts:
    """Return what a channel carries, who takes it up, and which instruments act in it."""
    found = CHANNELS[name]
    return {
        "meaning": found.doc,
        "unit": found.unit,
        "range": span(found.lo, found.hi),
        "taken_up_by": found.phase,
        "moved_by_trends": [key for key, item in TRENDS.items() if name in item.channels],
        "moved_by": _movers(name),
    }


def _movers(name: str) -> list[Facts]:
    return [
        {"instrument": key, "gain": record.gains[name].value, "grade": record.gains[name].grade,
         "source": record.gains[name].source}
        for key, record in INSTRUMENTS.items() if record.gain(name)
    ]  # fmt: skip


def field(name: str) -> Facts:
    """Return the declaration of a field of the world, who writes it and who reads it."""
    found = FIELDS[name]
    return {
        "meaning": found.doc,
        "shape": found.shape,
        "unit": found.unit,
        "range": span(found.lo, found.hi),
        "written_by": found.writer,
        "read_by": readers("world", name),
    }


def phase(name: str) -> Facts:
    """Return what a phase of the step does, which fields it writes, which channels it takes up."""
    return {
        "meaning": phases()[name],
        "writes": [key for key, item in FIELDS.items() if item.writer == name],
        "takes_up": [key for key, item in CHANNELS.items() if item.phase == name],
    }


def _first(doc: str | None) -> str:
    return " ".join((doc or "").split("\n\n")[0].split())
