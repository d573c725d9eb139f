"""Morris screening: which inputs matter at all, from few points.

An elementary effect is the change of the outcome when one input alone moves by Δ, over Δ (inputs
scaled to 0 ... 1). μ* is the mean of its size over trajectories and ranks inputs; μ keeps the sign;
σ, its spread, is large where the effect depends on other inputs or is not linear. Estimates are
SALib's (Campolongo and others, Environmental Modelling & Software 22, 2007, 1509-1518). The outcome
is the mean over the runs of a point; luck that points do not share adds to σ, and to μ* of inputs
that do nothing.
"""

from dataclasses import dataclass

import numpy as np

from alliancesim.experiments.analysis.cases import Cases, Whole
from alliancesim.experiments.analysis.errors import AnalysisError, library
from alliancesim.experiments.analysis.inputs import numbered

RESAMPLES = 500
SEED = 20240229
FEWEST = 3
"""Trajectories below which there is no estimate."""


@dataclass(frozen=True)
class Elementary:
    """The elementary effects of an input, in units of the outcome over its whole range."""

    input: str
    mu_star: float
    low: float
    high: float
    """Ends of the 95 % bootstrap interval of μ*."""
    mu: float
    sigma: float


@dataclass(frozen=True)
class Morris:
    """Elementary effects, the largest μ* first."""

    setting: str
    """Combination of the levers that the design is crossed with; empty if there are none."""
    effects: list[Elementary]
    trajectories: int
    left_out: int
    """Trajectories left out because a point of theirs failed."""
    luck: float
    """Standard deviation that luck alone gives an elementary effect: sqrt(2·s²/R) / Δ; NaN with one
    run, or if points share their luck: then an input that does nothing has no effect at all."""


def morris(cases: Cases, outcome: str, levels: int) -> list[Morris]:
    """Return the Morris screening of an outcome for each combination of crossed levers.

    Parameters
    ----------
    cases
        Cases of a Morris design.
    outcome
        Its name.
    levels
        Number of levels of the design's grid, L; Δ = L / (2(L - 1)).

    Raises
    ------
    AnalysisError
        If too few trajectories are whole.
    """
    step = levels / (2 * (levels - 1))
    variance = float("nan") if cases.shared_luck else float(cases.luck[outcome].mean())
    luck = float(np.sqrt(2 * variance)) / step
    return [_screen(whole, outcome, levels, luck) for whole in cases.wholes(outcome)]


def _screen(whole: Whole, outcome: str, levels: int, luck: float) -> Morris:
    names = list(whole.x)
    trajectories = len(whole.y) // (len(names) + 1)
    if trajectories < FEWEST:
        raise AnalysisError(
            f"only {trajectories} trajectories of the Morris design are whole for '{outcome}'; "
            f"screening needs {FEWEST}"
        )
    x = numbered(whole.x).to_numpy()
    problem = {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}
    stream = np.random.Generator(np.random.Philox(SEED))
    found = library("SALib.analyze.morris").analyze(
        problem, x, whole.y, num_levels=levels, num_resamples=RESAMPLES, seed=stream
    )
    keys = ("mu_star", "mu_star_conf", "mu", "sigma")
    effects = [
        Elementary(name, star, max(0.0, star - half), star + half, mu, sigma)
        for name, star, half, mu, sigma in zip(
            names, *[[float(value) for value in found[key]] for key in keys], strict=True
        )
    ]
    ranked = sorted(effects, key=lambda effect: (-effect.mu_star, effect.input))
    return Morris(whole.setting, ranked, trajectories, whole.left_out, luck)
