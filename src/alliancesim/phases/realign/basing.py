"""Basing: the stronger of two states gets a base in the weaker, keeps it and gives it up.

Log-odds of a year that guest i opens a base in a weaker host j where it has none: constant
+ no_pact + major + power·ln(c_i / max c) + threat·F_j + trust·(T_ji - mark) + sovereignty·σ_j, F
the threat felt and σ the sensitivity about sovereignty. Only contiguous states and pairs with a
major power come into question, and no rivals: the data are about a major power, small states
station no troops across the world, and nobody lets an opponent in. A base opens with
``first_size``. A host without a defence pact asks for one with the chance ``guarantee``, times the
lever of pacts.

Log-odds that a base of size s is given up: constant + size·ln(s/0.1) + no_pact + threat·F_j
+ trust·(mark - T_ji) + sovereignty·(σ_j - ½).

While it stands, the host takes friction·s·σ_j·loss_weight·Δ of bad evidence about the guest, and
an onlooker l takes provocation·s·max(s_li, s_lj)·Δ about both, with s_li how strongly l takes
offence at what i does (phases/engage/onlookers); good evidence where ``provocation`` is negative.
"""

import numpy as np
from numpy.typing import NDArray

from alliancesim.events import Event
from alliancesim.phases.engage.onlookers import sensitivity
from alliancesim.phases.realign.bilateral import PACT, conclude
from alliancesim.phases.realign.moment import Moment, Terms, why
from alliancesim.world import Array

COMMON_SIZE = 0.1
"""Size of a base at which the term of size is zero, as fitted: 5 000 troops."""


def station(moment: Moment) -> list[Event]:
    """Let bases be given up and opened, and be felt."""
    happened = [*_give_up(moment), *_open(moment)]
    if moment.world.bases.any():
        _rub(moment)
        _alarm(moment)
    return happened


def of_hosts(moment: Moment, values: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return what holds for each host, whoever the guest is, N×N."""
    return np.repeat(values[None, :], moment.world.n, axis=0)


def opening_terms(moment: Moment) -> Terms:
    """Return the labelled log-odds that guest i opens a base in host j, each N×N."""
    p, world = moment.rules.basing.opening, moment.world
    return {
        "no pact": p.no_pact * ~world.treaties.bound("defence"),
        "major power": of_hosts(moment, p.major * world.major).T,
        "power": of_hosts(moment, p.power * np.log(world.capability / world.capability.max())).T,
        "threat": of_hosts(moment, p.threat * world.threat_felt),
        "trust": p.trust * moment.above.T,
        "sovereignty": of_hosts(moment, p.sovereignty * world.sovereignty),
    }


def closing_terms(moment: Moment) -> Terms:
    """Return the labelled log-odds that guest i gives up its base in host j, each N×N."""
    p, world = moment.rules.basing.closing, moment.world
    size = np.where(world.bases > 0, world.bases, COMMON_SIZE) / COMMON_SIZE
    return {
        "size": p.size * np.log(size),
        "no pact": p.no_pact * ~world.treaties.bound("defence"),
        "threat": of_hosts(moment, p.threat * world.threat_felt),
        "trust": -p.trust * moment.above.T,
        "sovereignty": of_hosts(moment, p.sovereignty * (world.sovereignty - 0.5)),
    }


def _luck(moment: Moment, purpose: str) -> Array:
    """Return a uniform number per ordered pair, N×N."""
    n = moment.world.n
    return moment.draws.generator(moment.step, f"realign {purpose}").random((n, n))


def _give_up(moment: Moment) -> list[Event]:
    world = moment.world
    if not world.bases.any():
        return []
    terms = closing_terms(moment)
    ends = world.bases > 0
    chance = moment.chance(moment.rules.basing.closing.constant, terms, at=ends)
    ends[ends] = _luck(moment, "base_closed")[ends] < chance
    happened = []
    for guest, host in np.argwhere(ends).tolist():
        world.bases[guest, host] = 0.0
        text = f"{world.names[guest]} gives up its base in {world.names[host]}"
        ids = (world.ids[guest], world.ids[host])
        happened.append(Event("base_closed", ids, text, terms=why(terms, (guest, host))))
    return happened


def _open(moment: Moment) -> list[Event]:
    p, world, lever = moment.rules.basing, moment.world, moment.tools.lever("basing")
    if not lever:
        return []
    terms = opening_terms(moment)
    stronger = world.capability[:, None] > world.capability[None, :]
    opposed = world.rivalry | (world.stakes > 0)
    free = stronger & moment.seen.relevant & ~opposed & (world.bases == 0)
    chance = moment.chance(p.opening.constant, terms, lever, free)
    opens = np.zeros_like(free)
    opens[free] = _luck(moment, "base_opened")[free] < chance
    if not opens.any():
        return []
    asked = p.guarantee * moment.tools.lever("defence_pact")
    guaranteed = opens & ~world.treaties.bound("defence") & (_luck(moment, "guarantee") < asked)
    happened = []
    for guest, host in np.argwhere(opens).tolist():
        world.bases[guest, host] = p.first_size
        text = f"{world.names[guest]} opens a base in {world.names[host]}"
        ids = (world.ids[guest], world.ids[host])
        happened.append(Event("base_opened", ids, text, terms=why(terms, (guest, host))))
        if guaranteed[guest, host]:
            states = conclude(moment, PACT, guest, host)
            text = f"{world.called(states)} sign a defence pact, the price of a base"
            happened.append(Event(PACT.event, states, text))
    return happened


def _rub(moment: Moment) -> None:
    """Let hosts feel the foreign troops."""
    world = moment.world
    loss = moment.rules.basing.friction * moment.rules.trust.loss_weight * moment.years
    moment.ledger.add("bad", "basing", loss * world.sovereignty[:, None] * world.bases.T)


def _alarm(moment: Moment) -> None:
    """Let onlookers feel guest and host."""
    world = moment.world
    guests, hosts = np.nonzero(world.bases)
    offence = sensitivity(world, moment.rules, moment.seen)
    felt = world.bases[guests, hosts] * np.maximum(offence[:, guests], offence[:, hosts])
    felt[guests, np.arange(len(guests))] = 0.0
    felt[hosts, np.arange(len(hosts))] = 0.0
    about = np.zeros((world.n, world.n))
    np.add.at(about.T, guests, felt.T)
    np.add.at(about.T, hosts, felt.T)
    moment.impress("basing", moment.rules.basing.provocation * moment.years, about)
