"""Start: from a scenario to the world at time 0."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from alliancesim.draws import Draws
from alliancesim.instruments import Instrument
from alliancesim.kernels import closeness
from alliancesim.nonstate import NonState
from alliancesim.organisations import Organisations
from alliancesim.parameters import Parameters
from alliancesim.phases.crises.calibrate import calibrate
from alliancesim.phases.crises.warning import fresh_error
from alliancesim.phases.engage.consent import TINY, budgets
from alliancesim.phases.learn import causes, prior
from alliancesim.scenario.figures import Figure
from alliancesim.scenario.schema import Dyad, Scenario
from alliancesim.toolbox import engaging
from alliancesim.treaties import Treaties, Treaty, admission_of, flags
from alliancesim.world import NEVER, Array, World

EARTH = 6371.0
"""Mean radius of the earth, km."""
FIRST_PURSE = 0.25
"""Share of a year's budget that states have in hand at the start."""


def world_of(scenario: Scenario, draws: Draws) -> World:
    """Return the world at time 0; its references are those of well-informed states."""
    n = len(scenario.states)
    tools = engaging(scenario.instruments)
    labels = causes(tuple(tools))
    rules = scenario.parameters
    pairs = _Pairs(scenario)
    world = World(
        ids=tuple(scenario.states),
        names=tuple(state.name for state in scenario.states.values()),
        regions=tuple(state.region for state in scenario.states.values()),
        dimensions=tuple(scenario.interests),
        **_states(scenario),
        **_threats(scenario),
        **_interests(scenario),
        **_dyads(scenario, pairs),
        good=np.ones((n, n)),
        bad=np.ones((n, n)),
        good_prior=np.ones((n, n)),
        bad_prior=np.ones((n, n)),
        good_credit=np.zeros((len(labels), n, n)),
        bad_credit=np.zeros((len(labels), n, n)),
        credit_left=np.ones((n, n)),
        misreading=np.zeros((n, n)),
        escalation=pairs.symmetric(lambda d: _escalation(d, rules)),
        posture=np.zeros((n, n)),
        influence=np.zeros((n, n)),
        recent=_recent(scenario, pairs, tools),
        frailty=np.ones((n, n)),
        incident_share=np.zeros((n, n)),
        incident_reference=np.ones((n, n)),
        noise_reference=np.zeros((n, n)),
        utility_reference=np.zeros((n, n)),
        treaties=_treaties(scenario),
        organisations=Organisations.of(scenario),
        peacekeepers=np.zeros((n, n)),
        alarmed=np.full((n, n), NEVER),
        alarm_error=np.zeros((n, n)),
        prevented=np.zeros((n, n)),
        prevention_reference=np.zeros((n, n)),
    )
    _trust(world, scenario, pairs, rules)
    stated = [s.budget.value if s.budget else np.nan for s in scenario.states.values()]
    implied = np.maximum(budgets(world, rules), TINY)
    world.budget_factor = np.where(np.isnan(stated), 1.0, stated / implied)
    world.purse = FIRST_PURSE * budgets(world, rules)
    observed = pairs.symmetric(lambda d: d.observed_years.value if d.observed_years else 0.0)
    calibrate(world, rules, world.onset_count, observed)
    draw_errors(world, draws)
    return world


def draw_errors(world: World, draws: Draws) -> None:
    """Draw the errors with which states start: what they misread, and what warnings get wrong."""
    world.alarm_error = fresh_error(draws, 0)
    world.misreading = draws.directed_normals(0, "perceive")
    np.fill_diagonal(world.misreading, 0.0)


