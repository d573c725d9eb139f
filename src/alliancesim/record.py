"""The recorder of a run: what happened step by step, as columns of tables."""

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from alliancesim.events import Event
from alliancesim.instruments import CHANNELS
from alliancesim.kernels import defence_pacts
from alliancesim.phases.crises.onset import rivals
from alliancesim.phases.engage.consent import budgets

if TYPE_CHECKING:
    from alliancesim.model import AllianceModel

Columns = dict[str, list[Any]]
Tables = dict[str, dict[str, "np.ndarray[Any, Any] | list[Any]"]]


class Recorder:
    """Collects the tables of one run; call ``observe`` after construction and each step.

    Metrics come from the model's collector, one row a step; states and dyads are written once a
    year and at the end; events and engagements as they happen; contributions as yearly sums.
    """

    def __init__(self, model: "AllianceModel", run: int) -> None:
        self.model, self.run = model, run
        self.yearly = round(1 / model.clock.years)
        self.columns: dict[str, Columns] = defaultdict(lambda: defaultdict(list))
        self.spent = np.zeros(model.world.n)
        self.sums: dict[tuple[str, str], float] = defaultdict(float)
        self.observe()

    def observe(self) -> None:
        """Take in the step that the model has just finished."""
        model = self.model
        last = not model.running
        for event in model.happened:
            self._event(event)
        if model.held is not None and (len(model.held) or model.steps == 1):
            self._engagements()
        for field, label, amount in model.ledger.sums():
            self.sums[field.removesuffix("_seen").removesuffix("_shock"), label] += amount
        if model.steps % self.yearly == 0 or last:
            self._states()
            self._dyads()
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
        np.add.at(self.spent, held.first, held.effort)
        np.add.at(self.spent, held.second, held.effort)

    def _states(self) -> None:
        world, n = self.model.world, self.model.world.n
        trust = world.trust
        columns = self._stamp("states", n)
        columns["state"].append(np.array(world.ids))
        for name in ("capability", "burden", "output", "regime", "threat_felt"):
            columns[name].append(getattr(world, name).copy())
        columns["trust_given"].append((trust.sum(axis=1) - 1) / (n - 1))
        columns["trust_received"].append((trust.sum(axis=0) - 1) / (n - 1))
        columns["budget"].append(budgets(world, self.model.rules))
        columns["budget_spent"].append(self.spent)
        self.spent = np.zeros(n)

    def _dyads(self) -> None:
        model, world = self.model, self.model.world
        rows, columns_ = model.draws.upper
        ids = np.array(world.ids)
        trust, threat = world.trust, model.seen.threat
        columns = self._stamp("dyads", len(rows))
        columns["state1"].append(ids[rows])
        columns["state2"].append(ids[columns_])
        for name, matrix in (("trust", trust), ("threat", threat),
                             ("dependence", world.dependence)):  # fmt: skip
            columns[f"{name}_12"].append(matrix[rows, columns_])
            columns[f"{name}_21"].append(matrix[columns_, rows])
        matrices: Mapping[str, np.ndarray[Any, Any]] = {
            "tension": world.tension,
            "interoperability": world.interoperability,
            "information": world.information,
            "procedures": world.procedures,
            "posture": world.posture,
            "escalation": world.escalation,
            "past_disputes": world.onset_count,
            "onset_rate": model.snapshot.rates,
            "pact": defence_pacts(world),
            "agreement": world.treaties.bound("cooperation"),
            "rivalry": rivals(world, model.rules, model.snapshot.now),
        }
        for name, matrix in matrices.items():
            columns[name].append(matrix[rows, columns_])

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

    def _causes_of_trust(self) -> dict[str, Any]:
        """Return who trusts whom because of what, at the end: evidence still alive by cause."""
        world, model = self.model.world, self.model
        good, bad = world.good_credit, world.bad_credit
        cause, i, j = np.nonzero((good > 1e-6) | (bad > 1e-6))
        ids = np.array(world.ids)
        return {
            "run": np.full(len(i), self.run, dtype=np.int32),
            "state1": ids[i],
            "state2": ids[j],
            "cause": np.array(model.causes)[cause],
            "good": good[cause, i, j],
            "bad": bad[cause, i, j],
        }

    def tables(self) -> Tables:
        """Return the tables of the run as columns."""
        found: Tables = {"metrics": self._metrics(), "causes_of_trust": self._causes_of_trust()}
        for table, columns in self.columns.items():
            found[table] = {
                name: np.concatenate(parts)
                if isinstance(parts[0], np.ndarray)
                else [value for part in parts for value in part]
                for name, parts in columns.items()
            }
        return found
