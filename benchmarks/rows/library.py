"""Library: a step of every case that comes with the product, with all its tables."""

import alliancesim as al
from alliancesim.ensemble import record_run
from benchmarks.measuring import Effort, Figure, interleaved


def measure(effort: Effort) -> list[Figure]:
    """Measure a step of each case, the record of the run included."""
    contenders = {}
    cases = {name: al.load(name) for name in al.library()}
    if effort.quick:
        cases = {name: cases[name] for name in ("teaching", "us_japan")}
    for name, case in cases.items():

        def work(name: str = name) -> int:
            record_run(cases[name], 1, 0)
            return cases[name].clock.steps

        record_run(case, 1, 0)
        contenders[name] = work
    seconds = interleaved(contenders, 1 if effort.quick else 3)
    return [
        Figure(f"step of {name}", 1000 * each, "ms CPU",
               note=f"{len(cases[name].states)} states, {1 / each:.0f} steps a second")
        for name, each in seconds.items()
    ]  # fmt: skip
