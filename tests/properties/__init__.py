"""What must hold whatever an author does."""

import os

from hypothesis import settings

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"

SEQUENCES = settings(
    max_examples=500 if THOROUGH else 20, stateful_step_count=50 if THOROUGH else 20
)
"""How many sequences of edits are tried, and how long; each step is several builds."""
