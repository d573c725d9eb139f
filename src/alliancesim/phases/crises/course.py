"""The course of a crisis: it opens, moves on its day clock, calls allies and ends."""

from collections.abc import Sequence

import numpy as np

from alliancesim.crisis import DAYS, LEVELS, Crisis
from alliancesim.events import Event, ranked
from alliancesim.phases.crises.allies import call_allies
from alliancesim.phases.crises.ladder import Move, live, open_crisis, reach
from alliancesim.phases.crises.mediation import conclude, invite, mediate
from alliancesim.phases.crises.outcome import end_war
from alliancesim.phases.crises.peacekeeping import deploy
from alliancesim.phases.crises.stage import Stage
from alliancesim.scenario.events import Incident

DatedIncident = tuple[float, Incident]
"""A dated incident and the day of the step on which it happens."""


def open_dispute(
    stage: Stage, initiator: int, target: int, day: float, why: dict[str, float],
    dated: Incident | None = None,
) -> None:  # fmt: skip
    """Open a crisis between two states that are not in one already, and let it run."""
    world, ladder = stage.world, stage.rules.ladder
    if under_way(stage, initiator, target):
        return
    crisis = Crisis(world.crisis_count, initiator, target, stage.now + day / DAYS, 1.0,
                    sides=([initiator], [target]))  # fmt: skip
    world.crisis_count += 1
    world.crises = (*world.crises, crisis)
    luck = stage.luck("dispute", crisis)
    brief = luck.random() < ladder.one_day
    crisis.frailty = float(luck.gamma(ladder.frailty, 1 / ladder.frailty))
    offices = stage.luck("good offices", crisis)
    crisis.reluctance, crisis.patience = float(offices.random()), float(offices.exponential())
    level = dated.level if dated else 0
    opening, *answers = open_crisis(ladder, stage.situation(crisis), crisis, luck, day, level)
    _announce(stage, crisis, opening, why, dated)
    stage.hostility.onset(crisis, crisis.started, day)
    for answer in answers:
        _climbed(stage, crisis, answer, "answers with")
    call_allies(stage, crisis, day)
    if brief and crisis.top < 5:
        crisis.over, crisis.days = "stalemate", 1.0
        _close(stage, crisis, Move(day, 0, 0, {}), luck)
    else:
        invite(stage, crisis)
        _run(stage, crisis, luck, day, stage.days)


def step_up(stage: Stage, crisis: Crisis, dated: Incident, day: float) -> None:
    """Let a dated incident step up a dispute that is under way."""
    side = int(stage.world.row(dated.actors[0]) != crisis.initiator)
    move = reach(crisis, side, max(dated.level, crisis.levels[side]), day, {})
    note = f" ({dated.note})" if dated.note else ""
    _climbed(stage, crisis, move, "steps a running dispute up to", note)


def under_way(stage: Stage, one: int, other: int) -> Crisis | None:
    """Return the dispute that two states are in, if any."""
    pair = (min(one, other), max(one, other))
    alive = (crisis for crisis in stage.world.crises if not crisis.over)
    return next((crisis for crisis in alive if crisis.pair == pair), None)


def resume(stage: Stage, crisis: Crisis, dated: Sequence[DatedIncident]) -> list[DatedIncident]:
    """Let a crisis of an earlier step go on; return the dated incidents that came after its end.

    ``dated`` are incidents of its pair, which step it up on their day.
    """
    luck, day = stage.luck("crisis", crisis), 0.0
    for number, (when, incident) in enumerate(dated):
        _run(stage, crisis, luck, day, when)
        if crisis.over:
            return list(dated[number:])
        day = when
        step_up(stage, crisis, incident, when)
    _run(stage, crisis, luck, day, stage.days)
    return []


def _run(stage: Stage, crisis: Crisis, luck: np.random.Generator, day: float, until: float) -> None:
    """Let a crisis live until a day of the step, or its own end; good offices may begin."""
    while True:
        opens = day + crisis.offered - crisis.days
        pause = min(until, max(day, opens))
        move = live(stage.rules.ladder, stage.situation(crisis), crisis, luck, day, pause)
        if move is None:
            day = pause
            if opens > until:
                return
            mediate(stage, crisis, day)
            if day >= until:
                return
            continue
        if move.level == 0:
            _close(stage, crisis, move, luck)
            return
        day = move.day
        _climbed(stage, crisis, move, "climbs to")
        invite(stage, crisis)


def _announce(
    stage: Stage, crisis: Crisis, opening: Move, why: dict[str, float], dated: Incident | None
) -> None:
    names, ids = stage.names(crisis), stage.ids(crisis)
    note = f" ({dated.note})" if dated and dated.note else ""
    text = f"{names[0]} opens a dispute with {names[1]}: {LEVELS[opening.level]}{note}"
    kind = "scheduled_incident" if dated else "onset"
    terms = ranked(why.items())
    stage.happened.append(Event(kind, ids, text, opening.level, crisis.id, terms, opening.day))


def _climbed(stage: Stage, crisis: Crisis, move: Move, verb: str, note: str = "") -> None:
    names, ids = stage.names(crisis), stage.ids(crisis)
    stage.hostility.reached(crisis, move.day)
    text = f"{names[move.side]} {verb} {LEVELS[move.level]} against {names[1 - move.side]}{note}"
    actors = ids if move.side == 0 else ids[::-1]
    stage.happened.append(
        Event("escalation", actors, text, move.level, crisis.id, ranked(move.terms.items()),
              move.day)
    )  # fmt: skip
    call_allies(stage, crisis, move.day)


def _close(stage: Stage, crisis: Crisis, move: Move, luck: np.random.Generator) -> None:
    """Let a crisis end: who won, whether it was settled, and whether troops go between the two."""
    names = stage.names(crisis)
    text = ""
    if crisis.top == 5:
        crisis.over, crisis.deaths = end_war(
            stage.world, stage.rules.force, crisis, stage.seen.near, luck
        )
        _bury(stage, crisis)
        text = f", about {crisis.deaths:,.0f} battle deaths"
    elif crisis.days > 1:
        conclude(stage, crisis, move.day)
    length = max(1, round(crisis.days))
    text = (
        f"dispute of {names[0]} and {names[1]} ends after {length} day{'s' * (length > 1)}:"
        f" {crisis.over}{text}"
    )
    terms = ranked(move.terms.items())
    stage.happened.append(
        Event("crisis_end", stage.ids(crisis), text, crisis.top, crisis.id, terms, move.day,
              crisis.deaths)
    )  # fmt: skip
    deploy(stage, crisis, move.day)


def _bury(stage: Stage, crisis: Crisis) -> None:
    """Share the dead of a war among those who fought it, in proportion to their capability."""
    fought = np.array([*crisis.sides[0], *crisis.sides[1]])
    share = stage.world.capability[fought] / stage.world.capability[fought].sum()
    stage.ledger.of_states("deaths", "war", fought, crisis.deaths * share)
