"""Compiled: loops over all states and their partners that numba turns into machine code.

They are an option: without numba, or with ``ALLIANCESIM_KERNELS=numpy``, array functions do the
same, bit for bit, since the loops only add, multiply and compare, in the same order. They pay in
worlds of many states alone, so a small one never loads numba. What has been compiled is kept on
disk; the first time, a line on standard error says that it takes a few seconds.
"""

import importlib
import importlib.util
import os
import sys
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

LARGE = 48
"""Number of states from which it pays to load what suits large worlds."""
VARIABLE = "ALLIANCESIM_KERNELS"
"""Environment variable that names the form to use: ``numpy`` or ``numba``."""
COMPILING = "compiling loops once, a few seconds…"


@cache
def available() -> bool:
    """Tell whether to use the compiled loops.

    A numba that is installed but cannot be loaded, such as one that NumPy has outgrown, is told of
    on standard error, and not used.

    Raises
    ------
    RuntimeError
        If the environment asks for a form that is unknown, or for numba where it cannot be had.
    """
    asked = os.environ.get(VARIABLE, "")
    if asked not in ("", "numpy", "numba"):
        raise RuntimeError(f"{VARIABLE} is '{asked}'; it takes 'numpy' or 'numba'")
    if asked == "numpy":
        return False
    if importlib.util.find_spec("numba") is None:
        if asked:
            raise RuntimeError(f"{VARIABLE} asks for numba, which is not installed")
        return False
    try:
        importlib.import_module("numba")
    except ImportError as problem:
        if asked:
            raise RuntimeError(f"{VARIABLE} asks for numba: {problem}") from problem
        _say(f"numba cannot be loaded, NumPy does its work: {problem}")
        return False
    return True


@cache
def compiled(loop: Callable[..., Any]) -> Callable[..., Any]:
    """Return a loop as machine code, from a cache on disk where one can be written."""
    import numba

    _announce()
    _teach()
    made: Callable[..., Any]
    try:
        made = numba.njit(loop, cache=True, nogil=True)
    except RuntimeError:  # no folder for the cache can be written
        made = numba.njit(loop, nogil=True)
    return made


def high_half(a: Any, b: Any) -> Any:
    """Return the upper 64 bits of the product of two 64-bit numbers."""
    return np.uint64(int(a) * int(b) >> 64)


@cache
def _teach() -> None:
    """Show numba how to take the upper half of a product, which it does not know by itself."""
    from llvmlite import ir  # type: ignore[import-untyped]
    from numba.extending import intrinsic, overload

    def build(_: Any, builder: Any, __: Any, factors: Any) -> Any:
        wide = [builder.zext(factor, ir.IntType(128)) for factor in factors]
        half = builder.lshr(builder.mul(*wide), ir.Constant(ir.IntType(128), 64))
        return builder.trunc(half, ir.IntType(64))

    @intrinsic  # type: ignore[untyped-decorator]
    def multiply(_: Any, a: Any, b: Any) -> Any:
        return a(a, b), build

    @overload(high_half)  # type: ignore[untyped-decorator]
    def in_machine_code(a: Any, b: Any) -> Any:
        def upper(a: Any, b: Any) -> Any:
            return multiply(a, b)

        return upper if a == b else None


@cache
def _announce() -> None:
    """Let it be said, once, when a loop of this file is compiled and not found in the cache."""
    from numba.core import event

    class Announcer(event.Listener):
        def on_start(self, event: Any) -> None:
            if event.data["dispatcher"].py_func.__module__ == __name__:
                _say(COMPILING)

        def on_end(self, event: Any) -> None:
            pass

    event.register("numba:compile", Announcer())


@cache
def _say(message: str) -> None:
    """Print a message on standard error, the first time only."""
    print(message, file=sys.stderr, flush=True)


