"""Disputes of the twin: they break out, climb, leave traces and end."""

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.twin.rules import logit, sigmoid
from benchmarks.twin.state import StateTwin, Tie

if TYPE_CHECKING:
    from benchmarks.twin.model import TwinModel

DAYS = 365.25


@dataclass
class Dispute:
    """A dispute under way."""

    sides: tuple[StateTwin, StateTwin]
    """Who opened it, and the target."""
    tie: Tie
    frailty: float
    levels: list[int] = field(default_factory=lambda: [1, 1])
    felt: int = 0
    """Level to which the two have reacted."""
    over: bool = False

    @property
    def top(self) -> int:
        """Highest level that was reached."""
        return max(self.levels)

    @property
    def name(self) -> str:
        """Names of the two in order."""
        return " ".join(sorted(state.name for state in self.sides))


def disputes(model: "TwinModel") -> None:
    """Run the disputes of a step."""
    for tie in model.ties:
        ease(model, tie)
    rates = [onset_rate(model, one, other, tie) for one, other, tie in model.pairs]
    days = model.rules.years * DAYS
    for dispute in model.disputes:
        run(model, dispute, model.draws.generator(model.steps, f"crisis {dispute.name}"), 0.0)
    onset, direction, day = model.draws.pairs(model.steps, "onset", 3).tolist()
    model.onsets = 0
    for pair, rate in enumerate(rates):
        if onset[pair] < -math.expm1(-rate * model.rules.years):
            break_out(model, pair, direction[pair], day[pair] * days)
    model.disputes = [dispute for dispute in model.disputes if not dispute.over]


def ease(model: "TwinModel", tie: Tie) -> None:
    """Let tension fade, and engagements relieve it."""
    tie.tension *= model.fade
    relief = tie.gains.get("relief")
    if relief:
        tie.tension *= math.exp(-relief)
    tie.gains = {}


def win_chance(model: "TwinModel", one: StateTwin, other: StateTwin, tie: Tie) -> float:
    """Return the chance, as one sees it, that its challenge of the other succeeds."""
    force = model.rules.values.force
    ratio = math.log(one.capability * tie.near / one.seen[other.row])
    return sigmoid(force.decisiveness * ratio)


def utility(model: "TwinModel", one: StateTwin, other: StateTwin, tie: Tie) -> float:
    """Return the expected utility of a challenge."""
    p, win = model.rules.values.expected_utility, win_chance(model, one, other, tie)
    return win * p.gain - (1 - win) * p.loss


def onset_rate(model: "TwinModel", one: StateTwin, other: StateTwin, tie: Tie) -> float:
    """Return the disputes to expect a year between two states."""
    p = model.rules.values.onset
    hopes = max(utility(model, one, other, tie), utility(model, other, one, tie))
    odds = (
        p.constant
        + p.distance * math.log1p(tie.distance)
        + p.capability_ratio * abs(math.log(one.capability / other.capability))
        + p.land * tie.border
        + p.relevant * tie.relevant
        + p.past * math.log1p(tie.past)
        + p.recency * math.exp(-max(model.now - tie.last, 1.0) / p.recency_memory)
        + p.trust * (logit(one.trust[other.row]) + logit(other.trust[one.row])) / 2
        + p.expected_utility * (hopes - tie.utility_reference)
        + p.tension * tie.tension
    )
    return math.log1p(math.exp(odds)) * tie.frailty


def break_out(model: "TwinModel", pair: int, direction: float, day: float) -> None:
    """Open a dispute, unless the two are in one already."""
    one, other, tie = model.pairs[pair]
    if any(dispute.tie is tie and not dispute.over for dispute in model.disputes):
        return
    first, second = sorted((one, other), key=lambda state: state.name)
    bold = utility(model, first, second, tie) - utility(model, second, first, tie)
    if direction >= sigmoid(bold):
        first, second = second, first
    ladder, dispute = model.rules.ladder, Dispute((first, second), tie, 1.0)
    luck = model.draws.generator(model.steps, f"dispute {dispute.name}")
    brief = luck.random() < ladder.one_day
    dispute.frailty = luck.gamma(ladder.frailty, 1 / ladder.frailty)
    tie.past += 1
    tie.last = model.now + day / DAYS
    model.onsets += 1
    model.disputes.append(dispute)
    opening, answer, retort = luck.random(3).tolist()
    level = opening_level(model, opening)
    dispute.levels[0] = level
    if answer < sigmoid(ladder.reciprocation):
        dispute.levels[1] = level if retort < 0.8 else max(2, min(4, level - 1))
    react(model, dispute, day)
    if brief:
        dispute.over = True
    else:
        run(model, dispute, luck, day)


def opening_level(model: "TwinModel", luck: float) -> int:
    """Return the level at which a dispute opens."""
    ladder = model.rules.ladder
    if luck < ladder.open_threat:
        return 2
    return 3 if luck < ladder.open_threat + ladder.open_display else 4


def run(model: "TwinModel", dispute: Dispute, luck: np.random.Generator, day: float) -> None:
    """Let a dispute move on its day clock until the end of the step, or its own."""
    ladder, until = model.rules.ladder, model.rules.years * DAYS
    moving = 1 / ladder.move_interval
    while not dispute.over:
        top = dispute.top
        ending = dispute.frailty * (ladder.end_force if top == 4 else ladder.end_low)
        if top >= 5:
            ending = ladder.end_war
        wait = luck.exponential(1 / (ending + moving))
        what, who, choice, _ = luck.random(4).tolist()
        if day + wait >= until:
            return
        day += wait
        if what < ending / (ending + moving):
            dispute.over = True
        else:
            move(model, dispute, int(who < 0.5), choice, day)


def move(model: "TwinModel", dispute: Dispute, side: int, choice: float, day: float) -> None:
    """Let a side climb, come down or hold."""
    ladder, levels = model.rules.ladder, dispute.levels
    goal = min(5, max(levels[side] + 1, min(levels[1 - side], 4)))
    up = 0.0
    if levels[side] < 5 and (goal < 5 or levels[1] >= 2):
        up = math.exp(ladder.climb_war if goal == 5 else ladder.climb_force)
    down = math.exp(ladder.descend)
    if choice < up / (1 + up + down):
        levels[side] = max(goal, levels[side])
        if goal == 5:
            dispute.levels = [5, 5]
        react(model, dispute, day)
    elif choice < (up + down) / (1 + up + down):
        dispute.over = True


def react(model: "TwinModel", dispute: Dispute, day: float) -> None:
    """Let the two react to the level that their dispute has reached."""
    top, before = dispute.top, dispute.felt
    if top <= before:
        return
    dispute.felt = top
    weights, evidence = model.weights, model.evidence
    since = max(0.0, model.rules.years * DAYS - day) / DAYS
    lasting = math.exp(-since / model.rules.values.tension.memory)
    dispute.tie.tension += (weights[top] - weights[before]) * lasting
    loss = model.rules.values.trust.loss_weight * (evidence[top] - evidence[before])
    one, other = dispute.sides
    for state, about in ((one, other.row), (other, one.row)):
        bad = state.lessons["bad"]
        bad[about] = bad.get(about, 0.0) + loss
