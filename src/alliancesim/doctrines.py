"""Doctrines: theories of what states want from cooperation, as weights on the choice of it.

In equation 6 a doctrine weighs what the situation brings channel by channel (``weights``) and as a
whole (``situation``), what a partner of like interests counts for (``identity``), a partner's
standing (``norms``), what was done before (``habit``), its own autonomy (``sovereignty``) and how
onlookers feel (``restraint``). Every weight is relative to 1, and 1 throughout is ``balanced``.
All of them are assumptions that put a theory's argument into the model; none was estimated.
"""

from pydantic import Field, field_validator

from alliancesim.instruments import CHANNELS
from alliancesim.parameters import Group


class Doctrine(Group):
    """Weights of equation 6, all relative to 1 (assumptions, to be swept)."""

    name: str = Field(min_length=1)
    description: str = Field(min_length=1)
    theory: str = Field(default="", description="the theory that it stands for, and its authors")
    expects: str = Field(default="", description="what the theory would expect of a policy")
    weights: dict[str, float] = Field(
        default_factory=dict, description="weight per channel, 0 to 5; a channel not named has 1"
    )
    situation: float = Field(
        default=1.0, ge=0, le=5, description="weight on what the situation makes cooperation worth"
    )
    identity: float = Field(
        default=1.0, ge=0, le=2,
        description="weight on likeness: at 2, cooperation is worth twice as much with a state of"
        " the same interests and nothing with one of opposite ones; at 1 likeness adds nothing",
    )  # fmt: skip
    habit: float = Field(
        default=1.0, ge=0, le=5, description="weight on repeating what was done recently"
    )
    norms: float = Field(default=1.0, ge=0, le=5, description="weight on a partner's lost standing")
    restraint: float = Field(
        default=1.0, ge=0, le=5, description="weight on not provoking onlookers"
    )
    sovereignty: float = Field(default=1.0, ge=0, le=5, description="weight on autonomy")

    @field_validator("weights")
    @classmethod
    def _known(cls, weights: dict[str, float]) -> dict[str, float]:
        for channel, weight in weights.items():
            if channel not in CHANNELS:
                raise ValueError(f"unknown channel '{channel}'; channels are {', '.join(CHANNELS)}")
            if not 0 <= weight <= 5:
                raise ValueError(f"weight of '{channel}' is {weight:g}, outside 0 to 5")
        return weights

    def weight(self, channel: str) -> float:
        """Return the weight of ``channel``."""
        return self.weights.get(channel, 1.0)


REALIST = Doctrine(
    name="Realist",
    description="Security first: values what adds force against a common threat, guards its"
    " autonomy, and discounts reassurance of rivals, shared gains and good conduct.",
    theory="Structural realism: states in anarchy look to their security and to relative gains"
    " (Waltz 1979, Theory of International Politics; Mearsheimer 2001, The Tragedy of Great Power"
    " Politics; Grieco 1988 on relative gains).",
    expects="Exercises, arms and presence among those who fear the same state; few talks with"
    " rivals; partners change as soon as threats do. Dialogue should do little.",
    weights={
        "interoperability": 1.5,
        "readiness": 1.5,
        "capability": 1.5,
        "posture": 1.5,
        "technology": 1.3,
        "warning": 1.3,
        "information": 1.2,
        "cyber": 1.2,
        "trust": 0.5,
        "understanding": 0.5,
        "relief": 0.5,
        "incident_control": 0.7,
        "transparency": 0.5,
        "economy": 0.6,
        "goodwill": 0.5,
        "norms": 0.3,
    },
    habit=0.7,
    norms=0.3,
    restraint=0.6,
    sovereignty=1.4,
)

LIBERAL_INSTITUTIONALIST = Doctrine(
    name="Liberal institutionalist",
    description="Cooperation pays: values trust, information and procedures, also with rivals,"
    " and avoids provoking them.",
    theory="Liberal institutionalism: repeated dealings, information and rules make cooperation"
    " pay without a hegemon (Keohane 1984, After Hegemony; Axelrod 1984, The Evolution of"
    " Cooperation; Keohane & Martin 1995).",
    expects="Dialogue, confidence building and shared rules also between rivals, so that fewer"
    " incidents grow; less presence and fewer arms. Talking should pay most between rivals.",
    weights={
        "trust": 1.5,
        "information": 1.4,
        "relief": 1.5,
        "incident_control": 1.5,
        "transparency": 1.5,
        "norms": 1.5,
        "economy": 1.5,
        "understanding": 1.2,
        "goodwill": 1.2,
        "warning": 1.2,
        "capability": 0.8,
        "posture": 0.7,
    },
    norms=1.3,
    restraint=1.4,
    sovereignty=0.8,
)

CONSTRUCTIVIST = Doctrine(
    name="Constructivist",
    description="Who we are decides with whom: values understanding, trust and norms, prefers"
    " states of like interests and good standing, and makes a practice of what it does.",
    theory="Constructivism: identities and norms made by practice decide who is friend or rival"
    " (Wendt 1992, Anarchy Is What States Make of It, and 1999, Social Theory of International"
    " Politics; Adler & Barnett 1998, Security Communities).",
    expects="Dense cooperation in communities of like states and little across their borders,"
    " whatever the threats; contact pays by understanding, and a lost good name costs partners."
    " Arms and presence should matter less than meeting often.",
    weights={
        "understanding": 1.6,
        "norms": 1.6,
        "goodwill": 1.6,
        "trust": 1.3,
        "transparency": 1.2,
        "relief": 1.1,
        "interoperability": 0.8,
        "readiness": 0.8,
        "dependence": 0.8,
        "technology": 0.6,
        "capability": 0.6,
        "posture": 0.6,
    },
    identity=1.8,
    habit=1.4,
    norms=2.0,
)

ORGANISATIONAL_ROUTINE = Doctrine(
    name="Organisational routine",
    description="Does what it did: ministries and staffs repeat their programmes and hardly"
    " notice what the situation would make worth while.",
    theory="Organisational process: organisations act by standard procedures and change at the"
    " margin (Cyert & March 1963, A Behavioral Theory of the Firm; Allison 1971, Essence of"
    " Decision). Visits do follow routine more than crises (Lebovic & Saunders 2016).",
    expects="Programmes go on where they are and hardly start elsewhere, in good times and bad;"
    " a new threat or a thaw changes little. A policy should matter most where it breaks a"
    " routine or begins one.",
    situation=0.4,
    habit=2.5,
    norms=0.5,
    restraint=0.6,
)

BALANCED = Doctrine(
    name="Balanced",
    description="Weighs all channels alike; the neutral case between the theories.",
    theory="None: every weight is 1.",
    expects="What the situation makes worth while, tempered by cost, habit, autonomy and care not"
    " to provoke.",
)

DOCTRINES: dict[str, Doctrine] = {
    "realist": REALIST,
    "liberal_institutionalist": LIBERAL_INSTITUTIONALIST,
    "constructivist": CONSTRUCTIVIST,
    "organisational_routine": ORGANISATIONAL_ROUTINE,
    "balanced": BALANCED,
}
"""The built-in doctrines; a scenario may change their weights or declare others."""
