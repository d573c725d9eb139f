"""The practical limit: the kernels of a step in C, built where there is a compiler.

``build`` returns them, or the reason why there are none; `benchmarks.limit.kernels` pairs each
with the product's own on inputs from a run.
"""

import ctypes
import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SOURCE = Path(__file__).with_name("kernels.c")
FLAGS = ("-O3", "-march=native", "-fopenmp-simd", "-shared", "-fPIC")
COMPILERS = ("cc", "gcc", "clang")
Array = NDArray[np.float64]
Index = NDArray[np.intp]


class NoCompilerError(RuntimeError):
    """There is no C compiler, or it does not build the kernels; the message says why."""


def build() -> "Limit":
    """Compile the kernels and load them.

    Raises
    ------
    NoCompilerError
        If no compiler is found or it fails.
    """
    found = next(filter(None, map(shutil.which, COMPILERS)), None)
    if found is None:
        raise NoCompilerError(f"no C compiler: none of {', '.join(COMPILERS)} is on the PATH")
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "limit.so"
        command = [found, *FLAGS, str(SOURCE), "-o", str(library), "-lm"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            lines = done.stderr.strip().splitlines() or ["no message"]
            raise NoCompilerError(f"{Path(found).name} does not build the kernels: {lines[-1]}")
        return Limit(ctypes.CDLL(str(library)))


def _address(array: NDArray[np.generic]) -> ctypes.c_void_p:
    return ctypes.c_void_p(array.ctypes.data)


class Limit:
    """The kernels in C; arrays are C arrays of doubles, indices 64-bit integers."""

    def __init__(self, library: ctypes.CDLL) -> None:
        self._library = library

    def _square(self, name: str, one: Array, other: Array) -> Array:
        found = np.empty_like(one)
        size = ctypes.c_int64(len(one))
        getattr(self._library, name)(_address(found), _address(one), _address(other), size)
        return found

    def knowledge(self, information: Array, contact: Array) -> Array:
        """Return what each state knows of each other one, N×N."""
        return self._square("knowledge", information, contact)

    def product(self, sparse: Array, other: Array) -> Array:
        """Return Σ_k sparse_ik·other_kj, N×N."""
        return self._square("product", sparse, other)

    def common_threat(self, threat: Array, felt: Array) -> Array:
        """Return how far two states fear the same states, N×N."""
        return self._square("common_threat", threat, felt)

    def combine(self, values: list[Array], units: Array, tool: Index, place: Index) -> Array:
        """Return Σ_c values_c[place]·units_c[tool], (M,)."""
        found = np.empty(len(place))
        tables = (ctypes.c_void_p * len(values))(*[each.ctypes.data for each in values])
        sizes = map(ctypes.c_int64, (*units.shape, len(place)))
        self._library.combine(
            _address(found), tables, _address(units), _address(tool), _address(place), *sizes
        )
        return found

    def draw_at(self, places: Index, key: NDArray[np.uint64], step: int) -> Array:
        """Return the uniform numbers at ascending places of a stream, (M,)."""
        found = np.empty(len(places))
        self._library.draw_at(
            _address(found), _address(places), ctypes.c_int64(len(places)), _address(key),
            ctypes.c_uint64(step),
        )  # fmt: skip
        return found
