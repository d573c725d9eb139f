"""What ``alliancesim list`` shows: a row per thing."""

from collections.abc import Callable
from typing import Any, NamedTuple

from alliancesim.cli.screen import span
from alliancesim.doctrines import DOCTRINES
from alliancesim.instruments import INSTRUMENTS
from alliancesim.parameters import catalogue
from alliancesim.scenario import library, load


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
    """Return the built-in instruments."""
    rows = [
        {
            "name": name,
            "family": record.family,
            "cost": record.cost,
            "gains": {channel: gain.value for channel, gain in record.gains.items()},
            "provocation": record.provocation.value,
        }
        for name, record in INSTRUMENTS.items()
    ]
    return Listing(rows)


def doctrines() -> Listing:
    """Return the built-in doctrines."""
    rows = [
        {"name": name, "restraint": record.restraint, "sovereignty": record.sovereignty,
         "description": record.description}
        for name, record in DOCTRINES.items()
    ]  # fmt: skip
    return Listing(rows)


def metrics() -> Listing:
    """Return the metrics."""
    from alliancesim.metrics import METRICS  # brings all of the model with it

    rows = [
        {"name": name, "title": item.title, "unit": item.unit, "range": span(item.lo, item.hi),
         "family": item.family}
        for name, item in METRICS.items()
    ]  # fmt: skip
    return Listing(rows, by="family")


def parameters() -> Listing:
    """Return the parameters of the model."""
    rows = [
        {"path": path, "group": path.rpartition(".")[0], "name": path.rpartition(".")[2],
         "default": item.default, "unit": item.unit, "range": span(item.lo, item.hi),
         "grade": item.grade, "source": item.source, "meaning": item.doc}
        for path, item in catalogue().items()
    ]  # fmt: skip
    return Listing(rows, hidden=("path", "range", "source"), by="group")


LISTS: dict[str, Callable[[], Listing]] = {
    "scenarios": scenarios,
    "instruments": instruments,
    "doctrines": doctrines,
    "metrics": metrics,
    "parameters": parameters,
}
