"""The model of the twin: one step from top to bottom."""

import math

import mesa
from mesa.datacollection import DataCollector

from alliancesim.draws import Draws
from alliancesim.scenario import Scenario, in_force
from alliancesim.start import world_of
from alliancesim.world import World
from benchmarks.twin.disputes import Dispute, disputes
from benchmarks.twin.engaging import engage, settle
from benchmarks.twin.rules import STOCKS, Rules
from benchmarks.twin.state import StateTwin, Tie

METRICS = ("onsets", "engagements", "trust_mean", "tension_mean")
"""What the twin collects every step, and the product is asked for."""


class TwinModel(mesa.Model):
    """The core loop in plain Mesa; it starts from the product's world at time 0."""

    def __init__(self, case: Scenario, seed: int, run: int) -> None:
        super().__init__(rng=[seed, run])
        case = in_force(case, case.clock.start.year)
        self.rules = Rules.of(case)
        self.draws = Draws((seed, run), len(case.states))
        world = world_of(case, self.draws)
        self.states = [StateTwin(self, row, world) for row in range(world.n)]
        self.pairs: list[tuple[StateTwin, StateTwin, Tie]] = []
        for row, one in enumerate(self.states):
            for other in self.states[row + 1 :]:
                tie = self._tie(world, row, other.row)
                one.ties[other.row] = other.ties[row] = tie
                self.pairs.append((one, other, tie))
        self.ties = [tie for _, _, tie in self.pairs]
        self.disputes: list[Dispute] = []
        self.onsets = self.engagements = 0
        self.luck: list[list[float]] = []
        self.informants: list[list[tuple[int, float]]] = []
        """For each state, the partners that share information with it, and how much."""
        self.hearsay: list[dict[str, dict[int, float]]] = [{} for _ in self.states]
        self._constants()
        self.datacollector = DataCollector(
            model_reporters={
                "onsets": "onsets",
                "engagements": "engagements",
                "trust_mean": TwinModel.trust_mean,
                "tension_mean": TwinModel.tension_mean,
            }
        )

    def _constants(self) -> None:
        """Work out what is the same in every step."""
        p, years = self.rules.values, self.rules.years
        self.drift = math.exp(-years / p.perception.persistence)
        self.renewal = math.sqrt(1 - self.drift**2)
        self.kept = math.exp(-years / p.trust.memory)
        self.fade = math.exp(-years / p.tension.memory)
        self.memory = fading(years / p.choice.habit_memory)
        self.fading = {
            stock: fading(math.log(2) * years / self.rules.half_life(stock))
            for stock in STOCKS.values()
        }
        h, t = p.tension, p.trust
        self.weights = [0.0, 0.0, h.threat_weight, h.display_weight, h.force_weight, h.war_weight]
        self.evidence = [
            0.0, 0.0, t.threat_evidence, t.display_evidence, t.force_evidence, t.war_evidence,
        ]  # fmt: skip

    def _tie(self, world: World, i: int, j: int) -> Tie:
        """Return what two states share at the start."""
        p, distance = self.rules.values, float(world.distance[i, j])
        rate = float(world.incident_rate[i, j])
        recent = float(world.recent[:, i, j].sum())
        return Tie(
            near=(1 + distance / p.reach.half_distance) ** -p.reach.gradient,
            distance=distance,
            border=bool(world.contiguity[i, j] == 1),
            relevant=bool(world.contiguity[i, j] > 0 or world.major[i] or world.major[j]),
            stakes=float(world.stakes[i, j]),
            busy=rate / (rate + p.choice.busy_incidents),
            frailty=float(world.frailty[i, j]),
            utility_reference=float(world.utility_reference[i, j]),
            tension=float(world.tension[i, j]),
            past=int(world.onset_count[i, j]),
            last=float(world.onset_times[0, i, j]),
            recent=recent,
            stocks={stock: float(getattr(world, stock)[i, j]) for stock in STOCKS.values()},
            contact=-math.expm1(-p.perception.contact_weight * recent),
        )

    @property
    def now(self) -> float:
        """Time at the start of the step, years."""
        return (self.steps - 1) * self.rules.years

    def step(self) -> None:
        """Advance the world by one step."""
        self.luck = self.draws.directed_normals(self.steps, "perceive").tolist()
        self.informants = [
            [(row, tie.stocks["information"]) for row, tie in state.ties.items()
             if tie.stocks["information"] > 0]
            for state in self.states
        ]  # fmt: skip
        self.agents.do("grow")
        self.agents.do("perceive")
        engage(self)
        for tie in self.ties:
            settle(self, tie)
        disputes(self)
        self.agents.do("listen")
        self.agents.do("learn")
        self.datacollector.collect(self)

    def trust_mean(self) -> float:
        """Return the mean trust of all ordered pairs."""
        known = [trust for state in self.states for trust in state.trust.values()]
        return sum(known) / len(known)

    def tension_mean(self) -> float:
        """Return the mean tension of all pairs."""
        return sum(tie.tension for tie in self.ties) / len(self.ties)


def fading(decay: float) -> tuple[float, float]:
    """Return what is left of a stock after a step, and of what came evenly during it."""
    return math.exp(-decay), -math.expm1(-decay) / decay
