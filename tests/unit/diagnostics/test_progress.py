"""Progress is told on a terminal, after a while, and leaves nothing behind."""

from __future__ import annotations

import contextlib
import io

import pytest

from sitegen.diagnostics import progress
from sitegen.diagnostics.progress import Meter


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock that the meter looks at."""
    clock = Clock()
    monkeypatch.setattr("sitegen.diagnostics.progress.time.monotonic", clock)
    return clock


def test_short_work_is_silent(clock: Clock) -> None:
    stream = io.StringIO()
    with Meter(stream) as meter:
        clock.seconds += 0.9 * progress.PATIENCE
        meter.update("Läser", 3, 10)
    assert stream.getvalue() == ""


def test_long_work_is_shown_on_one_line_that_is_erased(clock: Clock) -> None:
    stream = io.StringIO()
    with Meter(stream) as meter:
        clock.seconds += progress.PATIENCE
        meter.update("Läser", 3, 10)
        assert stream.getvalue().endswith("Läser 3 av 10")
        assert "\n" not in stream.getvalue()
    assert stream.getvalue().endswith("\r\x1b[K")


def test_the_line_is_not_written_more_often_than_anyone_can_read(clock: Clock) -> None:
    stream = io.StringIO()
    with Meter(stream) as meter:
        clock.seconds += progress.PATIENCE
        for done in range(50):
            meter.update("Skriver", done, 50)
        clock.seconds += progress.INTERVAL
        meter.update("Skriver", 50, 50)
    assert stream.getvalue().count("Skriver") == 2
    assert "Skriver 50 av 50" in stream.getvalue()


def test_nothing_is_shown_without_a_terminal(clock: Clock) -> None:
    with Meter(None) as meter:
        clock.seconds += 10
        meter.update("Läser", 3, 10)


def test_the_line_is_taken_away_also_when_the_work_fails(clock: Clock) -> None:
    stream = io.StringIO()
    with contextlib.suppress(KeyboardInterrupt), Meter(stream) as meter:
        clock.seconds += progress.PATIENCE
        meter.update("Läser", 3, 10)
        raise KeyboardInterrupt
    assert stream.getvalue().endswith("\r\x1b[K")
