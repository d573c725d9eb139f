"""Mechanisms of allies who fight, and of what wars cost (equation 11)."""

from alliancesim.mechanisms.record import Mechanism

ALLIES = {
    "trust_in_joining": Mechanism(
        "Trust among allies",
        "Allies that trust each other come sooner. Without it, they come or not whatever they"
        " think of each other.",
        ("M10", "M15"),
        {"parameters.force.join_trust": 0.0},
        ("expected_disputes",),
    ),
    "posture": Mechanism(
        "Shown commitment",
        "Presence, visits and exercises make it credible that an ally would come. Without it,"
        " commitment cannot be shown.",
        ("M11", "M12"),
        {"parameters.force.join_posture": 0.0},
        ("expected_disputes",),
    ),
    "readiness": Mechanism(
        "Standing plans",
        "Plans made together make it likelier that an ally comes, and that it comes soon. Without"
        " it, plans stay in the drawer.",
        ("M10", "M12"),
        {"parameters.force.join_readiness": 0.0, "parameters.force.response_readiness": 0.0},
        ("expected_disputes", "response_days"),
    ),
    "response_time": Mechanism(
        "Help takes time to arrive",
        "The forces of an ally are there weeks after the call, and a short war is over before."
        " Without it, they are there at once.",
        ("M10", "C06"),
        {"parameters.force.response_days": 0.0},
        ("response_days",),
    ),
    "initiative": Mechanism(
        "The first move",
        "Who begins has an edge. Without it, only strength decides.",
        ("M09", "M21"),
        {"parameters.force.initiator_edge": 0.0},
        ("expected_wars",),
    ),
    "war_losses": Mechanism(
        "Wars destroy",
        "A war costs both sides capability, the losers more. Without it, armies are as they were.",
        ("T01",),
        {"parameters.force.loser_loss": 0.0, "parameters.force.winner_loss": 0.0},
        ("capability_total", "capability_concentration"),
    ),
}
