"""Threats: non-state actors strike states (equation 14).

The incidents of actor a in state i in a step are Poisson with mean λ_ai·G_ai·Δ, where G is gamma
with mean 1 and variance ``dispersion``, the same for all steps of a year: a good or a bad year.
So counts are negative binomial with the same dispersion by the step and by the year. A share
``serious`` of them is answered: victims resent the states on whose soil the actor lives, less
those that fight it, and blame somebody where the author hides.

The only writer of the rates and their drift, and of incidents and how they are felt. What they do
to trust and tension goes through the ledger, as do their dead.
"""

from collections.abc import Sequence

import numpy as np

from alliancesim.draws import Draws
from alliancesim.events import Event, ranked
from alliancesim.kernels import lasting
from alliancesim.ledger import Ledger
from alliancesim.parameters import Parameters
from alliancesim.phases.threats.attribution import attribute
from alliancesim.phases.threats.counts import (
    binomial_quantile,
    gamma_quantile,
    poisson_quantile,
)
from alliancesim.phases.threats.rates import drift, rate_terms
from alliancesim.scenario.events import Attack
from alliancesim.world import Array, World


def threats(
    world: World, rules: Parameters, attacks: Sequence[Attack], ledger: Ledger, draws: Draws,
    step: int, years: float, now: float,
) -> list[Event]:  # fmt: skip
    """Let non-state actors strike; return what happened.

    ``now`` is the time at the start of the step, in years since the start of the run; ``attacks``
    are those that the scenario dates, all of them serious.
    """
    if not world.threats:
        return []
    world.asymmetric_drift = drift(world, rules, draws, step, years)
    terms = rate_terms(world, rules)
    world.asymmetric = world.asymmetric_norm * np.exp(sum(terms.values()))
    dated = _dated(world, attacks)
    struck = strikes(world, draws, step, years, now)
    serious = _serious(world, rules, struck, draws, step)
    world.incidents = struck + dated
    decay = years / rules.asymmetric.memory
    felt = world.incidents_felt * np.exp(-decay)
    world.incidents_felt = felt + lasting(decay) * world.incidents.sum(axis=0)
    _resent(world, rules, serious + dated, ledger)
    _count_the_dead(world, rules, ledger)
    return [
        *(_told(world, attack) for attack in attacks),
        *_attacks(world, struck, serious, terms),
        *attribute(world, rules, serious + dated, ledger, draws, step),
    ]


def strikes(world: World, draws: Draws, step: int, years: float, now: float) -> Array:
    """Return the incidents of the step by actor and state, A×N."""
    year = int(now + 1e-9)
    climate = draws.kept(("threat year", year), lambda: np.stack([
        gamma_quantile(draws.states(year, f"threat year {actor.id}"), actor.dispersion)
        for actor in world.threats
    ]))  # fmt: skip
    luck = np.stack([draws.states(step, f"threat incidents {a.id}") for a in world.threats])
    return poisson_quantile(luck, world.asymmetric * climate * years)


def _serious(world: World, rules: Parameters, struck: Array, draws: Draws, step: int) -> Array:
    luck = np.stack([draws.states(step, f"threat serious {actor.id}") for actor in world.threats])
    return binomial_quantile(luck, struck, rules.asymmetric.serious)


def _dated(world: World, attacks: Sequence[Attack]) -> Array:
    known = [actor.id for actor in world.threats]
    dated = np.zeros(world.asymmetric.shape)
    for attack in attacks:
        for state in attack.actors:
            dated[known.index(attack.threat), world.row(state)] += attack.size
    return dated


def _resent(world: World, rules: Parameters, serious: Array, ledger: Ledger) -> None:
    """Let victims hold serious incidents against the states that harbour the actor."""
    p = rules.asymmetric
    blame = np.zeros((world.n, world.n))
    for actor, suffered in zip(world.threats, serious, strict=True):
        for host in actor.harbour:
            blame[:, host] += suffered * (1 - world.counter_threat[host]) / len(actor.harbour)
    np.fill_diagonal(blame, 0.0)
    if blame.any():
        ledger.add("bad", "attribution", rules.trust.loss_weight * p.harbour_evidence * blame)
        ledger.add("tension_shock", "attribution", p.harbour_tension * (blame + blame.T))


def _count_the_dead(world: World, rules: Parameters, ledger: Ledger) -> None:
    states = np.arange(world.n)
    for actor, suffered in zip(world.threats, world.incidents, strict=True):
        if actor.kills and suffered.any():
            ledger.of_states("deaths", actor.type, states, rules.asymmetric.deaths * suffered)


def _attacks(world: World, struck: Array, serious: Array, terms: dict[str, Array]) -> list[Event]:
    """Return an event per actor and state with serious incidents in the step."""
    happened = []
    for a, i in np.argwhere(serious > 0):
        number = f"{struck[a, i]:.0f} incident{'s' * bool(struck[a, i] > 1)}"
        text = (
            f"attack by {world.threats[a].name} on {world.names[i]}: {number},"
            f" {serious[a, i]:.0f} of them serious"
        )
        why = ranked((label, float(term[a, i])) for label, term in terms.items())
        happened.append(Event("attack", (world.ids[i],), text, terms=why))
    return happened


def _told(world: World, attack: Attack) -> Event:
    name = next(actor.name for actor in world.threats if actor.id == attack.threat)
    text = f"attack by {name} on {world.called(attack.actors)}"
    note = f": {attack.note}" if attack.note else ""
    return Event("scheduled_attack", tuple(attack.actors), text + note)
