"""Leaks: what is known only later, and what a forecast does about it.

A forecast from an origin reads the record through ``panel(folder, last=origin)`` and nothing else.
"""

from typing import NamedTuple


class Leak(NamedTuple):
    """Something in the tables that was not known in the year it is given for."""

    what: str
    table: str
    handled: str
    """What is done about it."""


LEAKS = (
    Leak("outcomes after the origin", "disputes, pacts, wars", "cut: never read"),
    Leak("covariates after the origin", "all", "cut: tables end at the origin; the run makes"
         " its own capabilities, regimes and ties"),
    Leak("rivalries, coded by historians in retrospect", "tss_rivalries, td_rivalries",
         "cut: no feature of a fit or forecast; its coefficient is 0"),
    Leak("hostility level and duration of disputes under way at the origin",
         "cow_mid_ddydisps", "kept: the level is that of the whole dispute, so a dispute of the"
         " last years can carry a level reached after the origin"),
    Leak("smoothed estimates of democracy and ideal points", "cw_democracy, un_ideal_points",
         "kept as they are at the origin: the estimate for a year was made with later years in"
         " sight; no earlier release exists"),
    Leak("capability of recent years, revised in later releases", "cow_nmc",
         "kept as they are at the origin"),
    Leak("membership, contiguity and distance", "cow_states, cow_contdir, cow_mindist",
         "kept: geography; states that enter after the origin are in no forecast"),
    Leak("exercises", "mme_long", "cut: they begin in 1980; expected numbers stand in always"),
)  # fmt: skip
"""All that is known to be known only later."""
