"""The working copy: the blog's folder as a Git repository, by dulwich, without an installed git.

It reads commits and makes them; what goes out, and what is done where two have changed one text,
is for others to decide. Only commits that the host has are ever put on the branch.
"""

from __future__ import annotations

import os
import stat
import threading
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from dulwich.errors import NotGitRepository
from dulwich.index import IndexEntry, validate_path_element_ntfs
from dulwich.object_store import commit_tree_changes, iter_tree_contents, tree_lookup_path
from dulwich.objects import Blob, Commit
from dulwich.repo import Repo

from sitegen.core.record import Record
from sitegen.publishing.remote import Connection
from sitegen.sweden.dates import STOCKHOLM

_SECTION = (b"publicera",)
_TEXTS = (".md", ".yml")
_MOST_VERSIONS = 200


class CommittedVersion(Record, frozen=True):
    """A version of a file that has been published: when, by whom, and the name of its blob, empty
    if it was removed."""

    at: datetime
    who: str
    message: str
    blob: str


class Written(Record, frozen=True):
    """A file to bring up to date: its path from the root, what it holds now and is to hold; None
    for a file that is not there."""

    path: str
    before: bytes | None
    after: bytes | None


class WorkingCopy:
    """The repository in which the content folder lies. From any thread."""

    def __init__(self, repo: Repo, content: Path) -> None:
        self.repo = repo
        self.root = Path(os.path.realpath(repo.path))
        self.prefix = Path(os.path.realpath(content)).relative_to(self.root).as_posix() + "/"
        self._sums: dict[str, tuple[tuple[int, int], str, str]] = {}
        self._lock = threading.RLock()

    def connection(self) -> Connection | None:
        """What the author has set up; None before that."""
        config = self.repo.get_config()
        found = {}
        for name in ("address", "branch", "name", "email", "username"):
            try:
                found[name] = config.get(_SECTION, name.encode()).decode()
            except KeyError:
                found[name] = ""
        return Connection(**found) if found["address"] else None

    def set_connection(self, connection: Connection) -> None:
        """Remember what the author has set up. Raises OSError."""
        config = self.repo.get_config()
        for name in ("address", "branch", "name", "email", "username"):
            config.set(_SECTION, name.encode(), getattr(connection, name).encode())
        config.write_to_path()

    def suggest(self) -> dict[str, str]:
        """What Git knows already: an address, a name and an e-mail address."""
        config = self.repo.get_config_stack()
        names = {
            "address": ((b"remote", b"origin"), b"url"),
            "name": ((b"user",), b"name"),
            "email": ((b"user",), b"email"),
        }
        found = {}
        for name, (section, key) in names.items():
            try:
                found[name] = config.get(section, key).decode(errors="replace")
            except KeyError:
                continue
        return found

    def head(self, branch: str) -> bytes | None:
        """The commit that the files here began with; None before the first fetch."""
        try:
            return bytes(self.repo.refs[f"refs/heads/{branch}".encode()])  # type: ignore[index]
        except KeyError:
            return None

    def is_on(self, branch: str) -> bool:
        """True if what is checked out is the branch that is published."""
        try:
            chain, _ = self.repo.refs.follow(b"HEAD")  # type: ignore[arg-type]
        except KeyError:
            return False
        return bool(chain) and chain[-1] == f"refs/heads/{branch}".encode()

    def follows(self, commit: bytes, earlier: bytes) -> bool:
        """True if `earlier` is `commit` or one of its ancestors."""
        if commit == earlier:
            return True
        walker = self.repo.get_walker(include=[commit], exclude=[earlier])  # type: ignore[list-item]
        return any(earlier in entry.commit.parents for entry in walker)

    def files(self, commit: bytes) -> dict[str, str]:
        """All files of a commit: the names of their blobs by path from the root."""
        tree = self._commit_of(commit).tree
        return {
            unicodedata.normalize("NFC", entry.path.decode(errors="replace")): entry.sha.decode()
            for entry in iter_tree_contents(self.repo.object_store, tree)
            if entry.path and entry.mode and stat.S_ISREG(entry.mode) and entry.sha
        }

    def texts(self, commit: bytes) -> dict[str, str]:
        """The files of the content folder in a commit, by path from that folder."""
        return {
            path.removeprefix(self.prefix): blob
            for path, blob in self.files(commit).items()
            if path.startswith(self.prefix)
        }

    def read_blob(self, blob: str) -> bytes:
        """The bytes of a version; none for an empty name."""
        if not blob:
            return b""
        found = self.repo[blob.encode()]
        assert isinstance(found, Blob)
        return found.data

    def blob_here(self, path: str, base: str = "") -> str:
        """The blob that the file at `path` from the root would be; empty if it is not there.

        A text whose line ends alone differ from `base` counts as that.
        """
        place = self.root / path
        try:
            status = place.stat()
            key = (status.st_mtime_ns, status.st_size)
            with self._lock:
                known = self._sums.get(path)
            if known is None or known[0] != key:
                data = place.read_bytes()
                known = (key, name_of_blob(data), name_of_blob(with_plain_lines(path, data)))
                with self._lock:
                    self._sums[path] = known
        except (FileNotFoundError, NotADirectoryError):
            return ""
        return base if base in known[1:] else known[2]

    def commit(
        self,
        parent: bytes,
        changes: Mapping[str, bytes | None],
        message: str,
        connection: Connection,
        at: datetime,
    ) -> bytes:
        """A commit on top of `parent` with these files, by path from the root; None removes one.

        It is put on no branch. Raises OSError.
        """
        store = self.repo.object_store
        entries: list[Any] = []
        for path, data in changes.items():
            if data is None:
                entries.append((path.encode(), None, None))
                continue
            blob = Blob.from_string(with_plain_lines(path, data))
            store.add_object(blob)
            entries.append((path.encode(), 0o100644, blob.id))
        commit = Commit()
        commit.tree = commit_tree_changes(store, self._commit_of(parent).tree, entries)
        commit.parents = [parent]  # type: ignore[list-item]
        author = f"{_plain(connection.name)} <{_plain(connection.email)}>".encode()
        moment = at.replace(tzinfo=STOCKHOLM)
        offset = moment.utcoffset()
        commit.author = commit.committer = author
        commit.author_time = commit.commit_time = int(moment.timestamp())
        commit.author_timezone = commit.commit_timezone = (
            int(offset.total_seconds()) if offset else 0
        )
        commit.encoding = b"UTF-8"
        commit.message = f"{message}\n".encode()
        store.add_object(commit)
        return bytes(commit.id)

    def _commit_of(self, name: bytes) -> Commit:
        found = self.repo[name]
        assert isinstance(found, Commit)
        return found

    def compare(self, before: bytes | None, after: bytes) -> Iterator[tuple[str, str, str]]:
        """Each path from the root that differs between two commits, with both blobs."""
        old = self.files(before) if before else {}
        new = self.files(after)
        for path in sorted({*old, *new}):
            if old.get(path) != new.get(path) and is_safe(path):
                yield path, old.get(path, ""), new.get(path, "")

    def advance(self, branch: str, commit: bytes) -> None:
        """Put a commit that the host has on the branch, and check out the branch."""
        ref = f"refs/heads/{branch}".encode()
        self.repo.refs[ref] = commit  # type: ignore[index,assignment]
        self.repo.refs.set_symbolic_ref(b"HEAD", ref)  # type: ignore[arg-type]
        index = self.repo.open_index()
        files = self.files(commit)
        for name in [*index]:
            if name.decode(errors="replace") not in files:
                del index[name]
        known = {*index}
        for path, blob in files.items():
            name = path.encode()
            entry = index[name] if name in known else None
            if not isinstance(entry, IndexEntry) or entry.sha != blob.encode():
                index[name] = IndexEntry(0, 0, 0, 0, 0o100644, 0, 0, 0, blob.encode())  # type: ignore[arg-type]
        index.write()

    def versions(self, path: str, commit: bytes) -> Iterator[CommittedVersion]:
        """The published versions of a file, newest first."""
        name = path.encode()
        walker = self.repo.get_walker(
            include=[commit],  # type: ignore[list-item]
            paths=[name],
            max_entries=_MOST_VERSIONS,
        )
        for entry in walker:
            made = entry.commit
            try:
                _, blob = tree_lookup_path(self.repo.__getitem__, made.tree, name)
            except KeyError:
                blob = b""  # type: ignore[assignment]
            moment = datetime.fromtimestamp(made.commit_time, STOCKHOLM).replace(tzinfo=None)
            who = made.author.decode(errors="replace").partition(" <")[0]
            yield CommittedVersion(
                moment, who, made.message.decode(errors="replace").strip(), blob.decode()
            )


def open_working_copy(content: Path) -> WorkingCopy | None:
    """The repository that the content folder lies in, if there is one."""
    try:
        return WorkingCopy(Repo.discover(os.path.realpath(content)), content)
    except (NotGitRepository, ValueError, OSError):
        return None


def make_working_copy(content: Path) -> WorkingCopy:
    """A new, empty repository around the folder beside `content`. Raises OSError."""
    root = Path(os.path.realpath(content)).parent
    return WorkingCopy(Repo.init(str(root)), content)


def name_of_blob(data: bytes) -> str:
    """Git's name for these bytes."""
    return Blob.from_string(data).id.decode()


def with_plain_lines(path: str, data: bytes) -> bytes:
    """The bytes as they are committed: a text without the line ends of Windows."""
    if not path.endswith(_TEXTS) or b"\0" in data:
        return data
    return data.replace(b"\r\n", b"\n")


def is_safe(path: str) -> bool:
    """True if a file at `path` lies below the root and is no part of Git itself."""
    return all(validate_path_element_ntfs(part.encode()) for part in path.split("/"))


def _plain(word: str) -> str:
    return " ".join(word.translate({ord(each): " " for each in "<>\n\r\0"}).split())
