"""The plain twin does what the product does, to 1e-9, over runs with disputes and engagements."""

import numpy as np
import pytest
from benchmarks.rows.sizes import member
from benchmarks.twin import TwinModel
from benchmarks.twin.model import METRICS
from benchmarks.worlds import CORE, core_case, world_case

from alliancesim.experiments.member import Member
from alliancesim.mechanisms import MECHANISMS

STEPS = 60


def both(n: int, steps: int, **changes: object) -> tuple[Member, TwinModel]:
    case = core_case(n)
    if changes:
        case = world_case(n, preset="minimal", mechanisms=dict.fromkeys(CORE, "on"), **changes)
    product, twin = member(case), TwinModel(case, 1, 0)
    for _ in range(steps):
        product.step()
        twin.step()
    return product, twin


@pytest.fixture(scope="module")
def pair() -> tuple[Member, TwinModel]:
    """Return both after some years in which disputes are as frequent as not."""
    return both(10, STEPS, parameters={"onset": {"constant": -1.0}})


def test_collected_metrics_agree_step_by_step(pair: tuple[Member, TwinModel]) -> None:
    product, twin = pair
    collected = twin.datacollector.model_vars
    for name in METRICS:
        assert len(product.series[name]) == STEPS
        np.testing.assert_allclose(collected[name], product.series[name], rtol=0, atol=1e-9)
    assert sum(collected["onsets"]) > 10, "the run must have disputes to compare"
    assert sum(collected["engagements"]) > 10


def test_states_and_ties_agree_at_the_end(pair: tuple[Member, TwinModel]) -> None:
    product, twin = pair
    world = product.world
    for one, other, tie in twin.pairs:
        i, j = one.row, other.row
        assert one.trust[j] == pytest.approx(world.trust[i, j], abs=1e-9)
        assert other.trust[i] == pytest.approx(world.trust[j, i], abs=1e-9)
        assert one.threat[j] == pytest.approx(product.seen.threat[i, j], abs=1e-9)
        assert tie.tension == pytest.approx(world.tension[i, j], abs=1e-9)
        assert tie.recent == pytest.approx(world.recent[:, i, j].sum(), abs=1e-9)
        assert tie.past == world.onset_count[i, j]
        for stock, level in tie.stocks.items():
            assert level == pytest.approx(getattr(world, stock)[i, j], abs=1e-9)
    capability = [state.capability for state in twin.states]
    np.testing.assert_allclose(capability, world.capability, rtol=0, atol=1e-9)
    tops = sorted((dispute.name, dispute.top) for dispute in twin.disputes)
    ids = world.ids
    mine = [(" ".join(sorted((ids[c.initiator], ids[c.target]))), c.top) for c in world.crises]
    assert tops == sorted(mine)


def test_a_world_of_the_compiled_loops_agrees_too() -> None:
    product, twin = both(50, 3)
    for name in METRICS:
        found = twin.datacollector.model_vars[name]
        np.testing.assert_allclose(found, product.series[name], rtol=0, atol=1e-9)


def test_core_mechanisms_exist_and_the_worlds_differ_with_size() -> None:
    assert set(CORE) <= MECHANISMS.keys()
    assert [len(world_case(n).states) for n in (3, 10, 30)] == [3, 10, 30]
