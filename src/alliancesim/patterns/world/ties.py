"""Rows 18 to 21, 25 and 30: defence ties, what they look like, how they come and go, and drills."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from alliancesim.history.outcomes import burst
from alliancesim.history.panel import Panel
from alliancesim.metrics.shape import shape_of
from alliancesim.patterns.world.chronicle import Chronicle
from alliancesim.patterns.world.onsets import NONE, Figures, mean, odds, ratio

APART = 5
"""Years between the networks that are measured."""
YOUNG, OLD = 5, 10
"""Ages up to which a tie counts as young, and beyond which as old, years."""
STEPS = (1, 2, 3)


def _networks(told: Chronicle) -> list[NDArray[np.bool_]]:
    """Return the networks of every fifth year, the last one first."""
    return [told.network(year)[1] for year in range(told.last, told.first - 1, -APART)]


def degree(told: Chronicle) -> Figures:
    """Return row 18: mean number of defence allies in the cast, and the share without any."""
    numbers = [ties.sum(axis=1) for ties in _networks(told)]
    return {
        "mean number of allies": mean([number.mean() for number in numbers]),
        "without allies": mean([(number == 0).mean() for number in numbers]),
    }


def structure(told: Chronicle) -> Figures:
    """Return row 19: transitivity and modularity of the network, and Gini index of its degrees."""
    networks = _networks(told)
    shapes = [shape_of(ties) for ties in networks]
    return {
        "transitivity": mean([shape.transitivity for shape in shapes]),
        "modularity": mean([shape.modularity for shape in shapes]),
        "Gini index of degree": mean([_gini(ties.sum(axis=1)) for ties in networks]),
    }


def _gini(values: NDArray[np.int64]) -> float:
    """Return the Gini index: mean absolute difference over twice the mean."""
    return ratio(float(np.abs(values[:, None] - values[None, :]).mean()), 2 * float(values.mean()))


def turnover(told: Chronicle) -> Figures:
    """Return row 20: ties made and ended per year, among pairs without and with one.

    Outside bursts: neither state makes more than four in the year.
    """
    own = told.risks
    free, bound = own[~own["defence"]], own[own["defence"]]
    many = pd.MultiIndex.from_tuples(burst(Panel(told.states, told.dyads)), names=["key", "year"])
    usual = ~pd.MultiIndex.from_frame(free[["key", "year"]]).isin(many)
    return {
        "made": ratio(free["allied"].sum(), len(free)),
        "made outside bursts": ratio(free.loc[usual, "allied"].sum(), usual.sum()),
        "ended": ratio((~bound["allied"]).sum(), len(bound)),
    }


def ageing(told: Chronicle) -> Figures:
    """Return row 21: the rate of ending of old ties to that of young ones.

    The age of a tie that was there at the start is unknown until it is old.
    """
    own = told.risks
    made = own["year"].where(~own["defence"] & own["allied"])
    since = made.groupby(own["key"]).ffill().groupby(own["key"]).shift()
    age = own["year"] - since
    old = (age > OLD) | (since.isna() & (own["year"] - told.first >= OLD))
    ended = ~own["allied"]
    bound = own["defence"]
    young = bound & (age <= YOUNG)
    return {"over 10 years to up to 5": ratio(ended[bound & old].mean(), ended[young].mean())}


def steps_apart(told: Chronicle) -> Figures:
    """Return row 30: odds ratios of an onset by steps between the two in the network of pacts.

    Against pairs that are further apart or not linked, with the controls of row 22 and direct ties.
    """
    own = told.controlled
    apart = pd.concat([_steps(told, int(year), rows) for year, rows in own.groupby("year")])
    names = [f"{number} step{'s' * (number > 1)}" for number in STEPS]
    table = own.assign(
        **{name: (apart.reindex(own.index) == number).astype(float)
           for name, number in zip(names, STEPS, strict=True)}
    )  # fmt: skip
    found = dict(zip(names, odds(table, names, ["democracies"]), strict=True))
    return {name: found[name] for name in names[1:]}  # the first is the pact of row 22


def _steps(told: Chronicle, year: int, rows: pd.DataFrame) -> pd.Series:
    """Return how many steps apart the pairs of a year stood in the year before; 0 if far."""
    codes, ties = told.network(year - 1)
    reach = np.eye(len(codes), dtype=bool)
    steps = np.zeros((len(codes), len(codes)), dtype=int)
    for number in STEPS:
        further = (reach @ ties) | reach
        steps[further & ~reach] = number
        reach = further
    one, two = (np.searchsorted(codes, rows[name]) for name in ("ccode1", "ccode2"))
    return pd.Series(steps[one, two], index=rows.index)


def drills(told: Chronicle) -> Figures:
    """Return row 25: pairs that exercise together, how many do again, and how many lack a pact."""
    own = told.risks[told.risks["exercises"].notna()]
    held = own["exercises"] > 0
    before = own["again"].notna() & (own["again"] > 0)
    if own.empty:
        return {"pairs a year, of 100": NONE, "again next year": NONE, "without a pact": NONE}
    return {
        "pairs a year, of 100": 100 * float(held.mean()),
        "again next year": ratio(held[before].sum(), before.sum()),
        "without a pact": ratio((held & ~own["allied"]).sum(), held.sum()),
    }
