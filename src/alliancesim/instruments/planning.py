"""Planning together: crises, defence, forces that fit."""

from alliancesim.instruments.record import Cost, Instrument, coef

COORDINATION = "Johnson, Leeds & Wu 2015: coordination in peacetime makes pacts deter"

CRISIS_PLANNING = Instrument(
    name="Crisis planning",
    description="Joint plans, staffs and rehearsals for the day when a crisis breaks out.",
    helps="Between allies who may have to fight together: help is likelier, and sooner.",
    idle="Where no pact obliges either to come.",
    backfires="A leaked plan tells a partner what it was to be left with, and a rival the rest.",
    family="planning",
    covers=("I28",),
    opportunities=2.0,
    cost=2.0,
    money=Cost(low=0.2, high=20, staff_days=1000),
    days=60,
    minimum_trust=0.45,
    inclination=coef(-0.6, -4, 3),
    gains={
        "trust": coef(0.03, 0.0, 0.2),
        "readiness": coef(0.10, 0.0, 0.4, COORDINATION),
    },
    provocation=coef(0.005, -0.1, 0.1),
    intrusion=coef(0.3, 0.0, 0.7),
    breach=coef(0.01, 0.0, 0.1),
    breach_evidence=coef(0.2, 0.0, 0.8),
    secured=True,
)

DEFENCE_PLANNING = Instrument(
    name="Defence planning",
    description="Risks assessed and forces planned together; advice of soldiers to policy.",
    helps="Between allies under one threat who read it apart and build past each other.",
    idle="Between allies whose forces and readings fit already.",
    backfires="Assessments leaked, or targets imposed, read as tutelage.",
    family="planning",
    covers=("I33",),
    opportunities=3.0,
    cost=1.5,
    money=Cost(low=0.1, high=5, staff_days=800),
    days=90,
    minimum_trust=0.45,
    inclination=coef(-0.8, -4, 3),
    gains={
        "trust": coef(0.02, 0.0, 0.1),
        "understanding": coef(0.02, 0.0, 0.1),
        "information": coef(0.02, 0.0, 0.1),
        "interoperability": coef(0.02, 0.0, 0.1, COORDINATION),
        "readiness": coef(0.02, 0.0, 0.1, COORDINATION),
    },
    intrusion=coef(0.3, 0.0, 0.7),
    breach=coef(0.01, 0.0, 0.1),
    breach_evidence=coef(0.15, 0.0, 0.6),
    secured=True,
)

INTEROPERABILITY_PROGRAMME = Instrument(
    name="Interoperability programme",
    description="Common standards, protocols and doctrine, and equipment brought up to them.",
    helps="Between allies whose equipment does not fit: their help becomes worth something.",
    idle="Between forces that fit already.",
    backfires="Standards that favour one side's firms, missed year after year, breed resentment.",
    family="planning",
    covers=("I34",),
    opportunities=2.0,
    cost=5.0,
    money=Cost(low=5, high=500, staff_days=3000),
    days=365,
    minimum_trust=0.4,
    available_from=1900,
    inclination=coef(-1.2, -4, 3),
    gains={
        "trust": coef(0.02, 0.0, 0.1),
        "understanding": coef(0.03, 0.0, 0.2),
        "interoperability": coef(0.08, 0.0, 0.3, COORDINATION),
    },
    intrusion=coef(0.25, 0.0, 0.6),
    breach=coef(0.02, 0.0, 0.2),
    breach_evidence=coef(0.1, 0.0, 0.5),
)
