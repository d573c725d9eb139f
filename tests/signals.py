"""Signals to the processes that tests start."""

import signal


def heed() -> None:
    """Let Ctrl-C reach a process even where the tests run in the background, which ignores it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
