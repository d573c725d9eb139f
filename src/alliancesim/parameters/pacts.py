"""Parameters of pacts and agreements between two states (equation 8)."""

from alliancesim.parameters.declare import Group, par

ATOP = (
    "penalised logit on 42 bilateral defence ties in 334 259 dyad-years, ATOP 5.1, 1947-1992;"
    " ties of multilateral treaties, nine in ten of all, come by accession"
)
ENDING = "logit on ends of ATOP 5.1 defence ties after 1946 (282 events)"
DCA = "level: about 1 900 agreements in 1980-2010, DCAD (Kinne 2018)"
SNYDER = "form: Snyder 1984 on entrapment and abandonment"
MORROW = "form: Morrow 1991, security against autonomy"


class Formation(Group):
    """Yearly log-odds that two states without a defence pact sign one of their own."""

    constant: float = par(-6.52, "constant", unit="log-odds / year", lo=-12.0, hi=2.0,
        grade="fitted", source=ATOP)  # fmt: skip
    distance: float = par(-1.57, "per ln(1 + km / distance_scale)", unit="log-odds", lo=-5.0,
        hi=0.5, grade="fitted", source=ATOP + ": SE .17")  # fmt: skip
    distance_scale: float = par(500.0, "distance below which being nearer hardly matters",
        unit="km", lo=10.0, hi=5000.0, grade="fitted",
        source="250 to 1 000 km fit ATOP 5.1 alike; ln(1 + km) gives land neighbours of major"
        " powers three times the pacts that they signed, because their distance is 0")  # fmt: skip
    capability_ratio: float = par(0.02, "per |ln capability ratio|", unit="log-odds", lo=-2.0,
        hi=1.0, grade="fitted", source=ATOP + ": SE .10")  # fmt: skip
    major: float = par(1.57, "one of the two is a major power", unit="log-odds", lo=-2.0, hi=3.0,
        grade="fitted", source=ATOP + ": SE .39")  # fmt: skip
    regime_gap: float = par(-0.78, "per unit of difference in regime", unit="log-odds", lo=-5.0,
        hi=1.0, grade="fitted", source=ATOP + ": SE .54")  # fmt: skip
    shared_foe: float = par(0.79, "a dispute with the same state in the last five years",
        unit="log-odds", lo=-1.0, hi=3.0, grade="fitted", source=ATOP + ": SE .38")  # fmt: skip
    recent_dispute: float = par(0.0, "a dispute between the two in the last five years",
        unit="log-odds", lo=-4.0, hi=1.0, grade="fitted",
        source="+.5 (SE .4) on bilateral ties, -.3 (SE .4) with those of blocs: no effect to"
        " speak of beside trust")  # fmt: skip
    shared_allies: float = par(1.66, "an ally in common, in or outside the cast", unit="log-odds",
        lo=-1.0, hi=3.0, grade="fitted",
        source=ATOP + ": SE .33, owed to the Soviet treaties of 1947-49")  # fmt: skip
    entrapment: float = par(-0.23, "per dispute a year of either with others, last five years;"
        " of a pair, three in five years count at most", unit="log-odds", lo=-3.0, hi=1.0, grade="fitted",
        source=ATOP + ": SE .18; " + SNYDER)  # fmt: skip
    abandonment: float = par(1.0, "per unit of threat felt, times the chance that the other would"
        " fight above honour_mark, in each direction", unit="log-odds", lo=0.0, hi=8.0,
        grade="assumption", source=SNYDER)  # fmt: skip
    honour_mark: float = par(0.35, "chance of honouring at which the abandonment terms are zero",
        unit="1", lo=0.0, hi=1.0, grade="literature",
        source="22-50 % treaty-specific after 1945 (Berkemeier & Fuhrmann 2018)")  # fmt: skip
    autonomy: float = par(-0.2, "per |ln capability ratio| times the weaker side's sensitivity"
        " about sovereignty above one half", unit="log-odds", lo=-3.0, hi=0.0,
        grade="assumption", source=MORROW)  # fmt: skip
    agreement: float = par(0.5, "a cooperation agreement of the two: practice ripens",
        unit="log-odds", lo=-1.0, hi=3.0, grade="assumption",
        source="earlier promises to consult or not to attack show no such effect on these ties")  # fmt: skip
    trust: float = par(2.0, "per unit of trust above the mark, in each direction",
        unit="log-odds", lo=0.0, hi=8.0, grade="assumption")  # fmt: skip
    trust_mark: float = par(0.6, "trust at which the terms of trust of all treaties and bases are"
        " zero: the mark", unit="1", lo=0.0, hi=1.0, grade="assumption")  # fmt: skip


