"""Assurance of rivals and of allies: confidence building, openness, demonstration, posture."""

from alliancesim.instruments.record import Cost, Instrument, coef

SIGNALS = "McManus & Nieman 2019: which signals of support carry information"

CONFIDENCE_BUILDING = Instrument(
    name="Confidence-building measure",
    description="Notification, observers, hotlines and codes for encounters between forces.",
    helps="Between wary neighbours with frequent incidents.",
    idle="Between friends, and where no forces meet.",
    backfires="A broken promise of restraint is worse than none.",
    family="assurance",
    covers=("I11",),
    opportunities=1.0,
    cost=2.0,
    money=Cost(low=0.1, high=5.0, staff_days=300),
    days=30,
    available_from=1950,
    inclination=coef(-0.75, -4, 3),
    gains={
        "trust": coef(0.06, 0.0, 0.2),
        "information": coef(0.01, 0.0, 0.1),
        "relief": coef(0.03, 0.0, 0.2),
        "incident_control": coef(
            0.15, 0.0, 0.5, "case evidence: the 1972 Incidents at Sea agreement"
        ),
    },
    intrusion=coef(0.2, 0.0, 0.6),
    breach=coef(0.02, 0.0, 0.2),
    breach_evidence=coef(0.15, 0.0, 0.8),
)

CAPABILITY_DEMONSTRATION = Instrument(
    name="Capability demonstration",
    description="Weapons and readiness shown beside a partner, as a signal of commitment to it.",
    helps="Where a partner doubts, or a challenger discounts, what stands behind a promise.",
    idle="Where the two owe each other no defence.",
    backfires="Near a weaker, distrustful onlooker, to whom it is a threat.",
    family="assurance",
    covers=("I13",),
    opportunities=3.0,
    cost=3.0,
    money=Cost(low=1, high=100, staff_days=1000),
    days=10,
    minimum_trust=0.3,
    inclination=coef(-0.7, -4, 3),
    gains={
        "trust": coef(0.04, 0.0, 0.2, SIGNALS),
        "posture": coef(0.10, 0.0, 0.4, SIGNALS),
    },
    provocation=coef(0.05, -0.3, 0.3, "sign disputed: a show of force can deter or alarm"),
    intrusion=coef(0.05, 0.0, 0.3),
    breach=coef(0.01, 0.0, 0.1),
    breach_evidence=coef(0.1, 0.0, 0.5),
)

DETERRENT_POSTURE = Instrument(
    name="Deterrent posture",
    description="Forces shown or stationed with an ally to make a promise of help credible.",
    helps="Where a challenger doubts that the ally would come.",
    idle="Where nobody near would challenge the ally.",
    backfires="Near a weaker onlooker who feels encircled: it distrusts both, quarrels and arms.",
    family="assurance",
    covers=("I14",),
    opportunities=6.0,
    cost=6.0,
    money=Cost(low=20, high=500, staff_days=5000),
    days=60,
    minimum_trust=0.4,
    needs_pact=True,
    inclination=coef(-1.35, -4, 3),
    gains={
        "trust": coef(0.10, 0.0, 0.4),
        "posture": coef(0.20, 0.0, 0.6, "RAND RR2533, 2020: heavy forces near the front deter"),
    },
    provocation=coef(0.08, -0.3, 0.4, "RAND RR2533, 2020: light forces inside go with more MIDs"),
    intrusion=coef(0.5, 0.0, 1.0),
    breach=coef(0.01, 0.0, 0.1),
    breach_evidence=coef(0.2, 0.0, 0.8),
)

TRANSPARENCY_MEASURE = Instrument(
    name="Transparency measure",
    description="Budgets, plans, forces and decisions laid open: white papers, overflights.",
    helps="Between states that misread each other: there is less to guess.",
    idle="Between states that are open already.",
    backfires="A false declaration found out is worse than silence.",
    family="assurance",
    covers=("I39", "P07"),
    opportunities=2.0,
    cost=1.5,
    money=Cost(low=0.1, high=5, staff_days=300),
    days=30,
    available_from=1920,
    inclination=coef(-0.75, -4, 3),
    gains={
        "trust": coef(0.03, 0.0, 0.1, "reassurance has to be costly to be believed (Kydd 2000)"),
        "information": coef(0.01, 0.0, 0.1),
        "transparency": coef(0.03, 0.0, 0.2),
    },
    intrusion=coef(0.25, 0.0, 0.6),
    breach=coef(0.02, 0.0, 0.2),
    breach_evidence=coef(0.15, 0.0, 0.8),
)
