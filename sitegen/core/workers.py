"""Workers: one function over many items on all cores, in processes that die with their parent.

It knows nothing of the work; where processes cannot be forked the work is done right here.
"""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")

Progress = Callable[[str, int, int], None]
"""`progress(stage, done, total)`: called for each step of what may take long."""


def say_nothing(stage: str, done: int, total: int) -> None:
    """The progress of what nobody watches."""


WORTHWHILE = 100
"""So many items at least: below it, starting processes takes longer than the work (measured for
texts and pages)."""

_PR_SET_PDEATHSIG = 1  # prctl(2)


def spread(
    work: Callable[[Sequence[T]], bytes],
    items: Sequence[T],
    *,
    jobs: int,
    chunk: int,
    worthwhile: int = WORTHWHILE,
) -> Iterator[bytes]:
    """What `work` gives for each chunk of items, in any order. What it raises is raised here.

    Workers are forked, so they see what the caller has built up and what they change is lost;
    they send back only bytes.
    """
    chunks = [items[start : start + chunk] for start in range(0, len(items), chunk)]
    if len(items) < worthwhile or min(jobs, len(chunks)) < 2 or not _can_fork():
        yield from map(work, chunks)
        return
    import multiprocessing  # takes as long to import as parsing ten posts

    gc.freeze()  # keeps the collector from touching, and so copying, what workers share
    context = multiprocessing.get_context("fork")
    processes = []
    readers: list[Connection] = []
    try:
        for number in range(jobs):
            reader, writer = context.Pipe(duplex=False)
            labour = (work, chunks[number::jobs], writer, os.getpid())
            process = context.Process(target=_labour, args=labour, daemon=True)
            process.start()
            writer.close()
            processes.append(process)
            readers.append(reader)
        yield from _collect(readers)
    finally:
        for process in processes:
            process.terminate()
            process.join()
        gc.unfreeze()


def _can_fork() -> bool:
    """Other threads would leave their locks behind, held for ever, in the forked process; macOS's
    own libraries start such threads."""
    return hasattr(os, "fork") and sys.platform != "darwin" and threading.active_count() == 1


def _collect(readers: list[Connection]) -> Iterator[bytes]:
    from multiprocessing.connection import Connection, wait

    while readers:
        for ready in wait(readers):
            assert isinstance(ready, Connection)
            try:
                outcome = ready.recv()
            except EOFError:
                raise OSError("En av byggets processer dog i förtid.") from None
            if outcome is None:
                readers.remove(ready)
            elif isinstance(outcome, BaseException):
                raise outcome
            else:
                yield outcome


def _labour(
    work: Callable[[Sequence[T]], bytes],
    chunks: Sequence[Sequence[T]],
    writer: Connection,
    parent: int,
) -> None:
    """What a worker does: its share, then None."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent tells it when to stop
    _die_with_parent()
    try:
        for chunk in chunks:
            if os.getppid() != parent:
                return
            writer.send(work(chunk))
        writer.send(None)
    except BrokenPipeError:
        return
    except Exception as error:  # raised again where the caller waits
        writer.send(error)


def _die_with_parent() -> None:
    """A parent that was killed cannot stop its workers; on Linux the kernel does."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
