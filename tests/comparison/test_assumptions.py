"""Draws of what was assumed: ranges, drivers, flips; luck and assumption kept apart."""

from collections.abc import Iterable

import numpy as np
import pytest

import alliancesim as al
from alliancesim.assumptions import Assumed, assumed, drawn, explore
from alliancesim.assumptions.findings import finding, without_luck
from alliancesim.assumptions.flips import HALVINGS, Point, flips
from alliancesim.assumptions.wording import turning
from alliancesim.comparison import Effect, effect_of
from alliancesim.light import Block, light_outcomes
from alliancesim.mechanisms import MECHANISMS
from alliancesim.parameters import catalogue
from alliancesim.scenario import load
from alliancesim.summaries import HEADLINES, per_run
from tests.cases import case

HALF = {"instruments.dialogue.intensity": 0.5}


def coefficient(path: str = "parameters.x", value: float = 1.0, lo: float = 0.0, hi: float = 4.0
                ) -> Assumed:  # fmt: skip
    return Assumed(path, value, lo, hi, "1", "made up")


def effect(values: Iterable[float]) -> Effect:
    given = np.array(list(values), dtype=float)
    return effect_of("trust_mean", np.zeros_like(given), given)


def test_light_runs_have_the_outcomes_of_full_ones() -> None:
    full = per_run(al.run(case(4), runs=3, seed=5, years=2))
    small = load(case(4), {"clock.horizon": 2.0})
    found = light_outcomes(HEADLINES, Block(small, 5, 1, 2))
    np.testing.assert_array_equal(found, full.loc[1:, list(HEADLINES)].to_numpy())


def test_what_is_drawn_is_assumed_acts_and_is_not_what_changes() -> None:
    before = case(3)
    paths = {item.path for item in assumed(before, load(before, HALF))}
    known = {f"parameters.{path}": item for path, item in catalogue().items()}
    for path in paths:
        if path.startswith("parameters."):
            assert known[path].grade == "assumption"
    assert "instruments.dialogue.gains.relief.value" in paths
    assert "instruments.dialogue.gains.trust.value" not in paths, "published"
    assert not any(path.startswith("instruments.joint_exercise") for path in paths)
    name = next(n for n, m in MECHANISMS.items() if set(m.neutral) & paths)
    off = load(before, {f"mechanisms.{name}": False})
    fewer = {item.path for item in assumed(off, load(off, HALF))}
    assert fewer == paths - set(MECHANISMS[name].neutral)
    path = "parameters.effects.routine"
    assert path in paths
    changed = {item.path for item in assumed(before, load(before, {path: 0.7}))}
    assert path not in changed


def test_draws_are_a_latin_hypercube_over_the_ranges() -> None:
    chosen = [coefficient(lo=-1.0, hi=3.0), coefficient("parameters.y", 10.0, 0.1, 1000.0)]
    values = drawn(chosen, 20, seed=1)
    even = np.sort((values[:, 0] + 1) / 4 * 20)
    wide = np.sort(np.log(values[:, 1] / 0.1) / np.log(1e4) * 20)
    for column in (even, wide):
        np.testing.assert_array_equal(np.floor(column), np.arange(20))
    np.testing.assert_array_equal(values, drawn(chosen, 20, seed=1))
    assert not np.array_equal(values, drawn(chosen, 20, seed=2))


def test_luck_is_taken_out_of_the_width() -> None:
    generator = np.random.default_rng(1)
    truth = generator.normal(1.0, 0.5, 4000)
    noisy = truth + generator.normal(0.0, 1.0, 4000)
    seen, luck = without_luck(noisy, np.ones(4000))
    assert luck == pytest.approx(0.8, abs=0.03)
    assert seen.std() == pytest.approx(0.5, abs=0.04)
    assert seen.mean() == pytest.approx(noisy.mean())


def test_a_coefficient_that_decides_the_sign_is_found() -> None:
    generator = np.random.default_rng(2)
    chosen = [coefficient(f"parameters.c{i}") for i in range(30)]
    values = drawn(chosen, 100, seed=3)
    effects = [effect(2.0 - row[7] + generator.normal(0, 0.1, 20)) for row in values]
    found = finding(effect(1.0 + generator.normal(0, 0.1, 20)), effects, values, chosen)
    assert found.drivers[0].path == "parameters.c7"
    assert found.drivers[0].correlation < -0.95
    assert found.drivers[0].crossing == pytest.approx(2.0, abs=0.1)
    assert found.low == pytest.approx(-1.8, abs=0.15)
    assert found.high == pytest.approx(1.8, abs=0.15)
    assert found.against == pytest.approx(0.5, abs=0.05)
    assert found.luck < 0.01


@pytest.mark.parametrize("zero", [2.6, 0.31, 9.0])
def test_flips_are_bracketed_by_runs_or_said_not_to_be_there(zero: float) -> None:
    asked = [("trust_mean", coefficient())]
    sign = 1.0 if zero > 1.0 else -1.0

    def tried(points: Iterable[Point]) -> dict[Point, dict[str, Effect]]:
        return {p: {"trust_mean": effect(sign * (zero - p[1]) + np.array([-0.01, 0.01]))}
                for p in points}  # fmt: skip

    case_ = effect(sign * (zero - 1.0) + np.array([-0.01, 0.01]))
    (flip,) = flips(asked, {"trust_mean": case_}, tried)
    if zero > 4.0:
        assert not flip.found
        return
    near, far = sorted((flip.near, flip.far))
    assert near <= zero <= far
    assert far - near <= 3.0 / 2**HALVINGS
    assert flip.value == pytest.approx(zero)


def test_exploring_does_not_depend_on_workers() -> None:
    before = load(case(3), {"clock.horizon": 0.5})
    after = load(before, HALF)
    one, shared = (
        explore(before, after, draws=4, pairs=3, seed=1, workers=workers) for workers in (1, 2)
    )
    assert one.table().equals(shared.table())
    assert repr(one.findings) == repr(shared.findings)
    assert one.flips == shared.flips
    assert one.runs >= 5 * 3 * 2
    for found in one.findings:
        assert turning(found, one.flip(found.outcome))
    luck = one.findings[HEADLINES.index("trust_mean")].central
    pair = [light_outcomes(["trust_mean"], Block(c, 1, 0, 3))[:, 0] for c in (before, after)]
    assert luck.effect == pytest.approx((pair[1] - pair[0]).mean())
