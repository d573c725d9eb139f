"""How a failure is told: one message on stderr and an exit code, never a traceback."""

import io
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

USER_INPUT = 2
INTERRUPTED = 128 + signal.SIGINT
TERMINATED = 128 + signal.SIGTERM
_FAULTS = {
    "alliancesim.scenario.errors": "ScenarioError",
    "alliancesim.folders": "ResultsError",
    "alliancesim.world": "DivergedError",
    "alliancesim.history.tables": "HistoryError",
    "alliancesim.experiments.analysis.errors": "AnalysisError",
}
"""Errors of the package that the user's input causes, by module."""


NOTHING = "nothing half done was left behind"


class UserError(Exception):
    """What the user asked for cannot be done; the text says why."""


class Terminated(KeyboardInterrupt):
    """The process was asked to end by SIGTERM; it is treated as Ctrl-C."""


class StoppedError(Exception):
    """A verb was interrupted; unlike the interruption itself, this passes through Typer."""

    def __init__(self, interruption: KeyboardInterrupt) -> None:
        super().__init__(*interruption.args)
        self.interruption = interruption


@contextmanager
def kept(words: str) -> Iterator[None]:
    """Say, if the block is interrupted, what has become of what was done."""
    try:
        yield
    except KeyboardInterrupt as error:
        if not error.args:
            error.args = (words,)
        raise


@contextmanager
def told() -> Iterator[None]:
    """Turn the user's errors into a message and exit code 2, Ctrl-C into 130, SIGTERM into 143."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that lacks a symbol shows a stand-in
            stream.reconfigure(errors="replace")
    try:
        with _terminable():
            yield
    except (KeyboardInterrupt, StoppedError) as error:
        why = error.interruption if isinstance(error, StoppedError) else error
        sys.stderr.write(f"interrupted; {why.args[0] if why.args else NOTHING}\n")
        raise SystemExit(TERMINATED if isinstance(why, Terminated) else INTERRUPTED) from None
    except Exception as error:  # those that nobody caused go on, with their traceback
        message = _message(error)
        if message is None:
            raise
        sys.stderr.write(f"{message}\n")
        raise SystemExit(USER_INPUT) from None


@contextmanager
def _terminable() -> Iterator[None]:
    """Let SIGTERM end the block in good order."""

    def end(_: int, __: FrameType | None) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # once is enough: what follows is clearing up
        raise Terminated

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _message(error: Exception) -> str | None:
    """Return what to tell the user, or None if the error is a fault of the program."""
    if isinstance(error, UserError):
        return str(error)
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}"
    for module, name in _FAULTS.items():
        # An error of a module that was never imported cannot have been raised.
        if module in sys.modules and isinstance(error, getattr(sys.modules[module], name)):
            return str(error)
    return None
