"""Time limits: endless work is stopped, other work is not."""

from __future__ import annotations

import signal
import threading
import time
from contextlib import suppress

import pytest

from sitegen.core import time_limit
from sitegen.core.time_limit import Overtime, within


def work_for_ever() -> None:
    while True:
        pass


def test_work_without_an_end_is_stopped() -> None:
    with pytest.raises(Overtime), within(0.05):
        work_for_ever()


def test_work_that_catches_the_first_exception_is_stopped_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(time_limit, "AGAIN", 0.02)

    def work_deafly() -> None:
        with suppress(Exception):
            work_for_ever()
        work_for_ever()

    with pytest.raises(Overtime), within(0.02):
        work_deafly()


def test_work_that_ends_in_time_is_not_interrupted_later_either() -> None:
    before = signal.getsignal(signal.SIGVTALRM)
    with within(5):
        assert sum(range(1000)) == 499_500
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGVTALRM) == before


def test_waiting_does_not_count_as_cpu_time() -> None:
    with within(0.05):
        time.sleep(0.1)


def test_another_thread_works_on() -> None:
    done: list[int] = []

    def work() -> None:
        with within(0.0001):
            done.append(sum(range(200_000)))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [19_999_900_000]
