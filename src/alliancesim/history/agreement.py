"""Agreement: the trust and tension that a scenario starts with, beside those of the record.

The record ends where its disputes end, the scenario begins later, and its author knew more and used
another scale. So ranks are compared: Spearman's ρ over the pairs of the cast, over those that the
record has taught something (a unit of evidence or more; all others stand at what interests imply),
and the pairs whose two ranks lie furthest apart. Values that agree to two digits share their rank.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.stats import rankdata, spearmanr

from alliancesim.draws import Draws
from alliancesim.history.assimilation import Assimilated
from alliancesim.history.panel import great_circle
from alliancesim.history.tables import HistoryError
from alliancesim.scenario import Scenario
from alliancesim.start import world_of
from alliancesim.world import Array

COMPARED = ("trust", "tension")
DIGITS = 2
"""Decimals to which values count."""
TAUGHT = 1.0
"""Evidence beyond the prior from which a pair has a past."""
FEWEST = 3
"""States, or pairs, below which ranks say nothing."""


class Agreement(NamedTuple):
    """A scenario beside the record."""

    pairs: pd.DataFrame
    """Per pair: one, other (ids), past (whether the record has taught it something); for each
    quantity its value in the file, in the record, and ``_gap``, the rank in the file less that in
    the record, in shares of all ranks."""
    rho: dict[str, float]
    """Spearman's rank correlation by quantity; NaN where one side does not vary."""
    rho_past: dict[str, float]
    """The same over the pairs with a past."""
    unknown: list[str]
    """States of the scenario that were no members when the record ends."""


def agreement(
    scenario: Scenario, now: Assimilated, states: pd.DataFrame, iso: dict[str, list[int]]
) -> Agreement:
    """Return a scenario's start beside the record.

    Parameters
    ----------
    now
        The record, assimilated to the year to compare with.
    states
        Members of that year, rows of a panel.
    iso
        Numbers of states by ISO letters.

    Raises
    ------
    HistoryError
        If fewer than three states of the scenario are in the record.
    """
    codes = {name: _code(name, scenario, states, iso) for name in scenario.states}
    known = [name for name, code in codes.items() if code is not None]
    if len(known) < FEWEST:
        raise HistoryError(f"fewer than {FEWEST} states of {scenario.name} are in the record")
    start = world_of(scenario, Draws(0, len(codes)))
    here = np.array([start.row(name) for name in known])
    there = now.rows(np.array([codes[name] for name in known]))
    one, two = np.triu_indices(len(known), 1)
    evidence = now.world.good + now.world.bad - scenario.parameters.trust.prior_strength
    pairs = pd.DataFrame({"one": np.array(known)[one], "other": np.array(known)[two]})
    pairs["past"] = _mutual(evidence)[there[one], there[two]] >= TAUGHT
    for name in COMPARED:
        stated = _mutual(getattr(start, name))[here[one], here[two]]
        found = _mutual(getattr(now.world, name))[there[one], there[two]]
        pairs[name], pairs[f"{name}_record"] = stated, found
        pairs[f"{name}_gap"] = (rankdata(stated) - rankdata(found)) / len(pairs)
    return Agreement(
        pairs,
        {name: _rho(pairs, name) for name in COMPARED},
        {name: _rho(pairs[pairs["past"]], name) for name in COMPARED},
        [name for name in codes if name not in known],
    )


def _rho(pairs: pd.DataFrame, name: str) -> float:
    """Return the rank correlation of a quantity in the file and in the record."""
    both = pairs[[name, f"{name}_record"]]
    if len(both) < FEWEST or both.nunique().min() < 2:
        return np.nan
    return float(spearmanr(both).statistic)


def _mutual(matrix: Array) -> Array:
    """Return the mean of both directions, rounded."""
    return np.round((matrix + matrix.T) / 2, DIGITS)


def _code(
    name: str, scenario: Scenario, states: pd.DataFrame, iso: dict[str, list[int]]
) -> int | None:
    """Return the number of a state by its letters; the nearest, where ISO and CoW differ."""
    own = states[(states["abb"] == name) | np.isin(states["ccode"], iso.get(name, []))]
    if own.empty:
        return None
    place = scenario.states[name].location
    here = np.tile([place.lat, place.lon], (len(own), 1))
    apart = great_circle(here, own[["lat", "lon"]].to_numpy(dtype=float))
    return int(own["ccode"].iloc[int(np.argmin(apart))])
