"""Results to Plotly figures, nothing else: every function here is pure.

Figures carry no title (it stands in the page, where it can be read aloud and searched), have clear
backgrounds, so that they work on light and dark paper, and never fetch anything.
"""

from alliancesim.figures.crises import Story, crisis_terms, heading, serious_crises
from alliancesim.figures.fans import fan, fans
from alliancesim.figures.history import rates_figure
from alliancesim.figures.instruments import contributions, engagement_counts
from alliancesim.figures.network import alliance_circle, alliance_map
from alliancesim.figures.theories import theory_effects
from alliancesim.figures.timeline import onsets_over_time, timeline
from alliancesim.figures.trust import trust_matrix

__all__ = [
    "Story",
    "alliance_circle",
    "alliance_map",
    "contributions",
    "crisis_terms",
    "engagement_counts",
    "fan",
    "fans",
    "heading",
    "onsets_over_time",
    "rates_figure",
    "serious_crises",
    "theory_effects",
    "timeline",
    "trust_matrix",
]
