"""Parameters of bases abroad and of shared burdens (equations 8 and 12)."""

from alliancesim.parameters.declare import Group, par

TROOPS = "US troops of 1 000 or more by country, 1950-1992 (Allen, Flynn & Martinez Machain 2022)"


class Opening(Group):
    """Yearly log-odds that the stronger of two states gets a base in the weaker.

    Only contiguous states, and pairs with a major power, come into question.
    """

    constant: float = par(-7.2, "constant", unit="log-odds / year", lo=-14.0, hi=2.0,
        grade="literature", source="level: 2.2 % a year in allied countries, at trust .85, threat"
        " .6 and mean sensitivity, " + TROOPS)  # fmt: skip
    no_pact: float = par(-1.6, "no defence pact of the two", unit="log-odds", lo=-6.0, hi=2.0,
        grade="fitted", source="0.45 % against 2.2 % a year, " + TROOPS)  # fmt: skip
    major: float = par(1.5, "the guest is a major power", unit="log-odds", lo=-1.0, hi=5.0,
        grade="assumption")  # fmt: skip
    threat: float = par(1.0, "per unit of threat that the host feels", unit="log-odds", lo=0.0,
        hi=5.0, grade="assumption")  # fmt: skip
    trust: float = par(5.0, "per unit of the host's trust in the guest above the mark",
        unit="log-odds", lo=0.0, hi=12.0, grade="assumption")  # fmt: skip
    sovereignty: float = par(-1.0, "per unit of the host's sensitivity about sovereignty",
        unit="log-odds", lo=-5.0, hi=0.0, grade="assumption")  # fmt: skip
    power: float = par(1.0, "per ln of the guest's capability over the largest in the cast",
        unit="log-odds", lo=0.0, hi=3.0, grade="assumption",
        source="the strongest state has most of the bases abroad")  # fmt: skip


class Closing(Group):
    """Yearly log-odds that a base is given up."""

    constant: float = par(-3.6, "constant", unit="log-odds / year", lo=-14.0, hi=2.0,
        grade="literature", source=TROOPS + ": -3.2 for 5 000 troops of an ally, where every fall below"
        " 1 000 counts; many come back")  # fmt: skip
    size: float = par(-1.1, "per ln of its size over 0.1", unit="log-odds", lo=-3.0, hi=0.0,
        grade="fitted", source=TROOPS + ": SE .2")  # fmt: skip
    no_pact: float = par(0.5, "no defence pact of the two", unit="log-odds", lo=-2.0, hi=4.0,
        grade="fitted", source=TROOPS + ": SE .3")  # fmt: skip
    threat: float = par(-1.0, "per unit of threat that the host feels", unit="log-odds", lo=-5.0,
        hi=0.0, grade="assumption")  # fmt: skip
    trust: float = par(2.0, "per unit of the host's trust in the guest below the mark",
        unit="log-odds", lo=0.0, hi=8.0, grade="assumption")  # fmt: skip
    sovereignty: float = par(1.0, "per unit of the host's sensitivity about sovereignty above one"
        " half", unit="log-odds", lo=0.0, hi=5.0, grade="assumption")  # fmt: skip


class Basing(Group):
    """Bases: when they open and close, and what they cost host, guest and neighbours.

    The mark of trust is ``pacts.formation.trust_mark``.
    """

    opening: Opening = Opening()
    closing: Closing = Closing()
    first_size: float = par(0.1, "size of a base that opens; 1 is 50 000 troops", unit="1",
        lo=0.001, hi=1.0, grade="literature",
        source=TROOPS + ": median 1 700 in the first year, 12 000 on average over all years")  # fmt: skip
    guarantee: float = par(0.5, "chance that a base in a state without a defence pact is paid for"
        " with one, times the lever of defence pacts", unit="1", lo=0.0, hi=1.0,
        grade="assumption")  # fmt: skip
    friction: float = par(0.05, "bad evidence a year of a wholly sensitive host about the guest,"
        " for a base of size 1, before loss_weight", unit="evidence / year", lo=0.0, hi=1.0,
        grade="assumption")  # fmt: skip
    provocation: float = par(0.05, "bad evidence a year, as it enters, of a wholly distrustful and"
        " exposed neighbour about guest and host, for a base of size 1; negative: it is deterred",
        unit="evidence / year", lo=-1.0, hi=1.0, grade="assumption")  # fmt: skip
    cost: float = par(1.0, "spending of the guest that a base of size 1 takes away from other"
        " ends", unit="bn USD / year", lo=0.0, hi=20.0, grade="literature",
        source="10 000 to 40 000 USD a year more per head abroad (Lostumbo et al. 2013)")  # fmt: skip


class BurdenSharing(Group):
    """Spending goals of alliances, and what pooling saves."""

    pull: float = par(0.05, "share of the log gap to the alliance's goal that a member below it"
        " closes in a year", unit="1 / year", lo=0.0, hi=1.0, grade="assumption",
        source="three members of NATO kept its goal in 2014, eleven in 2023")  # fmt: skip
    resentment: float = par(0.1, "bad evidence a year, as it enters, of a member at the goal"
        " about one that spends nothing", unit="evidence / year", lo=0.0, hi=2.0,
        grade="assumption")  # fmt: skip
    pooling: float = par(0.2, "yield of spending gained by a state whose forces fit those of all"
        " its allies", unit="1", lo=0.0, hi=1.0, grade="assumption",
        source="sign: Kinne & Kang 2023, dense cooperation lowers spending by efficiency")  # fmt: skip
