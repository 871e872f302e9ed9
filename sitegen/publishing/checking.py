"""The check before sending: builds, without writing a page, the blog as the host is about to.

It reads what would be published from Git and not from the author's folder, so that what stays here
neither helps nor hinders. The copy that it builds lies in the cache.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path

import msgspec

from sitegen.builder.build import Builder
from sitegen.core.problem import Problem, find_stopping
from sitegen.core.record import Record
from sitegen.core.workers import say_nothing
from sitegen.definition import Definition
from sitegen.inputs.input import Folders
from sitegen.inputs.options import Options
from sitegen.model.publication import published_version
from sitegen.model.site import document_at
from sitegen.publishing.local_history import write_whole


class PublishedPage(Record, frozen=True):
    """The page of a text that readers would see: its address from the root of the blog, the
    digest of the `text`, and the `version` that the page carries."""

    url: str
    text: str
    version: str


class Checked(Record, frozen=True):
    """What the build of the host would come to: what would stop it, and the pages by text."""

    stopping: tuple[Problem, ...]
    pages: Mapping[str, PublishedPage]


class CheckBuild:
    """A copy of what is published, kept in `folder` from check to check; `find_sources` gives the
    folders of templates and assets, and the blog's definition. From any thread."""

    def __init__(
        self, folder: Path, find_sources: Callable[[], tuple[Folders, Definition]]
    ) -> None:
        self._folder = folder
        self._find_sources = find_sources
        self._lock = threading.Lock()

    def run(self, files: Mapping[str, str], read: Callable[[str], bytes], now: datetime) -> Checked:
        """Build the `files`, blobs by path, that `read` gives the bytes of. Raises OSError."""
        with self._lock:
            content = self._folder / "content"
            self._bring_up_to_date(content, files, read)
            sources, definition = self._find_sources()
            folders = msgspec.structs.replace(sources, content=content)
            options = Options(folders=folders, now=now, extras=False, definition=definition)
            with Builder(self._folder / "cache", say_nothing) as builder:
                result = builder.build(options, lambda: nullcontext(None))
                newest = builder.newest
            pages = {}
            if newest is not None:
                site = newest.site
                for path, url in site.urls.items():
                    document = document_at(site, path)
                    if document is not None and path not in site.hidden:
                        version = published_version(site, document)
                        pages[path] = PublishedPage(url, document.version, version)
            return Checked(tuple(find_stopping(result.problems)), pages)

    def _bring_up_to_date(
        self, content: Path, files: Mapping[str, str], read: Callable[[str], bytes]
    ) -> None:
        """Make the copy hold just these files; what is the same is not written again."""
        index = self._folder / "files.json"
        content.mkdir(parents=True, exist_ok=True)
        try:
            known = msgspec.json.decode(index.read_bytes(), type=dict[str, str])
        except (OSError, msgspec.MsgspecError):
            known = {}
        index.unlink(missing_ok=True)
        for path in known.keys() - files.keys():
            (content / path).unlink(missing_ok=True)
        for path, blob in files.items():
            if known.get(path) != blob or not (content / path).exists():
                place = content / path
                place.parent.mkdir(parents=True, exist_ok=True)
                write_whole(place, read(blob))
        write_whole(index, msgspec.json.encode(dict(files)))
