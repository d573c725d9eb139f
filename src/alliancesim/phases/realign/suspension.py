"""Suspension: a bloc stops being bound to a member, and takes it back.

Log-odds of a year that a member m is suspended, the means taken over the other active members in
the cast: constant + distrust·(mark - mean T_km) + democracy·max(0, mean r_k - r_m). Those that it
is readmitted: readmission - distrust·(mark - min(mean T_km, mean T_mk))
- democracy·max(0, mean r_k - r_m); a member that does not trust the others does not come back.
It takes two others in the cast to decide: one alone is no bloc.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from alliancesim.events import Event
from alliancesim.phases.realign.moment import Moment, Terms, why
from alliancesim.treaties import Treaty

QUORUM = 2
"""Other active members that it takes to decide about a member."""


def suspend(moment: Moment) -> list[Event]:
    """Let blocs suspend members and take suspended ones back."""
    return [event for bloc in moment.world.treaties.blocs() for event in _judge(moment, bloc)]


def judgement_terms(moment: Moment, bloc: Treaty) -> Terms:
    """Return the labelled log-odds that the place of each member changes, in members' order."""
    p = moment.rules.blocs.suspension
    members, active = np.array(bloc.members), np.array(bloc.active)
    judges = (active[:, None] != members[None, :]).astype(float)
    number = np.maximum(judges.sum(axis=0), 1.0)
    regard = (judges * moment.above[np.ix_(active, members)]).sum(axis=0) / number
    returned = (judges * moment.above[np.ix_(members, active)].T).sum(axis=0) / number
    regard = np.where(suspended(bloc), np.minimum(regard, returned), regard)
    regime = moment.world.regime
    shortfall = np.maximum(0.0, judges.T @ regime[active] / number - regime[members])
    toward = np.where(suspended(bloc), -1.0, 1.0)
    return {
        "distrust": -toward * p.distrust * regard,
        "democracy": toward * p.democracy * shortfall,
    }


def suspended(bloc: Treaty) -> NDArray[np.bool_]:
    """Tell of each member, in members' order, whether it is suspended."""
    return np.array([member in bloc.suspended for member in bloc.members], dtype=bool)


def _judge(moment: Moment, bloc: Treaty) -> list[Event]:
    """Let one bloc decide about its members."""
    if len(bloc.active) < QUORUM:
        return []
    p, world = moment.rules.blocs.suspension, moment.world
    terms = judgement_terms(moment, bloc)
    constant = np.where(suspended(bloc), p.readmission, p.constant)
    luck = moment.draws.states(moment.step, f"realign suspend {bloc.id}")[list(bloc.members)]
    happened = []
    for place in np.flatnonzero(luck < moment.chance(constant, terms)):
        member = bloc.members[place]
        if len(set(bloc.active) - {member}) < QUORUM:
            continue
        kind = "readmitted" if member in bloc.suspended else "suspended"
        verb = "is readmitted to" if member in bloc.suspended else "is suspended from"
        bloc = replace(bloc, suspended=bloc.suspended ^ {member})
        world.treaties = world.treaties.put(bloc)
        text = f"{world.names[member]} {verb} {bloc.name}"
        happened.append(Event(kind, (world.ids[member],), text, terms=why(terms, place)))
    return happened
