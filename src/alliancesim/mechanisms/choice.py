"""Mechanisms of the choice of instruments and of their effects (equations 6 and 7)."""

from alliancesim.mechanisms.record import Mechanism

CHOICE = {
    "habit": Mechanism(
        "Habit",
        "What two states did recently they do again. Without it, every engagement is decided"
        " afresh.",
        ("M18",),
        {"parameters.choice.habit": 0.0},
        ("engagements",),
    ),
    "cost": Mechanism(
        "Cost and budgets",
        "Engagements take effort from limited budgets. Without it, states can afford all that"
        " they want.",
        ("M24", "C11"),
        {"instruments.*.cost": 0.0},
        ("engagements",),
    ),
    "sovereignty": Mechanism(
        "Sovereignty",
        "Insight and presence of a distrusted partner is unwelcome, the more to those sensitive"
        " about it. Without it, intrusion costs nothing by itself.",
        ("M26", "C03", "C04"),
        {"parameters.choice.sovereignty_weight": 0.0},
        ("engagements", "sovereignty_cost"),
    ),
    "framework": Mechanism(
        "Frameworks",
        "Intrusive cooperation wants a pact or an agreement to rest on, which also makes it"
        " cheaper. Without it, treaties found nothing.",
        ("M18",),
        {
            "parameters.choice.framework_weight": 0.0,
            "parameters.choice.agreement_discount": 1.0,
        },
        ("engagements",),
    ),
    "trust_threshold": Mechanism(
        "Some trust comes first",
        "Sensitive engagements are off the table below a trust of their own, and some without a"
        " treaty. Without it, anything can be proposed to anybody.",
        ("M01", "C08", "C14"),
        {"instruments.*.minimum_trust": 0.0, "instruments.*.needs_pact": False},
        ("engagements",),
    ),
    "restraint": Mechanism(
        "Care not to provoke",
        "States hold back from what would provoke those they fear. Without it, they do as they"
        " like.",
        ("C13",),
        {"parameters.choice.provocation_weight": 0.0},
        ("engagements",),
    ),
    "leverage": Mechanism(
        "Leverage",
        "Those who depend on a partner give in to what it wants. Without it, dependence buys"
        " nothing.",
        ("M20", "M25", "C16"),
        {"parameters.choice.leverage": 0.0},
        ("engagements",),
    ),
    "good_name": Mechanism(
        "Standing",
        "States that keep the norms avoid partners who lost their standing. Without it, a bad name"
        " costs no partners.",
        ("M14",),
        {"parameters.choice.standing_weight": 0.0},
        ("engagements",),
    ),
    "provocation": Mechanism(
        "Provocation",
        "Distrustful onlookers take exercises, arms and presence as evidence against those who"
        " share them. Without it, third parties do not care.",
        ("M21", "C03", "C13"),
        {"parameters.effects.provocation": 0.0},
        ("trust_mean",),
    ),
    "pact_shield": Mechanism(
        "Pacts calm onlookers",
        "An onlooker allied with those who cooperate is less provoked. Without it, allies are as"
        " touchy as others.",
        ("M11",),
        {"parameters.effects.pact_shield": 0.0},
        ("trust_mean",),
    ),
    "misfit": Mechanism(
        "Poor fit",
        "Engagements of partners whose forces, interests, technology or culture do not fit bring"
        " less. Without it, all realise their full gain.",
        ("M07", "M08", "M29", "C02", "C06", "C09"),
        {"parameters.effects.quality_floor": 1.0},
        ("trust_mean", "interoperability_mean"),
    ),
    "assistance_lag": Mechanism(
        "Help takes time",
        "Arms, training and aid become capability over years. Without it, within weeks.",
        ("M06",),
        {"parameters.effects.assistance_lag": 0.1},
        ("capability_total",),
    ),
}
