"""Help from one state to another: arms and advice, skills, development, goodwill."""

from alliancesim.instruments.record import Cost, Instrument, coef

NO_THANKS = "Sullivan, Tessman & Li 2011: aid buys little or no cooperation"
AID_RIVAL = "Rudloff & Scott 2014: aid can raise conflict with a rival"

MILITARY_ASSISTANCE = Instrument(
    name="Military assistance",
    description="Equipment, training and advice given by a stronger state to a weaker one.",
    helps="A recipient under threat from a neighbour: it gains capability after a lag.",
    idle="A recipient that nobody threatens: it grows stronger, to no effect.",
    backfires="The recipient comes to depend on the donor; weak neighbours feel threatened.",
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
        "trust": coef(0.05, 0.0, 0.3, NO_THANKS),
        "interoperability": coef(0.03, 0.0, 0.2),
        "capability": coef(0.01, 0.0, 0.1),
        "dependence": coef(0.05, 0.0, 0.3),
    },
    provocation=coef(0.04, -0.2, 0.3, AID_RIVAL),
    intrusion=coef(0.3, 0.0, 0.8),
    breach=coef(0.02, 0.0, 0.2),
    breach_evidence=coef(0.2, 0.0, 0.8),
)

CAPACITY_BUILDING = Instrument(
    name="Capacity building",
    description="Advisers who build the institutions, staffs and special forces of a weaker state.",
    helps="A weak state plagued by armed groups: it learns to police its own ground.",
    idle="Where no armed groups are.",
    backfires="Trained units that abuse their power discredit the donor; a pupil that lives on aid"
    " has no reason to be rid of the groups on its soil.",
    family="assistance",
    covers=("I19",),
    opportunities=2.0,
    cost=3.0,
    money=Cost(low=1, high=100, staff_days=2000),
    days=180,
    direction="donor",
    minimum_trust=0.2,
    inclination=coef(-1.0, -4, 3),
    gains={
        "trust": coef(0.04, 0.0, 0.2, NO_THANKS),
        "understanding": coef(0.02, 0.0, 0.1),
        "capability": coef(0.003, 0.0, 0.03),
        "counter_threat": coef(0.04, 0.0, 0.2),
        "dependence": coef(0.02, 0.0, 0.2),
        "norms": coef(0.01, 0.0, 0.1),
    },
    provocation=coef(0.01, -0.1, 0.1, AID_RIVAL),
    intrusion=coef(0.25, 0.0, 0.6),
    breach=coef(
        0.02, 0.0, 0.2, "Savage & Caverley 2017: trained officers and coups; disputed since"
    ),
    breach_evidence=coef(0.2, 0.0, 0.8),
)

DEVELOPMENT_SUPPORT = Instrument(
    name="Development support",
    description="Roads, ports, clinics and loans given or built by one state in another.",
    helps="A partner courted by others: its public warms, and its economy grows a little.",
    idle="A partner already won, whose goodwill has no room to grow: only its economy gains.",
    backfires="Opaque loans: debt and ports make the recipient depend on the donor.",
    family="assistance",
    covers=("I36",),
    opportunities=2.0,
    cost=4.0,
    money=Cost(low=1, high=2000, staff_days=1000),
    days=730,
    direction="donor",
    minimum_trust=0.1,
    available_from=1947,
    inclination=coef(-1.2, -4, 3),
    gains={
        "trust": coef(0.03, 0.0, 0.2, NO_THANKS),
        "economy": coef(0.0003, 0.0, 0.005),
        "goodwill": coef(0.03, 0.0, 0.2),
        "dependence": coef(0.03, 0.0, 0.3),
    },
    provocation=coef(0.005, -0.05, 0.1),
    intrusion=coef(0.1, 0.0, 0.5),
    breach=coef(0.02, 0.0, 0.2),
    breach_evidence=coef(0.15, 0.0, 0.6),
)

SOFT_POWER = Instrument(
    name="Soft power",
    description="Language, culture, broadcasts, scholarships, relief after disasters: being liked.",
    helps="Where interests are apart and publics undecided: it lends the partner a better name.",
    idle="Where the two want the same anyway.",
    backfires="Propaganda found out costs more liking than it won.",
    family="assistance",
    covers=("I37",),
    opportunities=3.0,
    cost=1.0,
    money=Cost(low=0.1, high=50, staff_days=200),
    days=30,
    direction="donor",
    inclination=coef(-1.0, -4, 3),
    gains={
        "trust": coef(0.01, 0.0, 0.1, "cheap talk moves beliefs little (Kydd 2005)"),
        "understanding": coef(0.01, 0.0, 0.1),
        "goodwill": coef(0.04, 0.0, 0.2),
    },
    intrusion=coef(0.05, 0.0, 0.3),
    breach=coef(0.02, 0.0, 0.2),
    breach_evidence=coef(0.1, 0.0, 0.5),
)
