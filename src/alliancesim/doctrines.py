"""Doctrines: how a state weighs what cooperation brings, channel by channel."""

from pydantic import Field, field_validator

from alliancesim.instruments import CHANNELS
from alliancesim.parameters import Group


class Doctrine(Group):
    """Weights on the channels of equation 6, all relative to 1 (assumptions, to be swept)."""

    name: str = Field(min_length=1)
    description: str = Field(min_length=1)
    weights: dict[str, float] = Field(
        default_factory=dict, description="weight per channel, 0 to 5; a channel not named has 1"
    )
    restraint: float = Field(
        default=1.0, ge=0, le=5, description="weight on not provoking onlookers"
    )
    sovereignty: float = Field(default=1.0, ge=0, le=5, description="weight on autonomy")

    @field_validator("weights")
    @classmethod
    def _known(cls, weights: dict[str, float]) -> dict[str, float]:
        for channel, weight in weights.items():
            if channel not in CHANNELS:
                raise ValueError(f"unknown channel '{channel}'; channels are {', '.join(CHANNELS)}")
            if not 0 <= weight <= 5:
                raise ValueError(f"weight of '{channel}' is {weight:g}, outside 0 to 5")
        return weights

    def weight(self, channel: str) -> float:
        """Return the weight of ``channel``."""
        return self.weights.get(channel, 1.0)


DOCTRINES: dict[str, Doctrine] = {
    "realist": Doctrine(
        name="Realist",
        description="Security first: values what adds force against a common threat, guards its"
        " autonomy, and discounts reassurance of rivals.",
        weights={
            "interoperability": 1.5,
            "capability": 1.5,
            "posture": 1.5,
            "information": 1.2,
            "trust": 0.5,
            "relief": 0.5,
            "incident_control": 0.7,
        },
        restraint=0.6,
        sovereignty=1.4,
    ),
    "liberal_institutionalist": Doctrine(
        name="Liberal institutionalist",
        description="Cooperation pays: values trust, information and procedures, also with rivals,"
        " and avoids provoking them.",
        weights={
            "trust": 1.5,
            "information": 1.4,
            "relief": 1.5,
            "incident_control": 1.5,
            "capability": 0.8,
            "posture": 0.7,
        },
        restraint=1.4,
        sovereignty=0.8,
    ),
    "balanced": Doctrine(
        name="Balanced",
        description="Weighs all channels alike; the neutral case between the theories.",
    ),
}
