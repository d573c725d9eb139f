"""All numbers of the model, each declared once with unit, range, grade, source and meaning."""

from alliancesim.parameters.blocs import Blocs
from alliancesim.parameters.conduct import Conduct, Exports
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
from alliancesim.parameters.economy import Economy
from alliancesim.parameters.environment import Arms, Environment, Indices
from alliancesim.parameters.organisations import (
    EarlyWarning,
    Mediation,
    Organisations,
    Peacekeeping,
)
from alliancesim.parameters.pacts import Pacts
from alliancesim.parameters.presence import Basing, BurdenSharing
from alliancesim.parameters.record import Record
from alliancesim.parameters.threats import Asymmetric, Attribution, Proliferation


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
    blocs: Blocs = Blocs()
    basing: Basing = Basing()
    burden_sharing: BurdenSharing = BurdenSharing()
    onset: Onset = Onset()
    expected_utility: ExpectedUtility = ExpectedUtility()
    incidents: Incidents = Incidents()
    ladder: Ladder = Ladder()
    force: Force = Force()
    environment: Environment = Environment()
    arms: Arms = Arms()
    economy: Economy = Economy()
    organisations: Organisations = Organisations()
    mediation: Mediation = Mediation()
    peacekeeping: Peacekeeping = Peacekeeping()
    warning: EarlyWarning = EarlyWarning()
    conduct: Conduct = Conduct()
    exports: Exports = Exports()
    asymmetric: Asymmetric = Asymmetric()
    attribution: Attribution = Attribution()
    proliferation: Proliferation = Proliferation()
    indices: Indices = Indices()
    record: Record = Record()


def catalogue() -> dict[str, Declared]:
    """Return every declared parameter by its dotted path, such as ``trust.memory``."""
    found = declared(Parameters, "parameters")
    return {item.path.removeprefix("parameters."): item for item in found}


__all__ = ["Declared", "Grade", "Group", "Parameters", "catalogue", "declared", "par"]
