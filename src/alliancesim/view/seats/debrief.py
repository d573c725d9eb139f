"""Debrief: what a seat believed and what was true, what it missed, and how others fared with it."""

from typing import NamedTuple

import numpy as np
import pyarrow as pa

from alliancesim.phases.engage.consent import budgets
from alliancesim.view.ensembles import Ensemble
from alliancesim.view.interventions import with_events
from alliancesim.view.seats.game import Game

SHOWN = 8


class Belief(NamedTuple):
    """What was believed of another state over the game, and what was true; means over turns."""

    other: str
    threat: float
    danger: float
    """Disputes that were to be expected a year."""
    strength_seen: float
    """Capability as it was seen at the end, over the true one."""
    feared_rank: int
    """Its place among those feared, from 1."""
    danger_rank: int
    """Its place among those dangerous."""


class Chance(NamedTuple):
    """A proposal that a partner made and that came to nothing."""

    turn: int
    partner: str
    instrument: str
    refused: bool
    """By the player; else it was left to the foreign office, or failed."""


class Fate(NamedTuple):
    """An outcome of the seat: the player's, and of the model's own players of it."""

    name: str
    unit: str
    own: float
    others: list[float]
    more_is_better: bool

    @property
    def better_than(self) -> float:
        """Share of the others that fared worse, ties counted half."""
        if not self.others:
            return float("nan")
        values = np.array(self.others)
        worse = values < self.own if self.more_is_better else values > self.own
        return float(worse.mean() + 0.5 * (values == self.own).mean())


class Debrief(NamedTuple):
    """All that is told at the end."""

    state: str
    beliefs: list[Belief]
    missed: list[Chance]
    spent: float
    earned: float
    """Effort units that came in over the game."""
    declined: int
    """Initiatives that partners declined."""
    accepted: int
    fates: list[Fate]


def debrief(game: Game, state: str, others: Ensemble | None = None) -> Debrief:
    """Return the debrief of a seat; ``others`` are runs in which the model played it."""
    turns = game.diaries[state]
    told = [line for turn in turns for line in turn.told]
    years = game.model.steps * game.model.clock.years
    budget = float(budgets(game.model.world, game.model.rules)[game.row(state)])
    return Debrief(
        state=state,
        beliefs=_beliefs(game, state),
        missed=_missed(game, state),
        spent=sum(turn.spent for turn in turns),
        earned=budget * years,
        declined=sum("declined" in line for line in told),
        accepted=sum("accepted" in line for line in told),
        fates=_fates(game, state, others),
    )


def _beliefs(game: Game, state: str) -> list[Belief]:
    """Return beliefs about those that were feared or dangerous, the most misjudged first.

    Misjudged is whose share of all threat felt is far from its share of all danger.
    """
    turns, row, model = game.diaries[state], game.row(state), game.model
    if not turns:
        return []
    names = list(turns[0].perceived)
    threat = {name: float(np.mean([turn.perceived[name] for turn in turns])) for name in names}
    danger = {name: float(np.mean([turn.true[name] for turn in turns])) for name in names}
    feared = sorted(names, key=lambda name: -threat[name])
    dangerous = sorted(names, key=lambda name: -danger[name])
    found = []
    for name in names:
        other = game.row(name)
        ratio = float(model.seen.capability[row, other] / model.world.capability[other])
        found.append(Belief(name, threat[name], danger[name], ratio, feared.index(name) + 1,
                            dangerous.index(name) + 1))  # fmt: skip
    relevant = [b for b in found if min(b.feared_rank, b.danger_rank) <= SHOWN]
    feared_in_all, danger_in_all = sum(threat.values()) or 1.0, sum(danger.values()) or 1.0
    return sorted(
        relevant, key=lambda b: -abs(b.threat / feared_in_all - b.danger / danger_in_all)
    )[:SHOWN]


def _missed(game: Game, state: str) -> list[Chance]:
    found = []
    for turn in game.diaries[state]:
        for proposal in turn.outlook.proposals:
            if not turn.held[proposal.key]:
                refused = turn.orders.answers.get(proposal.key) is False
                found.append(Chance(turn.number, proposal.partner, proposal.instrument, refused))
    return found


def _fates(game: Game, state: str, others: Ensemble | None) -> list[Fate]:
    own = _own(game, state)
    tables = [] if others is None else list(others.tables)
    found = [_member(table, state) for table in tables]
    return [
        Fate(name, unit, own[name], [fate[name] for fate in found], better)
        for name, (unit, better) in OUTCOMES.items()
    ]


OUTCOMES: dict[str, tuple[str, bool]] = {
    "expected disputes": ("a year, at the end", False),
    "expected wars": ("a year, at the end", False),
    "threat felt": ("0 to 1, at the end", False),
    "trust received": ("0 to 1, at the end", True),
    "disputes": ("that it was in, in all", False),
    "uses of force": ("that it was in, in all", False),
    "capability": ("share of system, at the end", True),
}
"""What a seat is measured by: unit, and whether more is better for it."""


def _own(game: Game, state: str) -> dict[str, float]:
    now, row = game.model.snapshot, game.row(state)
    onsets = [h.event for h in game.events if h.event.kind == "onset" and state in h.event.actors]
    worst = _peaks([(h.event.crisis, h.event.level, state in h.event.actors) for h in game.events])
    return {
        "expected disputes": float(now.rates[row].sum()),
        "expected wars": float(now.war_rates[row].sum()),
        "threat felt": float(now.world.threat_felt[row]),
        "trust received": float((now.trust[:, row].sum() - 1) / (now.world.n - 1)),
        "disputes": float(len(onsets)),
        "uses of force": float(sum(level >= 4 for level in worst)),
        "capability": float(now.world.capability[row]),
    }


def _member(tables: dict[str, pa.Table], state: str) -> dict[str, float]:
    frame = tables["states"].to_pandas()
    last = frame[frame["state"] == state].iloc[-1]
    events = tables["events"].to_pandas()
    mine = events["actors"].map(lambda actors: state in set(actors))
    worst = _peaks(list(zip(events["crisis"], events["level"], mine, strict=True)))
    return {
        "expected disputes": float(last["expected_disputes"]),
        "expected wars": float(last["expected_wars"]),
        "threat felt": float(last["threat_felt"]),
        "trust received": float(last["trust_received"]),
        "disputes": float((mine & (events["kind"] == "onset")).sum()),
        "uses of force": float(sum(level >= 4 for level in worst)),
        "capability": float(last["capability"]),
    }


def _peaks(rows: list[tuple[int, int, bool]]) -> list[int]:
    """Return the highest level of each crisis that the state was in."""
    top: dict[int, int] = {}
    own: set[int] = set()
    for crisis, level, mine in rows:
        if crisis >= 0:
            top[crisis] = max(top.get(crisis, 0), level)
            if mine:
                own.add(crisis)
    return [top[crisis] for crisis in own]


def others_of(game: Game, runs: int) -> Ensemble:
    """Return runs in which the model plays all seats, with what was injected into the game."""
    events = [event for turn in game.record for event in turn["injected"]]
    return Ensemble(with_events(game.original, events), game.seed, runs)
