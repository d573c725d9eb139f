"""Compiled: loops over all states and their partners that numba turns into machine code.

They are an option: without numba, or with ``ALLIANCESIM_KERNELS=numpy``, array functions do the
same, bit for bit, since the loops only add, multiply and compare, in the same order. They pay in
worlds of many states alone, so a small one never loads numba.
"""

import importlib.util
import logging
import os
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

LARGE = 48
"""Number of states from which it pays to load what suits large worlds."""
VARIABLE = "ALLIANCESIM_KERNELS"
"""Environment variable that names the form to use: ``numpy`` or ``numba``."""
log = logging.getLogger(__name__)


@cache
def available() -> bool:
    """Tell whether to use the compiled loops.

    Raises
    ------
    RuntimeError
        If the environment asks for a form that is unknown, or for numba where it is not installed.
    """
    asked = os.environ.get(VARIABLE, "")
    if asked not in ("", "numpy", "numba"):
        raise RuntimeError(f"{VARIABLE} is '{asked}'; it takes 'numpy' or 'numba'")
    installed = importlib.util.find_spec("numba") is not None
    if asked == "numba" and not installed:
        raise RuntimeError(f"{VARIABLE} asks for numba, which is not installed")
    return installed and asked != "numpy"


@cache
def compiled(loop: Callable[..., Any]) -> Callable[..., Any]:
    """Return a loop as machine code, from a cache on disk where one can be written."""
    import numba

    log.info("loading the compiled loop '%s'; the first time takes a few seconds", loop.__name__)
    made: Callable[..., Any]
    try:
        made = numba.njit(loop, cache=True, nogil=True)
    except RuntimeError:  # no folder for the cache can be written
        made = numba.njit(loop, nogil=True)
    return made


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


def draw_at(numbers: Any, places: Any, key: Any, step: int) -> None:
    """Write down the uniform numbers at ascending places of the stream of a key and a step.

    Ten rounds of Philox 4×64 (Salmon et al. 2011) as NumPy makes them: a counter, raised before it
    is used, gives four numbers; high halves of products are put together from halves of factors.
    """
    low, half, one, zero = np.uint64(2**32 - 1), np.uint64(32), np.uint64(1), np.uint64(0)
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
                t = (a & low) * (m0 >> half) + (((a & low) * (m0 & low)) >> half)
                u = (a >> half) * (m0 & low) + (t & low)
                h0 = (a >> half) * (m0 >> half) + (t >> half) + (u >> half)
                t = (c & low) * (m1 >> half) + (((c & low) * (m1 & low)) >> half)
                u = (c >> half) * (m1 & low) + (t & low)
                h1 = (c >> half) * (m1 >> half) + (t >> half) + (u >> half)
                a, b, c, d = h1 ^ b ^ k0, m1 * c, h0 ^ d ^ k1, m0 * a
                k0, k1 = k0 + w0, k1 + w1
        bits = a if rank == 0 else b if rank == 1 else c if rank == 2 else d
        numbers[number] = np.float64(bits >> np.uint64(11)) * 2.0**-53
