"""Runs one command and measures its time and memory, all its processes together.

It knows nothing about sites; memory and the load of other processes come from Linux's /proc.
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

LIMIT = 3600
"""Seconds after which a command is ended and counts as failed."""

PAUSE = 0.005
"""Seconds between two readings of the memory."""

_PROC = Path("/proc")
_TICK = os.sysconf("SC_CLK_TCK")


class Failed(Exception):
    """A command failed; the text is the end of its output."""


class Run(msgspec.Struct, frozen=True):
    """The measurements of one run.

    `wall` and `cpu` (user and system) are seconds. `others` is the part of the machine's CPU time
    that other processes and the kernel's own threads used meanwhile, 0 to 1.
    """

    wall: float
    cpu: float
    others: float


def time_command(command: Sequence[str], folder: Path) -> Run:
    """Run `command` in `folder` and time it, after earlier writes were flushed. Raises Failed."""
    os.sync()
    busy, used = _busy_seconds(), _seconds_of_children()
    start = time.perf_counter()
    _Process(command, folder).wait()
    wall = time.perf_counter() - start
    cpu = _seconds_of_children() - used
    others = (_busy_seconds() - busy - cpu) / (wall * (os.cpu_count() or 1))
    return Run(wall, cpu, max(others, 0.0))


def peak_memory(command: Sequence[str], folder: Path) -> float:
    """Run `command` in `folder`; return the peak memory of all its processes together, in MiB.

    This is the sum of their proportional set sizes (a page shared by n processes counts 1/n for
    each), read every few milliseconds. Reading slows the processes down, so time is not measured.
    Raises Failed.
    """
    process = _Process(command, folder)
    strangers: set[str] = set()
    peak = 0
    while process.is_running():
        peak = max(peak, _memory_of_session(process.number, strangers))
        time.sleep(PAUSE)
    process.wait()
    return peak / 1024


class _Process:
    """A command in a session of its own, its output in a file."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self._output = tempfile.TemporaryFile()  # noqa: SIM115  closed by wait()
        self._process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=self._output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self.number = self._process.pid
        self._alarm = threading.Timer(LIMIT, os.killpg, (self.number, signal.SIGKILL))
        self._alarm.daemon = True
        self._alarm.start()

    def is_running(self) -> bool:
        return self._process.poll() is None

    def wait(self) -> None:
        """Wait until it ends. Popen's own timeout is not used, since it polls only now and then."""
        status = self._process.wait()
        self._alarm.cancel()
        with self._output:
            if status:
                self._output.seek(0)
                raise Failed(self._output.read().decode(errors="replace")[-2000:])


def _memory_of_session(session: int, strangers: set[str]) -> int:
    """KiB of proportional set size of all processes in a session."""
    total = 0
    for name in os.listdir(_PROC):  # noqa: PTH208  names, not paths: this is done very often
        if not name.isdigit() or name in strangers:
            continue
        try:
            fields = Path(f"/proc/{name}/stat").read_bytes().rpartition(b")")[2].split()
            if int(fields[3]) == session:
                total += _proportional_size(name)
            else:
                strangers.add(name)
        except (FileNotFoundError, ProcessLookupError):
            continue
    return total


def _proportional_size(name: str) -> int:
    for line in Path(f"/proc/{name}/smaps_rollup").read_bytes().splitlines():
        if line.startswith(b"Pss:"):
            return int(line.split()[1])
    return 0


def _busy_seconds() -> float:
    """The CPU seconds that the whole machine has spent on anything but waiting."""
    user, nice, system, _idle, _wait, hard, soft, steal = (
        int(field) for field in (_PROC / "stat").read_text().split()[1:9]
    )
    return (user + nice + system + hard + soft + steal) / _TICK


def _seconds_of_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
