"""Parameters of perception, trust, tension and the choice of instruments (equations 1-7)."""

from alliancesim.parameters.declare import Group, par

KYDD = "Kydd 2005, Trust and Mistrust in International Relations"


class Reach(Group):
    """How capability fades with distance (equation 1)."""

    gradient: float = par(
        0.5, "exponent of the loss of strength with distance", unit="1", lo=0.0, hi=2.0,
        grade="literature",
        source="Boulding 1962 loss-of-strength gradient; power-law form, usual range 0.3-1",
    )  # fmt: skip
    half_distance: float = par(
        500.0, "distance that sets the scale of the loss of strength", unit="km", lo=50.0,
        hi=5000.0, grade="assumption",
    )  # fmt: skip


class Trust(Group):
    """How evidence about others is kept, weighed and passed on (equation 3)."""

    memory: float = par(
        8.0, "time after which a piece of evidence weighs 1/e of what it did", unit="years",
        lo=0.5, hi=50.0, grade="fitted",
        source="best exponential memory of dispute history, MID 5.0, 1946-2014 (range 5-12)",
    )  # fmt: skip
    prior_strength: float = par(
        4.0, "pseudo-observations behind the prior that affinity gives", unit="evidence", lo=0.5,
        hi=20.0, grade="assumption",
    )  # fmt: skip
    start_strength: float = par(
        20.0, "evidence behind a trust that the scenario states", unit="evidence", lo=1.0,
        hi=200.0, grade="assumption",
    )  # fmt: skip
    loss_weight: float = par(
        3.0, "weight of bad evidence relative to good", unit="1", lo=1.0, hi=6.0,
        grade="assumption",
        source="direction: Slovic 1993 on asymmetry of trust; no estimate for states exists",
    )  # fmt: skip
    spillover: float = par(
        0.15, "share of others' evidence about a state that reaches a friend of theirs", unit="1",
        lo=0.0, hi=0.5, grade="assumption",
        source="direction: Crescenzi et al. 2012 on reputation and later alliances",
    )  # fmt: skip
    threat_evidence: float = par(
        0.1, "bad evidence in a dispute that reaches a threat (level 2)", unit="evidence", lo=0.0,
        hi=2.0, grade="assumption",
    )  # fmt: skip
    display_evidence: float = par(
        0.2, "bad evidence in a dispute that reaches a display of force (level 3)",
        unit="evidence", lo=0.0, hi=2.0, grade="assumption",
    )  # fmt: skip
    force_evidence: float = par(
        0.5, "bad evidence in a dispute that reaches a use of force (level 4)", unit="evidence",
        lo=0.0, hi=4.0, grade="assumption",
    )  # fmt: skip
    war_evidence: float = par(
        3.0, "bad evidence in a war (level 5)", unit="evidence", lo=0.0, hi=20.0,
        grade="assumption",
    )  # fmt: skip
    commitment_evidence: float = par(
        4.0, "evidence in a commitment that was invoked, good if honoured, bad if reneged on",
        unit="evidence", lo=0.0, hi=20.0, grade="assumption",
        source="direction: Gibler 2008, Crescenzi et al. 2012",
    )  # fmt: skip


class Tension(Group):
    """How hostility between two states fades and what feeds it."""

    memory: float = par(
        8.0, "time after which tension has fallen to 1/e", unit="years", lo=0.5, hi=50.0,
        grade="fitted", source="best exponential memory of dispute history, MID 5.0, 1946-2014",
    )  # fmt: skip
    threat_weight: float = par(
        0.2, "tension left by a dispute at level 2", unit="wars", lo=0.0, hi=1.0,
        grade="literature", source="Goldstein 1992 event scale, rescaled to war = 1",
    )  # fmt: skip
    display_weight: float = par(
        0.35, "tension left by a dispute at level 3", unit="wars", lo=0.0, hi=1.0,
        grade="literature", source="Goldstein 1992 event scale, rescaled to war = 1",
    )  # fmt: skip
    force_weight: float = par(
        0.6, "tension left by a dispute at level 4", unit="wars", lo=0.0, hi=1.0,
        grade="literature", source="Goldstein 1992 event scale, rescaled to war = 1",
    )  # fmt: skip
    war_weight: float = par(
        1.0, "tension left by a war", unit="wars", lo=0.0, hi=3.0, grade="literature",
        source="definition of the unit",
    )  # fmt: skip


