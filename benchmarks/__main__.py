"""Command line of the benchmarks: ``make bench`` or ``python -m benchmarks``."""

import argparse
import os
from pathlib import Path

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")
SIZES = (10, 30, 100, 200)
REPEATS = 5


def main() -> None:
    """Run what is asked for, with one thread for linear algebra as in a worker of a sweep."""
    for name in THREADS:
        os.environ.setdefault(name, "1")
    from benchmarks.measuring import Effort
    from benchmarks.running import RESULTS, ROWS, run

    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("rows", nargs="*", help=f"parts to run: {', '.join(ROWS)}; all by default")
    parser.add_argument("--quick", action="store_true", help="little of everything, rough figures")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), metavar="N",
                        help="numbers of states")  # fmt: skip
    parser.add_argument("--repeats", type=int, help=f"repeats; {REPEATS}, 1 with --quick")
    parser.add_argument("--out", type=Path, help="file of the record, JSON; without it none is"
                        " written for a part or with --quick")  # fmt: skip
    given = parser.parse_args()
    if unknown := [name for name in given.rows if name not in ROWS]:
        parser.error(f"there is no part {unknown[0]!r}; choose from {', '.join(ROWS)}")
    repeats = given.repeats or (1 if given.quick else REPEATS)
    whole = not given.rows and not given.quick
    out: Path | None = given.out or (RESULTS / "latest.json" if whole else None)
    run(given.rows or list(ROWS), Effort(given.quick, repeats, tuple(given.sizes)), out)


if __name__ == "__main__":
    main()
