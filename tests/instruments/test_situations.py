"""Every instrument helps somewhere, does nothing somewhere, and backfires somewhere if it can."""

import pytest

from alliancesim.instruments import INSTRUMENTS
from tests.instruments.table import TESTED

NOTICEABLE = 1e-6
"""Smallest effect that counts as one, in the unit of the outcome."""
NOTHING = 0.05
"""Share of the effect where it helps below which an instrument does as good as nothing."""
CANNOT_BACKFIRE = {
    "cooperation_agreement", "early_warning", "peacekeeping", "preventive_diplomacy",
}  # fmt: skip
"""Instruments that can make nothing worse in the model; their texts say why."""


def test_each_instrument_has_its_situations() -> None:
    assert set(TESTED) == set(INSTRUMENTS)


@pytest.mark.parametrize("name", TESTED)
def test_where_it_helps_and_where_it_does_nothing(name: str) -> None:
    tested = TESTED[name]
    assert tested.idle.outcome is tested.helps.outcome
    gain = tested.helps.effect(name)
    assert gain > NOTICEABLE, f"{name} does not help: {tested.helps.outcome.name} {gain:+.3g}"
    assert abs(tested.idle.effect(name)) <= NOTHING * gain


@pytest.mark.parametrize("name", sorted(set(INSTRUMENTS) - CANNOT_BACKFIRE))
def test_where_it_backfires(name: str) -> None:
    assert TESTED[name].backfires
    for trial in TESTED[name].backfires:
        gain = trial.effect(name)
        assert gain < -NOTICEABLE, f"{name} does not backfire: {trial.outcome.name} {gain:+.3g}"
        if trial.through:
            assert trial.unexplained().effect(name) > -NOTICEABLE, "for another reason"


def test_texts_say_which_instruments_cannot_backfire() -> None:
    told = {
        name for name, record in INSTRUMENTS.items() if record.backfires.startswith("It cannot")
    }
    assert told == CANNOT_BACKFIRE
    assert not any(TESTED[name].backfires for name in CANNOT_BACKFIRE)
