"""Assimilation: the observing half of the model, run over the record instead of over a simulation.

Year by year the record's disputes, pacts, exercises and organisations take the place of what the
model would simulate; `contribute`, `settle`, `Hostility` and `learn`, the code of the simulation
itself, turn them into trust, tension, dispute history, interoperability and information of all
pairs. Nothing is chosen, proposed or drawn.

What is left out: provocation of onlookers, wrongdoing, changes of leader, and everything that the
tables do not hold. Years in which two states were not both members count for nothing but fading,
and who is no member is not listened to. A state that goes on under another number
(``alliancesim.history.codes``) takes along what it had.

Interests are the last UN ideal point and the regime, of equal weight; the regime alone for states
that have cast no votes yet, and so for everybody before 1946. Others see those on the middle of the
UN's scale.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from alliancesim.crisis import DAYS, Crisis
from alliancesim.draws import Draws
from alliancesim.history.codes import CONTINUED
from alliancesim.history.panel import Panel
from alliancesim.kernels import closeness
from alliancesim.ledger import Ledger
from alliancesim.parameters import Parameters
from alliancesim.phases.crises.hostility import Hostility
from alliancesim.phases.engage.effects import contribute, quality
from alliancesim.phases.engage.record import Engagements
from alliancesim.phases.learn import causes, learn
from alliancesim.phases.settle import settle
from alliancesim.scenario import Scenario, load
from alliancesim.start import world_of
from alliancesim.toolbox import Toolbox
from alliancesim.world import FIELDS, Array, World

MIDDLE = 182.0
"""Day of the year on which a dispute of the record is taken to begin."""
INTERESTS = {
    "un_votes": "ideal point in votes of the UN General Assembly, 1 with the United States",
    "regime": "electoral democracy, 1, or autocracy, -1",
}
"""Dimensions of interest."""
VOTER, NO_VOTER = (0.5, 0.5), (0.0, 1.0)
"""Their weights for states that have and have not voted in the UN so far."""


@dataclass
class Assimilated:
    """All states that were ever members, as they stood at the end of a year."""

    year: int
    codes: NDArray[np.int64]
    """Correlates of War numbers, the rows of all arrays."""
    world: World
    together: Array
    """Years in which two states were both members so far, N×N."""

    def rows(self, codes: NDArray[np.int64]) -> NDArray[np.intp]:
        """Return the rows of states by number."""
        return np.searchsorted(self.codes, codes)

    @property
    def since(self) -> Array:
        """Years since the last onset at the end of the year; infinite without one, N×N."""
        gone: Array = self.year + 1 - self.world.onset_times[0]
        return gone


@dataclass
class Expected(Engagements):
    """What pairs did together in a year: the size of an entry is the number of engagements."""

    def counts(self, n: int, k: int) -> Array:
        """Return the number of engagements by instrument and pair, K×N×N."""
        counts = np.zeros((k, n, n))
        np.add.at(counts, (self.instrument, self.first, self.second), self.size)
        np.add.at(counts, (self.instrument, self.second, self.first), self.size)
        return counts


def assimilate(
    panel: Panel, rules: Parameters, first: int, last: int, exercises: bool = True
) -> Iterator[Assimilated]:
    """Run over the record from ``first`` to ``last`` and hand out the state after each year.

    The same object is handed out again, one year on: copy what is to be kept.

    Parameters
    ----------
    panel
        The record; only years up to ``last`` are read.
    rules
        Parameters of trust, tension, effects and of the record (``record``).
    exercises
        Whether counted exercises are used; without, the expected numbers stand in.
    """
    known = panel.until(last)
    codes = np.unique(known.states["ccode"].to_numpy())
    scenario = _everybody(codes, known, rules)
    tools = Toolbox.of(scenario.instruments, 1816)
    world = world_of(scenario, Draws(0, len(codes)))
    world.salience[:] = NO_VOTER
    now = Assimilated(first, codes, world, np.zeros((len(codes), len(codes))))
    labels = causes(tools.names)
    nobody = np.zeros(world.n, dtype=bool)
    for year in range(first, last + 1):
        now.year = year
        states, dyads = known.at(year)
        _continue(now)
        _measure(now, states, dyads, rules)
        ledger = Ledger(world.n)
        held = _engagements(now, dyads, rules, tools, exercises)
        contribute(world, rules, tools, held, np.zeros((world.n, world.n)), ledger)
        settle(world, rules, ledger, held, 1.0)
        _disputes(now, dyads, Hostility(world, rules, ledger, 1.0))
        learn(world, rules, labels, nobody, ledger, 1.0)
        yield now


def _everybody(codes: NDArray[np.int64], panel: Panel, rules: Parameters) -> Scenario:
    """Return a neutral scenario of all states, from which the world's arrays are laid out."""
    names = panel.states.drop_duplicates("ccode", keep="last").set_index("ccode")
    return load({
        "name": "record",
        "clock": {"start": "1816-01-01", "step": "year", "horizon": 1},
        "interests": INTERESTS,
        "states": {
            f"S{code}": {
                "name": names.loc[code, "name"], "region": names.loc[code, "region"],
                "location": {"lat": names.loc[code, "lat"], "lon": names.loc[code, "lon"]},
                "capability": 0.001, "output": 1.0, "burden": 0.02, "regime": 0.5,
                "interests": dict.fromkeys(INTERESTS, 0.0),
            }
            for code in codes
        },
        "parameters": rules.model_dump(),
    })  # fmt: skip


