"""Cast: which states a user means by abbreviations, numbers, names and regions."""

from pathlib import Path

import numpy as np
import pandas as pd

from alliancesim.history.tables import HistoryError, read
from alliancesim.scenario.errors import nearest

EVERYBODY = "all"


def iso_codes(folder: Path) -> dict[str, list[int]]:
    """Return the numbers of states by ISO 3166 letters, as the UN's table pairs them."""
    table = read(folder, "un_ideal_points")[["iso3c", "ccode"]].dropna().drop_duplicates()
    groups = table.groupby("iso3c")["ccode"]
    return {str(iso): sorted(int(code) for code in codes) for iso, codes in groups}


def cast(wanted: str, states: pd.DataFrame, iso: dict[str, list[int]]) -> list[int]:
    """Return the numbers of the members that a list means, in ascending order.

    Parameters
    ----------
    wanted
        ``all``, or items set apart by commas: Correlates of War letters (UKG) or numbers (200),
        ISO letters (GBR), names or regions.
    states
        Members of the year, rows of a panel.
    iso
        Numbers by ISO letters.

    Raises
    ------
    HistoryError
        If an item means nothing, or two states.
    """
    found: set[int] = set()
    for item in (part.strip() for part in wanted.split(",")):
        found.update(_meant(item, states, iso))
    if len(found) < 2:
        raise HistoryError(f"{wanted!r} is fewer than two states")
    return sorted(found)


def _meant(item: str, states: pd.DataFrame, iso: dict[str, list[int]]) -> list[int]:
    """Return the members that an item means: many for a region, else one."""
    name = item.casefold()
    if name == EVERYBODY:
        return states["ccode"].tolist()
    regional = states.loc[states["region"].str.casefold() == name, "ccode"].tolist()
    if regional:
        return regional
    own = (
        (states["abb"].str.casefold() == name)
        | (states["name"].str.casefold() == name)
        | (states["ccode"].astype(str) == name)
        | np.isin(states["ccode"], iso.get(item.upper(), []))
    )
    codes = states.loc[own, ["ccode", "name"]]
    if len(codes) > 1:
        which = " or ".join(f"{row.name} ({row.ccode})" for row in codes.itertuples(index=False))
        raise HistoryError(f"{item!r} is {which}; give the number")
    if codes.empty:
        raise HistoryError(_unknown(item, states, iso))
    return codes["ccode"].tolist()


def _unknown(item: str, states: pd.DataFrame, iso: dict[str, list[int]]) -> str:
    here = set(states["ccode"])
    letters = [known for known, codes in iso.items() if here & set(codes)]
    known = [EVERYBODY, *states["region"].unique(), *states["name"], *states["abb"], *letters]
    near = nearest(item, known)
    hint = f"; did you mean {near!r}?" if near else ""
    year = int(states["year"].iloc[0])
    return f"{item!r} is no member of the state system at the end of {year}{hint}"
