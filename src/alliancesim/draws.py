"""Named random streams: one generator per (seed, step, purpose), drawn full-size.

Two runs that differ in one choice share all their other luck (common random numbers), and a run
can be resumed at any step, because no stream depends on what an earlier one consumed. Streams are
Philox generators: the key comes from seed and purpose, the counter from the step.
"""

import hashlib
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Seed = int | Sequence[int]


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


class Draws:
    """Random numbers of a run with ``n`` states."""

    def __init__(self, seed: Seed | None, n: int) -> None:
        self.seed = entropy(seed)
        self.n = n
        self._streams: dict[str, tuple[np.random.Generator, Any]] = {}

    @cached_property
    def upper(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Rows and columns of the P = N(N-1)/2 unordered pairs, in canonical order."""
        return np.triu_indices(self.n, 1)

    def generator(self, step: int, purpose: str) -> np.random.Generator:
        """Return the generator of one purpose in one step.

        The generator of a purpose is one object, set back to the beginning of the step: making a
        new one costs several times as much. Do not hold it over a second call for the purpose.
        """
        if purpose not in self._streams:
            text = f"{self.seed}|{purpose}".encode()
            key = np.frombuffer(hashlib.blake2b(text, digest_size=16).digest(), dtype=np.uint64)
            bits = np.random.Philox(key=key, counter=[0, 0, 0, step])
            self._streams[purpose] = np.random.Generator(bits), bits.state
        stream, start = self._streams[purpose]
        start["state"]["counter"][3] = step
        stream.bit_generator.state = start
        return stream

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
