"""Ablation: every part in turn, with the same luck, ranked."""

import pytest

from alliancesim.ablation import What, ablate, parts_of
from alliancesim.light import Block, light_outcomes
from alliancesim.mechanisms import MECHANISMS
from alliancesim.scenario import load
from tests.cases import case

SMALL = load(case(4), {"clock.horizon": 1.0, "preset": "minimal"})


def test_parts_are_those_that_act() -> None:
    instruments = [part.name for part in parts_of(SMALL, What.instruments)]
    assert instruments == ["dialogue", "joint_exercise", "confidence_building"]
    core = [name for name, mechanism in MECHANISMS.items() if mechanism.core]
    assert [part.name for part in parts_of(SMALL, What.mechanisms)] == core
    assert parts_of(SMALL, What.trends) == []
    some = next(iter(SMALL.trends))
    on = load(SMALL, {f"trends.{some}.enabled": True})
    assert [part.name for part in parts_of(on, What.trends)] == [some]


def test_effects_are_paired_ranked_and_the_same_with_two_workers() -> None:
    outcomes = ("engagements", "trust_mean")
    found = ablate(SMALL, What.instruments, outcomes, runs=4, seed=2)
    assert found == ablate(SMALL, What.instruments, outcomes, runs=4, seed=2, workers=2)
    sizes = [abs(item.effects["engagements"].effect) for item in found]
    assert sizes == sorted(sizes, reverse=True)
    item = next(item for item in found if item.name == "dialogue")
    without = load(SMALL, {"instruments.dialogue.enabled": False})
    rows = [light_outcomes(outcomes, Block(c, 2, 0, 4)) for c in (SMALL, without)]
    assert item.effects["trust_mean"].effect == pytest.approx((rows[1] - rows[0])[:, 1].mean())
    assert item.effects["engagements"].effect < 0
    assert not item.idle


def test_a_part_that_does_nothing_is_idle() -> None:
    still = load(SMALL, {"instruments.dialogue.intensity": 0.0})
    found = ablate(still, What.instruments, ("trust_mean", "onsets"), runs=3)
    assert [item.idle for item in found if item.name == "dialogue"] == [True]
