"""Acting together: joint operations, counterterrorism, counter-piracy."""

from alliancesim.instruments.record import Cost, Instrument, coef

HAZARD = "Bapat 2011: help against militants gives no incentive to finish them off"

JOINT_OPERATION = Instrument(
    name="Joint operation",
    description="Forces of both act together in earnest: escorts, patrols, relief, coalitions.",
    helps="Between allies: nothing makes forces fit or commitments believed like shared risk.",
    idle="Between forces that fit already and trust each other fully, with nobody to deter.",
    backfires="Casualties, blame and caveats divide the partners; onlookers feel encircled.",
    family="operations",
    covers=("I07",),
    opportunities=2.0,
    cost=10.0,
    money=Cost(low=10, high=2000, staff_days=10000),
    days=120,
    minimum_trust=0.4,
    inclination=coef(-1.7, -4, 3),
    gains={
        "trust": coef(0.15, 0.0, 0.5, "costly acts tell most (Kydd 2005)"),
        "understanding": coef(0.03, 0.0, 0.2),
        "interoperability": coef(0.06, 0.0, 0.2),
        "readiness": coef(0.04, 0.0, 0.2),
        "posture": coef(0.06, 0.0, 0.3),
    },
    provocation=coef(0.06, -0.3, 0.3),
    intrusion=coef(0.35, 0.0, 0.8),
    breach=coef(0.04, 0.0, 0.2),
    breach_evidence=coef(0.3, 0.0, 1.0),
)

COUNTERTERRORISM = Instrument(
    name="Counterterrorism cooperation",
    description="Lists, liaison, training and raids against terrorist networks, short of a pact.",
    helps="Between states that the same networks plague: fewer attacks on both.",
    idle="Where there are no attacks.",
    backfires="Divergent aims, abuses and betrayed sources turn partners on each other.",
    family="operations",
    covers=("I32",),
    opportunities=3.0,
    cost=3.0,
    money=Cost(low=1, high=200, staff_days=2000),
    days=180,
    minimum_trust=0.2,
    available_from=1970,
    inclination=coef(-1.45, -4, 3),
    gains={
        "trust": coef(0.03, 0.0, 0.2),
        "information": coef(0.01, 0.0, 0.1),
        "counter_threat": coef(0.05, 0.0, 0.3, HAZARD),
    },
    intrusion=coef(0.35, 0.0, 0.8),
    breach=coef(0.03, 0.0, 0.2, HAZARD),
    breach_evidence=coef(0.2, 0.0, 0.8),
    secured=True,
)

COUNTER_PIRACY = Instrument(
    name="Counter-piracy cooperation",
    description="Escorts, patrols and shared pictures of the sea against pirates and smugglers.",
    helps="Along the same sea lanes: fewer attacks, and navies that learn to meet safely.",
    idle="Where no pirates are and fleets do not meet.",
    backfires="A shot at the wrong ship, or a patrol that maps a rival's coast, ends in a quarrel.",
    family="operations",
    covers=("I32",),
    opportunities=2.0,
    cost=3.0,
    money=Cost(low=1, high=100, staff_days=2000),
    days=90,
    minimum_trust=0.1,
    inclination=coef(-1.0, -4, 3),
    gains={
        "trust": coef(0.03, 0.0, 0.2),
        "incident_control": coef(0.02, 0.0, 0.2),
        "counter_threat": coef(0.04, 0.0, 0.3),
    },
    intrusion=coef(0.15, 0.0, 0.5),
    breach=coef(0.015, 0.0, 0.1),
    breach_evidence=coef(0.15, 0.0, 0.6),
)
