"""All that the writing page asks about publishing: one blog, its history and its publications.

It joins the modules of this package for one content folder; it shows nothing and edits no text by
itself.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from sitegen.builder.result import LatestBuild
from sitegen.core.digest import digest_of
from sitegen.core.record import Record
from sitegen.definition import Definition
from sitegen.inputs.input import Folders
from sitegen.inputs.writer import ContentWriter
from sitegen.publishing.checking import CheckBuild
from sitegen.publishing.key_store import KeyStore
from sitegen.publishing.local_history import LocalHistory
from sitegen.publishing.notebook import Notebook, SharedDraft
from sitegen.publishing.publisher import Publisher
from sitegen.publishing.receiving import Receiver, find_clashes
from sitegen.publishing.remote import Connection, Remote, find_address_fault
from sitegen.publishing.repository import (
    CommittedVersion,
    WorkingCopy,
    make_working_copy,
    open_working_copy,
)
from sitegen.publishing.selection import Change, Order
from sitegen.publishing.stops import PublishStop, Stopped

_REMEMBERED = 40
"""Versions that pages were opened with."""


class Clash(Record, frozen=True, kw_only=True):
    """One text that two have changed: what both began with, and what the other one published."""

    base: bytes
    theirs: bytes
    who: str
    at: datetime | None


class _Newest(NamedTuple):
    head: bytes
    version: CommittedVersion | None


class PublishingService:
    """Publishing for the texts in `content`; `work` is a folder in the cache.

    `find_newest` gives the content as it was last read, None before that; `clock` gives Swedish
    civil time, and `hide` the bytes of the text at a path as a draft. From any thread.
    """

    def __init__(
        self,
        content: Path,
        find_newest: Callable[[], LatestBuild | None],
        clock: Callable[[], datetime],
        work: Path,
        hide: Callable[[str, bytes], bytes],
    ) -> None:
        self._content = content
        self._find_newest = find_newest
        self._clock = clock
        self.history = LocalHistory(content.absolute().parent)
        self.notebook = Notebook(self.history)
        self.keys = KeyStore()
        self._copy: WorkingCopy | None = None
        self._newest: dict[str, _Newest] = {}
        self._seen: dict[str, bytes] = {}
        self._lock = threading.RLock()
        receiver = Receiver(self.notebook, self._find_writer)
        checks = CheckBuild(work, self._find_sources)
        self.publisher = Publisher(receiver, checks, self.notebook, clock, self.base, hide)

    def _read(self) -> LatestBuild:
        newest = self._find_newest()
        if newest is None:
            raise Stopped(PublishStop("program", "Texterna är inte lästa än."))
        return newest

    def _find_writer(self) -> ContentWriter:
        given = self._read().given
        return ContentWriter(self._content, given.entries, given.definition)

    def _find_sources(self) -> tuple[Folders, Definition]:
        given = self._read().given
        return given.folders, given.definition

    def base(self) -> str:
        """The blog's public address, as in site.yml, without a slash at the end."""
        settings = self._read().given.settings
        return (settings.home or settings.config.base_url).rstrip("/")

    # What is set up

    def working_copy(self) -> WorkingCopy | None:
        """The repository of the content folder, if there is one."""
        with self._lock:
            if self._copy is None:
                self._copy = open_working_copy(self._content)
            return self._copy

    def connection(self) -> Connection | None:
        """What the author has set up; None before that."""
        copy = self.working_copy()
        return copy.connection() if copy else None

    def opened(self) -> tuple[WorkingCopy, Connection]:
        """Both, once all is set up. Raises Stopped before that."""
        copy, connection = self.working_copy(), self.connection()
        if copy is None or connection is None or copy.head(connection.branch) is None:
            raise Stopped(PublishStop("setup"))
        return copy, connection

    @property
    def is_connected(self) -> bool:
        """True once all is set up."""
        try:
            self.opened()
        except Stopped:
            return False
        return True

    def who(self) -> str:
        """The name of the author on this computer."""
        connection = self.connection()
        return connection.name if connection else ""

    def connect(self, connection: Connection, token: str) -> bool:
        """Set up: reach the host, and bring the folder up to date; True if the token is still
        known after a restart. An empty `token` is the one that is known. Raises Stopped and
        OSError."""
        assert not find_address_fault(connection.address)
        token = token or self.keys.read(connection.address)
        remote = Remote(connection, token)
        if not connection.branch:
            branch = remote.find_branch()
            connection = msgspec.structs.replace(connection, branch=branch)
            remote = Remote(connection, token)
        with self._lock:
            copy = self.working_copy() or make_working_copy(self._content)
            self.publisher.receiver.receive(copy, connection, remote)
            copy.set_connection(connection)
            self._copy = copy
        return self.keys.write(connection.address, token) if token else True

    # What has changed

    def changes(self, entries: Iterable[str]) -> dict[str, Change]:
        """What differs from what is published, by path; `entries` are the files here.

        Raises Stopped before all is set up.
        """
        copy, connection = self.opened()
        head = copy.head(connection.branch)
        published = copy.texts(head) if head else {}
        found: dict[str, Change] = {}
        for path in {**published, **dict.fromkeys(entries)}:
            base = published.get(path, "")
            here = copy.blob_here(copy.prefix + path, base)
            if here != base:
                found[path] = "new" if not base else "changed" if here else "removed"
        return found

    def published(self, path: str) -> bytes | None:
        """The published version of a text; None if there is none, or nothing is set up."""
        try:
            copy, connection = self.opened()
        except Stopped:
            return None
        head = copy.head(connection.branch)
        blob = copy.texts(head).get(path, "") if head else ""
        return copy.read_blob(blob) if blob else None

    def clash(self, path: str) -> Clash | None:
        """What is needed to choose in a text that two have changed; None if that is not so."""
        copy, connection = self.opened()
        clashes = find_clashes(copy, connection, self.notebook.read())
        if path not in clashes:
            return None
        last = self.last_version(path)
        return Clash(
            base=copy.read_blob(clashes[path]),
            theirs=self.published(path) or b"",
            who=last.who if last else "Någon annan",
            at=last.at if last else None,
        )

    def clashes(self) -> tuple[str, ...]:
        """The texts that two have changed and nobody has chosen in yet."""
        try:
            copy, connection = self.opened()
        except Stopped:
            return ()
        return tuple(find_clashes(copy, connection, self.notebook.read()))

    def settle(self, path: str) -> None:
        """The author has chosen: what is here now follows on what is published. Raises OSError."""
        self.notebook.forget_clash(path)

    # History

    def versions(self, path: str) -> tuple[CommittedVersion, ...]:
        """The published versions of a text, newest first."""
        try:
            copy, connection = self.opened()
        except Stopped:
            return ()
        head = copy.head(connection.branch)
        return tuple(copy.versions(copy.prefix + path, head)) if head else ()

    def last_version(self, path: str) -> CommittedVersion | None:
        """The newest published version of a text, or what took it away."""
        try:
            copy, connection = self.opened()
        except Stopped:
            return None
        head = copy.head(connection.branch)
        if head is None:
            return None
        with self._lock:
            known = self._newest.get(path)
        if known is None or known.head != head:
            last = copy.versions(copy.prefix + path, head, most=1)
            known = _Newest(head, last[0] if last else None)
            with self._lock:
                self._newest[path] = known
        return known.version

    def read_version(self, path: str, name: str) -> bytes | None:
        """The bytes of a version: a blob that the text has had, or a kept digest."""
        if any(each.blob == name for each in self.versions(path) if name):
            copy, _ = self.opened()
            return copy.read_blob(name)
        return self.history.read(path, name)

    def remember(self, digest: str, data: bytes) -> None:
        """Keep the bytes that a page was opened with, in memory, for when two change them."""
        with self._lock:
            self._seen.pop(digest, None)
            self._seen[digest] = data
            for oldest in list(self._seen)[:-_REMEMBERED]:
                del self._seen[oldest]

    def recall(self, digest: str) -> bytes | None:
        """The bytes that a page was opened with, if they are remembered."""
        with self._lock:
            return self._seen.get(digest)

    def keep(self, path: str, before: bytes | None, after: bytes) -> None:
        """Keep what a save replaces, if it is not kept yet, and what it writes. Raises OSError."""
        now, who = self._clock(), self.who()
        known = {each.digest for each in self.history.list(path)}
        if before is not None and digest_of(before) not in known:
            self.history.keep(path, before, at=now, who="", what="Som den var")
        self.history.keep(path, after, at=now, who=who, what="Sparad")

    # Drafts that colleagues read

    def share(self, path: str, paths: Iterable[str], draft: SharedDraft) -> None:
        """Send a text with its files to a branch that is not published. Raises Stopped, OSError."""
        copy, connection = self.opened()
        remote = Remote(connection, self.keys.read(connection.address))
        places = {copy.prefix + each: copy.root / copy.prefix / each for each in paths}
        files = {name: place.read_bytes() for name, place in places.items() if place.exists()}
        with copy.open() as repo:
            tip = remote.fetch(repo)
            commit = copy.commit(tip, files, "Utkast att läsa", connection, draft.at)
            remote.put_draft(repo, commit, draft.branch)
        self.notebook.note_shared(path, draft)

    def unshare(self, path: str) -> None:
        """Remove the branch of a text from the host. Raises Stopped and OSError."""
        copy, connection = self.opened()
        draft = self.notebook.read().shared.get(path)
        if draft is not None:
            remote = Remote(connection, self.keys.read(connection.address))
            with copy.open() as repo:
                remote.put_draft(repo, None, draft.branch)
            self.notebook.note_shared(path, None)

    # Publishing

    def publish(self, order: Order) -> bool:
        """Begin to publish; False if another publication is under way. Raises Stopped."""
        copy, connection = self.opened()
        token = self.keys.read(connection.address)
        return self.publisher.start(copy, connection, token, order)
