"""Workers: runs one function over many items in parallel, in processes that end with their parent.

It knows nothing about the work; where processes cannot be forked, the work is done in this one.
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
    from multiprocessing.process import BaseProcess

T = TypeVar("T")

Progress = Callable[[str, int, int], None]
"""`progress(stage, done, total)`: called for each step of work that may take long."""


def say_nothing(stage: str, done: int, total: int) -> None:
    """A Progress that reports nothing."""


WORTHWHILE = 100
"""The least number of items for which processes are started: with fewer, starting them takes longer
than the work (measured for texts and pages)."""

_PR_SET_PDEATHSIG = 1  # prctl(2)


def spread(
    work: Callable[[Sequence[T]], bytes],
    items: Sequence[T],
    *,
    jobs: int,
    chunk: int,
    worthwhile: int = WORTHWHILE,
) -> Iterator[bytes]:
    """The result of `work` for each chunk of items, in any order. Workers begin at once, and go on
    while the caller does something else.

    An exception that `work` raises is raised when results are asked for; OSError if a worker
    process dies. Workers are forked: they see the memory of the caller, their own changes to it are
    lost, and they send back only bytes.
    """
    chunks = [items[start : start + chunk] for start in range(0, len(items), chunk)]
    if len(items) < worthwhile or min(jobs, len(chunks)) < 2 or not _can_fork():
        return map(work, chunks)
    gc.freeze()  # else the garbage collector would write to, and so copy, the shared memory
    processes: list[BaseProcess] = []
    readers: list[Connection] = []
    try:
        for number in range(jobs):
            process, reader = _start(work, chunks[number::jobs])
            processes.append(process)
            readers.append(reader)
    except BaseException:
        _end(processes)
        raise
    results = _collect(processes, readers)
    next(results)
    return results


def _start(
    work: Callable[[Sequence[T]], bytes], chunks: Sequence[Sequence[T]]
) -> tuple[BaseProcess, Connection]:
    """A worker, and where its results come from."""
    import multiprocessing  # takes as long to import as parsing ten posts

    context = multiprocessing.get_context("fork")
    reader, writer = context.Pipe(duplex=False)
    arguments = (work, chunks, writer, os.getpid())
    process = context.Process(target=_run_worker, args=arguments, daemon=True)
    process.start()
    writer.close()
    return process, reader


def _can_fork() -> bool:
    """True if forking is safe here: locks held by other threads would stay locked for ever in the
    forked process, and macOS's own libraries start such threads."""
    return hasattr(os, "fork") and sys.platform != "darwin" and threading.active_count() == 1


def _collect(processes: Sequence[BaseProcess], readers: list[Connection]) -> Iterator[bytes]:
    """An empty result at once, and then those of the workers."""
    from multiprocessing.connection import Connection, wait

    try:
        yield b""  # begun, a generator ends the workers even if nobody ever asks for results
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
    finally:
        _end(processes)


def _end(processes: Sequence[BaseProcess]) -> None:
    for process in processes:
        process.terminate()
        process.join()
    gc.unfreeze()


def _run_worker(
    work: Callable[[Sequence[T]], bytes],
    chunks: Sequence[Sequence[T]],
    writer: Connection,
    parent: int,
) -> None:
    """The main function of a worker process: sends its results, then None."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent terminates it instead
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
    """Makes the kernel end this process when its parent dies, however that happens (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
