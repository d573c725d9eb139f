"""Every declared number, instrument, doctrine and metric keeps its word."""

import math
import re
from pathlib import Path

import pytest

import alliancesim as al
from alliancesim.doctrines import DOCTRINES
from alliancesim.instruments import CHANNELS, Instrument
from alliancesim.parameters import Declared, Parameters, catalogue
from alliancesim.world import FIELDS
from tests.cases import case

SOURCE = Path(al.__file__).parent
CODE = "\n".join(
    p.read_text(encoding="utf-8")
    for p in SOURCE.rglob("*.py")
    if "parameters" not in p.relative_to(SOURCE).parts
)
NUMBERS = catalogue()
COEFFICIENTS = ("inclination", "provocation", "intrusion", "breach")


@pytest.mark.parametrize("number", NUMBERS.values(), ids=NUMBERS.keys())
def test_a_parameter_states_unit_range_grade_and_source(number: Declared) -> None:
    assert number.unit
    assert number.doc
    assert number.lo <= number.default <= number.hi
    assert number.lo < number.hi
    assert number.grade in ("fitted", "literature", "assumption")
    assert number.source or number.grade == "assumption", "a source, or plainly an assumption"


@pytest.mark.parametrize("path", NUMBERS)
def test_a_parameter_is_read_somewhere(path: str) -> None:
    name = path.rsplit(".", 1)[-1]
    assert re.search(rf"\.{name}\b", CODE), f"nothing reads {path}"


def test_parameters_refuse_what_lies_outside_their_range() -> None:
    with pytest.raises(al.ScenarioError, match=r"trust.memory.*500"):
        al.load("us_japan", {"parameters.trust.memory": 500})
    assert Parameters().trust.memory == 8.0


@pytest.mark.parametrize("name", al.INSTRUMENTS)
def test_an_instrument_is_documented_and_within_its_ranges(name: str) -> None:
    tool: Instrument = al.INSTRUMENTS[name]
    assert tool.description
    assert tool.helps
    assert tool.idle
    assert tool.backfires
    assert tool.money is not None
    assert tool.money.low < tool.money.high
    assert tool.covers
    assert tool.gains or tool.phase != "engage"
    for channel, gain in tool.gains.items():
        assert CHANNELS[channel].lo <= gain.lo <= gain.value <= gain.hi <= CHANNELS[channel].hi
    for coefficient in COEFFICIENTS:
        given = getattr(tool, coefficient)
        assert given.source or given.grade == "assumption"


@pytest.mark.parametrize("name", [k for k, v in al.INSTRUMENTS.items() if v.phase == "engage"])
def test_an_instrument_used_moves_what_it_says_and_nothing_when_off(name: str) -> None:
    """One dated engagement between two states, and none of their own choice."""
    others = {other: {"intensity": 0.0} for other in al.INSTRUMENTS}
    event = {"date": "2000-01-10", "kind": "engage", "instrument": name, "actors": ["C", "A"]}
    alone = al.AllianceModel(case(3, instruments=others, events=[event]), rng=1)
    alone.step()
    assert alone.held is not None
    assert len(alone.held) == 1
    moved = {field for field, label, amount in alone.ledger.sums() if label == name and amount}
    consumer = {"trust": "good", "incident_control": "procedures", "capability": "assistance",
                "goodwill": "influence"}  # fmt: skip
    assert moved == {consumer.get(channel, channel) for channel in al.INSTRUMENTS[name].gains}
    without = al.AllianceModel(case(3, instruments=others), rng=1)
    without.step()
    assert not any(label == name for _, label, _ in without.ledger.sums())


@pytest.mark.parametrize("channel", CHANNELS)
def test_every_channel_is_used_by_an_instrument_and_taken_up(channel: str) -> None:
    assert any(channel in tool.gains for tool in al.INSTRUMENTS.values())
    assert CHANNELS[channel].phase in ("learn", "settle", "crises", "economy", "conduct")


@pytest.mark.parametrize("name", DOCTRINES)
def test_a_doctrine_changes_what_is_done(name: str) -> None:
    assert DOCTRINES[name].description
    plain = al.run(case(4), seed=3, years=3).engagements
    other = al.run(case(4), seed=3, years=3, overrides={"doctrine": name}).engagements
    assert other.equals(plain) == (name == "balanced")


def test_metrics_have_formulas_and_keep_their_ranges() -> None:
    frame = al.run(case(6), runs=3, seed=2).metrics
    for name, metric in al.METRICS.items():
        assert len(metric.doc) > 20, name
        assert metric.unit, name
        values = frame[name].dropna()
        assert values.between(metric.lo, metric.hi).all(), name
        assert (values.map(math.isfinite)).all(), name
        assert len(values) or "(NaN)" in metric.doc, name


def test_fields_say_what_they_are() -> None:
    for info in FIELDS.values():
        assert info.doc
        assert info.unit
        assert info.lo < info.hi
