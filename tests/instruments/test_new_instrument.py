"""An instrument that a scenario defines works like a built-in one, without code."""

import numpy as np
import pytest

import alliancesim as al
from tests.instruments import situations as s
from tests.instruments.outcomes import ATTACKS, INTEROPERABILITY
from tests.instruments.trials import held, model, pulled, run

PORT_CALL = {
    "name": "Port call",
    "description": "A warship of one visits a harbour of the other.",
    "family": "contact",
    "cost": 0.5,
    "opportunities": 12.0,
    "inclination": 1.0,
    "gains": {"trust": 0.05, "interoperability": {"value": 0.1, "hi": 0.5, "source": "a navy"}},
}


def harbours() -> s.Data:
    """Two strangers whose scenario knows of port calls, which nobody makes by choice."""
    return s.strangers() | {"instruments": {"port_call": PORT_CALL | {"intensity": 0.0}}}


def test_a_new_instrument_does_what_its_gains_say() -> None:
    assert held(harbours, INTEROPERABILITY).effect("port_call") > 0.1


def test_a_new_instrument_has_its_lines_in_the_tables() -> None:
    case = s.strangers() | {"instruments": {"port_call": PORT_CALL}}
    results = al.run(al.load(case), seed=1)
    assert (results.engagements["instrument"] == "port_call").sum() > 3
    added = results.contributions.query("label == 'port_call'")
    assert set(added["field"]) == {"good", "interoperability"}
    assert (added["amount"] > 0).all()
    trusted = results.causes_of_trust.query("cause == 'port_call'")
    assert set(zip(trusted["state1"], trusted["state2"], strict=True)) == {("A", "B"), ("B", "A")}


def test_a_new_instrument_leaves_the_luck_of_the_others_alone() -> None:
    known = run(model(s.strangers(), 1), 4).world
    more = run(model(harbours(), 1), 4).world
    assert np.array_equal(known.trust, more.trust)


def test_a_new_instrument_is_checked_like_a_built_in_one() -> None:
    wrong = PORT_CALL | {"gains": {"charm": 0.1}}
    with pytest.raises(al.ScenarioError, match="charm"):
        al.load(s.strangers() | {"instruments": {"port_call": wrong}})


def test_collective_security_builds_coalitions_too() -> None:
    def coalition() -> s.Data:
        watch = {"name": "Watch", "type": "coalition", "members": ["A", "B"], "against": "piracy"}
        return s.plagued() | {"organisations": {"watch": watch}}

    assert pulled(coalition, ATTACKS).effect("collective_security") > 0.1
