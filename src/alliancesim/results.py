"""Results: one folder of Parquet tables and a manifest, written whole or not at all.

Tables: ``metrics`` (a row per run and step); a row per run, year and state in ``states``, pair in
``dyads``, region or two regions in ``regions``, actor and state in ``threats``, and each in
``organisations`` and ``treaties``; ``events``, ``engagements``, ``contributions`` (yearly sums by
field and label) and ``causes_of_trust`` (evidence still alive, by year and cause).
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import pandas as pd
import pyarrow as pa

from alliancesim.files import digest
from alliancesim.folders import ResultsError as ResultsError
from alliancesim.folders import replacing
from alliancesim.manifest import ManifestError, read_manifest
from alliancesim.scenario import Scenario, ScenarioError, load
from alliancesim.stored import (
    DamagedTableError,
    StoredTables,
    pieces,
    row_counts,
    schema_of,
    write_whole,
)


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


def table_of(name: str, columns: Mapping[str, Any]) -> pa.Table:
    """Return the columns of one run as an Arrow table with the table's types."""
    types = SCHEMAS[name]
    given = columns or {key: [] for key in types}
    return pa.table({key: pa.array(values, type=types.get(key)) for key, values in given.items()})


def content_hash(tables: Mapping[str, pa.Table]) -> str:
    """Return a hash of all tables: names, columns, types and values, independent of file layout.

    One column is looked at at a time, and of stored tables one piece of it.
    """
    digest = hashlib.blake2b(digest_size=16)
    for name in sorted(tables):
        schema = schema_of(tables, name)
        rows = sum(piece.num_rows for piece in pieces(tables, name, schema.names[:1]))
        digest.update(f"{name}:{rows}".encode())
        for column in schema.names:
            kind = schema.field(column).type
            digest.update(f"{column}:{kind}".encode())
            parts = (piece.column(0) for piece in pieces(tables, name, [column]))
            for found in _bytes_of(parts, kind):
                digest.update(found)
    return digest.hexdigest()


def _bytes_of(parts: Iterator[pa.ChunkedArray], kind: pa.DataType) -> Iterator[bytes]:
    """Yield the bytes of a column: numbers as they are, anything else as one JSON list."""
    if not (pa.types.is_nested(kind) or pa.types.is_string(kind)):
        for part in parts:
            yield part.to_numpy().tobytes()
        return
    yield b"["
    between = b""
    for part in parts:
        for chunk in part.chunks:
            if len(chunk):
                yield between + json.dumps(chunk.to_pylist(), ensure_ascii=False)[1:-1].encode()
                between = b", "
    yield b"]"


@dataclass(frozen=True)
class Results:
    """The results of a run or an ensemble."""

    manifest: dict[str, Any]
    tables: Mapping[str, pa.Table]
    """In memory, or in a folder and read when they are asked for."""
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
            with _told():
                self._frames[name] = _dated(self.tables[name].to_pandas())
        return self._frames[name]

    def columns(self, name: str) -> list[str]:
        """Return the names of the columns of a table."""
        return list(schema_of(self.tables, name).names)

    def part(self, name: str, *columns: str) -> pd.DataFrame:
        """Return some columns of a table; nothing else of it is read.

        Raises
        ------
        ResultsError
            If the file is damaged.
        """
        if name in self._frames:
            return self._frames[name][list(columns)]
        with _told():
            found = list(pieces(self.tables, name, list(columns)))
            empty = pa.schema([schema_of(self.tables, name).field(c) for c in columns])
            return _dated(pa.concat_tables([empty.empty_table(), *found]).to_pandas())

    def pieces(self, name: str) -> Iterator[pd.DataFrame]:
        """Yield a table a piece at a time, where it is stored that way.

        Raises
        ------
        ResultsError
            If the file is damaged.
        """
        with _told():
            for piece in pieces(self.tables, name):
                yield _dated(piece.to_pandas())

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
        try:
            return load(self.manifest["scenario"])
        except ScenarioError as error:
            place = self.folder / "manifest.json" if self.folder else "the manifest"
            made = self.manifest.get("alliancesim")
            message = f"{place}: the scenario of alliancesim {made} cannot be read: {error}"
            raise ResultsError(message) from error

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
        with replacing(target) as scratch:
            for name in self.tables:
                write_whole(scratch / f"{name}.parquet", self.tables[name])
            manifest = self.finish(scratch, also)
        return type(self)(manifest, self.tables, target)

    def finish(
        self, scratch: Path, also: Callable[["Results", Path], object] | None = None
    ) -> dict[str, Any]:
        """Write the manifest and, by ``also``, the report beside the tables.

        Returns the manifest, which has the hashes of their files now.
        """
        files = {f"{name}.parquet": digest(scratch / f"{name}.parquet") for name in self.tables}
        manifest = self.manifest | {"files": files}
        text = json.dumps(manifest, indent=1, ensure_ascii=False, allow_nan=False)
        (scratch / "manifest.json").write_text(text + "\n", encoding="utf-8")
        if also is not None:
            also(self, scratch / "report.html")
        return manifest

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
        with _told():
            manifest = read_manifest(path)
            if strange := sorted(set(manifest["tables"]) ^ SCHEMAS.keys()):
                raise ResultsError(f"{path} is damaged: {strange[0]!r} is missing, or no table")
            tables = StoredTables(source, manifest["tables"], manifest.get("files"))
            _agree(tables, manifest)
        return cls(manifest, tables, source)


def _agree(tables: StoredTables, manifest: Mapping[str, Any]) -> None:
    """Raise unless the tables have their columns, and as many rows as the manifest says."""
    for name, schema in tables.schemas.items():
        for column, kind in SCHEMAS[name].items():
            if column not in schema.names or schema.field(column).type != kind:
                raise DamagedTableError(
                    f"{tables.file(name)} is damaged: it has no column '{column}' of type {kind}"
                )
    known = {"metrics": manifest["runs"] * (manifest["steps"] + 1)} | manifest.get("rows", {})
    for name, rows in row_counts(tables).items():
        if rows != known.get(name, rows):
            raise DamagedTableError(
                f"{tables.file(name)} has {rows} rows, but by manifest.json it is {known[name]}:"
                " one of the two was changed"
            )


@contextmanager
def _told() -> Iterator[None]:
    """Tell of a damaged table or manifest as of any fault of a results folder."""
    try:
        yield
    except (DamagedTableError, ManifestError) as error:
        raise ResultsError(str(error)) from error


def _dated(frame: pd.DataFrame) -> pd.DataFrame:
    if "date" in frame:
        frame["date"] = pd.to_datetime(frame["date"])
    return frame
