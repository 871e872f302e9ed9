"""What is asked of a build, and what it came to.

Values only: how a build does what is asked stands in builder.py.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sitegen.core.problem import RootFolders
from sitegen.core.record import Record
from sitegen.inputs.input import Folders
from sitegen.registry.blog import BLOG
from sitegen.registry.definition import Definition


class Options(Record, frozen=True, kw_only=True):
    """What to build from, where to, and how.

    `now` is Swedish civil time, the only clock of a build. Without `output` nothing is written but
    the memo; without `cache` there is none. `base_url` overrides site.yml. Without
    `extras` there is no search index and no drawn link preview: a preview makes the one when
    somebody searches, and nobody shares links to it. `compress` are the endings of packed copies,
    and `definition` says what the blog is made of.
    """

    folders: Folders
    now: datetime
    output: Path | None = None
    cache: Path | None = None
    base_url: str | None = None
    drafts: bool = False
    strict: bool = False
    jobs: int = 1
    extras: bool = True
    compress: tuple[str, ...] = ()
    definition: Definition = BLOG

    @property
    def root_folders(self) -> RootFolders:
        """Where the paths of problems start from."""
        return {
            "content": self.folders.content.as_posix(),
            "templates": self.folders.templates.as_posix(),
            "assets": self.folders.assets.as_posix(),
            "output": self.output.as_posix() if self.output else "",
        }
