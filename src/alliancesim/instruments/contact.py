"""Contact between militaries: dialogue, visits, exchanges, clear words."""

from alliancesim.instruments.record import Cost, Instrument, coef

SMALL = "cheap talk moves beliefs little (Kydd 2005); .02-.1 per contact"
VISITS = "Lebovic & Saunders 2016; McManus & Nieman 2019: visits follow ties more than make them"

DIALOGUE = Instrument(
    name="Defence dialogue",
    description="Regular talks between defence ministries and staffs, with friends and rivals.",
    helps="Between rivals with incidents: it keeps a channel open and builds procedures.",
    idle="Between close friends whose forces never meet: there is nothing left to settle.",
    backfires="Talks that end in scandal or betrayed confidence cost friends more than they bring.",
    family="contact",
    covers=("I01", "P01"),
    opportunities=6.0,
    cost=1.0,
    money=Cost(low=0.05, high=0.5, staff_days=60),
    days=2,
    inclination=coef(-0.55, -3, 3),
    gains={
        "trust": coef(0.03, 0.0, 0.1, SMALL),
        "understanding": coef(0.005, 0.0, 0.05),
        "information": coef(0.003, 0.0, 0.1),
        "relief": coef(0.01, 0.0, 0.1),
        "incident_control": coef(0.03, 0.0, 0.2),
    },
    intrusion=coef(0.0, 0.0, 0.2),
    breach=coef(0.005, 0.0, 0.1),
    breach_evidence=coef(0.1, 0.0, 0.5),
)

HIGH_LEVEL_VISIT = Instrument(
    name="High-level visit",
    description="Visits and talks of ministers, chiefs of defence and envoys with messages.",
    helps="Reassures an ally whose commitment is in doubt; signals alignment to others.",
    idle="Where the two owe each other no help: there is no promise to doubt.",
    backfires="Near a weak, distrustful neighbour that reads the signal as taking sides.",
    family="contact",
    covers=("I02", "I04"),
    opportunities=4.0,
    cost=2.0,
    money=Cost(low=0.2, high=3.0, staff_days=200),
    days=3,
    inclination=coef(-0.75, -3, 3),
    gains={
        "trust": coef(0.06, 0.0, 0.2, VISITS),
        "information": coef(0.005, 0.0, 0.1),
        "relief": coef(0.02, 0.0, 0.1),
        "posture": coef(0.02, 0.0, 0.2, VISITS),
    },
    provocation=coef(0.005, -0.05, 0.1),
    breach=coef(0.01, 0.0, 0.1),
    breach_evidence=coef(0.1, 0.0, 0.5),
)

MILITARY_EXCHANGE = Instrument(
    name="Military exchange",
    description="Officers attached to, taught by or hosted at the other's staffs and schools.",
    helps="Between partners foreign to each other: people carry understanding home.",
    idle="Between states of one culture that know each other's ways already.",
    backfires="Spying or a scandal in the exchange costs more trust than it brought.",
    family="contact",
    covers=("I03",),
    opportunities=4.0,
    cost=1.5,
    money=Cost(low=0.1, high=2.0, staff_days=400),
    days=90,
    minimum_trust=0.15,
    inclination=coef(-1.15, -3, 3),
    gains={
        "trust": coef(0.05, 0.0, 0.2, SMALL),
        "understanding": coef(0.04, 0.0, 0.2),
        "information": coef(0.01, 0.0, 0.1),
        "interoperability": coef(0.01, 0.0, 0.1),
    },
    intrusion=coef(0.15, 0.0, 0.5),
    breach=coef(0.01, 0.0, 0.1),
    breach_evidence=coef(0.15, 0.0, 0.6),
)

STRATEGIC_COMMUNICATION = Instrument(
    name="Strategic communication",
    description="Public and direct statements that make intentions and red lines clear.",
    helps="Where the other misreads intentions: it narrows the error.",
    idle="Between states that know each other well already.",
    backfires="Where words and deeds part, which a breach stands for.",
    family="contact",
    covers=("I12", "P05"),
    opportunities=4.0,
    cost=0.5,
    money=Cost(low=0.01, high=0.5, staff_days=30),
    days=1,
    inclination=coef(-0.5, -3, 3),
    gains={
        "trust": coef(0.02, 0.0, 0.1, SMALL),
        "information": coef(0.005, 0.0, 0.1),
        "incident_control": coef(0.01, 0.0, 0.1),
    },
    breach=coef(0.02, 0.0, 0.2),
    breach_evidence=coef(0.1, 0.0, 0.5),
)
