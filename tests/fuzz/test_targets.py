"""A little random input of every kind; `python -m tests.fuzz.run` goes on for longer."""

from __future__ import annotations

import hypothesis
import pytest

from tests.fuzz.targets import TARGETS, in_time


@pytest.mark.parametrize("name", TARGETS)
def test_what_must_hold_holds_whatever_is_written(name: str) -> None:
    target = TARGETS[name]

    @hypothesis.settings(
        max_examples=target.tries,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(target.inputs)
    def attempt(given: object) -> None:
        target.attempt(given)

    attempt()


def test_what_takes_too_long_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.fuzz.targets.LONGEST", 0.0)
    with pytest.raises(AssertionError, match=r" s$"), in_time():
        sum(range(1000))
