"""Patterns: what history looks like, and whether the runs look like it.

Each row is a stylised fact of militarised disputes with a target, a band that is accepted, and a
function from what the runs did to a verdict: it holds, it misses, or there is not enough to tell.
Disputes count if they broke out by themselves: incidents that a scenario dates are no work of the
model, and ``undated`` takes them out before the runs. The cast of a scenario is chosen, while the
targets are of the whole world, so that a miss may be a fact about the case. Several cases may be
pooled: each row is then computed from the observations of all.
"""

from collections.abc import Sequence

import pandas as pd

from alliancesim.patterns.disputes import durations, ladder_shares, reciprocation, war_sizes
from alliancesim.patterns.observations import disputes, dyad_years
from alliancesim.patterns.onsets import democracy_effect, pact_effect, parity
from alliancesim.patterns.verdicts import Pattern, Reading, Verdict
from alliancesim.results import Results
from alliancesim.scenario import Scenario

__all__ = ["Pattern", "Reading", "Verdict", "check", "undated"]

OF_DISPUTES = (ladder_shares, reciprocation, durations, war_sizes)
OF_DYAD_YEARS = (pact_effect, democracy_effect, parity)


def undated(scenario: Scenario) -> Scenario:
    """Return the scenario without the incidents that it dates."""
    kept = [event for event in scenario.events if event.kind != "incident"]
    return scenario.model_copy(update={"events": kept})


def check(cases: Sequence[Results]) -> list[Pattern]:
    """Return all patterns, from the observations of one case or of several."""
    fought = pd.concat([disputes(case) for case in cases], ignore_index=True)
    years = pd.concat([dyad_years(case) for case in cases], ignore_index=True)
    return [row(fought) for row in OF_DISPUTES] + [row(years) for row in OF_DYAD_YEARS]
