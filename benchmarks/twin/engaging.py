"""Engagements of the twin: what two states want of each other, and what comes of it."""

import math
from bisect import bisect_right
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.twin.rules import STOCKS, sigmoid
from benchmarks.twin.state import StateTwin, Tie

if TYPE_CHECKING:
    from benchmarks.twin.model import TwinModel


def engage(model: "TwinModel") -> None:
    """Let candidates arrive for every pair, and those that both want take place."""
    step, draws, rules = model.steps, model.draws, model.rules
    arrivals = draws.pairs(step, "engage arrivals")[0].tolist()
    highest = [weigh(model, one, other, tie) for one, other, tie in model.pairs]
    number = bisect_right(rules.rungs, max(arrivals))
    places, consents = [], []
    for layer, rung in enumerate(rules.rungs[:number]):
        if layer == 0:
            layers = draws.pairs(step, "engage consent", number).tolist()
        for pair, consent in enumerate(layers[layer]):
            if rung < arrivals[pair] and consent < highest[pair]:
                places.append(layer * len(arrivals) + pair)
                consents.append(consent)
    lots = draws.pairs_at(step, "engage instrument", np.array(places, dtype=np.intp)).tolist()
    model.engagements = 0
    for place, consent, lot in zip(places, consents, lots, strict=True):
        one, other, tie = model.pairs[place % len(arrivals)]
        tool = bisect_right(rules.shares, lot)
        if consent < tie.chances.get(tool, 0.0):
            hold(model, tool, one, other, tie)


def weigh(model: "TwinModel", one: StateTwin, other: StateTwin, tie: Tie) -> float:
    """Work out the chance of each instrument between two states; return the highest."""
    alike = sum([mine * theirs for mine, theirs in zip(one.fears, other.fears, strict=True)])
    common = alike * math.sqrt(one.threat_felt * other.threat_felt)
    mine, theirs = worth(one, other.row, tie, common), worth(other, one.row, tie, common)
    temper, highest = model.rules.values.choice.temper, 0.0
    for place, tool in model.rules.tools.items():
        gain, back = 0.0, 0.0
        for channel, amount in tool.worth.items():
            gain += mine[channel] * amount
            back += theirs[channel] * amount
        both = sigmoid((gain + tool.inclination) / temper)
        both *= sigmoid((back + tool.inclination) / temper)
        tie.chances[place] = chance = min(1.0, tool.intensity * both)
        highest = max(highest, chance)
    return highest


def worth(state: StateTwin, partner: int, tie: Tie, common: float) -> dict[str, float]:
    """Return what a unit of each channel is worth to a state with a partner."""
    trust, affinity = state.trust[partner], state.affinity[partner]
    together, quarrel = common * trust, min(1.0, tie.tension + tie.stakes)
    return {
        "trust": affinity * (1 - trust),
        "understanding": affinity * (1 - tie.stocks["understanding"]),
        "information": together,
        "interoperability": together,
        "posture": together,
        "relief": quarrel,
        "incident_control": min(1.0, quarrel + tie.busy),
    }


def hold(model: "TwinModel", place: int, one: StateTwin, other: StateTwin, tie: Tie) -> None:
    """Let an engagement take place, and note what it brings."""
    model.engagements += 1
    tie.count += 1
    for channel, amount in model.rules.tools[place].gains.items():
        if channel == "trust":
            for state, about in ((one, other.row), (other, one.row)):
                good = state.lessons["good"]
                good[about] = good.get(about, 0.0) + amount
        else:
            stock = STOCKS.get(channel, channel)
            tie.gains[stock] = tie.gains.get(stock, 0.0) + amount


def settle(model: "TwinModel", tie: Tie) -> None:
    """Let the stocks of a pair fade and take up what the step brought."""
    for stock, (kept, spread) in model.fading.items():
        level = tie.stocks[stock] * kept
        gain = tie.gains.get(stock)
        if gain:
            level += (1 - level) * -math.expm1(-spread * gain)
        tie.stocks[stock] = level
    kept, spread = model.memory
    tie.recent = tie.recent * kept + spread * tie.count
    weight = model.rules.values.perception.contact_weight
    tie.contact = -math.expm1(-weight * tie.recent)
    tie.count = 0
