"""Realign: pacts are signed, left and end (equation 8); the only writer of treaties.

Formation of a bilateral defence pact, per pair without one and year, log-odds:
constant + distance·ln(1 + d) + capability_ratio·|ln c_i/c_j| + major + regime_gap·|r_i - r_j|
+ shared_foe + recent_dispute + shared_allies·ln(1 + allies in common)
+ trust·(T_ij - mark) + trust·(T_ji - mark).

Ending of a tie, log-odds: constant + joint_democracy + shared_allies·ln(1 + allies in common)
+ capability_ratio·|ln c_i/c_j| + trust·(mark - T_ij) + trust·(mark - T_ji). A bilateral pact ends
at the rate of its tie; a member leaves a bloc at the mean rate of its ties there. Cooperation
agreements, the rung below pacts, have a hazard of their own. Yearly log-odds become rates by
-ln(1 - p). Sources: the parameters name them.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from alliancesim.draws import Draws
from alliancesim.events import Event, ranked
from alliancesim.kernels import defence_pacts, democracies, power_ratio, yearly_rate
from alliancesim.parameters import Parameters
from alliancesim.scenario.events import Leave, Sign
from alliancesim.treaties import Treaties, Treaty, flags
from alliancesim.world import Array, World

FOE_YEARS = 5.0
"""Window of the shared-foe and recent-dispute terms, as fitted."""
Terms = dict[str, NDArray[np.floating]]


def recent_disputes(world: World, now: float) -> NDArray[np.bool_]:
    """Return the pairs with an onset in the last five years, N×N."""
    return now - world.onset_times[0] <= FOE_YEARS


def formation_terms(world: World, rules: Parameters, now: float) -> Terms:
    """Return the labelled log-odds of signing a defence pact, each N×N."""
    p = rules.pacts.formation
    foes = recent_disputes(world, now)
    shared_foe = np.einsum("ik,jk->ij", foes.astype(float), foes.astype(float)) > 0
    above = world.trust - p.trust_mark
    return {
        "distance": p.distance * np.log1p(world.distance),
        "capability ratio": p.capability_ratio * power_ratio(world),
        "major power": p.major * (world.major[:, None] | world.major[None, :]),
        "regime gap": p.regime_gap * np.abs(world.regime[:, None] - world.regime[None, :]),
        "shared foe": p.shared_foe * shared_foe,
        "recent dispute": p.recent_dispute * foes,
        "shared allies": p.shared_allies * np.log1p(world.treaties.shared_partners("defence")),
        "trust": p.trust * (above + above.T),
    }


def ending_terms(world: World, rules: Parameters) -> Terms:
    """Return the labelled log-odds that a defence tie ends, each N×N."""
    p = rules.pacts.ending
    below = rules.pacts.formation.trust_mark - world.trust
    return {
        "joint democracy": p.joint_democracy * democracies(world, rules),
        "shared allies": p.shared_allies * np.log1p(world.treaties.shared_partners("defence")),
        "capability ratio": p.capability_ratio * power_ratio(world),
        "trust": p.trust * (below + below.T),
    }


def agreement_terms(world: World, rules: Parameters) -> Terms:
    """Return the labelled log-odds of signing a cooperation agreement, each N×N."""
    p = rules.pacts.agreements
    mark = rules.pacts.formation.trust_mark
    partners = world.treaties.partners("cooperation")
    above = world.trust - mark
    return {
        "recent cooperation": p.cooperation * np.log1p(world.recent.sum(axis=0)),
        "shared partners": p.shared_partners
        * np.log1p(world.treaties.shared_partners("cooperation")),
        "number of agreements": p.degree * np.log1p((partners[:, None] + partners[None, :]) / 2),
        "trust": p.trust * (above + above.T),
    }


def rate(constant: float, terms: Terms) -> Array:
    """Return the yearly rate of the summed log-odds, N×N."""
    return yearly_rate(np.asarray(sum(terms.values(), np.float64(constant))))


def realign(
    world: World, rules: Parameters, dated: Sequence[Sign | Leave], draws: Draws, step: int,
    years: float, now: float,
) -> list[Event]:  # fmt: skip
    """Carry out dated and endogenous signatures, exits and endings; return what happened."""
    happened = [_dated(world, event) for event in dated]
    happened += _leave(world, rules, draws, step, years)
    happened += _sign(world, rules, draws, step, years, now)
    return happened


def _dated(world: World, event: Sign | Leave) -> Event:
    members = tuple(world.ids.index(member) for member in event.members)
    known = {treaty.id: treaty for treaty in world.treaties}
    old = known.get(event.alliance)
    kind, actors = f"scheduled_{event.kind}", tuple(event.members)
    if isinstance(event, Leave):
        if old is None or not set(old.members) & set(members):
            return Event(kind, actors, f"{world.called(actors)}: not bound by {event.alliance}")
        known[old.id] = old.with_members(tuple(set(old.members) - set(members)))
        verb = "leaves" if len(members) == 1 else "leave"
    elif old is None and not event.obligations:
        return Event(kind, actors, f"{world.called(actors)}: {event.alliance} is no more")
    else:
        verb = "signs" if len(members) == 1 else "sign"
        if old is None:
            old = Treaty(
                event.alliance, event.name or event.alliance, flags(list(event.obligations)), (),
                frozenset(), len(members) > 2,
            )  # fmt: skip
        joined = old.with_members(tuple({*old.members, *members}))
        known[old.id] = replace(
            joined,
            flags=joined.flags | flags(list(event.obligations)),
            multilateral=joined.multilateral or len(joined.members) + len(joined.outside) > 2,
        )
    world.treaties = _alive(known, world.n)
    name = old.name if old is not None else event.alliance
    text = f"{world.called(event.members)} {verb} {name}" + (
        f": {event.note}" if event.note else ""
    )
    return Event(kind, actors, text)


def _alive(treaties: dict[str, Treaty], n: int) -> Treaties:
    """Return the treaties that still bind anybody: two members, one of them in the cast."""
    alive = (t for t in treaties.values() if t.members and len(t.members) + len(t.outside) >= 2)
    return Treaties(alive, n)


def _leave(world: World, rules: Parameters, draws: Draws, step: int, years: float) -> list[Event]:
    """Let members leave defence pacts; a bilateral pact ends with the first who leaves."""
    terms = ending_terms(world, rules)
    rates = rate(rules.pacts.ending.constant, terms)
    happened = []
    treaties = {treaty.id: treaty for treaty in world.treaties}
    for treaty in world.treaties:
        if not treaty.has("defence") or len(treaty.members) < 2:
            continue
        luck = draws.states(step, f"realign leave {treaty.id}")
        for member in treaty.members:
            left = treaties[treaty.id]
            if len(left.members) + len(left.outside) < 2:
                break
            others = [m for m in treaty.members if m != member]
            exit_rate = float(rates[member, others].mean())
            if not treaty.multilateral:
                exit_rate /= 2  # either of the two can end it
            if luck[member] < -np.expm1(-exit_rate * years):
                treaties[treaty.id] = left.with_members(tuple(set(left.members) - {member}))
                why = ranked((k, float(v[member, others].mean())) for k, v in terms.items())
                name = world.ids[member]
                happened.append(Event("pact_ended", (name,),
                                      f"{world.names[member]} leaves {treaty.name}",
                                      terms=why))  # fmt: skip
    if happened:
        world.treaties = _alive(treaties, world.n)
    return happened


def _sign(
    world: World, rules: Parameters, draws: Draws, step: int, years: float, now: float
) -> list[Event]:
    """Let pairs sign defence pacts and cooperation agreements."""
    pacts = defence_pacts(world)
    agreements = world.treaties.bound("cooperation")
    kinds = (
        ("pact_signed", "defence pact", ["defence", "consultation"], pacts,
         rules.pacts.formation.constant, formation_terms(world, rules, now)),
        ("agreement_signed", "cooperation agreement", ["cooperation"], agreements | pacts,
         rules.pacts.agreements.constant, agreement_terms(world, rules)),
    )  # fmt: skip
    rows, columns = draws.upper
    happened = []
    for kind, noun, obligations, have, constant, terms in kinds:
        chance = -np.expm1(-rate(constant, terms)[rows, columns] * years)
        signs = (draws.pairs(step, f"realign {kind}")[0] < chance) & ~have[rows, columns]
        for pair in np.flatnonzero(signs):
            i, j = int(rows[pair]), int(columns[pair])
            names = tuple(sorted((world.ids[i], world.ids[j])))
            called = world.called(names)
            name = f"{noun} of {called}"
            treaty = Treaty(f"{kind} {'-'.join(names)} {step}", name, flags(obligations), (i, j),
                            frozenset(), False)  # fmt: skip
            world.treaties = Treaties((*world.treaties, treaty), world.n)
            why = ranked((label, float(term[i, j])) for label, term in terms.items())
            happened.append(Event(kind, names, f"{called} sign a {noun}",
                                  terms=why))  # fmt: skip
    return happened
