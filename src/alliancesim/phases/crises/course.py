"""The course of a crisis: it opens, moves on its day clock, calls allies and ends."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from alliancesim.crisis import LEVELS, Crisis
from alliancesim.draws import Draws
from alliancesim.events import Event, ranked
from alliancesim.ledger import Ledger
from alliancesim.parameters import Parameters
from alliancesim.phases.crises.allies import allies_of, joining_terms
from alliancesim.phases.crises.hostility import Hostility
from alliancesim.phases.crises.ladder import Move, Situation, live, open_crisis, reach, sigmoid
from alliancesim.phases.crises.outcome import end_war
from alliancesim.phases.perceive import Sight
from alliancesim.scenario.events import Incident
from alliancesim.world import Array, World

DAYS = 365.25
"""Days in a year."""
Dated = tuple[float, Incident]
"""A dated incident and the day of the step on which it happens."""


@dataclass
class Stage:
    """What the crises of a step share."""

    world: World
    rules: Parameters
    seen: Sight
    draws: Draws
    step: int
    now: float
    """Time at the start of the step, years since the start of the run."""
    days: float
    """Length of the step in days."""
    win: Array
    """Chance, as i sees it, that a challenge of j by i succeeds, N×N."""
    hold: Array
    """Chance, as i sees it, that i holds out against j, N×N."""
    rivals: NDArray[np.bool_]
    pacts: NDArray[np.bool_]
    """Pairs bound to defend each other now, after this step's signatures."""
    hostility: Hostility
    ledger: Ledger
    happened: list[Event] = field(default_factory=list)

    def ids(self, crisis: Crisis) -> tuple[str, str]:
        """Return the ids of initiator and target."""
        return self.world.ids[crisis.initiator], self.world.ids[crisis.target]

    def names(self, crisis: Crisis) -> tuple[str, str]:
        """Return the names of initiator and target."""
        return self.world.names[crisis.initiator], self.world.names[crisis.target]

    def luck(self, purpose: str, crisis: Crisis) -> np.random.Generator:
        """Return the generator of a pair's crisis in this step, whoever initiated it."""
        return self.draws.generator(self.step, f"{purpose} {' '.join(sorted(self.ids(crisis)))}")

    def situation(self, crisis: Crisis) -> Situation:
        """Return what the two sides face now."""
        a, b = crisis.initiator, crisis.target
        world = self.world
        return Situation(
            win=(float(self.win[a, b]), float(self.hold[b, a])),
            stakes=float(world.stakes[a, b]),
            procedures=float(world.procedures[a, b]),
            regime=(float(world.regime[a]), float(world.regime[b])),
            rivals=bool(self.rivals[a, b]),
            majors=int(world.major[a]) + int(world.major[b]),
            democracies=bool((world.regime[[a, b]] >= self.rules.onset.democracy_mark).all()),
        )


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
    level = dated.level if dated else 0
    opening, *answers = open_crisis(ladder, stage.situation(crisis), crisis, luck, day, level)
    _announce(stage, crisis, opening, why, dated)
    stage.hostility.onset(crisis, crisis.started)
    for answer in answers:
        _climbed(stage, crisis, answer, "answers with")
    _call_allies(stage, crisis, day)
    if brief and crisis.top < 5:
        crisis.over, crisis.days = "stalemate", 1.0
        _close(stage, crisis, Move(day, 0, 0, {}), luck)
    else:
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


def resume(stage: Stage, crisis: Crisis, dated: Sequence[Dated]) -> list[Dated]:
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
    """Let a crisis live until a day of the step, or its own end."""
    while True:
        facing = stage.situation(crisis)
        move = live(stage.rules.ladder, facing, crisis, luck, day, until)
        if move is None:
            return
        if move.level == 0:
            _close(stage, crisis, move, luck)
            return
        day = move.day
        _climbed(stage, crisis, move, "climbs to")


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
    stage.hostility.reached(crisis)
    text = f"{names[move.side]} {verb} {LEVELS[move.level]} against {names[1 - move.side]}{note}"
    actors = ids if move.side == 0 else ids[::-1]
    stage.happened.append(
        Event("escalation", actors, text, move.level, crisis.id, ranked(move.terms.items()),
              move.day)
    )  # fmt: skip
    _call_allies(stage, crisis, move.day)


