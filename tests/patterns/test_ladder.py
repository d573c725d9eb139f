"""The ladder alone against the record of militarised disputes (MID 5.0, 1946-2014)."""

import pytest

from tests.patterns.crises import Record, average_crises


@pytest.fixture(scope="module")
def record() -> Record:
    return average_crises(20_000)


def test_shares_by_highest_level(record: Record) -> None:
    for level, share in {2: 0.02, 3: 0.27, 4: 0.69}.items():
        assert record.levels[level] == pytest.approx(share, abs=0.06), level
    assert 0.005 <= record.levels[5] <= 0.04


def test_reciprocation_and_wars(record: Record) -> None:
    assert 0.4 <= record.reciprocated <= 0.6
    assert 0.01 <= record.war_if_reciprocated <= 0.09


def test_durations(record: Record) -> None:
    assert 10 <= record.median_days <= 40
    assert 185 <= record.q90_days <= 740
    assert 0.165 <= record.day_or_less <= 0.66


def test_most_disputes_end_undecided(record: Record) -> None:
    assert 0.1 <= record.decided <= 0.35
