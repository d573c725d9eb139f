"""Economy, conduct, exports and proliferation (equation 15 among them), by hand."""

from dataclasses import replace
from math import exp, log
from typing import Any

import numpy as np
import pytest

from alliancesim.crisis import Crisis
from alliancesim.events import Event
from alliancesim.ledger import Ledger
from alliancesim.phases.conduct import conduct, detection
from alliancesim.phases.economy import economy, growth_terms, partners
from alliancesim.phases.engage.record import Engagements
from alliancesim.phases.exports import breach_chance, criteria, export_reluctance
from alliancesim.phases.perceive import Sight
from alliancesim.phases.proliferation import acquisition_terms, proliferation
from alliancesim.phases.realign.moment import Moment
from tests.cases import case
from tests.worked.moments import A, B, C, entered, moment, off, sig


def scene(years: float = 1.0, instruments: Any = None, **parameters: Any) -> Moment:
    """Return a step of three states."""
    return moment(case(3, parameters=parameters, instruments=instruments or {}), years)


def deliveries(at: Moment, *givers: int) -> Engagements:
    """Return military assistance of each giver to B."""
    n = len(givers)
    tool, one = at.tools.names.index("military_assistance"), np.ones(n)
    return Engagements(
        np.full(n, tool), np.array(givers, dtype=np.intp), np.full(n, B), one, one,
        one > 0, one < 0, one, 0 * one, np.zeros(3),
    )  # fmt: skip


def conducted(at: Moment, *givers: int, step: int = 1) -> list[Event]:
    """Return what comes to light in a step in which each giver arms B."""
    held = deliveries(at, *givers)
    return conduct(at.world, at.rules, at.tools, held, at.ledger, at.draws, step, at.years)


def fight(level: int = 4) -> Crisis:
    """Return a crisis that C began with A."""
    return Crisis(0, C, A, 0.0, 1.0, top=level, sides=([C], [A]))


def test_growth_beyond_the_trend_by_its_causes() -> None:
    at = scene(economy={"burden": -0.05, "war": -0.02, "neighbour": -0.01, "incidents": -0.001})
    world = at.world
    world.burden[A] += 0.02
    world.crises = (fight(5), Crisis(1, B, C, 0.0, 1.0, top=4, sides=([B], [C])))
    world.incidents_felt[:] = [9.0, 0.0, 99.0]
    world.escalation[:] = 0.0
    for one, two, wars in ((A, C, 0.7), (B, C, 0.4)):
        world.escalation[one, two] = world.escalation[two, one] = wars
    terms = growth_terms(world, at.rules)
    assert terms["peace dividend"] == pytest.approx([-0.05 * 0.02, 0.0, 0.0])
    assert terms["war"] == pytest.approx([-0.02, 0.0, -0.02])
    # Only A and C border by land; what a neighbour does to oneself is no turmoil nearby.
    assert terms["turmoil nearby"] == pytest.approx([-0.01 * 0.4, 0.0, 0.0])
    assert terms["attacks"] == pytest.approx([-0.001 * log(10), 0.0, -0.001 * log(100)])
    world.escalation[B, C] = world.escalation[C, B] = 3.0
    assert growth_terms(world, at.rules)["turmoil nearby"][A] == pytest.approx(-0.01), "at most 1"


def trading() -> tuple[Moment, Sight]:
    """Return a step of half a year, and its distances, in which B and C trade with A alone."""
    at = scene(0.5, economy={"trade": 0.4})
    world, near = at.world, np.zeros((3, 3))
    world.output[:] = 100.0, 200.0, 300.0
    world.output_growth[:] = 0.02, 0.03, 0.04
    world.incidents_felt[:] = 0.0
    world.escalation[:] = 0.0
    world.tension[:] = 0.0
    for one, two, share, tension in ((A, B, 0.5, 0.0), (A, C, 0.25, 0.6), (B, C, 0.9, 1.5)):
        near[one, two] = near[two, one] = share
        world.tension[one, two] = world.tension[two, one] = tension
    return at, replace(at.seen, near=near)


def test_trade_follows_gravity_and_keeps_away_from_enemies() -> None:
    at, seen = trading()
    to_b, to_c = 200 * 0.5, 300 * 0.25 * 0.4
    share = partners(at.world, seen)
    assert share[A] == pytest.approx([0.0, to_b / (to_b + to_c), to_c / (to_b + to_c)])
    assert share[B] == pytest.approx([1.0, 0.0, 0.0])
    assert share[C] == pytest.approx([1.0, 0.0, 0.0])


