"""Properties of whole runs: what must hold whatever the numbers."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import alliancesim as al
from alliancesim.draws import Draws
from alliancesim.ensemble import steps
from alliancesim.world import FIELDS
from tests.cases import case, raw


def run(model: al.AllianceModel, number: int) -> al.AllianceModel:
    for _ in range(number):
        model.step()
    return model


def same_world(one: Any, other: Any) -> bool:
    return all(np.array_equal(getattr(one, f), getattr(other, f)) for f in FIELDS)


@given(
    seed=st.integers(0, 2**40), states=st.integers(2, 8), step=st.sampled_from(["month", "year"])
)
@settings(max_examples=15, deadline=None)
def test_everything_stays_in_bounds_and_symmetric(seed: int, states: int, step: str) -> None:
    base = raw(max(states, 3))
    base["clock"]["step"] = step
    for model in steps(al.AllianceModel(al.load(base), rng=seed)):
        model.world.check()
        trust = model.world.trust[~np.eye(model.world.n, dtype=bool)]
        assert ((trust > 0) & (trust < 1)).all()
        for name, info in FIELDS.items():
            if info.shape == "N×N symmetric" and name != "utility_reference":
                diagonal = getattr(model.world, name).diagonal()
                assert (diagonal == diagonal[0]).all(), name


def test_the_check_would_notice_a_value_out_of_bounds() -> None:
    world = al.AllianceModel(case(), rng=1).world
    world.tension[0, 1] = -1
    with pytest.raises(FloatingPointError, match=r"tension\[0, 1\] of A and B is -1"):
        world.check()
    world.tension[0, 1] = world.tension[1, 0] + 0.5
    with pytest.raises(FloatingPointError, match="not symmetric"):
        world.check()


def test_the_same_seed_gives_the_same_bits_and_another_does_not() -> None:
    one, again = al.run(case(), runs=2, seed=4), al.run(case(), runs=2, seed=4)
    assert one.manifest["content_hash"] == again.manifest["content_hash"]
    assert al.run(case(), runs=2, seed=5).manifest["content_hash"] != one.manifest["content_hash"]


def test_members_of_an_ensemble_do_not_depend_on_its_size() -> None:
    small, large = al.run(case(), runs=1, seed=4).metrics, al.run(case(), runs=3, seed=4).metrics
    assert large[large["run"] == 0].reset_index(drop=True).equals(small)


def test_more_steps_extend_a_run() -> None:
    short, long = (al.run(case(), seed=2, years=years) for years in (4, 9))
    assert long.metrics.iloc[: len(short.metrics)].equals(short.metrics)
    early = long.events[long.events["step"] <= short.manifest["steps"]]
    assert early["text"].tolist() == short.events["text"].tolist()
    assert len(long.events) > len(short.events)


def test_a_run_resumed_from_a_checkpoint_is_the_uninterrupted_run() -> None:
    whole = al.AllianceModel(case(), rng=11)
    run(whole, 40)
    saved = whole.checkpoint()
    run(whole, 40)
    other = al.AllianceModel(case(), rng=11)
    other.restore(saved)
    run(other, 40)
    assert same_world(whole.world, other.world)
    assert whole.latest == pytest.approx(other.latest, abs=0, rel=0, nan_ok=True)
    run(other, 5)
    assert saved.steps == 40
    assert not same_world(saved.world, other.world)


class Relabelled(Draws):
    """Draws in which state k of the relabelled world has the luck of state order[k]."""

    order: Any = None

    def states(self, step: int, purpose: str) -> Any:
        return super().states(step, purpose)[self.order]

    def state_normals(self, step: int, purpose: str) -> Any:
        return super().state_normals(step, purpose)[self.order]

    def directed_normals(self, step: int, purpose: str) -> Any:
        return super().directed_normals(step, purpose)[np.ix_(self.order, self.order)]

    def pairs(self, step: int, purpose: str, layers: int = 1) -> Any:
        luck = super().pairs(step, purpose, layers)
        square = np.zeros((layers, self.n, self.n))
        rows, columns = self.upper
        square[:, rows, columns] = square[:, columns, rows] = luck
        return square[:, self.order[rows], self.order[columns]]


@pytest.mark.parametrize("seed", [3, 4])
def test_relabelling_states_permutes_the_results(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = raw(6, parameters={"onset": {"constant": -2.0}})
    order = np.array([4, 2, 0, 5, 1, 3])
    ids = list(plain["states"])
    shuffled = plain | {"states": {ids[k]: plain["states"][ids[k]] for k in order}}
    one = run(al.AllianceModel(al.load(plain), rng=seed), 60)
    monkeypatch.setattr(Relabelled, "order", order)
    monkeypatch.setattr("alliancesim.model.Draws", Relabelled)
    other = run(al.AllianceModel(al.load(shuffled), rng=seed), 60)
    square = np.ix_(order, order)
    for field in ("good", "bad", "tension", "interoperability", "information", "onset_count"):
        expected = getattr(one.world, field)[square]
        np.testing.assert_allclose(getattr(other.world, field), expected, rtol=1e-9, err_msg=field)
    np.testing.assert_allclose(other.world.capability, one.world.capability[order], rtol=1e-9)
    assert one.world.onset_count.sum() > 40 + 2, "the test needs disputes to relabel"


@pytest.mark.parametrize("instrument", ["joint_exercise", "dialogue", "deterrent_posture"])
def test_switching_an_instrument_off_changes_only_what_follows_from_it(instrument: str) -> None:
    with_it = al.run(case(), seed=9)
    without = al.run(case(), seed=9, overrides={f"instruments.{instrument}.enabled": False})
    used = with_it.engagements.query("instrument == @instrument")
    assert len(used), "the test needs the instrument to be used"
    first = used["step"].min()
    before = with_it.metrics["step"] < first
    assert without.metrics[before].equals(with_it.metrics[before])
    assert not without.metrics.equals(with_it.metrics)
    assert not (without.engagements["instrument"] == instrument).any()
    others = [
        frame[(frame["step"] == first) & (frame["instrument"] != instrument)]["instrument"].tolist()
        for frame in (with_it.engagements, without.engagements)
    ]
    assert set(others[0]) <= set(others[1]), "what others did in that step has the same luck"


def test_a_state_with_nobody_in_reach_has_no_crises() -> None:
    far = raw(4)
    far["dyads"] = {
        f"{one}-D": {"distance": 20000, "past_disputes": 0, "observed_years": 500} for one in "ABC"
    }
    far["states"]["C"]["major"] = False
    far["parameters"] = {"onset": {"distance": -2.0}}
    events = al.run(al.load(far), runs=5, seed=1).events
    assert not any("D" in actors for actors in events[events["kind"] == "onset"]["actors"])


def test_left_alone_stocks_fade_to_their_priors_with_their_half_lives() -> None:
    quiet = raw(3)
    quiet["instruments"] = {name: {"enabled": False} for name in al.INSTRUMENTS}
    quiet["parameters"] = {
        "onset": {"constant": -12.0, "relevant": 0.0, "recency": 0.0, "rivalry": 0.0, "trust": 0.0,
                  "past": 0.0, "contagion": 0.0},
        "environment": {"leader_change_democracy": 0.0, "leader_change_autocracy": 0.0},
        "pacts": {"formation": {"constant": -12.0}, "agreements": {"constant": -12.0}},
    }  # fmt: skip
    quiet["dyads"]["A-C"] = {"trust": 0.1, "tension": 0.6, "contiguity": 1}
    model = al.AllianceModel(al.load(quiet), rng=1)
    before = model.world.copy()
    run(model, 96)
    world, rules = model.world, model.rules
    assert not world.crises
    np.testing.assert_allclose(world.tension, before.tension * np.exp(-8 / rules.tension.memory))
    half = 2 ** (-8 / rules.effects.interoperability_half_life)
    np.testing.assert_allclose(world.interoperability, before.interoperability * half)
    prior = rules.trust.prior_strength * np.clip(world.affinity * (1 - world.stakes), 0.05, 0.95)
    kept = prior + (before.good - prior) * np.exp(-8 / rules.trust.memory)
    apart = ~np.eye(3, dtype=bool)
    np.testing.assert_allclose(world.good[apart], kept[apart])


@pytest.mark.parametrize("runs", [20, pytest.param(100, marks=pytest.mark.nightly)])
def test_monthly_and_yearly_steps_agree_on_rates(runs: int) -> None:
    """Twelve monthly steps and one yearly step agree within 10 % (and sampling error)."""
    totals = {}
    for step in ("month", "quarter", "year"):
        base = raw(6)
        base["clock"] = {"start": "2000-01-01", "step": step, "horizon": 10.0}
        base["parameters"] = {"onset": {"contagion": 0.0}}
        events = al.run(al.load(base), runs=runs, seed=3).events
        totals[step] = (
            int((events["kind"] == "onset").sum()),
            int((events["kind"] == "leader_change").sum()),
        )
    for step in ("quarter", "year"):
        for kind in (0, 1):
            expected, found = totals["month"][kind], totals[step][kind]
            assert abs(found - expected) < 0.1 * expected + 2.5 * np.sqrt(expected), (step, totals)
