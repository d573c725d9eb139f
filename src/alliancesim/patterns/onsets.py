"""Rows of dyad-years: between whom disputes break out, and who begins them."""

import numpy as np
import pandas as pd

from alliancesim.patterns.estimates import UNKNOWN, Estimate, independent, logit, rate_ratio
from alliancesim.patterns.verdicts import ENOUGH, Band, Pattern, Reading, counted

RELEVANT = "politically relevant dyad-years"
SOURCE = "MID 5.0, originators, politically relevant dyad-years, 1946-2014"
CONTROLS = ("distance", "ratio", "major", "land", "water", "past", "recency")
EDGES = (0.0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 1.0)
BINS = ("<5 %", "5-20 %", "20-40 %", "40-60 %", "60-80 %", "80-95 %", ">95 %")
"""Bins of the initiator's share of the capability of the two."""
MIDDLE, TAILS = BINS[3:5], (BINS[0], BINS[-1])
ELSEWHERE = Band(2.3 / 2.0, 1.0, float("inf"))
"""The peak of the record to its highest rate outside 40-80 %."""
TO_TAILS = Band(6.0, 4.0, 9.0)
"""The peak of the record to the mean of the tails: 4 times the upper, 9 times the lower."""


def pact_effect(years: pd.DataFrame) -> Pattern:
    """Return row 22: the odds ratio of an onset in pairs that have a defence pact.

    ln odds(onset in the year) = constant + b·pact + c·joint democracy + controls, and the ratio is
    e^b. Controls are those of CONTROLS: distance, capability ratio, major power, land and water
    border, past disputes and recency, as the year began.
    """
    reading = _effect(years, "pact", "democracies", Band(0.75, 0.6, 1.0))
    return Pattern(
        22, "Defence pact", _logit_of("a defence pact", "joint democracy"),
        f"{SOURCE}; ATOP 5.1", calibrated=True, readings=(reading,), note=_counts(years, "pact"),
    )  # fmt: skip


def democracy_effect(years: pd.DataFrame) -> Pattern:
    """Return row 23: the odds ratio of an onset in pairs of democracies, e^c of the same logit.

    A democracy scores ``onset.democracy_mark`` or more here, and 6 or more of Polity in the source.
    """
    reading = _effect(years, "democracies", "pact", Band(0.47, 0.3, 0.6))
    return Pattern(
        23, "Joint democracy", _logit_of("joint democracy", "a defence pact"),
        f"{SOURCE}; Polity", calibrated=True, readings=(reading,),
        note=_counts(years, "democracies"),
    )  # fmt: skip


def parity(years: pd.DataFrame) -> Pattern:
    """Return row 26: initiation against the initiator's share of the capability of the two.

    Each dyad-year is seen from either side. r_b = initiations / dyad-years of bin b; the peak is
    the higher r of 40-60 % and 60-80 %. It should be no lower than any other, and 4 to 9 times
    that of the tails, below 5 % and above 95 % taken together. Bins in which fewer than 5
    initiations are to be expected at the overall rate are left out. In the record r is 0.25, 0.94,
    2.0, 2.3, 2.3, 1.4 and 0.51 % a year.
    """
    bins = initiations(years)
    enough = bins["number"] * bins["initiated"].sum() / bins["number"].sum() >= ENOUGH
    return Pattern(
        26, "Initiation and parity",
        "initiations per year by the initiator's share of the capability of the two, over"
        f" {RELEVANT} seen from either side; the peak is the higher of 40-60 % and 60-80 %",
        SOURCE, calibrated=False, readings=_shape(bins[enough]), note=_rates(bins, enough),
    )  # fmt: skip


def _logit_of(attribute: str, other: str) -> str:
    return (
        f"odds ratio of a new dispute in a year given {attribute}, logit over {RELEVANT} with"
        f" {other}, distance, capability ratio, major power, borders, past disputes and recency"
    )


def _effect(years: pd.DataFrame, attribute: str, other: str, band: Band) -> Reading:
    found, lack = _odds_ratio(years, attribute, other)
    return Reading("odds ratio, with controls", "odds ratio", band, found, lack)


def _odds_ratio(years: pd.DataFrame, attribute: str, other: str) -> tuple[Estimate, str]:
    """Return the odds ratio, and what there is too little of to judge it.

    There is enough where there are 5 onsets per coefficient and where, if the attribute had no
    effect, 5 were to be expected in the dyad-years that have it, and in those that do not.
    """
    given, onset = years[attribute].to_numpy(bool), years["onset"].to_numpy(bool)
    if not given.any():
        return UNKNOWN, "none has it"
    if given.all():
        return UNKNOWN, "all have it"
    x = years[[other, *CONTROLS, attribute]].to_numpy(float)
    kept = independent(x)
    if kept[-1] != x.shape[1] - 1:
        return UNKNOWN, "told by controls"
    if onset.sum() < ENOUGH * len(kept):
        return UNKNOWN, counted(int(onset.sum()), "onset")
    x = x[:, kept]
    expected = logit(x[:, :-1], onset).fitted
    fewest = min(expected[given].sum(), expected[~given].sum())
    lack = "" if fewest >= ENOUGH else f"{counted(round(fewest), 'onset')} expected"
    return logit(x, onset).odds_ratio(-1), lack


def _counts(years: pd.DataFrame, attribute: str) -> str:
    given = years[years[attribute].astype(bool)]
    return (
        f"{given['onset'].sum():,} new disputes in {len(given):,} dyad-years with it,"
        f" {years['onset'].sum() - given['onset'].sum():,} in {len(years) - len(given):,} without"
    )


def initiations(years: pd.DataFrame) -> pd.DataFrame:
    """Return initiations and dyad-years, seen from either side, by bin."""
    share = np.concatenate([years["share"], 1 - years["share"]])
    initiated = np.concatenate([years["first"], years["second"]]).astype(int)
    place = pd.cut(share, EDGES, labels=BINS)
    seen = pd.DataFrame({"bin": place, "initiated": initiated})
    return seen.groupby("bin", observed=False)["initiated"].agg(initiated="sum", number="count")


def _shape(bins: pd.DataFrame) -> tuple[Reading, ...]:
    """Return the peak against the highest of the other bins, and against the tails."""
    inside, outside = bins[bins.index.isin(MIDDLE)], bins[~bins.index.isin(MIDDLE)]
    tails = bins[bins.index.isin(TAILS)]
    peak = _highest(inside)
    return (
        _peak("peak to highest elsewhere", peak, _highest(outside), ELSEWHERE),
        _peak("peak to tails", peak, tails.sum(), TO_TAILS),
    )


def _peak(name: str, peak: pd.Series, other: pd.Series, band: Band) -> Reading:
    if not peak["number"] or not other["number"]:
        return Reading(name, "ratio", band, UNKNOWN, "bins left out")
    return Reading(name, "ratio", band, rate_ratio(*peak, *other))


def _highest(bins: pd.DataFrame) -> pd.Series:
    """Return the bin with the highest rate; nothing where there is no bin."""
    return bins.loc[(bins["initiated"] / bins["number"]).idxmax()] if len(bins) else bins.sum()


def _rates(bins: pd.DataFrame, enough: pd.Series) -> str:
    """Return the rates in words, and the bins that are left out."""
    rates = 100 * bins["initiated"] / bins["number"]
    told = ", ".join(f"{name} {rates[name]:.2g}" for name in bins.index[enough])
    left = ", ".join(bins.index[~enough])
    return (
        (f"a year, per 100 dyad-years: {told}" if told else "")
        + ("; " if told and left else "")
        + (f"too few dyad-years at {left}" if left else "")
    )