class Perception(Group):
    """What states misread, and what helps (equation 4)."""

    noise: float = par(
        0.35, "error about another's log capability with no openness and no information",
        unit="ln units", lo=0.0, hi=1.0, grade="assumption",
        source="range .1-.6; no published estimate for states",
    )  # fmt: skip
    persistence: float = par(
        2.0, "time over which a misreading lasts", unit="years", lo=0.05, hi=20.0,
        grade="assumption",
    )  # fmt: skip
    cultural_misreading: float = par(
        0.5, "added error about intent per unit of cultural distance", unit="1", lo=0.0, hi=5.0,
        grade="assumption",
    )  # fmt: skip
    intent_gain: float = par(
        1.5, "error about intent (logit of distrust) per unit of error about capability", unit="1",
        lo=0.0, hi=5.0, grade="assumption",
    )  # fmt: skip
    contact_weight: float = par(
        0.05, "contact that one recent engagement is worth", unit="1 per engagement", lo=0.0,
        hi=1.0, grade="assumption",
    )  # fmt: skip


class Threat(Group):
    """Balance of threat (equation 5)."""

    background: float = par(
        0.2, "threat seen in power alone, without dispute or tension", unit="1", lo=0.0, hi=1.0,
        grade="assumption", source="form: Walt 1987, The Origins of Alliances",
    )  # fmt: skip


class Choice(Group):
    """How states choose instruments and partners (equation 6)."""

    temper: float = par(
        0.5, "spread of utility over which consent goes from unlikely to likely", unit="utility",
        lo=0.05, hi=5.0, grade="assumption",
    )  # fmt: skip
    habit: float = par(
        0.35, "utility of one more log unit of recent engagements of the same kind",
        unit="utility", lo=0.0, hi=1.5, grade="fitted",
        source="persistence of exercise dyads .62 against .017 (MME v7, 1980-2010)",
    )  # fmt: skip
    habit_memory: float = par(
        1.5, "time over which engagements count as recent", unit="years", lo=0.1, hi=10.0,
        grade="assumption",
    )  # fmt: skip
    cost_weight: float = par(
        2.0, "utility lost when an engagement takes a year's whole budget", unit="utility",
        lo=0.0, hi=100.0, grade="assumption",
    )  # fmt: skip
    sovereignty_weight: float = par(
        1.0, "utility lost to a fully intrusive engagement with a distrusted partner",
        unit="utility", lo=0.0, hi=5.0, grade="assumption",
        source="direction: Morrow 1991 on the autonomy-security trade-off",
    )  # fmt: skip
    framework_weight: float = par(
        2.0,
        "utility lost to a fully intrusive engagement without a pact or agreement to found it on",
        unit="utility",
        lo=0.0,
        hi=10.0,
        grade="assumption",
        source="direction: Kinne 2018, after agreements dyads exercise more",
    )
    provocation_weight: float = par(
        1.0, "utility lost to provoking onlookers whom a state would rather not provoke",
        unit="utility", lo=0.0, hi=10.0, grade="assumption",
    )  # fmt: skip
    budget_scale: float = par(
        40.0, "effort that the square root of one billion USD of military spending buys",
        unit="effort units / year", lo=0.1, hi=1000.0, grade="assumption",
        source="staff time binds small states before money does; square root for that reason",
    )  # fmt: skip
    busy_incidents: float = par(
        100.0, "encounters at which controlling them is worth half of what it can be",
        unit="1 / year", lo=1.0, hi=10000.0, grade="assumption",
    )  # fmt: skip
    plague: float = par(
        10.0, "non-state incidents at which a state values help against them by half",
        unit="incidents", lo=0.1, hi=1000.0, grade="assumption",
    )  # fmt: skip
    provocation_scale: float = par(
        0.1, "provocation that weighs one unit of utility for a fully exposed state",
        unit="evidence", lo=0.001, hi=10.0, grade="assumption",
    )  # fmt: skip
    leverage: float = par(
        0.3, "utility that full dependence on a partner lends to what the partner wants",
        unit="utility", lo=0.0, hi=5.0, grade="assumption",
        source="direction: Sullivan, Tessman & Li 2011 find less compliance than donors hope",
    )  # fmt: skip
    standing_weight: float = par(
        0.5, "utility lost to engaging a state of no standing, to one that keeps all norms",
        unit="utility", lo=0.0, hi=5.0, grade="assumption",
    )  # fmt: skip
    arrivals: float = par(
        120.0, "candidate engagements of a pair, all instruments together; raised to the sum of"
        " their opportunities where that is larger", unit="1 / year", lo=1.0, hi=1000.0,
        grade="assumption",
    )  # fmt: skip
    agreement_discount: float = par(
        0.8, "cost of an engagement under a cooperation agreement, relative to without",
        unit="1", lo=0.1, hi=1.0, grade="assumption",
        source="direction: Kinne 2018 on defence cooperation agreements",
    )  # fmt: skip