def _continue(now: Assimilated) -> None:
    """Let a state that goes on under another number take along its history with all others."""
    for (code, year), before in CONTINUED.items():
        if year == now.year and {code, before} <= set(now.codes.tolist()):
            new, old = now.rows(np.array([code, before]))
            dyadic = [getattr(now.world, i.name) for i in FIELDS.values() if "N×N" in i.shape]
            for pairs in (*dyadic, now.together):
                pairs[..., new, :] = pairs[..., old, :]
                pairs[..., :, new] = pairs[..., :, old]
            for field in (now.world.interests, now.world.salience):
                field[new] = field[old]


def _measure(
    now: Assimilated, states: pd.DataFrame, dyads: pd.DataFrame, rules: Parameters
) -> None:
    """Let the world have the capabilities, regimes, interests and places of the year."""
    world, rows = now.world, now.rows(states["ccode"].to_numpy())
    world.capability[rows] = states["cinc"].to_numpy()
    world.regime[rows] = states["regime"].fillna(0.5).to_numpy()
    world.major[:] = False
    world.major[rows] = states["major"].to_numpy()
    voted = states["ideal"].notna().to_numpy()
    ideal = states["ideal"].to_numpy()[voted] / rules.record.ideal_scale
    world.interests[rows[voted], 0] = np.clip(ideal, -1, 1)
    world.interests[:, 1] = 2 * world.regime - 1
    world.salience[rows[voted]] = VOTER
    members = np.zeros((world.n, world.n))
    members[np.ix_(rows, rows)] = 1.0
    world.affinity = members * closeness(world.interests, world.salience)
    one, two = _pairs(now, dyads)
    for name in ("distance", "contiguity"):
        matrix = getattr(world, name)
        matrix[one, two] = matrix[two, one] = dyads[name].to_numpy()
    now.together[one, two] += 1
    now.together[two, one] += 1


def _pairs(now: Assimilated, dyads: pd.DataFrame) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    return now.rows(dyads["ccode1"].to_numpy()), now.rows(dyads["ccode2"].to_numpy())


def _engagements(
    now: Assimilated, dyads: pd.DataFrame, rules: Parameters, tools: Toolbox, exercises: bool
) -> Expected:
    """Return what the record says, or has to be expected, that pairs did together in the year."""
    p, allied = rules.record, dyads["defence"].to_numpy()
    trained = np.where(allied, p.exercises_allied, p.exercises_other)
    if exercises:
        counted = dyads["exercises"].to_numpy()
        trained = np.where(np.isnan(counted), trained, counted)
    shared = np.log1p(dyads["organisations"].to_numpy())
    sizes = {
        "joint_exercise": trained,
        "dialogue": p.dialogue_organisations * shared + p.dialogue_allied * allied,
        "intelligence_sharing": p.intelligence_allied * allied,
    }
    one, two = _pairs(now, dyads)
    parts = [(tools.names.index(name), size, size > 0) for name, size in sizes.items()]
    first = np.concatenate([one[some] for _, _, some in parts])
    second = np.concatenate([two[some] for _, _, some in parts])
    number = len(first)
    return Expected(
        instrument=np.repeat([k for k, _, _ in parts], [int(some.sum()) for *_, some in parts]),
        first=first,
        second=second,
        size=np.concatenate([size[some] for _, size, some in parts]),
        notice=np.zeros(number),
        scheduled=np.ones(number, dtype=bool),
        breach=np.zeros(number, dtype=bool),
        quality=quality(now.world, rules, first, second),
        effort=np.zeros(number),
        purse=np.zeros(now.world.n),
    )


def _disputes(now: Assimilated, dyads: pd.DataFrame, books: Hostility) -> None:
    """Enter the disputes that began in the year, at the level that they reached.

    That is the higher of the two between those who began, else the lower: a state that joins
    against one that does nothing to it has no war with it.
    """
    begun = dyads[dyads["onset_any"] == 1]
    one, two = _pairs(now, begun)
    reached = np.where(begun["onset"] == 1, begun["level"], begun["lower"])
    levels = np.maximum(reached, 2)
    when = now.year + MIDDLE / DAYS
    for i, j, level in zip(one.tolist(), two.tolist(), levels.tolist(), strict=True):
        crisis = Crisis(0, i, j, when, 1.0, sides=([i], [j]), top=int(level))
        books.onset(crisis, when, MIDDLE)
