"""Parameters of organisations, mediation, peacekeeping and early warning (equation 13)."""

from alliancesim.parameters.declare import Group, par

ICB = "International Crisis Behavior, 512 crises 1918-2021"


class Organisations(Group):
    """What organisations do with the capacity that their members give them."""

    divergence: float = par(0.5, "share of capacity lost where members share neither interests nor"
        " trust", unit="1", lo=0.0, hi=1.0, grade="assumption",
        source="direction: goals of an organisation give way to interests of its members")  # fmt: skip
    meetings: float = par(1.0, "multiplies the size of all meetings on the calendars", unit="1",
        lo=0.0, hi=3.0, grade="assumption")  # fmt: skip
    counterparts: float = par(9.0, "other delegations that one delegation meets at a meeting",
        unit="states", lo=1.0, hi=200.0, grade="assumption")  # fmt: skip
    partner_share: float = par(0.5, "size of a meeting with a partner, relative to among members",
        unit="1", lo=0.0, hi=1.0, grade="assumption")  # fmt: skip
    coalition: float = par(0.1, "ability against non-state threats that a coalition against one"
        " brings each member", unit="share of the gap / year", lo=0.0, hi=1.0,
        grade="assumption")  # fmt: skip


class Mediation(Group):
    """Good offices in live crises, and the agreements in which disputes end."""

    offers_low: float = par(0.5, "welcome offers that a crisis below the use of force draws from a"
        " full pool of mediators", unit="offers", lo=0.0, hi=10.0, grade="fitted",
        source=ICB + ": mediated in 22 % of crises without violence")  # fmt: skip
    offers_force: float = par(0.95, "the same at the use of force", unit="offers", lo=0.0, hi=10.0,
        grade="fitted", source=ICB + ": mediated in 31 %, since 1990 in 41 %")  # fmt: skip
    offers_war: float = par(1.2, "the same in a war", unit="offers", lo=0.0, hi=10.0,
        grade="fitted", source=ICB + ": mediated in 45 % of full-scale wars")  # fmt: skip
    delay: float = par(15.0, "mean time until a welcome offer is taken up", unit="days", lo=0.0,
        hi=365.0, grade="assumption")  # fmt: skip
    capacity_scale: float = par(100.0, "diplomatic budget at which a state has half of the"
        " capacity to mediate that it can have", unit="effort units / year", lo=1.0, hi=10000.0,
        grade="assumption")  # fmt: skip
    outsiders: float = par(0.5, "weight of an organisation's offices for each side that is not a"
        " member", unit="1", lo=0.0, hi=1.0, grade="assumption")  # fmt: skip
    agreement: float = par(-1.52, "log-odds that a dispute of more than a day ends in agreement",
        unit="log-odds", lo=-10.0, hi=5.0, grade="fitted",
        source=ICB + ": 20 % of crises without a mediator; MID 5.0: 15 % of disputes")  # fmt: skip
    mediated: float = par(1.92, "log-odds of an agreement that a mediator adds", unit="log-odds",
        lo=0.0, hi=5.0, grade="fitted",
        source=ICB + ": 63 % of mediated crises, 20 % of others; selection makes it an upper end")  # fmt: skip
    relief: float = par(0.1, "share of tension that an agreement takes away", unit="1", lo=0.0,
        hi=0.9, grade="assumption",
        source="direction: Beardsley et al. 2006, facilitation reduces tension")  # fmt: skip
    evidence: float = par(0.5, "good evidence that both sides take about a state that mediated"
        " their agreement", unit="evidence", lo=0.0, hi=4.0, grade="assumption")  # fmt: skip


class Peacekeeping(Group):
    """Troops of organisations between two states after they have fought."""

    deploy_force: float = par(0.02, "chance of a mission after a dispute with use of force, both"
        " sides and all members willing", unit="1", lo=0.0, hi=1.0, grade="assumption",
        source="order of magnitude: a dozen missions between states in 1 500 such disputes")  # fmt: skip
    deploy_war: float = par(0.5, "the same after a war", unit="1", lo=0.0, hi=1.0,
        grade="assumption", source="order of magnitude: one mission in three or four wars")  # fmt: skip
    size: float = par(5.0, "troops of a mission, while the organisation has them",
        unit="thousand troops", lo=0.1, hi=100.0, grade="literature",
        source="United Nations: 62 000 uniformed personnel in 11 missions in 2024")  # fmt: skip
    reluctance: float = par(0.5, "share of consent that full sensitivity to foreign presence"
        " takes away", unit="1", lo=0.0, hi=1.0, grade="assumption")  # fmt: skip
    duration: float = par(8.0, "mean length of a mission", unit="years", lo=0.1, hi=100.0,
        grade="assumption")  # fmt: skip


class EarlyWarning(Group):
    """Alarms before disputes, and what is done about them."""

    noise: float = par(1.5, "error about the log rate of disputes of a pair without any ability to"
        " see them coming", unit="ln units", lo=0.0, hi=5.0, grade="assumption",
        source="no published estimate for states; sensitivity d' .5-2.5 in signal detection")  # fmt: skip
    memory: float = par(1.0, "time over which that error lasts", unit="years", lo=0.05, hi=10.0,
        grade="assumption")  # fmt: skip
    skill: float = par(4.0, "full ability to see crises coming divides the error by one plus"
        " this", unit="1", lo=0.0, hi=20.0, grade="assumption")  # fmt: skip
    floor: float = par(0.01, "rate of disputes below which nobody watches a pair",
        unit="disputes / year", lo=0.0, hi=1.0, grade="assumption")  # fmt: skip
    threshold: float = par(0.15, "rate of disputes at which the alarm is raised",
        unit="disputes / year", lo=0.001, hi=5.0, grade="assumption")  # fmt: skip
    validity: float = par(1.0, "time for which an alarm stands", unit="years", lo=0.05, hi=10.0,
        grade="assumption")  # fmt: skip
    prevention: float = par(0.2, "share of the rate of disputes that preventive diplomacy of a"
        " full pool of mediators removes", unit="1", lo=0.0, hi=0.9, grade="assumption")  # fmt: skip
    fading: float = par(1.0, "time after which prevention has fallen to 1/e once the alarm is"
        " over", unit="years", lo=0.05, hi=10.0, grade="assumption")  # fmt: skip
    attention: float = par(10.0, "alarms on which preventive diplomacy can act at a time",
        unit="alarms", lo=1.0, hi=1000.0, grade="assumption")  # fmt: skip
