"""The landscape: energies by hand, splits at rest, ways down."""

import itertools
from math import comb
from typing import Any

import numpy as np
import pytest

from alliancesim.docking.landscape import Landscape, Sides, luck, misplaced

SEEDS = range(5)


def random(seed: int, n: int = 6) -> Landscape:
    rng = np.random.default_rng(seed)
    matrix = rng.normal(size=(n, n))
    return Landscape(rng.lognormal(size=n), matrix + matrix.T)


def energy(given: Landscape, split: Sides) -> float:
    """Return the energy as it is defined, term by term."""
    n = len(split)
    return sum(
        float(given.sizes[i] * given.sizes[j] * given.propensities[i, j])
        for i, j in itertools.permutations(range(n), 2)
        if split[i] != split[j]
    )


def moved(split: Sides, state: int) -> Sides:
    other = split.copy()
    other[state] *= -1
    return other


def folded(split: Sides) -> tuple[float, ...]:
    return tuple((split * split[0]).tolist())


def test_three_states_by_hand() -> None:
    """Sizes 1, 2, 3; the first two like each other, and neither likes the third."""
    given = Landscape(np.array([1.0, 2, 3]), np.array([[0, 1, -1], [1, 0, -1], [-1, -1, 0.0]]))
    found = {
        tuple(s): e for s, e in zip(given.splits.tolist(), given.energies.tolist(), strict=True)
    }
    # Each pair counts twice: 2·(1·2·1) = 4, 2·(1·3·-1) = -6, 2·(2·3·-1) = -12.
    assert found == {(1, 1, 1): 0, (1, -1, 1): 4 - 12, (1, 1, -1): -6 - 12, (1, -1, -1): 4 - 6}
    assert given.splits[given.optima].tolist() == [[1, 1, -1]]
    assert given.lowest.tolist() == [1, 1, -1]
    assert given.basins().tolist() == given.chances().tolist() == [1.0]


@pytest.mark.parametrize("seed", SEEDS)
def test_energies_and_changes_are_those_of_the_definition(seed: int) -> None:
    given = random(seed)
    assert len({tuple(split) for split in given.splits.tolist()}) == 2**5
    for row, split in enumerate(given.splits):
        before = energy(given, split)
        assert given.energies[row] == pytest.approx(before)
        for state in range(6):
            after = moved(split, state)
            assert given.changes[row, state] == pytest.approx(energy(given, after) - before)
            assert folded(given.splits[given.neighbours[row, state]]) == folded(after)


@pytest.mark.parametrize("seed", SEEDS)
def test_optima_and_nothing_else_are_at_rest(seed: int) -> None:
    given = random(seed)
    for row, split in enumerate(given.splits):
        lower = [energy(given, moved(split, k)) < energy(given, split) for k in range(6)]
        assert (row in given.optima) == (not any(lower))
    assert given.energies[given.optima[0]] == given.energies.min()
    assert np.array_equal(given.splits[given.optima[0]], given.lowest)


@pytest.mark.parametrize("seed", SEEDS)
def test_basins_and_chances_are_those_of_walking_down(seed: int) -> None:
    given = random(seed)

    def steepest(row: int) -> int:
        change = given.changes[row]
        return steepest(int(given.neighbours[row, change.argmin()])) if change.min() < 0 else row

    def at_random(row: int) -> dict[int, float]:
        downward = given.neighbours[row, given.changes[row] < 0].tolist()
        if not downward:
            return {row: 1.0}
        ends: dict[int, float] = {}
        for below in downward:
            for end, chance in at_random(below).items():
                ends[end] = ends.get(end, 0) + chance / len(downward)
        return ends

    rows = range(len(given.splits))
    ends = [steepest(row) for row in rows]
    assert given.basins() == pytest.approx([ends.count(int(end)) / 32 for end in given.optima])
    reached = [sum(at_random(row).get(int(end), 0.0) for row in rows) / 32 for end in given.optima]
    assert given.chances() == pytest.approx(reached)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_states_does_not_matter(seed: int) -> None:
    given = random(seed)
    order = np.random.default_rng(seed).permutation(6)
    other = Landscape(given.sizes[order], given.propensities[np.ix_(order, order)])

    def told(landscape: Landscape, back: Any) -> dict[tuple[float, ...], tuple[float, ...]]:
        figures = zip(landscape.energies[landscape.optima], landscape.basins(),
                      landscape.chances(), strict=True)  # fmt: skip
        splits = [folded(landscape.splits[row][back]) for row in landscape.optima]
        return {split: tuple(np.round(f, 9)) for split, f in zip(splits, figures, strict=True)}

    assert told(given, np.arange(6)) == told(other, np.argsort(order))


def test_no_pull_leaves_everything_at_rest() -> None:
    given = Landscape(np.ones(4), np.zeros((4, 4)))
    assert len(given.optima) == 8
    assert given.basins().tolist() == given.chances().tolist() == [1 / 8] * 8


def test_what_is_no_landscape_is_refused() -> None:
    for n, matrix in ((2, np.array([[0.0, 1], [2, 0]])), (21, np.zeros((21, 21)))):
        with pytest.raises(ValueError, match="symmetric and of at most 20"):
            _ = Landscape(np.ones(n), matrix).pull


def test_misplaced_does_not_depend_on_the_names_of_the_sides() -> None:
    sides = np.array([1.0, 1, -1, -1, -1])
    split = np.array([1.0, -1, -1, -1, -1])
    assert misplaced(split, sides).tolist() == [False, True, False, False, False]
    assert misplaced(-split, sides).tolist() == misplaced(split, sides).tolist()
    both = misplaced(np.array([split, sides]), sides)
    assert both.sum(axis=1).tolist() == [1, 0]


@pytest.mark.parametrize("n", [4, 5])
def test_luck_counts_splits(n: int) -> None:
    sides = np.ones(n)
    splits = [np.array(s) for s in itertools.product((1.0, -1.0), repeat=n)]
    wrong = [int(misplaced(split, sides).sum()) for split in splits]
    for number in range(n // 2 + 1):
        assert luck(number, n) == sum(w <= number for w in wrong) / 2**n
    assert luck(0, 17) == 1 / 2**16
    assert luck(1, 17) == (comb(17, 0) + comb(17, 1)) / 2**16
