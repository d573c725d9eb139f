"""Training together: joint exercises and joint training."""

from alliancesim.instruments.record import Cost, Instrument, coef

MME = "MME v7, 1980-2010: 22 % of allied and 2.4 % of other dyads exercise in a year"
SIGN = "sign disputed: Kuo & Blankenship 2022, Bernhardt & Sukin 2021, D'Orazio 2012"

JOINT_EXERCISE = Instrument(
    name="Joint exercise",
    description="Forces of two or more states train together in the field, at sea or in the air.",
    helps="Between allies: it makes forces fit and commitments visible.",
    idle="Between partners whose forces already fit, with nobody near to impress.",
    backfires="Near a distrustful, weaker onlooker without a pact, who reads preparation for war.",
    family="exercises",
    covers=("I05",),
    opportunities=16.0,
    cost=4.0,
    money=Cost(low=10, high=100, staff_days=3000),
    days=9,
    minimum_trust=0.3,
    inclination=coef(-1.25, -4, 3, MME, "fitted"),
    gains={
        "trust": coef(0.12, 0.0, 0.4),
        "information": coef(0.005, 0.0, 0.1),
        "interoperability": coef(0.05, 0.0, 0.2, "Johnson, Leeds & Wu 2015 on coordination"),
        "posture": coef(0.06, 0.0, 0.3),
    },
    provocation=coef(0.05, -0.3, 0.3, SIGN),
    intrusion=coef(0.25, 0.0, 0.6),
    breach=coef(0.01, 0.0, 0.1),
    breach_evidence=coef(0.1, 0.0, 0.5),
)

JOINT_TRAINING = Instrument(
    name="Joint training",
    description="Courses, schools and units in which soldiers of both learn the same procedures.",
    helps="Between partners foreign to each other: common procedures and known faces.",
    idle="Between forces that have trained alike for years.",
    backfires="Pupils who turn on their government, or teachers who spy, cost both sides' trust.",
    family="exercises",
    covers=("I06", "P02"),
    opportunities=6.0,
    cost=2.0,
    money=Cost(low=0.5, high=20, staff_days=1500),
    days=60,
    minimum_trust=0.25,
    inclination=coef(-0.9, -4, 3),
    gains={
        "trust": coef(0.04, 0.0, 0.2),
        "understanding": coef(0.03, 0.0, 0.2),
        "interoperability": coef(0.02, 0.0, 0.1, "Johnson, Leeds & Wu 2015 on coordination"),
        "norms": coef(0.003, 0.0, 0.05),
    },
    provocation=coef(0.005, -0.1, 0.1, SIGN),
    intrusion=coef(0.2, 0.0, 0.5),
    breach=coef(
        0.01, 0.0, 0.1, "Savage & Caverley 2017: trained officers and coups; disputed since"
    ),
    breach_evidence=coef(0.15, 0.0, 0.6),
)
