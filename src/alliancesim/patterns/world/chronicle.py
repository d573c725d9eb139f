"""Chronicle: what a cast of states did, year by year, in one form for the record and for a run.

What is told are the years after a base year. States enter and leave in a run when they do in the
record (``alliancesim.patterns.world.membership``), so that the same pairs of states stand on both
sides in each year.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from alliancesim.history.panel import KEY, Panel

MEMORY = 8.0
"""Years of the recency control, as in the patterns of cases."""
DEMOCRACY = 0.5
"""Regime score from which a state counts as a democracy, as in the model."""
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Chronicle:
    """What happened from ``first`` to ``last``; dyads and states also stand as in the year before.

    Attributes
    ----------
    states
        year, ccode, capability, spending on the military in any money of the year, regime.
    dyads
        year, key, ccode1, ccode2, distance (km), contiguity, relevant, major, rivalry, defence,
        onset (any dispute of originators began), by1 and by2 (begun by the one, by the other) and
        exercises (number together; missing where the record has none). Sorted by key and year.
    disputes
        year, first_a, first_b (codes of those who began it and of its targets), side_a, side_b
        (with those who joined), highest level, reciprocated, days and ended.
    wars
        year, side_a (that of the initiators), side_b, winner ("a", "b" or none) and deaths.
    before
        By key: number of onsets up to the base, and year of the last.
    """

    first: int
    last: int
    states: pd.DataFrame
    dyads: pd.DataFrame
    disputes: pd.DataFrame
    wars: pd.DataFrame
    before: pd.DataFrame

    @property
    def years(self) -> int:
        """Number of years that are told."""
        return self.last - self.first + 1

    def between(self, first: int, last: int) -> "Chronicle":
        """Return the chronicle of some of its years."""
        earlier = self.dyads[(self.dyads["year"] < first) & (self.dyads["onset"])]
        own = earlier.groupby("key")["year"].agg(number="count", last="max")
        number = self.before["number"].add(own["number"], fill_value=0)
        newest = own["last"].combine_first(self.before["last"])
        return replace(
            self, first=first, last=last,
            states=_during(self.states, first - 1, last),
            dyads=_during(self.dyads, first - 1, last),
            disputes=_during(self.disputes, first, last), wars=_during(self.wars, first, last),
            before=pd.DataFrame({"number": number, "last": newest}),
        )  # fmt: skip

    @cached_property
    def told(self) -> pd.DataFrame:
        """Dyads of the years that are told, without the year before."""
        return self.dyads[self.dyads["year"] >= self.first]

    @cached_property
    def risks(self) -> pd.DataFrame:
        """Pairs of years that are told, as they stood when the year began, and what came of it.

        Columns of ``dyads``, with ``defence`` and capability of the year before, and ``allied``
        now; ``past`` onsets and years ``since`` the last; ``democracies``, ``share`` of the first
        in the capability of the two. Pairs that were no members together the year before are
        left out.
        """
        table = self.dyads.reset_index(drop=True)
        same = (table["key"].shift() == table["key"]) & (table["year"].shift() == table["year"] - 1)
        table = table.assign(allied=table["defence"], defence=table["defence"].shift(),
                             again=table["exercises"].shift())  # fmt: skip
        table = _remembered(table, self.before)
        table = table[same & (table["year"] >= self.first)].reset_index(drop=True)
        table["defence"] = table["defence"].astype(bool)
        return _powers(table, self.states)

    @cached_property
    def controlled(self) -> pd.DataFrame:
        """Politically relevant pairs with the controls of the patterns of cases."""
        table = self.risks[self.risks["relevant"]]
        return table.assign(
            pact=table["defence"],
            distance=np.log1p(table["distance"]),
            land=table["contiguity"] == 1,
            water=table["contiguity"] > 1,
            past=np.log1p(table["past"]),
            recency=np.exp(-np.maximum(table["since"], 1.0) / MEMORY),
            first=table["by1"],
            second=table["by2"],
        )

    def network(self, year: int) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Return the members of a year, and which of them are bound to defend each other, N×N."""
        dyads = self.networks.get_group(year)
        codes = np.unique(dyads[["ccode1", "ccode2"]].to_numpy())
        tied = dyads[dyads["defence"]]
        one, two = (np.searchsorted(codes, tied[name]) for name in ("ccode1", "ccode2"))
        ties = np.zeros((len(codes), len(codes)), dtype=bool)
        ties[one, two] = ties[two, one] = True
        return codes, ties

    @cached_property
    def networks(self) -> "pd.api.typing.DataFrameGroupBy":
        """Dyads by year."""
        return self.dyads.groupby("year")


def history(panel: Panel, base: int, codes: NDArray[np.int64]) -> pd.DataFrame:
    """Return number of onsets and year of the last, up to the base, of the pairs of a cast."""
    began = panel.until(base).dyads
    began = began[(began["onset"] == 1) & began["ccode1"].isin(codes) & began["ccode2"].isin(codes)]
    return began.groupby("key")["year"].agg(number="count", last="max")


def key_of(one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the number of each pair, whichever stands first."""
    return np.minimum(one, other) * KEY + np.maximum(one, other)


def _during(table: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    return table[table["year"].between(first, last)]


def _remembered(table: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """Add past onsets and years since the last one, as each year begins."""
    began = table["onset"].astype(int)
    number = began.groupby(table["key"]).cumsum() - began
    last = table["year"].where(table["onset"]).groupby(table["key"]).ffill()
    last = last.groupby(table["key"]).shift()
    return table.assign(
        past=number + table["key"].map(before["number"]).fillna(0.0),
        since=table["year"] - last.fillna(table["key"].map(before["last"])).fillna(-np.inf),
    )


def _powers(table: pd.DataFrame, states: pd.DataFrame) -> pd.DataFrame:
    """Add what the two states were when the year began."""
    known = states.set_index(["year", "ccode"])
    one, two = (
        known.loc[pd.MultiIndex.from_arrays([table["year"] - 1, table[code]])]
        for code in ("ccode1", "ccode2")
    )
    first, second = one["capability"].to_numpy(), two["capability"].to_numpy()
    both = (one["regime"].to_numpy() >= DEMOCRACY) & (two["regime"].to_numpy() >= DEMOCRACY)
    return table.assign(
        share=first / (first + second), ratio=np.abs(np.log(first / second)), democracies=both
    )
