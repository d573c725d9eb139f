"""Parameters of disputes: onset, incidents, ladder, allies and outcomes (equations 9-11)."""

from alliancesim.parameters.declare import Group, par

LOGIT = "alliancesim fit --until 1992 --rivalry: MID 5.0 originator onsets, all dyads, 1946-1992"
MID = "MID 5.0, 1946-2014"
WAR = "logit of war given dispute, originators, 1816-2014"


class Onset(Group):
    """Yearly log-odds that a dispute begins between two states (equation 9)."""

    constant: float = par(-4.60, "constant", unit="log-odds / year", lo=-12.0, hi=2.0,
        grade="fitted", source=LOGIT)  # fmt: skip
    distance: float = par(-0.34, "per ln(1 + km)", unit="log-odds", lo=-2.0, hi=0.5,
        grade="fitted", source=LOGIT)  # fmt: skip
    capability_ratio: float = par(-0.05, "per |ln capability ratio|", unit="log-odds", lo=-1.0,
        hi=1.0, grade="fitted", source=LOGIT)  # fmt: skip
    major: float = par(0.25, "one of the two is a major power", unit="log-odds", lo=-2.0, hi=3.0,
        grade="fitted", source=LOGIT)  # fmt: skip
    joint_democracy: float = par(-0.63, "both are democracies", unit="log-odds", lo=-3.0, hi=1.0,
        grade="fitted", source=LOGIT)  # fmt: skip
    land: float = par(-1.41, "contiguous by land (sits beside relevance and distance near 0)",
        unit="log-odds", lo=-4.0, hi=4.0, grade="fitted", source=LOGIT)  # fmt: skip
    water: float = par(-0.13, "contiguous by up to 400 miles of water", unit="log-odds", lo=-4.0,
        hi=4.0, grade="fitted", source=LOGIT)  # fmt: skip
    relevant: float = par(1.88, "politically relevant: contiguous, or with a major power",
        unit="log-odds", lo=-1.0, hi=5.0, grade="fitted", source=LOGIT)  # fmt: skip
    rivalry: float = par(0.97, "the two are rivals", unit="log-odds", lo=-1.0, hi=4.0,
        grade="fitted", source=LOGIT)  # fmt: skip
    past: float = par(0.10, "per ln(1 + past disputes)", unit="log-odds", lo=-1.0, hi=2.0,
        grade="fitted", source=LOGIT)  # fmt: skip
    recency: float = par(2.79, "times exp(-years since the last dispute / recency_memory)",
        unit="log-odds", lo=0.0, hi=6.0, grade="fitted", source=LOGIT)  # fmt: skip
    recency_memory: float = par(8.0, "memory of the recency term", unit="years", lo=1.0, hi=30.0,
        grade="fitted", source=LOGIT)  # fmt: skip
    pact: float = par(-0.23, "the two have a defence pact", unit="log-odds", lo=-2.0, hi=1.0,
        grade="fitted", source=LOGIT)  # fmt: skip
    trust: float = par(-0.19, "per unit of mean logit trust", unit="log-odds", lo=-2.0, hi=0.5,
        grade="fitted",
        source=LOGIT + ": SE .05; out of sample trust and tension add nothing to speak of to what"
        " the history of disputes says (log-likelihood -3 267.36 against -3 267.40)")  # fmt: skip
    expected_utility: float = par(0.3, "per unit of change in the challenger's expected utility",
        unit="log-odds", lo=0.0, hi=1.5, grade="assumption",
        source="form: Bueno de Mesquita; Bennett & Stam 2000")  # fmt: skip
    tension: float = par(0.07, "per unit of tension, beyond what history already says",
        unit="log-odds", lo=0.0, hi=1.0, grade="fitted",
        source=LOGIT + ": SE .10; .32 (SE .09) where rivalry is left out")  # fmt: skip
    shared_shock: float = par(0.25, "spread of the yearly shock that all dyads share",
        unit="log-odds", lo=0.0, hi=1.0, grade="assumption",
        source="range .2-.3 reproduces the clustering of disputes in time (Fano factor)")  # fmt: skip
    contagion: float = par(0.1, "per unit of recent escalation around the two states",
        unit="log-odds", lo=0.0, hi=1.0, grade="assumption")  # fmt: skip
    peacekeepers: float = par(-0.45, "exponent of 1 + thousand peacekeepers between the two in the"
        " rate of new disputes", unit="1", lo=-1.0, hi=0.0, grade="literature",
        source="Fortna 2003 and reviews of peacekeeping: .3-.6, from missions in civil wars")  # fmt: skip
    organisations: float = par(0.0, "per standard deviation of shared organisations",
        unit="log-odds", lo=-0.3, hi=0.1, grade="assumption",
        source="inconsistent across studies: pacifying, null and provoking (Boehmer, Gartzke &"
        " Nordstrom 2004; Anderson, Mitchell & Schilling 2016)")  # fmt: skip
    democracy_mark: float = par(0.5, "regime score from which a state counts as a democracy",
        unit="1", lo=0.1, hi=0.9, grade="assumption",
        source="V-Dem electoral democracy index; half of the scale")  # fmt: skip
    rivalry_count: float = par(3.0, "disputes within rivalry_window that make two states rivals",
        unit="disputes", lo=2.0, hi=3.0, grade="literature",
        source="usual dispute-density definition (Diehl & Goertz)")  # fmt: skip
    rivalry_window: float = par(10.0, "window in which disputes are counted for rivalry",
        unit="years", lo=2.0, hi=30.0, grade="literature",
        source="usual dispute-density definition (Diehl & Goertz)")  # fmt: skip


