"""Mechanisms of organisations, good offices, peacekeeping and early warning (equation 13)."""

from alliancesim.mechanisms.record import Mechanism

ORGANISATIONS = {
    "forums": Mechanism(
        "Forums meet",
        "Organisations bring their members together on a calendar. Without it, states meet by"
        " their own choice only.",
        ("M05", "M14", "M28"),
        {"parameters.organisations.meetings": 0.0},
        ("engagements", "trust_mean"),
    ),
    "partner_meetings": Mechanism(
        "Partners at the table",
        "Meetings take in partners that are no members. Without it, members are among themselves.",
        ("M15",),
        {"parameters.organisations.partner_share": 0.0},
        ("engagements", "trust_mean"),
    ),
    "divergence": Mechanism(
        "Members disagree",
        "An organisation whose members want different things or distrust each other can do less."
        " Without it, it acts as one.",
        ("M05", "C01", "C15"),
        {"parameters.organisations.divergence": 0.0},
        ("expected_disputes",),
    ),
    "coalition": Mechanism(
        "Coalitions against a threat",
        "Members of a coalition teach each other to counter what it is about. Without it, they"
        " learn from engagements of two only.",
        ("M10", "C05"),
        {"parameters.organisations.coalition": 0.0},
        ("attacks",),
    ),
    "mediation": Mechanism(
        "Mediation",
        "Organisations and third states offer good offices in live crises. Without it, the two are"
        " left to themselves.",
        ("M31", "C10"),
        {"instruments.mediation.enabled": False},
        ("mediations",),
    ),
    "good_offices": Mechanism(
        "Good offices help",
        "A mediator slows climbing, eases coming down and makes agreement likelier. Without it,"
        " mediators come and change nothing.",
        ("M31",),
        {"parameters.ladder.mediation": 0.0, "parameters.mediation.mediated": 0.0},
        ("settlements", "mediated_settlements"),
    ),
    "settlement": Mechanism(
        "Settlements relieve",
        "An agreement takes part of the tension away. Without it, settled disputes rankle like"
        " others.",
        ("M31",),
        {"parameters.mediation.relief": 0.0},
        ("tension_mean",),
    ),
    "mediators_credit": Mechanism(
        "Peacemakers are thanked",
        "Both sides come to trust the state that mediated their agreement. Without it, peace earns"
        " no credit.",
        ("M13", "M20"),
        {"parameters.mediation.evidence": 0.0},
        ("trust_mean",),
    ),
    "peacekeeping": Mechanism(
        "Peacekeeping",
        "Organisations put troops between two sides that have fought. Without it, nobody stands"
        " between them but those whom the scenario dates.",
        ("M31", "T14"),
        {"instruments.peacekeeping.enabled": False},
        ("peacekeepers", "expected_disputes"),
    ),
    "troops_between": Mechanism(
        "Troops between keep the peace",
        "Peacekeepers make a new dispute of the two rarer. Without it, they watch and change"
        " nothing.",
        ("M31",),
        {"parameters.onset.peacekeepers": 0.0},
        ("expected_disputes",),
    ),
    "reluctance": Mechanism(
        "Peacekeepers need consent",
        "States that guard their sovereignty let fewer missions in. Without it, all are welcome.",
        ("M26", "C03", "C04"),
        {"parameters.peacekeeping.reluctance": 0.0},
        ("peacekeepers",),
    ),
    "early_warning": Mechanism(
        "Early warning",
        "Watch is kept and alarms are raised before disputes. Without it, crises come as a"
        " surprise.",
        ("M27", "M31"),
        {"instruments.early_warning.enabled": False},
        ("alarms", "false_alarms"),
    ),
    "warning_error": Mechanism(
        "Warnings err",
        "Alarms miss crises and cry wolf. Without it, they read the risk as it is.",
        ("M27", "C10"),
        {"parameters.warning.noise": 0.0},
        ("alarms",),
    ),
    "warning_skill": Mechanism(
        "The able see more",
        "Shared surveillance and organisations make warnings better. Without it, all see crises"
        " coming equally badly.",
        ("M27",),
        {"parameters.warning.skill": 0.0},
        ("alarms",),
    ),
    "prevention": Mechanism(
        "Prevention",
        "Envoys follow alarms and hold off part of what is coming. Without it, alarms are heard"
        " and nobody goes.",
        ("M31",),
        {"parameters.warning.prevention": 0.0},
        ("expected_disputes",),
    ),
    "attention": Mechanism(
        "Attention is scarce",
        "Too many alarms at a time, and each gets less prevention. Without it, there are envoys"
        " enough for all.",
        ("M31", "C11"),
        {"parameters.warning.attention": 1000.0},
        ("expected_disputes",),
    ),
}