class _Pairs:
    """Reads figures of dyads into matrices."""

    def __init__(self, scenario: Scenario) -> None:
        ids = list(scenario.states)
        self.n = len(ids)
        self.known: list[tuple[int, int, Dyad]] = []
        for key, dyad in scenario.dyads.items():
            one, other = key.split("-")
            self.known.append((ids.index(one), ids.index(other), dyad))

    def symmetric(self, read: Callable[[Dyad], float], default: float = 0.0) -> Array:
        """Return an N×N matrix of what ``read`` gives for each dyad."""
        matrix = np.full((self.n, self.n), default)
        for i, j, dyad in self.known:
            matrix[i, j] = matrix[j, i] = read(dyad)
        np.fill_diagonal(matrix, default)
        return matrix

    def directed(self, read: Callable[[Dyad], Figure | list[Figure] | None]) -> Array:
        """Return an N×N matrix of a figure, or of two figures, NaN where nothing is stated."""
        matrix = np.full((self.n, self.n), np.nan)
        for i, j, dyad in self.known:
            stated = read(dyad)
            if isinstance(stated, list):
                matrix[i, j], matrix[j, i] = stated[0].value, stated[1].value
            elif isinstance(stated, Figure):
                matrix[i, j] = matrix[j, i] = stated.value
        return matrix


def _states(scenario: Scenario) -> dict[str, Any]:
    states = list(scenario.states.values())
    n = len(states)

    def column(name: str) -> Array:
        return np.array([getattr(state, name).value for state in states])

    return {
        **{name: column(name) for name in (
            "capability", "burden", "output", "regime", "technology", "transparency",
            "accountability", "sovereignty", "growth", "output_growth", "cyber", "rights",
            "industry",
        )},
        "burden_norm": column("burden"),
        "burden_reference": column("burden"),
        "transparency_norm": column("transparency"),
        "accountability_norm": column("accountability"),
        "cyber_norm": column("cyber"),
        "burden_growth": np.zeros(n),
        "major": np.array([state.major for state in states]),
        "nuclear": np.array([state.nuclear for state in states]),
        **{name: np.zeros(n) for name in (
            "purse", "assistance", "war_loss", "threat_felt", "threat_reference", "gap_reference",
            "counter_threat", "warning", "illicit_arms", "toll",
        )},
        "budget_factor": np.ones(n),
        "standing": np.ones(n),
    }  # fmt: skip


def _interests(scenario: Scenario) -> dict[str, Any]:
    dimensions = list(scenario.interests)
    m = max(1, len(dimensions))
    positions, weights = (
        np.zeros((len(scenario.states), m)),
        np.full((len(scenario.states), m), 1 / m),
    )
    for row, state in enumerate(scenario.states.values()):
        for column, name in enumerate(dimensions):
            positions[row, column] = state.interests[name].value
        if state.salience is not None:
            weights[row] = [state.salience[d].value if d in state.salience else 0.0
                            for d in dimensions]  # fmt: skip
    return {
        "interests": positions,
        "salience": weights,
        "affinity": closeness(positions, weights),
    }


def _threats(scenario: Scenario) -> dict[str, Any]:
    """Return the threat actors, and their rates at the norm that the scenario states."""
    ids = list(scenario.states)
    actors, rates = [], np.zeros((len(scenario.threats), len(ids)))
    for row, (key, given) in enumerate(scenario.threats.items()):
        suspects = {*given.suspects, *([given.sponsor] if given.sponsor else [])}
        actors.append(
            NonState(
                id=key,
                name=given.name,
                type=given.type,
                dispersion=given.dispersion,
                harbour=tuple(sorted(ids.index(state) for state in given.harbour)),
                suspects=tuple(sorted(ids.index(state) for state in suspects)),
                sponsor=ids.index(given.sponsor) if given.sponsor else None,
            )
        )
        for state, rate in given.rates.items():
            rates[row, ids.index(state)] = rate.value
    return {
        "threats": tuple(actors),
        "asymmetric": rates.copy(),
        "asymmetric_norm": rates,
        "asymmetric_drift": np.zeros((3, *rates.shape)),
        "incidents": np.zeros_like(rates),
        "incidents_felt": rates.sum(axis=0) * scenario.parameters.asymmetric.memory,
    }


