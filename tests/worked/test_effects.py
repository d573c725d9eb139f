"""What engagements leave behind, with the arithmetic written out."""

from collections import defaultdict
from typing import Any

import numpy as np
import pytest

import alliancesim as al
from alliancesim.draws import Draws
from alliancesim.ledger import Ledger
from alliancesim.phases.engage.consent import candidates
from alliancesim.phases.engage.effects import contribute, quality, sour
from alliancesim.phases.engage.record import Engagements
from alliancesim.phases.learn import prior
from alliancesim.phases.perceive import sight
from alliancesim.phases.settle import settle
from alliancesim.toolbox import Toolbox
from tests.cases import case, raw

A, B, C = 0, 1, 2


def pair(first: int = A, second: int = B, breach: bool = False, notice: float = 1.0) -> Engagements:
    """Return one engagement of full size and quality."""
    one = np.ones(1)
    return Engagements(
        np.zeros(1, np.intp), np.array([first]), np.array([second]), one, notice * one,
        np.zeros(1, bool), np.array([breach]), one, 0 * one, np.zeros(3),
    )  # fmt: skip


def bench(**record: Any) -> tuple[al.AllianceModel, Toolbox]:
    """Return a world of three states and a toolbox with one instrument of this record."""
    tool = {"name": "Test", "description": "a test"} | record
    silent = {name: {"enabled": False} for name in al.INSTRUMENTS}
    model = al.AllianceModel(case(3, instruments=silent | {"test": tool}), rng=1)
    only = {"test": model.case.instruments["test"]}
    model.world.recent = model.world.recent[-1:]
    return model, Toolbox.of(only, 2000)


def effects(
    model: al.AllianceModel, tools: Toolbox, held: Engagements, felt: Any = None
) -> dict[tuple[str, str], Any]:
    ledger = Ledger(3)
    offended = np.zeros((3, 3)) if felt is None else felt
    contribute(model.world, model.rules, tools, held, offended, ledger)
    fields = ("good", "bad", "bad_seen", "influence", "cyber", "economy", "technology")
    found = {(field, label): amount for field in fields for label, amount in ledger.labels(field)}
    return defaultdict(lambda: np.zeros((3, 3)), found)


def test_routine_tells_less() -> None:
    model, tools = bench(gains={"trust": 0.2})
    model.world.recent[0, A, B] = model.world.recent[0, B, A] = 0.0
    fresh = effects(model, tools, pair())["good", "test"]
    assert fresh[A, B] == fresh[B, A] == pytest.approx(0.2)
    model.world.recent[0, A, B] = 15.0
    stale = effects(model, tools, pair())["good", "test"]
    assert stale[A, B] == pytest.approx(0.2 / (1 + 0.1 * 15))


def test_a_breach_leaves_bad_evidence_of_its_own_size() -> None:
    model, tools = bench(gains={"trust": 0.2}, breach_evidence=0.5)
    found = effects(model, tools, pair(breach=True))
    assert found["bad", "breach"][A, B] == pytest.approx(3.0 * 0.5)
    assert found["good", "test"].sum() == 0


def test_leaks_are_rarer_between_resilient_states() -> None:
    model, tools = bench(breach=0.5, secured=True)
    model.world.accountability[:] = 0.2
    model.world.cyber[:] = [1.0, 0.6, 0.0]
    one = np.zeros(1, np.intp)
    chance = sour(model.world, model.rules, tools, one, one + A, one + B)
    assert chance[0] == pytest.approx(0.5 * 0.8 * (1 - 0.5 * 0.8))
    _, careless = bench(breach=0.5)
    open_ = sour(model.world, model.rules, careless, one, one + A, one + B)
    assert open_[0] == pytest.approx(0.5 * 0.8)


def test_understanding_makes_up_for_cultural_distance() -> None:
    model, _ = bench()
    world = model.world
    before = quality(world, model.rules, np.array([A]), np.array([C]))[0]
    world.culture[A, C] = world.culture[C, A] = 0.8
    strange = quality(world, model.rules, np.array([A]), np.array([C]))[0]
    assert before - strange == pytest.approx(0.5 * 0.8 / 4)
    world.understanding[A, C] = world.understanding[C, A] = 1.0
    assert quality(world, model.rules, np.array([A]), np.array([C]))[0] == pytest.approx(before)


def test_strangers_misread_intentions_more() -> None:
    model, _ = bench()
    world = model.world
    world.misreading[A, C] = 1.5
    plain = sight(world, model.rules).threat[A, C]
    world.culture[A, C] = world.culture[C, A] = 1.0
    strange = sight(world, model.rules).threat[A, C]
    world.understanding[A, C] = world.understanding[C, A] = 1.0
    known = sight(world, model.rules).threat[A, C]
    assert known < plain < strange