def test_output_grows_by_trend_gains_trade_and_shocks() -> None:
    at, seen = trading()
    world = at.world
    world.burden[B] -= 0.01
    at.ledger.of_states("economy", "test", np.array([B]), np.array([0.02]))
    at.ledger.of_states("output_shock", "shock", np.array([C]), np.array([-0.2]))
    economy(world, at.rules, seen, at.ledger, at.years)
    of_b = 0.02 + 0.05 * 0.01 * 0.5
    of_a = 0.4 * of_b * 100 / 130
    assert world.output[B] == pytest.approx(200 * exp(0.03 * 0.5 + of_b)), "nothing comes back"
    assert world.output[A] == pytest.approx(100 * exp(0.02 * 0.5 + of_a))
    assert world.output[C] == pytest.approx(300 * exp(0.04 * 0.5 - 0.2)), "A passes nothing on"
    booked = dict(at.ledger.labels("economy"))
    assert booked["trade"] == pytest.approx([of_a, 0.0, 0.0])
    assert booked["peace dividend"] == pytest.approx([0.0, 0.05 * 0.01 * 0.5, 0.0])


def test_openness_and_control_return_to_their_norm_and_standing_to_one() -> None:
    at = scene(2.0, conduct={"reversion": 0.3, "diffusion": 0.0, "oversight": 0.5,
                             "recovery": 0.4})  # fmt: skip
    world = at.world
    world.transparency[:] = 0.8, 0.5, 0.2
    world.accountability[:] = 0.8, 0.5, 0.2
    world.standing[:] = 0.6, 1.0, 0.0
    conducted(at)
    kept = exp(-0.3 * 2)
    assert world.transparency == pytest.approx([0.5 + 0.3 * kept, 0.5, 0.5 - 0.3 * kept])
    faster = exp(-0.3 * 2 * 1.5)
    assert world.accountability == pytest.approx([0.5 + 0.3 * kept, 0.5, 0.5 - 0.3 * faster])
    assert world.standing == pytest.approx([1 - 0.4 * exp(-0.8), 1.0, 1 - exp(-0.8)])


def test_openness_moves_toward_those_one_trusts_in_good_standing() -> None:
    at = scene(3.0, conduct={"reversion": 0.0, "diffusion": 0.1})
    world = at.world
    world.transparency[:] = 0.2, 0.9, 0.4
    world.good[A], world.bad[A] = [1.0, 8.5, 7.5], [9.0, 1.5, 2.5]  # trust .85 and .75
    world.good[[B, C]], world.bad[[B, C]] = 4.0, 6.0
    world.standing[:] = 1.0, 1.0, 0.4
    conducted(at)
    peers = (0.7 * 0.9 + 0.5 * 0.4 * 0.4) / (0.7 + 0.5 * 0.4)
    assert world.transparency[A] == pytest.approx(0.2 + (1 - exp(-0.3)) * (peers - 0.2))
    assert world.transparency[[B, C]].tolist() == [0.9, 0.4], "who trust nobody"
    learned = dict(at.ledger.labels("transparency"))["partners"]
    assert learned[A] == pytest.approx((1 - exp(-0.3)) * (peers - 0.2))


def test_organisations_hold_their_members_to_norms() -> None:
    bodies = {
        key: {"name": key, "type": "global", "members": members, "norms": norms}
        for key, members, norms in (("one", ["A", "B"], 0.6), ("two", ["B"], 0.5))
    }
    rules = {"conduct": {"reversion": 0.0, "diffusion": 0.0, "organisations": 0.3}}
    at = moment(case(3, organisations=bodies, parameters=rules), 2.0)
    conducted(at)
    gap = [0.5 * exp(-0.3 * pressure * 2) for pressure in (0.6, 1 - 0.4 * 0.5, 0.0)]
    assert at.world.accountability == pytest.approx([1 - left for left in gap])


