"""Crises: disputes begin, climb the ladder, draw in allies and mediators, and end.

The only writer of tension, escalation, the dispute history, live crises, war losses, missions and
peacekeepers, alarms and prevention. Evidence and commitments go into the ledger for learn.
"""

from collections.abc import Sequence

import numpy as np

from alliancesim.crisis import DAYS, Crisis
from alliancesim.draws import Draws
from alliancesim.events import Event
from alliancesim.kernels import defence_pacts
from alliancesim.ledger import Ledger
from alliancesim.parameters import Parameters
from alliancesim.phases.crises.commitments import dated_commitment
from alliancesim.phases.crises.course import (
    DatedIncident,
    open_dispute,
    resume,
    step_up,
    under_way,
)
from alliancesim.phases.crises.hostility import Hostility
from alliancesim.phases.crises.onset import (
    Terms,
    expected_utility,
    hold_probability,
    onset_rates,
    onset_terms,
    rivals,
    shared_shock,
    win_probability,
)
from alliancesim.phases.crises.peacekeeping import dated_mission, withdraw
from alliancesim.phases.crises.stage import Dated, Stage
from alliancesim.phases.crises.warning import acting, usual_prevention, warn
from alliancesim.phases.perceive import Sight
from alliancesim.scenario.events import Commitment, Incident, Mission
from alliancesim.toolbox import Toolbox
from alliancesim.world import Array, World


def crises(
    world: World, rules: Parameters, tools: Toolbox, seen: Sight, dated: Sequence[Dated],
    ledger: Ledger, draws: Draws, step: int, years: float, now: float,
) -> tuple[list[Event], list[Crisis]]:  # fmt: skip
    """Run the dispute layer for a step; return what happened, by day, and the crises that ended.

    ``now`` is the time at the start of the step, in years since the start of the run; ``dated``
    are what the scenario dates, with the day of the step.
    """
    world.war_loss = np.zeros(world.n)
    stage = Stage(
        world=world,
        rules=rules,
        tools=tools,
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
    incidents = _dated(stage, dated)
    terms, rates, scales = _hazard(stage)
    for crisis in world.crises:
        pair = {world.ids[state] for state in crisis.pair}
        mine = [entry for entry in incidents if set(entry[1].actors) == pair]
        left = resume(stage, crisis, mine)
        incidents = [entry for entry in incidents if entry not in mine or entry in left]
    _begin_dated(stage, incidents)
    _begin(stage, rates, terms | scales)
    ended = [crisis for crisis in world.crises if crisis.over]
    world.crises = tuple(crisis for crisis in world.crises if not crisis.over)
    stage.hostility.settle()
    withdraw(stage)
    warn(stage, rates)
    return sorted(stage.happened, key=lambda event: event.day), ended


def _dated(stage: Stage, dated: Sequence[Dated]) -> list[DatedIncident]:
    """Carry out dated missions and commitments; return the incidents, which wait for their day."""
    incidents: list[DatedIncident] = []
    for day, event in dated:
        match event:
            case Incident():
                incidents.append((day, event))
            case Mission():
                dated_mission(stage, day, event)
            case Commitment():
                dated_commitment(stage, day, event)
    return incidents


def _hazard(stage: Stage) -> tuple[Terms, Array, Terms]:
    """Return the terms of onset, the yearly rates of all pairs, and what scales them."""
    world, rules = stage.world, stage.rules
    shared = shared_shock(stage.draws, stage.now)
    terms = onset_terms(world, rules, stage.seen, shared, stage.now, stage.win)
    if stage.now == 0:
        usual = onset_terms(world, rules, stage.seen, 0.0, stage.now)  # in no special year
        bare, _ = onset_rates(world, rules, stage.seen, usual)
        world.prevention_reference = usual_prevention(stage, bare)
        world.prevented = world.prevention_reference * acting(stage)
    return terms, *onset_rates(world, rules, stage.seen, terms)


def _begin_dated(stage: Stage, incidents: Sequence[DatedIncident]) -> None:
    """Start the disputes that the scenario dates."""
    for begins, incident in incidents:
        initiator, target = (stage.world.row(actor) for actor in incident.actors)
        crisis = under_way(stage, initiator, target)
        if crisis is None:
            open_dispute(stage, initiator, target, begins, {}, incident)
        else:  # opened earlier in this step
            step_up(stage, crisis, incident, begins)


def _begin(stage: Stage, rates: Array, terms: Terms) -> None:
    """Start the disputes that break out."""
    world = stage.world
    rows, columns = stage.draws.upper
    onset, direction, day = stage.draws.pairs(stage.step, "onset", 3)
    expected = (rates * (1 - world.prevented))[rows, columns] * stage.years
    begun = np.flatnonzero(onset < -np.expm1(-expected))
    if not len(begun):
        return
    utility = expected_utility(world, stage.rules, stage.seen, stage.win)
    for pair in begun:
        i, j = sorted((int(rows[pair]), int(columns[pair])), key=lambda state: world.ids[state])
        # The challenger is drawn with weights exp(EU).
        if direction[pair] >= 1 / (1 + np.exp(utility[j, i] - utility[i, j])):
            i, j = j, i
        why = {label: float(term[i, j]) for label, term in terms.items()}
        open_dispute(stage, i, j, float(day[pair]) * stage.days, why)