class ExpectedUtility(Group):
    """What a challenger expects of a challenge (equation 9, the utility term)."""

    gain: float = par(1.0, "value of winning, in units of the stakes", unit="stakes", lo=0.0,
        hi=5.0, grade="assumption")  # fmt: skip
    loss: float = par(1.0, "cost of losing, in units of the stakes", unit="stakes", lo=0.0,
        hi=5.0, grade="assumption")  # fmt: skip


class Incidents(Group):
    """Encounters, intercepts and accidents below the level of a dispute (equation 9)."""

    conversion: float = par(0.0004, "disputes per incident at the start of the run",
        unit="disputes / incident", lo=0.0, hi=0.01, grade="literature",
        source="scrambles and encounters against MID counts: 1e-4 to 1e-3")  # fmt: skip
    share_limit: float = par(0.6, "largest share of a dyad's fitted onsets put down to incidents",
        unit="1", lo=0.0, hi=1.0, grade="assumption")  # fmt: skip
    control: float = par(0.5, "share of conversions that full procedures prevent", unit="1",
        lo=0.0, hi=0.95, grade="assumption",
        source="range 0-.6; case evidence only (1972 Incidents at Sea agreement)")  # fmt: skip
    misperception: float = par(1.0, "log conversions per ln unit of error about the other",
        unit="1 / ln unit", lo=0.0, hi=5.0, grade="assumption")  # fmt: skip


