"""A sweep that is done: its points, its members, and what failed."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from alliancesim.experiments.loading import load_experiment
from alliancesim.experiments.resolved import Experiment
from alliancesim.experiments.store import read_manifest
from alliancesim.files import digest
from alliancesim.results import ResultsError
from alliancesim.scenario import ScenarioError


@dataclass(frozen=True)
class Sweep:
    """The tables of a finished sweep; each is read when it is first asked for."""

    folder: Path
    manifest: dict[str, Any]

    @classmethod
    def load(cls, folder: str | Path) -> Self:
        """Open the folder of a sweep.

        Raises
        ------
        ResultsError
            If it is not one, is damaged, or the sweep is not done.
        """
        source = Path(folder)
        manifest = read_manifest(source)
        if manifest["status"] != "complete":
            raise ResultsError(f"the sweep in {source} is not done; run the same command again")
        return cls(source, manifest)

    @cached_property
    def experiment(self) -> Experiment:
        """The experiment as it was run."""
        try:
            return load_experiment(self.manifest["experiment"])
        except ScenarioError as error:
            message = f"{self.folder / 'manifest.json'}: its experiment cannot be read: {error}"
            raise ResultsError(message) from error

    @property
    def inputs(self) -> list[str]:
        """Paths that vary, a column of every table each."""
        return list(self.manifest["inputs"])

    @property
    def outcomes(self) -> list[str]:
        """Names of the outcomes, a column of the members each."""
        return [outcome["name"] for outcome in self.manifest["outcomes"]]

    @cached_property
    def points(self) -> pd.DataFrame:
        """A row per point and scenario, a column per path that varies."""
        return self._table("points")

    @cached_property
    def members(self) -> pd.DataFrame:
        """A row per member that ran: point, scenario, run, seed, inputs and outcomes."""
        return self._table("members")

    @cached_property
    def failures(self) -> pd.DataFrame:
        """A row per member that failed: point, scenario, run, seed, inputs, error, traceback."""
        return self._table("failures")

    def _table(self, name: str) -> pd.DataFrame:
        path = self.folder / f"{name}.parquet"
        written = self.manifest.get("files", {}).get(path.name)
        try:
            if written is not None and digest(path) != written:
                raise ResultsError(f"{path} is damaged: it is not the file that was written")
            table = pq.read_table(path, page_checksum_verification=True)
            found = table.to_pandas(ignore_metadata=True)
        except (OSError, ValueError, pa.ArrowException) as error:
            raise ResultsError(f"{path} is missing or damaged: {error}") from error
        rows = self.manifest["points"] * len(self.manifest["scenarios"])
        wanted = rows if name == "points" else self.manifest[name]
        more = {"members": self.outcomes, "failures": ["error", "traceback"], "points": []}[name]
        if len(found) != wanted or not {"point", "scenario", *self.inputs, *more} <= {*found}:
            raise ResultsError(
                f"{path} is damaged: it should have {wanted} rows, and columns"
                f" {', '.join(['point', 'scenario', *self.inputs, *more])}"
            )
        return found
