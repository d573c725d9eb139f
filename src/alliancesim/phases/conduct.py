"""Conduct: openness and control, breaches of norms and what they cost (equation 15).

Transparency and accountability x: x ← norm + (x - norm)·e^(-reversion·Δ), faster under oversight
where control lies below its norm; then gains of engagements and of organisations
(organisations·pressure·Δ) close shares of the gap to 1, and diffusion moves x toward the mean of
those whom the state trusts, weights max(0, 2 T_ij - 1)·standing_j.

Breaches: each delivery of arms is one with the chance that the export criteria give (exports), and
a state at a use of force breaches the law of war at the rate
misconduct·(number of its crises)·(1 - accountability)·exp(-oversight·lever). Each erodes
accountability; it is detected with the chance monitoring·lever + openness·transparency, and then
costs standing, and the trust of all onlookers in proportion to their own accountability: oversight
prevents breaches and finds those that it does not prevent. Standing returns to 1 at the rate
recovery.

Of deliveries, diversion·(1 - accountability of the recipient) goes astray into the stock of
illicit arms. The only writer of transparency, accountability, standing, illicit arms and the toll
of lives.
"""

import numpy as np
from scipy.special import ndtr

from alliancesim.draws import Draws
from alliancesim.events import Event, Terms, ranked
from alliancesim.kernels import lasting
from alliancesim.ledger import Ledger
from alliancesim.parameters import Parameters
from alliancesim.phases.engage.record import Engagements
from alliancesim.phases.exports import arming, breach_chance, criteria
from alliancesim.phases.settle import saturate
from alliancesim.toolbox import Toolbox
from alliancesim.world import Array, World

FORCE = 4
"""Hostility level at which forces are in action."""


def conduct(
    world: World, rules: Parameters, tools: Toolbox, held: Engagements, ledger: Ledger,
    draws: Draws, step: int, years: float,
) -> list[Event]:  # fmt: skip
    """Let openness and control move and breaches come to light; return what came to light."""
    p = rules.conduct
    pressure = world.organisations.norm_pressure()
    if pressure.any():
        ledger.add("norms", "organisations", p.organisations * pressure * years)
    _return(world, rules, tools.lever("ethics_oversight"), years)
    _gain(world, rules, ledger, years)
    world.standing = 1 - (1 - world.standing) * np.exp(-p.recovery * years)
    _stray_arms(world, rules, ledger, years)
    toll = ledger.total("deaths")
    world.toll = np.zeros(world.n) if toll is None else toll
    return [
        *_deliveries(world, rules, tools, held, ledger, draws, step),
        *_forces(world, rules, tools, ledger, draws, step, years),
    ]


def _return(world: World, rules: Parameters, oversight: float, years: float) -> None:
    """Let openness and control return to their norm."""
    speed = rules.conduct.reversion * years
    away = world.transparency - world.transparency_norm
    world.transparency = world.transparency_norm + away * np.exp(-speed)
    away = world.accountability - world.accountability_norm
    faster = np.where(away < 0, 1 + rules.conduct.oversight * oversight, 1.0)
    world.accountability = world.accountability_norm + away * np.exp(-speed * faster)


def _gain(world: World, rules: Parameters, ledger: Ledger, years: float) -> None:
    """Add what engagements and organisations bring, and what is learned from partners."""
    weight = np.maximum(0.0, 2 * world.trust - 1) * world.standing
    np.fill_diagonal(weight, 0.0)
    heeded = weight.sum(axis=1)
    listens = -np.expm1(-rules.conduct.diffusion * years) * (heeded > 0)
    for field, channel in (("transparency", "transparency"), ("accountability", "norms")):
        level = saturate(getattr(world, field), channel, ledger)
        peers = np.einsum("ij,j->i", weight, level, optimize=False)
        learned = listens * (peers / np.where(heeded > 0, heeded, 1.0) - level)
        ledger.add(channel, "partners", learned)
        setattr(world, field, level + learned)


