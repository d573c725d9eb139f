"""Parameters of the economy: what peace and cooperation do to output."""

from alliancesim.parameters.declare import Group, par


class Economy(Group):
    """How output grows beyond its trend."""

    burden: float = par(-0.05, "growth per unit of military burden beyond that of the start",
        unit="1 / year", lo=-0.5, hi=0.5, grade="literature",
        source="studies disagree: none on average in Yesilyurt & Yesilyurt 2019, a small gain in"
        " Alptekin & Levine 2012, a short-run loss in Dunne 2012")  # fmt: skip
    war: float = par(-0.02, "growth of a state at war", unit="1 / year", lo=-0.3, hi=0.0,
        grade="literature", source="Collier 1999: 2.2 % a year, in civil wars")  # fmt: skip
    neighbour: float = par(-0.005, "growth per unit of hostilities of the neighbours by land",
        unit="1 / (war · year)", lo=-0.1, hi=0.0, grade="assumption",
        source="sign: Dunne & Tian 2014, conflict costs the direct neighbours growth")  # fmt: skip
    incidents: float = par(-0.0005, "growth per log unit of attacks by non-state actors felt",
        unit="1 / year", lo=-0.02, hi=0.0, grade="literature",
        source="sign, and far below war: Blomberg, Hess & Orphanides 2004")  # fmt: skip
    trade: float = par(0.3, "share of its partners' growth beyond their trend that reaches a state",
        unit="1", lo=0.0, hi=0.9, grade="assumption",
        source="direction: Arora & Vamvakidis 2005 on the growth of trading partners")  # fmt: skip
