"""Parameters of assimilation: what the historical record implies where it is silent."""

from alliancesim.parameters.declare import Group, par

MME = "Multinational Military Exercises v7, 1980-1992, members of the state system"


class Record(Group):
    """Engagements that a pair is taken to have had in a year of the record.

    Exercises are counted from 1980 on; for earlier years, and for the other instruments in all
    years, these expected numbers stand in, by whether the two had a defence pact.
    """

    exercises_allied: float = par(0.33, "joint exercises a year of two allies, where none are"
        " counted", unit="1 / year", lo=0.0, hi=10.0, grade="fitted", source=MME)  # fmt: skip
    exercises_other: float = par(0.004, "joint exercises a year of two states without a pact,"
        " where none are counted", unit="1 / year", lo=0.0, hi=10.0, grade="fitted",
        source=MME)  # fmt: skip
    dialogue_allied: float = par(2.0, "dialogues a year of two allies", unit="1 / year", lo=0.0,
        hi=20.0, grade="assumption")  # fmt: skip
    dialogue_organisations: float = par(0.1, "dialogues a year per ln(1 + shared organisations)",
        unit="1 / year", lo=0.0, hi=5.0, grade="assumption")  # fmt: skip
    intelligence_allied: float = par(0.5, "exchanges of intelligence a year of two allies",
        unit="1 / year", lo=0.0, hi=20.0, grade="assumption")  # fmt: skip
    ideal_scale: float = par(2.5, "largest size of a UN ideal point, which stands at 1 here",
        unit="ideal points", lo=1.0, hi=5.0, grade="literature",
        source="Bailey, Strezhnev & Voeten 2017: about -2.5 to 3")  # fmt: skip
