"""Mechanisms of what engagements bring (equation 7): a gain that is gone is not sought either.

Here stand the gains that no parameter further on could take away. The use of commitment shown, of
plans, goodwill, procedures, resilience and abilities is switched where it is made.
"""

from alliancesim.mechanisms.record import Mechanism

GAINS = {
    "trust_building": Mechanism(
        "Cooperation builds trust",
        "Engagements are good evidence of both sides about each other. Without it, trust comes"
        " from interests, kept promises and quiet years alone.",
        ("M01",),
        {"instruments.*.gains.trust": 0.0},
        ("trust_mean", "engagements"),
        core=True,
    ),
    "understanding": Mechanism(
        "Understanding",
        "Those who train and serve together come to know each other's doctrine, language and"
        " ways. Without it, strangers stay strangers.",
        ("M02", "M03", "M08"),
        {"instruments.*.gains.understanding": 0.0},
        ("understanding_mean",),
        core=True,
    ),
    "sharing": Mechanism(
        "Shared information",
        "Talks, liaison and shared intelligence tell each what the other knows. Without it, all"
        " see with their own eyes only.",
        ("M03", "M27"),
        {"instruments.*.gains.information": 0.0},
        ("information_mean", "misperception"),
        core=True,
    ),
    "fitting_forces": Mechanism(
        "Forces come to fit",
        "Exercises, programmes and common weapons make forces work together. Without it, the fit"
        " of the start fades.",
        ("M07", "M08", "C06"),
        {"instruments.*.gains.interoperability": 0.0},
        ("interoperability_mean",),
        core=True,
    ),
    "relief": Mechanism(
        "Relief of tension",
        "Talks between rivals take tension away. Without it, only time does.",
        ("M31",),
        {"instruments.*.gains.relief": 0.0},
        ("tension_mean",),
        core=True,
    ),
    "armed_help": Mechanism(
        "Help makes strong",
        "Arms, training and aid become capability of those who receive them. Without it, help is"
        " a gesture.",
        ("M06", "C02", "C18"),
        {"instruments.*.gains.capability": 0.0},
        ("capability_total", "capability_concentration"),
        core=True,
    ),
    "shared_technology": Mechanism(
        "Technology spreads",
        "Transfers and joint projects raise the technology of those behind. Without it, each"
        " stays where it was.",
        ("M06", "C02"),
        {"instruments.*.gains.technology": 0.0},
        ("technology_mean",),
        core=True,
    ),
    "joint_gains": Mechanism(
        "Cooperation earns",
        "Arms trade, joint production and development support add to output. Without it, defence"
        " cooperation is an expense only.",
        ("M23", "M32"),
        {"instruments.*.gains.economy": 0.0},
        ("output_gain",),
        core=True,
    ),
    "dependence": Mechanism(
        "Help makes dependent",
        "Who is armed, built up or lent to comes to depend on the giver. Without it, gifts bind"
        " nobody.",
        ("M25", "C16"),
        {"instruments.*.gains.dependence": 0.0},
        ("dependence_mean", "dependence_max"),
        core=True,
    ),
    "norm_building": Mechanism(
        "Cooperation teaches norms",
        "Rules agreed and courses taught raise the control of conduct. Without it, norms come"
        " from home, partners and organisations.",
        ("M28",),
        {"instruments.*.gains.norms": 0.0},
        ("accountability_mean",),
        core=True,
    ),
    "opening_up": Mechanism(
        "Openness spreads",
        "Those who agree on openness show more of their forces to everybody. Without it, each is"
        " as open as it was.",
        ("M18", "C08"),
        {"instruments.*.gains.transparency": 0.0},
        ("transparency_mean", "misperception"),
        core=True,
    ),
}
