"""Deposit: a forecast that is written down before its outcomes exist, dated and hashed.

Outcomes end before covariates do. A forecast from an origin after the last outcome is fitted on
the years that have outcomes and runs from the covariates of the origin; disputes between are not
known to it.
"""

import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from alliancesim import __version__
from alliancesim.files import draft, write_text
from alliancesim.history.features import rows
from alliancesim.history.fit import fit, forecast_rules
from alliancesim.history.fitted import hashes
from alliancesim.history.forecast import forecast
from alliancesim.history.origin import Step, origin_of
from alliancesim.history.panel import panel
from alliancesim.history.tables import HistoryError, read, sha256


class Order(NamedTuple):
    """What is to be forecast, and how."""

    origin: int
    fit_until: int
    horizons: list[int]
    members: int
    step: Step
    seed: int
    workers: int


def deposit(
    folder: Path, order: Order, out: Path, progress: Callable[[int, int], None] | None = None
) -> list[Path]:
    """Make a forecast and write it, the system's counts, and a record with date and hashes.

    ``progress`` is called with the number of members done and of all.

    Raises
    ------
    HistoryError
        If the fit would use years after the origin.
    """
    if order.fit_until > order.origin:
        raise HistoryError(f"a fit until {order.fit_until} leaks into a forecast of {order.origin}")
    recorded = int(read(folder, "cow_mid_ddydisps")["year"].max())
    until = min(order.fit_until, recorded)
    known = panel(folder, last=order.origin)
    base = forecast_rules()
    learned, now = rows(known, base, order.origin)
    last = learned.where((learned.pairs["year"] == order.origin).to_numpy())
    fitted = fit(learned, known, until)
    origin = origin_of(now, known, fitted, last, base, order.step, float(max(order.horizons)))
    pairs, system = forecast(
        origin,
        order.horizons,
        members=order.members,
        seed=order.seed,
        workers=order.workers,
        progress=progress,
    )
    out.parent.mkdir(parents=True, exist_ok=True)
    counts = out.with_name(f"{out.stem}.counts.parquet")
    for file, table in ((out, pairs), (counts, system)):
        with draft(file) as part:
            table.to_parquet(part, index=False)
    about = out.with_suffix(".json")
    record = _record(folder, order, until, recorded) | {"files": {
        file.name: sha256(file) for file in (out, counts)
    }}  # fmt: skip
    write_text(about, json.dumps(record, indent=2) + "\n")
    return [out, counts, about]


def _record(folder: Path, order: Order, until: int, recorded: int) -> dict[str, Any]:
    return {
        "alliancesim": __version__,
        "made": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "order": order._asdict() | {"workers": None},
        "fitted_until": until,
        "last_year_of_outcomes": recorded,
        "tables": hashes(folder),
        "columns": {
            "p_onset": "at least one onset with both in the dispute from its first day",
            "p_force": "one that reaches the use of force",
            "p_war": "one that reaches war",
            "p_tie": "a defence tie at the horizon",
        },
    }
