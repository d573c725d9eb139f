"""Parameters of non-state threats, of blame for them, and of proliferation (equation 14)."""

from alliancesim.parameters.declare import Group, par

NUCLEAR = "Singh & Way 2004, Jo & Gartzke 2007"


class Asymmetric(Group):
    """How often non-state actors strike, and what their attacks leave behind (equation 14)."""

    reversion: float = par(0.5, "speed at which an actor's rate returns to its norm",
        unit="1 / year", lo=0.05, hi=3.0, grade="assumption")  # fmt: skip
    volatility: float = par(0.2, "spread of yearly random growth of an actor's rate",
        unit="ln units / sqrt(year)", lo=0.0, hi=2.0, grade="assumption",
        source="order: deaths from terrorism moved by a tenth to a fifth a year, 2022-24 (Global"
        " Terrorism Index)")  # fmt: skip
    spillover: float = par(0.2, "growth of a rate per ln unit that it has risen at the neighbours",
        unit="1 / year", lo=0.0, hi=1.0, grade="assumption")  # fmt: skip
    widest: float = par(3.0, "largest distance of a rate from its norm", unit="ln units", lo=0.1,
        hi=6.0, grade="assumption")  # fmt: skip
    counter_threat: float = par(0.15, "fall of the log rate per unit of ability against threats",
        unit="ln units", lo=0.0, hi=1.0, grade="assumption",
        source="range 0-.3; no robust estimate exists")  # fmt: skip
    cyber_resilience: float = par(0.5, "fall of the log rate of attacks on networks per unit of"
        " resilience gained", unit="ln units", lo=0.0, hi=3.0, grade="assumption")  # fmt: skip
    moral_hazard: float = par(0.5, "share of that fall that aid takes away from a state on whose"
        " soil the actor lives, per unit of dependence on a donor; above 1 aid feeds the actor",
        unit="1", lo=0.0, hi=2.0, grade="assumption",
        source="direction: Bapat 2011, aid gives no incentive to finish off militants")  # fmt: skip
    arms_flow: float = par(0.5, "growth of the rates of terrorists and traffickers per ln unit of"
        " illicit arms in the region", unit="1 / (ln unit · year)", lo=0.0, hi=5.0,
        grade="assumption")  # fmt: skip
    diversion: float = par(0.1, "share of arms deliveries that goes astray in a state that accounts"
        " for nothing", unit="1", lo=0.0, hi=1.0, grade="assumption")  # fmt: skip
    arms_memory: float = par(8.0, "time after which illicit arms have lost 1/e of their use",
        unit="years", lo=0.5, hi=50.0, grade="assumption")  # fmt: skip
    serious: float = par(0.05, "share of incidents so serious that governments answer them",
        unit="1", lo=0.0, hi=1.0, grade="assumption")  # fmt: skip
    harbour_evidence: float = par(0.1, "bad evidence about the states that harbour an actor in one"
        " serious incident, shared among them", unit="evidence", lo=0.0, hi=2.0,
        grade="assumption")  # fmt: skip
    harbour_tension: float = par(0.02, "tension with the states that harbour an actor in one"
        " serious incident, shared among them", unit="wars", lo=0.0, hi=0.5,
        grade="assumption")  # fmt: skip
    memory: float = par(1.0, "time after which an incident is felt 1/e as much", unit="years",
        lo=0.1, hi=10.0, grade="assumption")  # fmt: skip
    deaths: float = par(2.0, "people killed in a terrorist incident, on average", unit="people",
        lo=0.0, hi=20.0, grade="assumption")  # fmt: skip


class Attribution(Group):
    """Whom victims blame for attacks whose author hides, above all on networks (equation 14)."""

    share: float = par(0.3, "share of serious incidents for which the victim blames a state",
        unit="1", lo=0.0, hi=1.0, grade="assumption")  # fmt: skip
    skill: float = par(3.0, "log-odds of blaming the true sponsor that full ability and shared"
        " intelligence bring", unit="log-odds", lo=0.0, hi=10.0, grade="assumption")  # fmt: skip
    bias: float = par(1.0, "log-odds of blame per log unit of distrust", unit="log-odds", lo=0.0,
        hi=5.0, grade="assumption")  # fmt: skip
    evidence: float = par(0.2, "bad evidence about the state blamed, right or wrong",
        unit="evidence", lo=0.0, hi=2.0, grade="assumption")  # fmt: skip
    offence: float = par(0.2, "bad evidence that a state wrongly blamed takes", unit="evidence",
        lo=0.0, hi=2.0, grade="assumption")  # fmt: skip
    tension: float = par(0.0, "tension with the state blamed", unit="wars", lo=0.0, hi=0.2,
        grade="literature", source="Valeriano & Maness 2014: cyber incidents hardly escalate")  # fmt: skip


class Proliferation(Group):
    """Yearly log-odds that a state without nuclear weapons acquires them."""

    constant: float = par(-8.5, "constant", unit="log-odds / year", lo=-40.0, hi=0.0,
        grade="literature", source="level: about one new nuclear state in eight years since 1945,"
        " among up to 190")  # fmt: skip
    threat: float = par(2.0, "per unit of threat felt", unit="log-odds", lo=0.0, hi=8.0,
        grade="assumption", source="sign: " + NUCLEAR)  # fmt: skip
    rival: float = par(1.0, "a rival has nuclear weapons", unit="log-odds", lo=-1.0, hi=4.0,
        grade="assumption", source="sign: " + NUCLEAR)  # fmt: skip
    technology: float = par(3.0, "per unit of military technology beyond one half",
        unit="log-odds", lo=0.0, hi=10.0, grade="assumption",
        source="sign: " + NUCLEAR + " on economic and industrial capacity")  # fmt: skip
    guarantee: float = par(-1.5, "a nuclear ally is sure to fight for the state", unit="log-odds",
        lo=-6.0, hi=1.0, grade="assumption", source="sign: Singh & Way 2004")  # fmt: skip
    norms: float = par(-1.0, "per unit of accountability", unit="log-odds", lo=-6.0, hi=1.0,
        grade="assumption")  # fmt: skip
    evidence: float = par(1.0, "bad evidence that rivals take from it", unit="evidence", lo=0.0,
        hi=5.0, grade="assumption")  # fmt: skip
    tension: float = par(0.1, "tension with rivals that it brings", unit="wars", lo=0.0, hi=1.0,
        grade="assumption")  # fmt: skip
