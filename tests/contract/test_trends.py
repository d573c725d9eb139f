"""Trends: what they change by when, with the arithmetic written out, and that it shows."""

from typing import Any

import pytest

import alliancesim as al
from alliancesim.instruments import CHANNELS, INSTRUMENTS, LEVERS, Instrument
from alliancesim.parameters import Parameters, catalogue
from alliancesim.scenario import Scenario, in_force, override
from alliancesim.trends import TRENDS, Trend, under
from tests.cases import case
from tests.contract.rich_case import moves, rich

IDS = [f"F{number:02d}" for number in range(1, 14)]
FULL = 2100
"""A year by which every trend has gone all of its way."""


def trend(**about: Any) -> Trend:
    """Return a trend that is on from 2000 and takes ten years."""
    told = {"name": "Test", "description": "a test", "enabled": True, "from": 2000, "ramp": 10.0}
    return Trend.model_validate(told | about)


def moved(year: float, *trends: Trend) -> tuple[Parameters, dict[str, Instrument]]:
    """Return the built-in parameters and instruments under trends."""
    return under(trends, Parameters(), INSTRUMENTS, year)


@pytest.mark.parametrize("name", TRENDS)
def test_a_trend_is_documented_and_its_targets_exist(name: str) -> None:
    record = TRENDS[name]
    assert record.description
    assert record.backfires
    assert record.covers
    assert not record.enabled
    assert record.coefficients()
    for given in record.coefficients().values():
        assert given.lo <= given.value <= given.hi
        assert given.source or given.grade == "assumption"
    assert record.channels.keys() <= CHANNELS.keys()
    assert record.levers.keys() <= LEVERS.keys()
    assert record.parameters.keys() | record.shifts.keys() <= catalogue().keys()


def test_every_trend_of_the_list_of_concepts_is_there() -> None:
    covered = {id_ for record in TRENDS.values() for id_ in record.covers}
    assert set(IDS) <= covered


# --- worked values -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "about", "share"),
    [
        (1999, {}, 0.0),
        (2000, {}, 0.05),
        (2004, {}, 0.45),
        (2009, {}, 0.95),
        (2010, {}, 1.0),
        (2004, {"strength": 0.5}, 0.225),
        (2030, {"strength": 0.5}, 0.5),
        (2000, {"ramp": 0.0}, 1.0),
        (2030, {"enabled": False}, 0.0),
    ],
)
def test_how_far_a_trend_has_gone(year: int, about: dict[str, Any], share: float) -> None:
    assert trend(**about).share(year) == pytest.approx(share)


def test_a_factor_scales_the_gains_of_its_channel_and_nothing_else() -> None:
    parameters, tools = moved(2004, trend(channels={"trust": 2.0}))
    assert parameters == Parameters()
    assert tools["dialogue"].gain("trust") == pytest.approx(0.03 * 1.45)
    assert tools["dialogue"].gain("relief") == INSTRUMENTS["dialogue"].gain("relief")
    assert tools["mediation"] == INSTRUMENTS["mediation"]


def test_gains_stay_within_the_range_of_the_instrument() -> None:
    _, tools = moved(FULL, trend(channels={"trust": 5.0}))
    assert tools["dialogue"].gain("trust") == INSTRUMENTS["dialogue"].gains["trust"].hi == 0.1


def test_families_limit_the_instruments_whose_gains_are_scaled() -> None:
    _, tools = moved(FULL, trend(channels={"trust": 2.0}, families=("contact",)))
    assert tools["dialogue"].gain("trust") == pytest.approx(0.06)
    assert tools["joint_exercise"] == INSTRUMENTS["joint_exercise"]


def test_a_lever_is_pulled_harder_up_to_its_limit() -> None:
    half = trend(levers={"mediation": 1.5})
    assert moved(2004, half)[1]["mediation"].intensity == pytest.approx(1 + 0.5 * 0.45)
    _, tools = moved(FULL, *[trend(levers={"mediation": 5.0})] * 2)
    assert tools["mediation"].intensity == 5.0


