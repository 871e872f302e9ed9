"""The options of a build.

Values only: builder/build.py carries them out.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from sitegen.blog import BLOG
from sitegen.core.problem import RootFolders
from sitegen.core.record import Record
from sitegen.definition import Definition
from sitegen.inputs.input import Folders


class Options(Record, frozen=True, kw_only=True):
    """What to build, where to write it, and how.

    `now` is Swedish civil time, the only clock of a build. Without `output` only the cache is
    written; without `cache` there is no cache. `base_url` overrides site.yml. Without `extras` no
    search index and no link previews are made: the preview makes an index when somebody searches,
    and nobody shares links to it. `compress` are the extensions of the compressed copies, and
    `definition` is the blog's. With `without_broken` the texts that have errors are left out, and
    `left_out` has the reason, in Swedish, for each text that the site is built without.
    """

    folders: Folders
    now: datetime
    output: Path | None = None
    cache: Path | None = None
    base_url: str | None = None
    drafts: bool = False
    strict: bool = False
    without_broken: bool = False
    left_out: Mapping[str, str] = {}
    jobs: int = 1
    extras: bool = True
    compress: tuple[str, ...] = ()
    definition: Definition = BLOG

    @property
    def root_folders(self) -> RootFolders:
        """The folders that the paths of problems are relative to."""
        return {
            "content": self.folders.content.as_posix(),
            "templates": self.folders.templates.as_posix(),
            "assets": self.folders.assets.as_posix(),
            "output": self.output.as_posix() if self.output else "",
        }
