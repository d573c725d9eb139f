"""Peacekeeping: organisations put troops between two states that have fought (equation 13).

After a dispute that used force, or a war, the organisation that is best placed deploys with chance

deploy_force or deploy_war · lever · will_o · outsiders^(sides that are no members)
· Π over the two sides of (1 - reluctance·sovereignty),

``size`` thousand troops or what it has left. A mission ends at the rate 1/duration, or when a war
breaks out in its midst. While it stands, the rate of new disputes between the two is multiplied by
(1 + troops)^onset.peacekeepers, troops in thousands (onset).
"""

from collections.abc import Iterable

import numpy as np

from alliancesim.crisis import Crisis
from alliancesim.events import Event, ranked
from alliancesim.organisations import Mission, Organisation
from alliancesim.phases.crises.stage import Stage
from alliancesim.scenario import events as written
from alliancesim.world import World

WAR = 5
"""Hostility level of war."""
CLIMBS = ("onset", "scheduled_incident", "escalation")
"""Kinds of events by which a dispute reaches a level."""


def station(world: World, missions: Iterable[Mission]) -> None:
    """Let these be the missions that stand; writes missions and peacekeepers."""
    world.missions = tuple(missions)
    world.peacekeepers = np.zeros((world.n, world.n))
    for mission in world.missions:
        i, j = mission.pair
        world.peacekeepers[i, j] += mission.troops
        world.peacekeepers[j, i] = world.peacekeepers[i, j]


def available(world: World, organisation: Organisation) -> float:
    """Return the thousand troops that an organisation has not deployed."""
    sent = sum(m.troops for m in world.missions if m.organisation == organisation.id)
    return max(0.0, organisation.peacekeeping - sent)


def placement(stage: Stage, crisis: Crisis) -> tuple[Organisation, dict[str, float]] | None:
    """Return the best placed organisation that has troops, and the factors of its chance."""
    world, p = stage.world, stage.rules.peacekeeping
    found = []
    for organisation, will in zip(world.organisations, stage.will, strict=True):
        strangers = sum(side not in organisation.members for side in crisis.pair)
        reach = float(will) * stage.rules.mediation.outsiders**strangers
        if available(world, organisation) > 0 and reach > 0:
            found.append((organisation, reach))
    if not found:
        return None
    best, reach = min(found, key=lambda entry: (-entry[1], entry[0].id))
    consent = 1 - p.reluctance * world.sovereignty[list(crisis.pair)]
    return best, {
        "level": p.deploy_war if crisis.top == 5 else p.deploy_force,
        "lever": stage.tools.lever("peacekeeping"),
        "organisation": reach,
        "consent": float(consent.prod()),
    }


def deploy(stage: Stage, crisis: Crisis, day: float) -> None:
    """Let an organisation send peacekeepers between the two sides of a dispute that has ended."""
    world = stage.world
    if crisis.top < 4 or world.peacekeepers[crisis.pair] > 0 or not len(world.organisations):
        return
    placed = placement(stage, crisis)
    if placed is None:
        return
    organisation, factors = placed
    chance = float(np.prod(list(factors.values())))
    if stage.luck("peacekeeping", crisis).random() >= chance:
        return
    troops = min(stage.rules.peacekeeping.size, available(world, organisation))
    station(world, (*world.missions, Mission(organisation.id, crisis.pair, troops)))
    terms = ranked((label, np.log(factor)) for label, factor in factors.items())
    text = f"{organisation.name} deploys {_told(troops)} between {_between(world, crisis.pair)}"
    ids = stage.ids(crisis)
    stage.happened.append(Event("deployment", ids, text, crisis.top, crisis.id, terms, day))


def withdraw(stage: Stage) -> None:
    """Let missions end: in time, or because those they stood between are at war."""
    world = stage.world
    if not world.missions:
        return
    ends = -np.expm1(-stage.years / stage.rules.peacekeeping.duration)
    wars = _broken_out(stage)
    kept = []
    for mission in world.missions:
        pair = sorted(world.ids[state] for state in mission.pair)
        purpose = f"withdrawal {mission.organisation} {' '.join(pair)}"
        luck = stage.draws.generator(stage.step, purpose).random(2)
        if mission.pair not in wars and luck[0] >= ends:
            kept.append(mission)
            continue
        why = ", as war has broken out" if mission.pair in wars else ""
        name = world.organisations[mission.organisation].name
        text = f"{name} withdraws from between {_between(world, mission.pair)}{why}"
        day = wars.get(mission.pair, float(luck[1] * stage.days))
        stage.happened.append(Event("withdrawal", (pair[0], pair[1]), text, day=day))
    if len(kept) < len(world.missions):
        station(world, kept)


def _broken_out(stage: Stage) -> dict[tuple[int, ...], float]:
    """Return the pairs between which a war broke out while a mission stood, and the day."""
    wars: dict[tuple[int, ...], float] = {}
    for event in stage.happened:
        pair = tuple(sorted(stage.world.row(actor) for actor in event.actors[:2]))
        if event.level == WAR and event.kind in CLIMBS:
            wars.setdefault(pair, event.day)
        elif event.kind in ("deployment", "scheduled_mission"):
            wars.pop(pair, None)
    return wars


def dated_mission(stage: Stage, day: float, event: written.Mission) -> None:
    """Set the troops of an organisation between two states to what the scenario dates."""
    world = stage.world
    one, other = sorted(world.row(actor) for actor in event.actors)
    organisation = world.organisations[event.organisation]
    kept = [
        m for m in world.missions if (m.organisation, m.pair) != (organisation.id, (one, other))
    ]
    sent = [Mission(organisation.id, (one, other), event.troops)] if event.troops else []
    station(world, [*kept, *sent])
    verb = f"has {_told(event.troops)}" if event.troops else "has no more peacekeepers"
    note = f": {event.note}" if event.note else ""
    text = f"{organisation.name} {verb} between {_between(world, (one, other))}{note}"
    stage.happened.append(Event("scheduled_mission", tuple(event.actors), text, day=day))


def _told(troops: float) -> str:
    return f"{1000 * troops:,.0f} peacekeepers"


def _between(world: World, pair: tuple[int, int]) -> str:
    return world.called(sorted(world.ids[state] for state in pair))
