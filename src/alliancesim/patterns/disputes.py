"""Rows of single disputes: how high they climb, whether they are answered, how long they last."""

import pandas as pd

from alliancesim.crisis import LEVELS
from alliancesim.patterns.estimates import Survival, share, tail_exponent
from alliancesim.patterns.verdicts import ENOUGH, Band, Pattern, Reading, around, counted
from alliancesim.phases.crises.outcome import WAR_DEATHS

MID = "MID 5.0, 1946-2014"
WARS = "Correlates of War inter-state wars 4.0, 95 wars of 1823-2007"
LADDER = {
    2: Band(0.02, 0.0, 0.08),
    3: Band(0.27, 0.21, 0.33),
    4: Band(0.69, 0.63, 0.75),
    5: Band(0.02, 0.005, 0.04),
}
"""Shares of disputes by highest level, each within 6 points; war has a band of its own."""
EXPONENT_WARS = 20
"""Wars from which the tail is judged: the exponent's standard error is then about a tenth."""


def ladder_shares(disputes: pd.DataFrame) -> Pattern:
    """Return row 8: the shares of disputes by the highest level that either side reached.

    s_l = n_l / n for l = 2 threat, 3 display, 4 use of force, 5 war; disputes that are still open
    when the run ends count with the level that they have reached.
    """
    readings = [
        _share(LEVELS[level], disputes["highest"] == level, band) for level, band in LADDER.items()
    ]
    return Pattern(
        8, "Highest level reached",
        "share of disputes whose highest level is 2, 3, 4 or 5; open ones as far as they have come",
        MID, calibrated=True, readings=tuple(readings),
    )  # fmt: skip


def reciprocation(disputes: pd.DataFrame) -> Pattern:
    """Return row 9: the share of disputes that the target answers, and of these that become war.

    Answered means that the target reached level 2 or higher itself; every war is.
    """
    answered = disputes["reciprocated"].astype(bool)
    war = disputes[answered]["highest"] == 5
    readings = (
        _share("reciprocated", answered, Band(0.5, 0.4, 0.6)),
        _share("war, if reciprocated", war, Band(0.03, 0.01, 0.09)),
    )
    return Pattern(
        9, "Reciprocation",
        "share of disputes in which the target takes military action of its own; share of these"
        " that become wars",
        MID, calibrated=True, readings=readings,
    )  # fmt: skip


def durations(disputes: pd.DataFrame) -> Pattern:
    """Return row 10: how long disputes last.

    Days from the first act to the end, a dispute of hours counting as a day; median and ninth
    decile are the first times t with S(t) ≤ ½ and ≤ 0.1, S the Kaplan-Meier curve, in which
    disputes that are still open when the run ends are censored.
    """
    curve = Survival(disputes["days"].to_numpy(float), disputes["ended"].to_numpy(bool))
    number = len(disputes)
    readings = (
        _quantile("median", curve, 0.5, around(20.0, factor=2), number),
        _quantile("ninth decile", curve, 0.9, around(370.0, factor=2), number),
        Reading("a day or less", "share", around(0.33, factor=2), curve.within(1.0),
                _lack(number, 0.33, "dispute")),
    )  # fmt: skip
    return Pattern(
        10, "Duration of disputes",
        "days from the first act to the end, at least one; Kaplan-Meier estimate, open disputes"
        " censored at the end of the run",
        MID, calibrated=True, readings=readings,
    )  # fmt: skip


def war_sizes(disputes: pd.DataFrame) -> Pattern:
    """Return row 14: the tail of the battle deaths D of wars that ended, and their median.

    P(D > x) ~ x^(1 - α); α by maximum likelihood above 1 000 deaths, where wars begin and where
    the model's tail does. The record follows a power law above 7 061 deaths only. The model's D is
    all tail, so that its median is 1 000·2^(1/(α - 1)): 3 700 at 1.53, low in the band.
    """
    wars = disputes[(disputes["highest"] == 5) & disputes["ended"]]["deaths"].to_numpy(float)
    number = len(wars)
    median = Survival(wars, wars >= 0).quantile(0.5)
    readings = (
        Reading("exponent of the tail", "exponent", Band(1.53, 1.35, 1.8),
                tail_exponent(wars, WAR_DEATHS),
                counted(number, "war") if number < EXPONENT_WARS else ""),
        Reading("median", "deaths", Band(8000.0, 3000.0, 25_000.0), median,
                _lack(number, 0.5, "war")),
    )  # fmt: skip
    return Pattern(
        14, "Battle deaths of wars",
        "exponent of the density of deaths above 1 000 by maximum likelihood, and median, of wars"
        " that ended",
        f"{WARS}; Clauset 2018", calibrated=True, readings=readings,
    )  # fmt: skip


def _share(name: str, hits: pd.Series, band: Band) -> Reading:
    found = share(int(hits.sum()), len(hits))
    return Reading(name, "share", band, found, _lack(len(hits), band.target, "dispute"))


def _quantile(name: str, curve: Survival, chance: float, band: Band, number: int) -> Reading:
    found = curve.quantile(chance)
    lack = _lack(number, chance, "dispute")
    if not lack and found.value == float("inf"):
        lack = "runs end before"
    return Reading(name, "days", band, found, lack)


def _lack(number: int, chance: float, what: str) -> str:
    """Return what there is too little of to see something of this chance, and its opposite."""
    return "" if number * min(chance, 1 - chance) >= ENOUGH else counted(number, what)
