"""Runs of the library's scenarios stay what they were; `make golden` refreshes them on purpose."""

import json
from itertools import zip_longest

import pytest

from tests.golden.refresh import CASES, FILE, measure

GOLDEN = json.loads(FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", CASES)
def test_a_case_gives_what_it_gave(name: str) -> None:
    found, expected = measure(name), GOLDEN[name]
    for number, (now, then) in enumerate(zip_longest(found["events"], expected["events"])):
        assert now == then, f"first event that differs is number {number}"
    for now, then in zip(found["metrics"], expected["metrics"], strict=True):
        assert set(now) == set(then)
        for metric, value in then.items():
            known = pytest.approx(value, rel=1e-9, abs=1e-9) if value is not None else None
            assert now[metric] == known, f"{metric} at step {then['step']}"
