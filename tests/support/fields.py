"""Reads a record and nothing else of what a file of fields gives, as most tests of fields want it.

It adds nothing to `read_partial`.
"""

from __future__ import annotations

from typing import TypeVar

import msgspec

from sitegen.core.problem import Problem
from sitegen.front_matter.fields import read_partial

R = TypeVar("R", bound=msgspec.Struct)


def read_record(
    record: type[R], path: str, text: str, *, first_line: int = 1
) -> tuple[R | None, list[Problem]]:
    """The record, None if any field is missing or wrong, and all problems."""
    reading = read_partial(record, path, text, first_line=first_line)
    return reading.made, reading.problems
