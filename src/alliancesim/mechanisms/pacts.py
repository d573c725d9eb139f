"""Mechanisms of pacts and agreements of two (equation 8).

What every fit of such data controls for (distance, capability ratio, the constants of agreements
that lapse) sets base rates and is no mechanism.
"""

from alliancesim.mechanisms.record import Mechanism

PACTS = {
    "pact_making": Mechanism(
        "States make pacts",
        "Two states can promise to fight for each other. Without it, there are only the pacts that"
        " the scenario states or dates.",
        ("M17", "M09", "T12"),
        {"instruments.defence_pact.enabled": False},
        ("ties_formed", "alliance_density"),
    ),
    "pact_ending": Mechanism(
        "Pacts end",
        "Pacts of two lapse and members leave blocs. Without it, that is so rare that treaties"
        " last for good.",
        ("M12", "M16"),
        {"parameters.pacts.ending.constant": -12.0},
        ("ties_lost", "alliance_density"),
    ),
    "agreement_making": Mechanism(
        "States make agreements",
        "Two states can sign a framework for routine work, the rung below a pact. Without it,"
        " there are only the agreements that the scenario states or dates.",
        ("M17", "M18"),
        {"instruments.cooperation_agreement.enabled": False},
        ("engagements",),
    ),
    "trust_in_pacts": Mechanism(
        "Trust makes pacts",
        "States sign with those they trust and leave those they do not. Without it, treaties"
        " follow interest and structure alone.",
        ("M17", "M16"),
        {
            "parameters.pacts.formation.trust": 0.0,
            "parameters.pacts.ending.trust": 0.0,
            "parameters.pacts.agreements.trust": 0.0,
            "parameters.pacts.agreement_ending.trust": 0.0,
        },
        ("alliance_density",),
    ),
    "ripening": Mechanism(
        "Cooperation ripens",
        "States that engage often sign agreements and keep them, and agreements make pacts"
        " likelier. Without it, practice leads to no treaty.",
        ("M17",),
        {
            "parameters.pacts.agreements.cooperation": 0.0,
            "parameters.pacts.agreement_ending.cooperation": 0.0,
            "parameters.pacts.formation.agreement": 0.0,
        },
        ("alliance_density",),
    ),
    "closure": Mechanism(
        "Friends of friends",
        "Partners in common bring states into treaties and keep them there. Without it, every tie"
        " stands alone.",
        ("M15",),
        {
            "parameters.pacts.formation.shared_allies": 0.0,
            "parameters.pacts.ending.shared_allies": 0.0,
            "parameters.pacts.agreements.shared_partners": 0.0,
            "parameters.pacts.agreements.degree": 0.0,
            "parameters.blocs.accession.allies": 0.0,
        },
        ("alliance_density",),
    ),
    "balancing": Mechanism(
        "Balancing",
        "A common foe drives states into pacts. Without it, the enemy of my enemy is nothing to"
        " me.",
        ("M05", "M19", "C13"),
        {"parameters.pacts.formation.shared_foe": 0.0},
        ("alliance_density",),
    ),
    "like_regimes": Mechanism(
        "Like regimes ally",
        "States ally with those that are ruled as they are, alone or in blocs. Without it, any"
        " regime will do.",
        ("M05", "C12"),
        {
            "parameters.pacts.formation.regime_gap": 0.0,
            "parameters.blocs.accession.regime_gap": 0.0,
        },
        ("alliance_density",),
    ),
    "entrapment": Mechanism(
        "Fear of entrapment",
        "Who is often in disputes finds fewer allies and loses them sooner. Without it, nobody"
        " minds being drawn into the quarrels of others.",
        ("M16", "C01", "C13"),
        {
            "parameters.pacts.formation.entrapment": 0.0,
            "parameters.pacts.ending.entrapment": 0.0,
            "parameters.blocs.accession.entrapment": 0.0,
        },
        ("alliance_density",),
    ),
    "abandonment": Mechanism(
        "Fear of abandonment",
        "The threatened seek allies who would come, and leave those who would not. Without it,"
        " they ask no one whether he would fight.",
        ("M11", "M12", "M13"),
        {
            "parameters.pacts.formation.abandonment": 0.0,
            "parameters.pacts.ending.abandonment": 0.0,
        },
        ("alliance_density",),
    ),
    "autonomy": Mechanism(
        "Security against autonomy",
        "A weak state that guards its sovereignty avoids a strong ally. Without it, protection"
        " costs no freedom.",
        ("M26", "C02", "C04"),
        {
            "parameters.pacts.formation.autonomy": 0.0,
            "parameters.pacts.ending.autonomy": 0.0,
        },
        ("alliance_density",),
    ),
    "major_powers": Mechanism(
        "Major powers",
        "Major powers quarrel, ally, station and fight for others more than the rest. Without it,"
        " only their strength sets them apart; named dyads are calibrated to the same mean rate"
        " of disputes.",
        ("M20", "C13", "T12"),
        {
            "parameters.onset.major": 0.0,
            "parameters.ladder.one_major_war": 0.0,
            "parameters.ladder.two_majors_war": 0.0,
            "parameters.force.join_major": 0.0,
            "parameters.pacts.formation.major": 0.0,
            "parameters.basing.opening.major": 0.0,
        },
        ("expected_disputes", "expected_wars"),
    ),
}
