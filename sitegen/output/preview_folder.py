"""OUTPUT for the preview: a folder that only this process writes to.

It needs no manifest and no lock, because the folder is emptied when the preview starts and removed
when it ends; it may only be used with a folder inside the cache, and reads only its own files.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Self

from sitegen.output.publication import Published
from sitegen.output.staging import Staging, stage


class PreviewFolder:
    """The folder that the preview serves; `previous` has the digest of each file in it, by path.

    It may be read from any thread, which sees either all of a commit or nothing of it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._staging = Staging(folder.with_name(f"{folder.name}-new"), tree=False)
        self._lock = threading.Lock()
        self.previous: Mapping[str, str] = {}
        self._clear()
        for place in (folder, self._staging.folder):
            place.mkdir(parents=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._clear()

    def _clear(self) -> None:
        for place in (self._folder, self._staging.folder):
            shutil.rmtree(place, ignore_errors=True)

    def put(self, path: str, data: bytes) -> str:
        """Stage a file for the commit, also from a worker process; return its digest."""
        return stage(self._staging, path, data)

    def read(self, path: str) -> tuple[bytes, str] | None:
        """The bytes and the digest of a committed file with exactly this path, or None."""
        with self._lock:
            digest = self.previous.get(path)
            try:
                return ((self._folder / path).read_bytes(), digest) if digest else None
            except FileNotFoundError:
                return None

    def contents(self, path: str) -> bytes:
        """The bytes of a staged file, or else of a committed one. Raises OSError."""
        return self._staging.contents(path, str(self._folder))

    def commit(self, files: Mapping[str, str]) -> Published:
        """Move staged files in, and remove those that are not in `files` (path → digest)."""
        before = self.previous
        changed = [path for path, digest in files.items() if before.get(path) != digest]
        stale = before.keys() - files.keys()
        with self._lock:
            left = dict(before)
            try:
                for path in stale:
                    left.pop(path)
                    self._remove(path)
                for path in changed:
                    left.pop(path, None)  # if the move fails, the content is unknown
                    self._move_in(path)
                    left[path] = files[path]
            finally:
                self.previous = left
        return Published(tuple(changed), tuple(sorted(stale)), len(files) - len(changed), {})

    def _move_in(self, path: str) -> None:
        target = self._folder / path
        try:
            Path(self._staging.locate(path)).replace(target)
        except FileNotFoundError:
            target.parent.mkdir(parents=True, exist_ok=True)
            Path(self._staging.locate(path)).replace(target)

    def _remove(self, path: str) -> None:
        """Remove a file and the folders that become empty, as a file may get the same name."""
        target = self._folder / path
        target.unlink(missing_ok=True)
        with suppress(OSError):
            for folder in target.relative_to(self._folder).parents[:-1]:
                (self._folder / folder).rmdir()