class Ladder(Group):
    """How a crisis climbs, holds or comes down, on its day clock (equation 10)."""

    open_threat: float = par(0.025, "share of disputes that open with a threat only", unit="1",
        lo=0.0, hi=1.0, grade="fitted", source=MID)  # fmt: skip
    open_display: float = par(0.32, "share of disputes that open with a display of force",
        unit="1", lo=0.0, hi=1.0, grade="fitted", source=MID)  # fmt: skip
    one_day: float = par(0.22, "share of disputes that are over on the first day whatever else",
        unit="1", lo=0.0, hi=1.0, grade="fitted", source=MID + ": 33 % last a day at most")  # fmt: skip
    frailty: float = par(0.38, "shape of the gamma spread of how fast disputes end", unit="1",
        lo=0.1, hi=10.0, grade="fitted", source=MID + ": heavy tail, Weibull shape 0.4-0.6")  # fmt: skip
    end_low: float = par(0.08, "rate of ending below the use of force", unit="1 / day", lo=0.0,
        hi=2.0, grade="fitted", source=MID)  # fmt: skip
    end_force: float = par(0.034, "rate of ending at the use of force", unit="1 / day", lo=0.0,
        hi=2.0, grade="fitted", source=MID)  # fmt: skip
    end_war: float = par(0.001, "rate of ending of a war", unit="1 / day", lo=0.0, hi=1.0,
        grade="fitted", source=MID + ": median of wars about nine months, with sides that come down")  # fmt: skip
    reciprocation: float = par(-0.15, "log-odds that the target answers with military action",
        unit="log-odds", lo=-5.0, hi=5.0, grade="fitted", source=MID + ": 49 % reciprocated")  # fmt: skip
    move_interval: float = par(25.0, "mean time between moves of a live crisis", unit="days",
        lo=1.0, hi=365.0, grade="assumption")  # fmt: skip
    climb_force: float = par(-2.6, "log-odds of going up to the use of force at a move",
        unit="log-odds", lo=-10.0, hi=5.0, grade="fitted",
        source=MID + ": tuned to the shares of disputes by highest level")  # fmt: skip
    climb_war: float = par(-5.4, "log-odds of going up to war at a move", unit="log-odds",
        lo=-12.0, hi=5.0, grade="fitted",
        source=MID + ": tuned to 2 % of disputes and 3 % of reciprocated ones")  # fmt: skip
    descend: float = par(-3.0, "log-odds of backing down at a move", unit="log-odds", lo=-10.0,
        hi=5.0, grade="fitted", source=MID + ": tuned to about 20 % decided outcomes")  # fmt: skip
    advantage: float = par(1.0, "log-odds per unit of perceived win probability beyond one half",
        unit="log-odds", lo=0.0, hi=5.0, grade="assumption")  # fmt: skip
    stakes: float = par(0.5, "log-odds per unit of stakes beyond one half", unit="log-odds",
        lo=0.0, hi=5.0, grade="assumption")  # fmt: skip
    audience: float = par(0.3, "audience cost of backing down, per level and unit of regime",
        unit="log-odds", lo=0.0, hi=2.0, grade="literature",
        source="sign: Tomz 2007; size .0-.3 of the value at stake")  # fmt: skip
    rivalry_war: float = par(0.9, "log-odds of going up to war between rivals",
        unit="log-odds", lo=-1.0, hi=3.0, grade="fitted", source=WAR + ": odds ratio 2.8 raw")  # fmt: skip
    one_major_war: float = par(0.47, "log-odds of going up to war with one major power",
        unit="log-odds", lo=-1.0, hi=3.0, grade="fitted", source=WAR + ": odds ratio 1.6")  # fmt: skip
    two_majors_war: float = par(-0.92, "log-odds of going up to war between two major powers",
        unit="log-odds", lo=-3.0, hi=1.0, grade="fitted", source=WAR + ": odds ratio 0.4")  # fmt: skip
    democracy_war: float = par(-2.0, "log-odds of going up to war between two democracies",
        unit="log-odds", lo=-6.0, hi=0.0, grade="literature",
        source="sign: Imai & Lo 2021 on the democratic peace; size assumed")  # fmt: skip
    procedures: float = par(0.5, "log-odds by which full incident procedures slow climbing",
        unit="log-odds", lo=0.0, hi=3.0, grade="assumption")  # fmt: skip
    mediation: float = par(0.7, "log-odds by which a mediator eases coming down and slows climbing",
        unit="log-odds", lo=0.0, hi=3.0, grade="assumption",
        source="sign: Beardsley et al. 2006 on mediation in crises")  # fmt: skip
    misperception: float = par(0.5, "log-odds of climbing per ln unit of mean error of the two"
        " about each other, beyond that at the start", unit="log-odds / ln unit", lo=-2.0, hi=5.0,
        grade="assumption", source="form: Jervis 1976; negative: better sight shows windows")  # fmt: skip


