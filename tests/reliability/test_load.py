"""Thirty pages at once, briefly: no error, nobody sees another's run, memory is bounded.

``make load`` does it for ten minutes, ``make soak`` lets one page play for two hours.
"""

from tests.reliability.load import held, told

SECONDS = 8.0


def test_thirty_pages_play_side_by_side() -> None:
    found = held("teaching", sessions=30, seconds=SECONDS, steps=2)
    assert found.trouble == [], told(found, SECONDS)
    assert all(page.calls for page in found.pages)
    assert all(page.chart for page in found.pages), "the test needs runs to compare"
