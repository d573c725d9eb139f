"""Threads: how many numerical libraries may use."""

import contextlib
import os
from collections.abc import Iterator

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")
"""What tells numerical libraries how many threads to use; one, as arrays are small."""


@contextlib.contextmanager
def one_thread_each() -> Iterator[None]:
    """Give libraries and processes that start within one thread, unless the user says otherwise."""
    asked = [name for name in THREADS if name not in os.environ]
    os.environ.update(dict.fromkeys(asked, "1"))
    try:
        yield
    finally:
        for name in asked:
            del os.environ[name]
