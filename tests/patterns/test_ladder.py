"""The ladder alone against the record of militarised disputes (MID 5.0, 1946-2014)."""

import pandas as pd
import pytest

from alliancesim.patterns.disputes import durations, ladder_shares, reciprocation
from alliancesim.patterns.verdicts import Verdict
from tests.patterns.crises import average_crises


@pytest.fixture(scope="module")
def fought() -> pd.DataFrame:
    return average_crises(20_000)


def test_shares_by_highest_level(fought: pd.DataFrame) -> None:
    pattern = ladder_shares(fought)
    assert pattern.verdict == Verdict.HOLDS, pattern.readings


def test_reciprocation_and_wars(fought: pd.DataFrame) -> None:
    pattern = reciprocation(fought)
    assert pattern.verdict == Verdict.HOLDS, pattern.readings


def test_durations(fought: pd.DataFrame) -> None:
    pattern = durations(fought)
    assert pattern.verdict == Verdict.HOLDS, pattern.readings


def test_most_disputes_end_undecided(fought: pd.DataFrame) -> None:
    assert 0.1 <= fought["decided"].mean() <= 0.35
