"""States of the twin, and what two of them share."""

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import mesa

from alliancesim.world import World
from benchmarks.twin.rules import logit, sigmoid

if TYPE_CHECKING:
    from benchmarks.twin.model import TwinModel


@dataclass
class Tie:
    """What two states share; both hold the same object."""

    near: float
    """Share of strength that arrives over the distance."""
    distance: float
    border: bool
    relevant: bool
    stakes: float
    busy: float
    """How much encounters weigh in the worth of rules for them."""
    frailty: float
    utility_reference: float
    tension: float
    past: int
    """Disputes so far."""
    last: float
    """Time of the last dispute, years; -inf for none."""
    recent: float
    stocks: dict[str, float]
    gains: dict[str, float] = field(default_factory=dict)
    """What the engagements of the step bring, by stock."""
    chances: dict[int, float] = field(default_factory=dict)
    """Chance of each instrument in the step, by its place."""
    count: int = 0
    """Engagements of the step."""
    contact: float = 0.0


class StateTwin(mesa.Agent):
    """A state: its own figures, and what it thinks of each other one, by row."""

    model: "TwinModel"

    def __init__(self, model: "TwinModel", row: int, world: World) -> None:
        super().__init__(model)
        self.row = row
        self.name = world.ids[row]
        self.capability = float(world.capability[row])
        self.growth = float(world.growth[row])
        self.major = bool(world.major[row])
        self.transparency = float(world.transparency[row])
        self.threat_felt = float(world.threat_felt[row])
        others = [other for other in range(world.n) if other != row]
        self.ties: dict[int, Tie] = {}
        self.affinity = {other: float(world.affinity[row, other]) for other in others}
        self.good = {other: float(world.good[row, other]) for other in others}
        self.bad = {other: float(world.bad[row, other]) for other in others}
        self.prior = {
            other: (float(world.good_prior[row, other]), float(world.bad_prior[row, other]))
            for other in others
        }
        self.misreading = {other: float(world.misreading[row, other]) for other in others}
        self.trust: dict[int, float] = {}
        self.threat: dict[int, float] = {}
        self.seen: dict[int, float] = {}
        """Capability of the others as the state sees it."""
        self.fears: list[float] = []
        """Direction of the threats that it feels, all others and itself in the order of rows."""
        self.lessons: dict[str, dict[int, float]] = {"good": {}, "bad": {}}
        """Evidence of the step about each other state."""
        self.count_trust()

    def count_trust(self) -> None:
        """Work out the trust in every other state."""
        self.trust = {other: good / (good + self.bad[other]) for other, good in self.good.items()}

    def grow(self) -> None:
        """Let capability grow along its trend."""
        self.capability *= math.exp(self.growth * self.model.rules.years)

    def knowledge(self, other: int) -> float:
        """Return what the state knows of another one, by itself and through its partners."""
        states, tie = self.model.states, self.ties[other]
        unknown = (1 - tie.stocks["information"]) * (1 - tie.contact)
        for partner, channel in self.model.informants[self.row]:
            if partner != other:
                unknown *= 1 - channel * states[partner].ties[other].contact
        return 1 - unknown

    def perceive(self) -> None:
        """See the capability and the intent of every other state, and feel threatened."""
        p, states = self.model.rules.values, self.model.states
        keep, fresh, luck = self.model.drift, self.model.renewal, self.model.luck[self.row]
        calm = 1.0
        for other, tie in self.ties.items():
            self.misreading[other] = keep * self.misreading[other] + fresh * luck[other]
            noise = p.perception.noise * (1 - states[other].transparency)
            error = noise * (1 - self.knowledge(other)) * self.misreading[other]
            seen = states[other].capability * math.exp(error)
            strange = p.perception.intent_gain * (1 - tie.stocks["understanding"])
            intent = sigmoid(logit(self.trust[other]) - strange * error)
            arriving = seen * tie.near
            cause = min(1.0, p.threat.background + tie.stakes + tie.tension)
            threat = arriving / (arriving + self.capability) * (1 - intent) * cause
            self.seen[other], self.threat[other] = seen, threat
            calm *= 1 - threat
        self.threat_felt = 1 - calm
        size = math.sqrt(sum(threat**2 for threat in self.threat.values())) or 1.0
        self.fears = [self.threat.get(row, 0.0) / size for row in range(len(states))]

    def listen(self) -> None:
        """Take in what others learned of third states in the step, as far as they are trusted."""
        p, states = self.model.rules.values.trust, self.model.states
        weights = {
            other: self.affinity[other] * (2 * trust - 1)
            for other, trust in self.trust.items()
            if trust > 0.5
        }
        whole = sum(weights.values())
        for kind in ("good", "bad"):
            heard: dict[int, float] = {}
            for source, weight in weights.items():
                for about, amount in states[source].lessons[kind].items():
                    heard[about] = heard.get(about, 0.0) + weight * amount
            self.model.hearsay[self.row][kind] = {
                about: p.spillover * amount / listened
                for about, amount in heard.items()
                if about != self.row and (listened := whole - weights.get(about, 0.0)) > 1e-9
            }

    def learn(self) -> None:
        """Let evidence fade towards its prior and add that of the step."""
        kept = self.model.kept
        hearsay = self.model.hearsay[self.row]
        for other, (good0, bad0) in self.prior.items():
            self.good[other] = good0 + (self.good[other] - good0) * kept
            self.bad[other] = bad0 + (self.bad[other] - bad0) * kept
        for kind, evidence in (("good", self.good), ("bad", self.bad)):
            for news in (self.lessons[kind], hearsay[kind]):
                for other, amount in news.items():
                    evidence[other] += amount
            self.lessons[kind] = {}
        self.count_trust()
