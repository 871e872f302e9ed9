"""The notebook: what this computer remembers of its publications between two starts.

Values and a file; it decides nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Literal, TypeVar

import msgspec

from sitegen.core.record import Record
from sitegen.publishing.local_history import LocalHistory
from sitegen.publishing.selection import Order
from sitegen.publishing.stops import PublishStop


class Handed(Record, frozen=True):
    """A text that was handed in from here: the version its page is to carry, empty for one that
    is to be gone; its public address; when it was sent, when it was found there, and the digest of
    the `text`."""

    version: str
    address: str
    title: str
    sent: datetime
    seen: datetime | None = None
    text: str = ""


V = TypeVar("V")
Step = Literal["fetch", "check", "send", "build", "seen"]
STEPS: tuple[Step, ...] = ("fetch", "check", "send", "build", "seen")


_WAITED = "Den väntade på att kunna skickas."


class Job(Record, frozen=True, kw_only=True):
    """How far a publication has come: the step that it is at, or where it stopped. While it waits
    it has a `delay`, and `next_try` is when it is tried again. `pages` are the public addresses by
    path."""

    order: Order
    begun: datetime
    step: Step = "fetch"
    is_done: bool = False
    stop: PublishStop | None = None
    delay: PublishStop | None = None
    next_try: datetime | None = None
    received: tuple[str, ...] = ()
    has_program: bool = False
    pages: Mapping[str, str] = {}

    def after_restart(self) -> Job | None:
        """The publication as it is once the program has been started again; None if nothing of it
        is left to do, for then the texts themselves are asked for."""
        if self.is_done or (self.step == "build" and self.stop is None):
            return None
        stop = self.stop or PublishStop("interrupted", _WAITED if self.delay else "")
        return msgspec.structs.replace(self, stop=stop, delay=None, next_try=None)


class SharedDraft(Record, frozen=True):
    """A draft that colleagues can read on a branch of the host: its address there, the version
    that its page is to carry, when it was sent, and the digest of the `text`."""

    branch: str
    address: str
    version: str
    at: datetime
    text: str


class Notes(Record, frozen=True, kw_only=True):
    """What is remembered, by path of the text.

    `bases` are the names of the Git blobs that both began with, for files that somebody else has
    changed too; `stops` say why the last attempt failed. `job` is the newest publication, `shared`
    are the drafts that colleagues can read.
    """

    handed: Mapping[str, Handed] = {}
    bases: Mapping[str, str] = {}
    stops: Mapping[str, PublishStop] = {}
    job: Job | None = None
    shared: Mapping[str, SharedDraft] = {}


class Notebook:
    """The notes of one blog. From any thread."""

    _NAME = "publicering.json"

    def __init__(self, history: LocalHistory) -> None:
        self._history = history
        self._lock = threading.Lock()
        self._notes: Notes | None = None

    def read(self) -> Notes:
        """The notes as they are now."""
        with self._lock:
            return self._read()

    def change(self, edit: Callable[[Notes], Notes]) -> Notes:
        """Replace the notes by what `edit` makes of them. Raises OSError."""
        with self._lock:
            before = self._read()
            notes = edit(before)
            if notes != before:
                self._history.write_note(self._NAME, msgspec.json.encode(notes))
                self._notes = notes
            return notes

    def note_shared(self, path: str, draft: SharedDraft | None) -> None:
        """Remember what colleagues can read of a text; None if nothing. Raises OSError."""

        def note(notes: Notes) -> Notes:
            shared = {**_without(notes.shared, path), **({path: draft} if draft else {})}
            return msgspec.structs.replace(notes, shared=shared)

        self.change(note)

    def forget_clash(self, path: str) -> None:
        """Forget that two have changed a text, and what stopped for that. Raises OSError."""

        def note(notes: Notes) -> Notes:
            bases, stops = _without(notes.bases, path), _without(notes.stops, path)
            return msgspec.structs.replace(notes, bases=bases, stops=stops)

        self.change(note)

    def _read(self) -> Notes:
        if self._notes is None:
            try:
                data = self._history.read_note(self._NAME)
                self._notes = msgspec.json.decode(data, type=Notes)
            except msgspec.MsgspecError:
                self._notes = Notes()
        return self._notes


def _without(found: Mapping[str, V], path: str) -> dict[str, V]:
    return {other: value for other, value in found.items() if other != path}
