"""Conditions: which cases are of interest, written as people say it: ``disputes > 3``."""

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from alliancesim.experiments.analysis.cases import Cases
from alliancesim.experiments.analysis.errors import AnalysisError
from alliancesim.scenario.errors import nearest

SIGNS: dict[str, Callable[[Any, Any], Any]] = {
    "<=": operator.le, ">=": operator.ge, "<": operator.lt, ">": operator.gt,
}  # fmt: skip
_FORM = re.compile(r"\s*(.+?)\s*(<=|>=|<|>)\s*(\S+)\s*")
UPPER = 0.75
"""Quantile over points above which cases are of interest when nothing else is said."""


@dataclass(frozen=True)
class Condition:
    """An outcome above or below a number."""

    outcome: str
    sign: str
    threshold: float

    def __str__(self) -> str:
        return f"{self.outcome} {self.sign} {self.threshold:.4g}"

    def met(self, values: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Tell which values meet the condition."""
        return np.asarray(SIGNS[self.sign](values, self.threshold), dtype=bool)


def parse(text: str, outcomes: list[str]) -> Condition:
    """Return a condition as written.

    Raises
    ------
    AnalysisError
        If the text is no condition or names an unknown outcome.
    """
    form = _FORM.fullmatch(text)
    try:
        if form is None:
            raise ValueError
        outcome, sign, number = form.groups()
        threshold = float(number)
    except ValueError:
        raise AnalysisError(
            f"'{text}' is no condition; write an outcome, one of < <= > >=, and a number, such as "
            f"'{outcomes[0]}<0'"
        ) from None
    if outcome not in outcomes:
        near = nearest(outcome, outcomes)
        hint = f"; did you mean '{near}'?" if near else f" (there are: {', '.join(outcomes)})"
        raise AnalysisError(f"'{text}': there is no outcome '{outcome}'{hint}")
    return Condition(outcome, sign, threshold)


def upper_quarter(cases: Cases, outcome: str) -> Condition:
    """Return the condition that an outcome lies in the highest quarter of points."""
    _, y = cases.known(outcome)
    return Condition(outcome, ">", float(np.quantile(y, UPPER)))
