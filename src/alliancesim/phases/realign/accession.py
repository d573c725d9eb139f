"""Accession: outsiders join blocs that defend their members.

Log-odds of a year that an outsider a joins a bloc with the active members M in the cast:
constant + trust·(mean_M T_am - mark) + welcome·(min_M T_ma - mark) + threat·F_a
+ regime_gap·|r_a - mean_M r_m| + allies·ln(1 + members allied with a already)
+ distance·ln(1 + min_M d_am/distance_scale) + candidate
+ entrapment·(disputes a year of a with outsiders, over five years)
+ opposition·max_l (provocation of l by a, chapter on enlargement).

Where admission is open nobody is asked, and the term of welcome is zero; where it is for founders
only, nobody joins. Members outside the cast are not asked: what they feel is not known.
"""

import numpy as np
from numpy.typing import NDArray

from alliancesim.events import Event
from alliancesim.phases.realign.enlargement import admit, provocation
from alliancesim.phases.realign.moment import Moment, Terms, why
from alliancesim.treaties import Treaty


def accede(moment: Moment) -> list[Event]:
    """Let outsiders join the blocs that admit them."""
    lever = moment.tools.lever("collective_security")
    if not lever:
        return []
    open_blocs = [bloc for bloc in moment.world.treaties.blocs() if bloc.admission != "founders"]
    return [event for bloc in open_blocs for event in _join(moment, bloc, lever)]


def outsiders(moment: Moment, bloc: Treaty) -> NDArray[np.bool_]:
    """Return who is no member, not even a suspended one, (N,)."""
    outside = np.ones(moment.world.n, dtype=bool)
    outside[list(bloc.members)] = False
    return outside


def accession_terms(moment: Moment, bloc: Treaty) -> Terms:
    """Return the labelled log-odds that each state joins, (N,); without meaning for members."""
    p, world = moment.rules.blocs.accession, moment.world
    members = list(bloc.active)
    asked = bloc.admission != "open"
    nearest = world.distance[:, members].min(axis=1)
    gap = np.abs(world.regime - world.regime[members].mean())
    quarrels = moment.disputes[:, outsiders(moment, bloc)].sum(axis=1)
    allies = world.treaties.partners_among("defence", bloc)
    return {
        "trust": p.trust * moment.above[:, members].mean(axis=1),
        "welcome": p.welcome * asked * moment.above[members].min(axis=0),
        "threat": p.threat * world.threat_felt,
        "regime gap": p.regime_gap * gap,
        "allies": p.allies * np.log1p(allies),
        "distance": p.distance * np.log1p(nearest / moment.rules.pacts.formation.distance_scale),
        "candidate": p.candidate * np.isin(np.arange(world.n), list(bloc.candidates)),
        "entrapment": p.entrapment * quarrels,
        "opposition": p.opposition * provocation(moment, bloc).max(axis=0),
    }


def _join(moment: Moment, bloc: Treaty, lever: float) -> list[Event]:
    """Let outsiders join one bloc."""
    if not bloc.active:
        return []
    world = moment.world
    terms = accession_terms(moment, bloc)
    chance = moment.chance(moment.rules.blocs.accession.constant, terms, lever)
    luck = moment.draws.states(moment.step, f"realign accede {bloc.id}")
    happened = []
    for state in np.flatnonzero((luck < chance) & outsiders(moment, bloc)).tolist():
        bloc = admit(moment, bloc, state)
        text = f"{world.names[state]} joins {bloc.name}"
        happened.append(Event("acceded", (world.ids[state],), text, terms=why(terms, state)))
    return happened
