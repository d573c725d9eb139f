"""Crises: disputes begin, climb the ladder, draw in allies and end.

The only writer of tension, escalation, the dispute history, live crises and war losses. Bad
evidence and commitments go into the ledger for learn.
"""

from collections.abc import Sequence

import numpy as np

from alliancesim.crisis import Crisis
from alliancesim.draws import Draws
from alliancesim.events import Event
from alliancesim.kernels import defence_pacts
from alliancesim.ledger import Ledger
from alliancesim.parameters import Parameters
from alliancesim.phases.crises.course import (
    DAYS,
    Dated,
    Stage,
    open_dispute,
    resume,
    step_up,
    under_way,
)
from alliancesim.phases.crises.hostility import Hostility
from alliancesim.phases.crises.onset import (
    expected_utility,
    hold_probability,
    onset_rates,
    onset_terms,
    rivals,
    shared_shock,
    win_probability,
)
from alliancesim.phases.perceive import Sight
from alliancesim.world import World


def crises(
    world: World, rules: Parameters, seen: Sight, dated: Sequence[Dated],
    ledger: Ledger, draws: Draws, step: int, years: float, now: float,
) -> tuple[list[Event], list[Crisis]]:  # fmt: skip
    """Run the dispute layer for a step; return what happened, by day, and the crises that ended.

    ``now`` is the time at the start of the step, in years since the start of the run; ``dated``
    are incidents of the scenario with the day of the step.
    """
    world.war_loss = np.zeros(world.n)
    stage = Stage(
        world=world,
        rules=rules,
        seen=seen,
        draws=draws,
        step=step,
        now=now,
        days=years * DAYS,
        win=win_probability(world, rules, seen),
        hold=hold_probability(world, rules, seen),
        rivals=rivals(world, rules, now),
        pacts=defence_pacts(world),
        hostility=Hostility(world, rules, ledger, years),
        ledger=ledger,
    )
    waiting = list(dated)
    for crisis in world.crises:
        pair = {world.ids[state] for state in crisis.pair}
        mine = [entry for entry in waiting if set(entry[1].actors) == pair]
        left = resume(stage, crisis, mine)
        waiting = [entry for entry in waiting if entry not in mine or entry in left]
    _begin(stage, waiting, years)
    ended = [crisis for crisis in world.crises if crisis.over]
    world.crises = tuple(crisis for crisis in world.crises if not crisis.over)
    stage.hostility.settle()
    return sorted(stage.happened, key=lambda event: event.day), ended


def _begin(stage: Stage, dated: Sequence[Dated], years: float) -> None:
    """Start the disputes of the step: those that the scenario dates, those that break out."""
    world, rules = stage.world, stage.rules
    shared = shared_shock(stage.draws, stage.now)
    terms = onset_terms(world, rules, stage.seen, shared, stage.now)
    rates, modifier = onset_rates(world, rules, stage.seen, terms)
    utility = expected_utility(world, rules, stage.seen)
    rows, columns = stage.draws.upper
    onset, direction, day = stage.draws.pairs(stage.step, "onset", 3)
    breaks_out = onset < -np.expm1(-rates[rows, columns] * years)
    for begins, incident in dated:
        initiator, target = (world.row(actor) for actor in incident.actors)
        crisis = under_way(stage, initiator, target)
        if crisis is None:
            open_dispute(stage, initiator, target, begins, {}, incident)
        else:  # opened earlier in this step
            step_up(stage, crisis, incident, begins)
    for pair in np.flatnonzero(breaks_out):
        i, j = sorted((int(rows[pair]), int(columns[pair])), key=lambda state: world.ids[state])
        # The challenger is drawn with weights exp(EU).
        if direction[pair] >= 1 / (1 + np.exp(utility[j, i] - utility[i, j])):
            i, j = j, i
        why = {label: float(term[i, j]) for label, term in terms.items()}
        why["own history"] = float(np.log(world.frailty[i, j]))
        why["incidents"] = float(modifier[i, j])
        open_dispute(stage, i, j, float(day[pair]) * stage.days, why)
