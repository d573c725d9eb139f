"""What the fuzz tried is told at the end."""

from typing import Any

from tests.reliability.limits import TALLIES


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Tell of each kind of case how many there were, and what they cost."""
    if not TALLIES:
        return
    terminalreporter.section("fuzz")
    for kind, tally in sorted(TALLIES.items()):
        terminalreporter.write_line(
            f"{kind}: {tally.tried} cases, {tally.refused} refused, slowest {tally.slowest:.2f} s,"
            f" memory +{tally.grown:.0f} MB"
        )
    terminalreporter.write_line(f"{sum(t.tried for t in TALLIES.values())} cases in all")
