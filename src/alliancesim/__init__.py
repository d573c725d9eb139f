"""alliancesim: an open laboratory for alliance dynamics.

    import alliancesim as al

    results = al.run("us_japan", runs=20, seed=7)
    results.metrics.groupby("step")["stability"].median()

The names below are the public interface; they are loaded when first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from alliancesim.agents import StateAgent as StateAgent
    from alliancesim.comparison import Comparison as Comparison
    from alliancesim.comparison import compare as compare
    from alliancesim.comparison import compare_cases as compare_cases
    from alliancesim.ensemble import run as run
    from alliancesim.experiments import load_experiment as load_experiment
    from alliancesim.experiments import sweep as sweep
    from alliancesim.export import alliance_graph as alliance_graph
    from alliancesim.export import model_at as model_at
    from alliancesim.instruments import INSTRUMENTS as INSTRUMENTS
    from alliancesim.metrics import METRICS as METRICS
    from alliancesim.model import AllianceModel as AllianceModel
    from alliancesim.report import write_report as write_report
    from alliancesim.results import Results as Results
    from alliancesim.results import ResultsError as ResultsError
    from alliancesim.scenario import Scenario as Scenario
    from alliancesim.scenario import ScenarioError as ScenarioError
    from alliancesim.scenario import library as library
    from alliancesim.scenario import load as load

_HOMES = {
    "AllianceModel": "alliancesim.model",
    "Comparison": "alliancesim.comparison",
    "INSTRUMENTS": "alliancesim.instruments",
    "METRICS": "alliancesim.metrics",
    "Results": "alliancesim.results",
    "ResultsError": "alliancesim.results",
    "Scenario": "alliancesim.scenario",
    "ScenarioError": "alliancesim.scenario",
    "StateAgent": "alliancesim.agents",
    "alliance_graph": "alliancesim.export",
    "compare": "alliancesim.comparison",
    "compare_cases": "alliancesim.comparison",
    "library": "alliancesim.scenario",
    "load": "alliancesim.scenario",
    "load_experiment": "alliancesim.experiments",
    "model_at": "alliancesim.export",
    "run": "alliancesim.ensemble",
    "sweep": "alliancesim.experiments",
    "write_report": "alliancesim.report",
}
__all__ = [
    "INSTRUMENTS",
    "METRICS",
    "AllianceModel",
    "Comparison",
    "Results",
    "ResultsError",
    "Scenario",
    "ScenarioError",
    "StateAgent",
    "__version__",
    "alliance_graph",
    "compare",
    "compare_cases",
    "library",
    "load",
    "load_experiment",
    "model_at",
    "run",
    "sweep",
    "write_report",
]
"""The public interface. What is not named here may change without notice (docs/versions.md)."""


def __getattr__(name: str) -> Any:
    """Load a public name on first use, so that ``alliancesim --help`` stays quick."""
    if name not in _HOMES:
        raise AttributeError(f"module 'alliancesim' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
