"""Non-state threats: drift, rates, counts, resentment and blame (equation 14), by hand."""

from math import exp, log, sqrt
from typing import Any

import numpy as np
import pytest
from scipy.special import pdtr

from alliancesim.draws import Draws
from alliancesim.phases.realign.moment import Moment
from alliancesim.phases.threats import strikes, threats
from alliancesim.phases.threats.attribution import ability, attribute, suspicion
from alliancesim.phases.threats.counts import (
    binomial_quantile,
    gamma_quantile,
    poisson_quantile,
)
from alliancesim.phases.threats.rates import drift, rate_terms
from alliancesim.scenario.events import Attack
from tests.cases import case
from tests.worked.moments import A, B, C, D, E, dated, entered, moment

CELL, NET = 0, 1


def scene(years: float = 1.0, cell: Any = None, net: Any = None, **parameters: Any) -> Moment:
    """Return a step in which a band strikes A, C and E, and a group on networks A and B."""
    actors = {
        "cell": {"name": "the Cell", "type": "terrorism",
                 "rates": {"A": 12.0, "C": 4.0, "E": 2.0}, "harbour": ["C", "D"]} | (cell or {}),
        "net": {"name": "the Net", "type": "cyber", "rates": {"A": 6.0, "B": 3.0}} | (net or {}),
    }  # fmt: skip
    return moment(case(5, threats=actors, parameters=parameters), years)


def run(at: Moment, *attacks: Attack) -> list[str]:
    """Let the step's threats happen; return the kinds of events."""
    told = threats(at.world, at.rules, attacks, at.ledger, at.draws, at.step, at.years, at.now)
    return [event.kind for event in told]


def moved(at: Moment, step: int = 1) -> Any:
    """Return the drift at the end of the step, 3×A×N."""
    return drift(at.world, at.rules, at.draws, step, at.years)


def test_drift_is_solved_exactly_cause_by_cause() -> None:
    at = scene(0.5, asymmetric={"volatility": 0.0, "reversion": 0.8, "spillover": 0.3,
                                "arms_flow": 0.5})  # fmt: skip
    world = at.world
    world.asymmetric_drift[0, CELL] = [0.6, 0.0, -0.4, 0.0, 0.7]
    world.asymmetric_drift[1, CELL, E] = 0.3
    world.illicit_arms[:] = [0.1, 0.3, 0.0, 0.4, 0.2]
    kept = exp(-0.8 * 0.5)
    solved = (1 - kept) / 0.8
    own, around, arms = moved(at)
    assert own[CELL] == pytest.approx([0.6 * kept, 0.0, -0.4 * kept, 0.0, 0.7 * kept])
    # A borders C and shares a region with C and E; C borders A and B and is in a region with E.
    assert around[CELL, A] == pytest.approx(0.3 * (0.0 + 1.0) / 2 * solved), "a fall does not spill"
    assert around[CELL, C] == pytest.approx(0.3 * (0.6 + 1.0) / 2 * solved), "B is not struck"
    assert around[CELL, E] == pytest.approx(0.3 * kept + 0.3 * (0.6 + 0.0) / 2 * solved)
    assert arms[CELL, A] == pytest.approx(0.5 * (0.1 + 0.0 + 0.2) * solved)
    assert arms[CELL, C] == pytest.approx(0.5 * (0.0 + 0.1 + 0.3 + 0.2) * solved)
    assert not arms[NET].any(), "on networks nobody needs arms"
    assert not np.array([own, around, arms])[:, CELL, [B, D]].any(), "who is not struck"


def test_drift_spreads_as_an_ornstein_uhlenbeck_process() -> None:
    quiet = {"volatility": 0.4, "reversion": 0.5, "spillover": 0.0, "arms_flow": 0.0}
    for years, spread in ((1.0, 0.4 * sqrt((1 - exp(-1.0)) / 1.0)), (500.0, 0.4)):
        at = scene(years, asymmetric=quiet)
        found = [moved(at, step)[0, CELL, [A, C, E]] for step in range(1, 1001)]
        assert np.std(found) == pytest.approx(spread, rel=0.06)
        assert np.mean(found) == pytest.approx(0.0, abs=0.03)


