"""The publisher: from chosen texts in the author's folder to what readers see.

It joins the steps and remembers how far they came; what each does is for the modules beside it, and
it shows nothing. One publication at a time runs, in a thread of its own.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial

import msgspec

from sitegen.core.digest import digest_of
from sitegen.diagnostics import os_errors
from sitegen.publishing.checking import CheckBuild, Checked
from sitegen.publishing.notebook import Handed, Job, Notebook, Notes
from sitegen.publishing.public_page import ask_public
from sitegen.publishing.receiving import Received, Receiver, find_clashes
from sitegen.publishing.remote import Connection, Moved, Remote
from sitegen.publishing.repository import WorkingCopy
from sitegen.publishing.selection import Order, write_message
from sitegen.publishing.stops import PublishStop, Stopped

_ATTEMPTS = 5
_RETRY = 60.0
_MOST_RETRIES = 60
_ASK = 3.0
_PATIENCE = 15 * 60.0
"""Seconds between attempts while the net is gone, between questions to the public page, and until
a text that is not seen is reported."""


class Superseded(Exception):
    """Another publication has taken the place of this one, which only waited."""


class Publisher:
    """Publishes from one working copy. `clock` gives Swedish civil time, `base` the blog's public
    address without a slash at the end, `hide` the bytes of a text that is taken away. From any
    thread."""

    def __init__(
        self,
        receiver: Receiver,
        checks: CheckBuild,
        notebook: Notebook,
        clock: Callable[[], datetime],
        base: Callable[[], str],
        hide: Callable[[str, bytes], bytes],
    ) -> None:
        self.receiver = receiver
        self._checks = checks
        self._notebook = notebook
        self._clock = clock
        self._base = base
        self._hide = hide
        self._lock = threading.Lock()
        self._again = threading.Event()
        self._number = 0
        self.job = self._find_unfinished()

    def _find_unfinished(self) -> Job | None:
        """What was under way when the program last ended."""
        left = self._notebook.read().job
        job = left.after_restart() if left else None
        if left and job and job.stop and not left.stop:
            with suppress(OSError):
                self._note_stops(dict.fromkeys(job.order.texts, job.stop))
        return job

    @property
    def is_running(self) -> bool:
        """True while a publication is under way or is waiting to be tried again."""
        job = self.job
        return job is not None and not job.is_done and job.stop is None

    @property
    def is_sending(self) -> bool:
        """True while a publication is under way that no other may take the place of."""
        job = self.job
        return job is not None and self.is_running and job.step != "build" and not job.delay

    def start(self, copy: WorkingCopy, connection: Connection, token: str, order: Order) -> bool:
        """Begin to publish; False if another publication is being sent. One that only waits, for
        the net or for readers to see it, gives way."""
        with self._lock:
            if self.is_sending:
                return False
            self._number += 1
            number = self._number
            self.job = Job(order=order, begun=self._clock())
            self._note_job(self.job)
        self._again.set()  # who waits sees that it is over
        remote = Remote(connection, token)
        run = partial(self._run, copy, connection, remote)
        threading.Thread(target=run, name=str(number), daemon=True).start()
        return True

    def try_again(self) -> None:
        """Do not wait any longer before the next attempt."""
        self._again.set()

    def _set(self, **what: object) -> Job:
        """Change the job of this thread. Raises Superseded if another has taken its place."""
        with self._lock:
            if self.job is None or threading.current_thread().name != str(self._number):
                raise Superseded
            self.job = msgspec.structs.replace(self.job, **what)
            if what:
                self._note_job(self.job)
            return self.job

    def _note_job(self, job: Job) -> None:
        """Let it be known after a restart, if the disk can hold it."""
        with suppress(OSError):
            self._notebook.change(lambda notes: msgspec.structs.replace(notes, job=job))

    def _run(self, copy: WorkingCopy, connection: Connection, remote: Remote) -> None:
        with suppress(Superseded):
            self._try_repeatedly(copy, connection, remote)

    def _try_repeatedly(self, copy: WorkingCopy, connection: Connection, remote: Remote) -> None:
        for left in reversed(range(_MOST_RETRIES)):
            stop = self._attempt(copy, connection, remote)
            if stop is None:
                return
            if not stop.is_passing or not left:
                self._remember_stop(stop)
                self._set(stop=stop)
                return
            self._remember_stop(stop)
            self._again.clear()
            self._set(delay=stop, next_try=self._clock() + timedelta(seconds=_RETRY))
            self._again.wait(_RETRY)
            self._set(delay=None, next_try=None)

    def _attempt(
        self, copy: WorkingCopy, connection: Connection, remote: Remote
    ) -> PublishStop | None:
        """All steps once; the reason if one of them stopped."""
        try:
            handed = self._send(copy, connection, remote)
            self._set(step="build", pages={path: each.address for path, each in handed.items()})
            self._forget_stops()
            return self._follow(handed)
        except Superseded:
            raise
        except Stopped as stopped:
            return stopped.stop
        except OSError as error:
            return PublishStop("disk", os_errors.describe_os_error(error))
        except Exception as error:  # what an author is told instead of a page that never changes
            return PublishStop("program", type(error).__name__)

    def _send(self, copy: WorkingCopy, connection: Connection, remote: Remote) -> dict[str, Handed]:
        """Fetch, check and push, again if others were faster. Raises Stopped and OSError."""
        for _ in range(_ATTEMPTS):
            job = self._set(step="fetch")
            received = self.receiver.receive(copy, connection, remote)
            self._set(received=received.updated, has_program=received.has_program)
            changes = self._find_changes(copy, connection, received, job.order)
            checked = self._check(copy, received, changes, job.order)
            if changes:
                self._set(step="send")
                message = write_message(job.order)
                full = {copy.prefix + path: data for path, data in changes.items()}
                commit = copy.commit(received.tip, full, message, connection, self._clock())
                try:
                    with copy.open() as repo:
                        remote.push(repo, commit, received.tip)
                except Moved:
                    continue
                copy.advance(connection.branch, commit)
            return self._note_handed(job.order, checked)
        raise Stopped(PublishStop("busy"))

    def _find_changes(
        self, copy: WorkingCopy, connection: Connection, received: Received, order: Order
    ) -> dict[str, bytes | None]:
        """What the commit is to hold, by path from the content folder. Raises Stopped."""
        published = copy.texts(received.tip)
        if order.is_withdrawal:
            before = {path: copy.read_blob(published.get(path, "")) for path in order.paths}
            hidden = {path: self._hide(path, data) for path, data in before.items() if data}
            return {path: data for path, data in hidden.items() if data != before[path]}
        clashes = find_clashes(copy, connection, self._notebook.read())
        if both := [path for path in order.paths if path in clashes]:
            raise Stopped(PublishStop("clash", paths=tuple(both)))
        changes: dict[str, bytes | None] = {}
        for path in order.paths:
            base = published.get(path, "")
            if copy.blob_here(copy.prefix + path, base) != base:
                place = copy.root / copy.prefix / path
                changes[path] = place.read_bytes() if place.exists() else None
        return changes

    def _check(
        self,
        copy: WorkingCopy,
        received: Received,
        changes: Mapping[str, bytes | None],
        order: Order,
    ) -> Checked:
        """What the host's build will come to. Raises Stopped for what must be put right first."""
        self._set(step="check")
        if order.is_withdrawal:  # whatever else is wrong, it goes
            return Checked((), {})
        held = {digest_of(data): data for data in changes.values() if data is not None}
        files = copy.texts(received.tip)
        for path, data in changes.items():
            files.pop(path, None)
            if data is not None:
                files[path] = digest_of(data)

        def read(name: str) -> bytes:
            return held[name] if name in held else copy.read_blob(name)

        checked = self._checks.run(files, read, self._clock())
        self._require_no_stops(checked, order)
        return checked

    def _require_no_stops(self, checked: Checked, order: Order) -> None:
        own = [each for each in checked.stopping if each.path in order.paths]
        if own:
            paths = tuple(dict.fromkeys(each.path for each in own))
            raise Stopped(PublishStop("errors", f"{own[0].message} {own[0].hint}".strip(), paths))
        if checked.stopping and not order.is_forced:
            first = checked.stopping[0]
            paths = tuple(dict.fromkeys(each.path for each in checked.stopping))
            raise Stopped(PublishStop("others", f"{first.path}: {first.message}", paths))

    def _note_handed(self, order: Order, checked: Checked) -> dict[str, Handed]:
        """Remember what is to be seen where; give what is to be followed."""
        now, handed = self._clock(), {}
        for path, title in order.texts.items():
            page = checked.pages.get(path)
            if order.is_withdrawal:
                handed[path] = Handed("", order.addresses.get(path, ""), title, now)
            elif page is not None:
                address = self._base() + page.url
                handed[path] = Handed(page.version, address, title, now, text=page.text)
        self._notebook.change(
            lambda notes: msgspec.structs.replace(notes, handed={**notes.handed, **handed})
        )
        return handed

    def _follow(self, handed: Mapping[str, Handed]) -> PublishStop | None:
        """Ask until readers see all of it; None then."""
        waiting = {path: each for path, each in handed.items() if each.address}
        for _ in range(int(_PATIENCE / _ASK)):
            for path, each in [*waiting.items()]:
                if self.ask(path, each):
                    del waiting[path]
            if not waiting:
                self._set(step="seen", is_done=True)
                return None
            self._set()
            self._again.clear()
            self._again.wait(_ASK)
        return PublishStop("unseen", paths=tuple(waiting))

    def ask(self, path: str, handed: Handed) -> bool:
        """Whether readers see what was handed in; it is remembered if they do."""
        answer = ask_public(handed.address, handed.version)
        if answer != ("seen" if handed.version else "gone"):
            return False
        found = msgspec.structs.replace(handed, seen=self._clock())

        def note(notes: Notes) -> Notes:
            is_newest = notes.handed.get(path, handed) in (handed, found)
            handed_in = {**notes.handed, path: found} if is_newest else notes.handed
            return msgspec.structs.replace(notes, handed=handed_in)

        self._notebook.change(note)
        return True

    def _remember_stop(self, stop: PublishStop) -> None:
        with suppress(OSError):  # a full disk is a stop as well
            self._note_stops(dict.fromkeys(self._set().order.texts, stop))

    def _forget_stops(self) -> None:
        self._note_stops({}, self._set().order.texts)

    def _note_stops(self, stops: Mapping[str, PublishStop], cleared: Collection[str] = ()) -> None:
        def note(notes: Notes) -> Notes:
            kept = {path: each for path, each in notes.stops.items() if path not in cleared}
            return msgspec.structs.replace(notes, stops={**kept, **stops})

        self._notebook.change(note)
