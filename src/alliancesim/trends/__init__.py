"""Trends: dated changes of what states can do and see, declared as records and off by default.

``trends: {ai: {enabled: true, from: 2026, strength: 0.5}}`` in a scenario switches one on; a new
one takes a name, a description and its factors, and no code.
"""

from alliancesim.trends.library import TRENDS
from alliancesim.trends.record import Trend, under

__all__ = ["TRENDS", "Trend", "under"]