def _stray_arms(world: World, rules: Parameters, ledger: Ledger, years: float) -> None:
    p = rules.asymmetric
    decay = years / p.arms_memory
    world.illicit_arms = world.illicit_arms * np.exp(-decay)
    delivered = ledger.total("assistance")
    if delivered is not None:
        astray = p.diversion * (1 - world.accountability) * delivered
        world.illicit_arms += lasting(decay) * astray


def detection(world: World, rules: Parameters, tools: Toolbox) -> Array:
    """Return the chance that a breach by each state comes to light, (N,)."""
    p = rules.conduct
    inspected = p.monitoring * tools.lever("ethics_oversight")
    return np.minimum(1.0, inspected + p.openness * world.transparency)


def _deliveries(
    world: World, rules: Parameters, tools: Toolbox, held: Engagements, ledger: Ledger,
    draws: Draws, step: int,
) -> list[Event]:  # fmt: skip
    """Let deliveries of arms breach the criteria; those of a pair in a step share their luck."""
    arms = arming(tools)[held.instrument]
    if not arms.any():
        return []
    total = np.zeros((world.n, world.n))
    np.add.at(total, (held.first[arms], held.second[arms]), held.size[arms])
    donors, recipients = np.nonzero(total)
    deals, chance = total[donors, recipients], breach_chance(world, rules)[recipients]
    luck = ndtr(draws.directed_normals(step, "conduct deliveries")[donors, recipients])
    breach = luck < 1 - (1 - chance) ** deals
    # What is detected is a part of what happens, so one piece of luck decides on both.
    found = luck < 1 - (1 - chance * detection(world, rules, tools)[donors]) ** deals
    breaches = np.bincount(donors[breach], minlength=world.n)
    world.accountability = world.accountability * (1 - rules.conduct.erosion) ** breaches
    against = criteria(world, rules)
    happened = []
    for donor, recipient in zip(donors[found], recipients[found], strict=True):
        terms = ranked((label, float(term[recipient])) for label, term in against.items())
        text = f"{world.names[donor]} is found to arm {world.names[recipient]} against the criteria"
        happened.append(_shamed(world, rules, ledger, (int(donor), int(recipient)), text, terms))
    return happened


def _forces(
    world: World, rules: Parameters, tools: Toolbox, ledger: Ledger, draws: Draws, step: int,
    years: float,
) -> list[Event]:  # fmt: skip
    """Let forces in action breach the law of war."""
    action = np.zeros(world.n)
    for crisis in world.crises:
        if crisis.top >= FORCE:
            action[[*crisis.sides[0], *crisis.sides[1]]] += 1
    if not action.any():
        return []
    p = rules.conduct
    held_back = np.exp(-p.oversight * tools.lever("ethics_oversight"))
    rate = p.misconduct * action * (1 - world.accountability) * held_back
    luck = draws.states(step, "conduct forces")
    breach = luck < -np.expm1(-rate * years)
    found = luck < -np.expm1(-rate * detection(world, rules, tools) * years)
    world.accountability = world.accountability * (1 - p.erosion) ** breach
    happened = []
    for state in np.flatnonzero(found):
        text = f"forces of {world.names[state]} are found to have broken the law of war"
        lax = float(np.log(max(1 - world.accountability[state], 1e-12)))
        terms = ranked([("crises", float(np.log(action[state]))), ("accountability", lax),
                        ("oversight", float(np.log(held_back)))])  # fmt: skip
        happened.append(_shamed(world, rules, ledger, (int(state),), text, terms))
    return happened


def _shamed(
    world: World, rules: Parameters, ledger: Ledger, involved: tuple[int, ...], text: str,
    terms: Terms,
) -> Event:  # fmt: skip
    """Let the first of the ``involved`` lose standing, and trust with everybody else."""
    doer = involved[0]
    lost = rules.conduct.standing_loss * world.standing[doer]
    world.standing[doer] -= lost
    ledger.of_states("standing", "conduct", np.array([doer]), np.array([-lost]))
    onlookers = np.setdiff1d(np.arange(world.n), involved)
    amounts = rules.conduct.evidence * world.accountability[onlookers]
    ledger.at("bad_seen", "conduct", onlookers, np.full(len(onlookers), doer), amounts)
    actors = tuple(world.ids[state] for state in involved)
    return Event("conduct_breach", actors, text, terms=terms)
