"""Parameters of what happens to states by themselves, of arms, and of the indices."""

from alliancesim.parameters.declare import Group, par

NMC = "NMC 7.0: yearly changes of ln CINC spread .035, of which burdens make about .025"
MID = "MID 5.0, 1946-2014, originators"
RICHARDSON = "log Richardson rule on 6 280 rival-years, 1950-2021, dyad effects"


class Environment(Group):
    """Growth, accidents of history and changes of leader."""

    capability_noise: float = par(0.025, "spread of yearly random growth of capability",
        unit="ln units / sqrt(year)", lo=0.0, hi=0.5, grade="fitted", source=NMC)  # fmt: skip
    convergence: float = par(0.0, "share of its gap to the mean log capability that a state closes",
        unit="1 / year", lo=-0.05, hi=0.2, grade="assumption",
        source="0: growth has no common direction; above, capability spreads to more poles")  # fmt: skip
    leader_change_democracy: float = par(0.15, "rate at which a full democracy changes leader",
        unit="1 / year", lo=0.0, hi=1.0, grade="literature", source="10-15 % a year")  # fmt: skip
    leader_change_autocracy: float = par(0.08, "rate at which a full autocracy changes leader",
        unit="1 / year", lo=0.0, hi=1.0, grade="literature", source="10-15 % a year overall")  # fmt: skip
    leader_retention: float = par(0.8, "share of evidence that survives a change of leader",
        unit="1", lo=0.0, hi=1.0, grade="assumption", source="range .5-.9")  # fmt: skip


class Arms(Group):
    """Military burdens: the log Richardson rule in changes since the start (equation 12)."""

    reversion: float = par(0.09, "speed at which a burden returns to its norm", unit="1 / year",
        lo=0.0, hi=1.0, grade="fitted", source=RICHARDSON + ": .089 (SE .008)")  # fmt: skip
    rival_gap: float = par(0.02, "growth of the burden per ln unit of change in the rivals' gap",
        unit="1 / year", lo=-0.2, hi=0.5, grade="fitted",
        source=RICHARDSON + ": .020 (SE .005)")  # fmt: skip
    free_riding: float = par(0.1, "cut per unit of growth in allies' burdens", unit="1", lo=0.0,
        hi=0.5, grade="literature", source="range 0-.5; Kim & Sandler 2019 find it at times")  # fmt: skip
    alarm: float = par(0.05, "growth of the burden per unit of change in mean threat",
        unit="1 / year", lo=0.0, hi=1.0, grade="assumption")  # fmt: skip
    noise: float = par(0.15, "spread of yearly random growth of the burden",
        unit="ln units / sqrt(year)", lo=0.0, hi=1.0, grade="fitted",
        source="robust spread of yearly changes of ln military-expenditure shares .15")  # fmt: skip
    capability_yield: float = par(0.17, "growth of capability per unit of growth of the burden",
        unit="1", lo=0.0, hi=1.0, grade="literature",
        source="military spending is one of the six components of CINC")  # fmt: skip


class Indices(Group):
    """Scales and weights of the stability and escalation indices."""

    escalation_memory: float = par(0.5, "time over which a hostile act counts as escalation",
        unit="years", lo=0.1, hi=5.0, grade="assumption", source="range .25-1 year")  # fmt: skip
    war_scale: float = par(0.1, "expected wars a year at which that component is one half",
        unit="wars / year", lo=0.001, hi=10.0, grade="assumption")  # fmt: skip
    escalation_scale: float = par(0.2, "mean escalation at which that component is one half",
        unit="wars", lo=0.001, hi=10.0, grade="assumption")  # fmt: skip
    structure_scale: float = par(0.1, "yearly loss of ties and shift of power at one half",
        unit="1 / year", lo=0.001, hi=10.0, grade="assumption")  # fmt: skip
    budget_scale: float = par(0.1, "yearly growth of burdens at which that component is one half",
        unit="1 / year", lo=0.001, hi=10.0, grade="assumption")  # fmt: skip
    fatal_share: float = par(0.23, "share of uses of force short of war with a known death",
        unit="1", lo=0.0, hi=1.0, grade="fitted",
        source=MID + ": a known death in 18 % of disputes, less 2 % wars, of 69 % at level 4")  # fmt: skip