class Force(Group):
    """Who would win, who joins, and what a war costs (equation 11)."""

    decisiveness: float = par(0.38, "exponent of the capability ratio in the odds of winning",
        unit="1", lo=0.1, hi=2.0, grade="fitted",
        source="77 decisive wars 1823-2007: .38 (SE .14)")  # fmt: skip
    initiator_edge: float = par(0.55, "log-odds of winning that the initiator gains",
        unit="log-odds", lo=-0.5, hi=2.0, grade="fitted",
        source="77 decisive wars 1823-2007: .55 (SE .26)")  # fmt: skip
    draw: float = par(0.4, "share of wars that nobody wins", unit="1", lo=0.0, hi=1.0,
        grade="fitted", source="CoW inter-state wars since 1946: 42 % draw or other")  # fmt: skip
    join_war: float = par(-0.8, "log-odds that an obliged ally honours its pact in a war",
        unit="log-odds", lo=-6.0, hi=4.0, grade="literature",
        source="22-50 % treaty-specific after 1945 (Berkemeier & Fuhrmann 2018)")  # fmt: skip
    join_force: float = par(-4.2, "log-odds that an ally joins a dispute below war",
        unit="log-odds", lo=-10.0, hi=4.0, grade="fitted",
        source="ATOP 5.1 and MID 5.0 since 1946: some ally joins in 4 % of uses of force")  # fmt: skip
    join_trust: float = par(0.3, "log-odds of joining per unit of logit trust", unit="log-odds",
        lo=0.0, hi=2.0, grade="assumption")  # fmt: skip
    join_major: float = par(0.5, "log-odds of joining for a major power", unit="log-odds",
        lo=-1.0, hi=3.0, grade="assumption")  # fmt: skip
    join_distance: float = par(-0.1, "log-odds of joining per ln(1 + km)", unit="log-odds",
        lo=-1.0, hi=0.5, grade="assumption")  # fmt: skip
    join_posture: float = par(1.0, "log-odds of joining per unit of demonstrated commitment",
        unit="log-odds", lo=0.0, hi=4.0, grade="assumption")  # fmt: skip
    join_readiness: float = par(0.5, "log-odds of joining per unit of standing plans for crises",
        unit="log-odds", lo=0.0, hi=4.0, grade="assumption",
        source="sign: Johnson, Leeds & Wu 2015, coordination in peacetime makes pacts deter")  # fmt: skip
    join_base: float = par(0.5, "log-odds of joining per unit of the ally's base in the friend",
        unit="log-odds", lo=-1.0, hi=4.0, grade="assumption",
        source="form: Schelling 1966, forces in place that would be attacked too")  # fmt: skip
    response_days: float = par(30.0, "mean days from the call until the forces of an ally that"
        " joins are there", unit="days", lo=0.0, hi=365.0, grade="assumption",
        source="NATO readiness goals of 2018: 30 units of each kind in 30 days")  # fmt: skip
    response_readiness: float = par(0.7, "share of that time that full standing plans, or a base"
        " of size 1, save", unit="1", lo=0.0, hi=1.0, grade="assumption")  # fmt: skip
    death_tail: float = par(1.53, "tail exponent of battle deaths of wars", unit="1", lo=1.2,
        hi=3.0, grade="fitted", source="95 inter-state wars 1823-2007: 1.53 (SE .07)")  # fmt: skip
    loser_loss: float = par(0.15, "share of capability that losing a war destroys", unit="1",
        lo=0.0, hi=0.9, grade="assumption")  # fmt: skip
    winner_loss: float = par(0.05, "share of capability that a war costs those who do not lose",
        unit="1", lo=0.0, hi=0.9, grade="assumption")  # fmt: skip
