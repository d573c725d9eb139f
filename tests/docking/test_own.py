"""Our model beside the landscape."""

import numpy as np
import pytest

from alliancesim.docking.coding import europe
from alliancesim.docking.experiment import Experiment
from alliancesim.docking.own import apart, own
from alliancesim.history.panel import panel
from tests.history.places import FOLDER, needs_tables

BRIEF = Experiment.model_validate({"own": {"members": 2, "years": 1}})


@needs_tables
def test_our_model_makes_propensities_of_treaties_and_disputes() -> None:
    coding = europe()
    record = panel(FOLDER, first=1920, last=1935)
    found = own(record, coding, BRIEF)
    row = {name: place for place, name in enumerate(coding.states)}
    start = found["treaties"].propensities
    assert start[row["FRN"], row["POL"]] == start[row["CZE"], row["YUG"]] == 1
    assert start[row["GMY"], row["RUS"]] == start[row["HUN"], row["ROM"]] == 0
    ours = found["model"].propensities
    assert np.array_equal(ours, ours.T)
    assert set(np.unique(ours)) <= {-1.0, -0.5, 0.0, 0.5, 1.0}
    assert not np.array_equal(ours, start)
    again = own(record, coding, BRIEF)["model"]
    assert np.array_equal(ours, again.propensities)


def test_pairs_are_told_apart_by_what_knows_the_sides() -> None:
    coding = europe()
    sides = np.outer(coding.allied, coding.allied)
    assert apart(coding, sides) == 1
    assert apart(coding, -sides) == 0
    assert apart(coding, np.zeros((17, 17))) == 0.5
    noise = np.random.default_rng(1).normal(size=(17, 17))
    assert apart(coding, noise + noise.T) == pytest.approx(0.5, abs=0.15)
