"""Sharing what one knows: assessed intelligence, live data, common watch, network defence."""

from alliancesim.instruments.record import Cost, Instrument, coef

EYES = "Early & Gartzke 2021: reconnaissance satellites go with fewer serious disputes"

INTELLIGENCE_SHARING = Instrument(
    name="Intelligence sharing",
    description="Exchange of assessed intelligence about third parties, under a security rule.",
    helps="Between trusting states that face the same threat, of which one is in touch with it: it"
    " is misread less.",
    idle="Where neither is in touch with anybody else, or both know the same already.",
    backfires="A leak costs trust; and who learns that a foe is weaker than it seemed may challenge"
    " it.",
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
    breach_evidence=coef(0.2, 0.0, 0.8),
    secured=True,
)

INFORMATION_SHARING = Instrument(
    name="Real-time information sharing",
    description="Secure lines over which both see the same live picture of forces and incidents.",
    helps="Between partners under the same threat: less is misread, crises are seen coming.",
    idle="Where one picture is shared already.",
    backfires="A break-in or leak shows who knew what, and costs both sides' trust.",
    family="information",
    covers=("I09",),
    opportunities=8.0,
    cost=1.0,
    money=Cost(low=0.5, high=50, staff_days=300),
    days=30,
    minimum_trust=0.45,
    available_from=1970,
    inclination=coef(-0.7, -4, 3),
    gains={
        "trust": coef(0.015, 0.0, 0.1),
        "information": coef(0.05, 0.0, 0.3),
        "warning": coef(0.01, 0.0, 0.1),
    },
    intrusion=coef(0.25, 0.0, 0.7),
    breach=coef(0.01, 0.0, 0.1),
    breach_evidence=coef(0.15, 0.0, 0.6),
    secured=True,
)

JOINT_SURVEILLANCE = Instrument(
    name="Joint surveillance",
    description="Shared radars, patrols, satellites and drones over sea, air and borders.",
    helps="Where threats come close unseen: both know more and are warned earlier.",
    idle="Where nobody threatens either of the two.",
    backfires="The watched, if weak and near, take it as targeting.",
    family="information",
    covers=("I10",),
    opportunities=3.0,
    cost=3.0,
    money=Cost(low=5, high=500, staff_days=2000),
    days=180,
    minimum_trust=0.4,
    available_from=1914,
    inclination=coef(-1.0, -4, 3),
    gains={
        "trust": coef(0.03, 0.0, 0.2),
        "information": coef(0.06, 0.0, 0.3, EYES),
        "warning": coef(0.04, 0.0, 0.2),
        "counter_threat": coef(0.01, 0.0, 0.1),
    },
    provocation=coef(0.03, -0.2, 0.2, EYES),
    intrusion=coef(0.35, 0.0, 0.8),
    breach=coef(0.01, 0.0, 0.1),
    breach_evidence=coef(0.15, 0.0, 0.6),
    secured=True,
)

CYBER_COOPERATION = Instrument(
    name="Cyber cooperation",
    description="Shared warnings of flaws and attacks, network exercises, help in defending them.",
    helps="Between states whose networks are attacked: fewer attacks succeed, leaks get rarer.",
    idle="Where both are as resilient as can be.",
    backfires="To show a partner one's flaws is to hand it keys: a betrayal costs much trust.",
    family="information",
    covers=("I26",),
    opportunities=3.0,
    cost=2.0,
    money=Cost(low=0.5, high=50, staff_days=800),
    days=60,
    minimum_trust=0.4,
    available_from=1998,
    inclination=coef(-0.75, -4, 3),
    gains={
        "trust": coef(0.03, 0.0, 0.2),
        "information": coef(0.01, 0.0, 0.1),
        "cyber": coef(
            0.05, 0.0, 0.3, "Valeriano & Maness 2014: attacks are frequent, of low severity"
        ),
        "norms": coef(0.003, 0.0, 0.05),
    },
    intrusion=coef(0.3, 0.0, 0.8),
    breach=coef(0.015, 0.0, 0.1),
    breach_evidence=coef(0.2, 0.0, 0.8),
    secured=True,
)
