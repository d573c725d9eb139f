"""The recorder of a run: what happened step by step, as columns of tables."""

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np

from alliancesim.events import Event
from alliancesim.instruments import CHANNELS
from alliancesim.metrics import tables
from alliancesim.metrics.tables import Year

if TYPE_CHECKING:
    from alliancesim.model import AllianceModel

Columns = dict[str, list[Any]]
Tables = dict[str, dict[str, "np.ndarray[Any, Any] | list[Any]"]]


class Recorder:
    """Collects the tables of one run; call ``observe`` after construction and each step.

    Metrics come from the model's collector, one row a step; states, dyads, regions, threats,
    organisations and treaties are written once a year and at the end; events and engagements as
    they happen; contributions as yearly sums.
    """

    def __init__(self, model: "AllianceModel", run: int) -> None:
        self.model, self.run = model, run
        self.yearly = round(1 / model.clock.years)
        self.columns: dict[str, Columns] = defaultdict(lambda: defaultdict(list))
        self.year = Year.begins(model.world)
        self.sums: dict[tuple[str, str], float] = defaultdict(float)
        self.observe()

    def observe(self) -> None:
        """Take in the step that the model has just finished."""
        model, world = self.model, self.model.world
        last = not model.running
        for event in model.happened:
            self._event(event)
        if model.held is not None and (len(model.held) or model.steps == 1):
            self._engagements()
        for field, label, amount in model.ledger.sums():
            self.sums[field.removesuffix("_seen").removesuffix("_shock"), label] += amount
        self.year.toll += world.toll
        self.year.incidents += world.incidents
        if model.steps % self.yearly == 0 or last:
            self._yearly()
            self._contributions()

    def _stamp(self, table: str, rows: int) -> Columns:
        columns = self.columns[table]
        columns["run"].append(np.full(rows, self.run, dtype=np.int32))
        columns["step"].append(np.full(rows, self.model.steps, dtype=np.int32))
        columns["date"].append(np.full(rows, np.datetime64(self.model.date, "D")))
        return columns

    def _event(self, event: Event) -> None:
        columns = self._stamp("events", 1)
        columns["event"].append([len(columns["event"])])
        columns["day"].append([event.day])
        columns["kind"].append([event.kind])
        columns["actors"].append([list(event.actors)])
        columns["level"].append([event.level])
        columns["crisis"].append([event.crisis])
        columns["amount"].append([event.amount])
        columns["text"].append([event.text])
        terms = [{"label": label, "value": value} for label, value in event.terms]
        columns["terms"].append([terms])

    def _engagements(self) -> None:
        held, tools, ids = self.model.held, self.model.tools, np.array(self.model.world.ids)
        assert held is not None  # noqa: S101 - told to the type checker; observe() looked
        columns = self._stamp("engagements", len(held))
        columns["instrument"].append(np.array(tools.names)[held.instrument])
        columns["state1"].append(ids[held.first])
        columns["state2"].append(ids[held.second])
        columns["scheduled"].append(held.scheduled)
        columns["breach"].append(held.breach)
        columns["quality"].append(held.quality)
        columns["effort"].append(held.effort)
        strength = held.size * held.quality
        for channel in CHANNELS:
            columns[channel].append(tools.gain(channel)[held.instrument] * strength)
        columns["provocation"].append(tools.provocation[held.instrument] * held.size)
        np.add.at(self.year.spent, held.first, held.effort)
        np.add.at(self.year.spent, held.second, held.effort)

    def _yearly(self) -> None:
        """Write the tables that have rows once a year, and begin a new year."""
        now, year = self.model.snapshot, self.year
        found = {
            "states": tables.of_states(now, year),
            "dyads": tables.of_dyads(now),
            "regions": tables.of_regions(now, year),
            "threats": tables.of_threats(now, year),
            "organisations": tables.of_organisations(now),
            "treaties": tables.of_treaties(now),
            "causes_of_trust": tables.of_causes(now, self.model.causes),
        }
        for table, given in found.items():
            columns = self._stamp(table, len(next(iter(given.values()))))
            for name, values in given.items():
                columns[name].append(values)
        self.year = Year.begins(now.world)

    def _contributions(self) -> None:
        columns = self.columns["contributions"]
        year = -(-self.model.steps // self.yearly)
        for (field, label), amount in sorted(self.sums.items()):
            for name, value in (("run", self.run), ("year", year), ("field", field),
                                ("label", label), ("amount", amount)):  # fmt: skip
                columns[name].append([value])
        self.sums.clear()

    def _metrics(self) -> dict[str, Any]:
        values = self.model.datacollector.model_vars
        steps = len(next(iter(values.values())))
        first = self.model.steps - steps + 1
        dates = [self.model.clock.date_at(first + step) for step in range(steps)]
        return {
            "run": np.full(steps, self.run, dtype=np.int32),
            "step": np.arange(first, first + steps, dtype=np.int32),
            "date": np.array(dates, dtype="datetime64[D]"),
            **{name: np.array(column, dtype=float) for name, column in values.items()},
        }

    def tables(self) -> Tables:
        """Return the tables of the run as columns."""
        found: Tables = {"metrics": self._metrics()}
        for table, columns in self.columns.items():
            found[table] = {
                name: np.concatenate(parts)
                if isinstance(parts[0], np.ndarray)
                else [value for part in parts for value in part]
                for name, parts in columns.items()
            }
        return found
