"""Mechanisms of power and of arms (equations 5 and 12)."""

from alliancesim.mechanisms.record import Mechanism

ARMS = {
    "power_alone": Mechanism(
        "Power alone is a threat",
        "A strong and distrusted state is feared without any quarrel. Without it, only those with"
        " a dispute or tension between them feel threatened.",
        ("M19", "M21", "C13"),
        {"parameters.threat.background": 0.0},
        ("engagements", "burden_mean"),
    ),
    "power_drift": Mechanism(
        "Power drifts",
        "Capabilities grow and shrink at random. Without it, only trends, arms and war move them.",
        ("C17", "T12"),
        {"parameters.environment.capability_noise": 0.0},
        ("capability_concentration",),
    ),
    "spending_drift": Mechanism(
        "Budgets drift",
        "Military burdens move at random. Without it, only norms, fear, rivals and allies move"
        " them.",
        ("C11", "C17"),
        {"parameters.arms.noise": 0.0},
        ("burden_mean",),
    ),
    "spending_norm": Mechanism(
        "Budgets return to their norm",
        "A burden far from its norm is drawn back. Without it, a build-up is never taken back.",
        ("C11",),
        {"parameters.arms.reversion": 0.0},
        ("burden_mean",),
    ),
    "arming": Mechanism(
        "Spending arms",
        "Growing burdens become capability. Without it, money buys no force.",
        ("M06", "T08"),
        {"parameters.arms.capability_yield": 0.0},
        ("capability_total",),
    ),
    "arms_race": Mechanism(
        "Arms races",
        "Burdens follow the rivals' strength. Without it, nobody answers the arms of others.",
        ("M21", "T08"),
        {"parameters.arms.rival_gap": 0.0},
        ("burden_mean", "arms_race"),
    ),
    "alarm": Mechanism(
        "Alarm",
        "Burdens grow with the threat that is felt. Without it, fear costs no money.",
        ("M21", "T08"),
        {"parameters.arms.alarm": 0.0},
        ("burden_mean",),
    ),
    "free_riding": Mechanism(
        "Free riding",
        "States save when their allies arm. Without it, each arms by itself.",
        ("M24", "C15"),
        {"parameters.arms.free_riding": 0.0},
        ("burden_mean",),
    ),
}
