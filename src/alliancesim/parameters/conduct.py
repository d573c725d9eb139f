"""Parameters of conduct: openness, control, export criteria and breaches (equation 15)."""

from alliancesim.parameters.declare import Group, par

CRITERIA = "criteria of the EU Common Position 2008/944/CFSP and the Arms Trade Treaty 2013"


class Conduct(Group):
    """How transparency, accountability and standing move (equation 15)."""

    reversion: float = par(0.1, "speed at which openness and control return to their norm",
        unit="1 / year", lo=0.0, hi=2.0, grade="assumption")  # fmt: skip
    diffusion: float = par(0.01, "speed at which they move toward those of trusted partners in"
        " good standing", unit="1 / year", lo=0.0, hi=0.5, grade="assumption",
        source="direction: Finnemore & Sikkink 1998, Greenhill 2010")  # fmt: skip
    organisations: float = par(0.02, "share of the gap to full accountability that organisations"
        " of full norm strength close", unit="1 / year", lo=0.0, hi=0.5, grade="assumption",
        source="direction: Greenhill 2010 on international organisations and human rights")  # fmt: skip
    oversight: float = par(0.5, "effect of oversight at its normal strength: log cut of misconduct,"
        " and share by which control recovers faster", unit="1", lo=0.0, hi=3.0,
        grade="assumption")  # fmt: skip
    misconduct: float = par(0.3, "breaches of the law of war by a state without accountability, per"
        " crisis in which it uses force", unit="1 / year", lo=0.0, hi=5.0,
        grade="assumption")  # fmt: skip
    erosion: float = par(0.02, "share of its accountability that a breach costs a state", unit="1",
        lo=0.0, hi=0.5, grade="assumption")  # fmt: skip
    monitoring: float = par(0.2, "chance that oversight of normal strength detects a breach by a"
        " wholly opaque state", unit="1", lo=0.0, hi=1.0, grade="assumption",
        source="range of detection .2-.9")  # fmt: skip
    openness: float = par(0.7, "chance of detection that full transparency adds", unit="1",
        lo=0.0, hi=1.0, grade="assumption", source="range of detection .2-.9")  # fmt: skip
    standing_loss: float = par(0.05, "share of its standing that a detected breach costs a state",
        unit="1", lo=0.0, hi=1.0, grade="assumption")  # fmt: skip
    recovery: float = par(0.2, "speed at which lost standing comes back", unit="1 / year", lo=0.0,
        hi=2.0, grade="assumption")  # fmt: skip
    evidence: float = par(0.05, "bad evidence that a fully accountable onlooker takes from a"
        " detected breach", unit="evidence", lo=0.0, hi=2.0, grade="assumption")  # fmt: skip


class Exports(Group):
    """What makes a delivery of arms a breach of export criteria, and who holds back."""

    rights: float = par(1.0, "weight of a poor human-rights record in the chance that a delivery"
        " is a breach", unit="1", lo=0.0, hi=5.0, grade="assumption", source=CRITERIA)  # fmt: skip
    rights_mark: float = par(0.5, "human-rights record below which it counts as poor", unit="1",
        lo=0.05, hi=1.0, grade="assumption", source=CRITERIA)  # fmt: skip
    crisis: float = par(0.5, "weight of a live crisis that the recipient's side opened",
        unit="1", lo=0.0, hi=5.0, grade="assumption", source=CRITERIA)  # fmt: skip
    tension: float = par(0.3, "weight of the worst tension with anybody of a recipient without"
        " accountability",
        unit="1 / war", lo=0.0, hi=5.0, grade="assumption", source=CRITERIA)  # fmt: skip
    restraint: float = par(1.0, "utility that an accountable donor loses in a delivery that is"
        " surely a breach, under export controls of normal strength", unit="utility", lo=0.0,
        hi=10.0, grade="assumption")  # fmt: skip
