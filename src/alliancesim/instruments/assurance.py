"""Assurance of rivals and of allies: confidence building and deterrent posture."""

from alliancesim.instruments.record import Cost, Instrument, coef

CONFIDENCE_BUILDING = Instrument(
    name="Confidence-building measure",
    description="Notification, observers, hotlines and codes for encounters between forces.",
    helps="Between wary neighbours with frequent incidents.",
    idle="Between friends, and where no forces meet.",
    backfires="A broken promise of openness is worse than none.",
    family="assurance",
    covers=("I11", "I39"),
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
)

DETERRENT_POSTURE = Instrument(
    name="Deterrent posture",
    description="Forces shown or stationed with an ally to make a promise of help credible.",
    helps="Where a challenger doubts that the ally would come.",
    idle="Where nobody near would challenge the ally.",
    backfires="Near a weaker onlooker who feels encircled: trust falls and burdens rise.",
    family="assurance",
    covers=("I13", "I14"),
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
)
