"""The deadline: ends work that will not end by itself.

It watches the processor's time and not the clock's, so that a busy machine is no reason to stop;
it knows nothing of the work.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

AGAIN = 1.0
"""Seconds until it is said once more: some library may have taken it for a mistake in its input."""


class Overtime(Exception):
    """The work took longer than it was given."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raises Overtime in the midst of the work after so many seconds of this process's own time.

    Only a process's main thread can be stopped so, and not on Windows: elsewhere work goes on.
    """
    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _stop(number: int, frame: FrameType | None) -> None:
    raise Overtime