class Ending(Group):
    """Yearly log-odds that a defence tie ends; the marks are those of formation."""

    constant: float = par(-2.78, "constant", unit="log-odds / year", lo=-12.0, hi=2.0,
        grade="fitted", source=ENDING)  # fmt: skip
    joint_democracy: float = par(-1.79, "both are democracies", unit="log-odds", lo=-5.0, hi=2.0,
        grade="fitted", source=ENDING)  # fmt: skip
    shared_allies: float = par(-0.78, "per ln(1 + allies in common)", unit="log-odds", lo=-3.0,
        hi=1.0, grade="fitted", source=ENDING)  # fmt: skip
    capability_ratio: float = par(-0.26, "per |ln capability ratio| (asymmetric pacts last)",
        unit="log-odds", lo=-2.0, hi=1.0, grade="fitted", source=ENDING)  # fmt: skip
    entrapment: float = par(0.1, "per dispute a year of either with others, last five years",
        unit="log-odds", lo=-1.0, hi=3.0, grade="assumption", source=SNYDER)  # fmt: skip
    abandonment: float = par(1.0, "per unit of threat felt, times the chance that the other would"
        " fight below honour_mark, in each direction", unit="log-odds", lo=0.0, hi=8.0,
        grade="assumption", source=SNYDER)  # fmt: skip
    autonomy: float = par(0.2, "per |ln capability ratio| times the weaker side's sensitivity"
        " about sovereignty above one half", unit="log-odds", lo=0.0, hi=3.0,
        grade="assumption", source=MORROW)  # fmt: skip
    trust: float = par(2.0, "per unit of trust below the mark, in each direction",
        unit="log-odds", lo=0.0, hi=8.0, grade="assumption")  # fmt: skip


class Agreements(Group):
    """Yearly log-odds that two states sign a defence cooperation agreement."""

    constant: float = par(-6.0, "constant", unit="log-odds / year", lo=-12.0, hi=2.0,
        grade="literature", source=DCA)  # fmt: skip
    cooperation: float = par(0.4, "per ln(1 + recent engagements)", unit="log-odds", lo=-1.0,
        hi=3.0, grade="assumption", source="sign: Kinne 2018")  # fmt: skip
    shared_partners: float = par(0.4, "per ln(1 + agreement partners in common)",
        unit="log-odds", lo=-1.0, hi=3.0, grade="assumption", source="sign: Kinne 2018")  # fmt: skip
    degree: float = par(0.2, "per ln(1 + mean number of agreements of the two)",
        unit="log-odds", lo=-1.0, hi=3.0, grade="assumption", source="sign: Kinne 2018")  # fmt: skip
    trust: float = par(2.0, "per unit of trust above the mark, in each direction",
        unit="log-odds", lo=0.0, hi=8.0, grade="assumption")  # fmt: skip


class AgreementEnding(Group):
    """Yearly log-odds that a cooperation agreement of two states lapses."""

    constant: float = par(-2.2, "constant", unit="log-odds / year", lo=-12.0, hi=2.0,
        grade="literature",
        source="about 1 000 of 1 900 agreements still in force (Kinne 2018): about 5 % a year on"
        " average")  # fmt: skip
    cooperation: float = par(-0.3, "per ln(1 + recent engagements)", unit="log-odds", lo=-3.0,
        hi=1.0, grade="assumption")  # fmt: skip
    trust: float = par(2.0, "per unit of trust below the mark, in each direction",
        unit="log-odds", lo=0.0, hi=8.0, grade="assumption")  # fmt: skip


class Pacts(Group):
    """Formation and ending of pacts and agreements between two states."""

    formation: Formation = Formation()
    ending: Ending = Ending()
    agreements: Agreements = Agreements()
    agreement_ending: AgreementEnding = AgreementEnding()