def test_arms_go_astray_where_nobody_accounts_for_them() -> None:
    at = scene(0.5, conduct={"reversion": 0.0, "diffusion": 0.0},
               asymmetric={"diversion": 0.2, "arms_memory": 4.0})  # fmt: skip
    at.world.accountability[:] = 0.5, 0.1, 0.5
    at.world.illicit_arms[:] = 0.0, 0.05, 0.08
    at.ledger.of_states("assistance", "arms_sale", np.array([A, B]), np.array([0.03, 0.02]))
    conducted(at)
    left, share = exp(-0.5 / 4), (1 - exp(-0.5 / 4)) * 4 / 0.5  # of what comes evenly
    assert at.world.illicit_arms == pytest.approx(
        [share * 0.2 * 0.5 * 0.03, 0.05 * left + share * 0.2 * 0.9 * 0.02, 0.08 * left]
    )


@pytest.mark.parametrize(("switched", "inspected"), [((), 0.4), (("ethics_oversight",), 0.0)])
def test_breaches_come_to_light_by_oversight_and_openness(
    switched: tuple[str, ...], inspected: float
) -> None:
    at = scene(instruments=off(*switched), conduct={"monitoring": 0.4, "openness": 0.7})
    at.world.transparency[:] = 0.0, 0.5, 1.0
    found = detection(at.world, at.rules, at.tools)
    assert found == pytest.approx([inspected, inspected + 0.35, min(1.0, inspected + 0.7)])


def test_a_breach_that_is_found_costs_standing_and_trust() -> None:
    at = scene(1000.0, conduct={"misconduct": 5.0, "diffusion": 0.0, "erosion": 0.1,
                                "standing_loss": 0.2, "evidence": 0.3})  # fmt: skip
    at.world.crises = (fight(4),)
    told = conducted(at)
    assert [(event.kind, event.actors) for event in told] == [
        ("conduct_breach", ("A",)), ("conduct_breach", ("C",))]  # fmt: skip
    assert at.world.accountability == pytest.approx([0.5 * 0.9, 0.5, 0.5 * 0.9])
    assert at.world.standing == pytest.approx([0.8, 1.0, 0.8])
    seen = entered(at, "bad_seen", "conduct")
    assert seen[B, A] == seen[B, C] == pytest.approx(0.3 * 0.5)
    assert seen[A, C] == seen[C, A] == pytest.approx(0.3 * 0.45)
    assert np.count_nonzero(seen) == 4
    lost = dict(at.ledger.labels("standing"))["conduct"]
    assert lost == pytest.approx([-0.2, 0.0, -0.2])


def test_forces_breach_the_law_of_war_at_their_rate() -> None:
    at = scene(conduct={"misconduct": 3.0, "oversight": 0.5, "monitoring": 0.2, "openness": 0.7})
    at.world.crises = (fight(4), fight(5), fight(3))
    found = eroded = 0
    for step in range(1, 1001):
        at.world.accountability[:] = 0.5
        found += any(event.actors == ("A",) for event in conducted(at, step=step))
        eroded += bool(at.world.accountability[A] < 0.495)
    rate = 3.0 * 2 * (1 - 0.5) * exp(-0.5)  # two of the three crises are fought
    assert eroded / 1000 == pytest.approx(1 - exp(-rate), abs=0.05)
    assert found / 1000 == pytest.approx(1 - exp(-rate * (0.2 + 0.7 * 0.5)), abs=0.05)


def exports(instruments: Any = None) -> Moment:
    """Return a step in which C, of poor record, has begun a crisis with A."""
    at = scene(instruments=instruments, exports={"rights": 1.0, "rights_mark": 0.5, "crisis": 0.6,
                                                 "tension": 0.4, "restraint": 2.0})  # fmt: skip
    at.world.rights[:] = 0.8, 0.5, 0.2
    at.world.crises = (fight(2),)
    at.world.accountability[:] = 0.9, 0.5, 0.25
    at.world.tension[:] = 0.0
    at.world.tension[A, C] = at.world.tension[C, A] = 0.5
    at.world.tension[B, C] = at.world.tension[C, B] = 0.3
    return at


AGAINST = (0.4 * 0.1 * 0.5, 0.4 * 0.5 * 0.3, (1 - 0.2 / 0.5) + 0.6 + 0.4 * 0.75 * 0.5)
"""The sum of the criteria against arming A, B and C."""


