"""The library of instruments: adding one takes its record in a family file and a line here.

New engagements go to the end of their list, where they leave the luck of the others alone.
"""

from alliancesim.instruments import (
    assistance,
    assurance,
    commitments,
    contact,
    exercises,
    information,
    norms,
    operations,
    peacemaking,
    planning,
    technology,
)
from alliancesim.instruments.coefficients import coefficients
from alliancesim.instruments.record import CHANNELS, Channel, Coefficient, Instrument

ENGAGEMENTS: dict[str, Instrument] = {
    "dialogue": contact.DIALOGUE,
    "high_level_visit": contact.HIGH_LEVEL_VISIT,
    "military_exchange": contact.MILITARY_EXCHANGE,
    "joint_exercise": exercises.JOINT_EXERCISE,
    "intelligence_sharing": information.INTELLIGENCE_SHARING,
    "confidence_building": assurance.CONFIDENCE_BUILDING,
    "military_assistance": assistance.MILITARY_ASSISTANCE,
    "strategic_communication": contact.STRATEGIC_COMMUNICATION,
    "deterrent_posture": assurance.DETERRENT_POSTURE,
    "joint_training": exercises.JOINT_TRAINING,
    "joint_operation": operations.JOINT_OPERATION,
    "information_sharing": information.INFORMATION_SHARING,
    "joint_surveillance": information.JOINT_SURVEILLANCE,
    "capability_demonstration": assurance.CAPABILITY_DEMONSTRATION,
    "capacity_building": assistance.CAPACITY_BUILDING,
    "technology_transfer": technology.TECHNOLOGY_TRANSFER,
    "joint_research": technology.JOINT_RESEARCH,
    "joint_development": technology.JOINT_DEVELOPMENT,
    "industry_partnership": technology.INDUSTRY_PARTNERSHIP,
    "arms_sale": technology.ARMS_SALE,
    "cyber_cooperation": information.CYBER_COOPERATION,
    "crisis_planning": planning.CRISIS_PLANNING,
    "counterterrorism": operations.COUNTERTERRORISM,
    "counter_piracy": operations.COUNTER_PIRACY,
    "defence_planning": planning.DEFENCE_PLANNING,
    "interoperability_programme": planning.INTEROPERABILITY_PROGRAMME,
    "norm_setting": norms.NORM_SETTING,
    "development_support": assistance.DEVELOPMENT_SUPPORT,
    "soft_power": assistance.SOFT_POWER,
    "transparency_measure": assurance.TRANSPARENCY_MEASURE,
}
"""What two states do together, by choice."""
LEVERS: dict[str, Instrument] = {
    "defence_pact": commitments.DEFENCE_PACT,
    "cooperation_agreement": commitments.COOPERATION_AGREEMENT,
    "basing": commitments.BASING,
    "burden_sharing": commitments.BURDEN_SHARING,
    "collective_security": commitments.COLLECTIVE_SECURITY,
    "export_controls": norms.EXPORT_CONTROLS,
    "ethics_oversight": norms.ETHICS_OVERSIGHT,
    "peacekeeping": peacemaking.PEACEKEEPING,
    "preventive_diplomacy": peacemaking.PREVENTIVE_DIPLOMACY,
    "early_warning": peacemaking.EARLY_WARNING,
    "mediation": peacemaking.MEDIATION,
}
"""What other phases do, more or less strongly by ``intensity``."""
INSTRUMENTS: dict[str, Instrument] = ENGAGEMENTS | LEVERS

__all__ = [
    "CHANNELS", "ENGAGEMENTS", "INSTRUMENTS", "LEVERS", "Channel", "Coefficient", "Instrument",
    "coefficients",
]  # fmt: skip
