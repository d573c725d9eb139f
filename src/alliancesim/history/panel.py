"""Panel: the record as states by year and dyads by year, one clear coding for all that follows.

- A state is a member in a year if its membership covers a day of it. Membership has gaps: a code
  can return, and then its dyads return with their old history. In a year of union both the old and
  the new state are members (Germany 255, 260 and 265 in 1990); ``stays`` tells who still was at
  the end of the year. Spells that last to the end of a table go on beyond it.
- A dyad-year is an unordered pair of members, ``ccode1 < ccode2``. Directed tables are folded: a
  tie holds if it holds in either direction; ``level`` is the higher and ``lower`` the lower of the
  levels that the two reached in the dispute, not in the year. What the tables say of states that
  were no members in the year is left out.
- ``onset`` is 1 in the first year of a dispute in which both sides took part from its first day
  (originators); ``onset_any`` also where a later participant brought the pair in, which then need
  not have clashed: each of one side faces each of the other. A year in which an older dispute
  merely goes on is no onset (``ongoing``). The table has one dispute per dyad-year, onsets
  preferred.
- Missing codes of the tables (-9) are missing here; a level that is missing is 0. Capability and
  regime that a table lacks are those of the state's last year that has one, else of its first. The
  distance of borders is that of the nearest year measured (none is before 1886), else that of the
  capitals; shared organisations after the table's last year are those of that year. Exercises are
  missing in years that their table does not cover, the UN's ideal points where a state cast no
  votes.
- Nothing after the last year asked for is read, but for the table of distances. A covariate at year
  t was often estimated with later years in sight all the same (democracy, output, ideal points are
  smoothed series). ``alliancesim.history.leaks`` lists what a forecast may use.
"""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from alliancesim.history.codes import from_gleditsch_ward, of_rivals, region
from alliancesim.history.tables import HistoryError, read

EARTH = 6371.0
"""Mean radius of the earth, km."""
FIRST = 1816
"""First year of the state system's record."""
KEY = 1000
"""Factor that makes one number of a pair: ccode1·KEY + ccode2."""
WEAKEST = 1e-6
"""Capability of a state that was never measured."""
INPUTS = (
    "cow_states", "cow_majors", "cow_nmc", "cw_democracy", "cw_gdppop", "un_ideal_points",
    "cow_capitals", "cow_contdir", "atop_alliance", "mme_long", "cow_igo_ndy", "tss_rivalries",
    "cow_mid_ddydisps", "cow_mindist",
)  # fmt: skip
"""Tables that a panel is made of."""
OBLIGATIONS = {
    "defence": "atop_defense", "offence": "atop_offense", "neutrality": "atop_neutral",
    "nonaggression": "atop_nonagg", "consultation": "atop_consul",
}  # fmt: skip
"""Columns of obligations here and in ATOP."""


