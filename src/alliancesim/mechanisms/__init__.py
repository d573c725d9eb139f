"""Mechanisms: what the model argues, piece by piece, and how to switch each piece off.

``mechanisms: {spillover: off}`` in a scenario lays a named set of neutral values over whatever
the scenario says elsewhere: no branch in the model knows of it. Switched on again, the scenario's
own values hold.
"""

from alliancesim.mechanisms.allies import ALLIES
from alliancesim.mechanisms.arms import ARMS
from alliancesim.mechanisms.blocs import BLOCS
from alliancesim.mechanisms.choice import CHOICE
from alliancesim.mechanisms.conduct import CONDUCT
from alliancesim.mechanisms.disputes import DISPUTES
from alliancesim.mechanisms.economy import ECONOMY
from alliancesim.mechanisms.gains import GAINS
from alliancesim.mechanisms.organisations import ORGANISATIONS
from alliancesim.mechanisms.pacts import PACTS
from alliancesim.mechanisms.presence import PRESENCE
from alliancesim.mechanisms.presets import PRESETS, Preset
from alliancesim.mechanisms.record import Mechanism
from alliancesim.mechanisms.switch import replaced, value_at, without
from alliancesim.mechanisms.threats import THREATS
from alliancesim.mechanisms.trust import TRUST

FAMILIES: dict[str, dict[str, Mechanism]] = {
    "trust and perception": TRUST,
    "what engagements bring": GAINS,
    "choice of engagements": CHOICE,
    "pacts": PACTS,
    "blocs": BLOCS,
    "presence and burdens": PRESENCE,
    "disputes": DISPUTES,
    "allies and war": ALLIES,
    "power and arms": ARMS,
    "economy": ECONOMY,
    "organisations": ORGANISATIONS,
    "conduct": CONDUCT,
    "threats": THREATS,
}
"""Mechanisms by theme, in the order of tables."""
MECHANISMS: dict[str, Mechanism] = {
    name: mechanism for family in FAMILIES.values() for name, mechanism in family.items()
}

__all__ = [
    "FAMILIES", "MECHANISMS", "PRESETS", "Mechanism", "Preset", "replaced", "value_at", "without",
]  # fmt: skip
