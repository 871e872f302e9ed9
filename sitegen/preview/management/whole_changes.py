"""Changes of several files at once: done whole or not at all, kept, and taken back byte for byte.

It writes what moves.py decides; it decides nothing about texts itself.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress

import msgspec

from sitegen.core.digest import digest_of
from sitegen.inputs.writer import Changed, ContentWriter, NotOurs
from sitegen.preview.editor.opened import Opened
from sitegen.preview.management.moves import FileChange
from sitegen.publishing.local_history import KeptFile, WholeChange

_LOCK = threading.Lock()


class Disturbed(Exception):
    """A file is not as it was when the change was decided; nothing has been done."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


Mend = Callable[[KeptFile, bytes], bytes | None]


def leave(kept: KeptFile, data: bytes) -> bytes | None:
    """Mends nothing."""
    return None


def carry_out(opened: Opened, changes: Sequence[FileChange], whole: WholeChange) -> WholeChange:
    """Make the changes, and keep what they replace. Raises Disturbed, NotOurs and OSError; then all
    files are as they were."""
    files = tuple(
        KeptFile(each.path, _digest(each.before), _digest(each.after)) for each in changes
    )
    blobs = {digest_of(each.before): each.before for each in changes if each.before is not None}
    with _LOCK:
        _require(opened.writer, ((each.path, _digest(each.before)) for each in changes))
        whole = msgspec.structs.replace(whole, files=files)
        kept = opened.service.history.write_change(whole, blobs)
        try:
            write_all(opened.writer, changes)
        except BaseException:
            with suppress(OSError):
                history = opened.service.history
                history.note_change(msgspec.structs.replace(kept, is_undone=True))
            raise
    return kept


def take_back(opened: Opened, whole: WholeChange, mend: Mend = leave) -> None:
    """Restore every file of a change; `mend` gives what one is to hold that has been changed since.

    Raises Disturbed if that is None or the bytes are not kept any more, NotOurs and OSError; then
    all files are as they are.
    """
    history, writer = opened.service.history, opened.writer
    with _LOCK:
        changes = []
        for each in whole.files:
            here = _digest(writer.read(each.path))
            if here == each.before:
                continue  # the program was ended half-way
            data = writer.read(each.path)
            before = history.read_blob(whole, each.before) if each.before else None
            if each.before and (before is None or digest_of(before) != each.before):
                raise Disturbed(each.path)
            if here != each.after:
                before = None if data is None or before is None else mend(each, data)
                if before is None:
                    raise Disturbed(each.path)
            changes.append(FileChange(each.path, data, before))
        write_all(writer, changes)
        history.note_change(msgspec.structs.replace(whole, is_undone=True))


def write_all(writer: ContentWriter, changes: Iterable[FileChange]) -> None:
    """Make the changes, new files first and removals last; what is done is undone if one fails.

    Raises Disturbed, NotOurs and OSError.
    """
    done: list[FileChange] = []
    try:
        for each in sorted(changes, key=_turn):
            _write(writer, each)
            done.append(each)
    except BaseException as error:
        for each in reversed(done):
            with suppress(OSError, Changed, NotOurs):
                _write(writer, FileChange(each.path, each.after, each.before))
        if isinstance(error, Changed | FileExistsError):
            left = [each for each in sorted(changes, key=_turn) if each not in done]
            raise Disturbed(left[0].path) from error
        raise


def _turn(change: FileChange) -> int:
    if change.before is None:
        return 0
    return 2 if change.after is None else 1


def _write(writer: ContentWriter, change: FileChange) -> None:
    if change.before is None:
        if change.after is not None:
            writer.add(change.path, change.after)
    elif change.after is None:
        writer.remove(change.path, digest_of(change.before))
    else:
        writer.replace(change.path, change.after, digest_of(change.before))


def _require(writer: ContentWriter, expected: Iterable[tuple[str, str]]) -> None:
    for path, digest in expected:
        if _digest(writer.read(path)) != digest:
            raise Disturbed(path)


def _digest(data: bytes | None) -> str:
    return "" if data is None else digest_of(data)