def leave_untold(unknown: Any, information: Any, contact: Any) -> None:
    """Multiply unknown_ij by Π_k (1 - information_ik·contact_kj), in place."""
    n = len(unknown)
    for i in range(n):
        for k in range(n):
            if information[i, k] != 0.0:
                for j in range(n):
                    unknown[i, j] *= 1.0 - information[i, k] * contact[k, j]


def add_products(found: Any, sparse: Any, other: Any) -> None:
    """Add Σ_k sparse_ik·other_kj to found_ij, in place and in the order of k."""
    for i in range(len(sparse)):
        for k in range(sparse.shape[1]):
            if sparse[i, k] != 0.0:
                for j in range(other.shape[1]):
                    found[i, j] += sparse[i, k] * other[k, j]


def add_alike(found: Any, rows: Any, turned: Any) -> None:
    """Add Σ_k rows_ik·rows_jk to found_ij, in the order of k; ``turned`` is the transpose.

    Four k at a time, so that a row of ``found`` is read and written a quarter as often.
    """
    n, fours = len(rows), rows.shape[1] // 4 * 4
    for i in range(n):
        row = found[i]
        for k in range(0, fours, 4):
            a, b, c, d = rows[i, k], rows[i, k + 1], rows[i, k + 2], rows[i, k + 3]
            p, q, r, s = turned[k], turned[k + 1], turned[k + 2], turned[k + 3]
            for j in range(i, n):
                row[j] = row[j] + a * p[j] + b * q[j] + c * r[j] + d * s[j]
        for k in range(fours, rows.shape[1]):
            a, p = rows[i, k], turned[k]
            for j in range(i, n):
                row[j] += a * p[j]
        for j in range(i):
            row[j] = found[j, i]


def add_terms(found: Any, values: Any, weights: Any, column: Any, place: Any) -> None:
    """Add Σ_c values_c[place]·weights_c[column] to found, in place and in the order of c."""
    channels = np.empty(weights.shape, dtype=np.int64)
    number = np.zeros(weights.shape[1], dtype=np.int64)
    for c in range(len(weights)):
        for k in range(weights.shape[1]):
            if weights[c, k] != 0.0:
                channels[number[k], k] = c
                number[k] += 1
    for m in range(len(found)):
        k, at = column[m], place[m]
        total = 0.0
        for rank in range(number[k]):
            c = channels[rank, k]
            total += values[c][at] * weights[c, k]
        found[m] += total


def spend(purse: Any, kept: Any, order: Any, first: Any, second: Any, cost: Any) -> None:
    """Take from two purses what each engagement costs both, if they have it, in the order given."""
    for rank in range(len(order)):
        m = order[rank]
        one, other, price = first[m], second[m], cost[m]
        if purse[one] >= price and purse[other] >= price:
            purse[one] -= price
            purse[other] -= price
            kept[m] = True


def draw_at(numbers: Any, places: Any, key: Any, step: int) -> None:
    """Write down the uniform numbers at ascending places of the stream of a key and a step.

    Ten rounds of Philox 4×64 (Salmon et al. 2011) as NumPy makes them: a counter, raised before it
    is used, gives four numbers.
    """
    one, zero = np.uint64(1), np.uint64(0)
    m0, m1 = np.uint64(0xD2E7470EE14C6C93), np.uint64(0xCA5A826395121157)
    w0, w1 = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBB67AE8584CAA73B)
    a = b = c = d = zero
    last = -1
    for number in range(len(places)):
        block, rank = places[number] // 4, places[number] % 4
        if block != last:
            last = block
            a, b, c, d = np.uint64(block) + one, zero, zero, np.uint64(step)
            k0, k1 = key[0], key[1]
            for _ in range(10):
                h0, h1 = high_half(a, m0), high_half(c, m1)
                a, b, c, d = h1 ^ b ^ k0, m1 * c, h0 ^ d ^ k1, m0 * a
                k0, k1 = k0 + w0, k1 + w1
        bits = a if rank == 0 else b if rank == 1 else c if rank == 2 else d
        numbers[number] = np.float64(bits >> np.uint64(11)) * 2.0**-53
