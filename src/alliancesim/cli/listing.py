"""What ``alliancesim list`` shows: a row per thing."""

from collections.abc import Callable
from typing import Any, NamedTuple

from alliancesim.cli.screen import span
from alliancesim.doctrines import DOCTRINES
from alliancesim.instruments import CHANNELS, INSTRUMENTS
from alliancesim.mechanisms import FAMILIES
from alliancesim.parameters import catalogue
from alliancesim.scenario import library, load
from alliancesim.trends import TRENDS


class Listing(NamedTuple):
    """Listing, and how a table shows them; ``--json`` gives them whole."""

    rows: list[dict[str, Any]]
    hidden: tuple[str, ...] = ()
    by: str = ""


def scenarios() -> Listing:
    """Return the scenarios of the library."""
    rows = []
    for name in library():
        case = load(name)
        years = f"{case.clock.start.year}-{case.clock.date_at(case.clock.steps).year}"
        rows.append(
            {"name": name, "states": len(case.states), "years": years, "question": case.question}
        )
    return Listing(rows)


def instruments() -> Listing:
    """Return the built-in instruments: engagements of a pair, then the levers of other phases."""
    rows = [
        {"name": name, "family": record.family, "phase": record.phase, "cost": record.cost,
         "gains": {channel: gain.value for channel, gain in record.gains.items()},
         "provocation": record.provocation.value, "description": record.description}
        for name, record in INSTRUMENTS.items()
    ]  # fmt: skip
    return Listing(rows, hidden=("cost", "gains", "provocation"), by="phase")


def channels() -> Listing:
    """Return the channels in which engagements act."""
    rows = [
        {"name": name, "taken_up_by": item.phase, "unit": item.unit,
         "range": span(item.lo, item.hi), "meaning": item.doc}
        for name, item in CHANNELS.items()
    ]  # fmt: skip
    return Listing(rows)


def mechanisms() -> Listing:
    """Return the mechanisms by theme."""
    rows = [
        {"name": name, "title": item.name, "family": family, "description": item.description,
         "covers": list(item.covers), "neutral": dict(item.neutral), "moves": list(item.claims),
         "minimal": item.core}
        for family, members in FAMILIES.items() for name, item in members.items()
    ]  # fmt: skip
    return Listing(rows, hidden=("title", "covers", "neutral", "moves", "minimal"), by="family")


def trends() -> Listing:
    """Return the built-in trends; all are off until a scenario switches them on."""
    rows = [
        {"name": name, "title": item.name, "from": item.begins, "ramp": item.ramp,
         "covers": list(item.covers), "enabled": item.enabled, "description": item.description,
         "changes": {path: given.value for path, given in item.coefficients().items()}}
        for name, item in TRENDS.items()
    ]  # fmt: skip
    return Listing(rows, hidden=("title", "covers", "enabled", "changes"))


def doctrines() -> Listing:
    """Return the built-in doctrines."""
    weights = ("situation", "identity", "habit", "norms", "restraint", "sovereignty")
    rows = [
        {"name": name, "description": record.description, "theory": record.theory,
         **{weight: getattr(record, weight) for weight in weights}}
        for name, record in DOCTRINES.items()
    ]  # fmt: skip
    return Listing(rows, hidden=("theory", *weights))


def metrics() -> Listing:
    """Return the metrics."""
    from alliancesim.metrics import METRICS  # brings all of the model with it

    rows = [
        {"name": name, "title": item.title, "unit": item.unit, "range": span(item.lo, item.hi),
         "family": item.family, "covers": list(item.covers)}
        for name, item in METRICS.items()
    ]  # fmt: skip
    return Listing(rows, hidden=("covers",), by="family")


def parameters() -> Listing:
    """Return the parameters of the model."""
    rows = [
        {"path": path, "group": path.rpartition(".")[0], "name": path.rpartition(".")[2],
         "default": item.default, "unit": item.unit, "range": span(item.lo, item.hi),
         "grade": item.grade, "source": item.source, "meaning": item.doc}
        for path, item in catalogue().items()
    ]  # fmt: skip
    return Listing(rows, hidden=("path", "range", "source"), by="group")


def coverage() -> Listing:
    """Return every concept that is covered, where it lives and which test shows it."""
    from alliancesim.coverage import CONCEPTS, places, shown_by

    rows = [
        {"id": id_, "concept": CONCEPTS[id_], "lives_in": [place.words for place in found],
         "tests": list(dict.fromkeys(shown_by(place) for place in found))}
        for id_, found in places().items()
    ]  # fmt: skip
    return Listing(rows, hidden=("tests",))


LISTS: dict[str, Callable[[], Listing]] = {
    "scenarios": scenarios,
    "instruments": instruments,
    "channels": channels,
    "mechanisms": mechanisms,
    "trends": trends,
    "doctrines": doctrines,
    "metrics": metrics,
    "parameters": parameters,
    "coverage": coverage,
}