@dataclass(frozen=True)
class Panel:
    """States and dyads by year, as DataFrames sorted by year and code."""

    states: pd.DataFrame
    dyads: pd.DataFrame

    @cached_property
    def years(self) -> tuple[int, int]:
        """First and last year."""
        return int(self.states["year"].min()), int(self.states["year"].max())

    def at(self, year: int) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Return states and dyads of a year."""
        return _between(self.states, year, year), _between(self.dyads, year, year)

    def until(self, year: int) -> "Panel":
        """Return the panel up to and including a year: what was known at its end."""
        first = self.years[0]
        return Panel(_between(self.states, first, year), _between(self.dyads, first, year))

    def latest(self, year: int | None = None) -> int:
        """Return a year that the panel holds: the last one unless given.

        Raises
        ------
        HistoryError
            If the panel does not hold the year.
        """
        first, last = self.years
        if year is not None and not first <= year <= last:
            raise HistoryError(f"the record runs from {first} to {last}; {year} is not in it")
        return last if year is None else year


def _between(frame: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    """Return the rows of some years of a frame that is sorted by year."""
    start, beyond = np.searchsorted(frame["year"].to_numpy(), [first, last + 1])
    return frame.iloc[start:beyond].reset_index(drop=True)


def panel(folder: Path, first: int = FIRST, last: int | None = None) -> Panel:
    """Return the panel of the tables in ``folder`` for the years ``first`` to ``last``.

    ``last`` is the last year of disputes in the tables unless given.

    Raises
    ------
    HistoryError
        If a table is missing or damaged.
    """
    disputes = read(folder, "cow_mid_ddydisps")
    last = int(disputes["year"].max()) if last is None else last
    states = _states(folder, first, last)
    dyads = _pairs(states)
    for add in (_contiguity, _pacts, _exercises, _organisations, _rivalries):
        dyads = add(dyads, folder)
    dyads = _disputes(dyads, disputes)
    return Panel(states, _placed(dyads, states, folder))


# --- states -----------------------------------------------------------------------------------


def _states(folder: Path, first: int, last: int) -> pd.DataFrame:
    """Return members by year, with capability, regime, output and the rest."""
    states = _members(read(folder, "cow_states"), first, last)
    states["region"] = states["ccode"].map(region)
    majors = read(folder, "cow_majors")
    major = _by_year(majors, majors["styear"], majors["endyear"], last)
    states["major"] = _state_year(states).isin(_state_year(major))
    for name, columns in (
        ("cow_nmc", ["cinc", "milex", "milper", "tpop"]),
        ("cw_democracy", ["v2x_polyarchy", "euds", "polity2"]),
        ("cw_gdppop", ["mrgdppc", "pwtpop"]),
        ("un_ideal_points", ["IdealPointAll"]),
    ):
        table = _whole(read(folder, name)[["ccode", "year", *columns]])
        table = table[table["year"] <= last].drop_duplicates(["ccode", "year"])
        if name == "cw_democracy":
            table["regime"] = regime(table)
        states = states.merge(table, on=["ccode", "year"], how="left")
        for column in table.columns.intersection(["cinc", "regime"]):
            states[column] = _carried(states, table, column)
    states = states.rename(columns={"IdealPointAll": "ideal"})
    states["cinc"] = states["cinc"].fillna(WEAKEST)
    states["output"] = states.pop("mrgdppc") * states.pop("pwtpop") / 1000
    return _located(states, read(folder, "cow_capitals"))


def _members(spells: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    """Return a row for each year and member, and whether it was one to the year's end."""
    full = (spells["endmonth"] == 12) & (spells["endday"] == 31)
    rows = _by_year(spells.assign(full=full), spells["styear"], spells["endyear"], last)
    rows["stays"] = rows["full"] | (rows["year"] < rows["endyear"])
    rows = rows[rows["year"] >= first].sort_values(["year", "ccode", "stays"])
    rows = rows.drop_duplicates(["year", "ccode"], keep="last", ignore_index=True)
    names = {"stateabb": "abb", "statenme": "name"}
    return rows.rename(columns=names)[["year", "ccode", "abb", "name", "stays"]]


def _by_year(spells: pd.DataFrame, start: pd.Series, end: pd.Series, last: int) -> pd.DataFrame:
    """Return a row for each year that a spell covers, up to ``last``.

    Spells that last to the end of the table go on.
    """
    began = np.maximum(start, FIRST).to_numpy(dtype=np.int64)
    ended = np.where(end == end.max(), last, np.minimum(end, last)).astype(np.int64)
    length = np.maximum(0, ended - began + 1)
    offset = np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length)
    rows = spells.loc[spells.index.repeat(length)].reset_index(drop=True)
    return _whole(rows.assign(year=np.repeat(began, length) + offset))


def _state_year(rows: pd.DataFrame) -> pd.Series:
    return rows["ccode"] * 10_000 + rows["year"]


def _whole(frame: pd.DataFrame) -> pd.DataFrame:
    """Return codes and years as whole numbers, and -9 as missing."""
    frame = frame.copy()
    codes = frame.columns.intersection(["ccode", "ccode1", "ccode2", "year"])
    frame[codes] = frame[codes].astype(np.int64)
    numbers = frame.select_dtypes("number").columns.difference(codes)
    frame[numbers] = frame[numbers].where(frame[numbers] != -9)
    return frame


def regime(states: pd.DataFrame) -> pd.Series:
    """Return electoral democracy, 0 to 1: V-Dem's index, else a line through euds.

    The line is fitted on state-years that have both; it is cut to 0 to 1. Where euds is the same
    everywhere there is no line, and gaps stay.
    """
    known = states["v2x_polyarchy"].notna() & states["euds"].notna()
    if states.loc[known, "euds"].nunique() < 2:
        return states["v2x_polyarchy"]
    slope, constant = np.polyfit(states.loc[known, "euds"], states.loc[known, "v2x_polyarchy"], 1)
    guess = np.clip(constant + slope * states["euds"], 0, 1)
    return states["v2x_polyarchy"].fillna(guess)


