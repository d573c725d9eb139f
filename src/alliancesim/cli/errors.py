"""How a failure is told: one message on stderr and an exit code, never a traceback."""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager

USER_INPUT = 2
INTERRUPTED = 130
_FAULTS = {
    "alliancesim.scenario.errors": "ScenarioError",
    "alliancesim.results": "ResultsError",
    "alliancesim.history.tables": "HistoryError",
    "alliancesim.experiments.analysis.errors": "AnalysisError",
}
"""Errors of the package that the user's input causes, by module."""


class UserError(Exception):
    """What the user asked for cannot be done; the text says why."""


@contextmanager
def told() -> Iterator[None]:
    """Turn the user's errors into a message and exit code 2, and Ctrl-C into 130."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that lacks a symbol shows a stand-in
            stream.reconfigure(errors="replace")
    try:
        yield
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None
    except Exception as error:
        message = _message(error)
        if message is None:
            raise
        sys.stderr.write(f"{message}\n")
        raise SystemExit(USER_INPUT) from None


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
