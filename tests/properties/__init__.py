"""What must hold whatever an author does."""

import os

from hypothesis import settings

PROFILE = os.environ.get("HYPOTHESIS_PROFILE")
THOROUGH = PROFILE == "thorough"


def number_of(usual: int, thorough: int) -> int:
    """How many examples of a property are tried: each time the same ones, and each night (in the
    profile `nightly`) four times as many, which no night before has had."""
    return thorough if THOROUGH else usual * 4 if PROFILE == "nightly" else usual


SEQUENCES = settings(max_examples=number_of(6, 1000), stateful_step_count=20)
"""How many sequences of edits are tried, and how long; each step is several builds."""