def _carried(states: pd.DataFrame, table: pd.DataFrame, column: str) -> pd.Series:
    """Return values of a table, in gaps those of the state's last year that has one, else first."""
    known = table.dropna(subset=[column]).sort_values("year")
    asked = states[["year", "ccode"]]
    before = pd.merge_asof(asked, known[["year", "ccode", column]], on="year", by="ccode")[column]
    return before.fillna(states["ccode"].map(known.groupby("ccode")[column].first()))


def _located(states: pd.DataFrame, capitals: pd.DataFrame) -> pd.DataFrame:
    """Add latitude and longitude of the capital at the end of the year."""
    seats = _whole(capitals.assign(year=capitals["stdate"].dt.year.fillna(0)))
    seats = seats.sort_values("stdate", na_position="first").sort_values("year", kind="stable")
    seats = seats.rename(columns={"lng": "lon"})[["year", "ccode", "lat", "lon"]]
    asked = states[["year", "ccode"]]
    found = pd.merge_asof(asked, seats, on="year", by="ccode")[["lat", "lon"]]
    for column in ("lat", "lon"):
        first = seats.groupby("ccode")[column].first()
        states[column] = found[column].fillna(states["ccode"].map(first))
    lost = states.loc[states["lat"].isna(), "name"].unique()
    if len(lost):
        raise HistoryError(f"cow_capitals has no capital of {', '.join(lost)}")
    return states


# --- dyads ------------------------------------------------------------------------------------


def _pairs(states: pd.DataFrame) -> pd.DataFrame:
    """Return all unordered pairs of the members of each year."""
    parts = []
    for year, own in states.groupby("year"):
        codes = own["ccode"].to_numpy()
        one, two = np.triu_indices(len(codes), 1)
        parts.append(pd.DataFrame({"year": year, "ccode1": codes[one], "ccode2": codes[two]}))
    dyads = pd.concat(parts, ignore_index=True)
    dyads["key"] = dyads["ccode1"] * KEY + dyads["ccode2"]
    return dyads


def folded(frame: pd.DataFrame) -> pd.DataFrame:
    """Return rows with the pair in ascending order, as the number ``key``, and without -9."""
    frame = _whole(frame)
    low = frame[["ccode1", "ccode2"]].min(axis=1)
    high = frame[["ccode1", "ccode2"]].max(axis=1)
    return frame.drop(columns=["ccode1", "ccode2"]).assign(key=low * KEY + high)


def _added(
    dyads: pd.DataFrame, table: pd.DataFrame, fill: float, year: pd.Series | None = None
) -> pd.DataFrame:
    """Return the dyads with the columns of a table by key and year; ``fill`` where it has none.

    The table has one row per key and year; it is looked up in ``year`` instead of the dyad's own.
    """
    columns = table.columns.difference(["key", "year"], sort=False)
    known = table.set_index(table["year"] * KEY**2 + table["key"])[columns]
    asked = (dyads["year"] if year is None else year) * KEY**2 + dyads["key"]
    found = known.reindex(asked, fill_value=fill)
    return dyads.assign(**{name: found[name].to_numpy() for name in columns})


def _contiguity(dyads: pd.DataFrame, folder: Path) -> pd.DataFrame:
    """Add the closest type of contiguity of the year: 1 land, 2-5 water, 0 none."""
    spells = read(folder, "cow_contdir")
    start, end = spells["stdate"].dt.year, spells["enddate"].dt.year
    rows = folded(_by_year(spells, start, end, int(dyads["year"].max())))
    rows = rows[rows["conttype"] > 0].rename(columns={"conttype": "contiguity"})
    closest = rows.groupby(["key", "year"], as_index=False)["contiguity"].min()
    return _added(dyads, closest, 0).astype({"contiguity": np.int8})


def _pacts(dyads: pd.DataFrame, folder: Path) -> pd.DataFrame:
    """Add the obligations in force on some day of the year, in either direction."""
    table = folded(read(folder, "atop_alliance"))
    table = table.rename(columns={theirs: ours for ours, theirs in OBLIGATIONS.items()})
    ties = table.groupby(["key", "year"], as_index=False)[list(OBLIGATIONS)].max()
    return _added(dyads, ties, 0).astype(dict.fromkeys(OBLIGATIONS, bool))


