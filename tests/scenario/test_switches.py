"""Switches: mechanisms, presets and trends of a scenario, alone, together and in mid-run."""

from functools import cache
from typing import Any

import pytest

import alliancesim as al
from alliancesim.instruments import INSTRUMENTS
from alliancesim.mechanisms import MECHANISMS, PRESETS, value_at
from alliancesim.scenario import Scenario, ScenarioError, in_force, load, override, switched_off
from tests.cases import case, raw
from tests.contract.rich_case import raw as rich_raw


@cache
def small() -> Scenario:
    """Return four states with a bloc, an organisation and a network that strikes them."""
    league = {"name": "League", "obligations": ["defence"], "members": ["A", "B", "D"],
              "spending_goal": 0.03}  # fmt: skip
    club = {"name": "Club", "type": "regional", "members": ["A", "B"], "partners": ["D"],
            "mediation": 0.5, "norms": 0.5, "peacekeeping": 5,
            "meetings": [{"month": 2, "instrument": "dialogue"}]}  # fmt: skip
    band = {"name": "Band", "type": "terrorism", "rates": {"A": 5, "D": 5}, "harbour": ["D"],
            "suspects": ["C"]}  # fmt: skip
    return case(
        4,
        alliances={"league": league},
        organisations={"club": club},
        threats={"band": band},
    )


def steps(scenario: Scenario, number: int) -> al.AllianceModel:
    """Return a model after some steps."""
    model = al.AllianceModel(scenario, rng=3)
    for _ in range(number):
        model.step()
    return model


@pytest.mark.parametrize("name", MECHANISMS)
def test_any_single_mechanism_can_be_off_and_the_model_runs(name: str) -> None:
    model = steps(override(small(), {f"mechanisms.{name}": "off"}), 3)
    model.world.check()
    for path, value in MECHANISMS[name].neutral.items():
        section, _, rest = path.partition(".")
        if section == "parameters":
            assert value_at(model.rules, rest) == value


def test_a_switch_touches_nothing_beside_its_neutral_values() -> None:
    plain, off = in_force(small(), 2000), override(small(), {"mechanisms.arms_race": "off"})
    acting = in_force(off, 2000)
    assert acting.parameters.arms.rival_gap == 0
    arms = plain.parameters.arms.model_copy(update={"rival_gap": 0.0})
    assert acting.parameters == plain.parameters.model_copy(update={"arms": arms})
    assert acting.instruments == plain.instruments
    assert off.parameters == small().parameters, "the scenario stays as it was written"


def test_a_switch_outweighs_what_else_the_scenario_says() -> None:
    said = {"parameters.arms.rival_gap": 0.3, "mechanisms.arms_race": "off"}
    assert in_force(override(small(), said), 2000).parameters.arms.rival_gap == 0
    pushed = override(
        small(),
        {"trends.research.enabled": True, "trends.research.from": 1990} | said,
    )
    assert in_force(pushed, 2000).parameters.arms.rival_gap == 0, "trends come first"


def test_switches_of_instruments_reach_those_of_the_scenario_too() -> None:
    own = {"name": "Parade", "description": "a march", "gains": {"trust": 0.1}, "breach": 0.2,
           "cost": 5}  # fmt: skip
    off = {"trust_building": "off", "breaches": "off", "mediation": "off"}
    acting = in_force(case(3, instruments={"parade": own}, mechanisms=off), 2000).instruments
    assert acting["parade"].gain("trust") == 0
    assert acting["parade"].breach.value == 0
    assert acting["parade"].cost == 5
    assert acting["dialogue"].gain("trust") == 0
    assert acting["dialogue"].gain("relief") == INSTRUMENTS["dialogue"].gain("relief")
    assert "trust" not in acting["mediation"].gains, "a lever has no gains, and gets none"
    assert not acting["mediation"].enabled
    assert acting["peacekeeping"].enabled


@pytest.mark.parametrize("off", ["off", False])
def test_on_and_off_may_be_written_as_words_or_truth(off: Any) -> None:
    assert switched_off(case(3, mechanisms={"habit": off, "cost": "on"})) == ["habit"]


def test_a_misspelt_mechanism_is_named_with_the_nearest() -> None:
    with pytest.raises(ScenarioError, match=r"unknown mechanism 'arms_rase'.*'arms_race'"):
        case(3, mechanisms={"arms_rase": "off"})


# --- presets -------------------------------------------------------------------------------------


def test_the_minimal_preset_leaves_history_trust_and_three_instruments() -> None:
    minimal = load(rich_raw() | {"preset": "minimal"})
    acting = in_force(minimal, 2030)
    kept = {name for name, tool in acting.instruments.items() if tool.enabled}
    assert kept == set(PRESETS["minimal"].instruments or ())
    assert set(switched_off(minimal)) == {k for k, item in MECHANISMS.items() if not item.core}
    assert acting.instruments["dialogue"].gain("trust") == INSTRUMENTS["dialogue"].gain("trust")
    steps(minimal, 12).world.check()


def test_a_mechanism_can_be_added_to_the_minimal_preset_or_taken_from_it() -> None:
    base = raw(4, preset="minimal", mechanisms={"arms_race": "on", "trust_building": "off"})
    acting = in_force(load(base), 2000)
    assert acting.parameters.arms.rival_gap == 0.02
    assert acting.parameters.arms.alarm == 0
    assert acting.instruments["dialogue"].gain("trust") == 0
    steps(load(base), 3)


# --- in a run ------------------------------------------------------------------------------------


def test_a_mechanism_goes_off_and_on_again_in_a_run() -> None:
    dated = [
        {"kind": "set", "date": "2000-03-01", "path": "mechanisms.arms_race", "value": "off"},
        {"kind": "set", "date": "2000-05-01", "path": "mechanisms.arms_race", "value": "on"},
    ]
    racing = {"arms": {"rival_gap": 0.3}}
    model = al.AllianceModel(case(4, parameters=racing, events=dated), rng=1)
    plain = al.AllianceModel(case(4, parameters=racing), rng=1)
    found = []
    for _ in range(5):
        model.step()
        plain.step()
        alike = model.latest["burden_mean"] == plain.latest["burden_mean"]
        found.append((model.rules.arms.rival_gap, alike))
    assert found == [(0.3, True), (0.3, True), (0.0, False), (0.0, False), (0.3, False)]


def test_a_trend_is_switched_on_in_a_run() -> None:
    dated = [{"kind": "set", "date": "2000-03-01", "path": "trends.space.enabled", "value": True}]
    given = {"space": {"from": 2000, "ramp": 0.0}}
    model = al.AllianceModel(case(4, trends=given, events=dated), rng=1)
    found = []
    for _ in range(3):
        model.step()
        found.append(model.rules.perception.noise)
    assert found == pytest.approx([0.35, 0.35, 0.35 * 0.85])
