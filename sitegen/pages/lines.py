"""Lines: the view of a machine-readable file of lines, which several kinds make.

It holds no line of its own.
"""

from __future__ import annotations

from sitegen.core.record import Record


class LinesView(Record, frozen=True):
    """The lines of a machine-readable file."""

    lines: tuple[str, ...]


def encode_lines(view: LinesView) -> bytes:
    """The bytes of the file."""
    return "".join(f"{line}\n" for line in view.lines).encode()
