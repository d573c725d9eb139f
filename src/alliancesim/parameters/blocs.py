"""Parameters of multilateral alliances: who joins, who is shut out, who minds (equation 8)."""

from alliancesim.parameters.declare import Group, par

LEVEL = (
    "level: about 25 accessions to NATO, the Rio treaty, the Arab and the Warsaw pact in 2 960"
    " years of outsiders within 1 000 km, ATOP 5.1, 1950-1992"
)
SUSPENDED = (
    "level: Cuba 1962, Egypt 1979 and New Zealand 1986 in some 2 700 member-years of those blocs"
)


class Accession(Group):
    """Yearly log-odds that an outsider joins a bloc that defends its members."""

    constant: float = par(-4.2, "constant", unit="log-odds / year", lo=-12.0, hi=2.0,
        grade="literature", source=LEVEL)  # fmt: skip
    trust: float = par(2.0, "per unit of the applicant's mean trust in the members above the mark",
        unit="log-odds", lo=0.0, hi=8.0, grade="assumption")  # fmt: skip
    welcome: float = par(4.0, "per unit of trust in the applicant above the mark, of the least"
        " trusting member; nobody is asked where admission is open", unit="log-odds", lo=0.0,
        hi=12.0, grade="assumption", source="unanimity: NATO, article 10")  # fmt: skip
    threat: float = par(1.0, "per unit of threat that the applicant feels", unit="log-odds",
        lo=0.0, hi=5.0, grade="assumption", source="form: Walt 1987")  # fmt: skip
    regime_gap: float = par(-2.0, "per unit of difference to the members' mean regime",
        unit="log-odds", lo=-8.0, hi=1.0, grade="assumption",
        source="sign: ATOP 5.1, 1947-1992, -3.1 (SE .6) on all ties outside bursts")  # fmt: skip
    allies: float = par(0.5, "per ln(1 + members with whom the applicant is allied already)",
        unit="log-odds", lo=-1.0, hi=3.0, grade="assumption")  # fmt: skip
    distance: float = par(-1.7, "per ln(1 + km / distance_scale of formation) to the nearest"
        " member", unit="log-odds", lo=-5.0, hi=0.5, grade="fitted",
        source="ATOP 5.1, 1947-1992, all ties outside bursts: -1.7 (SE .1)")  # fmt: skip
    candidate: float = par(2.3, "the alliance counts the applicant as a candidate",
        unit="log-odds", lo=0.0, hi=6.0, grade="literature",
        source="aspirants to NATO of 1999-2024 waited about ten years")  # fmt: skip
    entrapment: float = par(-0.25, "per dispute a year of the applicant with outsiders, last five"
        " years", unit="log-odds", lo=-3.0, hi=1.0, grade="assumption",
        source="size: bilateral pacts; form: Snyder 1984")  # fmt: skip
    opposition: float = par(-2.0, "per unit of provocation felt by the most provoked outsider",
        unit="log-odds", lo=-8.0, hi=2.0, grade="assumption")  # fmt: skip


class Suspension(Group):
    """Yearly log-odds that members of a bloc suspend another, and take it back."""

    constant: float = par(-6.5, "constant of a suspension", unit="log-odds / year", lo=-14.0,
        hi=2.0, grade="literature", source=SUSPENDED)  # fmt: skip
    readmission: float = par(-2.2, "constant of a readmission", unit="log-odds / year", lo=-12.0,
        hi=2.0, grade="literature", source="Egypt came back after ten years (1979-89)")  # fmt: skip
    distrust: float = par(4.0, "per unit of the others' mean trust below the mark; readmission"
        " has the opposite sign", unit="log-odds", lo=0.0, hi=12.0, grade="assumption")  # fmt: skip
    democracy: float = par(3.0, "per unit by which the member's regime falls short of the others'"
        " mean, 0 where it does not; readmission has the opposite sign", unit="log-odds", lo=0.0, hi=10.0,
        grade="assumption")  # fmt: skip


class Dissolution(Group):
    """What becomes of a bloc whose leader leaves."""

    leader_share: float = par(0.5, "share of the members' capability that makes a leader; members"
        " outside the cast count as much as those in it on average", unit="1", lo=0.0, hi=1.0,
        grade="assumption")  # fmt: skip
    chance: float = par(0.5, "chance that a bloc dissolves when its leader leaves", unit="1",
        lo=0.0, hi=1.0, grade="assumption")  # fmt: skip


class Bursts(Group):
    """Regional treaties that many states sign at once, in worlds large enough for them."""

    smallest_world: float = par(100.0, "states that a world needs for regional treaties",
        unit="states", lo=2.0, hi=1000.0, grade="assumption")  # fmt: skip
    rate: float = par(0.25, "attempts at a regional treaty", unit="1 / year", lo=0.0, hi=2.0,
        grade="literature",
        source="half of all ties of 1946-2014 come in five treaty years: one every 3-6 years"
        " (ATOP 5.1)")  # fmt: skip
    trust: float = par(0.6, "mutual trust below which states do not found one together", unit="1",
        lo=0.0, hi=1.0, grade="assumption")  # fmt: skip
    founders: float = par(4.0, "states that a regional treaty needs", unit="states", lo=3.0,
        hi=50.0, grade="assumption")  # fmt: skip


class Enlargement(Group):
    """How outsiders take it when a defensive alliance gains a member."""

    evidence: float = par(1.0, "bad evidence, as it enters, about each member, of a wholly"
        " distrustful neighbour who had all the weight on the new one and loses it; negative: it"
        " is reassured", unit="evidence", lo=-5.0, hi=5.0,
        grade="assumption", source="the sign is disputed; sweep it")  # fmt: skip
    tension: float = par(0.1, "tension of such a neighbour with each member", unit="wars", lo=0.0,
        hi=1.0, grade="assumption")  # fmt: skip


class Blocs(Group):
    """Multilateral alliances; the mark is ``pacts.formation.trust_mark``."""

    accession: Accession = Accession()
    suspension: Suspension = Suspension()
    dissolution: Dissolution = Dissolution()
    bursts: Bursts = Bursts()
    enlargement: Enlargement = Enlargement()
