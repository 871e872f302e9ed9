"""What must hold whatever an author does."""

import os

from hypothesis import settings

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"

SEQUENCES = settings(max_examples=1000 if THOROUGH else 12, stateful_step_count=20)
"""How many sequences of edits are tried, and how long; each step is several builds."""
