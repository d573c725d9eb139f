"""Results: one folder of Parquet tables and a manifest, written whole or not at all.

Tables: ``metrics`` (a row per run and step); a row per run, year and state in ``states``, pair in
``dyads``, region or two regions in ``regions``, actor and state in ``threats``, and each in
``organisations`` and ``treaties``; ``events``, ``engagements``, ``contributions`` (yearly sums by
field and label) and ``causes_of_trust`` (evidence still alive, by year and cause).
"""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from alliancesim.scenario import Scenario, load

FORMAT = 1
"""Version of the results folder."""


def _list_of(element: pa.DataType) -> pa.DataType:
    """Return a list type named as Parquet names it, so that reading changes nothing."""
    return pa.list_(pa.field("element", element))


_NAMES = _list_of(pa.string())
_TERM = pa.struct([("label", pa.string()), ("value", pa.float64())])
_EVENT_TYPES = {
    "event": pa.int32(), "level": pa.int8(), "crisis": pa.int32(), "day": pa.float64(),
    "amount": pa.float64(),
    "kind": pa.string(), "text": pa.string(), "actors": _NAMES,
    "terms": _list_of(_TERM),
}  # fmt: skip
_STAMP = {"run": pa.int32(), "step": pa.int32(), "date": pa.date32()}
SCHEMAS: dict[str, dict[str, pa.DataType]] = {
    "metrics": {**_STAMP},
    "states": {**_STAMP, "state": pa.string()},
    "dyads": {**_STAMP, "state1": pa.string(), "state2": pa.string()},
    "regions": {**_STAMP, "region": pa.string()},
    "threats": {**_STAMP, "threat": pa.string(), "state": pa.string()},
    "organisations": {
        **_STAMP, "organisation": pa.string(), "members": _NAMES, "cohesion": pa.float64(),
        "will": pa.float64(),
    },
    "treaties": {
        **_STAMP, "treaty": pa.string(), "name": pa.string(), "obligations": _NAMES,
        "members": _NAMES, "outside": _NAMES, "suspended": _NAMES,
    },
    "events": {**_STAMP, **_EVENT_TYPES},
    "engagements": {
        **_STAMP, "instrument": pa.string(), "state1": pa.string(), "state2": pa.string(),
        "scheduled": pa.bool_(), "breach": pa.bool_(),
    },
    "contributions": {
        "run": pa.int32(), "year": pa.int32(), "field": pa.string(), "label": pa.string(),
        "amount": pa.float64(),
    },
    "causes_of_trust": {
        **_STAMP, "state1": pa.string(), "state2": pa.string(), "cause": pa.string(),
        "good": pa.float64(), "bad": pa.float64(),
    },
}  # fmt: skip
"""Types of the columns that are not plain numbers; all others are float64 or bool as they come."""


class ResultsError(Exception):
    """A results folder that cannot be read or written."""


def table_of(name: str, columns: Mapping[str, Any]) -> pa.Table:
    """Return the columns of one run as an Arrow table with the table's types."""
    types = SCHEMAS[name]
    given = columns or {key: [] for key in types}
    return pa.table({key: pa.array(values, type=types.get(key)) for key, values in given.items()})


def content_hash(tables: Mapping[str, pa.Table]) -> str:
    """Return a hash of all tables: names, columns, types and values, independent of file layout."""
    digest = hashlib.blake2b(digest_size=16)
    for name in sorted(tables):
        table = tables[name].combine_chunks()
        digest.update(f"{name}:{table.num_rows}".encode())
        for column in table.column_names:
            digest.update(f"{column}:{table.schema.field(column).type}".encode())
            digest.update(_bytes_of(table.column(column)))
    return digest.hexdigest()


def _bytes_of(column: pa.ChunkedArray) -> bytes:
    if pa.types.is_nested(column.type) or pa.types.is_string(column.type):
        return json.dumps(column.to_pylist(), ensure_ascii=False).encode()
    return bytes(column.to_numpy().tobytes())