def test_pairs_of_one_gathering_share_the_notice_of_onlookers() -> None:
    event = {"date": "2000-01-10", "kind": "engage", "instrument": "joint_exercise",
             "actors": ["A", "B", "D"]}  # fmt: skip
    model = al.AllianceModel(al.load(raw(4, events=[event])), rng=1)
    model.step()
    assert model.held is not None
    dated = model.held.scheduled
    assert model.held.notice[dated].tolist() == [0.5, 0.5, 0.5]
    bench_model, tools = bench(provocation=0.2)
    felt = np.zeros((3, 3))
    felt[C, A] = 0.5
    seen = effects(bench_model, tools, pair(notice=0.5), felt)["bad_seen", "provocation of test"]
    assert seen[C, A] == pytest.approx(0.2 * 0.5 * 0.5)


def test_a_gift_of_technology_stops_at_the_givers_level() -> None:
    model, tools = bench(direction="donor", gains={"technology": 0.5})
    model.world.technology[:] = [0.8, 0.5, 0.9]
    gain = effects(model, tools, pair(A, B))["technology", "test"]
    assert gain[B] == pytest.approx(0.5 * 0.3 / 0.5)
    assert gain[A] == 0
    assert not effects(model, tools, pair(A, C))["technology", "test"].any()


def test_joint_work_and_trade_bring_both_sides_something() -> None:
    model, tools = bench(gains={"cyber": 0.1, "economy": 0.001, "goodwill": 0.05})
    found = effects(model, tools, pair())
    assert found["cyber", "test"].tolist() == pytest.approx([0.1, 0.1, 0])
    assert found["economy", "test"].tolist() == pytest.approx([0.001, 0.001, 0])
    assert found["influence", "test"][A, B] == found["influence", "test"][B, A] > 0
    model, tools = bench(gains={"economy": 0.001, "goodwill": 0.05}, direction="donor")
    found = effects(model, tools, pair())
    assert found["economy", "test"].tolist() == pytest.approx([0.001, 0.001, 0]), "trade pays both"
    assert found["influence", "test"][B, A] == 0, "the recipient gains no influence"


def test_goodwill_draws_the_other_closer() -> None:
    model, _ = bench()
    world = model.world
    before = prior(world, model.rules)[0]
    world.influence[A, C] = 0.5
    after = prior(world, model.rules)[0]
    drawn = world.affinity[C, A] + (1 - world.affinity[C, A]) * 0.2 * 0.5
    assert after[C, A] == pytest.approx(4.0 * np.clip(drawn * (1 - world.stakes[C, A]), 0.05, 0.95))
    assert after[A, C] == before[A, C]


def test_abilities_return_to_their_norm_and_gains_of_a_long_step_have_faded() -> None:
    model, _ = bench()
    world, ledger = model.world, Ledger(3)
    world.cyber_norm[:] = 0.4
    world.cyber[:] = 0.8
    ledger.of_states("counter_threat", "test", np.array([A]), np.array([0.1]))
    nothing = pair()
    nothing.instrument = nothing.first = nothing.second = np.zeros(0, np.intp)
    settle(world, model.rules, ledger, nothing, 5.0)
    assert world.cyber == pytest.approx(0.4 + 0.4 * 0.5)
    spread = 0.5 / np.log(2)
    assert world.counter_threat[A] == pytest.approx(-np.expm1(-0.1 * spread))


def test_an_instrument_added_at_the_end_leaves_the_luck_of_the_others_alone() -> None:
    tools = Toolbox.of(al.INSTRUMENTS, 2000)
    new = al.INSTRUMENTS["dialogue"].model_copy(update={"opportunities": 3.0})
    more = Toolbox.of(al.INSTRUMENTS | {"new": new}, 2000)
    draws = Draws(4, 6)
    rate = float(more.opportunities.sum()) + 10
    old = candidates(tools, rate, draws, 3, 1.0)
    added = candidates(more, rate, draws, 3, 1.0)
    kept = added.at(added.instrument < len(tools.names))
    for before, after in zip(old, kept, strict=True):
        assert np.array_equal(before, after)
    assert (added.instrument == len(tools.names)).any()


def test_dependence_and_lost_standing_move_consent() -> None:
    from alliancesim.phases.engage.consent import Desire

    model, tools = bench(gains={"trust": 0.1})
    seen = sight(model.world, model.rules)
    one = np.zeros(1, np.intp)

    def utility() -> float:
        desire = Desire(model.world, model.rules, seen, tools, model.stances)
        return float(desire.utility(one, one + B, one + A)[0])

    before = utility()
    model.world.dependence[B, A] = 0.5
    assert utility() - before == pytest.approx(0.3 * 0.5)
    model.world.dependence[B, A] = 0.0
    model.world.standing[A] = 0.6
    assert utility() - before == pytest.approx(-0.5 * model.world.accountability[B] * 0.4)


def test_hostility_of_a_long_step_has_faded_since_its_day() -> None:
    from alliancesim.crisis import Crisis
    from alliancesim.phases.crises.hostility import Hostility

    model, _ = bench()
    world, rules = model.world, model.rules
    world.tension[:] = world.escalation[:] = 0.0
    books = Hostility(world, rules, Ledger(3), 1.0)
    books.reached(Crisis(0, A, C, 0.0, 1.0, sides=([A], [C]), top=4), 365.25 / 2)
    assert world.tension[A, C] == pytest.approx(0.6 * np.exp(-0.5 / 8.0))
    assert world.escalation[A, C] == pytest.approx(0.6 * np.exp(-0.5 / 0.5))
