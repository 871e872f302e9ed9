"""OUTPUT for the preview: files into a folder that this process alone writes, at once.

No manifest and no lock, for the folder is emptied when the preview starts; it may only ever be
given a folder of the memo's.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from sitegen.publish import Published
from sitegen.staging import Staging, stage


class Direct:
    """The folder that the preview serves; `previous` is the digest of each file in it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._staging = Staging(folder.with_name(f"{folder.name}-new"), tree=False)
        self.previous: Mapping[str, str] = {}
        for place in (folder, self._staging.folder):
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(parents=True)

    def put(self, path: str, data: bytes) -> str:
        """Keep a file until the commit; also from a worker process."""
        return stage(self._staging, path, data)

    def commit(self, files: Mapping[str, str]) -> Published:
        """Move in what was put and take away what is not among `files` (path → digest)."""
        changed = [path for path, digest in files.items() if self.previous.get(path) != digest]
        stale = self.previous.keys() - files.keys()
        for path in changed:
            target = self._folder / path
            try:
                Path(self._staging.locate(path)).replace(target)
            except (FileNotFoundError, NotADirectoryError):
                target.parent.mkdir(parents=True, exist_ok=True)
                Path(self._staging.locate(path)).replace(target)
        for path in stale:
            (self._folder / path).unlink(missing_ok=True)
        unchanged = len(files) - len(changed)
        self.previous = dict(files)
        return Published(tuple(changed), tuple(sorted(stale)), unchanged, {})
