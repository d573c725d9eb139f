"""Steps per second of the library's cases, and start-up against importing pandas.

Run with ``make bench`` or ``python -m benchmarks.steps``. CPU seconds, medians over repeats.
"""

import os
import statistics
import subprocess
import sys
import time

import alliancesim as al
from alliancesim.ensemble import record_run

REPEATS = 5
COMMANDS = {
    "alliancesim --help": ["-m", "alliancesim", "--help"],
    "import pandas": ["-c", "import pandas"],
}


def cpu_of(arguments: list[str]) -> float:
    """Return the CPU seconds of a Python process."""
    before = os.times()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    used = after.children_user - before.children_user
    return used + after.children_system - before.children_system


def main() -> None:
    """Print the table."""
    print(f"{'case':24} {'states':>6} {'steps':>6} {'ms/step':>8} {'steps/s':>8}")
    for name in al.library():
        scenario = al.load(name)
        record_run(scenario, 1, 0)
        seconds = []
        for run in range(REPEATS):
            began = time.process_time()
            record_run(scenario, 1, run)
            seconds.append(time.process_time() - began)
        each = statistics.median(seconds) / scenario.clock.steps
        print(
            f"{name:24} {len(scenario.states):6} {scenario.clock.steps:6} {1000 * each:8.2f}"
            f" {1 / each:8.0f}"
        )
    times = {
        label: statistics.median(cpu_of(arguments) for _ in range(REPEATS))
        for label, arguments in COMMANDS.items()
    }
    for label, seconds_ in times.items():
        print(f"{label:24} {seconds_:.2f} CPU s")
    print(f"{'ratio':24} {times['alliancesim --help'] / times['import pandas']:.2f}")


if __name__ == "__main__":
    main()
