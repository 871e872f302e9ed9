"""Parallel work gives the same results and errors as work in one process."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Sequence

import pytest

from sitegen.core.workers import spread


def double(share: Sequence[int]) -> bytes:
    return bytes(2 * number for number in share)


@pytest.mark.parametrize("jobs", [1, 2, 5])
@pytest.mark.parametrize("count", [0, 1, 99, 120])
def test_every_item_is_processed_once_with_any_number_of_workers(jobs: int, count: int) -> None:
    found = b"".join(spread(double, range(count), jobs=jobs, chunk=7))
    assert sorted(found) == [2 * number for number in range(count)]


def test_with_several_jobs_other_processes_do_the_work() -> None:
    def tell(share: Sequence[int]) -> bytes:
        return str(os.getpid()).encode()

    workers = set(spread(tell, range(120), jobs=3, chunk=10))
    assert len(workers) == 3
    assert str(os.getpid()).encode() not in workers


def test_heavy_work_is_parallel_from_a_few_items_on() -> None:
    def tell(share: Sequence[int]) -> bytes:
        return str(os.getpid()).encode()

    alone = set(spread(tell, range(9), jobs=3, chunk=1))
    assert alone == {str(os.getpid()).encode()}
    assert len(set(spread(tell, range(9), jobs=3, chunk=1, worthwhile=9))) == 3


@pytest.mark.parametrize("jobs", [1, 3])
def test_an_exception_in_a_worker_is_raised_in_the_caller(jobs: int) -> None:
    def fail(share: Sequence[int]) -> bytes:
        if 57 in share:
            raise OSError(28, "No space left on device")
        return b""

    with pytest.raises(OSError, match="No space left"):
        list(spread(fail, range(120), jobs=jobs, chunk=10))


def test_a_worker_that_dies_is_noticed() -> None:
    caller = os.getpid()

    def die(share: Sequence[int]) -> bytes:
        assert os.getpid() != caller
        os.kill(os.getpid(), signal.SIGKILL)
        return b""

    with pytest.raises(OSError, match="dog i förtid"):
        list(spread(die, range(120), jobs=2, chunk=10))


def test_workers_end_if_the_caller_stops_iterating() -> None:
    results = spread(double, range(200), jobs=2, chunk=1)
    next(results)
    results.close()  # type: ignore[attr-defined]
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_workers_end_if_nobody_ever_asks_for_their_results() -> None:
    results = spread(double, range(200), jobs=2, chunk=1)
    assert multiprocessing.active_children()
    del results
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
