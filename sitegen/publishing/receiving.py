"""What others have published: fetched, and put into the author's folder where that is safe.

A file that the author has changed is never touched: it is noted that two have changed it. Nothing
is sent from here.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from sitegen.core.digest import digest_of
from sitegen.core.record import Record
from sitegen.inputs.writer import Changed, ContentWriter, NotOurs
from sitegen.publishing.local_history import write_whole
from sitegen.publishing.notebook import Notebook, Notes
from sitegen.publishing.remote import Connection, Remote
from sitegen.publishing.repository import WorkingCopy, is_safe
from sitegen.publishing.stops import PublishStop, Stopped


class Received(Record, frozen=True):
    """The host's newest commit, and what came with it: texts that were brought up to date, and
    whether the program itself was."""

    tip: bytes
    updated: tuple[str, ...]
    has_program: bool


class Receiver:
    """Brings one working copy up to date. `find_writer` gives the writer of the content folder."""

    def __init__(self, notebook: Notebook, find_writer: Callable[[], ContentWriter]) -> None:
        self._notebook = notebook
        self._find_writer = find_writer

    def receive(self, copy: WorkingCopy, connection: Connection, remote: Remote) -> Received:
        """Fetch, and take over what the author has not changed. Raises Stopped and OSError."""
        with copy.open() as repo:
            tip = remote.fetch(repo)
        head = copy.head(connection.branch)
        if not any(path.startswith(copy.prefix) for path in copy.files(tip)):
            folder = copy.prefix.rstrip("/")
            raise Stopped(
                PublishStop("missing", f"I förrådet finns ingen mapp som heter {folder}.")
            )
        if head is not None and not (copy.is_on(connection.branch) and copy.follows(tip, head)):
            raise Stopped(PublishStop("diverged"))
        updated = self._take_over(copy, head, tip)
        if head != tip:
            copy.advance(connection.branch, tip)
        texts = [path for path in updated if path.startswith(copy.prefix)]
        return Received(tip, tuple(texts), len(updated) > len(texts) and head is not None)

    def _take_over(self, copy: WorkingCopy, head: bytes | None, tip: bytes) -> list[str]:
        """Write what only others have changed; note what the author has changed too."""
        updated, bases = [], {}
        for path, old, new in copy.compare(head, tip):
            here = copy.blob_here(path, old or new)
            if here == new:
                continue
            is_text = path.startswith(copy.prefix)
            if here == old or (head is None and is_text and is_earlier(copy, path, here, tip)):
                if head is not None or is_text:
                    self._write(copy, path, new)
                    updated.append(path)
            elif is_text:
                bases[path.removeprefix(copy.prefix)] = old

        def note(notes: Notes) -> Notes:
            return msgspec.structs.replace(notes, bases={**bases, **notes.bases})

        if bases:
            self._notebook.change(note)
        return updated

    def _write(self, copy: WorkingCopy, path: str, blob: str) -> None:
        """Put the host's version in place of one that is as it was. Raises OSError."""
        place = copy.root / path
        before = place.read_bytes() if place.exists() else None
        after = copy.read_blob(blob) if blob else None
        own = path.removeprefix(copy.prefix)
        if path.startswith(copy.prefix) and before is not None and after is not None:
            try:
                self._find_writer().replace(own, after, digest_of(before))
            except Changed:
                raise Stopped(PublishStop("busy")) from None  # saved just now: the next time tells
            except NotOurs:
                write_plain(copy.root, path, after)
            return
        write_plain(copy.root, path, after)


def is_earlier(copy: WorkingCopy, path: str, here: str, tip: bytes) -> bool:
    """True if the file here is one that was published before, or is not here at all."""
    return not here or any(each.blob == here for each in copy.versions(path, tip))


def write_plain(root: Path, path: str, data: bytes | None) -> None:
    """Write or remove a file below the root, never through a link. Raises OSError."""
    place = root / path
    parent = place.parent
    if not is_safe(path) or place.is_symlink():
        return
    if Path(os.path.realpath(parent)) != parent:
        return
    if data is None:
        place.unlink(missing_ok=True)
        while parent != root and not any(parent.iterdir()):
            parent.rmdir()
            parent = parent.parent
        return
    parent.mkdir(parents=True, exist_ok=True)
    is_program = place.suffix == ".command" or os.access(place, os.X_OK)
    write_whole(place, data)
    if is_program:  # the file to double-click on a Mac, and what tests are run by
        place.chmod(0o755)


def find_clashes(copy: WorkingCopy, connection: Connection, notes: Notes) -> Mapping[str, str]:
    """The files that both have changed and nobody has chosen in yet: the blob that they began
    with, by path from the content folder."""
    head = copy.head(connection.branch)
    if head is None or not notes.bases:
        return {}
    files = copy.texts(head)
    return {
        path: base
        for path, base in notes.bases.items()
        if copy.blob_here(copy.prefix + path, files.get(path, "")) != files.get(path, "")
    }
