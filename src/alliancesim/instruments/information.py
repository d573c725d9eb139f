"""Sharing what one knows."""

from alliancesim.instruments.record import Cost, Instrument, coef

INTELLIGENCE_SHARING = Instrument(
    name="Intelligence sharing",
    description="Exchange of assessed intelligence about third parties, under a security rule.",
    helps="Between trusting states that face the same threat: both misread it less.",
    idle="Where the two face different threats or know the same already.",
    backfires="A leak costs trust; better sight of a closing window can hasten a challenge.",
    family="information",
    covers=("I08",),
    opportunities=12.0,
    cost=1.0,
    money=Cost(low=0.5, high=20, staff_days=500),
    days=30,
    minimum_trust=0.5,
    available_from=1900,
    inclination=coef(-1.1, -4, 3),
    gains={
        "trust": coef(0.03, 0.0, 0.2),
        "information": coef(0.10, 0.0, 0.4),
    },
    intrusion=coef(0.3, 0.0, 0.8),
    breach=coef(0.01, 0.0, 0.1),
)
