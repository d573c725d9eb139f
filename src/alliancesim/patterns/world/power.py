"""Rows 27 and 29: capability, its spread and moves, and how rivals answer budgets."""

import numpy as np
import pandas as pd
from scipy.stats import norm

from alliancesim.patterns.world.chronicle import Chronicle
from alliancesim.patterns.world.onsets import NONE, Figures

TOUCHED = 0.05
"""Share of the largest and smallest changes of budgets that is left out: wars and gaps of data."""
FEWEST = 50
"""Rival-years from which an elasticity is estimated."""


def _shares(told: Chronicle, column: str) -> pd.DataFrame:
    """Return each state's share of the cast's total by year; years by states."""
    table = told.states.pivot_table(index="year", columns="ccode", values=column)
    table = table.where(table > 0)
    return table.div(table.sum(axis=1), axis=0)


def hierarchy(told: Chronicle) -> Figures:
    """Return row 27: the Herfindahl index of shares of capability, Σ s², mean over years."""
    return {"Herfindahl index": float((_shares(told, "capability") ** 2).sum(axis=1).mean())}


def movement(told: Chronicle) -> Figures:
    """Return row 27: robust spread of yearly changes of ln capability, by the quartiles."""
    capability = told.states.pivot_table(index="year", columns="ccode", values="capability")
    change = np.log(capability).diff().to_numpy().ravel()
    low, high = np.nanquantile(change, [0.25, 0.75])
    return {"spread of ln changes": float((high - low) / (norm.ppf(0.75) - norm.ppf(0.25)))}


def budgets(told: Chronicle) -> Figures:
    """Return row 29: the long-run elasticity of a budget to that of a rival.

    Δln m_i = a_ij - r·ln m_i + e·ln m_j, in shares of the cast's spending, over rival-years with
    constants of their own for each directed pair, the largest changes left out; e / r.
    """
    budget = np.log(_shares(told, "spending"))
    change = budget.diff().shift(-1).stack().rename("change")
    level = budget.stack().rename("level")
    rivals = told.told.loc[told.told["rivalry"], ["year", "ccode1", "ccode2"]]
    turned = rivals.rename(columns={"ccode1": "ccode2", "ccode2": "ccode1"})
    rows = pd.concat([rivals, turned])
    rows = rows.join(change, on=["year", "ccode1"]).join(level, on=["year", "ccode1"])
    rows = rows.join(level.rename("rival"), on=["year", "ccode2"]).dropna()
    if len(rows) < FEWEST:
        return {"elasticity": NONE}
    low, high = rows["change"].quantile([TOUCHED, 1 - TOUCHED])
    rows = rows[rows["change"].between(low, high)]
    x = rows.groupby(["ccode1", "ccode2"])[["change", "level", "rival"]].transform(
        lambda column: column - column.mean()
    )
    own, answer = np.linalg.lstsq(x[["level", "rival"]].to_numpy(), x["change"].to_numpy(),
                                  rcond=None)[0]  # fmt: skip
    return {"elasticity": float(-answer / own)}
