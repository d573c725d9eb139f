"""Ensembles: members of a scenario simulated in the background, with bands as they arrive."""

import contextlib
import platform
import threading
import time
from importlib.metadata import version as installed
from typing import Any, Literal

import numpy as np
import pyarrow as pa

from alliancesim import __version__
from alliancesim.ensemble import LIBRARIES, members
from alliancesim.manifest import FORMAT
from alliancesim.metrics import METRICS
from alliancesim.results import SCHEMAS, Results, content_hash
from alliancesim.scenario import Scenario, dump
from alliancesim.stored import row_counts
from alliancesim.summaries import is_count
from alliancesim.world import Array

QUANTILES = (0.05, 0.5, 0.95)
LEAST = 5
"""Members from which a band is drawn."""
_TURN = threading.Lock()
"""One ensemble at a time: several would only slow each other, and the pages, down."""


class Ensemble:
    """Members 0 to ``runs`` - 1 of a scenario, simulated by processes of their own."""

    def __init__(self, scenario: Scenario, seed: int, runs: int, workers: int = 1) -> None:
        self.scenario, self.seed, self.runs, self.workers = scenario, seed, runs, workers
        self.tables: list[dict[str, pa.Table]] = []
        self.trouble = ""
        self.cancelled = False
        self.seconds = 0.0
        self._values: list[Array] = []
        self._thread = threading.Thread(target=self._simulate, daemon=True)
        self._thread.start()

    def _simulate(self) -> None:
        try:
            with _TURN:
                began = time.perf_counter()
                self._collect()
                self.seconds = time.perf_counter() - began
        except Exception as error:
            # Told in the page: a thread has nobody else to tell.
            self.trouble = f"{type(error).__name__}: {error}"

    def _collect(self) -> None:
        # Two workers at least, since one would be this process, and slow the pages down.
        workers = max(2, self.workers)
        arriving: Any = members(self.scenario, self.seed, self.runs, workers, _nothing)
        with contextlib.closing(arriving):
            for tables in arriving:
                if self.cancelled:
                    return
                columns = [tables["metrics"].column(name).to_numpy() for name in METRICS]
                self._values.append(np.stack(columns))
                self.tables.append(tables)

    def cancel(self) -> None:
        """Stop; members that arrived stay."""
        self.cancelled = True

    def join(self, seconds: float | None = None) -> None:
        """Wait until all members are there."""
        self._thread.join(seconds)

    @property
    def done(self) -> int:
        """Members that are there."""
        return len(self.tables)

    @property
    def running(self) -> bool:
        """Whether members are still to come."""
        return self._thread.is_alive() and not self.cancelled

    def values(self, metric: str) -> Array:
        """Return a metric of all members that are there, a row for each, a column per step."""
        place = list(METRICS).index(metric)
        rows = [values[place] for values in list(self._values)]
        return np.stack(rows) if rows else np.zeros((0, self.scenario.clock.steps + 1))

    def band(self, metric: str) -> tuple[Array, Array, Array] | None:
        """Return 5 %, 50 % and 95 % of a metric over members, per step; ``None`` of too few."""
        values = self.values(metric)
        if len(values) < LEAST:
            return None
        known = ~np.isnan(values).all(axis=0)
        found = np.full((3, values.shape[1]), np.nan)
        found[:, known] = np.nanquantile(values[:, known], QUANTILES, axis=0)
        return found[0], found[1], found[2]

    def outcome(self, metric: str) -> Array:
        """Return a metric as an outcome of each member: counts summed, all others at the end."""
        values = self.values(metric)
        found = np.nansum(values, axis=1) if is_count(metric) else values[:, -1]
        return np.asarray(found[~np.isnan(found)])

    def spread(self, metric: str) -> tuple[float, float, float]:
        """Return 5 %, 50 % and 95 % of an outcome; of counts, numbers that occurred."""
        found = self.outcome(metric)
        method: Literal["nearest", "linear"] = "nearest" if is_count(metric) else "linear"
        low, high = np.quantile(found, [QUANTILES[0], QUANTILES[2]], method=method)
        return float(low), float(np.median(found)), float(high)

    def results(self) -> Results:
        """Return the results of the members that are there, as `alliancesim run` saves them."""
        kept = list(self.tables)
        tables = {
            name: pa.concat_tables([member[name] for member in kept], promote_options="default")
            for name in SCHEMAS
        }
        clock = self.scenario.clock
        seconds = self.seconds or 1.0
        manifest = {
            "format": FORMAT,
            "alliancesim": __version__,
            "scenario": dump(self.scenario),
            "overrides": {},
            "years": None,
            "seed": self.seed,
            "runs": len(kept),
            "steps": clock.steps,
            "step_years": clock.years,
            "tables": sorted(tables),
            "rows": row_counts(tables),
            "content_hash": content_hash(tables),
            "versions": {"python": platform.python_version()}
            | {name: installed(name) for name in LIBRARIES},
            "timings": {"seconds": seconds, "steps_per_second": len(kept) * clock.steps / seconds},
        }
        return Results(manifest, tables)


def _nothing(_: int) -> None:
    """Take progress that nobody asks for."""
