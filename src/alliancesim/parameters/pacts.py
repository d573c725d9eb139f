"""Parameters of pacts: formation, ending and cooperation agreements (equation 8)."""

from alliancesim.parameters.declare import Group, par

ATOP = "logit on ATOP 5.1 defence ties, 1946-2014, outside treaty bursts (199 events)"
ENDING = "logit on ends of ATOP 5.1 defence ties after 1946 (282 events)"
DCA = "level: about 1 900 agreements in 1980-2010, DCAD (Kinne 2018)"


class Formation(Group):
    """Yearly log-odds that two states without a defence pact sign one."""

    constant: float = par(-4.04, "constant", unit="log-odds / year", lo=-12.0, hi=2.0,
        grade="fitted", source=ATOP)  # fmt: skip
    distance: float = par(-0.37, "per ln(1 + km)", unit="log-odds", lo=-2.0, hi=0.5,
        grade="fitted", source=ATOP)  # fmt: skip
    capability_ratio: float = par(-0.21, "per |ln capability ratio|", unit="log-odds", lo=-2.0,
        hi=1.0, grade="fitted", source=ATOP)  # fmt: skip
    major: float = par(1.07, "one of the two is a major power", unit="log-odds", lo=-2.0, hi=3.0,
        grade="fitted", source=ATOP)  # fmt: skip
    regime_gap: float = par(-1.79, "per unit of difference in regime", unit="log-odds", lo=-5.0,
        hi=1.0, grade="fitted", source=ATOP)  # fmt: skip
    shared_foe: float = par(0.94, "a dispute with the same state in the last five years",
        unit="log-odds", lo=-1.0, hi=3.0, grade="fitted", source=ATOP)  # fmt: skip
    recent_dispute: float = par(-0.40, "a dispute between the two in the last five years",
        unit="log-odds", lo=-4.0, hi=1.0, grade="fitted", source=ATOP)  # fmt: skip
    shared_allies: float = par(1.01, "per ln(1 + allies in common)", unit="log-odds", lo=-1.0,
        hi=3.0, grade="fitted", source=ATOP)  # fmt: skip
    trust: float = par(2.0, "per unit of trust above the mark, in each direction",
        unit="log-odds", lo=0.0, hi=8.0, grade="assumption")  # fmt: skip
    trust_mark: float = par(0.6, "trust at which the trust term is zero", unit="1", lo=0.0,
        hi=1.0, grade="assumption")  # fmt: skip


class Ending(Group):
    """Yearly log-odds that a defence tie ends."""

    constant: float = par(-2.78, "constant", unit="log-odds / year", lo=-12.0, hi=2.0,
        grade="fitted", source=ENDING)  # fmt: skip
    joint_democracy: float = par(-1.79, "both are democracies", unit="log-odds", lo=-5.0, hi=2.0,
        grade="fitted", source=ENDING)  # fmt: skip
    shared_allies: float = par(-0.78, "per ln(1 + allies in common)", unit="log-odds", lo=-3.0,
        hi=1.0, grade="fitted", source=ENDING)  # fmt: skip
    capability_ratio: float = par(-0.26, "per |ln capability ratio| (asymmetric pacts last)",
        unit="log-odds", lo=-2.0, hi=1.0, grade="fitted", source=ENDING)  # fmt: skip
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


class Pacts(Group):
    """Formation and ending of pacts."""

    formation: Formation = Formation()
    ending: Ending = Ending()
    agreements: Agreements = Agreements()
