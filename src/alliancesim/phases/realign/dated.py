"""Dated: signatures, exits, suspensions and bases that the scenario dates.

They happen whatever the states would choose. A suspended member that signs again is bound again;
whoever joins a bloc is noticed by outsiders, and a leader that leaves may bring it down, as with
those who act of their own accord.
"""

from collections.abc import Sequence
from dataclasses import replace

from alliancesim.events import Event
from alliancesim.phases.realign.enlargement import admit
from alliancesim.phases.realign.exits import depart
from alliancesim.phases.realign.moment import Moment
from alliancesim.scenario.events import Base, Leave, Readmit, Sign, Suspend
from alliancesim.treaties import Treaty, admission_of, flags

Dated = Sign | Leave | Suspend | Readmit | Base
TROOPS = 50_000
"""Troops of a base of size 1."""


def carry_out(moment: Moment, dated: Sequence[Dated]) -> list[Event]:
    """Carry out the dated events of the step, in order; return what happened."""
    happened = []
    for event in dated:
        match event:
            case Sign():
                happened += _sign(moment, event)
            case Leave():
                happened += _leave(moment, event)
            case Suspend() | Readmit():
                happened += _suspend(moment, event)
            case Base():
                happened += _base(moment, event)
    return happened


def _told(moment: Moment, event: Sign | Leave | Suspend | Readmit, text: str) -> Event:
    """Return the event that tells what became of a dated one."""
    note = f": {event.note}" if event.note else ""
    subject = moment.world.called(event.members)
    return Event(f"scheduled_{event.kind}", tuple(event.members), f"{subject}{text}{note}")


def _rows(moment: Moment, event: Sign | Leave | Suspend | Readmit) -> list[int]:
    return [moment.world.row(member) for member in event.members]


def _sign(moment: Moment, event: Sign) -> list[Event]:
    world, members = moment.world, _rows(moment, event)
    verb = "signs" if len(members) == 1 else "sign"
    old = world.treaties.get(event.alliance)
    if old is None and not event.obligations:
        return [_told(moment, event, f": {event.alliance} is no more")]
    if old is None:
        treaty = _new(event, members)
        world.treaties = world.treaties.put(treaty)
        return [_told(moment, event, f" {verb} {treaty.name}")]
    newcomers = [member for member in members if member not in old.members]
    treaty = replace(
        old,
        flags=old.flags | flags(event.obligations),
        suspended=old.suspended - set(members),
        multilateral=old.multilateral or old.size + len(newcomers) > 2,
    )
    world.treaties = world.treaties.put(treaty)
    for state in newcomers:
        treaty = admit(moment, treaty, state)
    return [_told(moment, event, f" {verb} {treaty.name}")]


def _new(event: Sign, members: list[int]) -> Treaty:
    """Return the treaty that a dated signature creates."""
    many = len(members) > 2
    return Treaty(
        id=event.alliance,
        name=event.name or event.alliance,
        flags=flags(event.obligations),
        members=tuple(sorted(members)),
        outside=frozenset(),
        multilateral=many,
        admission=admission_of(None, many),
    )


def _leave(moment: Moment, event: Leave) -> list[Event]:
    treaty = moment.world.treaties.get(event.alliance)
    leavers = set(_rows(moment, event)) & set(treaty.members if treaty else ())
    if treaty is None or not leavers:
        return [_told(moment, event, f": not bound by {event.alliance}")]
    verb = "leaves" if len(event.members) == 1 else "leave"
    return [_told(moment, event, f" {verb} {treaty.name}"), *depart(moment, treaty, leavers)]


def _suspend(moment: Moment, event: Suspend | Readmit) -> list[Event]:
    treaty = moment.world.treaties.get(event.alliance)
    out = isinstance(event, Suspend)
    concerned = () if treaty is None else treaty.active if out else treaty.suspended
    moved = set(_rows(moment, event)) & set(concerned)
    if treaty is None or not moved:
        state = "not bound by" if out else "not suspended from"
        return [_told(moment, event, f": {state} {event.alliance}")]
    suspended = treaty.suspended | moved if out else treaty.suspended - moved
    moment.world.treaties = moment.world.treaties.put(replace(treaty, suspended=suspended))
    verb = "is" if len(event.members) == 1 else "are"
    what = "suspended from" if out else "readmitted to"
    return [_told(moment, event, f" {verb} {what} {treaty.name}")]


def _base(moment: Moment, event: Base) -> list[Event]:
    world = moment.world
    guest, host = world.row(event.guest), world.row(event.host)
    troops = f"{TROOPS * event.size:,.0f} troops"
    if not event.size:
        deed = "closes its base in"
    elif world.bases[guest, host]:
        deed = f"has {troops} at its base in"
    else:
        deed = f"opens a base of {troops} in"
    world.bases[guest, host] = event.size
    note = f": {event.note}" if event.note else ""
    text = f"{world.names[guest]} {deed} {world.names[host]}{note}"
    return [Event("scheduled_base", (event.guest, event.host), text)]