def _exercises(dyads: pd.DataFrame, folder: Path) -> pd.DataFrame:
    """Add the number of exercises of the year in which both took part; NaN where none is known."""
    table = read(folder, "mme_long")[["MMEID", "gwcode", "year"]].dropna()
    year = table["year"].astype(np.int64).to_numpy()
    code = from_gleditsch_ward(table["gwcode"].astype(np.int64).to_numpy(), year)
    taking_part = pd.DataFrame({"id": table["MMEID"], "ccode": code, "year": year})
    taking_part = taking_part.drop_duplicates()
    both = taking_part.merge(taking_part, on=["id", "year"], suffixes=("1", "2"))
    both = both[both["ccode1"] < both["ccode2"]]
    number = both.groupby(["ccode1", "ccode2", "year"]).size().rename("exercises").reset_index()
    whole = _added(dyads, folded(number), 0.0)
    known = whole["year"].between(year.min(), year.max())
    return whole.assign(exercises=whole["exercises"].where(known))


def _organisations(dyads: pd.DataFrame, folder: Path) -> pd.DataFrame:
    """Add the number of shared full memberships of international organisations."""
    table = folded(read(folder, "cow_igo_ndy")).rename(columns={"dyadigos": "organisations"})
    table = table[["key", "year", "organisations"]].drop_duplicates(["key", "year"])
    whole = _added(dyads, table, 0.0, year=dyads["year"].clip(upper=int(table["year"].max())))
    return whole.assign(organisations=whole["organisations"].fillna(0.0))


def _rivalries(dyads: pd.DataFrame, folder: Path) -> pd.DataFrame:
    """Add strategic rivalry, as historians coded it in retrospect: for scenarios, not for fits."""
    spells = read(folder, "tss_rivalries")
    rows = _by_year(spells, spells["start"], spells["end"], int(dyads["year"].max()))
    for side in ("ccode1", "ccode2"):
        rows[side] = of_rivals(rows[side].to_numpy(), rows["year"].to_numpy())
    table = folded(rows)[["key", "year"]].drop_duplicates().assign(rivalry=1)
    return _added(dyads, table, 0).astype({"rivalry": bool})


def _disputes(dyads: pd.DataFrame, disputes: pd.DataFrame) -> pd.DataFrame:
    """Add onsets, hostility level and continuation of the dispute of the year."""
    rows = folded(disputes)
    first = rows["cowmidonset"] == 1
    origin = (rows["orig1"] == 1) & (rows["orig2"] == 1)
    coded = pd.DataFrame({
        "key": rows["key"],
        "year": rows["year"],
        "onset": first & origin,
        "onset_any": first,
        "ongoing": ~first,
        "level": rows[["hostlev1", "hostlev2"]].max(axis=1).fillna(0),
        "lower": rows[["hostlev1", "hostlev2"]].min(axis=1).fillna(0),
    }).astype(np.int64)  # fmt: skip
    table = coded.groupby(["key", "year"], as_index=False).max()
    names = ["onset", "onset_any", "ongoing", "level", "lower"]
    return _added(dyads, table, 0).astype(dict.fromkeys(names, np.int8))


def _placed(dyads: pd.DataFrame, states: pd.DataFrame, folder: Path) -> pd.DataFrame:
    """Add the distance between borders, 0 where land touches, and mark relevant pairs."""
    table = folded(read(folder, "cow_mindist"))[["year", "key", "mindist"]].dropna()
    asked = dyads[["year", "key"]]
    near = pd.merge_asof(
        asked, table.sort_values("year"), on="year", by="key", direction="nearest"
    )["mindist"]
    row = np.searchsorted(_in_order(states["year"], states["ccode"]), [
        _in_order(dyads["year"], dyads["ccode1"]), _in_order(dyads["year"], dyads["ccode2"])
    ])  # fmt: skip
    seats, major = states[["lat", "lon"]].to_numpy(dtype=float), states["major"].to_numpy()
    distance = near.fillna(pd.Series(great_circle(seats[row[0]], seats[row[1]])))
    return dyads.assign(
        distance=distance.where(dyads["contiguity"] != 1, 0.0),
        relevant=(dyads["contiguity"] > 0) | major[row[0]] | major[row[1]],
    )


def _in_order(year: pd.Series, ccode: pd.Series) -> NDArray[np.int64]:
    number: NDArray[np.int64] = (year * KEY + ccode).to_numpy()
    return number


def great_circle(one: NDArray[np.float64], two: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the distances between places of (latitude, longitude) in degrees, km."""
    lat1, lon1, lat2, lon2 = np.radians([one[:, 0], one[:, 1], two[:, 0], two[:, 1]])
    inner = (
        np.sin((lat1 - lat2) / 2) ** 2
        + np.cos(lat1) * np.cos(lat2) * np.sin((lon1 - lon2) / 2) ** 2
    )
    arc: NDArray[np.float64] = 2 * EARTH * np.arcsin(np.sqrt(np.clip(inner, 0, 1)))
    return arc
