"""Help from one state to another."""

from alliancesim.instruments.record import Cost, Instrument, coef

MILITARY_ASSISTANCE = Instrument(
    name="Military assistance",
    description="Equipment, training and advice given by a stronger state to a weaker one.",
    helps="A recipient under threat from a neighbour: it gains capability after a lag.",
    idle="A recipient that faces no threat and wants no tutor.",
    backfires="The recipient comes to depend on the donor; the donor's rivals take it as a move.",
    family="assistance",
    covers=("I18",),
    opportunities=1.0,
    cost=4.0,
    money=Cost(low=5, high=1000, staff_days=2000),
    days=365,
    direction="donor",
    minimum_trust=0.25,
    inclination=coef(-0.9, -4, 3),
    gains={
        "trust": coef(
            0.05, 0.0, 0.3, "Sullivan, Tessman & Li 2011: aid buys little or no cooperation"
        ),
        "interoperability": coef(0.03, 0.0, 0.2),
        "capability": coef(0.01, 0.0, 0.1),
        "dependence": coef(0.05, 0.0, 0.3),
    },
    provocation=coef(0.04, -0.2, 0.3, "Rudloff & Scott 2014: aid can raise conflict with a rival"),
    intrusion=coef(0.3, 0.0, 0.8),
    breach=coef(0.02, 0.0, 0.2),
)
