"""Mechanisms of disputes: how they begin and how they climb (equations 9 and 10)."""

from alliancesim.mechanisms.record import Mechanism

DISPUTES = {
    "dispute_history": Mechanism(
        "History repeats",
        "Past disputes, recent ones above all, make new ones likely. Without it, every day is the"
        " first; named dyads are then calibrated to the same mean rate.",
        ("T03",),
        {"parameters.onset.recency": 0.0, "parameters.onset.past": 0.0},
        ("expected_disputes",),
        core=True,
    ),
    "rivalry": Mechanism(
        "Rivalry",
        "Rivals quarrel more and go to war sooner. Without it, the name means nothing; named dyads"
        " are then calibrated to the same mean rate.",
        ("T02", "T03", "C13"),
        {"parameters.onset.rivalry": 0.0, "parameters.ladder.rivalry_war": 0.0},
        ("expected_disputes", "expected_wars"),
    ),
    "trust_in_onset": Mechanism(
        "Trust prevents disputes",
        "States that trust each other quarrel less. Without it, trust acts on cooperation and"
        " pacts only.",
        ("M01",),
        {"parameters.onset.trust": 0.0},
        ("expected_disputes",),
        core=True,
    ),
    "pact_in_onset": Mechanism(
        "Pacts between the two",
        "Allies quarrel a little less with each other. Without it, a pact between the two does"
        " not matter to their disputes.",
        ("M09",),
        {"parameters.onset.pact": 0.0},
        ("expected_disputes",),
    ),
    "democratic_peace": Mechanism(
        "Democratic peace",
        "Two democracies quarrel less, hardly ever go to war, and stay allies. Without it,"
        " regimes do not matter to disputes.",
        ("C12",),
        {
            "parameters.onset.joint_democracy": 0.0,
            "parameters.ladder.democracy_war": 0.0,
            "parameters.pacts.ending.joint_democracy": 0.0,
        },
        ("expected_disputes", "expected_wars"),
    ),
    "expected_utility": Mechanism(
        "Deterrence",
        "A challenge becomes likelier when the challenger's prospects improve and rarer when the"
        " target's allies look credible. Without it, prospects do not matter to onset.",
        ("M09", "M19"),
        {"parameters.onset.expected_utility": 0.0},
        ("expected_disputes",),
    ),
    "reach": Mechanism(
        "Distance weakens",
        "Force loses strength on the way. Without it, the far weigh as much as the near.",
        ("M20", "C06"),
        {"parameters.reach.gradient": 0.0},
        ("expected_disputes",),
    ),
    "tension_in_onset": Mechanism(
        "Tension breeds disputes",
        "Where a scenario gives it weight, tension makes new disputes likelier beyond what history"
        " says. Without it, as by default, tension acts on threat and relief only.",
        ("T02", "M31"),
        {"parameters.onset.tension": 0.0},
        ("expected_disputes",),
    ),
    "shared_organisations": Mechanism(
        "Common organisations",
        "Where a scenario gives it weight, organisations in common make disputes rarer, or more"
        " frequent. Without it, as by default, they act through meetings and good offices only.",
        ("M28", "C15"),
        {"parameters.onset.organisations": 0.0},
        ("expected_disputes",),
    ),
    "shared_shock": Mechanism(
        "Years of unrest",
        "All dyads share good and bad years. Without it, disputes cluster less in time.",
        ("C17", "T09"),
        {"parameters.onset.shared_shock": 0.0},
        ("expected_disputes",),
    ),
    "contagion": Mechanism(
        "Contagion",
        "Hostilities of either state with others make a dispute likelier. Without it, quarrels do"
        " not spread.",
        ("T03", "T09"),
        {"parameters.onset.contagion": 0.0},
        ("expected_disputes",),
    ),
    "incidents": Mechanism(
        "Incidents grow into disputes",
        "A share of disputes grows out of encounters between forces, more where states misread"
        " each other. Without it, encounters never matter.",
        ("M04", "C10", "T10"),
        {"parameters.incidents.share_limit": 0.0},
        ("expected_disputes",),
    ),
    "misread_incidents": Mechanism(
        "Misread incidents",
        "Encounters grow into disputes more where the two know little of each other. Without it,"
        " they do so whatever the two know.",
        ("M03", "M04", "C10", "T10"),
        {"parameters.incidents.misperception": 0.0},
        ("expected_disputes",),
    ),
    "procedures": Mechanism(
        "Procedures for incidents",
        "Hotlines and codes for encounters keep incidents small and crises from climbing. Without"
        " it, they are paper.",
        ("M31",),
        {"parameters.incidents.control": 0.0, "parameters.ladder.procedures": 0.0},
        ("expected_disputes", "expected_wars"),
    ),
    "tension": Mechanism(
        "Disputes leave tension",
        "Hostile acts raise tension, which sets threat and what relief is worth. Without it, no"
        " dispute leaves any.",
        ("M21",),
        {
            "parameters.tension.threat_weight": 0.0,
            "parameters.tension.display_weight": 0.0,
            "parameters.tension.force_weight": 0.0,
            "parameters.tension.war_weight": 0.0,
        },
        ("tension_mean", "escalation_mean"),
    ),
    "advantage": Mechanism(
        "Strength in a crisis",
        "The side that expects to win opens harder, climbs sooner and yields later. Without it,"
        " strength does not matter on the ladder.",
        ("M09", "C02"),
        {"parameters.ladder.advantage": 0.0},
        ("expected_uses_of_force", "expected_wars"),
    ),
    "stakes": Mechanism(
        "Stakes",
        "Disputes over much climb sooner and end later. Without it, all crises are over the same.",
        ("C01", "T02"),
        {"parameters.ladder.stakes": 0.0},
        ("expected_uses_of_force", "expected_wars"),
    ),
    "audience_costs": Mechanism(
        "Audience costs",
        "Who backs down pays at home, democracies more and higher up the ladder. Without it,"
        " retreat is as cheap for all.",
        ("M12",),
        {"parameters.ladder.audience": 0.0},
        ("expected_wars",),
    ),
    "misread_moves": Mechanism(
        "Misread moves",
        "A crisis climbs sooner where the two err more about each other than at the start. Without"
        " it, crises climb whatever the two know.",
        ("M04", "C10", "T10"),
        {"parameters.ladder.misperception": 0.0},
        ("expected_wars",),
    ),
}