def test_the_criteria_against_a_delivery() -> None:
    at = exports()
    against = criteria(at.world, at.rules)
    assert against["rights record"] == pytest.approx([0.0, 0.0, 1 - 0.2 / 0.5])
    assert against["live crisis"] == pytest.approx([0.0, 0.0, 0.6]), "A defends itself"
    assert sum(against.values()) == pytest.approx(AGAINST)
    assert breach_chance(at.world, at.rules) == pytest.approx([1 - exp(-s) for s in AGAINST])


def test_the_accountable_hold_back_under_export_controls() -> None:
    at = exports()
    loss = export_reluctance(at.world, at.rules, at.tools)
    assert loss[A, C] == pytest.approx(2.0 * 0.9 * (1 - exp(-AGAINST[C])))
    assert loss[C, A] == pytest.approx(2.0 * 0.25 * (1 - exp(-AGAINST[A])))
    at = exports(off("export_controls"))
    assert not export_reluctance(at.world, at.rules, at.tools).any()


def test_deliveries_breach_the_criteria_with_their_chance() -> None:
    at = scene(exports={"rights": 1.0, "rights_mark": 0.5, "tension": 0.0},
               conduct={"reversion": 0.0, "diffusion": 0.0})  # fmt: skip
    at.world.rights[B] = 0.2
    found = eroded = 0
    for step in range(1, 1001):
        at.world.accountability[:] = 0.5
        told = conducted(at, A, A, step=step)
        assert all(event.actors == ("A", "B") for event in told)
        found += len(told)
        eroded += bool(at.world.accountability[A] < 0.495)
    breach = 1 - exp(-0.6)
    assert eroded / 1000 == pytest.approx(1 - (1 - breach) ** 2, abs=0.05)
    assert found / 1000 == pytest.approx(1 - (1 - breach * (0.2 + 0.7 * 0.5)) ** 2, abs=0.05)
    assert at.world.accountability[B] == 0.5, "the giver breaches, not the receiver"


def test_what_moves_states_to_acquire_nuclear_weapons() -> None:
    at = scene()
    world, honoured = at.world, np.zeros((3, 3))
    world.nuclear[:] = False, True, True
    world.threat_felt[:] = 0.5, 0.0, 0.0
    world.technology[A], world.accountability[A] = 0.8, 0.9
    honoured[A, B] = 0.6
    terms = acquisition_terms(world, at.rules, replace(at.seen, honoured=honoured))
    assert {label: float(term[A]) for label, term in terms.items()} == pytest.approx({
        "threat felt": 2.0 * 0.5, "nuclear rival": 1.0, "technology": 3.0 * 0.3,
        "guarantee": -1.5 * 0.6, "norms": -0.9,
    })  # fmt: skip
    world.nuclear[B] = False
    terms = acquisition_terms(world, at.rules, replace(at.seen, honoured=honoured))
    assert terms["guarantee"][A] == 0.0, "B has none to protect it with"
    world.nuclear[C] = False
    assert acquisition_terms(world, at.rules, at.seen)["nuclear rival"][A] == 0.0


def test_states_acquire_them_with_their_yearly_chance_and_alarm_their_rivals() -> None:
    flat = {"threat": 0.0, "rival": 0.0, "technology": 0.0, "guarantee": 0.0, "norms": -1.0,
            "constant": 0.0, "evidence": 0.7, "tension": 0.2}  # fmt: skip
    at, number = scene(proliferation=flat), 0
    at.world.accountability[:] = 0.8
    for step in range(1, 1001):
        at.world.nuclear[:] = False, True, True
        told = proliferation(at.world, at.rules, at.seen, Ledger(3), at.draws, step, 1.0)
        number += len(told)
        assert at.world.nuclear[A] == bool(told)
    assert number / 1000 == pytest.approx(sig(-0.8), abs=0.05)
    at.world.nuclear[:] = False, True, True
    (event,) = proliferation(at.world, at.rules, at.seen, at.ledger, at.draws, 1, 1000.0)
    assert (event.kind, event.actors) == ("proliferation", ("A",))
    assert dict(event.terms) == pytest.approx({"norms": -0.8})
    seen, tension = entered(at, "bad_seen", "proliferation"), np.zeros((3, 3))
    assert seen.tolist() == [[0.0] * 3, [0.0] * 3, [0.7, 0.0, 0.0]], "C has a quarrel with A"
    tension[A, C] = tension[C, A] = 0.2
    assert entered(at, "tension_shock", "proliferation").tolist() == tension.tolist()