@dataclass(frozen=True)
class Results:
    """The results of a run or an ensemble."""

    manifest: dict[str, Any]
    tables: dict[str, pa.Table]
    folder: Path | None = None
    _frames: dict[str, pd.DataFrame] = field(default_factory=dict, repr=False, compare=False)

    def frame(self, name: str) -> pd.DataFrame:
        """Return a table as a DataFrame; dates as datetimes.

        Raises
        ------
        ResultsError
            If there is no such table.
        """
        if name not in self.tables:
            raise ResultsError(f"no table '{name}'; tables are {', '.join(self.tables)}")
        if name not in self._frames:
            frame = self.tables[name].to_pandas()
            if "date" in frame:
                frame["date"] = pd.to_datetime(frame["date"])
            self._frames[name] = frame
        return self._frames[name]

    @property
    def metrics(self) -> pd.DataFrame:
        """A row per run and step, a column per metric."""
        return self.frame("metrics")

    @property
    def states(self) -> pd.DataFrame:
        """A row per run, year and state."""
        return self.frame("states")

    @property
    def dyads(self) -> pd.DataFrame:
        """A row per run, year and pair."""
        return self.frame("dyads")

    @property
    def events(self) -> pd.DataFrame:
        """A row per event; ``terms`` are the labelled terms that caused it, largest first."""
        return self.frame("events")

    @property
    def engagements(self) -> pd.DataFrame:
        """A row per engagement, with its gains before saturation."""
        return self.frame("engagements")

    @property
    def contributions(self) -> pd.DataFrame:
        """What each instrument and mechanism added to each field, summed over cast and year."""
        return self.frame("contributions")

    @property
    def regions(self) -> pd.DataFrame:
        """A row per run, year and region, and per pair of regions."""
        return self.frame("regions")

    @property
    def threats(self) -> pd.DataFrame:
        """A row per run, year, threat actor and state."""
        return self.frame("threats")

    @property
    def organisations(self) -> pd.DataFrame:
        """A row per run, year and organisation."""
        return self.frame("organisations")

    @property
    def treaties(self) -> pd.DataFrame:
        """A row per run, year and treaty in force."""
        return self.frame("treaties")

    @property
    def causes_of_trust(self) -> pd.DataFrame:
        """Evidence of state1 about state2 still alive, by year and cause."""
        return self.frame("causes_of_trust")

    @cached_property
    def scenario(self) -> Scenario:
        """The scenario as it was run, all defaults filled in."""
        return load(self.manifest["scenario"])

    def save(
        self, folder: str | Path, also: Callable[["Results", Path], object] | None = None
    ) -> Self:
        """Write the results to ``folder``, replacing older results there; all or nothing.

        Parameters
        ----------
        folder
            Where to; missing parent folders are made.
        also
            Writes one more file, ``report.html``, before the folder is put in place.

        Raises
        ------
        ResultsError
            If the folder holds something else, or cannot be written.
        """
        target = Path(folder)
        refuse_unwritable(target)
        scratch = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
        try:
            for name, table in self.tables.items():
                pq.write_table(table, scratch / f"{name}.parquet", compression="zstd")
            text = json.dumps(self.manifest, indent=1, ensure_ascii=False, allow_nan=False)
            (scratch / "manifest.json").write_text(text + "\n", encoding="utf-8")
            if also is not None:
                also(self, scratch / "report.html")
            scratch.chmod(0o755)
            _swap(scratch, target)
        except OSError as error:
            raise ResultsError(f"cannot write results to {target}: {error.strerror}") from error
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
        return type(self)(self.manifest, self.tables, target)

    @classmethod
    def load(cls, folder: str | Path) -> Self:
        """Read the results in ``folder``.

        Raises
        ------
        ResultsError
            If it is missing, is not a results folder, or is damaged.
        """
        source = Path(folder)
        path = source / "manifest.json"
        if not path.is_file():
            raise ResultsError(f"{source} is not a results folder: it has no manifest.json")
        try:
            manifest = json.loads(path.read_text(encoding="utf-8"))
            version = manifest["format"]
            names = manifest["tables"]
        except (ValueError, KeyError, TypeError) as error:
            raise ResultsError(f"{path} is damaged: {error}") from error
        if version != FORMAT:
            raise ResultsError(f"{path}: format {version!r}, but this version reads {FORMAT}")
        tables = {}
        for name in names:
            file = source / f"{name}.parquet"
            try:
                tables[name] = pq.read_table(file)
            except (OSError, pa.ArrowException) as error:
                raise ResultsError(f"{file} is missing or damaged: {error}") from error
        return cls(manifest, tables, source)


def refuse_unwritable(target: Path) -> None:
    """Raise ``ResultsError`` where results could not be written; creates parent folders.

    An existing folder is replaced only if it holds results (or nothing).
    """
    if target.exists() and not target.is_dir():
        raise ResultsError(f"{target} is a file; name a folder for the results")
    try:
        if target.is_dir() and any(target.iterdir()) and not (target / "manifest.json").is_file():
            raise ResultsError(f"{target} holds something else; name another folder")
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent):
            pass
    except OSError as error:
        raise ResultsError(f"cannot write results to {target}: {error.strerror}") from error


def _swap(scratch: Path, target: Path) -> None:
    """Put the finished folder in place of an older one."""
    if not target.exists():
        scratch.rename(target)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    target.rename(old / "old")
    try:
        scratch.rename(target)
    except OSError:
        (old / "old").rename(target)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)
