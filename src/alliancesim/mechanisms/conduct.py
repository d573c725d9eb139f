"""Mechanisms of conduct: norms, breaches of them, and the arms trade (equation 15)."""

from alliancesim.mechanisms.record import Mechanism

CONDUCT = {
    "norm_diffusion": Mechanism(
        "Norms spread among partners",
        "States become as open and as accountable as those they trust. Without it, partners teach"
        " nothing by example.",
        ("M28",),
        {"parameters.conduct.diffusion": 0.0},
        ("transparency_mean", "accountability_mean"),
    ),
    "norm_pressure": Mechanism(
        "Organisations hold to norms",
        "Organisations with a hold on their members raise accountability. Without it, membership"
        " obliges to nothing.",
        ("M28", "M14"),
        {"parameters.conduct.organisations": 0.0},
        ("accountability_mean",),
    ),
    "return_to_norm": Mechanism(
        "Old ways return",
        "Openness and control fall back to what they were, or recover. Without it, what is gained"
        " or lost stays so.",
        ("M18", "M28"),
        {"parameters.conduct.reversion": 0.0},
        ("transparency_mean", "accountability_mean"),
    ),
    "oversight": Mechanism(
        "Oversight",
        "Codes, inspectors and courts make misconduct rarer and control recover faster. Without"
        " it, forces watch over themselves.",
        ("M14", "T14"),
        {"instruments.ethics_oversight.enabled": False},
        ("accountability_mean", "breaches_found"),
    ),
    "misconduct": Mechanism(
        "Forces break the law of war",
        "States without control of their forces commit breaches where force is used. Without it,"
        " all fight by the rules.",
        ("M14", "T14"),
        {"parameters.conduct.misconduct": 0.0},
        ("breaches_found",),
    ),
    "erosion": Mechanism(
        "Breaches erode control",
        "Who breaks a norm breaks the next one more easily. Without it, breaches leave conduct"
        " alone.",
        ("M28",),
        {"parameters.conduct.erosion": 0.0},
        ("accountability_mean",),
    ),
    "exposure": Mechanism(
        "Breaches come to light",
        "Breaches are found out, the sooner the more open a state is. Without it, none ever is.",
        ("M14", "C08"),
        {"parameters.conduct.monitoring": 0.0, "parameters.conduct.openness": 0.0},
        ("breaches_found", "compliance", "standing_mean"),
    ),
    "loss_of_standing": Mechanism(
        "Breaches cost standing",
        "A breach that is found out costs a state its good name. Without it, names stay good.",
        ("M13", "M14"),
        {"parameters.conduct.standing_loss": 0.0},
        ("standing_mean",),
    ),
    "forgiveness": Mechanism(
        "Standing comes back",
        "In time a breach is forgotten. Without it, a good name is lost for good.",
        ("M14", "M16"),
        {"parameters.conduct.recovery": 0.0},
        ("standing_mean",),
    ),
    "outrage": Mechanism(
        "Onlookers lose trust",
        "A breach that is found out is bad evidence to all who keep the norms. Without it, nobody"
        " holds it against the state.",
        ("M13", "M28"),
        {"parameters.conduct.evidence": 0.0},
        ("trust_mean",),
    ),
    "export_criteria": Mechanism(
        "Some deliveries are breaches",
        "Arms for states of poor record, for openers of crises or into tension breach the export"
        " criteria. Without it, any buyer is a sound one.",
        ("C18", "M14"),
        {
            "parameters.exports.rights": 0.0,
            "parameters.exports.crisis": 0.0,
            "parameters.exports.tension": 0.0,
        },
        ("breaches_found",),
    ),
    "export_controls": Mechanism(
        "Export controls",
        "Accountable donors hold back from deliveries that would breach the criteria. Without it,"
        " they sell to whoever they like.",
        ("C18", "T07"),
        {"instruments.export_controls.enabled": False},
        ("engagements",),
    ),
    "diversion": Mechanism(
        "Arms go astray",
        "Part of what is delivered to careless states feeds the illicit trade. Without it, arms"
        " stay where they are sent.",
        ("C18", "T07"),
        {"parameters.asymmetric.diversion": 0.0},
        ("attacks",),
    ),
}
