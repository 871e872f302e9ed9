"""A time limit for work that may not terminate by itself.

It measures CPU time rather than wall-clock time, so that a busy machine does not cause a timeout;
it knows nothing about the work.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from types import FrameType

AGAIN = 1.0
"""Seconds until Overtime is raised again: a library may have caught the first one as an error of
its own."""


class Overtime(Exception):
    """The work took longer than its time limit."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Interrupts the work with Overtime after so many seconds of this process's CPU time.

    Works only in the main thread of a process, and not on Windows; elsewhere there is no limit.
    """
    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or not hasattr(signal, "setitimer"):
        yield
        return
    _listen()
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


@cache
def _listen() -> None:
    """Once for all pages, as it takes longer than the rest of `within`."""
    signal.signal(signal.SIGVTALRM, _stop)


def _stop(number: int, frame: FrameType | None) -> None:
    raise Overtime
