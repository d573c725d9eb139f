"""Recorded: the chronicle of the members from the tables of the record.

A dispute counts if members stand among those who began it and among its targets; only members count
on its sides. Sides come from the table by pairs, which keeps one dispute per pair and year. A
dispute that lasts beyond the last year is cut there, as a run's is. Wars are those of the
Correlates of War with members on either side; their dead are all counted.
"""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from alliancesim.crisis import DAYS
from alliancesim.history.panel import Panel
from alliancesim.history.tables import read
from alliancesim.patterns.world.chronicle import Chronicle, history, key_of
from alliancesim.patterns.world.membership import Membership

WON = 1
"""Code of the table of wars for a state that won."""


def recorded(folder: Path, panel: Panel, own: Membership) -> Chronicle:
    """Return what the members did from the year after the base to the last."""
    codes, base, last = own.codes, own.base, own.last
    disputes, wars = (
        table[table["year"] <= last]
        for table in (read(folder, "cow_mid_ddydisps"), read(folder, "cow_war_inter"))
    )
    disputes = disputes[disputes["ccode1"].isin(codes) & disputes["ccode2"].isin(codes)]
    return Chronicle(
        first=base + 1,
        last=last,
        states=_states(panel.states, codes, base, last),
        dyads=_dyads(panel, disputes, codes, base, last),
        disputes=_disputes(disputes, base, last),
        wars=_wars(wars, codes, base, last),
        before=history(panel, base, codes),
    )


def _states(states: pd.DataFrame, codes: NDArray[np.int64], base: int, last: int) -> pd.DataFrame:
    own = states[states["year"].between(base, last) & states["ccode"].isin(codes)]
    names = {"cinc": "capability", "milex": "spending"}
    return own.rename(columns=names)[["year", "ccode", "capability", "spending", "regime"]]


def _dyads(
    panel: Panel, disputes: pd.DataFrame, codes: NDArray[np.int64], base: int, last: int
) -> pd.DataFrame:
    own = panel.dyads[panel.dyads["year"].between(base, last)]
    own = own[own["ccode1"].isin(codes) & own["ccode2"].isin(codes)]
    begun = disputes[(disputes["cowmidonset"] == 1) & (disputes["orig1"] == 1)
                     & (disputes["orig2"] == 1) & (disputes["sidea1"] == 1)]  # fmt: skip
    begun = begun.assign(
        key=key_of(begun["ccode1"].to_numpy(np.int64), begun["ccode2"].to_numpy(np.int64))
    )
    rows = pd.MultiIndex.from_frame(own[["year", "key"]])
    lower = begun["ccode1"] < begun["ccode2"]
    by = {
        name: rows.isin(pd.MultiIndex.from_frame(begun.loc[which, ["year", "key"]].astype(int)))
        for name, which in (("by1", lower), ("by2", ~lower))
    }
    majors = panel.states.loc[panel.states["major"], ["year", "ccode"]]
    leading = pd.MultiIndex.from_frame(majors)
    major = np.zeros(len(own), dtype=bool)
    for code in ("ccode1", "ccode2"):
        major |= pd.MultiIndex.from_frame(own[["year", code]]).isin(leading)
    table = own.assign(major=major, onset=own["onset"] == 1, **by)
    columns = ["year", "key", "ccode1", "ccode2", "distance", "contiguity", "relevant", "major",
               "rivalry", "defence", "onset", "by1", "by2", "exercises"]  # fmt: skip
    return table[columns].sort_values(["key", "year"], ignore_index=True)


def _disputes(rows: pd.DataFrame, base: int, last: int) -> pd.DataFrame:
    """Return a row per dispute that began in the years told."""
    rows = rows[rows["sidea1"] == 1]
    found: list[dict[str, Any]] = []
    for _, own in rows.groupby("dispnum"):
        begun = own[(own["orig1"] == 1) & (own["orig2"] == 1)]
        year = int(own["year"].min())
        if begun.empty or not base < year <= last:
            continue
        days = float(own["maxdur"].iloc[0])
        left = (last + 1 - year - (own["stmon"].iloc[0] - 0.5) / 12) * DAYS
        found.append({
            "year": year, "first_a": _codes(begun["ccode1"]), "first_b": _codes(begun["ccode2"]),
            "side_a": _codes(own["ccode1"]), "side_b": _codes(own["ccode2"]),
            "highest": int(own["hostlev"].iloc[0]), "reciprocated": bool(own["recip"].iloc[0] == 1),
            "days": max(1.0, min(days, left)), "ended": days <= left,
        })  # fmt: skip
    return pd.DataFrame(found)


def _wars(rows: pd.DataFrame, codes: NDArray[np.int64], base: int, last: int) -> pd.DataFrame:
    """Return a row per war that began in the years told."""
    found: list[dict[str, Any]] = []
    for _, own in rows.groupby("warnum"):
        year = int(own["year"].min())
        fought = own.sort_values("year").drop_duplicates("ccode1")
        begun = fought.loc[fought["initiator1"] == 1, "sidea1"]
        if not base < year <= last or begun.empty:
            continue
        first = fought["sidea1"] == begun.iloc[0]
        sides = [fought[first], fought[~first]]
        if not all(side["ccode1"].isin(codes).any() for side in sides):
            continue
        won = [bool((side["outcome1"] == WON).any()) for side in sides]
        dead = own[own["batdeath1"] > 0].groupby("ccode1")["batdeath1"].max().sum()
        found.append({
            "year": year,
            "side_a": _codes(sides[0]["ccode1"]), "side_b": _codes(sides[1]["ccode1"]),
            "winner": "a" if won[0] else "b" if won[1] else "", "deaths": float(dead),
        })  # fmt: skip
    return pd.DataFrame(found, columns=["year", "side_a", "side_b", "winner", "deaths"])


def _codes(column: pd.Series) -> tuple[int, ...]:
    return tuple(sorted({int(code) for code in column}))
