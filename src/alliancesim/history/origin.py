"""Origin: the world of all members at the end of a year, ready to run forward.

The arrays that assimilation gives are taken over as they are; capability, output and burden are
those of the year. What the tables do not hold stands at the neutral values of a scenario. Times of
onset are counted from the origin, which is the start of the run.
"""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from alliancesim.crisis import Crisis
from alliancesim.draws import Draws
from alliancesim.history.assimilation import INTERESTS, Assimilated
from alliancesim.history.features import Rows
from alliancesim.history.fit import Fit
from alliancesim.history.panel import Panel
from alliancesim.model import AllianceModel
from alliancesim.parameters import Parameters
from alliancesim.phases.crises.calibrate import calibrate
from alliancesim.scenario import Scenario, load
from alliancesim.start import draw_errors, world_of
from alliancesim.treaties import Treaties
from alliancesim.world import FIELDS, World

Step = Literal["month", "quarter", "year"]
TAKEN = (
    "interests", "salience", "affinity", "distance", "contiguity", "good", "bad", "good_prior",
    "bad_prior", "good_credit", "bad_credit", "credit_left", "tension", "escalation",
    "interoperability", "information", "procedures", "understanding", "readiness", "influence",
    "posture", "recent", "onset_count", "onset_times",
)  # fmt: skip
"""Fields that assimilation gives; the others start as in any scenario."""


@dataclass(frozen=True)
class Origin:
    """A world at the end of a year, and the scenario in which it runs."""

    year: int
    codes: NDArray[np.int64]
    """Correlates of War numbers of the members, in the order of the rows."""
    scenario: Scenario
    world: World

    def member(self, seed: int, run: int) -> "Member":
        """Return the model of one member of an ensemble, with its own luck."""
        return Member(self, seed, run)


class Member(AllianceModel):
    """A run that starts from an origin and keeps no metrics."""

    def __init__(self, origin: Origin, seed: int, run: int) -> None:
        self.origin = origin
        super().__init__(origin.scenario, rng=(seed, run))

    def _begin(self) -> World:
        """Return the world of the origin, with errors of the run's own luck."""
        world = self.origin.world.copy()
        draw_errors(world, self.draws)
        return world

    def _observe(self, ended: list[Crisis]) -> None:
        """Keep the clock and remember what ended; measure nothing."""
        self.ended = ended
        self.running = self.steps < self.clock.steps

    def _measure(self) -> None:
        """Measure nothing: a forecast reads the world itself."""


def origin_of(
    now: Assimilated,
    panel: Panel,
    fitted: Fit,
    last: Rows,
    base: Parameters,
    step: Step,
    years: float,
) -> Origin:
    """Return the world of the members of the year to which the record was assimilated.

    Parameters
    ----------
    now, panel
        The assimilated state and the record that it comes from.
    fitted, last
        The fit, and the rows of the origin's year.
    base
        Parameters into which the fitted ones are put.
    step, years
        Length of a step and of the run.
    """
    rules = fitted.rules(base)
    states = panel.at(now.year)[0]
    codes = states["ccode"].to_numpy()
    scenario = _scenario(states, rules, now.year, step, years)
    world = world_of(scenario, Draws(0, len(codes)))
    rows = now.rows(codes)
    for name in TAKEN:
        setattr(world, name, _taken(getattr(now.world, name), FIELDS[name].shape, rows))
    world.onset_times = world.onset_times - (now.year + 1)
    world.treaties = Treaties(
        (
            treaty.with_members(np.searchsorted(rows, treaty.members).tolist())
            for treaty in now.world.treaties
        ),
        len(codes),
    )
    unknown = np.zeros((world.n, world.n))
    calibrate(world, rules, world.onset_count, unknown)
    one, two = (np.searchsorted(codes, last.pairs[name]) for name in ("ccode1", "ccode2"))
    world.frailty[one, two] = world.frailty[two, one] = fitted.frailty(last)
    return Origin(now.year, codes, scenario, world)


def _taken(values: NDArray[Any], shape: str, rows: NDArray[np.intp]) -> NDArray[Any]:
    """Return the part of an array of all states ever that belongs to the members."""
    if shape == "N×M":
        return values[rows].copy()
    return values[..., rows[:, None], rows[None, :]].copy()


def _scenario(
    states: pd.DataFrame, rules: Parameters, year: int, step: Step, years: float
) -> Scenario:
    output = states["output"].fillna(states["output"].median()).fillna(1.0)
    burden = _burdens(states, output)
    return load({
        "name": f"world_{year}",
        "clock": {"start": f"{year + 1}-01-01", "step": step, "horizon": years},
        "interests": INTERESTS,
        "states": {
            f"S{state.ccode}": {
                "name": state.name_, "region": state.region,
                "location": {"lat": float(state.lat), "lon": float(state.lon)},
                "capability": max(float(state.cinc), 1e-6), "output": float(gdp),
                "burden": float(load_), "regime": 0.5 if np.isnan(state.regime) else state.regime,
                "major": bool(state.major),
                "interests": dict.fromkeys(INTERESTS, 0.0),
            }
            for state, gdp, load_ in zip(
                states.rename(columns={"name": "name_"}).itertuples(), output, burden, strict=True
            )
        },
        "parameters": rules.model_dump(),
    })  # fmt: skip


def _burdens(states: pd.DataFrame, output: pd.Series) -> pd.Series:
    """Return spending over output; its median, 2 %, for those whose spending is not known.

    Spending is in current dollars and output in those of 2011, so only the rank of burdens within
    the year is used: the median is set to ``MEDIAN``.
    """
    raw = states["milex"].where(states["milex"] > 0) / output
    scaled = MEDIAN * raw / raw.median()
    return scaled.fillna(MEDIAN).clip(0.002, 0.3)


MEDIAN = 0.02
"""Median military spending over output, share: the usual order of magnitude."""