def _dyads(scenario: Scenario, pairs: _Pairs) -> dict[str, Any]:
    stated = pairs.symmetric(lambda d: np.nan if d.distance is None else d.distance.value, np.nan)
    contiguity = pairs.symmetric(lambda d: d.contiguity).astype(np.int8)
    distance = np.where(np.isnan(stated), great_circles(scenario), stated)
    distance = np.where(np.isnan(stated) & (contiguity == 1), 0.0, distance)
    np.fill_diagonal(distance, 0.0)
    dependence = pairs.directed(lambda d: d.dependence)
    return {
        "distance": distance,
        "contiguity": contiguity,
        "tension": pairs.symmetric(lambda d: _tension(d, scenario.parameters)),
        "interoperability": pairs.symmetric(lambda d: d.interoperability.value),
        "information": pairs.symmetric(lambda d: d.information.value),
        "procedures": pairs.symmetric(lambda d: d.procedures.value),
        "understanding": pairs.symmetric(lambda d: d.understanding.value),
        "readiness": pairs.symmetric(lambda d: d.readiness.value),
        "culture": _culture(scenario, pairs),
        "dependence": np.nan_to_num(dependence),
        "bases": np.nan_to_num(pairs.directed(lambda d: d.bases)),
        "stakes": _stakes(scenario),
        "rivalry": pairs.symmetric(lambda d: d.rivalry).astype(bool),
        "onset_count": pairs.symmetric(lambda d: d.past_disputes.value),
        "onset_times": _onset_times(pairs),
        "incident_rate": pairs.symmetric(lambda d: d.incidents.value),
    }


def _culture(scenario: Scenario, pairs: _Pairs) -> Array:
    """Return the cultural distance as stated, else by labels: 0 for the same or a missing one."""
    labels = [state.culture for state in scenario.states.values()]
    stated = pairs.symmetric(
        lambda d: np.nan if d.cultural_distance is None else d.cultural_distance.value, np.nan
    )
    differ = np.array([[bool(a and b and a != b) for b in labels] for a in labels])
    distance = np.where(differ, scenario.parameters.effects.cultural_distance, 0.0)
    told = np.where(np.isnan(stated), distance, stated)
    np.fill_diagonal(told, 0.0)
    return told


def _tension(dyad: Dyad, rules: Parameters) -> float:
    """Return the stated tension, or what the dyad's record of disputes has left.

    The weight of a use of force times Σ_k exp(-(t + k·gap)/memory), with t the years since the
    last dispute and gap the mean time between disputes.
    """
    if dyad.tension is not None:
        return dyad.tension.value
    if not dyad.observed_years or not dyad.years_since_dispute or not dyad.past_disputes.value:
        return 0.0
    memory = rules.tension.memory
    gap = max(dyad.observed_years.value, 0.1) / dyad.past_disputes.value
    fresh = math.exp(-dyad.years_since_dispute.value / memory)
    return rules.tension.force_weight * fresh / -math.expm1(-gap / memory)


def _escalation(dyad: Dyad, rules: Parameters) -> float:
    """Return what is left of the last dispute, taken as a use of force: w_4·exp(-t/memory)."""
    if dyad.years_since_dispute is None:
        return 0.0
    memory = rules.indices.escalation_memory
    return rules.tension.force_weight * math.exp(-dyad.years_since_dispute.value / memory)


def great_circles(scenario: Scenario) -> Array:
    """Return the great-circle distances between the capitals, km, N×N."""
    lat = np.radians([state.location.lat for state in scenario.states.values()])
    lon = np.radians([state.location.lon for state in scenario.states.values()])
    inner = (
        np.sin((lat[:, None] - lat) / 2) ** 2
        + np.cos(lat[:, None]) * np.cos(lat) * np.sin((lon[:, None] - lon) / 2) ** 2
    )
    arc: Array = 2 * EARTH * np.arcsin(np.sqrt(np.clip(inner, 0, 1)))
    return arc


