"""The library of instruments: adding one takes its record in a family file and a line here."""

from alliancesim.instruments import assistance, assurance, contact, exercises, information
from alliancesim.instruments.record import CHANNELS, Channel, Coefficient, Instrument

INSTRUMENTS: dict[str, Instrument] = {
    "dialogue": contact.DIALOGUE,
    "high_level_visit": contact.HIGH_LEVEL_VISIT,
    "military_exchange": contact.MILITARY_EXCHANGE,
    "joint_exercise": exercises.JOINT_EXERCISE,
    "intelligence_sharing": information.INTELLIGENCE_SHARING,
    "confidence_building": assurance.CONFIDENCE_BUILDING,
    "military_assistance": assistance.MILITARY_ASSISTANCE,
    "strategic_communication": contact.STRATEGIC_COMMUNICATION,
    "deterrent_posture": assurance.DETERRENT_POSTURE,
}

__all__ = ["CHANNELS", "INSTRUMENTS", "Channel", "Coefficient", "Instrument"]