def test_drift_stays_within_its_widest_and_keeps_its_shares() -> None:
    at = scene(1e-9, asymmetric={"widest": 2.0})
    at.world.asymmetric_drift[:, CELL, A] = 4.0, 2.0, 2.0
    at.world.asymmetric_drift[0, CELL, C] = -5.0
    found = moved(at)[:, CELL]
    assert found[:, A] == pytest.approx([1.0, 0.5, 0.5], abs=1e-4)
    assert found[:, C] == pytest.approx([-2.0, 0.0, 0.0], abs=1e-4)


def test_what_states_do_about_attacks() -> None:
    at = scene(asymmetric={"counter_threat": 0.2, "cyber_resilience": 0.6, "moral_hazard": 0.5})
    world = at.world
    world.counter_threat[:] = [0.5, 0.0, 0.6, 0.0, 0.0]
    world.dependence[A, B], world.dependence[C, A], world.dependence[C, B] = 0.9, 0.4, 0.3
    world.cyber[A] = world.cyber_norm[A] + 0.25
    terms = rate_terms(world, at.rules)
    fought, resisted = terms["counter-threat"], terms["cyber resilience"]
    assert fought[CELL, A] == pytest.approx(-0.2 * 0.5), "A does not harbour the Cell"
    assert fought[CELL, C] == pytest.approx(-0.2 * 0.6 * (1 - 0.5 * 0.4)), "of its largest donor"
    assert resisted[NET, A] == pytest.approx(-0.6 * 0.25)
    assert not fought[NET].any()
    assert not resisted[CELL].any()
    world.asymmetric_drift[0, CELL, A] = 0.0
    run(at)
    rise = world.asymmetric_drift[:, CELL, A].sum()
    assert world.asymmetric[CELL, A] == pytest.approx(12.0 * exp(rise - 0.2 * 0.5))


def test_counts_are_inverse_distribution_functions() -> None:
    luck = np.array([0.1, 0.5, 0.9])
    assert gamma_quantile(luck, 1.0) == pytest.approx(-np.log(1 - luck)), "exponential"
    luck = np.array([0.36, 0.37, 0.73, 0.74, 0.91, 0.92])  # e⁻¹·(1, 2, 2½) = .368, .736, .920
    assert poisson_quantile(luck, np.ones(6)).tolist() == [0, 1, 1, 2, 2, 3]
    assert poisson_quantile(luck, np.zeros(6)).tolist() == [0] * 6
    number = np.arange(12.0)
    assert poisson_quantile(pdtr(number, 2.5), np.full(12, 2.5)).tolist() == number.tolist()
    luck = np.array([0.12, 0.13, 0.49, 0.51, 0.87, 0.88])  # of 3 at one half: .125, .5, .875
    assert binomial_quantile(luck, np.full(6, 3.0), 0.5).tolist() == [0, 1, 1, 2, 2, 3]
    assert binomial_quantile(luck[:2], np.array([0.0, 4.0]), 1.0).tolist() == [0.0, 4.0]
    assert binomial_quantile(luck[-1:], np.zeros(1), 0.5).tolist() == [0.0]


@pytest.mark.parametrize("dispersion", [0.3, 1.5])
def test_counts_are_negative_binomial_by_the_step_and_by_the_year(dispersion: float) -> None:
    at = scene(net={"dispersion": dispersion})
    states = 20_000
    at.world.threats = at.world.threats[NET:]
    at.world.asymmetric = np.full((1, states), 6.0)
    draws = Draws(3, states)
    months = np.array([
        strikes(at.world, draws, step, 1 / 12, (step - 1) / 12)[0] for step in range(1, 13)
    ])  # fmt: skip
    for counts, rate in ((months[4], 0.5), (months.sum(axis=0), 6.0)):
        assert counts.mean() == pytest.approx(rate, rel=0.04)
        assert counts.var() == pytest.approx(rate + dispersion * rate**2, rel=0.08)
    next_year = strikes(at.world, draws, 13, 1 / 12, 1.0)[0]
    together = np.corrcoef(months[4], months[5])[0, 1]
    share = dispersion * 0.25 / (0.5 + dispersion * 0.25)  # what months of a year have in common
    assert together == pytest.approx(share, abs=0.04)
    assert np.corrcoef(months[11], next_year)[0, 1] == pytest.approx(0.0, abs=0.04)


def test_for_given_luck_counts_follow_the_rate_and_leave_others_alone() -> None:
    at = scene()
    grew = False
    for step in range(1, 60):
        at.world.asymmetric = at.world.asymmetric_norm.copy()
        before = strikes(at.world, at.draws, step, 0.5, 0.0)
        at.world.asymmetric[CELL, A] *= 1.5
        after = strikes(at.world, at.draws, step, 0.5, 0.0)
        assert after[CELL, A] >= before[CELL, A]
        grew = grew or after[CELL, A] > before[CELL, A]
        after[CELL, A] = before[CELL, A]
        assert (after == before).all()
    assert grew


