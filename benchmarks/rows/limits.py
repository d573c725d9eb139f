"""Limits: the product's kernels against the same in C."""

from collections.abc import Callable

from benchmarks.limit import Array, NoCompilerError, build
from benchmarks.limit.kernels import Kernel, kernels
from benchmarks.measuring import Effort, Figure, interleaved
from benchmarks.worlds import core_case

CALLS = 40
"""Calls of a kernel in one repeat at N = 10; fewer in large worlds."""


def measure(effort: Effort) -> list[Figure]:
    """Measure all kernels together by number of states, and each by itself."""
    try:
        limit = build()
    except NoCompilerError as problem:
        return [Figure("product kernels / C kernels", None, "times", note=str(problem))]
    figures = []
    for n in effort.sizes:
        sums, parts = [0.0, 0.0], []
        for kernel in kernels(core_case(n), limit):
            mine, theirs = _seconds(kernel, max(2, CALLS * 10 // n), effort.repeats)
            sums = [sums[0] + mine, sums[1] + theirs]
            parts.append(f"{kernel.name} {mine / theirs:.2f}")
        least, aim = (1.5, 1.1) if n >= 30 else (None, None)
        name, ratio = f"product kernels / C kernels, N = {n}", sums[0] / sums[1]
        figures.append(Figure(name, ratio, "times", least, aim, note=", ".join(parts)))
    return figures


def _seconds(kernel: Kernel, calls: int, repeats: int) -> tuple[float, float]:
    """Return CPU seconds of a call of a kernel in the product and in C."""
    contenders = {}
    for name, call in (("product", kernel.product), ("limit", kernel.limit)):
        call()

        def work(call: Callable[[], Array] = call) -> int:
            for _ in range(calls):
                call()
            return calls

        contenders[name] = work
    found = interleaved(contenders, max(5, repeats))
    return found["product"], found["limit"]
