"""Rows 1 to 7, 12, 22, 23, 26: between whom disputes begin, when, and again.

An onset is a pair of originators in a year in which at least one dispute between them began.
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from alliancesim.patterns.estimates import independent, logit
from alliancesim.patterns.onsets import BINS, CONTROLS, MIDDLE, TAILS, initiations
from alliancesim.patterns.verdicts import ENOUGH
from alliancesim.patterns.world.chronicle import Chronicle

SOON = 5
"""Years within which an onset counts as a repetition."""
AT_ONCE, LATER = (1, 1), (8, 12)
"""Years since the last onset between which the decay of the hazard is measured."""
Figures = dict[str, float]
NONE = float("nan")


def ratio(part: float, whole: float) -> float:
    """Return part / whole; not a number where there is nothing to divide by."""
    return float(part / whole) if whole else NONE


def mean(values: Iterable[float]) -> float:
    """Return the mean of the numbers that are known; not a number where none is."""
    known = [value for value in values if np.isfinite(value)]
    return float(np.mean(known)) if known else NONE


def frequency(told: Chronicle) -> Figures:
    """Return row 1: onsets per politically relevant pair and year."""
    own = told.told[told.told["relevant"]]
    return {"onsets a year": ratio(own["onset"].sum(), len(own))}


def neighbours(told: Chronicle) -> Figures:
    """Return row 2: the rate of pairs with a common border to that of other relevant pairs."""
    own = told.told[told.told["relevant"]]
    land = own["contiguity"] == 1
    return {"land border to others": ratio(own.loc[land, "onset"].mean(),
                                           own.loc[~land, "onset"].mean())}  # fmt: skip


def elsewhere(told: Chronicle) -> Figures:
    """Return row 3: the share of onsets between pairs that are not politically relevant."""
    own = told.told[told.told["onset"]]
    return {"share of onsets": ratio((~own["relevant"]).sum(), len(own))}


def _by_pair(told: Chronicle) -> pd.Series:
    """Return the number of onsets of each pair that had one, most first."""
    own = told.told
    return own[own["onset"]].groupby("key").size().sort_values(ascending=False)


def concentration(told: Chronicle) -> Figures:
    """Return row 4: the share of onsets of the most quarrelsome of the pairs that had any."""
    number = _by_pair(told)
    return {
        f"most quarrelsome {share:.0%}".replace("%", " %"): ratio(
            number.iloc[: round(share * len(number))].sum(), number.sum()
        )
        for share in (0.1, 0.2)
    }


def repeaters(told: Chronicle) -> Figures:
    """Return row 5: the share of onsets in pairs with at least three, and at least six."""
    number = _by_pair(told)
    return {
        f"pairs with {least} or more": ratio(number[number >= least].sum(), number.sum())
        for least in (3, 6)
    }


def repetition(told: Chronicle) -> Figures:
    """Return row 6: the chance of another onset within five years, and the median gap."""
    own = told.told[told.told["onset"]]
    gap = own.groupby("key")["year"].shift(-1) - own["year"]
    followed = gap[own["year"] <= told.last - SOON]
    return {
        "again within 5 years": ratio((followed <= SOON).sum(), len(followed)),
        "median gap": float(gap.median()),
    }


def decay(told: Chronicle) -> Figures:
    """Return row 7: the hazard one year after an onset to that of eight to twelve years after."""
    own = told.risks
    soon, late = (own.loc[own["since"].between(*span), "onset"] for span in (AT_ONCE, LATER))
    return {"1 year to 10 years after": ratio(soon.mean(), late.mean())}


def _by_year(told: Chronicle) -> pd.Series:
    """Return the number of onsets in each year."""
    return told.told.groupby("year")["onset"].sum().astype(float)


def spread_in_time(told: Chronicle) -> Figures:
    """Return row 12: variance over mean of the yearly number of onsets."""
    number = _by_year(told)
    return {"Fano factor": ratio(number.var(), number.mean())}


def persistence_in_time(told: Chronicle) -> Figures:
    """Return row 12: correlation of the yearly number of onsets with that of the year before."""
    number = _by_year(told)
    return {"lag-1 autocorrelation": float(number.autocorr()) if number.std() else NONE}


def odds(table: pd.DataFrame, attributes: list[str], others: list[str]) -> list[float]:
    """Return the odds ratio of an onset for each attribute, with controls and all others.

    Unknown with fewer than 5 onsets per coefficient, and where the controls tell the attribute.
    """
    x = table[[*others, *CONTROLS, *attributes]].to_numpy(float)
    if table["onset"].sum() < ENOUGH * x.shape[1]:
        return [NONE] * len(attributes)
    kept = independent(x)
    fitted = logit(x[:, kept], table["onset"].to_numpy(bool))
    places = {column: place for place, column in enumerate(kept)}
    first = x.shape[1] - len(attributes)
    return [
        float(np.exp(fitted.coefficients[places[column]])) if column in places else NONE
        for column in range(first, x.shape[1])
    ]


def pact(told: Chronicle) -> Figures:
    """Return row 22: the odds ratio of an onset of pairs with a defence pact, with controls."""
    return {"odds ratio": odds(told.controlled, ["pact"], ["democracies"])[0]}


def democracy(told: Chronicle) -> Figures:
    """Return row 23: the odds ratio of an onset of pairs of democracies, with controls."""
    return {"odds ratio": odds(told.controlled, ["democracies"], ["pact"])[0]}


def parity(told: Chronicle) -> Figures:
    """Return row 26: the peak of initiation at 40-80 % of the capability of the two."""
    bins = initiations(told.controlled)
    rates = bins["initiated"] / bins["number"]
    peak = rates[list(MIDDLE)].max()
    tails = bins.loc[list(TAILS)].sum()
    return {
        "peak to highest elsewhere": ratio(peak, rates[[b for b in BINS if b not in MIDDLE]].max()),
        "peak to tails": ratio(peak, ratio(tails["initiated"], tails["number"])),
    }