def test_victims_resent_who_harbours_the_actor() -> None:
    none = {"rates": {"A": 0.0}}
    at = scene(0.5, none, none, asymmetric={"harbour_evidence": 0.2, "harbour_tension": 0.05,
                                            "deaths": 3.0, "memory": 2.0})  # fmt: skip
    at.world.counter_threat[:] = [0.0, 0.0, 0.6, 0.0, 0.0]
    attack = dated(Attack, threat="cell", actors=["A", "C"], size=4.0)
    assert run(at, attack) == ["scheduled_attack"]
    bad, tension = entered(at, "bad", "attribution"), entered(at, "tension_shock", "attribution")
    assert bad[A, C] == pytest.approx(3 * 0.2 * 4 * (1 - 0.6) / 2), "C fights it"
    assert bad[A, D] == bad[C, D] == pytest.approx(3 * 0.2 * 4 / 2)
    assert bad[C, C] == 0.0
    assert np.count_nonzero(bad) == 3
    assert tension[A, D] == tension[D, A] == pytest.approx(0.05 * 4 / 2)
    assert dict(at.ledger.labels("deaths"))["terrorism"].tolist() == [12.0, 0.0, 12.0, 0.0, 0.0]
    share = (1 - exp(-0.25)) / 0.25  # what is left of what comes evenly over the step
    assert at.world.incidents_felt == pytest.approx([4 * share, 0.0, 4 * share, 0.0, 0.0])
    run(at, dated(Attack, threat="net", actors=["B"]))
    assert at.world.incidents_felt == pytest.approx(
        [4 * share * exp(-0.25), share, 4 * share * exp(-0.25), 0.0, 0.0]
    )
    assert dict(at.ledger.labels("deaths"))["terrorism"].sum() == 24.0, "no dead on networks"


def blame() -> Moment:
    """Return a step in which B has something to find out about the Net, which D sponsors."""
    at = scene(net={"suspects": ["C", "E"], "sponsor": "D"},
               attribution={"share": 1.0, "skill": 2.0, "bias": 1.5})  # fmt: skip
    world = at.world
    world.cyber[B], world.counter_threat[B] = 0.5, 0.1
    world.information[:] = 0.0
    world.information[B, A] = world.information[A, B] = 0.6
    for suspect, trust in ((C, 0.2), (D, 0.7), (E, 0.5)):
        world.good[B, suspect], world.bad[B, suspect] = 10 * trust, 10 * (1 - trust)
    return at


WEIGHTS = {C: 0.8**1.5, D: 0.3**1.5 * exp(2.0 * 0.8), E: 0.5**1.5}
"""With the ability 1 - (1 - .5)(1 - .6) = .8."""


def test_blame_follows_distrust_and_evidence() -> None:
    at = blame()
    cell, net = at.world.threats
    assert ability(at.world, net)[B] == pytest.approx(0.8)
    assert ability(at.world, cell)[B] == pytest.approx(1 - 0.9 * 0.4)
    assert net.suspects == (C, D, E)
    terms = suspicion(at.world, at.rules, net, B, [C, D, E])
    assert sum(terms.values()) == pytest.approx([log(weight) for weight in WEIGHTS.values()])
    assert terms["evidence"] == pytest.approx([0.0, 2.0 * 0.8, 0.0])


def test_suspects_are_accused_in_proportion_and_the_innocent_resent_it() -> None:
    at, accused = blame(), []
    serious = np.zeros((2, 5))
    serious[NET, B] = 2.0
    for step in range(1, 1001):
        (event,) = attribute(at.world, at.rules, serious, at.ledger, at.draws, step)
        accused.append(at.world.row(event.actors[1]))
    whole = sum(WEIGHTS.values())
    for suspect, weight in WEIGHTS.items():
        assert accused.count(suspect) / 1000 == pytest.approx(weight / whole, abs=0.05)
    bad = entered(at, "bad", "attribution")
    for suspect, innocent in ((C, 1), (D, 0), (E, 1)):
        entries = accused.count(suspect) * 3 * 2 * 0.2
        assert bad[B, suspect] == pytest.approx(entries)
        assert bad[suspect, B] == pytest.approx(entries * innocent)
