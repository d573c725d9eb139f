"""Mechanisms of bases abroad and of shared burdens (equations 8 and 12)."""

from alliancesim.mechanisms.record import Mechanism

PRESENCE = {
    "basing": Mechanism(
        "Bases open",
        "The stronger of two states can get a base in the weaker. Without it, there are only the"
        " bases that the scenario states or dates.",
        ("M20", "M10", "C03"),
        {"instruments.basing.enabled": False},
        ("base_count", "sovereignty_cost"),
    ),
    "guarantee_for_access": Mechanism(
        "Guarantee for access",
        "A base in a state without a pact is paid for with one. Without it, bases bring no"
        " promise.",
        ("M12", "M25"),
        {"parameters.basing.guarantee": 0.0},
        ("alliance_density",),
    ),
    "host_consent": Mechanism(
        "The host decides",
        "Bases open where the host feels threatened and trusts the guest, and close where it does"
        " not or guards its sovereignty. Without it, hosts are alike.",
        ("M26", "C03", "C04"),
        {
            "parameters.basing.opening.threat": 0.0,
            "parameters.basing.opening.trust": 0.0,
            "parameters.basing.opening.sovereignty": 0.0,
            "parameters.basing.closing.threat": 0.0,
            "parameters.basing.closing.trust": 0.0,
            "parameters.basing.closing.sovereignty": 0.0,
        },
        ("base_count",),
    ),
    "base_friction": Mechanism(
        "Bases rub",
        "A base sours a sensitive host on its guest. Without it, nobody minds foreign troops.",
        ("M26", "C03", "C04"),
        {"parameters.basing.friction": 0.0},
        ("trust_mean",),
    ),
    "base_provocation": Mechanism(
        "Bases alarm neighbours",
        "Distrustful neighbours take a base as evidence against guest and host. Without it, they"
        " do not care where troops stand.",
        ("M21", "C03", "C13"),
        {"parameters.basing.provocation": 0.0},
        ("trust_mean",),
    ),
    "base_cost": Mechanism(
        "Bases cost",
        "What a base costs its guest is missing elsewhere. Without it, presence is free.",
        ("M24", "C11"),
        {"parameters.basing.cost": 0.0},
        ("engagements",),
    ),
    "tripwire": Mechanism(
        "Tripwire",
        "Forces that stand in a friend's country make it likelier that their own would fight for"
        " it. Without it, bases shorten the way and say nothing.",
        ("M09", "M11", "M12"),
        {"parameters.force.join_base": 0.0},
        ("expected_disputes",),
    ),
    "spending_goals": Mechanism(
        "Spending goals",
        "Allies below the goal of their alliance move toward it. Without it, goals are paper.",
        ("M24", "C11", "C15"),
        {"parameters.burden_sharing.pull": 0.0},
        ("burden_mean", "goals_met"),
    ),
    "resentment": Mechanism(
        "Resentment of free riders",
        "Members at the goal come to distrust those below it. Without it, nobody counts what"
        " others pay.",
        ("M15", "C01", "C15"),
        {"parameters.burden_sharing.resentment": 0.0},
        ("trust_mean",),
    ),
    "pooling": Mechanism(
        "Pooling",
        "Spending yields more where forces fit those of the allies. Without it, each gets what it"
        " pays for.",
        ("M24", "M07"),
        {"parameters.burden_sharing.pooling": 0.0},
        ("pooling_gain", "capability_total"),
    ),
}
