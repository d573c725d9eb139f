"""Outcomes: what happened between two members in the years after a row's year.

The same definition everywhere, for fits, baselines and scores: at least one onset with both sides
in the dispute from its first day, within so many years after the end of the row's year.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from alliancesim.history.panel import Panel

BURST = 4
"""Most allies that a state gains or loses in a year outside a burst of treaty making or ending."""


def onsets(panel: Panel, pairs: pd.DataFrame, years: int) -> NDArray[np.float64]:
    """Return 1 for the pairs with an onset in the ``years`` after their row's year, else 0."""
    begun = panel.dyads.loc[panel.dyads["onset"] == 1, ["key", "year"]]
    return _within(begun, pairs, years)


def uses_of_force(panel: Panel, pairs: pd.DataFrame, years: int, level: int) -> NDArray[np.float64]:
    """Return 1 where such a dispute reached a hostility level: 4 use of force, 5 war."""
    reached = (panel.dyads["onset"] == 1) & (panel.dyads["level"] >= level)
    return _within(panel.dyads.loc[reached, ["key", "year"]], pairs, years)


def _within(begun: pd.DataFrame, pairs: pd.DataFrame, years: int) -> NDArray[np.float64]:
    marks = set(zip(begun["key"], begun["year"], strict=True))
    keys, row_years = pairs["key"].to_numpy(), pairs["year"].to_numpy()
    known = np.isin(keys, begun["key"].unique())
    found = np.zeros(len(pairs))
    for place in np.flatnonzero(known).tolist():
        key, year = keys[place], row_years[place]
        found[place] = any((key, year + ahead) in marks for ahead in range(1, years + 1))
    return found


def allied(panel: Panel, pairs: pd.DataFrame, years: int) -> NDArray[np.float64]:
    """Return whether the pairs have a defence tie so many years on; NaN if one is no member."""
    later = panel.dyads[["key", "year", "defence"]].copy()
    later["year"] -= years
    joined = pairs[["key", "year"]].merge(later, on=["key", "year"], how="left")
    return joined["defence"].astype(float).to_numpy()


def burst(panel: Panel) -> set[tuple[int, int]]:
    """Return the ties that were made or ended many at a time, as key and year of the change.

    Either of the two gains, or loses, more than ``BURST`` allies in that year. The first year of a
    tie is the year of its making, the first year without it that of its end.
    """
    ties = panel.dyads.loc[panel.dyads["defence"], ["key", "year", "ccode1", "ccode2"]]
    after = ties.assign(year=ties["year"] + 1)
    return _many(_absent(ties, after)) | _many(_absent(after, ties))


def _absent(ties: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    """Return the rows whose pair and year are not among the others."""
    known = set(zip(others["key"], others["year"], strict=True))
    fresh = [pair not in known for pair in zip(ties["key"], ties["year"], strict=True)]
    return ties[np.array(fresh, dtype=bool)]


def _many(changed: pd.DataFrame) -> set[tuple[int, int]]:
    """Return the changes in which a state takes part in more than ``BURST`` in the year."""
    each = [changed.groupby(["year", code])["key"].size() for code in ("ccode1", "ccode2")]
    number = (
        each[0]
        .rename_axis(["year", "ccode"])
        .add(each[1].rename_axis(["year", "ccode"]), fill_value=0)
    )
    return {
        (key, year)
        for key, year, one, two in changed[["key", "year", "ccode1", "ccode2"]].itertuples(
            index=False
        )
        if max(number[year, one], number[year, two]) > BURST
    }
