"""Rules: the parameters with which the world of a long run is made and runs.

The fit to the record up to its last year (``alliancesim fit --rivalry``), in sample on purpose: a
calibrated row asks whether a run gives back what the fit was shown. Two things more are set here:

- terms that no table tells are left out, as the fit leaves out its own;
- levels that no logit gives were tuned by simulation of the world of 1946 to the record of
  1947-1992, to calibrated rows alone: the opening, answers, climb and end of disputes (rows 8 to
  10), and the level of onset (row 1), because runs trust more and fall back less than the record
  on which the fit was made.
"""

from dataclasses import replace

from alliancesim.history.fit import Fit, put
from alliancesim.parameters import Parameters

SILENT = {
    "ladder.stakes": 0.0,  # nobody coded what is at stake: disputes are taken to be average
    "blocs.accession.constant": -12.0,  # the fit of pairs counts accessions as ties of two
}
"""Terms that the tables do not tell."""
TUNED = {
    "ladder.open_threat": 0.023,
    "ladder.open_display": 0.26,
    "ladder.reciprocation": 0.38,
    "ladder.climb_force": -2.8,
    "ladder.climb_war": -4.4,
    "ladder.end_low": 0.055,
    "ladder.end_force": 0.022,
    "ladder.one_day": 0.25,
}
"""Parameters of the ladder, tuned to levels, answers and durations of disputes to 1992."""
LEVEL = 0.35
"""Added to the constant of onset, log-odds; tuned to onsets per relevant pair and year."""


def world_rules() -> Parameters:
    """Return the parameters into which the fitted ones are put."""
    data = Parameters().model_dump()
    for path, value in (SILENT | TUNED).items():
        put(data, path, value)
    return Parameters.model_validate(data)


def levelled(fitted: Fit) -> Fit:
    """Return a fit whose constant of onset stands at the level of long runs."""
    return replace(fitted, onset=replace(fitted.onset, constant=fitted.onset.constant + LEVEL))