def test_factors_and_shifts_move_a_parameter_within_its_range() -> None:
    both = trend(parameters={"perception.noise": 0.8}, shifts={"perception.noise": 0.1})
    parameters, tools = moved(2004, both)
    assert parameters.perception.noise == pytest.approx(0.35 * (1 - 0.2 * 0.45) + 0.1 * 0.45)
    assert tools == INSTRUMENTS
    alone = trend(shifts={"onset.constant": 0.05})
    assert moved(FULL, alone)[0].onset.constant == pytest.approx(-4.60 + 0.05)
    far = trend(parameters={"perception.noise": 5.0})
    assert moved(FULL, far)[0].perception.noise == catalogue()["perception.noise"].hi


def test_trends_act_one_after_the_other() -> None:
    more = trend(parameters={"perception.noise": 2.0})
    less = trend(shifts={"perception.noise": -0.1})
    assert moved(FULL, more, less)[0].perception.noise == pytest.approx(2 * 0.35 - 0.1)
    assert moved(FULL, less, more)[0].perception.noise == pytest.approx(2 * (0.35 - 0.1))


# --- built-in trends in a scenario ---------------------------------------------------------------


def with_trend(scenario: Scenario, name: str) -> Scenario:
    """Return a scenario in which a trend has begun ten years before the start."""
    begins = scenario.clock.start.year - 10
    return override(scenario, {f"trends.{name}.enabled": True, f"trends.{name}.from": begins})


def flat(record: Any, above: str = "") -> dict[str, Any]:
    """Return all values of a record by dotted path."""
    if not isinstance(record, dict):
        return {above.rstrip("."): record}
    return {k: v for key, item in record.items() for k, v in flat(item, f"{above}{key}.").items()}


def in_full(scenario: Scenario, record: Trend) -> dict[str, float]:
    """Return the values that a trend gives to what it declares, by dotted path."""
    found, known = {}, catalogue()
    for path in {**record.parameters, **record.shifts}:
        value = known[path].default
        if path in record.parameters:
            value *= record.parameters[path].value
        if path in record.shifts:
            value += record.shifts[path].value
        found[f"parameters.{path}"] = min(max(value, known[path].lo), known[path].hi)
    for lever, factor in record.levers.items():
        found[f"instruments.{lever}.intensity"] = factor.value
    for name, tool in scenario.instruments.items():
        for channel in tool.gains.keys() & record.channels.keys():
            gain = tool.gains[channel]
            value = gain.value * record.channels[channel].value
            path = f"instruments.{name}.gains.{channel}.value"
            found[path] = min(max(value, gain.lo), gain.hi)
    return found


@pytest.mark.parametrize("name", TRENDS)
def test_a_trend_changes_what_it_declares_and_nothing_else(name: str) -> None:
    plain = case(3)
    before = flat(plain.model_dump(include={"parameters", "instruments"}))
    acting = in_force(with_trend(plain, name), FULL)
    after = flat(acting.model_dump(include={"parameters", "instruments"}))
    declared = in_full(plain, TRENDS[name])
    assert {path: after[path] for path in declared} == pytest.approx(declared)
    assert any(after[path] != before[path] for path in declared)
    others = before.keys() - declared.keys()
    assert {path: after[path] for path in others} == {path: before[path] for path in others}


@pytest.mark.parametrize("name", TRENDS)
def test_a_trend_changes_what_comes_out(name: str) -> None:
    assert moves(with_trend(rich(), name), al.METRICS)


def test_a_trend_that_is_not_switched_on_changes_nothing() -> None:
    named = override(case(3), {"trends.ai.from": 2000, "trends.ai.strength": 0.9})
    assert in_force(named, FULL).parameters == case(3).parameters
    assert in_force(named, FULL).instruments == case(3).instruments


def test_a_run_goes_along_with_a_trend_year_by_year() -> None:
    """The world of ``case`` starts in January 2000; settings are read anew each January."""
    sight = {"name": "Sight", "description": "all see better", "enabled": True, "from": 2001,
             "ramp": 4.0, "parameters": {"perception.noise": 0.6}}  # fmt: skip
    model = al.AllianceModel(case(3, trends={"sight": sight}), rng=1)
    seen = []
    for _ in range(4):
        for _ in range(12):
            model.step()
        seen.append(model.rules.perception.noise)
    assert seen == pytest.approx([0.35 * (1 - 0.4 * share) for share in (0, 0.125, 0.375, 0.625)])
