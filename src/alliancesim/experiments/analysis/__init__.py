"""Analysis: what the outcomes of a sweep depend on, by the methods that its design allows.

Everything here reads a finished sweep and changes nothing. SALib and scikit-learn come with the
extra ``sweep``; PRIM needs the EMA Workbench as well.
"""

from alliancesim.experiments.analysis.cases import Cases, cases_of
from alliancesim.experiments.analysis.convert import to_ema, to_frame, to_salib
from alliancesim.experiments.analysis.errors import AnalysisError
from alliancesim.experiments.analysis.readings import Analysis, Reading, analyse

__all__ = [
    "Analysis",
    "AnalysisError",
    "Cases",
    "Reading",
    "analyse",
    "cases_of",
    "to_ema",
    "to_frame",
    "to_salib",
]
