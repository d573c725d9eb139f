"""Mediation: organisations and third states offer good offices in live crises (equation 13).

The pool of mediators between a and b has the weights, for an organisation o and a state k,

w_o = mediation_o·will_o·outsiders^(sides that are no members)
w_k = T_ak·T_bk·B_k / (B_k + capacity_scale)
will_o = 1 - divergence·(1 - cohesion_o)

with B the diplomatic budget, and the strength W = 1 - Π_m (1 - w_m). A crisis at level h takes a
mediator if its reluctance, uniform in [0, 1], is below 1 - exp(-lever·offers_h·W): the more, the
higher the level. Good offices then begin after an exponential time (mean ``delay``), unless the
crisis ends before; who mediates is drawn with chances as the weights. A mediator adds
``ladder.mediation`` to the log-odds of coming down and takes it from those of climbing, and adds
``mediated`` to the log-odds ``agreement`` that a dispute of more than a day, below war, ends in a
negotiated settlement; wars end as the chapter on outcomes says. A settlement takes the share
``relief`` of the tension away, and both sides take good evidence about a state that mediated it.
"""

from collections.abc import Sequence

import numpy as np

from alliancesim.crisis import SETTLEMENT, Crisis
from alliancesim.events import Event, ranked
from alliancesim.parameters import Parameters
from alliancesim.phases.crises.ladder import sigmoid
from alliancesim.phases.crises.stage import Stage
from alliancesim.world import Array


def mediating(stage: Stage, pairs: Sequence[tuple[int, int]]) -> Array:
    """Return the weight of each who could mediate between the states of pairs, (pairs, O + N).

    In the order of their ids; zero for those who cannot, as for the two themselves.
    """
    world, p = stage.world, stage.rules.mediation
    one, other = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
    states = stage.trust[one] * stage.trust[other] * stage.diplomacy
    places = np.arange(len(one))
    states[places, one] = states[places, other] = 0.0
    seats, bodies = world.organisations.members, world.organisations
    strangers = (2 - seats[:, one] - seats[:, other]).astype(np.intp).T
    able = np.array([body.mediation for body in bodies]) * stage.will
    weights = able * np.array([p.outsiders**number for number in range(3)])[strangers]
    found: Array = np.concatenate([weights, states], axis=1)[:, stage.mediators[1]]
    return found


def weights_of(stage: Stage, a: int, b: int, inside: set[int]) -> Array:
    """Return the same of one pair, without the states ``inside``, which take part; (O + N,)."""
    found: Array = mediating(stage, [(a, b)])[0]
    found[[stage.places[state] for state in inside]] = 0.0
    return found


def pool(stage: Stage, a: int, b: int, inside: set[int]) -> dict[str, float]:
    """Return the weight of each who can mediate between two states, by id and in that order."""
    found = zip(stage.mediators[0], weights_of(stage, a, b, inside).tolist(), strict=True)
    return {id_: weight for id_, weight in found if weight > 0}


def strength(weights: dict[str, float]) -> float:
    """Return the strength of a pool: 1 - Π_m (1 - w_m), in [0, 1]."""
    return float(together(np.array([*weights.values()])))


def together(weights: Array) -> Array:
    """Return the strength of those who could mediate, given their weights in the last axis."""
    return np.asarray(1 - np.multiply.reduce(1 - weights, axis=-1))


def heaviest(weights: dict[str, float], luck: float = 0.0) -> str:
    """Return a mediator drawn with chances as the weights."""
    shares = np.cumsum(list(weights.values()))
    return list(weights)[int(np.searchsorted(shares, luck * shares[-1], side="right"))]


def offers(rules: Parameters, level: int) -> float:
    """Return the welcome offers that a crisis at a level draws from a full pool."""
    p = rules.mediation
    return p.offers_war if level == 5 else p.offers_force if level == 4 else p.offers_low


def invite(stage: Stage, crisis: Crisis) -> None:
    """Decide whether a crisis takes a mediator at its present level, and when he begins."""
    if crisis.mediator or np.isfinite(crisis.offered):
        return
    most = stage.tools.lever("mediation") * offers(stage.rules, crisis.top)
    if crisis.reluctance >= -np.expm1(-most):  # not even of a full pool
        return
    found = together(weights_of(stage, *crisis.pair, {*crisis.sides[0], *crisis.sides[1]}))
    if crisis.reluctance < -np.expm1(-most * found):
        crisis.offered = crisis.days + crisis.patience * stage.rules.mediation.delay


def mediate(stage: Stage, crisis: Crisis, day: float) -> None:
    """Let good offices begin, by one of those who could mediate now."""
    world = stage.world
    able = pool(stage, *crisis.pair, inside={*crisis.sides[0], *crisis.sides[1]})
    crisis.offered = np.inf
    most = stage.tools.lever("mediation") * offers(stage.rules, crisis.top)
    if not able or not most:  # nobody is left, or it has been switched off since
        return
    crisis.mediator = heaviest(able, stage.luck("mediator", crisis).random())
    names, ids = stage.names(crisis), stage.ids(crisis)
    terms = {
        "level": np.log(offers(stage.rules, crisis.top)),
        "pool of mediators": np.log(strength(able)),
        "lever": np.log(stage.tools.lever("mediation")),
    }
    text = f"{named(stage, crisis.mediator)} mediates between {names[0]} and {names[1]}"
    actors = (crisis.mediator, *ids) if crisis.mediator in world.ids else ids
    stage.happened.append(
        Event("mediation", actors, text, crisis.top, crisis.id, ranked(terms.items()), day)
    )


def named(stage: Stage, mediator: str) -> str:
    """Return the name of a state or an organisation."""
    world = stage.world
    if mediator in world.ids:
        return world.names[world.row(mediator)]
    return world.organisations[mediator].name


def agreement_terms(rules: Parameters, crisis: Crisis) -> dict[str, float]:
    """Return the labelled log-odds that a dispute ends in a negotiated settlement."""
    p = rules.mediation
    return {"agreement": p.agreement, "mediation": p.mediated * bool(crisis.mediator)}


def conclude(stage: Stage, crisis: Crisis, day: float) -> None:
    """Let a dispute that ends be settled by agreement, or not."""
    terms = agreement_terms(stage.rules, crisis)
    if stage.luck("agreement", crisis).random() >= sigmoid(sum(terms.values())):
        return
    crisis.over = SETTLEMENT
    names, ids = stage.names(crisis), stage.ids(crisis)
    text = f"{names[0]} and {names[1]} settle their dispute"
    if crisis.mediator:
        text += f" with the good offices of {named(stage, crisis.mediator)}"
    stage.happened.append(
        Event("settlement", ids, text, crisis.top, crisis.id, ranked(terms.items()), day)
    )
    _reconcile(stage, crisis)


def _reconcile(stage: Stage, crisis: Crisis) -> None:
    """Take tension away between the opponents, and thank the state that mediated."""
    world, p = stage.world, stage.rules.mediation
    for a, b in crisis.cross_pairs():
        rows, columns = np.array([a, b]), np.array([b, a])
        eased = p.relief * world.tension[rows, columns]
        world.tension[rows, columns] -= eased
        stage.ledger.at("tension", "settlement", rows, columns, -eased)
    if crisis.mediator in world.ids:
        sides = np.array(crisis.pair)
        thanked = np.full(2, world.row(crisis.mediator))
        stage.ledger.at("good", "mediation", sides, thanked, np.full(2, p.evidence))
