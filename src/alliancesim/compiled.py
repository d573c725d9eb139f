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
    try:
        return numba.njit(loop, cache=True, nogil=True)  # type: ignore[no-any-return]
    except RuntimeError:  # no folder for the cache can be written
        return numba.njit(loop, nogil=True)  # type: ignore[no-any-return]


def leave_untold(unknown: Any, information: Any, contact: Any) -> None:
    """Multiply unknown_ij by Π_k (1 - information_ik·contact_kj), in place."""
    n = len(unknown)
    for i in range(n):
        for k in range(n):
            if information[i, k] != 0.0:
                for j in range(n):
                    unknown[i, j] *= 1.0 - information[i, k] * contact[k, j]
