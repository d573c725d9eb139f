"""Readings: everything that is found about one outcome in one scenario; the design says how."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from alliancesim.experiments.analysis.cases import Cases, cases_of
from alliancesim.experiments.analysis.conditions import Condition, parse, upper_quarter
from alliancesim.experiments.analysis.contrast import Contrast, contrasted
from alliancesim.experiments.analysis.discovery import Discovery, Method, discover
from alliancesim.experiments.analysis.effects import MainEffect, main_effects
from alliancesim.experiments.analysis.morris import Morris, morris
from alliancesim.experiments.analysis.regression import Regression, regress
from alliancesim.experiments.analysis.regret import Aim, Regret, regret
from alliancesim.experiments.analysis.sobol import SobolIndices, sobol_indices
from alliancesim.experiments.analysis.surfaces import Surface, surface

if TYPE_CHECKING:
    from alliancesim.experiments import Sweep

GRID = 4
"""Levels of a Morris design that states none."""
Measure = Literal["total index", "μ*", "|rank coefficient|", "range of means"]


@dataclass(frozen=True)
class Weight:
    """How much an input matters, by the measure that the design gives."""

    input: str
    value: float


@dataclass(frozen=True)
class Spread:
    """An outcome over points: mean, middle, the band of nine points in ten, shares by sign."""

    mean: float
    median: float
    least: float
    most: float
    above: float
    """Share of points above zero."""
    below: float


@dataclass(frozen=True)
class Reading:
    """What is found about one outcome in one scenario."""

    scenario: str
    outcome: str
    points: int
    spread: Spread
    noise: float
    """Share of luck in the variance over points; NaN if points have one run."""
    effects: list[MainEffect]
    regression: Regression | None
    sobol: list[SobolIndices]
    """One per combination of crossed levers; empty for other designs."""
    morris: list[Morris]
    surface: Surface | None
    """Over the two inputs that matter most."""
    discovery: Discovery | None
    cases: Cases
    contrast: Contrast | None = None
    """The lever whose effect the outcome is; None if it is the outcome itself."""

    @property
    def varies(self) -> bool:
        """Whether the outcome differs between points."""
        return bool(self.ranking)

    @property
    def measure(self) -> Measure:
        """The measure by which ``ranking`` orders inputs."""
        if self.sobol:
            return "total index"
        if self.morris:
            return "μ*"
        return "|rank coefficient|" if self.regression else "range of means"

    @property
    def ranking(self) -> list[Weight]:
        """Inputs by how much they matter; where levers are crossed, the mean over them."""
        found: dict[str, list[float]] = {}
        for part in self.sobol:
            for index in part.indices:
                found.setdefault(index.input, []).append(index.total)
        for screen in self.morris:
            for effect in screen.effects:
                found.setdefault(effect.input, []).append(effect.mu_star)
        if found:
            return _ranked({name: float(np.mean(values)) for name, values in found.items()})
        if self.regression is None:
            return _ranked({effect.input: effect.range for effect in self.effects})
        for each in self.regression.coefficients:
            found.setdefault(each.input, []).append(abs(each.value))
        return _ranked({name: max(values) for name, values in found.items()})

    def plain(self) -> dict[str, Any]:
        """Return the reading as plain data."""
        data = {
            field.name: getattr(self, field.name) for field in fields(self)
            if field.name != "cases"
        }  # fmt: skip
        found = {key: _plain(value) for key, value in data.items()}
        return found | {"measure": self.measure, "ranking": _plain(self.ranking)}


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return asdict(value) if hasattr(value, "__dataclass_fields__") else value


def _ranked(found: dict[str, float]) -> list[Weight]:
    weights = [Weight(name, value) for name, value in found.items()]
    return sorted(weights, key=lambda weight: (-weight.value, weight.input))


@dataclass(frozen=True)
class Analysis:
    """What is found in a sweep."""

    sweep: "Sweep"
    readings: list[Reading]
    """Outcome by outcome, and scenario by scenario within each."""
    regret: Regret | None = None
    """What each scenario loses against the best one, where somebody asked."""

    @property
    def outcomes(self) -> list[str]:
        """Outcomes that were analysed."""
        return list(dict.fromkeys(reading.outcome for reading in self.readings))

    @property
    def contrast(self) -> Contrast | None:
        """The lever whose effects were analysed, if not the outcomes themselves."""
        return self.readings[0].contrast

    @property
    def scenarios(self) -> list[str]:
        """Scenarios of the sweep."""
        return list(dict.fromkeys(reading.scenario for reading in self.readings))

    def of(self, outcome: str) -> list[Reading]:
        """Return the readings of an outcome, one per scenario."""
        return [reading for reading in self.readings if reading.outcome == outcome]

    def plain(self) -> dict[str, Any]:
        """Return the analysis as plain data."""
        experiment = self.sweep.experiment
        return {
            "experiment": experiment.name,
            "question": experiment.question,
            "design": experiment.design.kind,
            "points": int(self.sweep.points["point"].nunique()),
            "runs": experiment.runs,
            "seed": experiment.seed,
            "failures": len(self.sweep.failures),
            "effect": _plain(self.contrast),
            "regret": _plain(self.regret),
            "inputs": list(self.sweep.inputs),
            "readings": [reading.plain() for reading in self.readings],
        }


def analyse(
    sweep: "Sweep",
    outcomes: Sequence[str] = (),
    when: str = "",
    method: Method = "cart",
    effect: str = "",
    regretted: str = "",
    aim: Aim = "low",
) -> Analysis:
    """Analyse a sweep by the methods that its design allows.

    Morris screening for a Morris design, whose few points carry no more than that, and the main
    effects of levers that it is crossed with. For all others main effects, rank regression and a
    surface; for a Sobol' design its indices as well. Scenario
    discovery where a condition is given; without one, for the highest quarter of every outcome in
    designs other than these two.

    Parameters
    ----------
    sweep
        The sweep as stored.
    outcomes
        Outcomes to analyse; all unless given.
    when
        Condition on an outcome, such as ``disputes > 3``: under which inputs is it met?
    method
        How conditions are sought: ``cart``, or ``prim`` with the EMA Workbench.
    effect
        Path of a lever: analyse its effect on outcomes, instead of the outcomes. Conditions then
        speak of effects.
    regretted
        Outcome by which the scenarios are held against each other, as the choices that one has.
    aim
        Whether low or high values of it are good.

    Raises
    ------
    AnalysisError
        If an outcome is unknown, the condition cannot be read, or a library is missing.
    """
    condition = parse(when, list(sweep.outcomes)) if when else None
    chosen = list(outcomes)
    if condition and chosen and condition.outcome not in chosen:
        chosen.append(condition.outcome)
    if regretted and chosen and regretted not in chosen:
        chosen.append(regretted)
    found = cases_of(sweep, chosen)
    levels = sweep.experiment.design.levels or GRID
    parts: list[tuple[Cases, Contrast | None]] = [
        contrasted(cases, effect) if effect else (cases, None) for cases in found
    ]
    readings = [
        replace(_read(cases, outcome, levels, condition, method), contrast=contrast)
        for outcome in found[0].y
        for cases, contrast in parts
    ]
    return Analysis(sweep, readings, _regret(sweep, regretted, aim))


def _regret(sweep: "Sweep", outcome: str, aim: Aim) -> Regret | None:
    if not outcome:
        return None
    return regret(cases_of(sweep, [outcome]), outcome, aim, sweep.experiment.seed)


def _read(
    cases: Cases, outcome: str, levels: int, condition: Condition | None, method: Method
) -> Reading:
    _, y = cases.known(outcome)
    spread = _spread(y)
    reading = Reading(
        cases.scenario, outcome, len(y), spread, cases.noise(outcome), [], None, [], [], None,
        None, cases,
    )  # fmt: skip
    if not cases.inputs or not cases.varies(outcome):
        return reading
    reading = replace(reading, discovery=_discovery(cases, outcome, condition, method))
    if cases.design == "morris":
        return replace(
            reading,
            morris=morris(cases, outcome, levels),
            effects=main_effects(cases, outcome, cases.crossed),
        )
    reading = replace(
        reading,
        effects=main_effects(cases, outcome),
        regression=regress(cases, outcome),
        sobol=sobol_indices(cases, outcome) if cases.design == "sobol" else [],
    )
    first, *rest = reading.ranking
    return replace(
        reading, surface=surface(cases, outcome, first.input, rest[0].input) if rest else None
    )


def _spread(y: NDArray[np.float64]) -> Spread:
    if not len(y):
        return Spread(*[float("nan")] * 6)
    middle = np.quantile(y, [0.5, 0.05, 0.95])
    parts = (y.mean(), *middle, (y > 0).mean(), (y < 0).mean())
    return Spread(*[float(part) for part in parts])


def _discovery(
    cases: Cases, outcome: str, condition: Condition | None, method: Method
) -> Discovery | None:
    """Return what tells the cases of interest apart; None where nobody asked and it says little."""
    if condition is not None:
        return discover(cases, condition, method) if condition.outcome == outcome else None
    if cases.design in ("sobol", "morris"):
        return None
    found = discover(cases, upper_quarter(cases, outcome), method, given=False)
    return found if found.enough else None
