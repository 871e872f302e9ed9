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
from contextlib import closing, contextmanager, suppress
from datetime import datetime, timedelta
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
_SETTINGS = ("address", "branch", "name", "email", "username")
_TEXTS = (".md", ".yml")
_MOST_VERSIONS = 200


class CommittedVersion(Record, frozen=True):
    """A version of a file that has been published: when, by whom, and the name of its blob, empty
    if it was removed."""

    at: datetime
    who: str
    message: str
    blob: str


class WorkingCopy:
    """The repository at `root`, in which the content folder lies. From any thread."""

    def __init__(self, root: str, content: Path) -> None:
        self.root = Path(os.path.realpath(root))
        self.prefix = Path(os.path.realpath(content)).relative_to(self.root).as_posix() + "/"
        self._sums: dict[str, tuple[tuple[int, int], str, str]] = {}
        self._lock = threading.RLock()

    @contextmanager
    def open(self) -> Iterator[Repo]:
        """The repository, for one operation: dulwich seeks in files, so threads share none."""
        with closing(Repo(str(self.root))) as repo:
            yield repo

    def connection(self) -> Connection | None:
        """What the author has set up; None before that."""
        with self.open() as repo:
            config = repo.get_config()
        if not config.has_section(_SECTION):
            return None
        return Connection(
            **{each: config.get(_SECTION, each.encode()).decode() for each in _SETTINGS}
        )

    def set_connection(self, connection: Connection) -> None:
        """Remember what the author has set up. Raises OSError."""
        with self.open() as repo:
            config = repo.get_config()
        for name in _SETTINGS:
            config.set(_SECTION, name.encode(), getattr(connection, name).encode())
        config.write_to_path()

    def suggest(self) -> dict[str, str]:
        """What Git knows already: an address, a name and an e-mail address."""
        with self.open() as repo:
            config = repo.get_config_stack()
        names = {
            "address": ((b"remote", b"origin"), b"url"),
            "name": ((b"user",), b"name"),
            "email": ((b"user",), b"email"),
        }
        found = {}
        for name, (section, key) in names.items():
            with suppress(KeyError):
                found[name] = config.get(section, key).decode(errors="replace")
        return found

    def head(self, branch: str) -> bytes | None:
        """The commit that the files here began with; None before the first fetch."""
        with self.open() as repo:
            commit = repo.refs.read_ref(f"refs/heads/{branch}".encode())  # type: ignore[arg-type]
        return bytes(commit) if commit else None

    def is_on(self, branch: str) -> bool:
        """True if what is checked out is the branch that is published."""
        with self.open() as repo:
            chain, _ = repo.refs.follow(b"HEAD")  # type: ignore[arg-type]
        return bool(chain) and chain[-1] == f"refs/heads/{branch}".encode()

    def follows(self, commit: bytes, earlier: bytes) -> bool:
        """True if `earlier` is `commit` or one of its ancestors."""
        if commit == earlier:
            return True
        with self.open() as repo:
            walker = repo.get_walker(include=[commit], exclude=[earlier])  # type: ignore[list-item]
            return any(earlier in entry.commit.parents for entry in walker)

    def files(self, commit: bytes) -> dict[str, str]:
        """All files of a commit: the names of their blobs by path from the root."""
        with self.open() as repo:
            tree = _commit_of(repo, commit).tree
            entries = [*iter_tree_contents(repo.object_store, tree)]
        return {
            unicodedata.normalize("NFC", entry.path.decode(errors="replace")): entry.sha.decode()
            for entry in entries
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
        with self.open() as repo:
            found = repo[blob.encode()]
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
        commit = Commit()
        commit.parents = [parent]  # type: ignore[list-item]
        author = f"{_plain(connection.name)} <{_plain(connection.email)}>".encode()
        moment = at.replace(tzinfo=STOCKHOLM)
        offset = moment.utcoffset() or timedelta()
        commit.author = commit.committer = author
        commit.author_time = commit.commit_time = int(moment.timestamp())
        commit.author_timezone = commit.commit_timezone = int(offset.total_seconds())
        commit.encoding = b"UTF-8"
        commit.message = f"{message}\n".encode()
        with self.open() as repo:
            entries = [_store(repo, path, data) for path, data in changes.items()]
            before = _commit_of(repo, parent).tree
            commit.tree = commit_tree_changes(repo.object_store, before, entries)
            repo.object_store.add_object(commit)
        return bytes(commit.id)

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
        files = self.files(commit)
        with self.open() as repo:
            repo.refs[ref] = commit  # type: ignore[index,assignment]
            repo.refs.set_symbolic_ref(b"HEAD", ref)  # type: ignore[arg-type]
            index = repo.open_index()
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

    def versions(
        self, path: str, commit: bytes, *, most: int = _MOST_VERSIONS
    ) -> list[CommittedVersion]:
        """The published versions of a file, newest first."""
        name = path.encode()
        with self.open() as repo:
            walker = repo.get_walker(
                include=[commit],  # type: ignore[list-item]
                paths=[name],
                max_entries=most,
            )
            return [_read_version(repo, entry.commit, name) for entry in walker]


def _read_version(repo: Repo, made: Commit, name: bytes) -> CommittedVersion:
    try:
        _, found = tree_lookup_path(repo.__getitem__, made.tree, name)
        blob = found.decode()
    except KeyError:
        blob = ""
    moment = datetime.fromtimestamp(made.commit_time, STOCKHOLM).replace(tzinfo=None)
    who = made.author.decode(errors="replace").partition(" <")[0]
    return CommittedVersion(moment, who, made.message.decode(errors="replace").strip(), blob)


def _commit_of(repo: Repo, name: bytes) -> Commit:
    found = repo[name]
    assert isinstance(found, Commit)
    return found


def _store(repo: Repo, path: str, data: bytes | None) -> Any:
    """The entry of a file in a new tree, whose bytes are stored; one without bytes is removed."""
    if data is None:
        return path.encode(), None, None
    blob = Blob.from_string(with_plain_lines(path, data))
    repo.object_store.add_object(blob)
    return path.encode(), 0o100644, blob.id


def open_working_copy(content: Path) -> WorkingCopy | None:
    """The repository that the content folder lies in, if there is one."""
    try:
        with closing(Repo.discover(os.path.realpath(content))) as found:
            return WorkingCopy(found.path, content)
    except (NotGitRepository, ValueError, OSError):
        return None


def make_working_copy(content: Path) -> WorkingCopy:
    """A new, empty repository around the folder beside `content`. Raises OSError."""
    root = Path(os.path.realpath(content)).parent
    Repo.init(str(root)).close()
    return WorkingCopy(str(root), content)


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
