"""Agreement: a scenario that says what the record says agrees; what it says otherwise shows."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from alliancesim.history import agreement as module
from alliancesim.history.agreement import Agreement, agreement
from alliancesim.history.assimilation import assimilate
from alliancesim.history.cast import iso_codes
from alliancesim.history.panel import Panel
from alliancesim.history.tables import HistoryError
from alliancesim.history.worlds import world
from alliancesim.parameters import Parameters
from alliancesim.scenario import Scenario, dump, load

YEAR = 1985


@pytest.fixture(scope="module")
def case(tale: Panel) -> Scenario:
    return world(tale, YEAR + 1)


def compared(tale: Panel, pack: Path, scenario: Scenario) -> Agreement:
    *_, now = assimilate(tale, Parameters(), tale.years[0], YEAR)
    states = tale.at(YEAR)[0]
    return agreement(scenario, now, states[states["stays"]], iso_codes(pack))


def changed(case: Scenario, **trust: float) -> Scenario:
    data: dict[str, Any] = dump(case)
    for key, value in trust.items():
        data["dyads"].setdefault(key.replace("_", "-"), {})["trust"] = value
    return load(data)


def test_a_world_from_the_record_agrees_with_it(tale: Panel, pack: Path, case: Scenario) -> None:
    found = compared(tale, pack, case)
    assert found.unknown == []
    assert len(found.pairs) == 21
    assert found.rho["trust"] > 0.95
    assert found.rho["tension"] > 0.95
    assert np.abs(found.pairs["trust"] - found.pairs["trust_record"]).max() <= 0.06


def test_pairs_with_a_past_are_also_compared_alone(
    tale: Panel, pack: Path, case: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By 1985 only the use of force of that year weighs a unit; one pair has no rank."""
    found = compared(tale, pack, case)
    past = found.pairs[found.pairs["past"]]
    assert set(past["one"] + past["other"]) == {"FANGOL"}
    assert np.isnan(found.rho_past["trust"])
    monkeypatch.setattr(module, "TAUGHT", 0.1)
    assert compared(tale, pack, case).rho_past["trust"] > 0.95


def test_a_pair_told_otherwise_stands_out(tale: Panel, pack: Path, case: Scenario) -> None:
    told = compared(tale, pack, changed(case, ALA_BRV=0.02))
    worst = told.pairs.loc[told.pairs["trust_gap"].abs().idxmax()]
    assert (worst["one"], worst["other"]) == ("ALA", "BRV")
    assert worst["trust_gap"] < -0.5
    assert told.rho["trust"] < compared(tale, pack, case).rho["trust"]


def test_letters_of_both_kinds_find_the_state_nearby(
    tale: Panel, pack: Path, case: Scenario
) -> None:
    """COR is Corda for the Correlates of War and Golm for ISO: the location tells."""
    found = compared(tale, pack, case).pairs
    row = found[(found["one"] == "ALA") & (found["other"] == "COR")].iloc[0]
    assert row["tension_record"] == 0.0, "Aland's quarrel is with Golm"


def test_states_that_the_record_does_not_know_are_named(
    tale: Panel, pack: Path, case: Scenario
) -> None:
    data = dump(case)
    data["states"]["XYZ"] = {**data["states"]["GOL"], "name": "Newland"}
    found = compared(tale, pack, load(data))
    assert found.unknown == ["XYZ"]
    assert len(found.pairs) == 21


def test_too_few_states_are_told(tale: Panel, pack: Path) -> None:
    with pytest.raises(HistoryError, match="fewer than 3 states of world_1986"):
        compared(tale, pack, world(tale, YEAR + 1, [2, 20]))


def test_without_variation_there_is_no_correlation(tale: Panel, pack: Path, case: Scenario) -> None:
    data = dump(case)
    for dyad in data["dyads"].values():
        dyad["tension"] = 0.2
    for pair in case.pairs():
        data["dyads"].setdefault("-".join(pair), {})["tension"] = 0.2
    assert np.isnan(compared(tale, pack, load(data)).rho["tension"])
