"""After any sequence of edits, `build --verify` finds nothing to complain of.

HYPOTHESIS_PROFILE=thorough tries 1,000 sequences. What it says when there is something is in
tests/test_proofs.py.
"""

from __future__ import annotations

from hypothesis.stateful import invariant, run_state_machine_as_test

from tests.conftest import Outcome
from tests.properties import SEQUENCES
from tests.properties.test_incremental import DAYS, Editing

VERIFIED: list[bool] = []


class Verifying(Editing):
    """The same edits, each built as an author builds, and looked through at the end."""

    @invariant()
    def a_build_that_remembers_gives_what_a_clean_one_gives(self) -> None:
        """Nothing is compared until the end, so that each build rests on many before it."""
        self.remember()

    def teardown(self) -> None:
        try:
            if self.remember().status:
                self.mend_everything()
                self.options = ("--today", DAYS[0])
            found = self.remember("--verify")
            VERIFIED.append(found.status == 0)
            assert ("Jämfört" in found.out) == (found.status == 0)
            assert found.status == 0 or "Ingenting är skrivet." in found.err, found.err
        finally:
            super().teardown()

    def remember(self, *more: str) -> Outcome:
        return self.build(self.root / "site", "--cache", self.root / "cache", *more)


def test_build_verify_accepts_what_any_sequence_of_edits_gives() -> None:
    VERIFIED.clear()
    run_state_machine_as_test(Verifying, settings=SEQUENCES)
    assert len(VERIFIED) >= SEQUENCES.max_examples
    assert sum(VERIFIED) > len(VERIFIED) / 2, "too few of the sites could be looked through"