def _call_allies(stage: Stage, crisis: Crisis, day: float) -> None:
    """Ask the allies of both sides once at the use of force and once at war.

    Allies who fight for the target already when the war comes honour their pact by staying.
    """
    if crisis.top < 4 or crisis.top <= crisis.asked:
        return
    crisis.asked = crisis.top
    war, target = crisis.top == 5, crisis.target
    for ally in crisis.sides[1] if war else ():
        if ally != target and stage.pacts[ally, target]:
            terms = joining_terms(stage.world, stage.rules.force, ally, target, True)
            _answered(stage, crisis, ally, target, True, terms, day)
    for ally, side in allies_of(stage.world, crisis, stage.pacts):
        friend = (crisis.initiator, target)[side]
        obliged = war and side == 1
        terms = joining_terms(stage.world, stage.rules.force, ally, friend, obliged)
        luck = stage.luck(f"ally {stage.world.ids[ally]} {crisis.top}", crisis)
        joins = luck.random() < sigmoid(sum(terms.values()))
        if joins:
            crisis.sides[side].append(ally)
            _tell_commitment(stage, crisis, ally, friend, "joined", terms, day)
        if obliged:
            _answered(stage, crisis, ally, friend, joins, terms, day)
    stage.hostility.reached(crisis)


def _answered(
    stage: Stage, crisis: Crisis, ally: int, friend: int, honoured: bool,
    terms: dict[str, float], day: float,
) -> None:  # fmt: skip
    kind = "honoured" if honoured else "reneged"
    _tell_commitment(stage, crisis, ally, friend, kind, terms, day)
    _commitment(stage, ally, friend, honoured)


def _commitment(stage: Stage, ally: int, friend: int, honoured: bool) -> None:
    trust = stage.rules.trust
    weight = 1.0 if honoured else trust.loss_weight
    stage.ledger.at(
        "good" if honoured else "bad", "commitment", np.array([friend]), np.array([ally]),
        np.array([weight * trust.commitment_evidence]),
    )  # fmt: skip


def _tell_commitment(
    stage: Stage, crisis: Crisis, ally: int, friend: int, kind: str, terms: dict[str, float],
    day: float,
) -> None:  # fmt: skip
    verb = {
        "joined": "joins the side of",
        "honoured": "honours its pact with",
        "reneged": "does not honour its pact with",
    }[kind]
    text = f"{stage.world.names[ally]} {verb} {stage.world.names[friend]}"
    actors = (stage.world.ids[ally], stage.world.ids[friend])
    # Terms that weigh against what happened are named with their sign turned.
    sign = -1.0 if kind == "reneged" else 1.0
    why = ranked((label, sign * value) for label, value in terms.items())
    stage.happened.append(Event(kind, actors, text, crisis.top, crisis.id, why, day))


def _close(stage: Stage, crisis: Crisis, move: Move, luck: np.random.Generator) -> None:
    names = stage.names(crisis)
    text = ""
    if crisis.top == 5:
        crisis.over, deaths = end_war(stage.world, stage.rules.force, crisis, stage.seen.near, luck)
        text = f", about {deaths:,.0f} battle deaths"
    length = max(1, round(crisis.days))
    text = (
        f"dispute of {names[0]} and {names[1]} ends after {length} day{'s' * (length > 1)}:"
        f" {crisis.over}{text}"
    )
    terms = ranked(move.terms.items())
    stage.happened.append(
        Event("crisis_end", stage.ids(crisis), text, crisis.top, crisis.id, terms, move.day)
    )