class Effects(Group):
    """How engagements turn into changes of the stocks (equation 7)."""

    routine: float = par(
        0.1, "loss of news value per recent engagement of the same kind: evidence / (1 + x·recent)",
        unit="1 per engagement", lo=0.0, hi=2.0, grade="assumption",
        source="direction: Kydd 2005, cheap and expected acts tell little;"
        " Lebovic & Saunders 2016, most visits are routine",
    )  # fmt: skip
    secrecy: float = par(
        0.5, "share of leaks that full cyber resilience of both prevents", unit="1", lo=0.0,
        hi=1.0, grade="assumption",
    )  # fmt: skip
    cultural_distance: float = par(
        0.5, "cultural distance of two states with different labels of culture", unit="1", lo=0.0,
        hi=1.0, grade="assumption",
    )  # fmt: skip
    goodwill: float = par(
        0.2, "share of the gap in affinity that full goodwill closes", unit="1", lo=0.0, hi=1.0,
        grade="assumption",
    )  # fmt: skip

    quality_floor: float = par(
        0.5, "quality of an engagement between partners that fit in nothing", unit="1", lo=0.0,
        hi=1.0, grade="assumption",
    )  # fmt: skip
    pact_shield: float = par(
        0.7, "share of provocation that a pact with the onlooker removes", unit="1", lo=0.0,
        hi=1.0, grade="literature",
        source="sign: Kuo & Blankenship 2022, no escalation from exercises with allies",
    )  # fmt: skip
    provocation: float = par(
        1.0, "multiplies the provocation of all instruments; negative turns it into deterrence",
        unit="1", lo=-3.0, hi=3.0, grade="assumption",
        source="studies disagree on the sign: Kuo & Blankenship 2022, Bernhardt & Sukin 2021,"
        " D'Orazio 2012",
    )  # fmt: skip
    information_half_life: float = par(
        6.0, "time in which unused information ties halve", unit="years", lo=0.2, hi=50.0,
        grade="assumption",
    )  # fmt: skip
    interoperability_half_life: float = par(
        8.0, "time in which unused interoperability halves", unit="years", lo=0.2, hi=50.0,
        grade="assumption",
    )  # fmt: skip
    procedure_half_life: float = par(
        4.0, "time in which unused incident procedures halve", unit="years", lo=0.2, hi=50.0,
        grade="assumption",
    )  # fmt: skip
    posture_half_life: float = par(
        1.0, "time in which a demonstration of commitment is half forgotten", unit="years",
        lo=0.05, hi=20.0, grade="assumption",
    )  # fmt: skip
    dependence_half_life: float = par(
        10.0, "time in which dependence halves without new deliveries", unit="years", lo=0.5,
        hi=50.0, grade="assumption",
    )  # fmt: skip
    understanding_half_life: float = par(
        10.0, "time in which unused understanding halves", unit="years", lo=0.2, hi=50.0,
        grade="assumption",
    )  # fmt: skip
    readiness_half_life: float = par(
        4.0, "time in which unused plans lose half their worth", unit="years", lo=0.2, hi=50.0,
        grade="assumption",
    )  # fmt: skip
    influence_half_life: float = par(
        5.0, "time in which goodwill halves", unit="years", lo=0.2, hi=50.0, grade="assumption",
    )  # fmt: skip
    ability_half_life: float = par(
        5.0, "time in which abilities gained by cooperation (networks, counter-threat, warning)"
        " halve", unit="years", lo=0.2, hi=50.0, grade="assumption",
    )  # fmt: skip
    assistance_lag: float = par(
        3.0, "time over which assistance becomes capability", unit="years", lo=0.1, hi=15.0,
        grade="literature", source="arms transfers act with a lag of 2-5 years",
    )  # fmt: skip
