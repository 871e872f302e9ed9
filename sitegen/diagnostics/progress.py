"""The progress line on a terminal, for work that takes more than a second.

It only writes to the stream it is given, and nothing without one.
"""

from __future__ import annotations

import time
from types import TracebackType
from typing import TextIO

PATIENCE = 1.0
"""Seconds before the line is first shown; shorter work needs none."""

INTERVAL = 0.1
"""Seconds between two updates of the line."""


class Meter:
    """One line that is overwritten by each update and erased at the end."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream
        self._next = time.monotonic() + PATIENCE
        self._shown = False

    def update(self, stage: str, done: int, total: int) -> None:
        """Show how much of a stage is done."""
        if self._stream is None or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + INTERVAL
        self._shown = True
        self._stream.write(f"\r\x1b[K{stage} {done} av {total}")
        self._stream.flush()

    def __enter__(self) -> Meter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._shown and self._stream is not None:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