def _stakes(scenario: Scenario) -> Array:
    """Return dispute salience: 1 - Π(1 - salience) over the disputes that divide a pair."""
    ids = list(scenario.states)
    quiet = np.ones((len(ids), len(ids)))
    for dispute in scenario.disputes.values():
        for number, side in enumerate(dispute.sides):
            for other in dispute.sides[number + 1 :]:
                for one in side:
                    for two in other:
                        i, j = ids.index(one), ids.index(two)
                        quiet[i, j] *= 1 - dispute.salience.value
                        quiet[j, i] = quiet[i, j]
    return 1 - quiet


def _onset_times(pairs: _Pairs) -> Array:
    """Return the times of the last three onsets; older ones are spaced as the record implies."""
    times = np.full((3, pairs.n, pairs.n), -NEVER)
    for i, j, dyad in pairs.known:
        number = dyad.past_disputes.value
        if dyad.years_since_dispute is None or number < 1:
            continue
        span = dyad.observed_years.value if dyad.observed_years else NEVER
        for back in range(min(3, int(number))):
            when = -dyad.years_since_dispute.value - (back * span / number if back else 0.0)
            times[back, i, j] = times[back, j, i] = when
    return times


def _recent(scenario: Scenario, pairs: _Pairs, tools: dict[str, Instrument]) -> Array:
    """Return recent engagements: those a year before the start, as opportunities share them."""
    rate = pairs.symmetric(lambda d: d.engagements.value)
    share = np.array([record.opportunities for record in tools.values()])
    memory = scenario.parameters.choice.habit_memory
    recent: Array = (share / share.sum()).reshape(-1, 1, 1) * rate * memory
    return recent


def _treaties(scenario: Scenario) -> Treaties:
    ids = list(scenario.states)
    treaties = []
    for key, alliance in scenario.alliances.items():
        multilateral = alliance.multilateral
        if multilateral is None:
            multilateral = len(alliance.members) + len(alliance.outside_members) > 2
        goal = alliance.spending_goal
        treaties.append(
            Treaty(
                id=key,
                name=alliance.name,
                flags=flags(list(alliance.obligations)),
                members=tuple(sorted(ids.index(member) for member in alliance.members)),
                outside=frozenset(alliance.outside_members),
                multilateral=multilateral,
                scope=alliance.scope,
                admission=admission_of(alliance.admission, multilateral),
                candidates=frozenset(ids.index(state) for state in alliance.candidates),
                suspended=frozenset(ids.index(state) for state in alliance.suspended),
                spending_goal=goal.value if goal else 0.0,
            )
        )
    return Treaties(treaties, len(ids))


def _trust(world: World, scenario: Scenario, pairs: _Pairs, rules: Parameters) -> None:
    """Set trust evidence: the prior, or the stated trust behind the stated evidence.

    Stated trust T with evidence n gives α = T·n', β = (1 - T)·n', n' = prior_strength + n, raised
    where needed so that neither falls below its prior.
    """
    good0, bad0 = prior(world, rules)
    world.good_prior, world.bad_prior = good0, bad0
    trust = pairs.directed(lambda d: d.trust)
    evidence = pairs.symmetric(
        lambda d: d.evidence.value if d.evidence else rules.trust.start_strength,
        rules.trust.start_strength,
    )
    stated = np.clip(trust, 0.01, 0.99)
    strength = np.maximum.reduce(
        [rules.trust.prior_strength + evidence, good0 / stated, bad0 / (1 - stated)]
    )
    known = ~np.isnan(trust)
    world.good = np.where(known, stated * strength, good0)
    world.bad = np.where(known, (1 - stated) * strength, bad0)
    label = causes(tuple(engaging(scenario.instruments))).index("start")
    world.good_credit[label] = np.maximum(0.0, world.good - good0)
    world.bad_credit[label] = np.maximum(0.0, world.bad - bad0)
