"""An experiment that is ready to run: its scenarios, its points, and what it is called by."""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from alliancesim import __version__
from alliancesim.experiments import designs
from alliancesim.experiments.designs import Point
from alliancesim.experiments.quantities import Scalar, Uncertainty, column
from alliancesim.experiments.schema import Design, ExperimentFile, Outcome
from alliancesim.metrics import METRICS
from alliancesim.scenario import Scenario, dump


@dataclass(frozen=True)
class Experiment:
    """What varies in which scenarios, how often, and which outcomes are kept."""

    file: ExperimentFile
    """What the user wrote."""
    cases: dict[str, Scenario]
    """The scenarios with overrides, constants and horizon, by name; points are laid over them."""
    crossed: dict[str, list[Scalar]]
    """Levers that list values, by path."""
    spread: dict[str, Uncertainty]
    """What has a range or a distribution, by path: levers, then uncertainties."""
    listed: list[Point]
    """Points of a design that lists them."""

    @property
    def name(self) -> str:
        """Name of the experiment and of its folder."""
        return self.file.name

    @property
    def question(self) -> str:
        """What the experiment answers."""
        return self.file.question

    @property
    def design(self) -> Design:
        """How the points are chosen."""
        return self.file.design

    @property
    def seed(self) -> int:
        """Seed of the design and of all luck."""
        return self.file.seed

    @property
    def runs(self) -> int:
        """Members of each point of each scenario."""
        replications = self.design.n if self.design.kind == "replications" else None
        return replications or self.file.runs

    @property
    def levers(self) -> list[str]:
        """Paths that a policy sets."""
        return list(self.file.levers)

    @property
    def inputs(self) -> list[str]:
        """Paths that vary, a column of every table each."""
        return list(dict.fromkeys([*self.crossed, *self.spread, *(self.listed or [{}])[0]]))

    @cached_property
    def outcomes(self) -> list[Outcome]:
        """What a run comes to, a column of the members each."""
        return self.file.outcomes or [Outcome(of=name) for name in METRICS]

    @property
    def members(self) -> int:
        """Number of all members: points, scenarios and runs."""
        return len(self._points) * self.runs

    def points(self) -> pd.DataFrame:
        """Return a row per point and scenario: both, and a column per path that varies.

        Point numbers are those of the design; every scenario runs at every point.
        """
        return self._points.copy()

    @cached_property
    def _points(self) -> pd.DataFrame:
        made = designs.points(self.design, self.crossed, self.spread, self.listed, self.seed)
        each = len(self.cases)
        frame = pd.DataFrame({
            "point": np.repeat(np.arange(len(made)), each),
            "scenario": list(self.cases) * len(made),
        })  # fmt: skip
        for path in self.inputs:
            frame[path] = np.repeat(np.array(column([point[path] for point in made])), each)
        return frame

    def problem(self) -> dict[str, Any]:
        """Return what varies as SALib knows it: names, bounds and distributions.

        What has a range or a distribution stands with it; other numbers that take more than one
        value, with the lowest and highest of them. A choice lies between 0 and the number of its
        values, and what is rounded down is the position of the value.
        """
        known = {path: given.salib() for path, given in self.spread.items()}
        if not known:
            numbers = self._points[self.inputs].select_dtypes("number", exclude="bool")
            ends = {path: [float(v.min()), float(v.max())] for path, v in numbers.items()}
            known = {str(p): ("unif", span) for p, span in ends.items() if span[0] < span[1]}
        return {
            "num_vars": len(known),
            "names": list(known),
            "bounds": [bounds for _, bounds in known.values()],
            "dists": [law for law, _ in known.values()],
        }

    def seed_of(self, row: int) -> int:
        """Return the seed of the members of a row of the points; with the run it is their luck."""
        if self.file.luck == "shared":
            return self.seed
        words = np.random.SeedSequence((self.seed, row)).generate_state(1, np.uint64)
        return int(words[0] >> np.uint64(1))

    def plain(self) -> dict[str, Any]:
        """Return the experiment as plain data that needs no other file."""
        data = self.file.model_dump(mode="json", by_alias=True, exclude_none=True)
        data["scenarios"] = [
            {"name": name, "scenario": dump(case)} for name, case in self.cases.items()
        ]
        data["uncertainties"] = {
            path: self.spread[path].model_dump(exclude_none=True)
            for path in self.file.uncertainties
        }
        if self.listed:
            data["design"] = {"kind": "points", "list": self.listed}
        return data

    @cached_property
    def id(self) -> str:
        """Content address: everything that the tables depend on, and the version."""
        points = self._points.to_dict("list")
        outcomes = [outcome.model_dump() for outcome in self.outcomes]
        luck = [self.runs, self.seed, self.file.luck]
        cases = {name: dump(case) for name, case in self.cases.items()}
        text = json.dumps([__version__, cases, points, luck, outcomes], ensure_ascii=False)
        return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
