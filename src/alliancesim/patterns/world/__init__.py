"""World: long runs of the whole state system held against its record."""

from alliancesim.patterns.world.judge import Figure, Plan, facts, judged, reason
from alliancesim.patterns.world.rows import ROWS, Row

__all__ = ["ROWS", "Figure", "Plan", "Row", "facts", "judged", "reason"]
