"""Rows 8 to 11, 13 to 15, 24: how far disputes go, who takes part, and how wars end."""

import numpy as np
import pandas as pd

from alliancesim.crisis import LEVELS
from alliancesim.patterns.estimates import Survival, tail_exponent
from alliancesim.patterns.world.chronicle import Chronicle
from alliancesim.patterns.world.onsets import NONE, Figures, ratio
from alliancesim.phases.crises.outcome import WAR_DEATHS

WAR = 5
FEWEST = 2
"""Parties of the smallest dispute."""


def ladder(told: Chronicle) -> Figures:
    """Return row 8: the shares of disputes by the highest level that either side reached."""
    highest = told.disputes["highest"]
    return {LEVELS[level]: ratio((highest == level).sum(), len(highest)) for level in (2, 3, 4, 5)}


def reciprocation(told: Chronicle) -> Figures:
    """Return row 9: the share of disputes that the target answers, and of these that become war."""
    own = told.disputes
    answered = own[own["reciprocated"].astype(bool)]
    return {
        "reciprocated": ratio(len(answered), len(own)),
        "war, if reciprocated": ratio((answered["highest"] == WAR).sum(), len(answered)),
    }


def durations(told: Chronicle) -> Figures:
    """Return row 10: quantiles of days, those under way at the end censored (Kaplan & Meier)."""
    own = told.disputes
    if own.empty:
        return {"median": NONE, "ninth decile": NONE, "a day or less": NONE}
    curve = Survival(own["days"].to_numpy(float), own["ended"].to_numpy(bool))
    return {
        "median": curve.quantile(0.5).value,
        "ninth decile": curve.quantile(0.9).value,
        "a day or less": curve.within(1.0).value,
    }


def _parties(table: pd.DataFrame) -> pd.Series:
    return table["side_a"].map(len) + table["side_b"].map(len)


def pairs(told: Chronicle) -> Figures:
    """Return row 11: the share of disputes with two parties."""
    own = told.disputes
    return {"disputes of two": ratio((_parties(own) == FEWEST).sum(), len(own))}


def coalitions(told: Chronicle) -> Figures:
    """Return row 11: the share of wars with more than two parties."""
    return {"wars of more than two": ratio((_parties(told.wars) > FEWEST).sum(), len(told.wars))}


def wars(told: Chronicle) -> Figures:
    """Return row 13: wars per hundred states and year."""
    members = told.states[told.states["year"] >= told.first]
    return {"wars per 100 states": ratio(100 * len(told.wars), len(members))}


def gaps(told: Chronicle) -> Figures:
    """Return row 13: squared coefficient of variation of the years between wars."""
    apart = np.diff(np.sort(told.wars["year"].to_numpy(float)))
    if len(apart) < FEWEST:
        return {"squared variation": NONE}
    return {"squared variation": ratio(float(apart.var(ddof=1)), float(apart.mean()) ** 2)}


def deaths(told: Chronicle) -> Figures:
    """Return row 14: the exponent of the tail of battle deaths above 1 000, and their median."""
    known = told.wars.loc[told.wars["deaths"] > 0, "deaths"].to_numpy(float)
    return {
        "exponent of the tail": tail_exponent(known, WAR_DEATHS).value,
        "median": float(np.median(known)) if len(known) else NONE,
    }


def victories(told: Chronicle) -> Figures:
    """Return row 15: the shares of decided wars won by the initiators, and by the stronger side."""
    power = told.states.set_index(["year", "ccode"])["capability"]
    decided = told.wars[told.wars["winner"] != ""]
    won = decided["winner"] == "a"
    stronger = [
        sum(power.get((war.year - 1, code), 0.0) for code in war.side_a)
        > sum(power.get((war.year - 1, code), 0.0) for code in war.side_b)
        for war in decided.itertuples()
    ]
    return {
        "by the initiators": ratio(won.sum(), len(decided)),
        "by the stronger": ratio((won == np.array(stronger, dtype=bool)).sum(), len(decided)),
    }


def alongside(told: Chronicle) -> Figures:
    """Return row 24: the share of the defence allies of states attacked in war who join them.

    Allies are those at the end of the year before, on neither side as the dispute begins.
    """
    asked = joined = 0
    for dispute in told.disputes[told.disputes["highest"] == WAR].itertuples():
        codes, ties = told.network(int(str(dispute.year)) - 1)
        inside = {*dispute.first_a, *dispute.first_b}
        for target in set(dispute.first_b) & set(codes.tolist()):
            allies = set(codes[ties[np.searchsorted(codes, target)]].tolist()) - inside
            asked += len(allies)
            joined += len(allies & set(dispute.side_b))
    return {"allies who join": ratio(joined, asked)}
