"""Experiments: what varies, how often, and which outcomes; run so that nothing done is lost."""

from alliancesim.experiments.loading import load_experiment
from alliancesim.experiments.resolved import Experiment
from alliancesim.experiments.running import State, folder_of, sweep
from alliancesim.experiments.schema import Outcome, experiment_schema
from alliancesim.experiments.sweeps import Sweep

__all__ = [
    "Experiment",
    "Outcome",
    "State",
    "Sweep",
    "experiment_schema",
    "folder_of",
    "load_experiment",
    "sweep",
]
