"""Faster forms of the same thing give the same thing, bit for bit."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

import alliancesim as al
from alliancesim import compiled as machine
from alliancesim import draws as luck
from alliancesim import kernels
from alliancesim.draws import Draws
from alliancesim.phases import engage as engaging
from alliancesim.phases import perceive
from alliancesim.phases.engage.consent import Options
from alliancesim.treaties import FLAGS, Treaties, Treaty, flags
from alliancesim.world import FIELDS
from tests.cases import state

CROWD = 56
"""States of a world that is large enough for the forms that suit large worlds."""
assert CROWD > machine.LARGE


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    """Let each test choose its form."""
    machine.available.cache_clear()
    yield
    machine.available.cache_clear()


def crowd(**changes: Any) -> al.Scenario:
    """Return a scenario of many states, some of them allied."""
    ids = [f"S{number:02d}" for number in range(CROWD)]
    states = {
        key: state(number % 8, name=f"State {number}",
                   location={"lat": 1.5 * number - 40, "lon": 3.0 * number})
        for number, key in enumerate(ids)
    }  # fmt: skip
    pacts = {
        f"pact{number}": {"name": f"Pact {number}", "obligations": ["defence"], "members": members}
        for number, members in enumerate((ids[:6], ids[10:12], ids[20:23]))
    }
    ties = {f"{one}-{other}": {"information": 0.3, "trust": 0.8, "engagements": 6}
            for one, other in pairwise(ids[:21])}  # fmt: skip
    return al.load({
        "name": "crowd", "clock": {"start": "2000-01-01", "step": "month", "horizon": 5.0},
        "interests": {"order": "who should make the rules"},
        "states": states, "alliances": pacts, "dyads": ties,
    } | changes)  # fmt: skip


def after(steps: int, **agents: Any) -> al.AllianceModel:
    """Return the model of the crowd after some steps."""
    model = al.AllianceModel(crowd(), rng=5, agents=agents)
    for _ in range(steps):
        model.step()
    return model


def assert_same(one: al.AllianceModel, other: al.AllianceModel) -> None:
    for name in FIELDS:
        first, second = getattr(one.world, name), getattr(other.world, name)
        assert np.array_equal(first, second), name
    assert one.happened == other.happened


@pytest.mark.parametrize("many", [10, kernels.MANY + 3000])
def test_a_combination_is_a_sum_of_products(many: int) -> None:
    rng = np.random.default_rng(1)
    values = [rng.random((9, 9)) - 0.5 for _ in range(7)]
    weights = rng.random((7, 5)) * (rng.random((7, 5)) < 0.4)
    column, place = rng.integers(0, 5, many), rng.integers(0, 81, many)
    found = kernels.combine(values, weights, column, place)
    for m in range(0, many, 97):
        terms = [v.ravel()[place[m]] * weights[c, column[m]] for c, v in enumerate(values)]
        assert found[m] == sum(terms)


def test_few_and_many_places_combine_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(2)
    values = [rng.random(50) for _ in range(6)]
    weights = rng.random((6, 4)) * (rng.random((6, 4)) < 0.5)
    given = values, weights, rng.integers(0, 4, 900), rng.integers(0, 50, 900)
    few = kernels.combine(*given)
    monkeypatch.setattr(kernels, "MANY", 1)
    assert np.array_equal(kernels.combine(*given), few)


def test_the_rung_of_a_ladder_is_looked_up() -> None:
    ladder = np.cumsum([0.3, 1e-4, 1e-5, 0.2, 0.1])
    numbers = np.random.default_rng(3).random(kernels.MANY + 1)
    numbers[:5] = ladder
    expected = np.searchsorted(ladder, numbers, side="right")
    assert np.array_equal(kernels.rung(ladder, numbers), expected)
    assert np.array_equal(kernels.rung(ladder, numbers[:9]), expected[:9])


@pytest.mark.parametrize("form", ["numpy", "numba"])
def test_zeros_of_a_product_are_passed_over(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if form == "numba":
        pytest.importorskip("numba")
    monkeypatch.setenv(machine.VARIABLE, form)
    rng = np.random.default_rng(4)
    sparse = rng.random((CROWD, CROWD)) * (rng.random((CROWD, CROWD)) < 0.1)
    other = rng.random((CROWD, CROWD))
    expected = np.zeros((CROWD, CROWD))
    for k in range(CROWD):
        expected += sparse[:, k, None] * other[k]
    assert np.array_equal(kernels.product(sparse, other), expected)


@pytest.mark.parametrize("form", ["numpy", "numba"])
def test_all_forms_of_knowledge_agree(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if form == "numba":
        pytest.importorskip("numba")
    rng = np.random.default_rng(5)
    information = rng.random((12, 12)) * (rng.random((12, 12)) < 0.3)
    contact = rng.random((12, 12))
    small = perceive.knowledge(information, contact)
    monkeypatch.setenv(machine.VARIABLE, form)
    monkeypatch.setattr(perceive, "LARGE", 2)
    assert np.array_equal(perceive.knowledge(information, contact), small)


def test_a_large_world_is_the_same_in_both_forms(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("numba")
    monkeypatch.setenv(machine.VARIABLE, "numba")
    compiled = after(4)
    machine.available.cache_clear()
    monkeypatch.setenv(machine.VARIABLE, "numpy")
    assert_same(after(4), compiled)


class Recluse(al.StateAgent):
    """A state that counts its options and refuses them."""

    seen = 0

    def propose(self, options: Options) -> Any:
        type(self).seen += len(options.utility)
        return np.full(len(options.utility), -50.0)


@pytest.mark.parametrize("agents", [{}, {"S03": Recluse}])
def test_the_sieve_changes_nothing(agents: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    Recluse.seen = 0
    sifted, seen = after(6, **agents), Recluse.seen
    assert sifted.world.recent.any()
    assert bool(seen) == bool(agents)
    monkeypatch.setattr(engaging, "LARGE", 10**6)
    Recluse.seen = 0
    assert_same(after(6, **agents), sifted)
    assert Recluse.seen == seen, "a state with a mind of its own sees all its options"


@pytest.mark.parametrize("form", ["numpy", "numba"])
def test_a_large_world_without_instruments_steps(
    form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if form == "numba":
        pytest.importorskip("numba")
    monkeypatch.setenv(machine.VARIABLE, form)
    off = {name: {"enabled": False} for name in al.INSTRUMENTS}
    model = al.AllianceModel(crowd(instruments=off), rng=5)
    for _ in range(2):
        model.step()
    assert model.held is not None
    assert not len(model.held)


@pytest.mark.parametrize("form", ["numpy", "numba"])
def test_parts_of_the_luck_are_the_luck(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if form == "numba":
        pytest.importorskip("numba")
    monkeypatch.setenv(machine.VARIABLE, form)
    draws, pairs = Draws((1, 2), CROWD), CROWD * (CROWD - 1) // 2
    whole = draws.pairs(3, "test", 40)
    monkeypatch.setattr(luck, "BAND", 7 * pairs)
    bands = [*draws.bands(3, "test", 40)]
    assert [len(band) for band in bands] == [7] * 5 + [5]
    assert np.array_equal(np.concatenate(bands), whole)
    few = np.array([0, 1, 5, pairs, 39 * pairs + 17, 40 * pairs - 1])
    many = np.arange(0, 40 * pairs, 3)
    for place in (few, many, few[:0]):
        assert np.array_equal(draws.pairs_at(3, "test", place), whole.ravel()[place])
    assert np.array_equal(draws.pairs(4, "test", 40), Draws((1, 2), CROWD).pairs(4, "test", 40))


def test_treaties_keep_only_what_still_holds() -> None:
    def treaty(name: str, promise: str, *members: int) -> Treaty:
        outside = frozenset({"X"}) if name == "two" else frozenset[str]()
        return Treaty(name, name, flags([promise]), members, outside, len(members) > 2)

    now = Treaties([treaty("one", "defence", 0, 1), treaty("two", "cooperation", 1, 2)], 4)
    steps: list[Callable[[Treaties], Treaties]] = [
        lambda t: t.put(treaty("three", "defence", 0, 1, 3)),
        lambda t: t.put(treaty("two", "defence", 1, 2)),
        lambda t: t.drop("one"),
        lambda t: t.put(treaty("three", "defence", 3)),
    ]
    for change in steps:
        for promise in FLAGS:
            now.bound(promise), now.partners(promise), now.shared_partners(promise)
        now = change(now)
        plain = Treaties(list(now), 4)
        for promise in FLAGS:
            assert now.having(promise) == plain.having(promise)
            assert np.array_equal(now.bound(promise), plain.bound(promise))
            assert np.array_equal(now.partners(promise), plain.partners(promise))
            assert np.array_equal(now.shared_partners(promise), plain.shared_partners(promise))
    assert [each.id for each in now] == ["two"]


def test_an_unknown_form_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(machine.VARIABLE, "fortran")
    with pytest.raises(RuntimeError, match="ALLIANCESIM_KERNELS is 'fortran'"):
        machine.available()


def test_loops_are_compiled_where_no_cache_can_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("numba")
    from numba.core import caching

    monkeypatch.setattr(caching.CacheImpl, "_locator_classes", [])
    loop = machine.compiled.__wrapped__(machine.leave_untold)
    unknown = np.ones((2, 2))
    loop(unknown, np.array([[0.0, 0.5], [0.0, 0.0]]), np.array([[0.0, 0.0], [0.4, 1.0]]))
    assert unknown.tolist() == [[0.8, 0.5], [1.0, 1.0]]


def test_a_small_world_loads_no_compiler() -> None:
    code = (
        "import sys, alliancesim as al\n"
        "model = al.AllianceModel('teaching', rng=1)\n"
        "model.step()\n"
        "print('numba' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
