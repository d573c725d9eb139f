"""Mechanisms of the economy: what peace and war do to output."""

from alliancesim.mechanisms.record import Mechanism

ECONOMY = {
    "peace_dividend": Mechanism(
        "Peace dividend",
        "A military burden beyond that of the start costs growth, one below it pays. Without it,"
        " arms weigh on nobody's output.",
        ("M23", "M32"),
        {"parameters.economy.burden": 0.0},
        ("output_gain",),
    ),
    "cost_of_war": Mechanism(
        "War costs growth",
        "States at war grow less. Without it, output does not notice.",
        ("M32", "T01"),
        {"parameters.economy.war": 0.0},
        ("output_gain",),
    ),
    "turmoil_nearby": Mechanism(
        "Turmoil nearby",
        "Hostilities of the neighbours by land cost growth. Without it, their quarrels are their"
        " own affair.",
        ("M32", "T03"),
        {"parameters.economy.neighbour": 0.0},
        ("output_gain",),
    ),
    "cost_of_attacks": Mechanism(
        "Attacks cost growth",
        "States that non-state actors strike grow less. Without it, attacks do not touch output.",
        ("M32", "T13"),
        {"parameters.economy.incidents": 0.0},
        ("output_gain",),
    ),
    "trade": Mechanism(
        "Trade carries growth",
        "What a state gains or loses reaches those who trade with it. Without it, each economy"
        " stands alone.",
        ("M23", "M32"),
        {"parameters.economy.trade": 0.0},
        ("output_gain",),
    ),
}
