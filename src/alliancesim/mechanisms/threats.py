"""Mechanisms of non-state threats, of blame, and of proliferation (equation 14)."""

from alliancesim.mechanisms.record import Mechanism

THREATS = {
    "threat_course": Mechanism(
        "Threats have a course of their own",
        "Rates of attack rise and fall at random. Without it, only neighbours, arms and"
        " countermeasures move them.",
        ("C05", "T13"),
        {"parameters.asymmetric.volatility": 0.0},
        ("attacks", "cyber_attacks"),
    ),
    "threat_spillover": Mechanism(
        "Threats spill over",
        "A rise of attacks at the neighbours raises them at home. Without it, borders hold.",
        ("C05", "T13"),
        {"parameters.asymmetric.spillover": 0.0},
        ("attacks",),
    ),
    "counter_threat": Mechanism(
        "Cooperation counters threats",
        "Ability gained together makes attacks rarer. Without it, cooperation against terrorists"
        " and pirates changes nothing.",
        ("C05", "T04", "T06"),
        {"parameters.asymmetric.counter_threat": 0.0},
        ("attacks",),
    ),
    "network_defence": Mechanism(
        "Resilience counters attacks on networks",
        "Networks made resilient together are attacked with less success. Without it, attackers do"
        " not notice.",
        ("C05", "C07", "T05"),
        {"parameters.asymmetric.cyber_resilience": 0.0},
        ("cyber_attacks",),
    ),
    "moral_hazard": Mechanism(
        "Aid dulls the fight",
        "Who lives on help against the militants on its soil does not finish them off. Without it,"
        " aid weakens nobody's resolve.",
        ("C05", "C14", "C16"),
        {"parameters.asymmetric.moral_hazard": 0.0},
        ("attacks",),
    ),
    "illicit_arms": Mechanism(
        "Illicit arms feed threats",
        "Arms that went astray make terrorists and traffickers strike more. Without it, they find"
        " no use.",
        ("C18", "T04", "T07"),
        {"parameters.asymmetric.arms_flow": 0.0},
        ("attacks",),
    ),
    "harbouring": Mechanism(
        "Hosts are blamed",
        "Victims hold serious attacks against the states from whose soil they came. Without it,"
        " they mind the attackers only.",
        ("C14", "T04", "T13"),
        {
            "parameters.asymmetric.harbour_evidence": 0.0,
            "parameters.asymmetric.harbour_tension": 0.0,
        },
        ("trust_mean", "tension_mean"),
    ),
    "blame": Mechanism(
        "Someone is blamed",
        "Victims of attacks whose author hides blame a state, which resents it if it was not the"
        " one. Without it, they blame nobody.",
        ("C10", "T05", "T10"),
        {"parameters.attribution.share": 0.0},
        ("trust_mean",),
    ),
    "finding_out": Mechanism(
        "The able find the author",
        "Ability and shared intelligence point to the true sponsor. Without it, all guess.",
        ("M27", "T05"),
        {"parameters.attribution.skill": 0.0},
        ("trust_mean",),
    ),
    "prejudice": Mechanism(
        "The distrusted are blamed",
        "Victims blame those whom they distrust. Without it, they suspect all alike.",
        ("M04", "C10", "T10"),
        {"parameters.attribution.bias": 0.0},
        ("trust_mean",),
    ),
    "proliferation": Mechanism(
        "Proliferation",
        "States without nuclear weapons may acquire them. Without it, none does.",
        ("M22", "T07", "T12"),
        {"parameters.proliferation.constant": -40.0},
        ("nuclear_states", "expected_proliferation"),
    ),
    "nuclear_fear": Mechanism(
        "Fear drives proliferation",
        "The threatened, and the rivals of nuclear states, seek nuclear weapons. Without it, fear"
        " is no motive.",
        ("M21", "M22"),
        {"parameters.proliferation.threat": 0.0, "parameters.proliferation.rival": 0.0},
        ("expected_proliferation",),
    ),
    "nuclear_know_how": Mechanism(
        "Know-how enables proliferation",
        "The technically advanced can acquire nuclear weapons sooner. Without it, all can alike.",
        ("M06", "M22"),
        {"parameters.proliferation.technology": 0.0},
        ("expected_proliferation",),
    ),
    "nuclear_umbrella": Mechanism(
        "Nuclear umbrella",
        "A nuclear ally that would fight makes weapons of one's own less needed. Without it, allies"
        " do not reassure in this.",
        ("M11", "M22"),
        {"parameters.proliferation.guarantee": 0.0},
        ("expected_proliferation",),
    ),
    "nuclear_restraint": Mechanism(
        "Norms against proliferation",
        "Accountable states hold back from nuclear weapons. Without it, norms bind nobody.",
        ("M22", "M28"),
        {"parameters.proliferation.norms": 0.0},
        ("expected_proliferation",),
    ),
    "nuclear_alarm": Mechanism(
        "New nuclear states alarm",
        "Rivals take it as bad evidence, and tension rises. Without it, nobody minds.",
        ("M21", "M22", "T08"),
        {
            "parameters.proliferation.evidence": 0.0,
            "parameters.proliferation.tension": 0.0,
        },
        ("trust_mean", "tension_mean"),
    ),
}
