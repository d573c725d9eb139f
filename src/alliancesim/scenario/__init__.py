"""What a user writes: scenario files, how they are read, checked and written."""

from alliancesim.scenario.errors import Problem, ScenarioError
from alliancesim.scenario.files import library
from alliancesim.scenario.loading import load, override, with_horizon
from alliancesim.scenario.merge import parse_assignment
from alliancesim.scenario.published import json_schema
from alliancesim.scenario.schema import Scenario
from alliancesim.scenario.switches import in_force, of_year, switched_off
from alliancesim.scenario.writing import dump, to_yaml

__all__ = [
    "Problem",
    "Scenario",
    "ScenarioError",
    "dump",
    "in_force",
    "json_schema",
    "library",
    "load",
    "of_year",
    "override",
    "parse_assignment",
    "switched_off",
    "to_yaml",
    "with_horizon",
]
