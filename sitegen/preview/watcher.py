"""Watching: waits until something has happened to a file, as the system reports or a search finds.

What the system reports is only a hint, for events get lost and some drives have none. It opens no
file and does not know what has to be done.
"""

from __future__ import annotations

import logging
import math
import os
import queue
import re
import sys
import time
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Self

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from sitegen.core import file_stamps
from sitegen.core.file_stamps import Stamp

SILENCE = 0.005
"""Seconds without an event that end a burst: an editor that saves does several things."""

HALFWAY = 0.15
"""The same while a file is empty or has gone away: it may be about to be written or moved back."""

LONGEST = 1.0
"""Seconds after which a burst counts as ended although more is happening."""

DOUBT = 2.0
"""Seconds after a change until everything is looked through once more, whatever was reported: two
writes within one tick of a file system's clock (2 s on FAT) leave the same stamp."""

LOOK = 2.0, 50
"""Seconds between two looks round, and how many times longer than a look at least."""

POLL = 0.5, 4
"""The same when there are no events to rely on."""

_EVENTS: list[type[FileSystemEvent]] = [
    *(DirCreatedEvent, DirDeletedEvent, DirMovedEvent),
    *(FileClosedEvent, FileCreatedEvent, FileDeletedEvent, FileMovedEvent),
]
_PASSING = re.compile(r"\..*|.*~|#.*#")
"""Names of hidden files, and of those that editors leave while they save."""


def _is_passing(path: str) -> bool:
    return _PASSING.fullmatch(path.rpartition("/")[2]) is not None


logging.getLogger("watchdog").addHandler(logging.NullHandler())
logging.getLogger("watchdog").propagate = False  # the terminal is for the author's problems


class _Listener(FileSystemEventHandler):
    """Puts the path of every event into a queue."""

    def __init__(self, heard: queue.SimpleQueue[str]) -> None:
        self._heard = heard

    def on_any_event(self, event: FileSystemEvent) -> None:
        for path in (event.src_path, event.dest_path):
            if path:
                self._heard.put(os.fsdecode(path).replace(os.sep, "/"))


class Watcher:
    """Waits for what happens in `folders`; with `poll` the system is not asked to report."""

    def __init__(self, folders: Sequence[Path], *, poll: bool) -> None:
        self._folders = [folder.as_posix() for folder in folders]
        self._heard: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._poll = poll
        self._observer: BaseObserver | None = None
        self._roots = self._find_roots()
        self._seen: dict[str, Stamp] = {}
        self._doubt = math.inf
        self._look()
        self._pace = 0.0  # the first thing to do is to see what happened before anybody listened

    def __enter__(self) -> Self:
        self._listen()
        return self

    def __exit__(self, *error: object) -> None:
        self._stop()

    @property
    def is_notified(self) -> bool:
        """Whether the system reports changes; else they are found with some delay."""
        return self._observer is not None

    def wait(self) -> None:
        """Block until something has happened to a file, or might have without being reported."""
        while True:
            patience = max(0.0, min(self._pace, self._doubt - time.monotonic()))
            if self._hear(patience):
                break
            in_doubt = time.monotonic() >= self._doubt
            changed = self._look()
            if in_doubt:
                self._doubt = math.inf
                return
            if changed:
                if self._is_halfway(changed):
                    time.sleep(HALFWAY)
                    self._look()
                break
        self._doubt = time.monotonic() + DOUBT

    def _hear(self, patience: float) -> bool:
        """Whether there are events within so many seconds; then wait for the end of their burst."""
        heard: set[str] = set()
        end = math.inf
        while time.monotonic() < end:
            try:
                heard.add(self._heard.get(timeout=patience))
            except queue.Empty:
                if patience == HALFWAY or not self._is_halfway(heard):
                    break
                patience = HALFWAY
                continue
            end = min(end, time.monotonic() + LONGEST)
            patience = SILENCE
        return not all(map(_is_passing, heard))

    def _is_halfway(self, paths: Collection[str]) -> bool:
        """Whether a file is between two steps of being saved: empty, or gone for a moment."""
        found = {path: file_stamps.stamp_of(path) for path in paths if not _is_passing(path)}
        return any(
            stamp[0] == 0 or (stamp == file_stamps.NOTHING and path in self._seen)
            for path, stamp in found.items()
        )

    def _look(self) -> set[str]:
        """Look at all files: those that are not as they were at the last look."""
        started = time.monotonic()
        found: dict[str, Stamp] = {}
        for folder in self._folders:
            with suppress(OSError):  # it went away meanwhile: what was in it has changed
                below, _ = file_stamps.walk(folder)
                found |= {f"{folder}/{path}": stamp for path, stamp in below.items()}
        before, self._seen = self._seen, found
        roots = self._find_roots()
        if roots != self._roots:  # events come from the folder that was, if at all
            self._roots = roots
            self._stop()
            self._listen()
        least, times = LOOK if self.is_notified else POLL
        self._pace = max(least, times * (time.monotonic() - started))
        paths = before.keys() | found.keys()
        changed = {path for path in paths if before.get(path) != found.get(path)}
        return {path for path in changed if not _is_passing(path)}

    def _find_roots(self) -> list[int]:
        return [file_stamps.stamp_of(folder)[3] for folder in self._folders]

    def _listen(self) -> None:
        """Ask the system to report; where it cannot, searching has to do."""
        if self._poll:
            return
        observer = Observer()
        # Linux reports when a file has been closed: whatever is written before is not yet whole.
        events = _EVENTS if sys.platform == "linux" else [*_EVENTS, FileModifiedEvent]
        try:
            for folder in self._folders:
                observer.schedule(
                    _Listener(self._heard), folder, recursive=True, event_filter=events
                )
            observer.start()
        except OSError:  # so many folders that the system cannot watch more, or one went away
            observer.unschedule_all()
            return
        self._observer = observer

    def _stop(self) -> None:
        if self._observer is None:
            return
        self._observer.stop()
        with suppress(RuntimeError):
            self._observer.join()
        self._observer = None
