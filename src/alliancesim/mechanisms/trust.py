"""Mechanisms of trust, contact and perception (equations 3 to 5)."""

from alliancesim.mechanisms.record import Mechanism

TRUST = {
    "spillover": Mechanism(
        "Reputation",
        "What a state does to others reaches their friends as hearsay. Without it, only what was"
        " done to oneself counts.",
        ("M13", "M15"),
        {"parameters.trust.spillover": 0.0},
        ("trust_mean", "trust_dispersion"),
    ),
    "negativity": Mechanism(
        "Bad weighs more than good",
        "Bad evidence counts for more than good. Without it, both weigh the same and trust is"
        " regained as fast as it is lost.",
        ("M01", "C08"),
        {"parameters.trust.loss_weight": 1.0},
        ("trust_mean",),
    ),
    "dispute_evidence": Mechanism(
        "Disputes teach distrust",
        "A dispute is evidence against the opponent, the more the higher it climbs. Without it,"
        " fighting leaves trust alone.",
        ("M01", "C08"),
        {
            "parameters.trust.threat_evidence": 0.0,
            "parameters.trust.display_evidence": 0.0,
            "parameters.trust.force_evidence": 0.0,
            "parameters.trust.war_evidence": 0.0,
        },
        ("trust_mean",),
        core=True,
    ),
    "commitment_evidence": Mechanism(
        "Commitments teach",
        "An ally that fights when called earns trust, one that stays away loses it. Without it,"
        " promises kept and broken leave no trace.",
        ("M12", "M13"),
        {"parameters.trust.commitment_evidence": 0.0},
        ("trust_mean", "trust_in_reneging"),
    ),
    "routine": Mechanism(
        "Routine dulls news",
        "The tenth exercise of a year says less than the first. Without it, every engagement of a"
        " kind is worth the same evidence.",
        ("M18",),
        {"parameters.effects.routine": 0.0},
        ("trust_mean",),
    ),
    "leader_reset": Mechanism(
        "New leaders forget",
        "A change of leader takes away part of the evidence about and of a state. Without it,"
        " trust outlives those who made it.",
        ("M16", "C17"),
        {"parameters.environment.leader_retention": 1.0},
        ("trust_mean",),
    ),
    "goodwill": Mechanism(
        "Goodwill",
        "Influence with a state's public closes part of the gap in affinity. Without it, soft"
        " power moves nobody.",
        ("M20",),
        {"parameters.effects.goodwill": 0.0},
        ("trust_mean",),
    ),
    "breaches": Mechanism(
        "Accidents, leaks and scandals",
        "Engagements can turn sour and then cost trust. Without it, none ever does.",
        ("M30", "C07", "C08"),
        {"instruments.*.breach": 0.0},
        ("trust_mean",),
    ),
    "secrecy": Mechanism(
        "Secure communications",
        "Resilience against attacks on networks keeps shared secrets. Without it, leaks are as"
        " frequent among the well protected as among the careless.",
        ("M30", "C07"),
        {"parameters.effects.secrecy": 0.0},
        ("trust_mean",),
    ),
    "misperception": Mechanism(
        "Misperception",
        "States err about the capability and the intent of others they know little of. Without"
        " it, everybody sees what is.",
        ("M03", "M04", "C10"),
        {"parameters.perception.noise": 0.0},
        ("misperception", "intent_misreading", "expected_disputes"),
    ),
    "intent_misreading": Mechanism(
        "Misread intent",
        "Who overrates the other's force also reads its intent as worse. Without it, only"
        " capability is misread.",
        ("M04", "C10"),
        {"parameters.perception.intent_gain": 0.0},
        ("intent_misreading",),
    ),
    "cultural_misreading": Mechanism(
        "Cultural distance in perception",
        "States of different cultures misread each other's intent more, until they come to"
        " understand each other. Without it, culture is no bar to reading the other.",
        ("M02", "M29", "C09"),
        {"parameters.perception.cultural_misreading": 0.0},
        ("intent_misreading",),
    ),
    "contact": Mechanism(
        "Contact informs",
        "Those who meet often know each other and, through partners, others. Without it, only"
        " shared information tells.",
        ("M03", "M27"),
        {"parameters.perception.contact_weight": 0.0},
        ("misperception",),
    ),
}
