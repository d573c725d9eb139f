"""Paired comparison against a large reference: coverage of its intervals, variance it gains.

Run with ``python -m benchmarks.coverage``. A reference of many pairs gives the effect of halving
dialogue; small comparisons are then drawn from those pairs, without repetition within one, and
their 95 % intervals are held against the reference. The repeats are resampled from the reference
pairs instead of run anew, so the two are not independent: with N far below the number of pairs that
hardly matters, and the coverage is that of samples from these pairs.
"""

import argparse
import time
from collections.abc import Iterator
from functools import partial

import numpy as np
from numpy.typing import NDArray

from alliancesim.comparison import effect_of
from alliancesim.light import Block, light_outcomes
from alliancesim.pools import shared_out
from alliancesim.scenario import load
from alliancesim.summaries import HEADLINES

CHANGE = {"instruments.dialogue.intensity": 0.5}
CHUNK = 25
"""Pairs that a process runs in one go."""
Array = NDArray[np.float64]


def reference(name: str, pairs: int, seed: int, workers: int) -> Array:
    """Return the outcomes of all pairs, (2, pairs, outcomes)."""
    before = load(name)
    after = load(before, CHANGE)

    def blocks() -> Iterator[Block]:
        for first in range(0, pairs, CHUNK):
            for case in (before, after):
                yield Block(case, seed, first, min(CHUNK, pairs - first))

    found = list(shared_out(partial(light_outcomes, HEADLINES), blocks(), workers))
    return np.array([np.concatenate(found[0::2]), np.concatenate(found[1::2])])


def coverage(outcome: str, before: Array, after: Array, repeats: int, n: int, seed: int) -> float:
    """Return the share of small comparisons whose interval holds the effect of all pairs."""
    effect = float(np.mean(after - before))
    generator = np.random.default_rng([seed, n])
    held = 0
    for _ in range(repeats):
        chosen = generator.choice(len(before), n, replace=False)
        small = effect_of(outcome, before[chosen], after[chosen])
        held += small.low <= effect <= small.high
    return held / repeats


def main() -> None:
    """Print coverage and variance ratio of every headline outcome."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenario", default="teaching")
    parser.add_argument("--pairs", type=int, default=20_000, help="size of the reference")
    parser.add_argument("--repeats", type=int, default=500, help="small comparisons; 0 for none")
    parser.add_argument("-n", type=int, nargs="+", default=[30], help="pairs in a comparison")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    began = time.perf_counter()
    one, other = reference(given.scenario, given.pairs, given.seed, given.workers)
    seconds = time.perf_counter() - began
    print(f"{given.scenario}: {given.pairs} pairs in {seconds:.0f} s,"
          f" {2 * given.pairs / seconds:.1f} runs/s")  # fmt: skip
    sizes = given.n if given.repeats else []
    heads = "".join(f"{f'N={n}':>8}" for n in sizes)
    print(f"{'outcome':24} {'effect':>11} {'variance ratio':>15}  coverage:{heads}")
    for i, name in enumerate(HEADLINES):
        whole = effect_of(name, one[:, i], other[:, i])
        words = f"{name:24} {whole.effect:+11.3g} {whole.variance_ratio:15.2f}           "
        for n in sizes:
            share = coverage(name, one[:, i], other[:, i], given.repeats, n, given.seed)
            words += f"{share:8.3f}"
        print(words)


if __name__ == "__main__":
    main()
