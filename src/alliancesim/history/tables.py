"""Tables: the files of the record, as their authors published them.

Names, columns and types are those of the originals: R data frames in ``.rda`` files, one object
each, named as the file, and one CSV. Outcome tables hold what the model is judged by (disputes,
pacts, wars, exercises, troops, rivalries); all others are covariates. ``release.json`` pins the
address, SHA-256 and size of each original file.
"""

import functools
import hashlib
import importlib.resources
import json
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from alliancesim.history.citations import CITATIONS
from alliancesim.history.kinds import unfit

COLUMNS: dict[str, tuple[str, ...]] = {
    "cow_mid_ddydisps": (
        "dispnum", "ccode1", "ccode2", "year", "cowmidonset", "hostlev1", "hostlev2", "orig1",
        "orig2", "sidea1", "sidea2", "fatality", "hostlev", "mindur", "maxdur", "recip", "stmon",
    ),
    "cow_mid_disps": (
        "dispnum", "styear", "stmon", "outcome", "settle", "fatality", "mindur", "maxdur",
        "hostlev", "recip",
    ),
    "gml_mid_ddydisps": (
        "dispnum", "ccode1", "ccode2", "year", "gmlmidonset", "hostlev1", "hostlev2", "orig1",
        "orig2",
    ),
    "gml_mid_disps": ("dispnum", "styear", "outcome", "fatality", "mindur", "hostlev", "recip"),
    "atop_alliance": (
        "ccode1", "ccode2", "year", "atop_defense", "atop_offense", "atop_neutral", "atop_nonagg",
        "atop_consul",
    ),
    "cow_war_inter": (
        "warnum", "ccode1", "ccode2", "year", "cowinteronset", "sidea1", "sidea2", "initiator1",
        "initiator2", "outcome1", "outcome2", "batdeath1", "batdeath2",
    ),
    "ucdp_acd": ("conflict_id", "year", "gwno_a", "gwno_b", "intensity_level", "type_of_conflict"),
    "tss_rivalries": ("tssr_id", "ccode1", "ccode2", "start", "end"),
    "td_rivalries": ("rivalryno", "ccode1", "ccode2", "styear", "endyear"),
    "mme_long": ("MMEID", "gwcode", "year", "participant_count"),
    "troopdata_rebuild_long": ("ccode", "year", "quarter", "troops_ad"),
    "cow_nmc": ("ccode", "year", "milex", "milper", "irst", "pec", "tpop", "upop", "cinc"),
    "cow_states": ("stateabb", "ccode", "statenme", "styear", "stmonth", "stday", "endyear",
                   "endmonth", "endday"),
    "cow_majors": ("ccode", "styear", "stmonth", "stday", "endyear", "endmonth", "endday"),
    "cw_system": ("ccode", "cw_abb", "cw_name", "start", "end"),
    "cow_contdir": ("ccode1", "ccode2", "conttype", "stdate", "enddate"),
    "cow_capitals": ("ccode", "capital", "stdate", "enddate", "lat", "lng"),
    "cow_mindist": ("ccode1", "ccode2", "year", "mindist"),
    "cw_democracy": ("ccode", "year", "euds", "aeuds", "polity2", "v2x_polyarchy"),
    "cw_gdppop": ("ccode", "year", "mrgdppc", "pwtrgdp", "pwtpop"),
    "cow_trade_sy": ("ccode", "year", "imports", "exports"),
    "cow_igo_ndy": ("ccode1", "ccode2", "year", "dyadigos"),
    "un_ideal_points": ("ccode", "year", "IdealPointAll", "NVotesAll", "iso3c"),
}  # fmt: skip
"""Columns that are read of each table; the files have more."""
FIRST_SESSION = 1946
"""Year of the first session of the General Assembly."""
EXTRA = "reading the record needs more packages: pip install 'alliancesim[history]'"


class HistoryError(Exception):
    """A table of the record is missing, damaged or not what it should be."""


