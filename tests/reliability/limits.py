"""How many cases a fuzz tries, and what each may cost: two seconds of work and 500 MB."""

import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import TypeVar

from hypothesis import HealthCheck, Phase, settings

from alliancesim.scenario import ScenarioError

Found = TypeVar("Found")

VARIABLE = "ALLIANCESIM_FUZZ"
"""Environment variable with the number of cases; they are new ones each time then."""
USUAL = 500
CASES = int(os.environ.get(VARIABLE, USUAL))
NIGHTLY = CASES > USUAL
"""Whether to do what takes minutes, too, as ``make nightly`` does."""
SECONDS = 2.0
MEGABYTES = 500.0


@dataclass
class Tally:
    """What became of the cases of one kind."""

    tried: int = 0
    refused: int = 0
    slowest: float = 0.0
    """Seconds of work of the case that took longest."""
    grown: float = 0.0
    """Megabytes by which the largest memory of the process grew in a case."""


TALLIES: dict[str, Tally] = {}


class Hang(BaseException):
    """A case takes too long; no handler of ordinary errors catches it."""


def fuzz(share: float) -> settings:
    """Return the settings of a test that tries a share of all cases."""
    return settings(
        max_examples=max(1, round(share * CASES)), deadline=None,
        derandomize=VARIABLE not in os.environ, print_blob=True,
        phases=[Phase.explicit, Phase.generate],  # to shrink a whole file takes minutes
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow,
                               HealthCheck.data_too_large, HealthCheck.filter_too_much],
    )  # fmt: skip


@contextmanager
def bounded(kind: str) -> Iterator[Tally]:
    """Count a case, and fail if it takes too much time or memory.

    Time is that of the processor, so that other programs on the machine do not matter.
    """
    tally = TALLIES.setdefault(kind, Tally())
    before, memory = time.process_time(), _megabytes()
    former = signal.signal(signal.SIGPROF, _too_long)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield tally
    except Hang:
        raise AssertionError(f"still at work after {SECONDS:g} s") from None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, former)
        tally.tried += 1
        tally.slowest = max(tally.slowest, time.process_time() - before)
        tally.grown = max(tally.grown, _megabytes() - memory)
    assert _megabytes() - memory < MEGABYTES


def _too_long(_: int, __: FrameType | None) -> None:
    raise Hang


def _megabytes() -> float:
    """Return the largest memory that this process has had."""
    unit = 1024 if sys.platform == "darwin" else 1
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / unit


def tried(step: Callable[[], Found], kind: str) -> Found | ScenarioError:
    """Return what a step within the limits gives, or the error with which it refuses."""
    with bounded(kind) as tally:
        try:
            return step()
        except ScenarioError as error:
            tally.refused += 1
            return error
