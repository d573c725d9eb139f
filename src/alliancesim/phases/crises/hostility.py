"""Hostility: what disputes leave behind in tension, escalation, history and evidence.

Tension H ← H·e^(-Δ/memory)·Π(1 - relief) + Σ w, escalation the same with its short memory and
without relief, and never below the weight of a live crisis. When a pair of opponents first
reaches a level, the difference of the level's weight to that of the level before is added, faded
since the day on which it did, and so is loss_weight times the difference of the evidence w⁻; a
level that is set to weigh less than the one before adds nothing.
"""

import numpy as np

from alliancesim.crisis import DAYS, Crisis
from alliancesim.ledger import Ledger
from alliancesim.parameters import Parameters
from alliancesim.world import World


def hostility_weights(rules: Parameters) -> tuple[float, ...]:
    """Return the weight in tension of levels 0 to 5, in wars."""
    p = rules.tension
    return 0.0, 0.0, p.threat_weight, p.display_weight, p.force_weight, p.war_weight


def evidence_weights(rules: Parameters) -> tuple[float, ...]:
    """Return the bad evidence w⁻ of levels 0 to 5."""
    p = rules.trust
    return 0.0, 0.0, p.threat_evidence, p.display_evidence, p.force_evidence, p.war_evidence


class Hostility:
    """Keeps the books of hostility for one step."""

    def __init__(self, world: World, rules: Parameters, ledger: Ledger, years: float) -> None:
        self.world, self.rules, self.ledger = world, rules, ledger
        self.weights, self.evidence = hostility_weights(rules), evidence_weights(rules)
        self.days = years * DAYS
        world.tension = world.tension * np.exp(-years / rules.tension.memory)
        world.escalation = world.escalation * np.exp(-years / rules.indices.escalation_memory)
        self._relieve()

    def _relieve(self) -> None:
        """Take up the relief that engagements brought, and shocks to tension."""
        relief = self.ledger.total("relief")
        if relief is not None:
            factor = -np.expm1(-relief) / np.maximum(relief, 1e-300) * self.world.tension
            self.ledger.scale("relief", factor)
            self.world.tension = self.world.tension - relief * factor
        pushed = self.ledger.total("tension_shock")
        if pushed is not None:
            self.world.tension = np.maximum(0.0, self.world.tension + pushed)

    def onset(self, crisis: Crisis, when: float, day: float) -> None:
        """Enter a new dispute into the history of its pair."""
        world, (i, j) = self.world, crisis.pair
        world.onset_times = world.onset_times.copy()
        for a, b in ((i, j), (j, i)):
            world.onset_count[a, b] += 1
            world.onset_times[1:, a, b] = world.onset_times[:-1, a, b]
            world.onset_times[0, a, b] = when
        self.reached(crisis, day)

    def reached(self, crisis: Crisis, day: float) -> None:
        """Let every pair of opponents react to the level that the crisis has reached on a day."""
        since = max(0.0, self.days - day) / DAYS
        lasting = np.exp(-since / self.rules.tension.memory)
        fresh = np.exp(-since / self.rules.indices.escalation_memory)
        for a, b in crisis.cross_pairs():
            before = crisis.felt.get((a, b), 0)
            if crisis.top <= before:
                continue
            crisis.felt[a, b] = crisis.top
            weight = max(0.0, self.weights[crisis.top] - self.weights[before])
            loss = max(0.0, self.evidence[crisis.top] - self.evidence[before])
            rows, columns = np.array([a, b]), np.array([b, a])
            self.world.tension[rows, columns] += weight * lasting
            self.ledger.at("tension", "dispute", rows, columns, np.full(2, weight * lasting))
            self.world.escalation[rows, columns] += weight * fresh
            amounts = np.full(2, self.rules.trust.loss_weight * loss)
            self.ledger.at("bad", "dispute", rows, columns, amounts)

    def settle(self) -> None:
        """Keep escalation at the level of the crises that are still alive."""
        for crisis in self.world.crises:
            for a, b in crisis.cross_pairs():
                floor = max(self.world.escalation[a, b], self.weights[crisis.top])
                self.world.escalation[a, b] = self.world.escalation[b, a] = floor