class Table(NamedTuple):
    """One file of the record."""

    name: str
    file: str
    url: str
    sha256: str
    size: int
    """Bytes of the pinned release."""
    outcome: bool
    """Whether it holds outcomes, as against covariates."""

    @property
    def citation(self) -> str:
        """Whom to cite for it."""
        return CITATIONS[self.name]


@functools.cache
def tables() -> dict[str, Table]:
    """Return the tables of the record by name, as pinned."""
    text = importlib.resources.files("alliancesim.history").joinpath("release.json").read_text()
    return {
        Path(file).stem: Table(
            Path(file).stem, file, about["url"], about["sha256"], about["bytes"], about["outcome"]
        )
        for file, about in json.loads(text).items()
    }


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read(folder: Path, name: str) -> pd.DataFrame:
    """Return a table of the record as a DataFrame, its rows as published.

    Raises
    ------
    HistoryError
        If the file is missing, cannot be read, lacks columns, or holds something else in one.
    """
    table = tables()[name]
    path = folder / table.file
    if not path.is_file():
        raise HistoryError(f"{path} is missing; `alliancesim data status` tells what is there")
    frame = _csv(path) if path.suffix == ".csv" else _rda(path, name)
    missing = [column for column in COLUMNS[name] if column not in frame]
    if missing:
        raise HistoryError(f"{path} has no column {', '.join(missing)}")
    if frame.empty:
        raise HistoryError(f"{path} has no rows")
    for column in COLUMNS[name]:
        if wrong := unfit(frame[column]):
            raise HistoryError(f"{path}: column {column} {wrong}")
    return frame


def years(frame: pd.DataFrame) -> tuple[int, int] | None:
    """Return the first and last year of a table's rows; of spells, the years in which they begin.

    None if the table is empty.
    """
    column = next(name for name in ("year", "styear", "start", "stdate") if name in frame)
    known = frame[column].dropna()
    if str(known.dtype).startswith("datetime"):
        known = known.dt.year
    return None if known.empty else (int(known.min()), int(known.max()))


def _csv(path: Path) -> pd.DataFrame:
    """Return the UN's table; the original numbers sessions, and has no column of years."""
    try:
        frame = pd.read_csv(path)
    except (OSError, ValueError) as error:
        raise HistoryError(f"{path} is damaged: {error}") from error
    if "year" not in frame and "session" in frame:
        frame["year"] = FIRST_SESSION - 1 + frame["session"]
    return frame.drop(columns=[column for column in frame if str(column).startswith("Unnamed")])


def _rda(path: Path, name: str) -> pd.DataFrame:
    rdata = parser()
    try:
        with warnings.catch_warnings():  # of classes of R that are a data frame all the same
            warnings.simplefilter("ignore", UserWarning)
            found = rdata.read_rda(path, constructor_dict=_constructors(rdata))
    except Exception as error:  # of nearly any kind, depending on where the file is damaged
        raise HistoryError(f"{path} is damaged, or not a file of R: {error}") from error
    if name not in found:
        raise HistoryError(f"{path} holds {', '.join(found) or 'nothing'} instead of {name}")
    frame = found[name]
    if not isinstance(frame, pd.DataFrame):
        raise HistoryError(f"{name} in {path} is no data frame")
    return frame.reset_index(drop=True)


def parser() -> Any:
    """Return the package that reads files of R.

    Raises
    ------
    HistoryError
        If it is not installed.
    """
    try:
        import rdata
    except ImportError:
        raise HistoryError(EXTRA) from None
    return rdata


def _constructors(rdata: Any) -> Mapping[str | bytes, Callable[[Any, Mapping[str, Any]], Any]]:
    return {**rdata.conversion.DEFAULT_CLASS_MAP, "Date": _dates}


def _dates(days: Any, _attributes: Any) -> np.ndarray[Any, np.dtype[np.datetime64]]:
    """Return R's dates, days since 1970, as datetimes; missing ones as NaT."""
    values = np.asarray(days, dtype=float)
    known = np.isfinite(values)
    dates = np.where(known, values, 0).astype("datetime64[D]")
    return np.where(known, dates, np.datetime64("NaT", "D")).astype("datetime64[s]")
