"""Own: the split that our model would make of the same states from the same year.

Our model has no sides. It runs from the world as the record shows it at the start of the year, and
what its runs have in common becomes a propensity,

    p_ij = share of runs with a pact of defence at the end - share of runs with a dispute,

which goes through the same landscape, with the same sizes and the same measure. So the two models
differ in where propensities come from, and in nothing else. Pacts that were in force at the start
count if they last; ``treaties`` are these alone, without a model: what there is to beat. The split
rests on few large states; ``apart`` looks at all pairs alike, and at no landscape.
"""

import numpy as np

from alliancesim.docking.coding import Coding
from alliancesim.docking.experiment import Experiment
from alliancesim.docking.factors import Array, sizes
from alliancesim.docking.landscape import Landscape
from alliancesim.history.panel import Panel
from alliancesim.history.worlds import world
from alliancesim.model import AllianceModel


def own(panel: Panel, coding: Coding, plan: Experiment) -> dict[str, Landscape]:
    """Return the landscapes of ``treaties`` at the start of the year and of our ``model``'s runs.

    Raises
    ------
    HistoryError
        If the record does not reach the year before, or lacks a state.
    """
    states = list(coding.states.values())
    case = world(panel, coding.year, [s.ccode for s in states], horizon=float(plan.own.years))
    runs = [AllianceModel(case, rng=(plan.seed, run)) for run in range(plan.own.members)]
    order = [runs[0].world.ids.index(name) for name in coding.states]
    start = _pacts(runs[0])
    found = np.mean([_propensity(run) for run in runs], axis=0)
    place = np.ix_(order, order)
    return {
        "treaties": Landscape(sizes(coding), start[place]),
        "model": Landscape(sizes(coding), found[place]),
    }


def apart(coding: Coding, propensities: Array) -> float:
    """Return how well propensities tell pairs that were on one side of the war from the others.

    The chance that a pair of one side has the higher propensity of the two, ties counting half: 1
    is perfect, .5 is no better than a coin.
    """
    upper = np.triu_indices(len(propensities), 1)
    together = np.outer(coding.allied, coding.allied)[upper] > 0
    own = propensities[upper]
    gap = own[together][:, None] - own[~together]
    return float(((gap > 0) + 0.5 * (gap == 0)).mean())


def _propensity(model: AllianceModel) -> Array:
    """Run a model to its end; return pacts less disputes of its pairs."""
    before = model.world.onset_count.copy()
    while model.running:
        model.step()
    quarrelled = model.world.onset_count > before
    return _pacts(model) - (quarrelled | quarrelled.T)


def _pacts(model: AllianceModel) -> Array:
    bound: Array = model.world.treaties.bound("defence").astype(float)
    return bound
