"""Sizes: a step of the core loop by number of states, in the product and in the plain twin."""

import math
from collections.abc import Callable

from alliancesim.experiments.member import Member
from alliancesim.experiments.schema import Outcome
from alliancesim.model import AllianceModel
from alliancesim.scenario import Scenario
from benchmarks.measuring import Effort, Figure, interleaved, peak_memory
from benchmarks.twin import TwinModel
from benchmarks.twin.model import METRICS
from benchmarks.worlds import core_case

WANTED = {10: (18.0, 35.0), 30: (60.0, 100.0), 100: (150.0, 240.0), 200: (250.0, 450.0)}
"""Ratio to the twin by number of states: at least, and the aim."""
PROGRAM = """
from benchmarks.rows.sizes import member
from benchmarks.worlds import core_case
model = member(core_case({n}))
for _ in range(3):
    model.step()
"""


def member(case: Scenario) -> Member:
    """Return the product as sweeps run it, asked each step for what the twin collects."""
    outcomes = [
        Outcome.model_validate(
            {"of": name, "take": "sum" if name in ("onsets", "engagements") else "mean"}
        )
        for name in METRICS
    ]
    return Member(case, 1, 0, outcomes)


def stepping(model: Member | AllianceModel | TwinModel, steps: int) -> Callable[[], int]:
    """Return a function that makes some steps of a model and returns their number."""
    model.step()  # loads what is loaded once

    def work() -> int:
        for _ in range(steps):
            model.step()
        return steps

    return work


def measure(effort: Effort) -> list[Figure]:
    """Measure a step of the product, of its whole form and of the twin, and what follows."""
    figures: list[Figure] = []
    each: dict[int, float] = {}
    for n in effort.sizes:
        seconds = _seconds(n, effort)
        each[n] = seconds["product"]
        figures += _of_size(n, seconds)
    return figures + growth(each)


def _seconds(n: int, effort: Effort) -> dict[str, float]:
    """Return CPU seconds per step of the contenders; the twin makes fewer of them."""
    case = core_case(n)
    many = max(2, (10 if effort.quick else 40) * 10 // n)
    few = max(1, many // max(1, n // 15))
    contenders = {
        "product": stepping(member(case), many),
        "whole": stepping(AllianceModel(case, rng=(1, 0)), many),
        "twin": stepping(TwinModel(case, 1, 0), few),
    }
    return interleaved(contenders, effort.repeats)


def _of_size(n: int, seconds: dict[str, float]) -> list[Figure]:
    least, aim = WANTED.get(n, (None, None))
    ratio, whole = (seconds["twin"] / seconds[name] for name in ("product", "whole"))
    memory = peak_memory(PROGRAM.format(n=n))
    return [
        Figure(f"step, N = {n}", 1e6 * seconds["product"], "µs CPU"),
        Figure(f"steps a second, N = {n}", 1 / seconds["product"], "1/s"),
        Figure(f"step with all metrics and Mesa's collector, N = {n}", 1e6 * seconds["whole"],
               "µs CPU"),
        Figure(f"step of the plain twin, N = {n}", 1e6 * seconds["twin"], "µs CPU"),
        Figure(f"twin / product, N = {n}", ratio, "times", least, aim, larger=True),
        Figure(f"twin / product with all metrics, N = {n}", whole, "times"),
        Figure(f"peak memory, N = {n}", memory, "MB",
               note="" if memory else "the system keeps no peak"),
    ]  # fmt: skip


def growth(seconds: dict[int, float]) -> list[Figure]:
    """Return how the time of a step grows with the number of states."""
    figures = []
    if 100 in seconds and 200 in seconds:
        figures.append(
            Figure("growth of a step, N = 100 to 200", seconds[200] / seconds[100], "times",
                   2.5, 2.2)
        )  # fmt: skip
    if len(seconds) > 2:
        figures.append(Figure("exponent of growth, all N", exponent(seconds), "1"))
    large = {n: time for n, time in seconds.items() if n >= 100}
    if len(large) > 1:
        figures.append(Figure("exponent of growth, N from 100", exponent(large), "1"))
    return figures


def exponent(seconds: dict[int, float]) -> float:
    """Return the slope of ln time on ln N, by least squares."""
    points = [(math.log(n), math.log(time)) for n, time in seconds.items()]
    x0, y0 = (sum(axis) / len(points) for axis in zip(*points, strict=True))
    return sum((x - x0) * (y - y0) for x, y in points) / sum((x - x0) ** 2 for x, _ in points)
