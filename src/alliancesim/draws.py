"""Named random streams: one generator per (seed, step, purpose), drawn full-size.

Two runs that differ in one choice share all their other luck (common random numbers), and a run
can be resumed at any step, because no stream depends on what an earlier one consumed. Streams are
Philox generators: the key comes from seed and purpose, the counter from the step.
"""

import hashlib
from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from alliancesim.compiled import LARGE, available, compiled, draw_at

Seed = int | Sequence[int]
BAND = 2**16
"""Numbers of a band of layers, which is what is worked on at a time."""


def entropy(seed: Seed | None) -> tuple[int, ...]:
    """Return the seed as a tuple of integers; fresh entropy for ``None``.

    Raises
    ------
    ValueError
        If the seed holds anything but non-negative integers.
    """
    if seed is None:
        return (int(np.random.SeedSequence().generate_state(1, np.uint64)[0]),)
    parts = (seed,) if isinstance(seed, int | np.integer) else tuple(seed)
    if not parts or not all(isinstance(p, int | np.integer) and p >= 0 for p in parts):
        raise ValueError(f"a seed is a non-negative integer or a list of such, not {seed!r}")
    return tuple(int(p) for p in parts)


@lru_cache(maxsize=8)
def upper(n: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return rows and columns of the unordered pairs of n states, in canonical order."""
    return np.triu_indices(n, 1)


class Draws:
    """Random numbers of a run with ``n`` states."""

    def __init__(self, seed: Seed | None, n: int) -> None:
        self.seed = entropy(seed)
        self.n = n
        self._streams: dict[str, tuple[np.random.Generator, Any]] = {}
        self._kept: dict[Hashable, NDArray[np.float64]] = {}

    @cached_property
    def upper(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Rows and columns of the P = N(N-1)/2 unordered pairs, in canonical order."""
        return upper(self.n)

    @property
    def height(self) -> int:
        """Number of layers in a band."""
        return max(1, BAND // len(self.upper[0]))

    def generator(self, step: int, purpose: str) -> np.random.Generator:
        """Return the generator of one purpose in one step.

        The generator of a purpose is one object, set back to the beginning of the step: making a
        new one costs several times as much. Do not hold it over a second call for the purpose.
        """
        if purpose not in self._streams:
            text = f"{self.seed}|{purpose}".encode()
            key = np.frombuffer(hashlib.blake2b(text, digest_size=16).digest(), dtype=np.uint64)
            bits = np.random.Philox(key=key, counter=[0, 0, 0, step])
            start = {
                **bits.state, "buffer": [0, 0, 0, 0],
                "state": {"counter": [0, 0, 0, step], "key": key.tolist()},
            }  # fmt: skip
            self._streams[purpose] = np.random.Generator(bits), start
        stream, start = self._streams[purpose]
        start["state"]["counter"][3] = step
        stream.bit_generator.state = start
        return stream

    def kept(self, name: Hashable, make: Callable[[], NDArray[np.float64]]) -> NDArray[np.float64]:
        """Return what follows from luck alone and holds for many steps; made at the first call."""
        if name not in self._kept:
            self._kept[name] = make()
        return self._kept[name]

    def shared(self, step: int, purpose: str) -> float:
        """Return one standard normal that all states share."""
        return float(self.generator(step, purpose).standard_normal())

    def states(self, step: int, purpose: str) -> NDArray[np.float64]:
        """Return a uniform number per state, shape (N,)."""
        return self.generator(step, purpose).random(self.n)

    def state_normals(self, step: int, purpose: str) -> NDArray[np.float64]:
        """Return a standard normal per state, shape (N,)."""
        return self.generator(step, purpose).standard_normal(self.n)

    def directed_normals(self, step: int, purpose: str) -> NDArray[np.float64]:
        """Return a standard normal per ordered pair, shape (N, N)."""
        return self.generator(step, purpose).standard_normal((self.n, self.n))

    def pairs(self, step: int, purpose: str, layers: int = 1) -> NDArray[np.float64]:
        """Return uniform numbers per unordered pair, shape (layers, P)."""
        return self.generator(step, purpose).random((layers, len(self.upper[0])))

    def bands(self, step: int, purpose: str, layers: int) -> Iterator[NDArray[np.float64]]:
        """Yield the numbers of ``pairs`` in bands of some layers each, which fit into a cache."""
        height = self.height
        if height >= layers:
            yield self.pairs(step, purpose, layers)
            return
        stream = self.generator(step, purpose)
        for start in range(0, layers, height):
            yield stream.random((min(height, layers - start), len(self.upper[0])))

    @property
    def random_access(self) -> bool:
        """Whether numbers at places cost less than all numbers up to them."""
        return self.n >= LARGE and available()

    def pairs_at(self, step: int, purpose: str, place: NDArray[np.intp]) -> NDArray[np.float64]:
        """Return the numbers of ``pairs`` at ascending places, counted along each layer's pairs."""
        found, pairs = np.zeros(len(place)), len(self.upper[0])
        if len(place) and self.random_access:
            self.generator(step, purpose)
            key = np.array(self._streams[purpose][1]["state"]["key"], dtype=np.uint64)
            compiled(draw_at)(found, place, key, step)
        elif len(place):
            layers, start = int(place[-1]) // pairs + 1, 0
            for number, band in enumerate(self.bands(step, purpose, layers)):
                before = number * self.height * pairs
                end = int(np.searchsorted(place, before + band.size))
                found[start:end] = band.ravel()[place[start:end] - before]
                start = end
        return found
