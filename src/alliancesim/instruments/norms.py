"""Rules of conduct: setting them, watching over them, licensing arms by them."""

from alliancesim.instruments.record import Cost, Instrument, coef

NORM_SETTING = Instrument(
    name="Norm setting",
    description="Rules and standards of conduct agreed: laws of war, cyber, new technology.",
    helps="Between states of middling conduct: both come to keep rules, and surprises get rarer.",
    idle="Between states that keep all rules already.",
    backfires="A rule signed and broken shows bad faith where silence showed none.",
    family="norms",
    covers=("I35",),
    opportunities=2.0,
    cost=1.0,
    money=Cost(low=0.05, high=2, staff_days=300),
    days=60,
    available_from=1856,
    inclination=coef(-1.1, -4, 3),
    gains={
        "trust": coef(0.02, 0.0, 0.1, "cheap talk moves beliefs little (Kydd 2005)"),
        "incident_control": coef(0.02, 0.0, 0.1),
        "norms": coef(0.03, 0.0, 0.2),
        "transparency": coef(0.005, 0.0, 0.05),
    },
    intrusion=coef(0.05, 0.0, 0.3),
    breach=coef(0.02, 0.0, 0.2),
    breach_evidence=coef(0.1, 0.0, 0.5),
)

EXPORT_CONTROLS = Instrument(
    name="Export controls",
    description="Licences for arms by the buyer's record, by what the region bears, and by risk.",
    helps="Where arms would go to states of poor record or at odds with neighbours: fewer do.",
    idle="Where nobody sells, or all buyers are sound.",
    backfires="A partner of poor record that is in danger gets fewer arms, and is challenged more.",
    family="norms",
    covers=("I25",),
    phase="conduct",
    available_from=1919,
    money=Cost(low=1, high=50, staff_days=5000),
)

ETHICS_OVERSIGHT = Instrument(
    name="Ethics and oversight",
    description="Codes of conduct, inspectors, courts and reports that hold forces to the law.",
    helps="Where forces misbehave unseen: conduct improves, and scandals get rarer.",
    idle="Where all keep the law already.",
    backfires="What is watched is found out: breaches that nobody would have seen cost standing.",
    family="norms",
    covers=("I40",),
    phase="conduct",
    available_from=1949,
    money=Cost(low=1, high=100, staff_days=5000),
)
