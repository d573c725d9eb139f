"""Assumptions: what becomes of an effect over the declared ranges of what nobody measured.

Luck and assumption are two kinds of uncertainty, and are never mixed. The paired interval speaks of
luck at given coefficients; here, the coefficients graded ``assumption`` are drawn from their
declared ranges, and the range of the effect over the draws is what is not known.
"""

from alliancesim.assumptions.coefficients import Assumed, assumed, drawn
from alliancesim.assumptions.explore import Assumptions, explore
from alliancesim.assumptions.findings import Driver, Finding
from alliancesim.assumptions.flips import Flip

__all__ = ["Assumed", "Assumptions", "Driver", "Finding", "Flip", "assumed", "drawn", "explore"]
