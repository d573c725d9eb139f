"""All numbers of the model, each declared once with unit, range, grade, source and meaning."""

from alliancesim.parameters.cooperation import (
    Choice,
    Effects,
    Perception,
    Reach,
    Tension,
    Threat,
    Trust,
)
from alliancesim.parameters.declare import Declared, Grade, Group, declared, par
from alliancesim.parameters.disputes import ExpectedUtility, Force, Incidents, Ladder, Onset
from alliancesim.parameters.environment import Arms, Environment, Indices
from alliancesim.parameters.pacts import Pacts


class Parameters(Group):
    """Every parameter of the model; a scenario file holds only differences from these defaults."""

    reach: Reach = Reach()
    trust: Trust = Trust()
    tension: Tension = Tension()
    perception: Perception = Perception()
    threat: Threat = Threat()
    choice: Choice = Choice()
    effects: Effects = Effects()
    pacts: Pacts = Pacts()
    onset: Onset = Onset()
    expected_utility: ExpectedUtility = ExpectedUtility()
    incidents: Incidents = Incidents()
    ladder: Ladder = Ladder()
    force: Force = Force()
    environment: Environment = Environment()
    arms: Arms = Arms()
    indices: Indices = Indices()


def catalogue() -> dict[str, Declared]:
    """Return every declared parameter by its dotted path, such as ``trust.memory``."""
    found = declared(Parameters, "parameters")
    return {item.path.removeprefix("parameters."): item for item in found}


__all__ = ["Declared", "Grade", "Group", "Parameters", "catalogue", "declared", "par"]
