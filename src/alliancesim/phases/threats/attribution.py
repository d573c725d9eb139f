"""Attribution: whom victims blame for attacks whose author hides (equation 14).

For a share of serious incidents the victim v blames one of the suspects, a with the weight

(1 - T_va)^bias · exp(skill·ability_v·[a is the sponsor]),

ability_v = 1 - (1 - own_v)(1 - max_k S_vk): what v can find out itself (resilience of networks,
or ability against threats) and through its closest intelligence partner. The blind blame whom
they distrust. Right or wrong, the accused loses the victim's trust; one wrongly accused resents it.
Incidents of one actor in one state and step are one campaign, with one accused.
"""

import numpy as np

from alliancesim.draws import Draws
from alliancesim.events import Event, ranked
from alliancesim.ledger import Ledger
from alliancesim.nonstate import NonState
from alliancesim.parameters import Parameters
from alliancesim.phases.threats.counts import binomial_quantile
from alliancesim.world import Array, World


def ability(world: World, actor: NonState) -> Array:
    """Return how well each state can find out who struck it, (N,) in [0, 1]."""
    own = world.cyber if actor.on_networks else world.counter_threat
    found: Array = 1 - (1 - own) * (1 - world.information.max(axis=1))
    return found


def suspicion(
    world: World, rules: Parameters, actor: NonState, victim: int, suspects: list[int]
) -> dict[str, Array]:
    """Return the labelled log weights of the suspects in the eyes of a victim."""
    p = rules.attribution
    distrust = np.log(1 - world.trust[victim, suspects])
    guilty = np.array([suspect == actor.sponsor for suspect in suspects], dtype=float)
    return {
        "distrust": p.bias * distrust,
        "evidence": p.skill * ability(world, actor)[victim] * guilty,
    }


def attribute(
    world: World, rules: Parameters, serious: Array, ledger: Ledger, draws: Draws, step: int
) -> list[Event]:
    """Let victims blame states for the ``serious`` incidents of the step (A×N)."""
    happened = []
    for actor, suffered in zip(world.threats, serious, strict=True):
        if not actor.suspects or not suffered.any():
            continue
        luck = draws.states(step, f"threat blame {actor.id}")
        choice = draws.states(step, f"threat suspect {actor.id}")
        blamed = binomial_quantile(luck, suffered, rules.attribution.share)
        for victim in np.flatnonzero(blamed):
            suspects = [suspect for suspect in actor.suspects if suspect != victim]
            if suspects:
                count, chosen = float(blamed[victim]), float(choice[victim])
                happened.append(
                    _accuse(world, rules, actor, int(victim), suspects, count, chosen, ledger)
                )
    return happened


def _accuse(
    world: World, rules: Parameters, actor: NonState, victim: int, suspects: list[int],
    count: float, choice: float, ledger: Ledger,
) -> Event:  # fmt: skip
    p, loss = rules.attribution, rules.trust.loss_weight
    terms = suspicion(world, rules, actor, victim, suspects)
    weight = np.exp(sum(terms.values()))
    share = np.cumsum(weight) / weight.sum()
    place = min(int(np.searchsorted(share, choice, side="right")), len(suspects) - 1)
    accused = suspects[place]
    wrong = accused != actor.sponsor
    pair = np.array([victim, accused])
    offence = p.offence if wrong else 0.0
    ledger.at("bad", "attribution", pair, pair[::-1],
              loss * count * np.array([p.evidence, offence]))  # fmt: skip
    if p.tension:
        ledger.at("tension_shock", "attribution", pair, pair[::-1], np.full(2, p.tension * count))
    text = (
        f"{world.names[victim]} blames {world.names[accused]}, {'wrongly' if wrong else 'rightly'},"
        f" for attacks by {actor.name}"
    )
    why = ranked((label, float(term[place] - term.mean())) for label, term in terms.items())
    return Event("attributed", (world.ids[victim], world.ids[accused]), text, terms=why)
